"""What is cited: years, types, venues, languages, authors, mentions, and how densely each section cites."""

from __future__ import annotations

import re
import statistics
from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from litreview.coverage.meters import listings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.model import Entry, Evidence, Name, Paper

__all__ = ["density", "median_age", "of", "price_index"]

_YEAR = re.compile(r"\d{4}")
TOP = 15  # rows of a ranking: what fits a printed page beside its chart


def of(evidence: Evidence) -> dict[str, Any]:
    """The profile of the run's works; every ranking is sorted by count, then by name."""
    entries = [work.entry for work in evidence.works]
    mentions = Counter(work for paper in evidence.papers for match in paper.matches for work in match.works)
    held = listings(evidence)
    return {
        "years": _years(entries, evidence.today.year),
        "years_by_list": {
            listing.id: _years(listing.entries, evidence.today.year) for listing in evidence.lists() if listing.entries
        },
        "types": _ranked(Counter(entry.type for entry in entries)),
        "venues": _ranked(_counted(entry.container_title for entry in entries))[:TOP],
        "languages": _ranked(Counter(entry.language or "unknown" for entry in entries)),
        "authors": _authors(evidence, mentions),
        "mentioned": [
            {"work": work.id, "mentions": mentions[work.id], "lists": len(held[work.id])}
            for work in sorted(evidence.works, key=lambda w: (-mentions[w.id], -len(held[w.id]), w.key))
            if mentions[work.id]
        ][:TOP],
        "unmentioned": sum(not mentions[work.id] for work in evidence.works),
        "self_citation": {paper.id: _self_citation(paper) for paper in evidence.papers},
        "sections": {paper.id: density(paper) for paper in evidence.papers},
    }


def median_age(years: Iterable[int], now: int) -> float | None:
    """The median of `now - year`: half of the cited works are no older. None where there is no year.

    A work dated after `now` has age 0. Known as the median citation age; R. E. Burton and R. W. Kebler,
    "The half-life of some scientific and technical literatures", American Documentation 11 (1960) 18-22.

    >>> median_age([2026, 2021, 2020, 1999], 2026)
    5.5
    """
    ages = [max(0, now - year) for year in years]
    return float(statistics.median(ages)) if ages else None


def price_index(years: Iterable[int], now: int) -> float | None:
    """The share (0..1) of cited works that are at most five years old. None where there is no year.

    Source: D. J. de Solla Price, "Citation measures of hard science, soft science, technology, and
    nonscience", in C. E. Nelson and D. K. Pollock (eds), Communication among scientists and engineers (1970); its
    relation to the median age: L. Egghe, "Price index and its relation to the mean and median reference age",
    Journal of the American Society for Information Science 48 (1997) 564-573.

    >>> price_index([2026, 2021, 2020, 1999], 2026)
    0.5
    """
    ages = [now - year for year in years]
    return sum(age <= 5 for age in ages) / len(ages) if ages else None


def _years(entries: Sequence[Entry], now: int) -> dict[str, Any]:
    years = [year for entry in entries if (year := _year(entry)) is not None]
    index = price_index(years, now)
    return {
        "now": now,
        "counts": [{"year": year, "n": n} for year, n in sorted(Counter(years).items())],
        "of": len(years),
        "undated": len(entries) - len(years),
        "median_age": median_age(years, now),
        "price_index": None if index is None else round(index, 4),
    }


def _year(entry: Entry) -> int | None:
    found = _YEAR.match(entry.year or entry.date or "")
    return int(found[0]) if found else None


def _counted(printed: Iterable[str | None]) -> Counter[str]:
    """Counts by folded text, each shown as it is printed most often."""
    forms: dict[str, list[str]] = defaultdict(list)
    for text in printed:
        if text:
            forms[" ".join(text.casefold().split())].append(text)
    return Counter({_shown(texts): len(texts) for texts in forms.values()})


def _shown(forms: list[str]) -> str:
    if len(forms) == 1:
        return forms[0]
    counts = Counter(forms)
    return min(counts, key=lambda form: (-counts[form], form))


def _ranked(counts: Counter[str]) -> list[dict[str, Any]]:
    return [{"name": name, "n": n} for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def _authors(evidence: Evidence, mentions: Counter[str]) -> list[dict[str, Any]]:
    forms: dict[str, list[str]] = defaultdict(list)  # how each work prints a person
    named: dict[str, int] = defaultdict(int)
    for work in evidence.works:
        for identity, shown in {_identity(name): _printed(name) for name in work.entry.authors if name.lead}.items():
            forms[identity].append(shown)
            named[identity] += mentions[work.id]
    most_first = sorted(forms, key=lambda i: (-len(forms[i]), -named[i], _shown(forms[i])))
    return [{"name": _shown(forms[i]), "works": len(forms[i]), "mentions": named[i]} for i in most_first[:TOP]]


def _identity(name: Name) -> str:
    """One person, as far as a printed name can tell: the family name and the first initial."""
    return f"{name.lead} {(name.given or '')[:1]}".casefold()


def _printed(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.family and name.given else name.lead


def _self_citation(paper: Paper) -> dict[str, int]:
    """References that share an author with the paper; all are unchecked where its authors are not known."""
    authors = {_identity(name) for name in paper.document.authors}
    entries = [entry for entry in paper.entries if entry.authors]
    if not authors:
        return {"n": 0, "of": 0, "unchecked": len(paper.entries)}
    n = sum(any(_identity(name) in authors for name in entry.authors) for entry in entries)
    return {"n": n, "of": len(entries), "unchecked": len(paper.entries) - len(entries)}


def density(paper: Paper) -> list[dict[str, Any]]:
    """Words and citations from each heading to the next; the reference list and headings without text are left out.

    A group such as `(A, 2010; B, 2012)` stands at one place, and counts once for each work it cites.
    """
    bounds = [*(section.start for section in paper.sections), len(paper.document.text)]
    cited = sorted(citation.span.start for citation in paper.citations)
    listed = sorted(reference.span.start for reference in paper.references)
    rows = []
    for section, end in zip(paper.sections, bounds[1:], strict=True):
        inside = range(section.start, max(section.start, min(end, section.end)))
        if _among(listed, inside):
            continue
        words = len(paper.document.text[inside.start : inside.stop].split()) - len(section.title.split())
        if words > 0:
            rows.append(
                {"title": section.title, "level": section.level, "start": section.start}
                | {"words": words, "citations": _among(cited, inside)}
            )
    return rows


def _among(offsets: list[int], inside: range) -> int:
    """How many of the sorted offsets lie inside."""
    return bisect_left(offsets, inside.stop) - bisect_left(offsets, inside.start)
