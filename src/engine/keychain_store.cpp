// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/keychain_store.h"

#include <qt6keychain/keychain.h>
#include <QCoreApplication>
#include <QPromise>
#include <QTimer>
#include <functional>

namespace bloom::engine {
namespace {

QString service() { return QStringLiteral("bloom-sync"); }

Error trouble(const QString& detail) {
    return {
        ErrorKind::Settings,
        QCoreApplication::translate("KeychainStore", "The system keychain can't be used: %1.").arg(detail),
        {}};
}

/// Starts a job on the application's thread; the answer is made from the job, or of an Error after the
/// deadline. A job past its deadline is left alone: the library's own callback may still come and needs it.
template <typename T>
QFuture<T> runJob(std::function<QKeychain::Job*()> make, std::function<T(QKeychain::Job*)> answer,
                  std::chrono::milliseconds deadline) {
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    const auto settle = [promise](const T& value) {
        if (promise->future().isFinished())
            return;
        promise->addResult(value);
        promise->finish();
    };
    QMetaObject::invokeMethod(QCoreApplication::instance(), [make, answer, deadline, settle] {
        QKeychain::Job* job = make();
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [answer, settle](QKeychain::Job* done) { settle(answer(done)); });
        QTimer::singleShot(deadline, QCoreApplication::instance(), [settle] {
            settle(
                std::unexpected(trouble(QCoreApplication::translate("KeychainStore", "it doesn't answer"))));
        });
        job->start();
    });
    return promise->future();
}

}  // namespace

QFuture<SecretStore::ReadAnswer> KeychainStore::read(QString name) {
    const auto make = [name]() -> QKeychain::Job* {
        auto* job = new QKeychain::ReadPasswordJob(service());
        job->setKey(name);
        return job;
    };
    const auto answer = [](QKeychain::Job* job) -> ReadAnswer {
        if (job->error() == QKeychain::EntryNotFound)
            return std::optional<QString>();
        if (job->error() != QKeychain::NoError)
            return std::unexpected(trouble(job->errorString()));
        return std::optional<QString>(static_cast<QKeychain::ReadPasswordJob*>(job)->textData());
    };
    return runJob<ReadAnswer>(make, answer, m_deadline);
}

QFuture<Result<bool>> KeychainStore::write(QString name, QString secret) {
    const auto make = [name, secret]() -> QKeychain::Job* {
        if (secret.isEmpty()) {
            auto* job = new QKeychain::DeletePasswordJob(service());
            job->setKey(name);
            return job;
        }
        auto* job = new QKeychain::WritePasswordJob(service());
        job->setKey(name);
        job->setTextData(secret);
        return job;
    };
    const auto answer = [](QKeychain::Job* job) -> Result<bool> {
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
            return true;
        return std::unexpected(trouble(job->errorString()));
    };
    return runJob<Result<bool>>(make, answer, m_deadline);
}

SecretStoreInfo KeychainStore::info() const {
    return {QCoreApplication::translate("KeychainStore", "system keychain"), true};
}

}  // namespace bloom::engine
