"""Ibid., idem, op. cit. and loc. cit.: marks that stand for a work cited before."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon, similarity
from litreview.extract import authors
from litreview.extract.names import surname
from litreview.extract.vocabulary import alternatives

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.extract.marks import Mark
    from litreview.extract.names import Scene

__all__ = ["marks"]

_LOCATOR = r"(?:[,.:]?\s{0,2}(?:pp?|s|p[áa]gs?|S|с)?\.?\s{0,2}(?P<locator>\d{1,5}(?:\s?[-–]\s?\d{1,5})?))?"
_BEFORE = 120  # code points before 'op. cit.' in which its author is named


@cache
def _ibid() -> re.Pattern[str]:
    words = alternatives(lexicon.words("citation", "ibid"))
    return re.compile(rf"(?<=[(（\[]|\s)(?:{words})(?!\w)\.?{_LOCATOR}(?=\s{{0,2}}[)）\].;])", re.IGNORECASE)


@cache
def _op_cit() -> re.Pattern[str]:
    words = alternatives(lexicon.words("citation", "op_cit"))
    return re.compile(rf"(?<=[\s,])(?:{words})(?!\w)\.?{_LOCATOR}", re.IGNORECASE)


def marks(scene: Scene, found: Sequence[Mark]) -> list[Mark]:
    """Marks of shorthand in order, with the names and year of the works that they stand for; none where nothing was cited before.

    `found` are the marks of the document so far, in order. Ibid. stands in a bracket or a note, for the
    mark before it; op. cit. for the last mark of the author who is named before it.
    """
    places = [(m, None) for m in _ibid().finditer(scene.text) if _apart(scene.text, m.start())]
    named = [
        (m, authors.read(scene, max(0, m.start() - _BEFORE), m.start(), inside=True))
        for m in _op_cit().finditer(scene.text)
    ]
    out: list[Mark] = []
    last: Mark | None = None
    of_lead: dict[str, Mark] = {}
    rest = iter(found)
    upcoming = next(rest, None)
    for m, who in sorted([*places, *((m, who) for m, who in named if who)], key=lambda place: place[0].start()):
        while upcoming is not None and upcoming.start < m.start():
            last = upcoming
            if upcoming.names:
                of_lead[similarity.skeleton(surname(upcoming.names[0]))] = upcoming
            upcoming = next(rest, None)
        meant = of_lead.get(similarity.skeleton(surname(who.names[0]))) if who else last
        if meant is not None:
            start = who.start if who else m.start()
            out.append(replace(meant, start=start, end=m.end(), locator=m["locator"], secondary=False, problem=None))
    return out


def _apart(text: str, at: int) -> bool:
    """Whether shorthand stands in a bracket or at the beginning of a note, not in a sentence."""
    before = text[max(0, at - 12) : at].rstrip(" ")
    return before.endswith(("(", "[", "（", ";", "\n", ":", "see", "See")) or before[-2:] in (". ", ".") or not before
