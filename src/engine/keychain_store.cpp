// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/keychain_store.h"

#include <qt6keychain/keychain.h>
#include <QCoreApplication>
#include <QPointer>
#include <QPromise>
#include <QTimer>

namespace bloom::engine {
namespace {

QString service() { return QStringLiteral("bloom-sync"); }

Error trouble(const QString& detail) {
    return {
        ErrorKind::Settings,
        QCoreApplication::translate("KeychainStore", "The system keychain can't be used: %1.").arg(detail),
        {}};
}

Error silence() { return trouble(QCoreApplication::translate("KeychainStore", "it doesn't answer")); }

template <typename T> struct Question {
    Question() { promise.start(); }
    /// False when it was answered before.
    bool settle(const T& value) {
        if (std::exchange(settled, true))
            return false;
        promise.addResult(value);
        promise.finish();
        return true;
    }
    QPromise<T> promise;
    bool settled = false;
};

void readSystem(const QString& name, const std::function<void(SecretStore::ReadAnswer)>& done) {
    auto* job = new QKeychain::ReadPasswordJob(service());
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, done] {
        if (job->error() == QKeychain::EntryNotFound)
            done(std::optional<QString>());
        else if (job->error() != QKeychain::NoError)
            done(std::unexpected(trouble(job->errorString())));
        else
            done(std::optional<QString>(job->textData()));
    });
    job->start();
}

QKeychain::Job* writingJob(const QString& secret) {
    if (secret.isEmpty())
        return new QKeychain::DeletePasswordJob(service());
    auto* job = new QKeychain::WritePasswordJob(service());
    job->setTextData(secret);
    return job;
}

void writeSystem(const QString& name, const QString& secret, const std::function<void(Result<bool>)>& done) {
    QKeychain::Job* job = writingJob(secret);
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, done] {
        if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
            done(true);
        else
            done(std::unexpected(trouble(job->errorString())));
    });
    job->start();
}

}  // namespace

KeychainAccess systemKeychain() { return {readSystem, writeSystem}; }

/// A question past its deadline goes on: its owner may still open the keyring, and then the late answer
/// counts.
template <typename T>
QFuture<T> KeychainStore::ask(std::function<void(std::function<void(T)>)> start,
                              std::function<void(const T&)> late) {
    const auto question = std::make_shared<Question<T>>();
    QTimer::singleShot(m_deadline, &m_home, [question] { question->settle(std::unexpected(silence())); });
    // The application's thread joins this one before this store dies, so nothing is sent to one that dies.
    const auto answered = [home = QPointer<QObject>(&m_home), question, late](const T& value) {
        if (home)
            QMetaObject::invokeMethod(home.data(), [question, late, value] {
                if (!question->settle(value))
                    late(value);
            });
    };
    QMetaObject::invokeMethod(QCoreApplication::instance(), [start, answered] { start(answered); });
    return question->promise.future();
}

QFuture<SecretStore::ReadAnswer> KeychainStore::read(QString name) {
    return ask<ReadAnswer>([read = m_access.read, name](const auto& done) { read(name, done); },
                           [this, name](const ReadAnswer& answer) {
                               if (answer && m_news)
                                   m_news({SecretNews::Kind::Found, name, answer->value_or(QString())});
                           });
}

QFuture<Result<bool>> KeychainStore::write(QString name, QString secret) {
    return ask<Result<bool>>(
        [write = m_access.write, name, secret](const auto& done) { write(name, secret, done); },
        [this, name, secret](const Result<bool>& answer) {
            if (answer && m_news)
                m_news({SecretNews::Kind::Written, name, secret});
        });
}

SecretStoreInfo KeychainStore::info(const QString&) const {
    return {QCoreApplication::translate("KeychainStore", "system keychain"), true};
}

}  // namespace bloom::engine
