// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A keyring that stays locked: it never answers.
#pragma once
#include "engine/secret_store.h"

#include <QPromise>

namespace bloom::test {

class HeldSecretStore final : public engine::SecretStore {
public:
    QFuture<ReadAnswer> read(QString) override { return hold(m_reads); }
    QFuture<Result<bool>> write(QString, QString) override { return hold(m_writes); }
    engine::SecretStoreInfo info(const QString&) const override { return {QStringLiteral("locked"), true}; }

private:
    template <typename T> static QFuture<T> hold(std::vector<QPromise<T>>& held) {
        held.emplace_back().start();
        return held.back().future();
    }
    std::vector<QPromise<ReadAnswer>> m_reads;
    std::vector<QPromise<Result<bool>>> m_writes;
};

}  // namespace bloom::test
