// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The service's JSON, read by this test's own understanding of it.
#include "figures/slow_figures.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

namespace bloom::test {

namespace {

QString s(const char* text) { return QString::fromLatin1(text); }

QString idOf(const QJsonValue& reference) {
    return reference.toObject()[s("reference")].toString().section(u'/', -1);
}
QString kindOf(const QJsonValue& reference) {
    return reference.toObject()[s("reference")].toString().section(u'/', -2, -2);
}
QDateTime timeOf(const QJsonValue& value) {
    return QDateTime::fromString(value.toString(), Qt::ISODate).toUTC();
}
qint64 centsOf(const QJsonValue& money) {
    return std::llround(money.toObject()[s("value")].toDouble() * 100);
}

QString extensionCode(const QJsonArray& extensions, const char* ending) {
    for (const auto& one : extensions)
        if (one.toObject()[s("url")].toString().endsWith(s(ending)))
            return one.toObject()[s("valueCoding")].toObject()[s("code")].toString();
    return {};
}

/// The table of statuses.
QString statusOf(const QString& code) {
    static const std::map<QString, QString> kWords{{s("booked"), s("scheduled")},
                                                   {s("confirmed"), s("confirmed")},
                                                   {s("arrived"), s("confirmed")},
                                                   {s("attended"), s("completed")},
                                                   {s("did not attend"), s("no_show")},
                                                   {s("cancelled"), s("cancelled")},
                                                   {s("cancelled (no charge)"), s("cancelled")},
                                                   {s("rejected"), s("cancelled")},
                                                   {s("declined"), s("cancelled")}};
    const auto word = kWords.find(code.toLower());
    return word == kWords.end() ? s("unknown") : word->second;
}

}  // namespace

bool SlowFigures::Bill::counts() const { return status != s("write-off"); }

QString SlowFigures::Bill::billing() const {
    const QString words = payor.toLower();
    for (const char* known : {"medicare", "dva", "ndis", "workcover"})
        if (words.contains(s(known)))
            return s(known);
    return words == s("private") || words == s("patient") ? s("private") : QString();
}

bool SlowFigures::Visit::booked() const { return status == s("scheduled") || status == s("confirmed"); }
bool SlowFigures::Visit::cancelled() const { return status == s("cancelled"); }
qint64 SlowFigures::Visit::amount() const {
    qint64 sum = 0;
    for (const Bill& bill : bills)
        sum += bill.gross;
    return sum;
}

SlowFigures::SlowFigures(const ServiceJson& json) {
    readPeople(json);
    readBills(json);
    readVisits(json);
}

void SlowFigures::readPeople(const ServiceJson& json) {
    for (const auto& value : json.roles)
        m_practitionerOfRole[value.toObject()[s("id")].toString()] =
            idOf(value.toObject()[s("practitioner")]);
    for (const auto& value : json.patients) {
        const QJsonObject object = value.toObject();
        Client client;
        client.id = object[s("id")].toString();
        const QJsonObject name = object[s("name")].toArray().first().toObject();
        client.initials =
            name[s("given")].toArray().first().toString().left(1) + name[s("family")].toString().left(1);
        const QString status = extensionCode(object[s("extension")].toArray(), "patient-status").toLower();
        client.active = object[s("active")].toBool() && status != s("inactive") && status != s("archived");
        for (const auto& gp : object[s("generalPractitioner")].toArray())
            if (client.firstPractitioner.isEmpty() && idOf(gp).startsWith(s("PR-")))
                client.firstPractitioner = idOf(gp);
        m_clients[client.id] = client;
    }
    for (const auto& value : json.referrals) {
        const QJsonObject object = value.toObject();
        const QString definition = object[s("referralDefinition")].isString()
                                       ? object[s("referralDefinition")].toString()
                                       : QString::fromUtf8(QJsonDocument(object).toJson());
        if (!definition.contains(s("MHTP")))
            continue;
        const QJsonObject limit = object[s("limitQuantity")].toObject();
        const QJsonObject period = object[s("period")].toObject();
        m_clients[idOf(object[s("subject")])].letters.push_back(
            {idOf(object[s("subject")]), object[s("active")].toBool(),
             limit[s("quantity")].toObject()[s("value")].toInt(), limit[s("quantityUsed")].toInt(),
             QDate::fromString(period[s("start")].toString().left(10), Qt::ISODate),
             QDate::fromString(period[s("end")].toString().left(10), Qt::ISODate)});
    }
}

void SlowFigures::readBills(const ServiceJson& json) {
    for (const auto& value : json.invoices) {
        const QJsonObject object = value.toObject();
        Bill bill;
        bill.id = object[s("id")].toString();
        const QJsonValue whose = object[s("practitioner")].isArray()
                                     ? object[s("practitioner")].toArray().first()
                                     : object[s("practitioner")];
        bill.practitioner =
            kindOf(whose) == s("PractitionerRole") ? m_practitionerOfRole[idOf(whose)] : idOf(whose);
        bill.status = object[s("status")].toString();
        bill.payor = object[s("payorType")].toString();
        bill.date = QDate::fromString(object[s("date")].toString().left(10), Qt::ISODate);
        bill.gross = centsOf(object[s("totalGross")]);
        bill.paid = centsOf(object[s("totalPaid")]);
        bill.balance = centsOf(object[s("totalBalance")]);
        m_bills.push_back(bill);
    }
}

void SlowFigures::readVisits(const ServiceJson& json) {
    for (const auto& value : json.appointments) {
        const QJsonObject object = value.toObject();
        Visit visit;
        visit.appointment = object[s("id")].toString();
        visit.start = timeOf(object[s("start")]);
        visit.end = timeOf(object[s("end")]);
        visit.updated = timeOf(object[s("meta")].toObject()[s("lastUpdated")]);
        int patients = 0;
        for (const auto& one : object[s("participant")].toArray()) {
            const QJsonValue actor = one.toObject()[s("actor")];
            patients += kindOf(actor) == s("Patient") ? 1 : 0;
            if (kindOf(actor) == s("PractitionerRole") && visit.practitioner.isEmpty())
                visit.practitioner = m_practitionerOfRole[idOf(actor)];
        }
        visit.group = patients > 1;
        for (const auto& one : object[s("participant")].toArray()) {
            const QJsonObject place = one.toObject();
            if (kindOf(place[s("actor")]) != s("Patient"))
                continue;
            Visit own = visit;
            own.patient = idOf(place[s("actor")]);
            own.status = statusOf(
                extensionCode(place[s("modifierExtension")].toArray(), "appointment-participant-status"));
            for (const auto& extension : place[s("extension")].toArray())
                for (const Bill& bill : m_bills)
                    if (bill.id == idOf(extension.toObject()[s("valueReference")]) && bill.counts())
                        own.bills.push_back(bill);
            std::sort(own.bills.begin(), own.bills.end(), [](const Bill& a, const Bill& b) {
                return std::pair(a.date, a.id) < std::pair(b.date, b.id);
            });
            for (const Bill& bill : own.bills)
                own.billing = own.billing.isEmpty() ? bill.billing() : own.billing;
            m_visits.push_back(own);
        }
    }
    std::stable_sort(m_visits.begin(), m_visits.end(),
                     [](const Visit& a, const Visit& b) { return a.start < b.start; });
    for (const Visit& visit : m_visits)
        m_clients[visit.patient].visits.push_back(visit);
}

const SlowFigures::Visit* SlowFigures::firstVisitOf(const QString& bill) const {
    for (const Visit& visit : m_visits)
        for (const Bill& one : visit.bills)
            if (one.id == bill)
                return &visit;
    return nullptr;
}

}  // namespace bloom::test
