// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csv_writer.h"

#include "core/practice_time.h"
#include "models/csv.h"
#include "models/run_log_model.h"

namespace bloom::models {
namespace {
QStringList cellsOf(const RunRow& run) {
    return {toIsoText(run.started),
            run.ended ? toIsoText(*run.ended) : QString(),
            run.id.value,
            name(run.type),
            name(run.outcome),
            run.practitionerName,
            run.entity ? name(*run.entity) : QString(),
            run.entityId,
            QString::number(run.processed),
            QString::number(run.created),
            QString::number(run.updated),
            QString::number(run.deleted),
            QString::number(run.calls),
            run.askedBy,
            run.message};
}
QString headLine() {
    return QChar(0xFEFF) +
           csvLine(QStringLiteral("started,ended,run,type,outcome,practitioner,entity,entity_id,read,"
                                  "created,updated,deleted,calls,asked_by,cause")
                       .split(QLatin1Char(',')));
}
}  // namespace

void CsvWriter::open(quint64 job, const QString& path) {
    m_job = job;
    m_file = std::make_unique<QSaveFile>(path);
    if (!m_file->open(QIODevice::WriteOnly)) {
        Q_EMIT failed(m_job, tr("The file can't be written: %1.").arg(m_file->errorString()));
        m_file.reset();
        return;
    }
    // Names of practitioners are in it: nobody else's to read.
    m_file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    put(headLine());
}

bool CsvWriter::put(const QString& text) {
    const QByteArray bytes = text.toUtf8();
    if (m_file && m_file->write(bytes) == bytes.size())
        return true;
    if (m_file)
        Q_EMIT failed(m_job, tr("The file can't be written: %1.").arg(m_file->errorString()));
    discard();
    return false;
}

void CsvWriter::write(const std::vector<RunRow>& rows) {
    if (!m_file)
        return;
    QString text;
    for (const RunRow& run : rows)
        text += csvLine(cellsOf(run));
    if (put(text))
        Q_EMIT written(m_job, static_cast<int>(rows.size()));
}

void CsvWriter::commit() {
    if (!m_file)
        return;
    const bool done = m_file->commit();
    const QString why = m_file->errorString();
    m_file.reset();
    if (done)
        Q_EMIT committed(m_job);
    else
        Q_EMIT failed(m_job, tr("The file can't be written: %1.").arg(why));
}

void CsvWriter::discard() {
    if (m_file)
        m_file->cancelWriting();
    m_file.reset();
}

}  // namespace bloom::models
