"""Which reference each citation of a paper means: by label, by key, or by the features that names and year share."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.crosscheck import compare
from litreview.crosscheck.context import acronyms, spoken_of
from litreview.model import Match

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.crosscheck.compare import Fit, Printed
    from litreview.crosscheck.listed import Listed, Listing
    from litreview.model import Citation

__all__ = ["matches"]

_LABELLED = ("numeric", "key", "footnote")  # kinds that may cite by number or key
_SURE = 0.94  # likeness of two names that are spelled alike
_ALIKE = 0.84  # likeness of two names that differ by a slip of the pen
_GAP = 3  # years by which a year may be wrong, where nothing but the lead's name speaks for the work
_WIDE_GAP = 10  # the same, where all authors agree


def matches(citations: Sequence[Citation], listing: Listing, text: str = "") -> tuple[Match, ...]:
    """One Match a citation, in order; `works` are left empty. `text` is that of the document, for what stands around them.

    What names and year settle comes first; then what other citations and the text tell of the rest; then
    slips of the pen, ranked by how well they fit and whether anything else cites the work.
    """
    found = [_match(citation, listing) for citation in citations]
    found = _by_long_form(citations, found)
    found = _by_acronym(citations, found, listing, text)
    used = Counter(m.references[0] for m in found if m.status == "linked")
    truncated = _names_first_only(citations, found, listing)
    found = [
        _settled(c, m, listing, used, truncated=truncated) if m.status == "missing" else m
        for c, m in zip(citations, found, strict=True)
    ]
    found = _by_subject(citations, found, listing, text)
    found = _by_long_form(citations, found)
    return tuple(_by_following(citations, found))


def _match(citation: Citation, listing: Listing) -> Match:
    if citation.label is not None:
        found = listing.by_label.get(citation.label)
        if found:
            cited = compare.printed(citation)
            wrong = cited.dated and found.years and cited.year not in {year for year, _ in found.years}
            return Match(citation.id, "mismatch" if wrong else "linked", (found.id,), reasons=("year",) if wrong else ())
        if citation.kind in _LABELLED:
            return Match(citation.id, "missing")
    if not citation.names:
        return Match(citation.id, "missing", confidence=0.3)
    return _by_features(citation, listing)


def _by_features(citation: Citation, listing: Listing) -> Match:
    """The work that names and year point to, where they agree; the rest is settled when all citations are known."""
    cited = compare.printed(citation)
    fits = [compare.fit(cited, work) for work in _named(cited, listing)]
    good = [f for f in fits if f.name >= _SURE and "year" not in f.reasons and (f.year > 0.5 or not cited.dated)]
    if not good:
        return Match(citation.id, "missing")
    if not cited.dated and citation.kind != "narrative-no-year":
        good = [f for f in good if not f.work.years or _said(citation.year, f.work)]
        if not good:
            return Match(citation.id, "missing", confidence=0.3)
    best = max(f.score for f in good)
    top = [f for f in good if f.score >= best - 0.02]
    if len(top) > 1:
        return Match(
            citation.id, "ambiguous", tuple(f.work.id for f in top), confidence=1 / len(top), reasons=("several",)
        )
    if top[0].others < 0.2 and top[0].year < 1:
        return Match(citation.id, "missing")
    return Match(citation.id, "linked", (top[0].work.id,), confidence=round(top[0].score, 3), reasons=top[0].reasons)


def _said(phrase: str | None, work: Listed) -> bool:
    """Whether a reference prints the phrase that a citation has for a year: 'in press'."""
    return bool(phrase) and similarity.fold(phrase or "") in similarity.fold(work.reference.raw)


def _named(cited: Printed, listing: Listing) -> list[Listed]:
    """Works whose lead is spelled as the citation spells it, in list order."""
    found: dict[str, Listed] = {}
    for name in dict.fromkeys((cited.whole, cited.lead)):
        for form in similarity.surname_forms(name):
            for work in listing.by_form.get(form, ()):
                found[work.id] = work
    if not found and " " in cited.whole:
        for word in cited.whole.split():
            for work in listing.by_form.get(similarity.fold(word), ()):
                found[work.id] = work
    return sorted(found.values(), key=lambda work: work.reference.index)


def _settled(citation: Citation, match: Match, listing: Listing, used: Counter[str], *, truncated: bool) -> Match:
    """A citation that no work fits exactly: a slip in its year, a slip in its name, or a work that is not listed."""
    if citation.kind in _LABELLED:
        return match
    enough = 0.4 if truncated and citation.et_al else 0.5
    cited = compare.printed(citation)
    if not cited.dated:
        return match
    fits = [compare.fit(cited, work) for work in _named(cited, listing)]
    undated = [f for f in fits if f.name >= _SURE and not f.work.years and f.others >= 0.4]
    if len(undated) == 1:
        return Match(citation.id, "linked", (undated[0].work.id,), confidence=0.7, reasons=("undated",))
    near = [f for f in fits if f.name >= _SURE and f.work.years and _near(cited, f, enough)]
    near += [f for f in (compare.fit(cited, w) for w in _spelled_alike(cited, listing)) if _slip(f, enough)]
    if not near:
        return match
    rank = {f.work.id: _rank(cited, f, used) for f in near}
    best = max(rank.values())
    top = [f for f in near if rank[f.work.id] == best]
    if len(top) > 1:
        ids = tuple(dict.fromkeys(f.work.id for f in top))
        return Match(citation.id, "ambiguous", ids, confidence=0.5, reasons=("several", *top[0].reasons))
    return Match(citation.id, "mismatch", (top[0].work.id,), confidence=round(top[0].score, 3), reasons=top[0].reasons)


def _rank(cited: Printed, found: Fit, used: Counter[str]) -> tuple[float, bool, bool, int]:
    """What speaks for a work that a citation with a slip may mean: names, the year's letter, that nothing else cites it, the year."""
    letters = {suffix for _, suffix in found.work.years}
    gap = min(abs(int(cited.year) - int(year)) for year, _ in found.work.years)
    return (
        round(0.5 * found.name + 0.5 * found.others, 2),
        bool(cited.suffix) and cited.suffix in letters,
        not used[found.work.id],
        -gap,
    )


