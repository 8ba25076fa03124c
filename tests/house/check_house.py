#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails, and says where, when the tree breaks a rule of the house (docs/architecture.md).

check_house.py TOP QT_INCLUDE_FOLDER
"""

import sys

import code_rules
import file_rules
import include_rules


def findings(top, qt_folder):
    yield from include_rules.check(top, include_rules.QtModules(qt_folder))
    for check in (
        code_rules.check_sql,
        code_rules.check_awaits,
        code_rules.check_transactions,
        file_rules.check_licence,
        file_rules.check_size,
        file_rules.check_paths,
        file_rules.check_readme,
        file_rules.check_commands,
    ):
        yield from check(top)


def main():
    broken = list(findings(*sys.argv[1:3]))
    for finding in broken:
        print(finding)
    print(f"{len(broken)} place(s) break a rule of the house")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
