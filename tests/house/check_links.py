#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fails when a program loads Qt Gui or Widgets, itself or through a library: check_links.py PROGRAM"""

import pathlib
import re
import subprocess
import sys

FORBIDDEN = re.compile(r"\blibQt6(Gui|Widgets|Charts|OpenGL\w*|Svg\w*)\.so")


def forbidden_libraries(listing):
    """Those of ldd's lines that a program without a screen has no use for."""
    return [line.strip() for line in listing.splitlines() if FORBIDDEN.search(line)]


def main():
    program = pathlib.Path(sys.argv[1])
    if not program.is_file():
        return f"{program} has not been built"
    listing = subprocess.run(["ldd", str(program)], check=True, capture_output=True, text=True).stdout
    if "libQt6Core" not in listing:
        return f"{program.name} does not even load Qt Core: is this the right program?"
    found = forbidden_libraries(listing)
    return "\n".join([f"{program.name} links Qt Gui:", *found]) if found else 0


if __name__ == "__main__":
    sys.exit(main())
