#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""crash_test.py BLOOM_SYNCCTL HALAXY_SANDBOX [--kills N] [--seed S] [--webhooks] [--deletes]

Kills `bloom-syncctl serve` with SIGKILL at random moments while people change the practice and the service tells of
it, and starts it again. Then it must come in step: every row as the service has it, no change applied twice, no run
left open, no acknowledged event lost."""

import argparse
import datetime
import pathlib
import random
import sys
import tempfile
import time

import crash_truth
from crash_world import EVENTS, SECRET, People, Sandbox, Syncctl, wait_for


class CrashTest:
    def __init__(self, options, folder):
        self.options = options
        self.random = random.Random(options.seed)
        self.sandbox = Sandbox(options.sandbox, folder, options.seed)
        # Long enough that most kills meet a run.
        self.sandbox.call("/sandbox/faults", {"kind": "latency", "milliseconds": 60})
        self.people = People(self.sandbox, options.seed, options.deletes)
        self.syncctl = Syncctl(options.syncctl, folder, self.sandbox)
        if options.webhooks:
            self.let_the_sandbox_tell()
        self.acknowledged, self.refused, self.edits, self.in_run = {}, 0, 0, 0

    def let_the_sandbox_tell(self):
        """Of every change, on its own, badly: some twice, late, overtaken or never."""
        plan = {"url": f"http://127.0.0.1:{self.syncctl.port}", "secret": SECRET, "shape": "both"}
        self.sandbox.call(
            "/sandbox/webhooks", {**plan, "duplicates": "20", "reorder": "20", "loss": "20", "delay": "0-400"}
        )

    def live(self, seconds):
        """People change things for so long, and the service tells of each, sometimes twice or never."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            kind, record = self.people.change_something()
            self.edits += 1 if record else 0
            if record and self.options.webhooks and kind in EVENTS:
                self.tell_of(kind, record)
            time.sleep(self.random.uniform(0, 0.08))

    def tell_of(self, kind, record):
        """Beside the sandbox, to know which event was acknowledged."""
        event = f"told-{self.edits}"
        for _ in range(self.random.choice([0, 1, 1, 1, 2])):
            if self.syncctl.notify(kind, record, event):
                self.acknowledged[event] = (kind, record)
            else:
                self.refused += 1

    def kill_often(self):
        for number in range(self.options.kills):
            self.syncctl.serve()
            # The first one meets the making of the database, many the start, most a run.
            self.live(self.random.choice([0.05, 0.3, 1, 2, 4]) * self.random.random() + 0.02 * number % 1)
            pending = self.syncctl.ask("SELECT count(*) FROM sync_log WHERE is_run = 1 AND status = 'pending'")
            self.in_run += 1 if pending else 0
            self.syncctl.kill()

    def come_in_step(self):
        self.sandbox.call("/sandbox/faults", method="DELETE")
        started = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")
        self.syncctl.serve()
        runs = (
            "SELECT count(*) FROM sync_log WHERE is_run = 1 AND run_type = 'full' AND status IN ('success', 'partial')"
            f" AND completed_at > '{started}'"
        )
        wait_for(lambda: (self.syncctl.ask(runs) or 0) > 0, 150, "a run of its own")
        open_events = "SELECT count(*) FROM webhook_inbox WHERE state IN ('received', 'processing', 'failed')"
        if self.options.webhooks:
            self.let_the_last_one_come()
            wait_for(lambda: self.syncctl.ask(open_events) == 0, 150, "an empty inbox")
        yield from crash_truth.not_current(
            self.syncctl.database, self.sandbox.truth(), set(self.acknowledged.values())
        )
        code = self.syncctl.stop()
        if code != 0:
            yield f"serve ended with {code}"
        # Twice: a listing that changed while it was read is read again by the next run.
        outcomes = [self.syncctl.sync() for _ in range(2)]
        if outcomes[-1][0] != 0:
            yield f"sync ended with {outcomes[-1]}"

    def let_the_last_one_come(self):
        """The sandbox tries again what was not answered: until nothing has come for a while."""
        answers, quiet_since = None, time.monotonic()
        while time.monotonic() < quiet_since + 8:
            now = self.sandbox.call("/sandbox/webhooks")
            if now != answers:
                answers, quiet_since = now, time.monotonic()
            time.sleep(0.2)

    def run(self):
        self.kill_often()
        found = list(self.come_in_step())
        truth = self.sandbox.truth()
        found += crash_truth.problems(self.syncctl.database, truth, self.acknowledged)
        return found or list(crash_truth.unnoticed(self.syncctl.database, truth, self.acknowledged))


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("syncctl")
    parser.add_argument("sandbox")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--webhooks", action="store_true")
    parser.add_argument("--deletes", action="store_true")
    parser.add_argument("--keep", help="a folder to work in, which stays")
    return parser.parse_args()


def main():
    options = parse()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(options.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        test = CrashTest(options, folder)
        try:
            found = test.run()
        finally:
            if test.syncctl.process and test.syncctl.process.poll() is None:
                test.syncctl.kill()
            test.sandbox.stop()
        print(
            f"seed {options.seed}: {options.kills} kills, {test.in_run} in a run, {test.edits} edits, "
            f"{len(test.acknowledged)} events acknowledged, {test.refused} refused"
        )
        if found:
            print(*found, (folder / "syncctl.log").read_text()[-3000:], sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
