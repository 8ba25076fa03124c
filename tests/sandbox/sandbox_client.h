// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Talks to a Sandbox without sockets, with a token and good manners unless told otherwise.
#pragma once
#include "sandbox/generator.h"
#include "sandbox/sandbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// Tuesday 24 November 2026, 9:40 in Sydney (daylight saving).
bloom::UtcTime tuesdayMorning();
bloom::UtcTime utc(const char* iso);
/// 3 practitioners (the second with two roles), 40 patients, 900 appointments.
bloom::sandbox::GeneratorOptions smallPractice();

class SandboxClient {
public:
    explicit SandboxClient(bloom::sandbox::Quirks quirks = {});

    bloom::sandbox::Reply get(const QByteArray& target);
    bloom::sandbox::Reply send(bloom::http::Request request);
    QJsonObject json(const QByteArray& target);
    /// Ids of the matches on one page.
    QStringList ids(const QByteArray& target);
    /// Ids of all pages, following `next`.
    QStringList allIds(const QByteArray& target);
    int status(const QByteArray& target) { return get(target).response.status; }
    int total(const QByteArray& target) { return json(target).value(QLatin1String("total")).toInt(-1); }
    void fetchToken();
    void fault(const char* text);

    bloom::sandbox::Sandbox sandbox;
    bloom::UtcTime now = tuesdayMorning();
    QByteArray token;
};

QJsonObject body(const bloom::sandbox::Reply& reply);
QString issueCode(const QJsonObject& outcome);
QString link(const QJsonObject& bundle, const char* relation);
QList<QJsonObject> matches(const QJsonObject& bundle);
/// Path and query of a URL of this sandbox.
QByteArray targetOf(const QString& url);