def _near(cited: Printed, found: Fit, enough: float) -> bool:
    """Whether only the year is wrong, and not by much."""
    if "initials" in found.reasons or "author" in found.reasons:
        return False
    gaps = [abs(int(cited.year) - int(year)) for year, _ in found.work.years]
    if not gaps:
        return True
    agreed = bool(cited.others) and found.others >= 0.9
    return min(gaps) <= (_WIDE_GAP if agreed else _GAP) and found.others >= enough


def _slip(found: Fit, enough: float) -> bool:
    """Whether only the spelling of the lead is wrong."""
    return (
        _ALIKE - 0.001 <= found.name < _SURE
        and found.year >= 0.9
        and found.others >= enough
        and "initials" not in found.reasons
    )


def _spelled_alike(cited: Printed, listing: Listing) -> list[Listed]:
    """Works whose lead is spelled nearly as cited."""
    letters = {form.replace(" ", "") for name in (cited.lead, cited.whole) for form in similarity.surname_forms(name)}
    return [
        work
        for lead, work in listing.leads
        if any(abs(len(lead) - len(own)) <= 2 and similarity.edits(lead, own) <= 2 for own in letters if len(own) > 3)
    ]


def _by_acronym(citations: Sequence[Citation], found: Sequence[Match], listing: Listing, text: str) -> list[Match]:
    """Short names that lead no work take the organisation that the text, or their letters, say they stand for."""
    short = {
        n: similarity.fold(c.names[0])
        for n, (c, m) in enumerate(zip(citations, found, strict=True))
        if m.status == "missing" and c.kind not in _LABELLED and len(c.names) == 1 and " " not in c.names[0]
    }
    defined = acronyms(text, short.values(), listing)
    out = list(found)
    for n, name in short.items():
        works = defined.get(name) or _abbreviated(citations[n].names[0], listing)
        cited = compare.printed(citations[n])
        fits = [compare.fit(replace(cited, whole=w.lead, lead=w.lead), w) for w in works]
        good = [f for f in fits if f.year > 0.5 and "year" not in f.reasons]
        exact = [f for f in good if "suffix" not in f.reasons] or good
        if len(exact) == 1:
            out[n] = Match(citations[n].id, "linked", (exact[0].work.id,), confidence=0.8, reasons=exact[0].reasons)
        elif exact:
            ids = tuple(f.work.id for f in exact)
            out[n] = Match(citations[n].id, "ambiguous", ids, confidence=0.5, reasons=("several",))
    return out


