"""A paper's prose as marked-up paragraphs: each citation leads to what it was matched to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from litreview.model import Paper

__all__ = ["STATUSES", "Block", "blocks"]

STATUSES = ("linked", "elsewhere", "ambiguous", "mismatch", "missing")  # least bad first

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a paper: `kind` is "heading", "prose", "list" (a reference list, left out) or "cut" (prose left out).

    `html` is escaped; `level` is a heading's; `n` counts the references of a list, or the paragraphs that are cut.
    """

    kind: str
    html: str = ""
    level: int = 0
    n: int = 0


def blocks(paper: Paper, room: int, anchors: Mapping[str, str]) -> Iterator[Block]:
    """The paper's blocks in order; `anchors` say what a citation leads to, by its id.

    Where its text is longer than `room` characters, only paragraphs that cite are given.
    """
    text = paper.document.text
    levels = {section.start: section.level for section in paper.sections}
    items = sorted(reference.span.start for reference in paper.references)
    marks = _marks(paper, anchors)
    starts = [mark[0] for mark in marks]
    everything = len(text) <= room
    waiting = Block("")
    for kind, start, end in _runs(paper):
        inside = marks[bisect_left(starts, start) : bisect_left(starts, end)]
        own = [mark for mark in inside if mark[1] <= end]  # one that runs on into the next paragraph is shown as text
        if kind == "list":
            block = Block("list", n=bisect_left(items, end) - bisect_left(items, start))
        elif kind == "heading" or ((everything or own) and room > 0):
            block = Block(kind, _marked(text, start, end, own), levels.get(start, 0))
            room -= end - start
        else:
            block = Block("cut", n=1)
        if block.kind == waiting.kind and block.n:
            waiting = Block(block.kind, n=waiting.n + block.n)
            continue
        if waiting.kind:
            yield waiting
        waiting = block
    if waiting.kind:
        yield waiting


def _runs(paper: Paper) -> Iterator[tuple[str, int, int]]:
    """(kind, start, end) of paragraphs ("prose": lines without a blank one), headings, and lines of a reference list."""
    text, lines = paper.document.text, paper.document.lines
    headings = {section.start for section in paper.sections}
    spans = sorted((reference.span.start, reference.span.end) for reference in paper.references)
    first = [start for start, _ in spans]
    run = ("", 0, 0)
    for start, end in pairwise((*lines, len(text))):
        at = bisect_left(first, end)
        if start in headings and text[start:end].strip():
            kind = "heading"
        elif at and spans[at - 1][1] > start:
            kind = "list"
        else:
            kind = "prose" if text[start:end].strip() else ""
        if kind == run[0] != "heading":
            run = (kind, run[1], end)
            continue
        if run[0]:
            yield run
        run = (kind, start, end)
    if run[0]:
        yield run


def _marks(paper: Paper, anchors: Mapping[str, str]) -> list[tuple[int, int, str, str]]:
    """(start, end, anchor, status) of citations, in text order; of those on one span (`[5-7]`), the worst."""
    worst: dict[tuple[int, int], tuple[str, str]] = {}
    for citation, match in zip(paper.citations, paper.matches, strict=True):
        span = (citation.span.start, citation.span.end)
        known = worst.get(span)
        if known is None or STATUSES.index(match.status) > STATUSES.index(known[1]):
            worst[span] = (anchors[citation.id], match.status)
    marks: list[tuple[int, int, str, str]] = []
    for (start, end), (anchor, status) in sorted(worst.items()):
        if not marks or start >= marks[-1][1]:
            marks.append((start, end, anchor, status))
    return marks


def _marked(text: str, start: int, end: int, marks: Iterable[tuple[int, int, str, str]]) -> str:
    pieces, at = [], start
    for a, b, anchor, status in marks:
        pieces.append(_plain(text[at:a]))
        pieces.append(f"<a class={status} href=#{anchor}>{_plain(text[a:b])}</a>")
        at = b
    pieces.append(_plain(text[at:end]))
    return "".join(pieces).strip()


def _plain(text: str) -> str:
    return escape(_CONTROL.sub("", text), quote=False)
