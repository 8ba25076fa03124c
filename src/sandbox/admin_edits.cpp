// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/admin_edits.h"

#include "sandbox/edits.h"

#include <QDateTime>
#include <QJsonArray>

namespace bloom::sandbox {

namespace {

struct Asked {
    const QJsonObject& json;

    QString text(const char* name) const { return json.value(QLatin1String(name)).toVariant().toString(); }
    qint64 number(const char* name) const { return json.value(QLatin1String(name)).toVariant().toLongLong(); }
    UtcTime time(const char* name) const {
        const QDateTime parsed = QDateTime::fromString(text(name), Qt::ISODate);
        return UtcTime(milliseconds(parsed.isValid() ? parsed.toMSecsSinceEpoch() : 0));
    }
    QStringList list(const char* name) const {
        QStringList out;
        for (const auto& value : json.value(QLatin1String(name)).toArray())
            out.append(value.toVariant().toString());
        return out;
    }
    Resource resource() const { return resourceFromName(text("resource")).value_or(Resource::Appointment); }
};

/// Answers the id, or nothing when the record was not found.
using Edit = std::function<QString(Editor&, const Asked&)>;

Edit onId(std::function<bool(Editor&, const Asked&, const QString&)> change) {
    return [change = std::move(change)](Editor& editor, const Asked& asked) {
        const QString id = asked.text("id");
        return change(editor, asked, id) ? id : QString();
    };
}

QMap<QString, Edit> appointmentEdits() {
    using E = Editor&;
    using A = const Asked&;
    using Id = const QString&;
    return {{QStringLiteral("add-appointment"),
             [](E editor, A asked) {
                 NewAppointment wanted{.roleId = asked.text("role"),
                                       .start = asked.time("start"),
                                       .patients = asked.list("patients")};
                 if (asked.number("minutes") > 0)
                     wanted.minutes = int(asked.number("minutes"));
                 return editor.addAppointment(wanted);
             }},
            {QStringLiteral("reschedule"),
             onId([](E editor, A asked, Id id) { return editor.reschedule(id, asked.time("start")); })},
            {QStringLiteral("move"),
             onId([](E editor, A asked, Id id) { return editor.moveToRole(id, asked.text("role")); })},
            {QStringLiteral("cancel"), onId([](E editor, A, Id id) { return editor.cancel(id); })},
            {QStringLiteral("status"), onId([](E editor, A asked, Id id) {
                 return editor.setStatus(id, asked.text("status"), asked.text("patient"));
             })},
            {QStringLiteral("add-participant"),
             onId([](E editor, A asked, Id id) { return editor.addParticipant(id, asked.text("patient")); })},
            {QStringLiteral("remove-participant"), onId([](E editor, A asked, Id id) {
                 return editor.removeParticipant(id, asked.text("patient"));
             })},
            {QStringLiteral("entered-in-error"),
             onId([](E editor, A, Id id) { return editor.enterInError(id); })},
            {QStringLiteral("delete"),
             onId([](E editor, A asked, Id id) { return editor.remove(asked.resource(), id); })},
            {QStringLiteral("restore"),
             onId([](E editor, A asked, Id id) { return editor.restore(asked.resource(), id); })}};
}

QMap<QString, Edit> otherEdits() {
    using E = Editor&;
    using A = const Asked&;
    using Id = const QString&;
    return {
        {QStringLiteral("add-patient"),
         [](E editor, A asked) { return editor.addPatient(asked.text("given"), asked.text("family")); }},
        {QStringLiteral("rename-patient"), onId([](E editor, A asked, Id id) {
             return editor.renamePatient(id, asked.text("given"), asked.text("family"));
         })},
        {QStringLiteral("merge-patients"),
         onId([](E editor, A asked, Id id) { return editor.mergePatients(id, asked.text("into")); })},
        {QStringLiteral("add-practitioner"),
         [](E editor, A asked) { return editor.addPractitioner(asked.text("given"), asked.text("family")); }},
        {QStringLiteral("practitioner-active"), onId([](E editor, A asked, Id id) {
             return editor.setPractitionerActive(id, asked.json.value(QLatin1String("active")).toBool());
         })},
        {QStringLiteral("add-invoice"),
         [](E editor, A asked) {
             return editor.addInvoice(asked.text("appointment"), asked.text("patient"), asked.number("cents"),
                                      asked.text("payor"));
         }},
        {QStringLiteral("pay"),
         onId([](E editor, A asked, Id id) { return editor.pay(id, asked.number("cents")); })},
        {QStringLiteral("write-off"), onId([](E editor, A, Id id) { return editor.writeOff(id); })},
        {QStringLiteral("credit"),
         [](E editor, A asked) { return editor.credit(asked.text("id"), asked.number("cents")); }},
        {QStringLiteral("add-referral"), [](E editor, A asked) {
             return editor.addReferral(asked.text("patient"), asked.text("role"), asked.text("definition"),
                                       int(asked.number("limit")));
         }}};
}

const QMap<QString, Edit>& edits() {
    static const QMap<QString, Edit> all = [] {
        QMap<QString, Edit> map = appointmentEdits();
        map.insert(otherEdits());
        return map;
    }();
    return all;
}

}  // namespace

QStringList editNames() { return edits().keys(); }

std::expected<QString, QString> applyEdit(Sandbox& sandbox, const QJsonObject& json, UtcTime now) {
    const auto edit = edits().constFind(json.value(QLatin1String("edit")).toString());
    if (edit == edits().constEnd())
        return std::unexpected(QStringLiteral("edit must be one of: ") + editNames().join(u' '));
    Editor editor = sandbox.edit(now);
    QString id = (*edit)(editor, Asked{json});
    if (id.isEmpty())
        return std::unexpected(QStringLiteral("no such record"));
    return id;
}

}  // namespace bloom::sandbox