def _abbreviated(name: str, listing: Listing) -> list[Listed]:
    """Works of organisations whose name the letters of a short one abbreviate, or one of the two that it joins by a hyphen."""
    parts = [similarity.fold(part) for part in re.split("[-/–]", name) if len(part) > 2]
    joined = [w for part in parts for w in listing.by_form.get(part, ())] if len(parts) > 1 else []
    return joined or [w for w in listing.works if w.group and similarity.abbreviates(name, w.lead)]


def _names_first_only(citations: Sequence[Citation], found: Sequence[Match], listing: Listing) -> bool:
    """Whether the list gives only first authors: most of what is cited with 'et al.' has one."""
    works = {work.id: work for work in listing.works}
    counts = [
        len(works[m.references[0]].people)
        for c, m in zip(citations, found, strict=True)
        if c.et_al and m.status == "linked"
    ]
    return len(counts) > 2 and sum(n < 2 for n in counts) * 2 > len(counts)


def _by_subject(citations: Sequence[Citation], found: Sequence[Match], listing: Listing, text: str) -> list[Match]:
    """Of several works that fit, the one whose title the text around the citation shares words with."""
    works = {work.id: work for work in listing.works}
    out = list(found)
    for n, (citation, match) in enumerate(zip(citations, found, strict=True)):
        if match.status == "ambiguous" and text and "year" not in match.reasons:
            chosen = spoken_of(text, citation, [works[r] for r in match.references])
            if chosen is not None:
                out[n] = Match(citation.id, "linked", (chosen.id,), confidence=0.6, reasons=("title-words",))
    return out


def _by_long_form(citations: Sequence[Citation], found: Sequence[Match]) -> list[Match]:
    """A bare surname that fits nothing, or too much, takes the work of the fuller name that has its surname and year."""
    fuller: dict[tuple[str, str], dict[tuple[str, ...], Match]] = {}
    for citation, match in zip(citations, found, strict=True):
        cited = compare.printed(citation)
        if cited.given and citation.year and match.status in ("linked", "mismatch"):
            fuller.setdefault((similarity.fold(cited.lead), citation.year), {}).setdefault(match.references, match)
    out = []
    for citation, match in zip(citations, found, strict=True):
        cited = compare.printed(citation)
        same = fuller.get((similarity.fold(cited.lead), citation.year or ""), {})
        if match.status in ("missing", "ambiguous") and len(same) == 1 and not cited.given and not cited.others:
            (like,) = same.values()
            out.append(replace(like, citation=citation.id, confidence=min(like.confidence, 0.7)))
        else:
            out.append(match)
    return out


def _by_following(citations: Sequence[Citation], found: Sequence[Match]) -> list[Match]:
    """A narrated name without a year takes what the next citation that shares its surname means."""
    out = list(found)
    waiting: list[int] = []  # narrated names that nothing has answered yet, latest last
    for n, citation in enumerate(citations):
        if citation.kind == "narrative-no-year":
            waiting.append(n)
            continue
        for k in [k for k in waiting if _same_author(citations[k], citation)]:
            status = "linked" if found[n].status == "mismatch" else found[n].status
            out[k] = replace(found[n], citation=citations[k].id, status=status, reasons=("no-year",))
            waiting.remove(k)
    return out


def _same_author(narrated: Citation, dated: Citation) -> bool:
    """Whether a narrated name and a dated citation can be one author's."""
    own, other = compare.printed(narrated), compare.printed(dated)
    if similarity.surname(own.lead, other.lead) < _SURE:
        return False
    return not own.given or not other.given or similarity.given_fits(own.given, other.given)
