# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules about SQL, awaiting and transactions bite, and do not cry wolf."""

from planted_tree import PlantedTree

SQL = "SQL only in src/storage"
AWAIT = "awaits only the allowed leaves"
HELD = "no coroutine holds a transaction"


class SqlStandsInStorage(PlantedTree):
    def test_statements(self):
        for text in (
            'auto a = "SELECT id FROM sessions";',
            'auto a = QStringLiteral("SELECT id "\n  "FROM sessions");',
            'auto a = R"(\n SELECT id\n FROM sessions)";',
            'auto a = "INSERT INTO sessions VALUES (?)";',
            'auto a = "INSERT OR REPLACE INTO sessions VALUES (?)";',
            'auto a = "UPDATE sessions SET a = 1";',
            'auto a = "DELETE FROM sessions";',
            'auto a = "CREATE TABLE a (b)";',
            'auto a = "delete from sessions";',
            'auto a = "select id from sessions where a = 1";',
        ):
            self.assert_finds(SQL, "src/sync/a.cpp", text + "\n")
            self.assert_allows("src/storage/a.cpp", text + "\n")

    def test_classes(self):
        self.assert_finds(SQL, "src/engine/a.cpp", "QSqlQuery query;\n")
        self.assert_finds(SQL, "src/apps/a.cpp", "auto db = QSqlDatabase::database();\n")

    def test_words_for_people_are_not_sql(self):
        for text in (
            'tr("Select a practitioner from the list");',
            'tr("Delete from this computer");',
            "// SELECT id FROM sessions is what storage does",
            'tr("Update the set");',
        ):
            self.assert_allows("src/widgets/a.cpp", text + "\n")


class OnlyLeavesAreAwaited(PlantedTree):
    def setUp(self):
        super().setUp()
        self.plant("src/core/clock.h", "QCoro::Task<Wake> sleep(milliseconds delay, std::stop_token stop);\n")
        self.plant("src/halaxy/pages.h", "QCoro::Task<Result<Page<T>>> next(std::stop_token stop);\n")

    def test_our_own_tasks(self):
        for text in (
            "const Wake wake = co_await m_clock.sleep(std::max(a, b), stop);",
            "auto page = co_await listing->next(stop);",
            "if (co_await next({m_run.start(day), 2}))",
        ):
            self.assert_allows("src/sync/a.cpp", f"QCoro::Task<void> f() {{ {text} }}\n")

    def test_everything_else(self):
        for text in (
            "co_await reply;",
            "co_await done;",
            "co_await m_database.flush();",
            "auto page = co_await std::move(task);",
        ):
            for folder in ("sync", "halaxy"):
                self.assert_finds(AWAIT, f"src/{folder}/a.cpp", f"QCoro::Task<void> f() {{ {text} }}\n")

    def test_foreign_waits(self):
        for text in ("QTimer timer;", "QFuture<int> f();", "QEventLoop loop;"):
            self.assert_finds(AWAIT, "src/sync/a.cpp", text + "\n")
        self.assert_finds(AWAIT, "src/sync/a.cpp", "void f() { co_await qCoro(this, &A::signal); }\n", times=2)
        self.assert_finds(AWAIT, "src/halaxy/a.cpp", "#include <QCoroNetworkReply>\n")

    def test_the_leaf_itself_awaits_its_completion(self):
        self.assert_allows("src/halaxy/qnam_transport.cpp", "Task<int> f() { co_return co_await raw->done; }\n")

    def test_elsewhere_it_is_not_our_business(self):
        self.assert_allows("src/apps/a.cpp", "Task<int> f() { co_await anything; }\n")
        self.assert_allows("src/sync/a.cpp", "// a QTimer would stop virtual time, co_await it and see\n")


class NoCoroutineHoldsATransaction(PlantedTree):
    def setUp(self):
        super().setUp()
        self.plant("src/core/clock.h", "QCoro::Task<Wake> sleep(milliseconds delay, std::stop_token stop);\n")

    def test_await_in_a_function_with_a_scope(self):
        for text in (
            "Task<void> f(storage::Scope& scope) { co_await sleep(a, b); }",
            "Task<void> f() { write(db, [&](Scope& scope) -> Task<int> { co_await sleep(a, b); }); }",
            "Task<void> f() { Scope scope(db, Mode::Write); if (a) { co_await sleep(a, b); } }",
            "Task<void> f() { db.transaction(); co_await sleep(a, b); db.commit(); }",
        ):
            self.assert_finds(HELD, "src/sync/a.cpp", text + "\n")

    def test_transaction_that_ended_before(self):
        for text in (
            "Task<void> f() { write(db, [&](Scope& scope) { put(scope); }); co_await sleep(a, b); }",
            "Task<void> f() { { Scope scope(db, Mode::Write); put(scope); } co_await sleep(a, b); }",
            "void g(Scope& scope) { put(scope); }\nTask<void> f() { co_await sleep(a, b); }",
        ):
            self.assert_allows("src/sync/a.cpp", text + "\n")
