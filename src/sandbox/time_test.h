// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A FHIR date search value: "ge2026-11-24", "lt2026-11", "2026-11-24T09:40:00+11:00".
#pragma once
#include "core/clock.h"

#include <QStringView>
#include <optional>

namespace bloom::sandbox {

/// The half-open interval a date text stands for; a text without an offset is local to the practice.
struct TimeSpan {
    UtcTime low{};
    UtcTime high{};
};
std::optional<TimeSpan> parseTimeSpan(QStringView text);

class TimeTest {
public:
    /// Nothing when the value is no date, as one whose '+' was not encoded.
    static std::optional<TimeTest> parse(QStringView value);
    bool operator()(UtcTime when) const;

private:
    enum class Op { Eq, Ne, Gt, Lt, Ge, Le };
    Op m_op = Op::Eq;
    TimeSpan m_span;
};

}  // namespace bloom::sandbox
