"""LR2: what an entry lacks, and fields that cannot be right."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from litreview import bibtex, lexicon
from litreview.coverage.required import missing
from litreview.model import Confidence
from litreview.opinion import Severity
from litreview.rules.rule import Fault, about, at, rule
from litreview.rules.wording import listed, quoted, some
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Entry, Evidence, Reference

FIRST_PRINTED_BOOK = 1450
# Bare, TODO is Spanish and Portuguese, and XXX is thirty.
_UNDECIDED = re.compile(r"\?{2,}|[\[(]\s?(?:TODO|TBD|FIXME|XXX)\b|\b(?:TODO|TBD|FIXME):")
_UNDECIDED_SIGN = re.compile(r"\?\?|TODO|TBD|FIXME|XXX")
# Chinese, Japanese and Korean do without spaces, or with few: a sign counts as a word.
_WORDS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_]{2,}")
_YEAR = re.compile(r"(?:c\.|ca\.|circa)?\s?\d{4}[a-z]?(?:\s?[-–/]\s?\d{2,4})?")


def entries(evidence: Evidence) -> Iterator[tuple[Reference, Entry]]:
    """Every reference of the run with its entry, in order."""
    for listing in evidence.lists():
        yield from zip(listing.references, listing.entries, strict=True)


def words(reference: Reference) -> list[str]:
    """The printed words of a reference, without addresses."""
    return [word for word in reference.raw.split() if "://" not in word and not word.startswith("www.")]


def too_short(reference: Reference, entry: Entry) -> bool:
    """Whether a printed reference is no more than one name and a date: a newspaper's issue, not a work in it."""
    found = (entry.doi, entry.urls, entry.isbn, entry.arxiv, entry.pmid, entry.volume, entry.pages)
    if reference.stated or any(found) or any(name.given for name in entry.authors):
        return False
    names = (*(name.lead for name in entry.authors), entry.title, entry.container_title, entry.publisher)
    size = len(_WORDS.findall(reference.raw))
    to_the_day = len(entry.date or "") == len("2012-10-04")
    return len({fold(name) for name in names if name}) <= 1 and (
        size <= 6 if to_the_day else size <= 3 and not entry.title
    )


@cache
def _undated_words() -> tuple[str, ...]:
    return tuple(f" {fold(word)} " for word in lexicon.words("date", "no_date"))


def undated(text: str) -> bool:
    """Whether a text says that a work has no year, or none yet: 'n.d.', 'in press' ... in any language of the lexicon."""
    folded = f" {fold(text)} "
    return any(word in folded for word in _undated_words())


@rule("LR201", Severity.ERROR)
def missing_required_field(evidence: Evidence) -> Iterator[Fault]:
    """Report an entry that lacks a field which its type must have.

    Why it matters: The printed reference is incomplete, and its readers may not find the work.
    Example: `@article{oduya2016, author = {Oduya, Femi}, title = {Tides and treaties}, year = {2016}}`, without a journal.
    Use instead: The missing field, or the type that the work really has.
    How it decides: For a .bib, the required fields of BibTeX and biblatex, the laxer of the two. A printed reference is
        held to less, as styles leave out much: only where nothing but one number or range follows the title, and only as
        a warning.
    When it is wrong: A type that was chosen for how it looks in print. An entry that was not read whole is let be.
    See also: LR001, LR009, LR231
    """
    broken = _broken(evidence)
    for reference, entry in entries(evidence):
        if reference.stated and (reference.span.source, reference.span.start) in broken:
            continue
        if reference.stated:
            lacking = [bibtex.field_name(entry.type, field) for field in missing(entry)]
            if lacking:
                what = f"{listed(entry, reference)} lacks {some(lacking, 6)}, which @{entry.type} must have"
                yield about(reference, what, confidence=Confidence.CERTAIN)
        elif stray := _after_title(reference, entry):
            what = f"{listed(entry, reference)} ends with {' '.join(stray)}, but names no journal, book or publisher"
            yield about(reference, what, severity=Severity.WARNING)


