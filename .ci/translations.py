#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps translations/*.ts in step with the sources: `update` collects, `check` fails where something is missing.

English needs its plural forms only. A text with "(s)" ("%n run(s) failed") gets them by itself: without it and
with an s. Any other text with %n ("in %n min") reads the same for 1 and more, unless somebody writes other forms
into bloom-sync_en.ts; those stay.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

TOP = pathlib.Path(__file__).resolve().parent.parent
FOLDER = TOP / "translations"
ENGLISH = FOLDER / "bloom-sync_en.ts"
LUPDATE = os.environ.get("LUPDATE", "/usr/lib/qt6/bin/lupdate")
LRELEASE = os.environ.get("LRELEASE", "/usr/lib/qt6/bin/lrelease")


def collect(ts, plural_only):
    """Brings the .ts file up to date with the sources, without line numbers (they would change all the time)."""
    sources = [str(TOP / folder) for folder in ("src", "ui") if (TOP / folder).is_dir()]
    options = ["-silent", "-no-obsolete", "-locations", "none"] + (["-pluralonly"] if plural_only else [])
    command = [LUPDATE, *options, "-extensions", "cpp,h,ui", *sources, "-ts", str(ts)]
    # It complains of any file without a Q_OBJECT whose context it has to guess; the compiler knows better.
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)


def forms_of(source):
    """The English forms for 1 and for more: without and with the s of "(s)"; the same where there is none."""
    return source.replace("(s)", ""), source.replace("(s)", "s")


def complete(ts):
    """Fills the plural forms that nobody has written by hand."""
    tree = xml.parse(ts)
    for message in tree.iter("message"):
        translation = message.find("translation")
        written = translation.findall("numerusform")
        if len(written) != 2 or not all(form.text for form in written):
            for form in written:
                translation.remove(form)
            for form in forms_of(message.findtext("source")):
                xml.SubElement(translation, "numerusform").text = form
        translation.attrib.pop("type", None)
    write(tree, ts)


def write(tree, ts):
    xml.indent(tree, space="    ")
    body = xml.tostring(tree.getroot(), encoding="unicode")
    ts.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def update():
    for ts in sorted(FOLDER.glob("*.ts")):
        collect(ts, ts == ENGLISH)
    complete(ENGLISH)


def plural_texts(ts, finished=False):
    messages = xml.parse(ts).iter("message")
    return {
        message.findtext("source")
        for message in messages
        if not finished or message.find("translation").get("type") != "unfinished"
    }


def check():
    """Every language compiles, and English has every plural text; returns those it lacks."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder) / ENGLISH.name
        fresh.write_bytes(ENGLISH.read_bytes())
        collect(fresh, True)
        for ts in sorted(FOLDER.glob("*.ts")):
            subprocess.run([LRELEASE, "-silent", str(ts), "-qm", f"{folder}/{ts.stem}.qm"], check=True)
        return sorted(plural_texts(fresh) - plural_texts(ENGLISH, finished=True))


def main():
    if sys.argv[1:] == ["update"]:
        return update()
    if sys.argv[1:] != ["check"]:
        return "usage: translations.py update|check"
    missing = check()
    for source in missing:
        print(f"No English plural forms in {ENGLISH.relative_to(TOP)}: {source}")
    return "Run: cmake --build --preset release --target update_translations" if missing else 0


if __name__ == "__main__":
    sys.exit(main())
