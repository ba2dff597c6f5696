"""What looks like a citation, before the vote decides which style the document speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.extract import spaces
from litreview.extract.vocabulary import flat, places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import CitationKind, Reference

__all__ = ["Mark", "blanked", "body", "joined"]

_ADDRESS = re.compile(r"(?:doi: )?(?:[^\s<>\"()]|\([^\s<>\"()]{0,200}\)){1,2000}", re.IGNORECASE)
_PRINTED = re.compile(r"[^\r\n]+")
_GAP = 400  # code points between two references that still belong to one list (a page header, say)


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible citation at `text[start:end]`; fields as in `Citation`. `sure` is 0..1: how surely it is one."""

    start: int
    end: int
    kind: CitationKind
    names: tuple[str, ...] = ()
    et_al: bool = False
    year: str | None = None
    label: str | None = None
    locator: str | None = None
    sure: float = 1.0
    secondary: bool = False
    problem: str | None = None
    listed: bool = False


def body(text: str, references: Sequence[Reference]) -> tuple[str, str]:
    """The text with its reference list and all addresses blanked and its spaces even, and the same `flat`: same length, same offsets."""
    spans = sorted((r.span.start, r.span.end) for r in references)
    blanks: list[tuple[int, int]] = []
    for start, end in spans:
        if blanks and start - blanks[-1][1] <= _GAP:
            blanks[-1] = (blanks[-1][0], max(end, blanks[-1][1]))
        else:
            blanks.append((start, end))
    text = spaces.even(blanked(text, blanks))
    lower = flat(text)
    addresses = list(_addresses(text, lower))
    return blanked(text, addresses), blanked(lower, addresses)


def _addresses(text: str, lower: str) -> Iterator[tuple[int, int]]:
    """The spans of addresses, without the bracket or stop that closes one in running text."""
    last = 0
    for at in places(lower, ("http://", "https://", "www.", "doi:10.", "doi: 10.")):
        if at >= last and (m := _ADDRESS.match(text, at)):
            last = at + len(m.group().rstrip(").,;]"))
            yield at, last


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with spaces in place of all but line ends within spans, which are in order and do not overlap."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], _PRINTED.sub(_spaces, text[start:end])]
        at = end
    return "".join([*pieces, text[at:]])


def _spaces(printed: re.Match[str]) -> str:
    return " " * len(printed[0])


def joined(first: Iterable[Mark], more: Iterable[Mark]) -> list[Mark]:
    """Both in text order, without those of `more` that overlap one of `first`."""
    taken = sorted(first, key=_place)
    starts, ends = sorted(mark.start for mark in taken), sorted(mark.end for mark in taken)
    # as many marks begin before its end as end before its start: none is in between
    free = [mark for mark in more if bisect_left(starts, mark.end) == bisect_right(ends, mark.start)]
    return sorted([*taken, *free], key=_place)


def _place(mark: Mark) -> tuple[int, int]:
    return mark.start, mark.end
