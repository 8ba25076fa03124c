// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A search request: what was asked, and which records answer it. Knows no HTTP and writes no JSON.
#pragma once
#include "sandbox/practice.h"
#include "sandbox/quirks.h"

#include <expected>
#include <functional>

namespace bloom::sandbox {

/// Why a request is answered with an OperationOutcome.
struct Refusal {
    int status = 400;
    QString code;  ///< FHIR issue type: invalid, not-found, expired, throttled …
    QString text;
};

struct Parameter {
    QString name;
    QString value;
};

struct Search {
    Resource resource = Resource::Appointment;
    std::vector<Parameter> filters;
    QStringList sort;      ///< each with '-' for descending
    QStringList includes;  ///< "Appointment:patient", iterated ones too
    int count = 30;
    int page = 1;
    bool total = true;
    bool nothing = false;  ///< whatever it asks for, it finds nothing

    QString valueOf(QLatin1String filter) const;
    /// Equal for all pages of one search.
    QString key() const;
};

/// Splits and decodes; a bare '+' becomes a space, as in any form.
std::vector<Parameter> decodeQuery(const QByteArray& query);
std::expected<Search, Refusal> parseSearch(Resource resource, const std::vector<Parameter>& parameters,
                                           const Quirks& quirks);
/// Row numbers in the resource's table, in the order asked for.
std::expected<std::vector<quint32>, Refusal> findMatches(const Practice& practice, const Search& search);
/// "https://host/main/Patient/12" and "Patient/12" → "12".
QString lastSegment(const QString& reference);

// One for each resource, in search_filters.cpp: the predicate of one filter; nothing when the name is not
// known.
template <typename T> using Predicate = std::function<bool(const T&)>;
template <typename T> using Filter = std::expected<Predicate<T>, Refusal>;
Filter<Practitioner> filterFor(const Practice& practice, const Practitioner*, const Parameter& parameter);
Filter<PractitionerRole> filterFor(const Practice& practice, const PractitionerRole*,
                                   const Parameter& parameter);
Filter<Patient> filterFor(const Practice& practice, const Patient*, const Parameter& parameter);
Filter<Appointment> filterFor(const Practice& practice, const Appointment*, const Parameter& parameter);
Filter<Invoice> filterFor(const Practice& practice, const Invoice*, const Parameter& parameter);
Filter<Referral> filterFor(const Practice& practice, const Referral*, const Parameter& parameter);

}  // namespace bloom::sandbox
