# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dependency rule: which folder of src may include which, and which modules of Qt. docs/architecture.md."""

import pathlib

from cpp_text import Finding, includes

DOOR = "engine/engine.h"
# Folder → folders, or single headers, that it may include besides its own.
MAY_INCLUDE = {
    "core": (),
    "http": (),
    "storage": ("core",),
    "halaxy": ("core",),
    "sync": ("halaxy", "storage", "core"),
    "server": ("http", "sync", "storage", "halaxy", "core"),
    "engine": ("sync", "server", "storage", "halaxy", "core"),
    "models": (DOOR, "core"),
    "widgets": (DOOR, "models", "core"),
    # Time, ids, results and what waits for time. No status, no transformer, no reader: a misreading of ours must
    # not prove itself against a sandbox that shares it.
    "sandbox": (
        "http",
        "core/clock.h",
        "core/ids.h",
        "core/result.h",
        "core/completion.h",
        "core/async_event.h",
    ),
}
# src/apps wires everything, and nobody includes it.
WIRING = "apps"
# Folder → modules of Qt.
MAY_USE_QT = {
    "core": {"QtCore"},
    "http": {"QtCore", "QtNetwork"},
    "storage": {"QtCore", "QtSql"},
    "halaxy": {"QtCore", "QtNetwork"},
    "sync": {"QtCore"},
    "server": {"QtCore", "QtNetwork"},
    "engine": {"QtCore", "QtNetwork"},
    "sandbox": {"QtCore", "QtNetwork"},
    "models": {"QtCore", "QtGui"},
    "widgets": {"QtCore", "QtGui", "QtWidgets", "QtCharts", "QtSvg", "QtSvgWidgets", "QtPrintSupport"},
}
# The simulation's oracle reads the rules by itself: what it shares with the product could not be caught lying.
ORACLE = "tests/simulation/oracle_*"
ORACLE_MAY_INCLUDE = ("sandbox/", "core/clock.h", "simulation/oracle_", "simulation/coverage.h")
RULE = "dependency rule"


class QtModules:
    """Which module of Qt a header such as <QWidget> or <QtWidgets/QWidget> belongs to."""

    def __init__(self, folder):
        self.modules = {}
        for module in pathlib.Path(folder).glob("Qt*"):
            for header in module.iterdir():
                self.modules.setdefault(header.name, set()).add(module.name)

    def of(self, name):
        module, slash, _ = name.partition("/")
        return {module} if slash and module.startswith("Qt") else self.modules.get(name, set())


def source_files(top):
    return sorted(path for path in (pathlib.Path(top) / "src").rglob("*") if path.suffix in (".cpp", ".h"))


def folder_of(top, path):
    parts = path.relative_to(pathlib.Path(top) / "src").parts
    return parts[0] if len(parts) > 1 else None


def may_include(folder, name):
    return name.startswith(folder + "/") or any(
        name == allowed or name.startswith(allowed + "/") for allowed in MAY_INCLUDE[folder]
    )


def judge(folder, name, quoted, top, qt):
    """What is wrong with this include, or None."""
    is_ours = (pathlib.Path(top) / "src" / name.partition("/")[0]).is_dir() and "/" in name
    if is_ours and not may_include(folder, name):
        return f'src/{folder} may not include "{name}"'
    modules = set() if quoted else qt.of(name)
    if modules and not modules & MAY_USE_QT[folder]:
        return f"src/{folder} may not use {'/'.join(sorted(modules))} (<{name}>)"
    return None


def check_oracle(top):
    for path in sorted(pathlib.Path(top).glob(ORACLE)):
        for line, name, _ in includes(path.read_text(encoding="utf-8")):
            is_ours = (pathlib.Path(top) / "src" / name.partition("/")[0]).is_dir() or name.startswith("simulation/")
            if is_ours and "/" in name and not name.startswith(ORACLE_MAY_INCLUDE):
                yield Finding(RULE, str(path.relative_to(top)), line, f'the oracle may not include "{name}"')


def check(top, qt):
    yield from check_oracle(top)
    for path in source_files(top):
        folder, file = folder_of(top, path), str(path.relative_to(top))
        if folder == WIRING:
            continue
        if folder not in MAY_INCLUDE:
            yield Finding(RULE, file, 1, f"src/{folder} is not in the table of docs/architecture.md")
            continue
        for line, name, quoted in includes(path.read_text(encoding="utf-8")):
            words = judge(folder, name, quoted, top, qt)
            if words:
                yield Finding(RULE, file, line, words)
