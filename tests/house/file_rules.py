# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every file: the licence, its size, and that it knows no particular machine."""

import os
import pathlib
import re

from cpp_text import Finding, line_of

SKIPPED_FOLDERS = {"build", "__pycache__"}
OWN_DOT_FOLDERS = {".ci"}  # others are a tool's, and nobody else's business
OF_TOOLS = {"CMakeUserPresets.json", "compile_commands.json"}
BINARY = {".png", ".jpg", ".ico", ".qm", ".gz", ".sqlite"}
LICENSED = {".cpp", ".h", ".py", ".cmake", ".sql"}
LICENSED_NAMES = {"CMakeLists.txt", "dev", "run"}
MAX_LINES = 500
VARIABLE = re.compile(r'"((?:HALAXY|BLOOM|SQL)_[A-Z_]+)"')
COMMAND = re.compile(r"^cmd_(\w+)\(\) \{", re.M)
HELP = re.compile(r"<<'HELP'\n(.*?)^HELP$", re.M | re.S)
MACHINE_PATH = re.compile(r"/(?:work|root)/|/home/[a-z]+/|https?://(?:deb|registry|security)\.")


def is_ours(folder):
    return folder in OWN_DOT_FOLDERS or not (folder.startswith(".") or folder in SKIPPED_FOLDERS)


def text_files(top):
    for folder, names, files in os.walk(top):
        names[:] = [name for name in names if is_ours(name)]
        for name in sorted(files):
            path = pathlib.Path(folder) / name
            if path.suffix not in BINARY | {".user"} and name not in OF_TOOLS | {".git"}:
                yield str(path.relative_to(top)), path.read_text(encoding="utf-8", errors="replace")


def check_licence(top):
    for file, text in text_files(top):
        path = pathlib.PurePath(file)
        wanted = path.suffix in LICENSED or path.name in LICENSED_NAMES
        if wanted and "SPDX-License-Identifier: GPL-3.0-or-later" not in "".join(text.splitlines(True)[:4]):
            yield Finding("SPDX in every file", file, 1, "no SPDX-License-Identifier: GPL-3.0-or-later at its top")


def check_size(top):
    for file, text in text_files(top):
        lines = text.count("\n")
        if file.startswith(("src/", "tests/")) and pathlib.PurePath(file).suffix in LICENSED and lines > MAX_LINES:
            yield Finding("small rooms", file, lines, f"{lines} lines, more than {MAX_LINES}: split it")


def check_readme(top):
    """README.md names every variable of the settings schema: nobody should have to read a source for one."""
    schema, readme = pathlib.Path(top) / "src/core/settings_specs.cpp", pathlib.Path(top) / "README.md"
    if not schema.is_file():
        return
    named = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    for variable in sorted(set(VARIABLE.findall(schema.read_text(encoding="utf-8")))):
        if f"`{variable}`" not in named:
            yield Finding("README names every setting", "README.md", 1, f"{variable} is not in it")


def check_commands(top):
    """The help of ./dev has every command it knows, and no other."""
    script = pathlib.Path(top) / "dev"
    text = script.read_text(encoding="utf-8") if script.is_file() else ""
    shown = HELP.search(text)
    helped = set(re.findall(r"^  (\w+)", shown.group(1), re.M)) if shown else set()
    for command in sorted(helped ^ (set(COMMAND.findall(text)) - {"help"})):
        yield Finding("the help of ./dev has its commands", "dev", 1, f"'{command}' is only in one of the two")


def check_paths(top):
    for file, text in text_files(top):
        for match in MACHINE_PATH.finditer(text):
            yield Finding("no path of one machine", file, line_of(text, match.start()), match.group(0))
