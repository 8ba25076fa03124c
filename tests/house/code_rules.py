# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where SQL may stand, what a coroutine may await, and that none holds a transaction."""

import re

from cpp_text import Finding, blank, blocks, enclosing, includes, line_of, literals
from include_rules import folder_of, source_files

# SQL as we write it is in capitals; in small letters only where a literal begins with it, or a sentence such as
# "select one from the list" would count.
STATEMENT = re.compile(
    r"\bSELECT\b.*\bFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b"
    r"|\b(CREATE|ALTER|DROP)\s+(TABLE|INDEX|VIEW|TRIGGER)\b|\bBEGIN\s+IMMEDIATE\b|^\s*PRAGMA\s"
    r"|^\s*(?:insert\s+into|delete\s+from|update\s+\w+\s+set|create\s+table|select\s.+\sfrom\s+\w+\s*(where|order|$))",
    re.DOTALL,
)
SQL_CLASS = re.compile(r"\bQSql\w+\b")

COROUTINE_FOLDERS = ("halaxy", "sync")
# Awaiting these would wait for real time or the event loop, and virtual time would stand still.
FOREIGN_WAITS = re.compile(r"\b(QTimer|QBasicTimer|QFuture|QFutureWatcher|QEventLoop|qCoro|QCoroTimer|QCoroSignal)\b")
TASK_FUNCTION = re.compile(r"\b(?:Task|AsyncGenerator)<[^;{}()]*>\s+(?:\w+::)*(\w+)\s*\(")
AWAIT = re.compile(r"\bco_await\b")
# The one file that turns an answer of the network into a leaf: it may await its own Completion.
LEAF_FILES = ("src/halaxy/qnam_transport.cpp",)

TRANSACTION_PARAMETER = re.compile(r"\bScope\s*&")
TRANSACTION_HELD = re.compile(r"\bScope\s+\w+\s*[({]|(\.|->)transaction\s*\(")


def read_all(top):
    """(folder, path from the top, text) of every source file."""
    for path in source_files(top):
        yield folder_of(top, path), str(path.relative_to(top)), path.read_text(encoding="utf-8")


def check_sql(top):
    for folder, file, text in read_all(top):
        if folder == "storage":
            continue
        for line, literal in literals(text):
            if STATEMENT.search(literal):
                yield Finding("SQL only in src/storage", file, line, f'SQL: "{literal[:60]}"')
        for match in SQL_CLASS.finditer(blank(text)):
            yield Finding("SQL only in src/storage", file, line_of(text, match.start()), match.group(0))


def task_functions(top):
    """The names of all functions of ours that return a task: what may be awaited."""
    return {name for _, _, text in read_all(top) for name in TASK_FUNCTION.findall(blank(text))}


def operand(code, start):
    """The expression after co_await: up to the end of its statement or of the brackets around it."""
    depth = 0
    for position in range(start, len(code)):
        if code[position] in "([{":
            depth += 1
        elif code[position] in ")]}":
            depth -= 1
        if depth < 0 or (depth == 0 and code[position] in ";,?"):
            return code[start:position].strip()
    return code[start:].strip()


def called_function(expression):
    """The name of the outermost last call: "next" of "listing->next(stop)"; None when it ends with no call."""
    if not expression.endswith(")"):
        return None
    depth = 0
    for position in range(len(expression) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(expression[position], 0)
        if depth == 0:
            name = re.search(r"(\w+)\s*$", expression[:position])
            return name.group(1) if name else None
    return None


def check_awaits(top):
    """In halaxy and sync every awaited thing is a task function of ours, so that at the end stands a leaf:
    Clock::sleep, Transport::send, AsyncEvent::wait."""
    rule, tasks = "awaits only the allowed leaves", task_functions(top)
    for folder, file, text in read_all(top):
        if folder not in COROUTINE_FOLDERS:
            continue
        code = blank(text)
        for match in FOREIGN_WAITS.finditer(code):
            yield Finding(rule, file, line_of(text, match.start()), f"{match.group(0)} has no place in src/{folder}")
        for line, name, _ in includes(text):
            if name.startswith("QCoro") and name not in ("QCoroTask", "QCoroAsyncGenerator"):
                yield Finding(rule, file, line, f"<{name}> makes foreign things awaitable")
        for match in AWAIT.finditer(code):
            expression = operand(code, match.end())
            if file not in LEAF_FILES and called_function(expression) not in tasks:
                words = f"co_await {expression[:60]}: not a call of a function of ours that returns a task"
                yield Finding(rule, file, line_of(text, match.start()), words)


def holds_transaction(code, all_blocks, position):
    """Whether a co_await at this position is inside a function that was given, or opened, a transaction."""
    around = enclosing(all_blocks, position)
    if any(TRANSACTION_PARAMETER.search(block.header) for block in around):
        return True
    inner_ends = {block.begin: block.end for block in all_blocks}
    for block in around:
        before, at = [], block.begin
        # What stands in this block before the co_await, without the inner blocks that have ended.
        while at < position:
            before.append(code[at])
            at = inner_ends[at + 1] if code[at] == "{" and inner_ends.get(at + 1, position) < position else at + 1
        if TRANSACTION_HELD.search("".join(before)):
            return True
    return False


def check_transactions(top):
    for _, file, text in read_all(top):
        code = blank(text)
        all_blocks = blocks(code)
        for match in AWAIT.finditer(code):
            if holds_transaction(code, all_blocks, match.start()):
                words = "co_await while a transaction is open: another coroutine's statements would join it"
                yield Finding("no coroutine holds a transaction", file, line_of(text, match.start()), words)
