# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who includes whom among our own files, by the quoted includes. Paths are relative to the top of the tree."""

import pathlib
import re

INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
ROOTS = ("src", "tests")


def source_files(top):
    """All C++ files below src and tests, sorted."""
    top = pathlib.Path(top)
    found = [p for root in ROOTS for p in (top / root).rglob("*") if p.suffix in (".cpp", ".h")]
    return sorted(str(p.relative_to(top)) for p in found)


def included_files(top, file):
    """The files of ours that `file` includes: looked up beside it, then from src/ and tests/."""
    top = pathlib.Path(top)
    text = (top / file).read_text(encoding="utf-8")
    for name in INCLUDE.findall(text):
        for folder in (pathlib.PurePath(file).parent, *ROOTS):
            if (top / folder / name).is_file():
                yield str(pathlib.PurePath(folder) / name)
                break


def includers_of(top, changed):
    """`changed` and everything that includes one of them, however far away."""
    users = {}
    for file in source_files(top):
        for included in included_files(top, file):
            users.setdefault(included, set()).add(file)
    reached, waiting = set(), list(changed)
    while waiting:
        file = waiting.pop()
        if file not in reached:
            reached.add(file)
            waiting.extend(users.get(file, ()))
    return reached
