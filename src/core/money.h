// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Money is integer cents with its currency; a decimal is only made for people and JSON.
#pragma once
#include <QString>
#include <compare>
#include <cstdint>

namespace bloom {

struct Cents {
    std::int64_t value = 0;
    auto operator<=>(const Cents&) const = default;
    Cents operator+(Cents other) const { return {value + other.value}; }
    Cents operator-(Cents other) const { return {value - other.value}; }
    Cents& operator+=(Cents other) {
        value += other.value;
        return *this;
    }
};

/// FHIR money comes as a double: rounded half away from zero to cents.
Cents centsFromDouble(double amount);
/// "1234.50": two places, a point, no grouping (JSON, CSV).
QString decimalText(Cents amount);

}  // namespace bloom
