// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/faults.h"

#include <algorithm>

namespace bloom::sandbox {

namespace {

struct Named {
    FaultKind kind;
    const char* name;
};
constexpr Named names[] = {{FaultKind::Latency, "latency"},
                           {FaultKind::RateLimited, "rate-limited"},
                           {FaultKind::ServerError, "server-error"},
                           {FaultKind::Outage, "outage"},
                           {FaultKind::Drop, "drop"},
                           {FaultKind::Truncate, "truncate"},
                           {FaultKind::Html, "html"},
                           {FaultKind::Empty, "empty"},
                           {FaultKind::EmptySearchset, "empty-searchset"},
                           {FaultKind::NextLoops, "next-loops"},
                           {FaultKind::NextLeavesHost, "next-leaves-host"},
                           {FaultKind::Hang, "hang"},
                           {FaultKind::Drip, "drip"},
                           {FaultKind::ExpiredToken, "expired-token"},
                           {FaultKind::RevokedToken, "revoked-token"},
                           {FaultKind::CredentialsRefused, "credentials-refused"},
                           {FaultKind::ShiftedPages, "shifted-pages"},
                           {FaultKind::RepeatedRows, "repeated-rows"},
                           {FaultKind::MissingRows, "missing-rows"},
                           {FaultKind::HiddenRows, "hidden-rows"},
                           {FaultKind::ChangingTotal, "changing-total"},
                           {FaultKind::WarningEntry, "warning-entry"},
                           {FaultKind::Unusable, "unusable"},
                           {FaultKind::ClockSkew, "clock-skew"}};

/// Kinds that change a listing's rows or links strike searches of records only.
bool needsSearch(FaultKind kind) {
    static constexpr FaultKind listing[] = {
        FaultKind::EmptySearchset, FaultKind::NextLoops,     FaultKind::NextLeavesHost,
        FaultKind::ShiftedPages,   FaultKind::RepeatedRows,  FaultKind::MissingRows,
        FaultKind::HiddenRows,     FaultKind::ChangingTotal, FaultKind::WarningEntry};
    return std::ranges::find(listing, kind) != std::end(listing);
}

bool fits(const Fault& fault, const Called& called) {
    const bool token = called.resource == QLatin1String("token");
    if (fault.kind == FaultKind::CredentialsRefused)
        return token;
    if (token && (fault.kind == FaultKind::ExpiredToken || fault.kind == FaultKind::RevokedToken))
        return false;
    if (!fault.resource.isEmpty() && fault.resource != called.resource)
        return false;
    if (needsSearch(fault.kind) && !called.isSearch)
        return false;
    return fault.practitioner.isEmpty() || called.practitioners.contains(fault.practitioner);
}

}  // namespace

QString faultName(FaultKind kind) {
    const auto* it = std::ranges::find(names, kind, &Named::kind);
    return it == std::end(names) ? QString() : QString::fromLatin1(it->name);
}

QStringList faultNames() {
    QStringList all;
    for (const Named& named : names)
        all.append(QString::fromLatin1(named.name));
    return all;
}

std::optional<FaultKind> faultFromName(QStringView name) {
    const auto* it =
        std::ranges::find_if(names, [&](const Named& n) { return name == QLatin1String(n.name); });
    return it == std::end(names) ? std::nullopt : std::optional(it->kind);
}

bool setFaultMember(Fault& fault, QStringView name, const QString& value) {
    bool ok = true;
    if (name == QLatin1String("resource"))
        fault.resource = value;
    else if (name == QLatin1String("practitioner"))
        fault.practitioner = value;
    else if (name == QLatin1String("skip"))
        fault.skip = value.toInt(&ok);
    else if (name == QLatin1String("count"))
        fault.count = value.toInt(&ok);
    else if (name == QLatin1String("every"))
        fault.every = std::max(1, value.toInt(&ok));
    else if (name == QLatin1String("for"))
        fault.lasting = std::chrono::seconds(value.toInt(&ok));
    else if (name == QLatin1String("status"))
        fault.status = value.toInt(&ok);
    else if (name == QLatin1String("milliseconds"))
        fault.delayMs = value.toInt(&ok);
    else if (name == QLatin1String("seconds"))
        fault.seconds = value.toInt(&ok);
    else if (name == QLatin1String("amount"))
        fault.amount = value.toInt(&ok);
    else
        return false;
    return ok;
}

std::expected<Fault, QString> parseFault(const QString& text) {
    const QStringList parts = text.split(u',');
    const auto kind = faultFromName(parts.front());
    if (!kind)
        return std::unexpected(QStringLiteral("there is no fault \"%1\"").arg(parts.front()));
    Fault fault;
    fault.kind = *kind;
    for (const QString& part : parts.sliced(1)) {
        if (!setFaultMember(fault, QString(part.section(u'=', 0, 0)), part.section(u'=', 1)))
            return std::unexpected(QStringLiteral("\"%1\" can't be read in fault \"%2\"").arg(part, text));
    }
    return fault;
}

int FaultSet::add(Fault fault, UtcTime now) {
    const auto until = fault.lasting ? std::optional(now + *fault.lasting) : std::nullopt;
    m_active.push_back({m_next, std::move(fault), until});
    return m_next++;
}

bool FaultSet::remove(int id) {
    return std::erase_if(m_active, [id](const Active& active) { return active.id == id; }) > 0;
}

std::vector<Fault> FaultSet::strike(const Called& called, UtcTime now) {
    std::erase_if(m_active, [now](const Active& active) { return active.over(now); });
    std::vector<Fault> struck;
    for (Active& active : m_active) {
        if (!fits(active.fault, called))
            continue;
        const int turn = active.fitted++ - active.fault.skip;
        if (turn < 0 || turn % active.fault.every != 0)
            continue;
        ++active.struck;
        struck.push_back(active.fault);
    }
    return struck;
}

std::vector<std::pair<int, Fault>> FaultSet::active(UtcTime now) const {
    std::vector<std::pair<int, Fault>> out;
    for (const Active& active : m_active) {
        if (!active.over(now))
            out.emplace_back(active.id, active.fault);
    }
    return out;
}

std::chrono::seconds FaultSet::skew(UtcTime now) const {
    std::chrono::seconds sum{0};
    for (const Active& active : m_active) {
        if (active.fault.kind == FaultKind::ClockSkew && !active.over(now))
            sum += std::chrono::seconds(active.fault.seconds);
    }
    return sum;
}

const Fault* findFault(const std::vector<Fault>& faults, FaultKind kind) {
    const auto it = std::ranges::find(faults, kind, &Fault::kind);
    return it == faults.end() ? nullptr : &*it;
}

}  // namespace bloom::sandbox
