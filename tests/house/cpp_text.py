# SPDX-FileCopyrightText: 2026 Bloom Sync contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Just enough of C++ to judge a file by its text: code without comments, string literals, blocks and headers."""

import dataclasses
import re

TOKEN = re.compile(
    r'(?P<raw>R"(?P<tag>[^\s()\\]{0,16})\((?P<rawtext>.*?)\)(?P=tag)")'
    r'|(?P<string>(?:u8|u|U|L)?"(?P<text>(?:\\.|[^"\\\n])*)")'
    r"|(?P<char>(?<![0-9a-zA-Z_])(?:u8|u|U|L)?'(?:\\.|[^'\\\n])+')"
    r"|(?P<comment>//[^\n]*|/\*.*?\*/)",
    re.DOTALL,
)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)', re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Finding:
    rule: str
    file: str
    line: int
    words: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.words} [{self.rule}]"


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def blank(text):
    """The text with comments and the insides of literals as spaces; positions and lines stay."""

    def spaces(match):
        return re.sub(r"[^\n]", " ", match.group(0))

    return TOKEN.sub(spaces, text)


def includes(text):
    """(line, name, quoted?) of each #include."""
    for match in INCLUDE.finditer(text):
        yield line_of(text, match.start()), match.group(1) or match.group(2), match.group(1) is not None


def literals(text):
    """(line, text) of each string literal; those that stand side by side are one, as the compiler has them."""
    start, parts, end = None, [], None
    for match in TOKEN.finditer(text):
        if match.group("comment"):
            continue
        content = match.group("rawtext") if match.group("raw") else match.group("text")
        between = text[end : match.start()] if end is not None else None
        if content is not None and parts and between is not None and re.fullmatch(r"(?:\s|//[^\n]*\n)*", between):
            parts.append(content)
        else:
            if parts:
                yield line_of(text, start), "".join(parts)
            start, parts = match.start(), [content] if content is not None else []
        end = match.end()
    if parts:
        yield line_of(text, start), "".join(parts)


@dataclasses.dataclass
class Block:
    """A pair of braces: what stands before it in its statement, and where its inside begins and ends."""

    header: str
    begin: int
    end: int
    parent: "Block | None"


def blocks(code):
    """Every { … } of blanked code, outer before inner."""
    found, open_blocks, statement, parens = [], [], 0, 0
    for position, sign in enumerate(code):
        if sign == "{":
            parent = open_blocks[-1][0] if open_blocks else None
            block = Block(code[statement:position], position + 1, len(code), parent)
            found.append(block)
            open_blocks.append((block, parens))
            statement, parens = position + 1, 0
        elif sign == "}" and open_blocks:
            block, parens = open_blocks.pop()
            block.end = position
            statement = position + 1
        elif sign == "(":
            parens += 1
        elif sign == ")":
            parens = max(0, parens - 1)
        elif sign == ";" and parens == 0:
            statement = position + 1
    return found


def enclosing(all_blocks, position):
    """The blocks around a position, the innermost first."""
    around = [block for block in all_blocks if block.begin <= position < block.end]
    return sorted(around, key=lambda block: block.begin, reverse=True)
