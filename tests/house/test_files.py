# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules for every file bite, and so does the look at what the terminal program loads."""

from check_links import forbidden_libraries
from planted_tree import PlantedTree


class EveryFile(PlantedTree):
    def test_licence(self):
        for file in ("src/core/a.cpp", "src/core/CMakeLists.txt", "dev", "tests/a.py", "resources/V1.sql"):
            self.plant(file, "\n", licence="")
            self.assertEqual(self.rules_broken(), ["SPDX in every file"], file)
            (self.top / file).unlink()

    def test_size(self):
        self.assert_allows("src/core/a.cpp", "\n" * 499)
        self.assert_finds("small rooms", "src/core/a.cpp", "\n" * 500)
        self.assert_finds("small rooms", "tests/core/a.cpp", "\n" * 500)

    def test_paths_of_a_machine(self):
        for path in ("/" + "home/" + "ann/bloom", "/" + "work/main", "https://" + "registry.example"):
            self.assert_finds("no path of one machine", "docs/a.md", f"see {path}\n")
        self.assert_allows("docs/a.md", "see /usr/share/doc, homework/main and ~/bloom\n")

    def test_what_tools_leave_behind_is_not_ours(self):
        path = "/" + "home/" + "ann/bloom"
        for file in ("CMakeUserPresets.json", "compile_commands.json", "CMakeLists.txt.user", ".vscode/a.json"):
            self.assert_allows(file, f'"{path}"\n')
        self.assert_finds("no path of one machine", ".ci/run", f"cd {path}\n")


class Readme(PlantedTree):
    def test_setting_that_it_does_not_name(self):
        self.plant("src/core/settings_specs.cpp", 'text(K::Region, T("HALAXY_REGION"));\n')
        self.assertEqual(self.rules_broken(), ["README names every setting"])
        self.plant("README.md", "| `HALAXY_REGION` | au or eu |\n")
        self.assertEqual(self.rules_broken(), [])


class Commands(PlantedTree):
    def test_command_without_help(self):
        known = "cmd_build() {\n}\ncmd_help() {\n  cat <<'HELP'\n./dev COMMAND\n  build    all of it\n"
        self.assert_allows("dev", known + "HELP\n}\n")
        self.assert_finds("the help of ./dev has its commands", "dev", "cmd_shots() {\n}\n" + known + "HELP\n}\n")
        self.assert_finds("the help of ./dev has its commands", "dev", known + "  simulate    seeds\nHELP\n}\n")


class TerminalProgram(PlantedTree):
    def test_gui_libraries(self):
        listing = "libQt6Core.so.6 => /lib/libQt6Core.so.6\n\tlibQt6Gui.so.6 => /lib/libQt6Gui.so.6 (0x0)\n"
        self.assertEqual(len(forbidden_libraries(listing)), 1)
        self.assertEqual(forbidden_libraries("libQt6Core.so.6\nlibQt6Network.so.6\nlibQt6Sql.so.6\n"), [])
