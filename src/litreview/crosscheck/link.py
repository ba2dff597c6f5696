"""Which reference each citation of a paper means: by label, by key, or by the features that names and year share."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.crosscheck import compare, hints
from litreview.model import Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.crosscheck.compare import Fit, Printed
    from litreview.crosscheck.listed import Listed, Listing
    from litreview.model import Citation, MatchStatus

__all__ = ["matches"]

_GAP = 3  # years by which a year may be wrong, where nothing but the lead's name speaks for the work
_WIDE_GAP = 10  # the same, where all authors agree, or an organisation's long name
_MOST = 200  # works of one lead that are compared with a citation
_OF_YEAR = 1000  # works of one year among which a misspelled lead is sought


def matches(citations: Sequence[Citation], listing: Listing, text: str = "") -> tuple[Match, ...]:
    """One Match a citation, in order; `works` are left empty. `text` is that of the document, for what stands around them.

    What label, names and year settle comes first; then what other citations and the text tell of the
    rest; then slips of the pen, ranked by how well they fit and whether anything else cites the work.
    """
    cited = [compare.printed(citation) for citation in citations]
    found = [_match(citation, own, listing) for citation, own in zip(citations, cited, strict=True)]
    found = hints.by_long_form(citations, cited, found)
    found = hints.by_acronym(citations, cited, found, listing, text)
    used = Counter(match.references[0] for match in found if match.status == "linked")
    enough = 0.4 if _first_authors_only(cited, found, listing) else 0.5
    found = [
        _slip(citation, own, listing, used, enough)
        if match.status == "missing" and own.dated and _direct(citation)
        else match
        for citation, own, match in zip(citations, cited, found, strict=True)
    ]
    found = hints.by_subject(citations, found, listing, text)
    found = hints.by_long_form(citations, cited, found)
    return tuple(hints.by_following(citations, cited, found))


def plain(citations: Sequence[Citation], listing: Listing) -> list[Match]:
    """One Match a citation, in order, by names, year and acronym alone: linked, ambiguous or missing, never a slip."""
    cited = [compare.printed(citation) for citation in citations]
    found = [_match(citation, own, listing) for citation, own in zip(citations, cited, strict=True)]
    found = hints.by_acronym(citations, cited, hints.by_long_form(citations, cited, found), listing, "")
    return hints.by_following(citations, cited, found)


def _match(citation: Citation, cited: Printed, listing: Listing) -> Match:
    """The work that label, or names and year, point to; missing where they do not agree on one."""
    if citation.label is not None:
        work = listing.by_label.get(citation.label)
        if work:
            wrong = cited.dated and work.years and cited.year not in {year for year, _ in work.years}
            return Match(citation.id, "mismatch" if wrong else "linked", (work.id,), reasons=("year",) if wrong else ())
        if citation.kind in ("numeric", "key", "footnote"):
            return Match(citation.id, "missing")
    if not citation.names:
        return Match(citation.id, "missing", confidence=0.3)
    good = [
        f
        for f in _fits(cited, named(cited, listing))
        if f.name >= similarity.SAME and f.year > 0.45 and "year" not in f.reasons
    ]
    if not cited.dated and citation.year:
        good = [f for f in good if not f.work.years or _says(f.work, citation.year)]
    best = max((f.score for f in good), default=0.0)
    top = [f for f in good if f.score >= best - 0.02]
    if not top or (top[0].others < 0.2 and top[0].year < 1):
        return Match(citation.id, "missing")
    if len(top) > 1:
        return hints.several(citation.id, top)
    return Match(citation.id, "linked", (top[0].work.id,), confidence=round(top[0].score, 3), reasons=top[0].reasons)


def _fits(cited: Printed, works: Iterable[Listed]) -> list[Fit]:
    return [compare.fit(cited, work) for work in works]


def _says(work: Listed, phrase: str) -> bool:
    """Whether a reference prints the phrase that a citation has for a year: 'in press'."""
    return similarity.fold(phrase) in similarity.fold(work.reference.raw)


def named(cited: Printed, listing: Listing) -> list[Listed]:
    """Works whose lead is spelled as the citation spells it, in list order."""
    names = dict.fromkeys((cited.whole, cited.lead))
    forms = [form for name in names for form in similarity.surname_forms(name)]
    if " " in cited.whole and not any(form in listing.by_form for form in forms):
        forms = similarity.fold(cited.whole).split()
    found = {work.id: work for form in forms for work in _of_form(listing, form, cited.year)}
    return sorted(found.values(), key=lambda work: work.reference.index)


def _of_form(listing: Listing, form: str, year: str) -> Sequence[Listed]:
    """All works of a name; where they are very many, those of the year."""
    works = listing.by_form.get(form, ())
    return works if len(works) <= _MOST else [w for w in listing.by_year.get(year, ()) if form in w.forms][:_MOST]


def _first_authors_only(cited: Sequence[Printed], found: Sequence[Match], listing: Listing) -> bool:
    """Whether the list gives only first authors: most of what is cited with 'et al.' has one."""
    works = {work.id: work for work in listing.works}
    counts = [
        len(works[match.references[0]].people)
        for own, match in zip(cited, found, strict=True)
        if own.et_al and match.status == "linked"
    ]
    return len(counts) > 2 and sum(n < 2 for n in counts) * 2 > len(counts)


def _direct(citation: Citation) -> bool:
    """Whether a citation is the paper's own, not one that it found in another work and need not list."""
    return citation.problem != "indirect"


