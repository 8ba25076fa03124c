// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// One page of a searchset: links, total, entries, and the ways in which a listing can lie.
#pragma once
#include "sandbox/faults.h"
#include "sandbox/fhir_json.h"
#include "sandbox/search.h"

namespace bloom::sandbox {

struct ListingRequest {
    Search search;
    QByteArray query;  ///< as sent; the links repeat it
    QString base;      ///< "http://127.0.0.1:4711/main"
};

QByteArray writeSearchset(const Practice& practice, const Quirks& quirks, const ListingRequest& request,
                          const std::vector<quint32>& matches, const std::vector<Fault>& faults);
/// One record as JSON; nothing when there is none (any more).
std::optional<QByteArray> writeRecord(const Practice& practice, const FhirJson& fhir, Resource resource,
                                      const QString& id);

}  // namespace bloom::sandbox
