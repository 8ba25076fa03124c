#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy, on all cores, on what changed since the last clean tree and on what includes it.

The commit named in .ci/lint-base is one at which the whole tree was clean. Without it (no such file, a shallow
clone), after a change of .clang-tidy or of a compile option, or with --all, every file is looked at.
"""

import argparse
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys
import time

from include_graph import includers_of

TOP = pathlib.Path(__file__).resolve().parent.parent
BASE_FILE = TOP / ".ci" / "lint-base"
CONCERNS_ALL = (".clang-tidy", "CMakePresets.json", "src/compile_options.cmake")


def git_lines(*arguments):
    command = ["git", "-c", "safe.directory=*", "-C", str(TOP), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def changed_since_base():
    """Paths that differ from the base commit, with the uncommitted and the new; None: not known."""
    try:
        base = BASE_FILE.read_text(encoding="utf-8").strip()
        return git_lines("diff", "--name-only", base, "--") + git_lines("ls-files", "--others", "--exclude-standard")
    except (OSError, subprocess.CalledProcessError):
        return None


def files_to_check(compiled, everything):
    changed = None if everything else changed_since_base()
    if changed is None or any(path in CONCERNS_ALL for path in changed):
        return sorted(compiled)
    return sorted(compiled & includers_of(TOP, changed))


def compiled_files(build):
    """Our files that the build compiles; not what moc, uic and rcc wrote."""
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    paths = {pathlib.Path(entry["file"]) for entry in entries}
    return {
        str(path.relative_to(TOP))
        for path in paths
        if path.is_relative_to(TOP / "src") or path.is_relative_to(TOP / "tests")
    }


def check(file, build, deep):
    command = ["clang-tidy-19", "-p", str(build), "--quiet", file]
    if deep:
        command.insert(1, "--checks=clang-analyzer-*")
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    return file, done.returncode, done.stdout or done.stderr


def unseen(output, seen):
    """The findings not printed before: one in a header comes with every file that includes it."""
    findings = re.split(r"(?m)^(?=/[^:\n]+:\d+:\d+: (?:warning|error): )", output)
    fresh = [finding for finding in findings if finding.strip() and finding not in seen]
    seen.update(fresh)
    return "".join(fresh)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="every file, whatever changed")
    parser.add_argument("--deep", action="store_true", help="with clang's static analyzer; slow")
    options = parser.parse_args()

    build = (TOP / options.build).resolve()
    files = files_to_check(compiled_files(build), options.all)
    # The longest first, so that no core waits for the last one.
    files.sort(key=lambda file: (TOP / file).stat().st_size, reverse=True)
    started, failed, seen = time.monotonic(), [], set()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for file, code, output in pool.map(lambda name: check(name, build, options.deep), files):
            if code != 0:
                failed.append(file)
                print(unseen(output, seen), end="", flush=True)
    print(f"clang-tidy: {len(files)} files in {time.monotonic() - started:.0f} s, {len(failed)} with findings")
    for file in sorted(failed):
        print(f"  {file}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
