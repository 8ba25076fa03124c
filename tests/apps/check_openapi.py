# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/openapi.yaml against the real programs: a sandbox practice is synced, the endpoint is asked over HTTP, and every
answer must be what the document says, field by field. The terminal prints the same object."""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import yaml

KEY = "a-key-of-the-endpoint-test-1"
PATTERNS = {"date": r"\d{4}-\d{2}-\d{2}", "date-time": r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z"}


class Document:
    def __init__(self, path):
        self.root = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.seen = set()

    def resolve(self, schema):
        while "$ref" in schema:
            node = self.root
            for part in schema["$ref"].removeprefix("#/").split("/"):
                node = node[part]
            schema = node
        return schema

    def errors(self, schema, value, where):
        schema = self.resolve(schema)
        if "anyOf" in schema:
            tried = [list(self.errors(one, value, where)) for one in schema["anyOf"]]
            yield from [] if any(not one for one in tried) else tried[0]
            return
        for part in schema.get("allOf", []):
            yield from self.errors(part, value, where)
        yield from self.type_errors(schema, value, where)
        if isinstance(value, dict) and "properties" in schema:
            yield from self.object_errors(schema, value, where)
        if isinstance(value, list) and "items" in schema:
            for number, item in enumerate(value):
                yield from self.errors(schema["items"], item, f"{where}[{number}]")

    def type_errors(self, schema, value, where):
        types = schema.get("type", [])
        types = [types] if isinstance(types, str) else types
        if types and not any(is_a(value, one) for one in types):
            yield f"{where}: {json.dumps(value)[:60]} is no {' or '.join(types)}"
        elif value is not None and "enum" in schema and value not in schema["enum"]:
            yield f"{where}: {value} is none of {schema['enum']}"
        elif isinstance(value, str) and schema.get("format") in PATTERNS:
            if not re.fullmatch(PATTERNS[schema["format"]], value):
                yield f"{where}: {value} is no {schema['format']}"

    def object_errors(self, schema, value, where):
        for name in schema.get("required", []):
            if name not in value:
                yield f"{where}.{name} is missing"
        for name, held in value.items():
            if name not in schema["properties"]:
                yield f"{where}.{name} is not in the document"
                continue
            self.seen.add(id(schema["properties"][name]))
            yield from self.errors(schema["properties"][name], held, f"{where}.{name}")

    def described(self):
        """Of every field: that its meaning, its unit where it is a number, and the meaning of null are told."""
        for name, schema in self.root["components"]["schemas"].items():
            for field, one in schema["properties"].items():
                types = one.get("type", [])
                types = [types] if isinstance(types, str) else types
                nullable = "null" in types or {"type": "null"} in one.get("anyOf", [])
                if not one.get("description"):
                    yield f"{name}.{field} has no description"
                if nullable != ("x-null" in one):
                    yield f"{name}.{field}: x-null and null don't go together"
                number = "number" in types or "integer" in types
                if number and "x-unit" not in one and field not in ("sessionNumber", "completionRate"):
                    yield f"{name}.{field} has no unit"
                if id(one) not in self.seen and name not in ("ErrorAnswer", "RevenueByBillingType"):
                    yield f"{name}.{field} was in no answer"


def is_a(value, kind):
    if kind == "null":
        return value is None
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, {"string": str, "array": list, "object": dict}[kind])


class Endpoint:
    def __init__(self, origin):
        self.origin = origin

    def get(self, path, headers=None, method="GET"):
        request = urllib.request.Request(self.origin + path, headers=headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()


def wait_for(condition, seconds, what):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds} s")
        time.sleep(0.05)


class Programs:
    def __init__(self, sandbox, syncctl, folder):
        self.syncctl = syncctl
        port_file = folder / "port"
        size = ["--practitioners", "3", "--patients", "60", "--appointments", "900"]
        self.sandbox = subprocess.Popen(
            [sandbox, "--port", "0", "--port-file", port_file, "--seed", "5", "--no-rate-limit", "--in-window", *size],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        wait_for(port_file.exists, 60, "the sandbox's start")
        self.environment = {
            "HOME": str(folder), "XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config"),
            "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"], "HALAXY_CLIENT_ID": "sandbox",
            "HALAXY_CLIENT_SECRET": "sandbox-secret", "HALAXY_CONTACT_EMAIL": "test@example.com",
            "HALAXY_BASE_URL": f"http://127.0.0.1:{port_file.read_text().strip()}/main",
            "HALAXY_WEBHOOK_SECRET": "a-secret-of-the-test", "BLOOM_WEBHOOK_PORT": "0", "BLOOM_DASHBOARD_KEY": KEY,
        }
        self.log = folder / "serve.log"
        self.serving = None

    def run(self, *arguments):
        done = subprocess.run([self.syncctl, *arguments], env=self.environment, capture_output=True, timeout=120)
        if done.returncode != 0:
            raise RuntimeError(f"{arguments}: {done.stderr.decode()}")
        return done.stdout

    def serve(self):
        with open(self.log, "w", encoding="utf-8") as log:
            self.serving = subprocess.Popen([self.syncctl, "serve"], env=self.environment, stdout=log, stderr=log)
        pattern = re.compile(r"listening on (http://127\.0\.0\.1:\d+)")
        wait_for(lambda: pattern.search(self.log.read_text()), 60, "the listener")
        return pattern.search(self.log.read_text()).group(1)

    def stop(self):
        for process in (self.serving, self.sandbox):
            if process:
                process.send_signal(signal.SIGTERM)
                process.wait(30)


def check(condition, what, problems):
    if not condition:
        problems.append(what)


def check_answers(document, endpoint, programs, problems):
    key = {"x-functions-key": KEY}
    schemas = document.root["components"]["schemas"]
    status, headers, body = endpoint.get("/api/practitioners", key)
    check(status == 200, f"the list is answered with {status}", problems)
    people = json.loads(body)
    problems += document.errors(schemas["PractitionersAnswer"], people, "practitioners")
    check(len(people["data"]) == 3, "three practitioners are listed", problems)
    for person in people["data"]:
        for day in ("", "?date=2026-01-31", "?date=2024-02-29"):
            for name in (person["id"], person["halaxyPractitionerId"]):
                path = f"/api/practitioners/{name}/dashboard{day}"
                status, headers, body = endpoint.get(path, {"Authorization": f"Bearer {KEY}"})
                check(status == 200, f"{path} is answered with {status}", problems)
                problems += document.errors(schemas["DashboardAnswer"], json.loads(body), path)
        check_same(endpoint, programs, person["halaxyPractitionerId"], key, problems)
    amounts = re.findall(rb'"currentRevenue":(-?[\d.]+)', body)
    check(all(re.fullmatch(rb"-?\d+\.\d\d", amount) for amount in amounts), "money has two places", problems)


def check_same(endpoint, programs, practitioner, key, problems):
    """The terminal prints what the endpoint gives; only the moment and what a running engine knows differ."""
    printed = json.loads(programs.run("dashboard", practitioner, "--json"))
    _, _, body = endpoint.get(f"/api/practitioners/{practitioner}/dashboard", key)
    answered = json.loads(body)["data"]
    for one in (printed, answered):
        one.pop("lastUpdated")
        for moving in ("nextScheduledSync", "lastAttempt", "lastIncrementalSync"):
            one["syncStatus"].pop(moving)
    check(printed == answered, f"the terminal prints another dashboard of {practitioner}", problems)


def check_refusals(document, endpoint, problems):
    key = {"x-functions-key": KEY}
    path = "/api/practitioners/PR-404/dashboard"
    error = document.root["components"]["schemas"]["ErrorAnswer"]
    wanted = [
        (401, "/api/practitioners", {}, "GET"), (401, path, {"x-functions-key": KEY + "x"}, "GET"),
        (401, path, {"Authorization": f"Basic {KEY}"}, "GET"), (404, path, key, "GET"),
        (400, path + "?date=2026-02-30", key, "GET"), (400, path + "?date=today", key, "GET"),
        (400, path + "?date=2026-01-01&date=2026-01-02", key, "GET"), (404, "/api/practitioners/", key, "GET"),
        (404, "/api/practitioners/a%2Fb/dashboard", key, "GET"), (405, "/api/practitioners", key, "POST"),
    ]
    for status, where, headers, method in wanted:
        got, _, body = endpoint.get(where, headers, method)
        check(got == status, f"{method} {where} is answered with {got}, not {status}", problems)
        problems += document.errors(error, json.loads(body), f"{method} {where}")


def check_tags(endpoint, problems):
    key = {"x-functions-key": KEY}
    _, headers, body = endpoint.get("/api/practitioners", key)
    person = json.loads(body)["data"][0]["id"]
    for path in ("/api/practitioners", f"/api/practitioners/{person}/dashboard?date=2026-01-31"):
        _, headers, _ = endpoint.get(path, key)
        status, again, body = endpoint.get(path, {**key, "If-None-Match": headers["ETag"]})
        check(status == 304 and not body, f"{path} is answered with {status} where nothing changed", problems)
        check(again.get("ETag") == headers["ETag"], f"the tag of {path} changed", problems)
        status, _, _ = endpoint.get(path, {**key, "If-None-Match": '"another"'})
        check(status == 200, f"{path} is answered with {status} to another tag", problems)
        check("no-cache" in headers["Cache-Control"], f"{path} may be kept by others", problems)


def main():
    sandbox, syncctl, document = sys.argv[1], sys.argv[2], Document(pathlib.Path(sys.argv[3]))
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        programs = Programs(sandbox, syncctl, pathlib.Path(folder))
        try:
            programs.run("sync")
            endpoint = Endpoint(programs.serve())
            check_answers(document, endpoint, programs, problems)
            check_refusals(document, endpoint, problems)
            check_tags(endpoint, problems)
        finally:
            programs.stop()
    problems += document.described()
    for problem in problems[:40]:
        print(problem)
    print(f"{len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
