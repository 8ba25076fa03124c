// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The sandbox's records as the service writes them.
#pragma once
#include "figures/slow_figures.h"
#include "sandbox/fhir_json.h"
#include "sandbox/sandbox.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace bloom::test {

template <typename T> QJsonArray written(const sandbox::FhirJson& fhir, const sandbox::Table<T>& table) {
    QJsonArray list;
    for (const T& row : table.rows()) {
        if (row.gone)
            continue;
        sandbox::JsonWriter json;
        fhir.write(json, row);
        list.append(QJsonDocument::fromJson(json.bytes()).object());
    }
    return list;
}

inline ServiceJson jsonOf(const sandbox::Sandbox& halaxy) {
    const sandbox::FhirJson fhir(halaxy.practice(), halaxy.quirks(),
                                 QStringLiteral("https://au-api.halaxy.com/main"));
    const sandbox::Practice& p = halaxy.practice();
    return {written(fhir, p.practitioners), written(fhir, p.roles),    written(fhir, p.patients),
            written(fhir, p.appointments),  written(fhir, p.invoices), written(fhir, p.referrals)};
}

}  // namespace bloom::test