def _slip(citation: Citation, cited: Printed, listing: Listing, used: Counter[str], enough: float) -> Match:
    """What a citation that fits no work may mean under a wrong year or spelling; `enough`: how well co-authors must agree."""
    fits = _fits(cited, named(cited, listing))
    undated = [f for f in fits if f.name >= similarity.SAME and not f.work.years and f.others >= 0.4]
    if len(undated) == 1:
        return Match(citation.id, "linked", (undated[0].work.id,), confidence=0.7, reasons=("undated",))
    near = [f for f in fits if _wrong_year(cited, f, enough)]
    near += [f for f in _fits(cited, _spelled_alike(cited, listing)) if _wrong_name(f, enough)]
    ranks = [_rank(cited, f, used) for f in near]
    top = [f for f, rank in zip(near, ranks, strict=True) if rank == max(ranks)]
    if not top:
        return Match(citation.id, "missing")
    if len(top) > 1:
        return hints.several(citation.id, top)
    wrong = "year" in top[0].reasons or _prints_names(citation)  # a misspelling is told where it stands, once
    status: MatchStatus = "mismatch" if wrong else "linked"
    return Match(citation.id, status, (top[0].work.id,), confidence=round(top[0].score, 3), reasons=top[0].reasons)


def _prints_names(citation: Citation) -> bool:
    """Whether a citation prints its names itself, not only another year after them: the '2018' of 'Oduya, 2016, 2018'."""
    return not (citation.year or " ").endswith(citation.surface)


def _wrong_year(cited: Printed, found: Fit, enough: float) -> bool:
    """Whether only the year is wrong, and not by much."""
    if found.name < similarity.SAME or not found.work.years or {"initials", "author"} & set(found.reasons):
        return False
    agreed = (cited.others and found.others >= 0.9) or (found.work.group and len(cited.whole.split()) > 2)
    allowed = _WIDE_GAP if agreed else _GAP
    return found.others >= enough and _gap(cited, found.work) <= allowed


def _wrong_name(found: Fit, enough: float) -> bool:
    """Whether only the spelling of the lead is wrong."""
    alike = similarity.ALIKE - 0.001 <= found.name < similarity.SAME
    return alike and found.year >= 0.9 and found.others >= enough and "initials" not in found.reasons


def _spelled_alike(cited: Printed, listing: Listing) -> list[Listed]:
    """Works of the year whose lead is spelled nearly as cited."""
    own = {form.replace(" ", "") for name in (cited.lead, cited.whole) for form in similarity.surname_forms(name)}
    return [
        work
        for work in listing.by_year.get(cited.year, ())[:_OF_YEAR]
        if any(len(n) > 3 and similarity.edits(form, n) <= 2 for form in _spellings(work) for n in own)
    ]


def _spellings(work: Listed) -> set[str]:
    """The lead as one word, and as the one word that the reference begins with."""
    return {form.replace(" ", "") for form in work.forms[:1]} | {form for form in work.forms if " " not in form}


def _gap(cited: Printed, work: Listed) -> int:
    return min(abs(int(cited.year) - int(year)) for year, _ in work.years)


def _rank(cited: Printed, found: Fit, used: Counter[str]) -> tuple[float, bool, bool, bool]:
    """What speaks for a work that a slip may mean: names, the year's letter, that nothing else cites it, a year close by.

    How close does not count: slips of one year are hardly more frequent than of three, and a guess is an accusation.
    """
    letters = {suffix for _, suffix in found.work.years}
    same_letter = bool(cited.suffix) and cited.suffix in letters
    names = round((found.name + found.others) / 2, 2)
    return names, same_letter, not used[found.work.id], _gap(cited, found.work) <= _GAP