def _broken(evidence: Evidence) -> set[tuple[str, int]]:
    """Where entries stand that were not read whole: what they lack is told by what is wrong with them."""
    kinds = ("syntax", "undefined-string", "unresolved-crossref")
    problems = (problem for listing in evidence.lists() for problem in listing.document.problems)
    return {(problem.span.source, problem.span.start) for problem in problems if problem.kind in kinds}


def _after_title(reference: Reference, entry: Entry) -> list[str]:
    """The number or range that stands alone after the printed title, the year aside; nothing where there is more.

    The parser may have missed a journal, but not a whole text. It may have taken a journal for a part of the
    title: then there is a stop in the title, or volume and pages make three numbers.
    """
    if not entry.title or entry.container_title or re.search(r"[.?!]\s", entry.title):
        return []
    title = fold(entry.title)
    if not title:
        return []
    before, _, after = fold(reference.raw).rpartition(title)
    stray = [word for word in after.split() if word != (entry.year or "")[:4]]
    alone = before and len(stray) < 3 and all(word.isdecimal() and len(word) < 4 for word in stray)
    return stray if alone else []


@rule("LR204", Severity.ERROR)
def invalid_year(evidence: Evidence) -> Iterator[Fault]:
    """Report a year that cannot be one.

    Why it matters: Styles sort and cite by the year; what is not a year is printed as it stands.
    Example: `year = {20166}`
    Use instead: `year = {2016}`; `in press` or `n.d.` where there is none.
    How it decides: In a .bib, anything but four digits (with a suffix, or as a range) or the usual words for a work
        without a year; anywhere, a year before the first printed book (1450).
    When it is wrong: Works of antiquity that are listed by the year in which they were written.
    See also: LR205
    """
    for reference, entry in entries(evidence):
        year = (reference.stated or entry).year or ""
        plain = len(year) == 4 and year.isdecimal() and int(year) >= FIRST_PRINTED_BOOK
        if plain or not year or undated(year):
            continue
        printed = f"{listed(entry, reference)}: {quoted(year)}"
        if reference.stated and not _YEAR.fullmatch(year.strip("{}[]()~ ")):
            yield about(reference, f"{printed} is not a year", field="year", confidence=Confidence.CERTAIN)
        elif year[:4].isdecimal() and int(year[:4]) < FIRST_PRINTED_BOOK:
            # In a printed reference it is more often a page.
            sure = Confidence.LIKELY if reference.stated else Confidence.POSSIBLE
            yield about(reference, f"{printed} is before the first printed book", field="year", confidence=sure)


@rule("LR205", Severity.ERROR)
def year_in_the_future(evidence: Evidence) -> Iterator[Fault]:
    """Report a work of a year that is still to come.

    Why it matters: The year is a slip, and the work cannot be found under it.
    Example: `Marlow, A. (2091). Tides.`
    Use instead: `Marlow, A. (2019). Tides.`
    How it decides: The year is later than that of the run's date, and next year's too where nothing says 'in press' or
        alike. In a printed reference the year must stand where a year does (in brackets, after a comma, or at the end).
    When it is wrong: A journal that dates its issues far ahead.
    See also: LR204
    """
    for reference, entry in entries(evidence):
        year = (entry.year or "")[:4]
        if not year.isdecimal() or int(year) <= evidence.today.year:
            continue
        announced = int(year) == evidence.today.year + 1 and undated(f"{reference.raw} {entry.note}")
        in_place = rf"[(\[]{year}|[,.]\s+{year}[a-z]?\W{{0,3}}$"
        if not announced and (reference.stated or re.search(in_place, reference.raw)):
            yield about(reference, f"{listed(entry, reference)}: {year} is still to come", field="year")


