// SPDX-FileCopyrightText: 2026 Bloom Sync contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/dashboard_desk.h"

#include "core/dashboard_json.h"
#include "storage/database.h"
#include "storage/practitioner_store.h"
#include "storage/transaction.h"

namespace bloom::server {

namespace {

constexpr std::size_t kMostWaiting = 64;

http::Response dashboardResponse(const Result<std::optional<Dashboard>>& read, const DashboardCall& call) {
    if (!read)
        return errorResponse(read.error());
    if (!*read)
        return errorResponse(404, QStringLiteral("There is no such practitioner."));
    Dashboard dashboard = **read;
    const QByteArray body = dashboardJson(dashboard, false);
    dashboard.lastUpdated = {};  // another time alone is no other answer
    return dataResponse(body, entityTag(dashboardJson(dashboard, false)), call.ifNoneMatch);
}

http::Response listResponse(const Result<std::vector<PractitionerView>>& read, const DashboardCall& call) {
    if (!read)
        return errorResponse(read.error());
    const QByteArray body = practitionersJson(*read);
    return dataResponse(body, entityTag(body), call.ifNoneMatch);
}

}  // namespace

DashboardDesk::DashboardDesk(storage::DatabaseTarget target, QObject& home, LiveSource live,
                             Answered answered)
    : m_target(std::move(target)),
      m_home(home),
      m_live(std::move(live)),
      m_answered(std::move(answered)),
      m_thread(QThread::create([this] { run(); })) {
    m_thread->setObjectName(QStringLiteral("dashboards"));
    m_thread->start();
}

DashboardDesk::~DashboardDesk() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_waiting.clear();
        if (m_interrupter)
            m_interrupter->interrupt();
    }
    m_wake.notify_one();
    m_thread->wait();
}

bool DashboardDesk::ask(Ticket ticket, DashboardCall call) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= kMostWaiting)
            return false;
        m_waiting.push_back({ticket, std::move(call)});
    }
    m_wake.notify_one();
    return true;
}

auto DashboardDesk::next() -> std::optional<Waiting> {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_stopping || !m_waiting.empty(); });
    if (m_stopping)
        return std::nullopt;
    Waiting waiting = std::move(m_waiting.front());
    m_waiting.pop_front();
    return waiting;
}

void DashboardDesk::run() {
    while (auto waiting = next()) {
        const http::Response response = answer(waiting->call);
        if (response.status >= 500)
            m_database.reset();  // opened anew for the next: the file may be another one by then
        QMetaObject::invokeMethod(&m_home, [answered = m_answered, ticket = waiting->ticket, response] {
            answered(ticket, response);
        });
    }
    const std::lock_guard lock(m_mutex);
    m_interrupter.reset();
    m_database.reset();
}

Result<bool> DashboardDesk::openDatabase() {
    if (m_database)
        return true;
    auto opened = storage::Database::openReader(m_target);
    if (!opened)
        return std::unexpected(opened.error());
    m_database = std::move(*opened);
    const std::lock_guard lock(m_mutex);
    m_interrupter = m_database->interrupter();
    return true;
}

http::Response DashboardDesk::answer(const DashboardCall& call) {
    if (const auto opened = openDatabase(); !opened)
        return errorResponse(opened.error());
    if (call.practitioner.isEmpty())
        return listResponse(
            storage::read(*m_database,
                          [](storage::Scope& scope) { return storage::PractitionerStore(scope).all(); }),
            call);
    const storage::LiveFacts live = m_live();
    return dashboardResponse(storage::read(*m_database,
                                           [&](storage::Scope& scope) {
                                               return storage::readDashboard(scope, call.practitioner,
                                                                             call.date, live);
                                           }),
                             call);
}

}  // namespace bloom::server
