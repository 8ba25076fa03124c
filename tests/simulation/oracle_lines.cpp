// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/oracle_lines.h"

#include "sandbox/fhir_json.h"

#include <QDateTime>
#include <algorithm>
#include <vector>

namespace bloom::simulation {

namespace {

using sandbox::Shape;

class Fields {
public:
    Fields& add(const QString& text) { return add(text.toStdString()); }
    Fields& add(const std::string& text) {
        if (!m_line.empty())
            m_line += '|';
        m_line += text.empty() ? "-" : text;
        return *this;
    }
    Fields& add(qint64 number) { return add(std::to_string(number)); }
    Fields& flag(bool value) { return add(std::string(value ? "1" : "0")); }
    Fields& day(QDate date) { return add(date.isValid() ? date.toString(Qt::ISODate) : QString()); }
    std::string take() { return std::move(m_line); }

private:
    std::string m_line;
};

struct Name {
    QString first, last, display;
};

bool isEmpty(const sandbox::PersonName& name) {
    return name.given.value(0).isEmpty() && name.family.isEmpty() && name.text.isEmpty();
}

/// official, then usual, then the first.
Name nameOf(const std::vector<sandbox::PersonName>& names) {
    const sandbox::PersonName* chosen = nullptr;
    for (const char* use : {"official", "usual", ""})
        for (const sandbox::PersonName& name : names)
            if (!chosen && !isEmpty(name) && (use[0] == '\0' || name.use == QLatin1String(use)))
                chosen = &name;
    if (!chosen)
        return {};
    const QString first = chosen->given.value(0);
    if (first.isEmpty() && chosen->family.isEmpty())
        return {{}, {}, chosen->text};
    return {first, chosen->family, {}};
}

/// The first of the best kind; what has ended is none. (All ends in a simulated practice are long past.)
QString contactOf(const std::vector<sandbox::ContactPoint>& contacts, bool email,
                  std::initializer_list<const char*> order) {
    QString best;
    std::size_t bestPlace = 1000;
    for (const sandbox::ContactPoint& contact : contacts) {
        const bool isEmail = contact.system == QLatin1String("email");
        const bool isPhone =
            contact.system == QLatin1String("phone") || contact.system == QLatin1String("sms");
        if (contact.ended || !(email ? isEmail : isPhone))
            continue;
        const QString use = contact.system == QLatin1String("sms") ? QStringLiteral("mobile") : contact.use;
        const auto* at =
            std::ranges::find_if(order, [&](const char* word) { return use == QLatin1String(word); });
        const auto place = at == order.end() ? 999 : std::size_t(at - order.begin());
        if (place < bestPlace) {
            best = contact.value;
            bestPlace = place;
        }
    }
    return best;
}

QString initialsOf(const Name& name) {
    QString letters = name.first.left(1) + name.last.left(1);
    if (letters.isEmpty()) {
        const QStringList words = name.display.split(u' ', Qt::SkipEmptyParts);
        letters = words.value(0).left(1) + (words.size() > 1 ? words.last().left(1) : QString());
    }
    return letters.isEmpty() ? QStringLiteral("?") : letters.toUpper();
}

std::string genderOf(const QString& gender) {
    if (gender == QLatin1String("male") || gender == QLatin1String("female"))
        return gender.toStdString();
    return gender == QLatin1String("other") || gender == QLatin1String("custom") ? "other" : "unknown";
}

std::string clientStatus(const sandbox::Patient& patient) {
    const QString status = patient.status.toLower();
    if (patient.deceased || status.contains(QLatin1String("discharge")))
        return "discharged";
    const bool inactive = !patient.active || status.contains(QLatin1String("inactive")) ||
                          status.contains(QLatin1String("archive"));
    return inactive ? "inactive" : "active";
}

/// The two tables of HALAXY.md, written down again.
std::string sessionStatus(const QString& code, Shape shape) {
    struct Row {
        const char* code;
        const char* status;
    };
    static constexpr Row real[] = {{"booked", "scheduled"},
                                   {"confirmed", "confirmed"},
                                   {"arrived", "confirmed"},
                                   {"attended", "completed"},
                                   {"did not attend", "no_show"},
                                   {"cancelled", "cancelled"},
                                   {"cancelled (no charge)", "cancelled"},
                                   {"rejected", "cancelled"},
                                   {"declined", "cancelled"}};
    static constexpr Row plain[] = {
        {"proposed", "scheduled"},  {"pending", "scheduled"}, {"booked", "scheduled"},
        {"waitlist", "scheduled"},  {"arrived", "confirmed"}, {"checked-in", "confirmed"},
        {"fulfilled", "completed"}, {"noshow", "no_show"},    {"cancelled", "cancelled"}};
    const auto look = [&](const auto& table) -> std::string {
        for (const Row& row : table)
            if (code.compare(QLatin1String(row.code), Qt::CaseInsensitive) == 0)
                return row.status;
        return "unknown";
    };
    return shape == Shape::Real ? look(real) : look(plain);
}

std::string placeOf(sandbox::LocationKind kind) {
    switch (kind) {
        case sandbox::LocationKind::Clinic:
        case sandbox::LocationKind::Organization:
            return "in-person";
        case sandbox::LocationKind::Telehealth:
        case sandbox::LocationKind::Online:
            return "telehealth";
        case sandbox::LocationKind::Phone:
            return "phone";
    }
    return {};
}

std::string billingOf(const QString& payorType) {
    const QString payor = payorType.toLower();
    for (const char* known : {"medicare", "dva", "ndis", "workcover"})
        if (payor.contains(QLatin1String(known)))
            return known;
    return payor.contains(QLatin1String("private")) || payor.contains(QLatin1String("patient")) ? "private"
                                                                                                : "";
}

QString invoiceStatus(const sandbox::Invoice& invoice, Shape shape) {
    if (shape == Shape::Real)
        return invoice.status;
    if (invoice.balanceCents() == 0 && invoice.paidCents != 0)
        return QStringLiteral("balanced");
    return invoice.status == QLatin1String("write-off") ? QStringLiteral("cancelled")
                                                        : QStringLiteral("issued");
}

bool isPaid(const sandbox::Invoice& invoice, Shape shape) {
    return (invoice.balanceCents() == 0 && invoice.paidCents > 0) ||
           invoiceStatus(invoice, shape) == QLatin1String("balanced");
}

}  // namespace

std::string isoOf(UtcTime time) {
    return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ"))
        .toStdString();
}

std::string keyOf(sandbox::Resource resource, const QString& id) {
    return QString(sandbox::resourceName(resource) + u'/' + id).toStdString();
}

std::string lineOf(const sandbox::Practitioner& one) {
    if (one.gone)
        return {};
    const Name name = nameOf(one.names);
    const QString words = one.qualification.toLower();
    const auto order = {"work", "mobile", "home"};
    return Fields()
        .add(one.id)
        .add(name.first)
        .add(name.last)
        .add(contactOf(one.contacts, true, order))
        .add(contactOf(one.contacts, false, order))
        .add(one.ahpra)
        .add(words.contains(QLatin1String("clinical"))  ? std::string("clinical")
             : words.contains(QLatin1String("counsel")) ? std::string("counselling")
                                                        : std::string("general"))
        .take();
}

std::string lineOf(const sandbox::PractitionerRole& one) {
    return one.gone ? std::string() : Fields().add(one.id).add(one.practitionerId).flag(one.active).take();
}

std::string lineOf(const sandbox::Patient& one) {
    if (one.gone)
        return {};
    const Name name = nameOf(one.names);
    const auto order = {"mobile", "home", "work"};
    return Fields()
        .add(one.id)
        .add(name.first)
        .add(name.last)
        .add(name.display)
        .add(initialsOf(name))
        .add(contactOf(one.contacts, true, order))
        .add(contactOf(one.contacts, false, order))
        .add(one.birthDate)
        .add(genderOf(one.gender))
        .add(clientStatus(one))
        .take();
}

std::string lineOf(const sandbox::Invoice& one, Shape shape) {
    if (one.gone)
        return {};
    return Fields()
        .add(one.id)
        .add(one.patientId)
        .day(one.date)
        .add(invoiceStatus(one, shape))
        .add(one.payorType)
        .add(billingOf(one.payorType))
        .add(one.netCents)
        .add(one.grossCents())
        .add(one.taxCents)
        .add(one.paidCents)
        .add(one.balanceCents())
        .flag(isPaid(one, shape))
        .take();
}

std::string lineOf(const sandbox::Referral& one, bool withDisplay) {
    if (one.gone)
        return {};
    return Fields()
        .add(one.id)
        .add(one.patientId)
        .add(one.definition)
        .flag(one.definition.contains(QLatin1String("MHTP")))
        .flag(one.definition.contains(QLatin1String("Review")))
        .add(qint64(one.limit))
        .add(qint64(one.used))
        .day(one.start)
        .day(one.end)
        .add(withDisplay ? one.requesterName : QString())
        .flag(one.active)
        .take();
}

std::string lineOf(const sandbox::Appointment& one, const sandbox::Practice& practice, Shape shape) {
    if (one.gone || (shape == Shape::Plain && one.enteredInError))
        return {};
    std::vector<std::string> rows;
    for (const sandbox::Attendance& attendance : one.patients) {
        const QString code = shape == Shape::Real ? attendance.status : sandbox::plainStatus(one);
        rows.push_back(Fields()
                           .add(one.id)
                           .add(attendance.patientId)
                           .add(practice.practitionerOf(one.roleId))
                           .add(isoOf(one.start))
                           .add(isoOf(one.end()))
                           .add(qint64(one.minutes))
                           .add(one.service.isEmpty() ? one.description : one.service)
                           .add(sessionStatus(code, shape))
                           .add(code)
                           .flag(one.patients.size() > 1)
                           .add(one.service.isEmpty() ? std::string("unknown") : placeOf(one.location))
                           .add(one.comment)
                           .take());
    }
    std::ranges::sort(rows);
    std::string all;
    for (const std::string& row : rows)
        all += row + '\n';
    return all;
}

std::string moneyOf(const sandbox::Attendance& attendance, const sandbox::Practice& practice, Shape shape) {
    std::vector<const sandbox::Invoice*> invoices;
    for (const QString& id : attendance.invoices)
        if (const sandbox::Invoice* invoice = practice.invoices.findLive(id))
            invoices.push_back(invoice);
    std::ranges::sort(invoices, [](const auto* a, const auto* b) {
        return std::pair(a->date, a->id) < std::pair(b->date, b->id);
    });
    std::string billing;
    qint64 sum = 0;
    int counted = 0, paid = 0, open = 0;
    for (const sandbox::Invoice* invoice : invoices) {
        const QString status = invoiceStatus(*invoice, shape);
        if (status == QLatin1String("write-off") || status == QLatin1String("cancelled"))
            continue;
        ++counted;
        const bool credit = invoice->grossCents() < 0;
        const bool settled = isPaid(*invoice, shape) || (credit && invoice->balanceCents() == 0);
        open += settled ? 0 : 1;
        paid += settled && !credit ? 1 : 0;
        sum += invoice->grossCents();
        if (billing.empty())
            billing = billingOf(invoice->payorType);
    }
    return Fields()
        .add(counted > 0 ? std::to_string(sum) : std::string())
        .add(billing)
        .flag(paid > 0 && open == 0)
        .take();
}

}  // namespace bloom::simulation
