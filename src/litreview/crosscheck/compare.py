"""How well one citation fits one reference, feature by feature: names, number of authors, given names, year and suffix."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview import callings, similarity

if TYPE_CHECKING:
    from litreview.crosscheck.listed import Listed
    from litreview.model import Citation, Name

__all__ = ["Fit", "Printed", "fit", "printed"]

_YEAR = re.compile(r"((?:1[4-9]|20)\d\d)(?:/((?:1[4-9]|20)?\d\d))?([a-k])?$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A citation's names taken apart: `lead` and `given` of the first, the surnames of the `others`."""

    lead: str
    given: str
    others: tuple[str, ...]
    et_al: bool
    year: str
    suffix: str
    other_year: str
    dated: bool
    whole: str


@dataclass(frozen=True, slots=True)
class Fit:
    """`name`, `others` and `year` are 0..1; `reasons` say in one word each what differs.

    reasons: "name" (spelling of the lead), "year", "suffix", "author-count", "author" (a co-author differs), "order", "initials".
    """

    work: Listed
    name: float
    others: float
    year: float
    reasons: tuple[str, ...]

    @property
    def score(self) -> float:
        """One number to rank by, 0..1."""
        return 0.45 * self.name + 0.2 * self.others + 0.35 * self.year


def printed(citation: Citation) -> Printed:
    """The citation's names and year, taken apart."""
    names = citation.names or ("",)
    lead, given = similarity.split(names[0])
    m = _YEAR.match(citation.year or "")
    return Printed(
        lead,
        given,
        tuple(similarity.split(n)[0] for n in names[1:]),
        citation.et_al,
        m[1] if m else "",
        (m[3] or "") if m else "",
        (m[2] or "") if m else "",
        bool(m),
        names[0],
    )


def fit(cited: Printed, work: Listed) -> Fit:
    """How well a citation fits a listed work."""
    reasons: list[str] = []
    name = _name(cited, work)
    if name < similarity.SAME:
        reasons.append("name")
    others = _others(cited, work, reasons)
    if name >= similarity.ALIKE and not _same_person(cited, work):
        reasons.append("initials")
        others *= 0.3
    return Fit(work, name, others, _year(cited, work, reasons), tuple(reasons))


def _name(cited: Printed, work: Listed) -> float:
    forms = work.forms
    best = 0.0
    for name in dict.fromkeys((cited.whole, cited.lead)):
        own = similarity.surname_forms(name)
        if set(own) & set(forms):
            return 1.0
        spellings = (work.lead, *(form for form in forms if " " not in form))
        best = max(best, *(similarity.surname(name, spelling) for spelling in spellings))
    return best


def _same_person(cited: Printed, work: Listed) -> bool:
    """Whether the given names that a citation prints are not at odds with the listed ones."""
    lead = work.people[0] if work.people else None
    if not cited.given or lead is None or not lead.family or not lead.given:
        return True
    whole = set(similarity.surname_forms(cited.whole)) & set(similarity.surname_forms(lead.family))
    return bool(whole) or similarity.given_fits(cited.given, lead.given)


def _others(cited: Printed, work: Listed, reasons: list[str]) -> float:
    """How well the co-authors and their number agree."""
    count = len(work.people)
    if work.group and count <= 1:
        return 0.5 if cited.et_al or cited.others else 1.0
    if cited.others:
        return _named(cited, work, reasons)
    if cited.et_al and (count > 2 or work.entry.authors_truncated):
        return 1.0
    if not cited.et_al and count == 1 and not work.entry.authors_truncated:
        return 1.0
    if cited.et_al and count == 2:
        return 0.8
    reasons.append("author-count")
    return 0.4 if cited.et_al else 0.5 if count <= 3 else 0.35


def _named(cited: Printed, work: Listed, reasons: list[str]) -> float:
    """How well the co-authors that a citation names agree with the listed ones."""
    listed = work.people
    places = [[k for k, person in enumerate(listed) if _is(name, person)] for name in cited.others]
    hits = sum(bool(place) for place in places)
    ordered = all(n in place for n, place in enumerate(places, 1) if place)
    complete = cited.et_al or work.entry.authors_truncated or len(cited.others) + 1 == len(listed)
    if hits < len(cited.others):
        reasons.append("author")
    elif not ordered:
        reasons.append("order")
    if not complete:
        reasons.append("author-count")
    return hits / len(cited.others) * (1.0 if complete else 0.7) * (1.0 if ordered else 0.9)


def _is(surname: str, person: Name) -> bool:
    """Whether a surname is a person's; or what was read as the given name, where that is spelled out."""
    if similarity.surname(surname, person.lead) >= similarity.ALIKE or surname in callings.family_forms(person.lead):
        return True
    given = person.given or ""
    return len(given) > len(person.lead) and similarity.surname(surname, given) >= similarity.SAME


def _year(cited: Printed, work: Listed, reasons: list[str]) -> float:
    if not cited.dated:
        if not any(y for y, _ in work.years):
            return 1.0
        return 0.5
    if not work.years:
        reasons.append("year")
        return 0.4
    years = {y for y, _ in work.years}
    if cited.year in years or (cited.other_year and cited.other_year in years):
        suffixes = {s for y, s in work.years if y in (cited.year, cited.other_year)}
        if cited.suffix in suffixes:
            return 1.0
        reasons.append("suffix")
        return 0.9 if not cited.suffix or "" in suffixes else 0.5
    if work.prints(cited.year):
        return 0.8
    reasons.append("year")
    gap = min(abs(int(cited.year) - int(y)) for y in years)
    return 0.6 if gap == 1 else 0.5 if gap <= 3 else 0.3 if gap <= 10 else 0.0
