"""The headed parts of a document, by Markdown marks, numbering, known headings and the look of a heading line."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon
from litreview.model import Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Document

__all__ = ["sections"]

_EMPTY = frozenset({"", "\n", "\r", "\r\n"})
_MARKDOWN = re.compile(r"(#{1,6})[ \t]+(.{1,200}?)[ \t]*#*$")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t]+(\S.{0,100})$")
_ROMAN = re.compile(r"([IVX]{1,5})[.)][ \t]+(\S.{0,100})$")
_UNDERLINE = re.compile(r"(=|-){3,}[ \t]*$")


def sections(document: Document) -> tuple[Section, ...]:
    """The sections of a document in order; a section ends where the next of its level or above begins.

    A line is a heading when it is marked or numbered as one, is a known heading, or is short,
    starts with a capital, stands alone between blank lines and does not end like a sentence.
    """
    heads = list(_headings(document.text, document.lines))
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


def _headings(text: str, starts: Sequence[int]) -> list[tuple[int, int, str]]:
    """(start, level, title) of each heading line."""
    ends = (*starts[1:], len(text))
    lines = [(a, text[a:b].strip()) for a, b in zip(starts, ends, strict=True) if text[a:b] not in _EMPTY]
    lines.append((len(text), ""))
    found = []
    for n, (start, line) in enumerate(lines):
        if line and len(line) <= 200 and (level := _level(text, lines, n)):
            found.append((start, *level))
    return found


def _level(text: str, lines: Sequence[tuple[int, str]], n: int) -> tuple[int, str] | None:
    """The level and title of line `n`, or None where it is no heading; after it stands another, if an empty one."""
    line, following = lines[n][1], lines[n + 1][1]
    if line[0] == "#" and (m := _MARKDOWN.match(line)):
        return len(m[1]), m[2]
    if following[:1] in ("=", "-") and _UNDERLINE.match(following) and len(line) < 120 and _alone(text, lines, n):
        return (1 if following[0] == "=" else 2), line
    numbered = (_NUMBERED.match(line) or _ROMAN.match(line)) if line[0] in "IVX" or line[0].isdecimal() else None
    title = numbered[2] if numbered else line
    if title.strip(" .:").casefold() in _known():
        return (numbered[1].count(".") + 1 if numbered else 1), title.strip(" .:")
    if line[-1] in ".,;:?!" or not title[0].isupper() or not (_alone(text, lines, n) and _followed(text, lines, n)):
        return None
    if len(title.split()) > 14:
        return None
    if numbered:
        return numbered[1].count(".") + 1, title
    return (
        (2, title) if len(title) < 90 and any(c.islower() for c in title) else (1, title) if len(title) < 90 else None
    )


def _alone(text: str, lines: Sequence[tuple[int, str]], n: int) -> bool:
    """Whether line `n` is the first, or a blank one stands before it."""
    before = text[lines[n - 1][0] : lines[n][0]] if n else ""
    return before.count("\n") > 1 or not before.strip()


def _followed(text: str, lines: Sequence[tuple[int, str]], n: int) -> bool:
    """Whether a blank line stands after line `n`."""
    return text.count("\n", lines[n][0], lines[n + 1][0]) > 1


@cache
def _known() -> frozenset[str]:
    return frozenset(lexicon.words("section", "headings") + lexicon.words("section", "abstract"))
