"""A list as citations see it: each reference with the names, counts and years that a citation could call it by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview import callings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.model import Entry, Name, Reference

__all__ = ["Listed", "Listing", "listing"]

_ALONE = re.compile(r"(?<![\w./-])(?:1[4-9]|20)\d\d(?![\w/-])(?!\.\d)")
_YEAR = re.compile(r"(?<!\d)((?:1[4-9]|20)\d\d)(?:/\d\d(?:\d\d)?)?([a-k](?![^\W_]))?")
_TWICE = re.compile(r"(?<!\d)((?:1[4-9]|20)\d\d)/((?:1[4-9]|20)\d\d)(?!\d)")  # of a reprint: 1900/1953
_SUFFIXED = re.compile(r"(?<!\d)((?:1[4-9]|20)\d\d)([a-k])(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Listed:
    """A reference and what a citation may print of it.

    `people`: authors (editors, where there are none); `forms`: folded names of its lead, the fullest first;
    `years`: (year, suffix) pairs, the entry's own first; `group`: led by an organisation or its title.
    """

    reference: Reference
    entry: Entry
    people: tuple[Name, ...]
    forms: tuple[str, ...]
    years: tuple[tuple[str, str], ...]
    group: bool

    @property
    def id(self) -> str:
        """The reference's id."""
        return self.reference.id

    def prints(self, year: str) -> bool:
        """Whether its text has the year standing alone, though the entry may have another (or was misread)."""
        return year in self.reference.raw and year in _ALONE.findall(self.reference.raw)

    @property
    def lead(self) -> str:
        """The name that leads it, as printed."""
        return self.people[0].lead if self.people else (self.entry.title or self.reference.raw[:60])


@dataclass(frozen=True, slots=True)
class Listing:
    """A list, indexed by the folded forms of its leads, by its years, and by its numbers and keys; `groups` are led by organisations."""

    works: tuple[Listed, ...]
    by_form: Mapping[str, tuple[Listed, ...]]
    by_year: Mapping[str, tuple[Listed, ...]]
    by_label: Mapping[str, Listed]
    groups: tuple[Listed, ...]


def listing(references: Sequence[Reference], entries: Sequence[Entry]) -> Listing:
    """The listing of a reference list; `entries` stand in the order of `references`."""
    works = tuple(_listed(r, e) for r, e in zip(references, entries, strict=True))
    by_form: dict[str, list[Listed]] = {}
    by_year: dict[str, list[Listed]] = {}
    for work in works:
        for form in work.forms:
            by_form.setdefault(form, []).append(work)
        for year in dict.fromkeys(year for year, _ in work.years):
            by_year.setdefault(year, []).append(work)
    labels: dict[str, Listed] = {}
    for work in works:
        for label in (work.reference.label, work.entry.key):
            if label:
                labels.setdefault(label, work)
    if not any(label.isdigit() for label in labels):
        for n, work in enumerate(works, 1):
            labels.setdefault(str(n), work)
    return Listing(
        works,
        {form: tuple(found) for form, found in by_form.items()},
        {year: tuple(found) for year, found in by_year.items()},
        labels,
        tuple(work for work in works if work.group),
    )


def _listed(reference: Reference, entry: Entry) -> Listed:
    people = entry.authors or entry.editors
    group = not people or people[0].family is None
    return Listed(
        reference,
        entry,
        people,
        tuple(dict.fromkeys(callings.forms(entry, reference.raw))),
        _years(reference, entry),
        group,
    )


def _years(reference: Reference, entry: Entry) -> tuple[tuple[str, str], ...]:
    """The years of a reference with their suffixes, which an entry may have lost."""
    own = _YEAR.findall(entry.year or "")
    if not own:
        return tuple(dict.fromkeys(_YEAR.findall(reference.raw)))
    year, suffix = own[0]
    if not suffix and (printed := [letter for of, letter in _SUFFIXED.findall(reference.raw) if of == year]):
        own = [(year, letter) for letter in sorted(printed)]
    own += [(other, "") for years in _TWICE.findall(reference.raw) if year in years for other in years if other != year]
    return tuple(dict.fromkeys(own))
