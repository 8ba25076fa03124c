# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dependency rule bites: an include that points up, past the door, at the sandbox, or into a wrong part of Qt."""

from planted_tree import PlantedTree

RULE = "dependency rule"


class IncludesPointDown(PlantedTree):
    def test_each_folder_refuses_what_is_above_or_beside_it(self):
        for folder, name in (
            ("core", "storage/database.h"),
            ("storage", "halaxy/client.h"),
            ("halaxy", "storage/database.h"),
            ("halaxy", "sync/full_run.h"),
            ("sync", "engine/engine.h"),
            ("sync", "http/server.h"),
            ("engine", "models/run_log_model.h"),
            ("models", "widgets/rail.h"),
            ("http", "core/clock.h"),
            ("widgets", "apps/options.h"),
        ):
            self.assert_finds(RULE, f"src/{folder}/a.h", f'#include "{name}"\n')

    def test_window_and_models_see_the_door_and_nothing_behind_it(self):
        for folder in ("widgets", "models"):
            self.assert_allows(f"src/{folder}/a.cpp", '#include "engine/engine.h"\n#include "core/records.h"\n')
            for name in ("engine/engine_host.h", "storage/database.h", "sync/full_run.h", "halaxy/client.h"):
                self.assert_finds(RULE, f"src/{folder}/a.cpp", f'#include "{name}"\n')

    def test_sandbox_shares_time_ids_and_results_only(self):
        self.assert_allows(
            "src/sandbox/a.cpp",
            '#include "core/clock.h"\n#include "core/ids.h"\n#include "core/result.h"\n#include "http/server.h"\n',
        )
        for name in ("core/status.h", "core/records.h", "halaxy/transforms.h", "engine/engine.h", "sync/guard.h"):
            self.assert_finds(RULE, "src/sandbox/a.cpp", f'#include "{name}"\n')

    def test_only_apps_include_the_sandbox(self):
        self.assert_allows("src/apps/a.cpp", '#include "sandbox/sandbox.h"\n')
        for folder in ("engine", "sync", "halaxy", "widgets", "core"):
            self.assert_finds(RULE, f"src/{folder}/a.cpp", f'#include "sandbox/sandbox.h"\n')

    def test_the_oracle_reads_the_rules_by_itself(self):
        oracle = "tests/simulation/oracle_lines.cpp"
        self.assert_allows(oracle, '#include "sandbox/practice.h"\n#include "simulation/oracle_lines.h"\n')
        for name in ("halaxy/status_map.h", "sync/guard.h", "storage/database.h", "core/records.h", "simulation/world.h"):
            self.assert_finds(RULE, oracle, f'#include "{name}"\n')
        self.assert_allows("tests/simulation/world.cpp", '#include "sync/sync_engine.h"\n')

    def test_modules_of_qt(self):
        self.assert_allows("src/models/a.h", "#include <QString>\n#include <QColor>\n")
        self.assert_finds(RULE, "src/models/a.h", "#include <QWidget>\n")
        self.assert_finds(RULE, "src/models/a.h", "#include <QChart>\n")
        for folder in ("core", "halaxy", "storage", "sync", "engine", "http", "sandbox"):
            self.assert_finds(RULE, f"src/{folder}/a.h", "#include <QColor>\n")
            self.assert_finds(RULE, f"src/{folder}/a.h", "#include <QtWidgets/QWidget>\n")
        self.assert_finds(RULE, "src/core/a.h", "#include <QNetworkReply>\n")
        self.assert_allows("src/halaxy/a.h", "#include <QNetworkReply>\n")

    def test_folder_outside_the_table(self):
        self.assert_finds(RULE, "src/helpers/a.h", "")
