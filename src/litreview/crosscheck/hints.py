"""What other citations, and the text, tell of a citation that its own names and year do not settle."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview import callings, similarity
from litreview.crosscheck import compare
from litreview.crosscheck.context import acronyms, spoken_of
from litreview.model import Match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.crosscheck.compare import Fit, Printed
    from litreview.crosscheck.listed import Listed, Listing
    from litreview.model import Citation

__all__ = ["by_acronym", "by_following", "by_long_form", "by_subject", "several"]

_SHORTEST = 3  # letters of a part of a name joined by a hyphen that is a name of its own


def several(citation: str, fits: Sequence[Fit]) -> Match:
    """The match of a citation that several works fit equally well."""
    ids = tuple(dict.fromkeys(f.work.id for f in fits))
    reasons = ("several", *(("year",) if "year" in fits[0].reasons else ()))
    return Match(citation, "ambiguous", ids, confidence=round(1 / len(ids), 3), reasons=reasons)


def by_long_form(citations: Sequence[Citation], cited: Sequence[Printed], found: Sequence[Match]) -> list[Match]:
    """A bare surname that fits nothing, or too much, takes the work of the fuller name that has its surname and year."""
    fuller: dict[tuple[str, str | None], dict[tuple[str, ...], Match]] = {}
    for citation, own, match in zip(citations, cited, found, strict=True):
        if own.given and citation.year and match.status in ("linked", "mismatch"):
            fuller.setdefault((similarity.fold(own.lead), citation.year), {}).setdefault(match.references, match)
    out = list(found)
    for n, (citation, own, match) in enumerate(zip(citations, cited, found, strict=True)):
        like = fuller.get((similarity.fold(own.lead), citation.year), {}) if not (own.given or own.others) else {}
        if match.status in ("missing", "ambiguous") and len(like) == 1:
            (long,) = like.values()
            out[n] = replace(long, citation=citation.id, confidence=min(long.confidence, 0.7))
    return out


def by_acronym(
    citations: Sequence[Citation], cited: Sequence[Printed], found: Sequence[Match], listing: Listing, text: str
) -> list[Match]:
    """A short name that leads no work takes the organisation that the text, or its letters, say it stands for."""
    short = {
        n: similarity.fold(citation.names[0])
        for n, (citation, match) in enumerate(zip(citations, found, strict=True))
        if match.status == "missing" and len(citation.names) == 1 and " " not in citation.names[0]
    }
    defined = acronyms(text, short.values(), listing)
    out = list(found)
    for n, name in short.items():
        works = defined.get(name) or _abbreviated(cited[n].whole, listing)
        fits = [compare.fit(replace(cited[n], whole=work.lead, lead=work.lead), work) for work in works]
        good = [f for f in fits if f.year > 0.5 and "year" not in f.reasons]
        exact = [f for f in good if "suffix" not in f.reasons] or good
        if len(exact) == 1:
            out[n] = Match(citations[n].id, "linked", (exact[0].work.id,), confidence=0.8, reasons=exact[0].reasons)
        elif exact:
            out[n] = several(citations[n].id, exact)
    return out


def _abbreviated(name: str, listing: Listing) -> list[Listed]:
    """Works of organisations whose name the letters of a short one abbreviate, or of those that it joins by a hyphen."""
    parts = [similarity.fold(part) for part in re.split("[-/–]", name) if len(part) >= _SHORTEST]
    joined = [work for part in parts for work in listing.by_form.get(part, ())] if len(parts) > 1 else []
    return joined or [work for work in listing.groups if callings.abbreviates(name, work.lead)]


def by_subject(citations: Sequence[Citation], found: Sequence[Match], listing: Listing, text: str) -> list[Match]:
    """Of several works that fit, the one whose title the text around the citation shares words with."""
    works = {work.id: work for work in listing.works}
    out = list(found)
    for n, (citation, match) in enumerate(zip(citations, found, strict=True)):
        if match.status == "ambiguous" and text and "year" not in match.reasons:
            chosen = spoken_of(text, citation, [works[r] for r in match.references])
            if chosen is not None:
                out[n] = Match(citation.id, "linked", (chosen.id,), confidence=0.6, reasons=("title-words",))
    return out


def by_following(citations: Sequence[Citation], cited: Sequence[Printed], found: Sequence[Match]) -> list[Match]:
    """A narrated name without a year takes what the next citation of its author means."""
    out = list(found)
    waiting: dict[str, list[int]] = {}  # narrated names that nothing has answered yet, by surname
    for n, (citation, own) in enumerate(zip(citations, cited, strict=True)):
        lead = similarity.skeleton(own.lead)
        if citation.kind == "narrative-no-year":
            waiting.setdefault(lead, []).append(n)
            continue
        answered = [k for k in waiting.get(lead, ()) if _one_person(cited[k], own)]
        for k in answered:
            status = "linked" if found[n].status == "mismatch" else found[n].status
            out[k] = replace(found[n], citation=citations[k].id, status=status, reasons=("no-year",))
        if answered:
            waiting[lead] = [k for k in waiting[lead] if k not in answered]
    return out


def _one_person(one: Printed, other: Printed) -> bool:
    return not one.given or not other.given or similarity.given_fits(one.given, other.given)
