"""Superscript numbers that lost their height, or have it by their letters alone: 'as shown.3,4', 'as shown3,4', 'as shown 3 ,', 'shown³'.

They look like any number. What tells them is order: numeric styles number works as they are first
mentioned, so the first mentions of 1, 2, 3 ... stand one after the other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.extract.numeric import LIST, counts, items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.extract.marks import Mark

__all__ = ["glued", "spaced"]

# After a word's small letters, a year, or the stop or bracket that closes a word; continued a space away: 'income.1 2 The'.
_GLUED = re.compile(
    r"(?:(?<=[^\W\d_A-Z][^\W\d_A-Z])|(?<=[^\W\d_][^\W\d_][.,;:”\"’)\]])|(?<=[)\]”’%A-Z][.,;:])|(?<=[^\W\d_A-Z][)\]”’])"
    r"|(?<=\s[)\]])|(?<=[\s–-](?:19|20)\d\d)|(?<=\d\d\d\d\d[.])|(?<=\s(?:19|20)\d\d[.,;:)]))"
    rf"\^?(?P<list>{LIST}(?:\s[1-9]\d{{0,2}}(?=\s[^\W\d_]|\s[1-9]\d{{0,2}}\s)){{0,5}})(?![\w%]|[.,]\d|\s?[–-]\d)"
)
_SPACED = re.compile(rf"(?<=[\w)\]”’])\s(?P<list>{LIST})(?=\s)(?![ ]?[–-]\d)")
_SET_APART = re.compile(r"\s{1,2}[.,;:)]|\s*\n\s*\n")
_AREA = re.compile(r"(?<![^\W\d_])(?:[kcdmnμµ]?m|kg|ft|in|mi|yd)\Z")
_RAISED = re.compile("[¹²³⁴-⁹]")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_FEWEST = 3  # first mentions without which there is no order to speak of
_BELIEVED = 0.4  # share of the list whose first mentions must stand in order


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Numbers at one place; `strong`: how they are printed speaks for a citation; `apart`: for nothing else."""

    marks: tuple[Mark, ...]
    strong: bool = True
    apart: bool = False

    @property
    def start(self) -> int:
        return self.marks[0].start

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(int(mark.label or 0) for mark in self.marks)


def glued(text: str, top: int) -> list[Mark]:
    """Marks that stand directly after a word or its stop, for a list of `top` works."""
    return _in_order(list(_glued(text, top)), top)


def spaced(text: str, top: int) -> list[Mark]:
    """Marks that stand a space away from a word, for a list of `top` works."""
    return _in_order(list(_spaced(text, top)), top)


def _glued(text: str, top: int) -> Iterator[_Candidate]:
    if _RAISED.search(text):
        text = text.translate(_LOWERED)
    for m in _GLUED.finditer(text):
        found = items(m["list"], m.start("list"), top)
        after_word = text[m.start() - 1].isalpha()
        power = after_word and m["list"] in ("2", "3") and _AREA.search(text, max(0, m.start() - 4), m.start())
        if found and not power and (after_word or not counts(text, m.start())):
            yield _Candidate(tuple(found), apart=len(found) > 1 and "," in m["list"])


def _spaced(text: str, top: int) -> Iterator[_Candidate]:
    for m in _SPACED.finditer(text):
        found = items(m["list"], m.start("list"), top)
        if found and not counts(text, m.start()):
            apart = _SET_APART.match(text, m.end()) is not None or "– " in m["list"]
            yield _Candidate(tuple(found), apart or len(found) > 1, apart)


def _in_order(candidates: Sequence[_Candidate], top: int) -> list[Mark]:
    """The marks of candidates whose numbers have been mentioned first in order, or are so here."""
    spine = _spine(candidates)
    if len(spine) < max(_BELIEVED * top, _FEWEST):
        return []
    positions = [at for at, _ in spine]
    firsts = set(spine)
    out: list[Mark] = []
    for candidate in candidates:
        n = bisect_right(positions, candidate.start)
        seen = spine[n - 1][1] if n else 0
        here = any((candidate.start, number) in firsts for number in candidate.numbers)
        known = max(candidate.numbers) <= seen + 1
        if candidate.apart or (known and (candidate.strong or here)):
            out += candidate.marks
    return out


def _spine(candidates: Sequence[_Candidate]) -> list[tuple[int, int]]:
    """(place, number) of the longest series of first mentions that stand in the order of their numbers."""
    first: dict[int, int] = {}
    for candidate in candidates:
        for number in candidate.numbers:
            first.setdefault(number, candidate.start)
    ordered = sorted(first.items())
    tails: list[int] = []  # the earliest place at which a series of each length can end
    ends: list[int] = []  # which number ends it
    before: dict[int, int | None] = {}
    for n, (_, at) in enumerate(ordered):
        k = bisect_right(tails, at)
        before[n] = ends[k - 1] if k else None
        if k == len(tails):
            tails.append(at)
            ends.append(n)
        else:
            tails[k], ends[k] = at, n
    spine: list[tuple[int, int]] = []
    last: int | None = ends[-1] if ends else None
    while last is not None:
        number, at = ordered[last]
        spine.append((at, number))
        last = before[last]
    return spine[::-1]
