// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A client on a fake Halaxy in virtual time: what the tests of token, client and listing share.
#pragma once
#include "halaxy/client.h"
#include "support/fake_transport.h"
#include "support/finish.h"

namespace bloom::test {

struct HalaxyFixture {
    VirtualClock clock{UtcTime(milliseconds(1'795'500'000'000))};
    FakeTransport transport{clock};
    std::int64_t counter = 0;
    std::unique_ptr<halaxy::Client> client = halaxy::makeClient(
        {QUrl(QStringLiteral("https://au-api.halaxy.com/main")), QStringLiteral("client-7"),
         QStringLiteral("secret-7"), QStringLiteral("BloomSync/0.1.0 (admin@example.com)")},
        transport, clock, [this] { return ++counter; }, 1);

    ~HalaxyFixture() { stop(); }
    /// Ends what runs in the background.
    void stop() {
        auto ended = std::make_shared<bool>(false);
        waitStopped(*client, ended);
        clock.settle();
        if (!*ended)
            qFatal("the client did not stop");
    }
    Result<halaxy::ReadAnswer> read(const QString& id = QStringLiteral("1")) {
        return finish(clock, client->read({RecordKind::Patient, HalaxyId(id)}, halaxy::Priority::Single, {}));
    }
    static QByteArray patient(const QByteArray& id) {
        return "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\",\"name\":[{\"family\":\"Lee\"}]}";
    }
    /// The patient that was asked for.
    static halaxy::Response askedPatient(const halaxy::Request& request) {
        return FakeTransport::json(200, patient(FakeTransport::urlOf(request).fileName().toUtf8()));
    }

private:
    static QCoro::Task<void> waitStopped(halaxy::Client& client, std::shared_ptr<bool> ended) {
        co_await client.stop();
        *ended = true;
    }
};

}  // namespace bloom::test
