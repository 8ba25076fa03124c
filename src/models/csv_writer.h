// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes runs as CSV lines; lives in the export's worker thread.
#pragma once
#include "core/log_views.h"

#include <QObject>
#include <QSaveFile>

namespace bloom::models {

class CsvWriter final : public QObject {
    Q_OBJECT
public:
    /// Every signal names the job, so that a late one of an ended job is known.
    void open(quint64 job, const QString& path);
    void write(const std::vector<RunRow>& rows);
    void commit();
    void discard();

Q_SIGNALS:
    void written(quint64 job, int rows);
    void committed(quint64 job);
    void failed(quint64 job, const QString& why);

private:
    bool put(const QString& text);
    quint64 m_job = 0;
    std::unique_ptr<QSaveFile> m_file;
};

}  // namespace bloom::models
