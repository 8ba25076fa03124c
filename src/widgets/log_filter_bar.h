// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What of the log is looked at: a text, a time, types, outcomes, a kind of record, a practitioner.
#pragma once
#include "core/dashboard.h"
#include "core/log_views.h"

#include <QTimer>
#include <QWidget>
#include <functional>

class QComboBox;
class QDateEdit;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace bloom::widgets {

class LogFilterBar final : public QWidget {
    Q_OBJECT
public:
    /// `now` is the engine's time: "the last 24 hours" are its.
    explicit LogFilterBar(std::function<UtcTime()> now, QWidget* parent = nullptr);
    LogFilter filter() const;
    bool isEmpty() const { return filter() == LogFilter{}; }
    void setPractitioners(const std::vector<PractitionerView>& practitioners);
    void choosePractitioner(const PractitionerId& practitioner);
    void chooseOutcomes(const std::vector<RunOutcome>& outcomes);
    /// These outcomes, and no other filter.
    void showOnly(const std::vector<RunOutcome>& outcomes);
    void clear();
    /// "Last hour" goes on with the time: what is asked for moves with it.
    void followTime();

Q_SIGNALS:
    void filterChanged(const bloom::LogFilter& filter);

private:
    void reset();
    void buildTime();
    void buildEntity();
    QToolButton* checkMenu(const QString& title, const QStringList& words, quint32& bits);
    void announce();
    void showChosen();
    std::function<UtcTime()> m_now;
    QLineEdit* m_text;
    QComboBox* m_time;
    QDateEdit* m_from;
    QDateEdit* m_to;
    QToolButton* m_types;
    QToolButton* m_outcomes;
    QComboBox* m_entity;
    QComboBox* m_practitioner;
    QPushButton* m_clear;
    QTimer m_typing;
    QTimer m_minute;
    quint32 m_typeBits = 0;  ///< chosen RunTypes; none = all
    quint32 m_outcomeBits = 0;
};

}  // namespace bloom::widgets
