# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small tree of sources for one test, with a small Qt beside it."""

import pathlib
import shutil
import tempfile
import unittest

import check_house

LICENCE = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
QT = {
    "QtCore": ["QString", "QTimer", "QFuture", "QThread"],
    "QtGui": ["QColor"],
    "QtWidgets": ["QWidget"],
    "QtCharts": ["QChart"],
    "QtSql": ["QSqlQuery"],
    "QtNetwork": ["QNetworkReply"],
}
FOLDERS = ("core", "storage", "halaxy", "sync", "server", "engine", "models", "widgets", "http", "sandbox", "apps")


class PlantedTree(unittest.TestCase):
    def setUp(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="house"))
        self.addCleanup(shutil.rmtree, self.top)
        self.qt = self.top / "build" / "qt"
        for module, headers in QT.items():
            (self.qt / module).mkdir(parents=True)
            for header in headers:
                (self.qt / module / header).touch()
        for folder in FOLDERS:
            (self.top / "src" / folder).mkdir(parents=True)

    def plant(self, file, text, licence=LICENCE):
        path = self.top / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(licence + text, encoding="utf-8")

    def rules_broken(self):
        return [finding.rule for finding in check_house.findings(self.top, self.qt)]

    def assert_finds(self, rule, file, text, times=1):
        self.plant(file, text)
        self.assertEqual(self.rules_broken(), [rule] * times, f"{file}: {text}")
        (self.top / file).unlink()

    def assert_allows(self, file, text):
        self.plant(file, text)
        self.assertEqual(self.rules_broken(), [], f"{file}: {text}")
        (self.top / file).unlink()
