# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real programs of the crash test, in a folder of their own: halaxy-sandbox with a practice that people change,
and bloom-syncctl, told nothing but by its environment."""

import hashlib
import hmac
import json
import os
import pathlib
import random
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request

SECRET = "crash-test-secret"
EVENTS = {"Appointment": "appointment-updated", "Patient": "patient-updated", "Invoice": "invoice-updated"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(condition, seconds, what):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds} s")
        time.sleep(0.02)


class Sandbox:
    def __init__(self, program, folder, seed):
        port_file = folder / "port"
        arguments = ["--port", "0", "--port-file", port_file, "--seed", seed, "--no-rate-limit", "--in-window"]
        size = ["--practitioners", 3, "--patients", 60, "--appointments", 900]
        self.log = open(folder / "sandbox.log", "w", encoding="utf-8")
        self.process = subprocess.Popen(
            [program, *map(str, arguments + size)], stdout=self.log, stderr=self.log, env={"LC_ALL": "C.UTF-8"}
        )
        wait_for(port_file.exists, 60, "the sandbox's start")
        self.origin = f"http://127.0.0.1:{int(port_file.read_text())}"

    def call(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def edit(self, name, **values):
        """The id of what was changed or made; nothing where the practice does not allow it now."""
        try:
            return self.call("/sandbox/edit", {"edit": name, **values})["id"]
        except urllib.error.HTTPError:
            return None

    def truth(self):
        return self.call("/sandbox/truth")

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.log.close()


class People:
    """Who changes the practice, one thing at a time. What is chosen is a function of the seed."""

    def __init__(self, sandbox, seed, deletes):
        self.random = random.Random(seed)
        self.sandbox = sandbox
        truth = sandbox.truth()
        self.ids = {kind: [record["id"] for record in truth[kind]] for kind in truth}
        self.deleted = []
        self.edits = ["reschedule", "cancel", "status", "add", "rename", "add-patient", "bill", "pay", "guest"]
        if deletes:
            self.edits += ["delete", "restore"]

    def any(self, kind):
        return self.random.choice(self.ids[kind])

    def soon(self):
        day = time.time() + self.random.randrange(-20, 60) * 86400
        return time.strftime("%Y-%m-%dT%H:00:00Z", time.gmtime(day))

    def change_something(self):
        """(kind, id) of what changed, or nothing."""
        edit, sandbox = self.random.choice(self.edits), self.sandbox
        if edit == "reschedule":
            return "Appointment", sandbox.edit("reschedule", id=self.any("Appointment"), start=self.soon())
        if edit == "cancel":
            return "Appointment", sandbox.edit("cancel", id=self.any("Appointment"))
        if edit == "status":
            status = self.random.choice(["attended", "confirmed", "did not attend", "booked"])
            return "Appointment", sandbox.edit("status", id=self.any("Appointment"), status=status)
        if edit == "guest":
            # Somebody new: nobody comes twice to one session.
            _, who = self.made("Patient", sandbox.edit("add-patient", given="Kim", family="Guest"))
            return "Appointment", sandbox.edit("add-participant", id=self.any("Appointment"), patient=who)
        if edit == "rename":
            family = f"Name{self.random.randrange(10**6)}"
            return "Patient", sandbox.edit("rename-patient", id=self.any("Patient"), given="Alex", family=family)
        if edit == "add-patient":
            return self.made("Patient", sandbox.edit("add-patient", given="Robin", family="New"))
        if edit == "add":
            wanted = {"role": self.any("PractitionerRole"), "start": self.soon(), "patients": [self.any("Patient")]}
            return self.made("Appointment", sandbox.edit("add-appointment", **wanted))
        if edit == "bill":
            bill = {"appointment": self.any("Appointment"), "patient": self.any("Patient"), "cents": 21000}
            return self.made("Invoice", sandbox.edit("add-invoice", payor="Patient", **bill))
        if edit == "pay":
            return "Invoice", sandbox.edit("pay", id=self.any("Invoice"), cents=1000)
        return self.delete_or_restore(edit)

    def made(self, kind, new):
        if new:
            self.ids[kind].append(new)
        return kind, new

    def delete_or_restore(self, edit):
        # A few at most: more in a day would be held for an admin to decide.
        if edit == "restore" and self.deleted:
            return "Appointment", self.sandbox.edit("restore", id=self.deleted.pop(), resource="Appointment")
        if edit == "delete" and len(self.deleted) < 3:
            gone = self.any("Appointment")
            self.deleted.append(gone)
            return "Appointment", self.sandbox.edit("delete", id=gone, resource="Appointment")
        return "Appointment", None


class Syncctl:
    def __init__(self, program, folder, sandbox):
        self.program, self.folder = program, folder
        self.database = folder / "data" / "bloom-sync" / "bloom.sqlite"
        self.port = free_port()
        self.log = open(folder / "syncctl.log", "a", encoding="utf-8")
        self.environment = {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus",
            "HALAXY_BASE_URL": sandbox.origin + "/main",
            "HALAXY_CLIENT_ID": "sandbox",
            "HALAXY_CLIENT_SECRET": "sandbox-secret",
            "HALAXY_CONTACT_EMAIL": "test@example.com",
            "HALAXY_SYNC_INTERVAL_MINUTES": "1",
            "HALAXY_DELTA_INTERVAL_MINUTES": "1",
            "HALAXY_WEBHOOK_SECRET": SECRET,
            "BLOOM_WEBHOOK_PORT": str(self.port),
        }
        self.process = None

    def serve(self):
        self.process = subprocess.Popen(
            [self.program, "serve"], stdout=self.log, stderr=self.log, env=self.environment
        )

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """As its user ends it; the exit code."""
        self.process.terminate()
        return self.process.wait(60)

    def sync(self):
        done = subprocess.run(
            [self.program, "sync", "--json"], stdout=subprocess.PIPE, stderr=self.log, env=self.environment, check=False
        )
        return done.returncode, done.stdout.decode()

    def notify(self, kind, record, event):
        """True when the event was acknowledged: then it may never be lost."""
        focus = {"reference": f"https://au-api.halaxy.com/main/{kind}/{record}", "type": kind}
        status = {
            "resourceType": "SubscriptionStatus",
            "type": "event-notification",
            "subscription": {"reference": "Subscription/crash-test"},
            "notificationEvent": [{"id": event, "focus": focus}],
        }
        bundle = {"resourceType": "Bundle", "type": "history", "entry": [{"resource": status}]}
        body = json.dumps(bundle).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/halaxy-webhook/{EVENTS[kind]}",
            body,
            {
                "Content-Type": "application/json",
                "X-Halaxy-Signature": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest(),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def ask(self, query):
        """The first column of the first row; nothing while the database is not ready."""
        if not pathlib.Path(self.database).exists():
            return None
        try:
            with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True) as database:
                row = database.execute(query).fetchone()
                return row[0] if row else None
        except sqlite3.Error:
            return None
