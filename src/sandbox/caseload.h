// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes next: each client has a rhythm and a course; the one most due takes the next free hour.
#pragma once
#include "sandbox/random.h"

#include <QDate>
#include <QString>
#include <queue>
#include <vector>

namespace bloom::sandbox {

class Caseload {
public:
    /// clients: this practitioner's patients in the order they will start; hours: how many sessions there
    /// will be.
    Caseload(std::vector<QString> clients, int hours, Random random);

    /// The client of one free hour on that day.
    QString next(QDate day);
    /// Some client for a seat in a group; does not touch anyone's rhythm.
    QString any();

private:
    struct Due {
        QDate day;
        int client;
        int left;
        int rhythm;
        bool operator>(const Due& other) const {
            return day != other.day ? day > other.day : client > other.client;
        }
    };
    Due start(QDate day);
    void again(Due due, QDate day);

    std::vector<QString> m_clients;
    Random m_random;
    int m_hoursLeft;
    int m_courseLength;
    int m_started = 0;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> m_due;
};

}  // namespace bloom::sandbox
