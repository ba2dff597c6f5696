"""Who can be cited: the names, organisations, titles and years that a reference list holds, for the citation grammar to anchor on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from litreview import callings, similarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.model import Entry, Reference

__all__ = ["Roster", "roster"]

_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Roster:
    """Who leads the works of a list, and when.

    `leads`: years ("" for none) by folded name or phrase that a listed work may be cited by; `by_letter`:
    listed surnames by their first letter; `surnames`: those of every listed author, lead or not; `numbered`: the
    leads that are laws and the like, known by kind and number; `given`: first letters of given names by surname;
    `beside`: the skeletons of surnames that follow each other in a work. `longest` is the number of words of the longest phrase; `works` how many references there are.
    """

    leads: Mapping[str, frozenset[str]]
    by_letter: Mapping[str, tuple[str, ...]]
    surnames: frozenset[str]
    numbered: frozenset[str]
    given: Mapping[str, frozenset[str]]
    beside: frozenset[tuple[str, str]]
    longest: int
    works: int

    def nearly(self, name: str, year: str | None = None) -> bool:
        """Whether a listed surname (the lead of a work of the year, where one is given) is nearly that name."""
        return any(
            similarity.surname(name, own) >= similarity.ALIKE
            for own in self.by_letter.get(similarity.fold(name)[:1], ())
            if year is None or year in self.leads.get(own, ())
        )

    def years(self, name: str) -> frozenset[str] | None:
        """The years of the works that name leads (empty: none is known); None when it leads none."""
        for form in similarity.surname_forms(name):
            if form in self.leads:
                return self.leads[form]
        return None


def roster(references: Sequence[Reference], entries: Sequence[Entry]) -> Roster:
    """The roster of a list; `entries` stand in the order of `references`, which lend what parsing may have missed."""
    leads: dict[str, set[str]] = {}
    surnames: set[str] = set()
    numbered: set[str] = set()
    given: dict[str, set[str]] = {}
    beside: set[tuple[str, str]] = set()
    for reference, entry in zip(references, entries, strict=True):
        years = set(_YEAR.findall(entry.year or "")) or set(_YEAR.findall(reference.raw)) or {""}
        for name in callings.forms(entry, reference.raw):
            leads.setdefault(name, set()).update(years)
        numbered.update(filter(None, map(similarity.numbered, (reference.raw, entry.title or ""))))
        people = [*entry.authors, *entry.editors]
        skeletons = [similarity.skeleton(author.lead) for author in people]
        beside.update(pairwise(skeletons))
        for author, skeleton in zip(people, skeletons, strict=True):
            surnames.update(similarity.surname_forms(author.lead), callings.family_forms(author.lead))
            given.setdefault(skeleton, set()).add(similarity.initials(author.given or "")[:1])
    by_letter: dict[str, list[str]] = {}
    for name in sorted(surnames):
        by_letter.setdefault(name[0], []).append(name)
    return Roster(
        {name: frozenset(years) for name, years in leads.items()},
        {letter: tuple(names) for letter, names in by_letter.items()},
        frozenset(surnames),
        frozenset(numbered),
        {name: frozenset(letters) for name, letters in given.items()},
        frozenset(beside),
        max((name.count(" ") + 1 for name in leads), default=1),
        len(references),
    )
