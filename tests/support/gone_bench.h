// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A practice in which records vanish, and a service that may answer differently when asked for one by its id.
#pragma once
#include "support/practice_bench.h"

#include <QRegularExpression>

namespace bloom::test {

class GoneBench : public PracticeBench {
public:
    explicit GoneBench(sandbox::GeneratorOptions options = small(), sandbox::Quirks quirks = {})
        : PracticeBench(options, std::move(quirks)) {
        answerOthers = transport.handler;
        transport.handler = [this](const halaxy::Request& request) -> Result<halaxy::Response> {
            if (const QString record = recordOf(request); !record.isEmpty()) {
                ++singleReads;
                for (const auto& [pattern, answer] : instead)
                    if (pattern.match(record).hasMatch())
                        return answer(request);
            }
            return answerOthers(request);
        };
    }

    /// "Appointment/123" for a read of one record, else nothing.
    static QString recordOf(const halaxy::Request& request) {
        static const QRegularExpression kOne(QStringLiteral("/main/([A-Za-z]+/[^/]+)$"));
        return kOne.match(FakeTransport::urlOf(request).path()).captured(1);
    }
    /// Reads of records that fit answer so from now on.
    void answer(const QString& records, FakeTransport::Handler with) {
        instead.push_back({QRegularExpression(QStringLiteral("^(%1)$").arg(records)), std::move(with)});
    }
    static FakeTransport::Handler always(const halaxy::Response& response) {
        return [response](const halaxy::Request&) -> Result<halaxy::Response> { return response; };
    }
    static halaxy::Response goneAnswer(int status = 404) {
        return FakeTransport::outcome(status, "not-found");
    }

    /// Ids of live appointments from tomorrow on with one patient, the first `count`.
    QStringList coming(int count) {
        const QStringList all = database.rows(
            QStringLiteral("SELECT DISTINCT halaxy_appointment_id FROM sessions WHERE deleted_at IS NULL AND "
                           "is_group = 0 AND scheduled_start_time > '%1' ORDER BY halaxy_appointment_id")
                .arg(toIsoText(clock.utcNow() + std::chrono::hours(24))));
        if (all.size() < count)
            qFatal("only %d sessions", int(all.size()));
        return all.mid(0, count);
    }
    void vanish(const QStringList& appointments) {
        for (const QString& id : appointments)
            if (!edit().remove(sandbox::Resource::Appointment, id))
                qFatal("no such appointment");
    }
    void reappear(const QStringList& appointments) {
        for (const QString& id : appointments)
            if (!edit().restore(sandbox::Resource::Appointment, id))
                qFatal("no such appointment");
    }
    RunReport runAfter(milliseconds time, SyncRequest request = {RunType::Full, {}, {}}) {
        clock.advance(time);
        singleReads = 0;
        return run(std::move(request));
    }
    QString sessionOf(const QString& appointment, const char* column) {
        return database.cell(QStringLiteral("SELECT %1 FROM sessions WHERE halaxy_appointment_id = '%2'")
                                 .arg(QString::fromLatin1(column), appointment));
    }
    bool isLive(const QString& appointment) { return sessionOf(appointment, "deleted_at") == u"-"; }
    int live(const QString& table) { return count(table + QStringLiteral(" WHERE deleted_at IS NULL")); }
    /// "open 70, applied 3 …", oldest first.
    QString sets() {
        return database
            .rows(QStringLiteral("SELECT state || ' ' || (SELECT count(*) FROM held_records r WHERE "
                                 "r.held_id = s.id) FROM held_sets s ORDER BY raised_at, rowid"))
            .join(QStringLiteral(", "));
    }
    QString openSet() {
        return database.cell(QStringLiteral("SELECT id FROM held_sets WHERE state IN ('open', 'applying')"));
    }
    SyncRequest applying(const QString& set) {
        SyncRequest request{RunType::Manual, {}, QStringLiteral("mara")};
        request.scope.heldSet = set;
        return request;
    }

    int singleReads = 0;  ///< since the last runAfter()
    std::vector<std::pair<QRegularExpression, FakeTransport::Handler>> instead;
    FakeTransport::Handler answerOthers;
};

inline QString outcomeOf(const RunReport& report) { return name(report.outcome); }
inline const KindCounts& appointmentsOf(const RunReport& report) {
    return report.kinds.at(RecordKind::Appointment);
}

}  // namespace bloom::test
