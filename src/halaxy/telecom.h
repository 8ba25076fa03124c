// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several contact points to use: none whose period has ended, and the best kind of use first.
#pragma once
#include "core/clock.h"

#include <QJsonArray>

namespace bloom::halaxy {

struct Contact {
    QString email;
    QString phone;  ///< systems phone and sms
    bool operator==(const Contact&) const = default;
};

/// A client is reached privately (mobile, home, work), a practitioner at work (work, mobile, home).
enum class ContactOf { Client, Practitioner };
Contact contact(const QJsonArray& telecom, ContactOf whose, UtcTime now);

}  // namespace bloom::halaxy
