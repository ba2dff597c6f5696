"""The headed parts of a document, by Markdown marks, numbering, known headings and the look of a heading line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon
from litreview.model import Section

if TYPE_CHECKING:
    from litreview.model import Document

__all__ = ["sections"]

_LINE = re.compile(r"[^\r\n]+")
_MARKDOWN = re.compile(r"(#{1,6})[ \t]+(.{1,200}?)[ \t]*#*$")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t]+(\S.{0,100})$")
_ROMAN = re.compile(r"([IVX]{1,5})[.)][ \t]+(\S.{0,100})$")
_UNDERLINE = re.compile(r"(=|-){3,}[ \t]*$")


def sections(document: Document) -> tuple[Section, ...]:
    """The sections of a document in order; a section ends where the next of its level or above begins.

    A line is a heading when it is marked or numbered as one, is a known heading, or is short,
    starts with a capital, stands alone between blank lines and does not end like a sentence.
    """
    heads = list(_headings(document.text))
    ends = _ends([level for _, level, _ in heads], [start for start, _, _ in heads], len(document.text))
    return tuple(Section(title, level, start, end) for (start, level, title), end in zip(heads, ends, strict=True))


def _ends(levels: list[int], starts: list[int], last: int) -> list[int]:
    """Where each section ends, by a stack of those still open; linear in their number."""
    ends = [last] * len(levels)
    still_open: list[int] = []
    for n, level in enumerate(levels):
        while still_open and levels[still_open[-1]] >= level:
            ends[still_open.pop()] = starts[n]
        still_open.append(n)
    return ends


def _headings(text: str) -> list[tuple[int, int, str]]:
    """(start, level, title) of each heading line."""
    lines = [(m.start(), m.group().strip()) for m in _LINE.finditer(text)]
    found = []
    for n, (start, line) in enumerate(lines):
        if not line or len(line) > 200:
            continue
        before = text[(lines[n - 1][0] if n else 0) : start]
        alone = not n or before.count("\n") > 1 or not before.strip()
        after = lines[n + 1][0] if n + 1 < len(lines) else len(text)
        followed = text[start:after].count("\n") > 1
        if level := _level(
            line, alone=alone, followed=followed, next_line=lines[n + 1][1] if n + 1 < len(lines) else ""
        ):
            found.append((start, level[0], level[1]))
    return found


def _level(line: str, *, alone: bool, followed: bool, next_line: str) -> tuple[int, str] | None:
    """The level and title of a heading line, or None."""
    if line[0] == "#" and (m := _MARKDOWN.match(line)):
        return len(m[1]), m[2]
    if alone and next_line[:1] in ("=", "-") and _UNDERLINE.match(next_line) and len(line) < 120:
        return (1 if next_line[0] == "=" else 2), line
    numbered = _NUMBERED.match(line) or _ROMAN.match(line)
    title = numbered[2] if numbered else line
    if title.strip(" .:").casefold() in _known():
        return (numbered[1].count(".") + 1 if numbered else 1), title.strip(" .:")
    if not (alone and followed) or line[-1] in ".,;:?!" or len(title.split()) > 14 or not title[0].isupper():
        return None
    if numbered:
        return numbered[1].count(".") + 1, title
    return (
        (2, title) if len(title) < 90 and any(c.islower() for c in title) else (1, title) if len(title) < 90 else None
    )


@cache
def _known() -> frozenset[str]:
    return frozenset(lexicon.words("section", "headings") + lexicon.words("section", "abstract"))
