"""Where the blocks of a .bib begin and end, also where its braces do not balance; linear in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Block", "blocks"]

START = re.compile(r"(?<![\w.@\\])@[ \t]*([A-Za-z]+)\s*([{(])")
# an entry that starts a line: what an unbalanced block must not swallow
NEXT = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]\s*[^\s,{}()=@#\"]*\s*,\s*[A-Za-z][\w:.+-]*\s*=", re.MULTILINE)
MORE = re.compile(r"[ \t]*,\s*[A-Za-z][\w:.+-]*\s*=")
COMMENT = re.compile(r"^[ \t]*%", re.MULTILINE)
BRACE = re.compile(r"[{}]")
PARENTHESIS = re.compile(r'[{)"]')


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]`. `kind` is the lower-case word after `@`, or "text"; `body` starts after the delimiter.

    `closed` is False where the end had to be guessed.
    """

    kind: str
    start: int
    end: int
    body: int = 0
    closed: bool = True

    @property
    def is_entry(self) -> bool:
        """Neither text nor one of BibTeX's commands."""
        return self.kind not in ("text", "comment", "string", "preamble")


def blocks(text: str) -> list[Block]:
    """All of text, in order and without gaps, as blocks."""
    close = _partners(text)
    found: list[Block] = []
    position = seen = 0
    while match := START.search(text, seen):
        line = text.rfind("\n", 0, match.start()) + 1
        if COMMENT.match(text, line):
            seen = match.end()
            continue
        if position < match.start():
            found.append(Block("text", position, match.start()))
        kind = match[1].lower()
        end, closed = _end(text, match, close, kind)
        found.append(Block(kind, match.start(), end, match.end(), closed))
        position = seen = end
    if position < len(text):
        found.append(Block("text", position, len(text)))
    return found


def _partners(text: str) -> dict[int, int]:
    """The closing brace of each opening brace that has one. A backslash does not escape a brace: BibTeX knows none."""
    close: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            close[opened.pop()] = match.start()
    return close


def _end(text: str, match: re.Match[str], close: dict[int, int], kind: str) -> tuple[int, bool]:
    body = match.end()
    last = close.get(body - 1) if match[2] == "{" else _parenthesis(text, body, close)
    if kind == "comment":
        line = text.find("\n", body)
        return (last + 1, True) if last is not None else (line + 1 if line >= 0 else len(text), False)
    if cut := NEXT.search(text, body, len(text) if last is None else last):
        return cut.start(), False
    if last is None:
        return len(text), False
    if MORE.match(text, last + 1):  # one brace too many: the entry goes on
        following = START.search(text, last + 1)
        end = text.rfind("}", last + 1, following.start() if following else len(text))
        return (end + 1, False) if end >= 0 else (last + 1, True)
    return last + 1, True


def _parenthesis(text: str, position: int, close: dict[int, int]) -> int | None:
    """The parenthesis that ends a block opened by one: outside of braces and quotes."""
    while match := PARENTHESIS.search(text, position):
        if match[0] == ")":
            return match.start()
        if match[0] == "{":
            partner = close.get(match.start())
            if partner is None:
                return None
            position = partner + 1
        else:
            position = text.find('"', match.end()) + 1
            if not position:
                return None
    return None
