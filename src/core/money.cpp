// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money.h"

#include <cmath>

namespace bloom {

Cents centsFromDouble(double amount) {
    constexpr double kMost = 9e15;  // beyond it a double has no cents; no practice bills that
    if (!(std::abs(amount) < kMost / 100.0))
        return {};
    // 0.285 is stored as 0.28499…: the nudge rounds what was written, not what binary made of it.
    const double scaled = amount * 100.0;
    const double nudged = scaled + std::copysign(std::abs(scaled) * 1e-12, scaled);
    return {std::llround(nudged)};
}

QString decimalText(Cents amount) {
    const bool negative = amount.value < 0;
    const quint64 size =
        negative ? 0ULL - static_cast<quint64>(amount.value) : static_cast<quint64>(amount.value);
    const QString text =
        QString::number(size / 100) + u'.' + QString::number(size % 100).rightJustified(2, u'0');
    return negative ? u'-' + text : text;
}

}  // namespace bloom
