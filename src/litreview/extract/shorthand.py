"""Ibid., idem, op. cit. and loc. cit.: marks that stand for a work cited before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview import lexicon, similarity
from litreview.extract import authors
from litreview.extract.names import surname
from litreview.extract.vocabulary import places, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.extract.authors import Authors
    from litreview.extract.marks import Mark
    from litreview.extract.scene import Scene

    _Place = tuple[re.Match[str] | None, int, Authors | None]

__all__ = ["marks"]

_LOCATOR = re.compile(
    r"\.?(?:[,.:]?\s{0,2}(?:pp?|s|p[áa]gs?|с)?\.?\s{0,2}(?P<locator>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)(?!\w))?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:[(\[（]|(?<=\w);|\n(?:\[\^[^\]\s]{1,40}\]:|\d{1,3}\.?)|footnote\{)\s{0,2}(?:see\s)?\Z", re.IGNORECASE
)
_SURE = 4  # letters of a word that is shorthand even without its stop
_BEFORE = 120  # code points before 'op. cit.' in which its author is named


def marks(scene: Scene, found: Sequence[Mark]) -> list[Mark]:
    """Marks of shorthand in order, with the names and year of the works that they stand for; none where nothing was cited before.

    `found` are the marks of the document so far, in order. Ibid. stands in a bracket or a note, for the
    mark before it; op. cit. for the last mark of the author who is named before it.
    """
    found_places = sorted([*_ibid(scene), *_op_cit(scene)], key=lambda place: place[1])
    out: list[Mark] = []
    last: Mark | None = None
    of_lead: dict[str, Mark] = {}
    rest = iter(found)
    upcoming = next(rest, None)
    for m, at, who in found_places:
        while upcoming is not None and upcoming.start < at:
            last = upcoming
            if upcoming.names:
                of_lead[similarity.skeleton(surname(upcoming.names[0]))] = upcoming
            upcoming = next(rest, None)
        meant = of_lead.get(similarity.skeleton(surname(who.names[0]))) if who else last
        if meant is not None:
            start = who.start if who else at
            end = m.end() if m else at
            out.append(
                replace(meant, start=start, end=end, locator=m["locator"] if m else None, secondary=False, problem=None)
            )
    return out


def _ibid(scene: Scene) -> Iterator[_Place]:
    """Each 'ibid.' that opens a bracket or a note."""
    for at, end in _words(scene, "ibid"):
        short = end - at < _SURE and scene.text[end : end + 1] != "."
        if not short and _OPENING.search(scene.text, max(0, at - 50), at):
            yield _LOCATOR.match(scene.text, end), at, None


def _op_cit(scene: Scene) -> Iterator[_Place]:
    """Each 'op. cit.' with the author who is named before it."""
    for at, end in _words(scene, "op_cit"):
        who = authors.read(scene, max(0, at - _BEFORE), at, inside=True)
        if who is not None and not scene.text[who.end : at].strip(" ,.(\n"):
            yield _LOCATOR.match(scene.text, end), at, who


def _words(scene: Scene, key: str) -> Iterator[tuple[int, int]]:
    """Where the words of the lexicon stand as words, and are nobody's initials: (start, end)."""
    for word in spoken(lexicon.words("citation", key), scene.said):
        for at in places(scene.flat, [word]):
            end = at + len(word)
            apart = not scene.flat[at - 1 : at].isalnum() and not scene.flat[end : end + 1].isalnum()
            if apart and not (word[1:2] == "." and scene.text[at:end].isupper()):
                yield at, end
