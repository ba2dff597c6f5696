"""Author-year citations, found from their years: in brackets, after a narrated name, or bare where the list holds the work."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.extract import authors
from litreview.extract.marks import Mark
from litreview.extract.plausible import plausible, unusual
from litreview.extract.vocabulary import vocabulary
from litreview.extract.years import years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.extract.authors import Authors
    from litreview.extract.scene import Scene
    from litreview.extract.years import Year

__all__ = ["marks"]

_NARRATED = 220  # code points before a bracket in which its narrated authors are sought
_BETWEEN = " ,.;:\n\r\t’'s([（，：、\u00a0…“”\"*_"  # what may stand between names and their year or bracket
_LETTERS = re.compile(r"[^\W\d_]+")
_CLOSING = re.compile(r"[^()\[\]（）;\d]{0,40}[)\]）］]")
_PLACE = re.compile(r"\s*((?:[^\W\d_a-z][\w.’'-]*(?:,?\s|\s?[/&–-]\s?|(?=:))){1,5}):\s*")
_PAGES = re.compile(r",\s?\d{1,5}(?:[–-]\d{1,5})?(?=\s?;)")  # pages between two years: '2019, 23–25; 2021, 4'
_LOCATED = 120  # code points between two years of one bracket, a locator among them
_PREFIX = 40  # code points before the names in which 'as cited in' is sought


@dataclass(frozen=True, slots=True)
class _Hit:
    """A year and its authors; `continued`: they stand before an earlier year of the bracket."""

    year: Year
    who: Authors
    narrative: bool
    continued: bool = False


def marks(scene: Scene) -> list[Mark]:
    """All author-year marks of a text (whose list is blanked), in order; those of unlisted works have a low `sure`."""
    found: list[Mark] = []
    previous: Year | None = None
    last: _Hit | None = None
    for year in years(scene.text, scene.flat, scene.said):
        hit = _hit(scene, year, previous, last)
        if hit is not None:
            found += _cited(scene.text, hit)
            last = hit
        previous = year
    odd = unusual(scene.text, found)
    return [mark for mark in found if mark not in odd]


def _hit(scene: Scene, year: Year, previous: Year | None, last: _Hit | None) -> _Hit | None:
    """The authors of a year, wherever they stand; None where it dates nothing that is cited."""
    same = previous is not None and year.opened >= 0 and previous.opened == year.opened
    start = previous.end if same and previous is not None else year.opened + 1
    chunk = scene.text[start : year.start] if year.opened >= 0 else ""
    left = max(year.paragraph, last.year.end if last is not None else 0)
    narrative = True
    if year.opened < 0:
        who = _bare(scene, year, left)
    elif same and last is not None and last.year == previous and _continues(chunk):
        if year.base.rstrip(".") in vocabulary().unpublished:
            return None
        return replace(last, year=year, continued=True)
    elif _LETTERS.search(chunk):
        narrative = False
        who = _inside(scene, start, year)
    else:
        who = None if same else _narrated(scene, year, left)
    return _Hit(year, who, narrative) if who is not None and plausible(scene, year, who, narrative=narrative) else None


def _continues(chunk: str) -> bool:
    """Whether the text between two years of a bracket leaves the authors as they were: '2010, 2012 and 2014b', 'p. 5; 2012'."""
    if len(chunk) > _LOCATED:
        return False
    rest = vocabulary().locator.sub("", _PAGES.sub("", chunk), count=1)
    plain = len(rest) < 24 and not any(c.isdigit() or c in "([" for c in rest)
    return plain and all(similarity.fold(word) in vocabulary().joins for word in _LETTERS.findall(rest))


def _inside(scene: Scene, start: int, year: Year) -> Authors | None:
    """Authors within the bracket, after the previous year and its locator."""
    if start > year.opened + 1 and (m := vocabulary().locator.match(scene.text, start, year.start)):
        start = m.end()
    who = authors.read(scene, start, year.start, inside=True)
    if who is None or (scene.text[who.end : year.start].strip(_BETWEEN) and not who.odd):
        return None
    return None if not who.listed and _imprint(scene.text[year.opened + 1 : who.start]) else who


def _imprint(before: str) -> bool:
    """Whether a bracket begins as a publisher's place does: 'Lagos:' in '(Lagos: Harbour Press, 2016)'."""
    place = _PLACE.fullmatch(before)
    return place is not None and vocabulary().sources.isdisjoint([similarity.fold(place[1])])


def _narrated(scene: Scene, year: Year, left: int) -> Authors | None:
    """Authors before the bracket of a year: 'Oduya and Marlow (2016)'."""
    who = authors.read(scene, max(left, year.opened - _NARRATED), year.opened, inside=False)
    return None if who is None or scene.text[who.end : year.opened].strip(_BETWEEN) else who


def _bare(scene: Scene, year: Year, left: int) -> Authors | None:
    """Authors of a year outside all brackets: only such as the list holds, or with 'et al.'."""
    before = scene.text[max(0, year.start - 3) : year.start].rstrip()
    if year.ranged or not before or not (before[-1] in ",.’'" or before[-1].isalpha()):
        return None
    who = authors.read(scene, max(left, year.start - _NARRATED), year.start, inside=False)
    if who is None or scene.text[who.end : year.start].strip(_BETWEEN):
        return None
    return who if who.et_al or year.base[:4] in who.years else None


def _cited(text: str, hit: _Hit) -> Iterator[Mark]:
    """One mark for each work that a year and its suffixes cite."""
    year, who = hit.year, hit.who
    locator = vocabulary().locator.match(text, year.end)
    end = year.end
    if hit.narrative and year.opened >= 0 and (closing := _CLOSING.match(text, locator.end() if locator else end)):
        end = closing.end()
    mark = Mark(
        year.start if hit.continued else who.start,
        end,
        "narrative" if hit.narrative else "parenthetical",
        names=who.names,
        et_al=who.et_al,
        year=year.base + "".join(letter for letter, _ in year.suffixes),
        locator=re.sub(r"\s+", " ", locator[1]) if locator else None,
        sure=1.0 if who.listed else 0.6,
        secondary=not hit.continued and _secondary(text, who.start),
        problem="malformed" if who.odd else None,
        listed=who.listed,
    )
    if len(year.suffixes) < 2:
        yield mark
        return
    first = year.suffixes[0][1]
    for letter, at in year.suffixes:
        start, stop = (mark.start, first + 1) if at == first else (at, at + 1)
        yield replace(mark, start=start, end=stop, year=year.base + letter)


def _secondary(text: str, start: int) -> bool:
    """Whether 'as cited in' introduces the names that begin at `start`."""
    prefix = text[max(0, start - _PREFIX) : start].rstrip(" :,.\n")
    worded = prefix[-1:].isalnum()  # after most names' brackets no phrase need be sought
    return worded and any(m.end() == len(prefix) for m in vocabulary().secondary.finditer(prefix))