@rule("LR206", Severity.WARNING)
def invalid_pages(evidence: Evidence) -> Iterator[Fault]:
    """Report pages that end before they start.

    Why it matters: The pages are a slip, and a reader who orders a copy gets the wrong ones.
    Example: `pages = {86--63}`
    Use instead: `pages = {63--86}`
    How it decides: Both ends are plain numbers, and the second is less than the first; `637-41` is read as 637 to 641.
        In a printed reference the pages must stand there as they were understood.
    When it is wrong: Issues that number their pages backwards.
    See also: LR201
    """
    for reference, entry in entries(evidence):
        ends = re.fullmatch(r"(\d{1,9})-(\d{1,9})", entry.pages or "")
        if not ends:
            continue
        first, last = ends.groups()
        full = first[: -len(last)] + last if len(last) < len(first) else last
        if int(full) < int(first) and (reference.stated or _paged(reference, entry, first, last)):
            what = f"{listed(entry, reference)}: pages {first} to {last} end before they start"
            yield about(reference, what, field="pages")


def _paged(reference: Reference, entry: Entry, first: str, last: str) -> bool:
    """Whether the numbers are printed as pages are: after 'pp.', or in a journal or book. Years before Christ are not."""
    mark = "" if entry.container_title else r"pp?\.?\s?"
    return bool(re.search(rf"(?<![\w-]){mark}{first}\W{{1,5}}{last}(?!\d)", reference.raw))


@rule("LR229", Severity.ERROR)
def placeholder_value(evidence: Evidence) -> Iterator[Fault]:
    """Report a field that holds a placeholder.

    Why it matters: What was to be looked up later goes into print.
    Example: `author = {TODO}`, `pages = {??--??}`
    Use instead: The value, or no field.
    How it decides: In a .bib, an author, title, journal, publisher, year or pages that is as a whole one of the usual
        words (todo, tbd, unknown, anonymous ... in the languages of the lexicon) or question marks; in a printed
        reference, only `??`, `TODO:` and `[TODO]`, or alike.
    When it is wrong: A title that is such a word; `Anonymous` where the style asks for it.
    See also: LR201
    """
    for reference, entry in entries(evidence):
        if not reference.stated:
            raw = reference.raw  # few hold a sign of one: the rest need no search
            found = _UNDECIDED.search(" ".join(words(reference))) if _UNDECIDED_SIGN.search(raw) else None
            if found and found[0] not in (entry.title or ""):
                yield about(reference, f"{listed(entry, reference)} holds the placeholder {quoted(found[0])}")
            continue
        said = [("author", name.lead) for name in entry.authors if not name.given]
        said += [("title", entry.title or ""), ("journal", entry.container_title or "")]
        said += [("publisher", entry.publisher or ""), ("year", entry.year or ""), ("pages", entry.pages or "")]
        empty = [(field, value) for field, value in said if _placeholder(value)]
        if empty:
            what = some([f"{field} {quoted(value)}" for field, value in empty], 6)
            places = tuple(
                place for field, _ in empty for place in at([reference.span], key=reference.label, field=field)
            )
            yield Fault(f"{reference.label}: nothing is said by {what}", places, (reference.id,))


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("placeholder", "words"))


def _placeholder(value: str) -> bool:
    return fold(value) in _placeholders() or ("??" in value and not value.strip("?–- "))


@rule("LR231", Severity.WARNING)
def too_short_to_identify(evidence: Evidence) -> Iterator[Fault]:
    """Report a reference that is no more than a name and a date.

    Why it matters: A newspaper's issue holds a hundred articles: the reader cannot tell which one is meant.
    Example: `Harbour Gazette, October 4, 2012.`
    Use instead: Author, title and page or address of the article.
    How it decides: No person, no volume, page, identifier or address, and only one name beside a date: of at most six
        words with a date to the day, or of three without a title.
    When it is wrong: Laws and conventions that are known by one name (`Treaty of Tides, 1815`) and dated to the day.
    See also: LR005, LR201
    """
    for reference, entry in entries(evidence):
        if too_short(reference, entry):
            yield about(reference, f"{quoted(reference.raw)} does not name a work")
