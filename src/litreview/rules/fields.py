"""LR2: what an entry lacks, and fields that cannot be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.coverage.required import missing
from litreview.model import Confidence
from litreview.opinion import Severity
from litreview.rules.rule import Fault, at, rule
from litreview.rules.wording import listed, quoted, some
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Entry, Evidence, Reference

# The words of BibTeX for the fields whose names in the model differ.
BIBTEX_NAMES = {"authors": "author", "editors": "editor", "container_title": "journal or booktitle", "issue": "number"}
FIRST_PRINTED_BOOK = 1450
# What people write where nothing is known yet; compared whole, after folding.
PLACEHOLDERS = frozenset({"todo", "tbd", "tba", "fixme", "xxx", "xxxx", "unknown", "unknown author", "no title", "anonymous", "na", "n a", "none", "null"})  # fmt: skip
_UNDECIDED = re.compile(r"\?{2,}|\b(?:TODO|TBD|FIXME|XXX+)\b")
_YEAR = re.compile(r"\d{4}[a-z]?(?:\s?[-–/]\s?\d{2,4})?")
_UNPRINTED_YEAR = re.compile(r"\W*(?:n\W*d|s\W*[daf]|o\W*[jd]|in press|forthcoming|to appear|accepted|submitted|no prelo|in prep\w*|im druck|im erscheinen|en prensa|sous presse)\b.*", re.IGNORECASE)  # fmt: skip


def entries(evidence: Evidence) -> Iterator[tuple[Reference, Entry]]:
    """Every reference of the run with its entry, in order."""
    for listing in evidence.lists():
        yield from zip(listing.references, listing.entries, strict=True)


def words(reference: Reference) -> list[str]:
    """The printed words of a reference, without addresses."""
    return [word for word in reference.raw.split() if "://" not in word and not word.startswith("www.")]


def too_short(reference: Reference, entry: Entry) -> bool:
    """Whether a printed reference is no more than one name and a date: a newspaper's issue, not a work in it."""
    if reference.stated or entry.doi or entry.urls or entry.isbn or entry.arxiv or entry.pmid:
        return False
    leads = [fold(name.lead) for name in entry.authors]
    texts = {text for text in (*leads, fold(entry.title or ""), fold(entry.container_title or ""), fold(entry.publisher or "")) if text}  # fmt: skip
    persons = any(name.given for name in entry.authors)
    to_the_day = len(entry.date or "") == len("2012-10-04")
    return (
        not persons
        and len(texts) <= 1
        and len(re.findall(r"[^\W\d_]{2,}", reference.raw)) <= 5
        and (to_the_day or not entry.title)
    )


@rule("LR201", Severity.ERROR)
def missing_required_field(evidence: Evidence) -> Iterator[Fault]:
    """Report an entry that lacks a field which its type must have.

    Why it matters: The printed reference is incomplete, and its readers may not find the work.
    Example: `@article{oduya2016, author = {Oduya, Femi}, title = {Tides and treaties}, year = {2016}}`, without a journal.
    Use instead: The missing field, or the type that the work really has.
    How it decides: For a .bib, the required fields of BibTeX and biblatex, the laxer of the two. A printed reference is
        held to less, as styles leave out much: only where nothing but one number or range follows the title, and only as
        a warning.
    When it is wrong: A type that was chosen for how it looks in print.
    See also: LR005, LR231
    """
    for reference, entry in entries(evidence):
        if reference.stated:
            lacking = [BIBTEX_NAMES.get(field, field) for field in missing(entry)]
            if lacking:
                what = f"{listed(entry, reference)} lacks {some(lacking, 6)}, which @{entry.type} must have"
                yield Fault(
                    what, at([reference.span], key=reference.label), (reference.id,), confidence=Confidence.CERTAIN
                )
            continue
        # Only what follows the printed title may accuse: the parser may have missed a journal, but not a whole text.
        title = fold(entry.title or "")
        before, _, after = fold(reference.raw).rpartition(title) if title else ("", "", "")
        stray = [word for word in after.split() if word != (entry.year or "")[:4]]
        # Three numbers are volume and pages: of a journal that the parser took for a part of the title.
        if before and 0 < len(stray) < 3 and all(word.isdecimal() for word in stray) and not entry.container_title:
            what = f"{listed(entry, reference)} ends with {' '.join(stray)}, but names no journal, book or publisher"
            yield Fault(what, at([reference.span], key=reference.label), (reference.id,), severity=Severity.WARNING)


@rule("LR204", Severity.ERROR, confidence=Confidence.CERTAIN)
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
        year = (reference.stated or entry).year if reference.stated else entry.year
        if not year or _UNPRINTED_YEAR.fullmatch(year):
            continue
        if reference.stated and not _YEAR.fullmatch(year.strip("{}[]()~ ")):
            what, confidence = "is not a year", Confidence.CERTAIN
        elif (digits := re.match(r"\d{4}", year)) and int(digits[0]) < FIRST_PRINTED_BOOK:
            what, confidence = (
                "is before the first printed book",
                Confidence.LIKELY if reference.stated else Confidence.POSSIBLE,
            )
        else:
            continue
        place = at([reference.span], key=reference.label, field="year")
        yield Fault(f"{listed(entry, reference)}: {quoted(year)} {what}", place, (reference.id,), confidence=confidence)


@rule("LR205", Severity.ERROR)
def year_in_the_future(evidence: Evidence) -> Iterator[Fault]:
    """Report a work of a year that is still to come.

    Why it matters: The year is a slip, and the work cannot be found under it.
    Example: `Marlow, A. (2091). Tides.`
    Use instead: `Marlow, A. (2019). Tides.`
    How it decides: The year is later than that of the run's date, and next year's too where nothing says 'in press' or alike.
        In a printed reference the year must stand where a year does (in brackets, after a comma, or at the end).
    When it is wrong: A journal that dates its issues far ahead.
    See also: LR204
    """
    for reference, entry in entries(evidence):
        digits = re.match(r"\d{4}", entry.year or "")
        if not digits or int(digits[0]) <= evidence.today.year:
            continue
        announced = re.search(
            r"press|forthcoming|appear|accepted|publi", f"{reference.raw} {entry.note or ''}", re.IGNORECASE
        )
        if announced and int(digits[0]) == evidence.today.year + 1:
            continue
        if not reference.stated and not re.search(
            rf"[(\[]{digits[0]}|[,.]\s+{digits[0]}[a-z]?\W{{0,3}}$", reference.raw
        ):
            continue
        place = at([reference.span], key=reference.label, field="year")
        yield Fault(f"{listed(entry, reference)}: {digits[0]} is still to come", place, (reference.id,))


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
        if int(full) >= int(first) or not re.search(rf"(?<!\d){first}\W{{1,5}}{last}(?!\d)", reference.raw):
            continue
        place = at([reference.span], key=reference.label, field="pages")
        yield Fault(
            f"{listed(entry, reference)}: pages {first} to {last} end before they start", place, (reference.id,)
        )


@rule("LR229", Severity.ERROR)
def placeholder_value(evidence: Evidence) -> Iterator[Fault]:
    """Report a field that holds a placeholder.

    Why it matters: What was to be looked up later goes into print.
    Example: `author = {TODO}`, `pages = {??--??}`
    Use instead: The value, or no field.
    How it decides: In a .bib, an author, title, journal, publisher, year or pages that is as a whole one of the usual words
        (todo, tbd, unknown, anonymous ...) or question marks; in a printed reference, only `??`, TODO, TBD, FIXME and XXX.
    When it is wrong: A title that is such a word; `Anonymous` where the style asks for it.
    See also: LR201
    """
    for reference, entry in entries(evidence):
        if not reference.stated:
            found = _UNDECIDED.search(" ".join(words(reference)))
            if found and not (entry.title and found[0] in entry.title):
                yield Fault(f"{listed(entry, reference)} holds the placeholder {quoted(found[0])}", at([reference.span]), (reference.id,))  # fmt: skip
            continue
        values = [("author", name.lead) for name in entry.authors]
        values += [(BIBTEX_NAMES.get(f, f), getattr(entry, f) or "") for f in ("title", "container_title", "publisher", "year", "pages")]  # fmt: skip
        for field, value in values:
            if fold(value) in PLACEHOLDERS or ("??" in value and not value.strip("?–- ")):
                place = at([reference.span], key=reference.label, field=field)
                yield Fault(f"{reference.label}: {field} holds the placeholder {quoted(value)}", place, (reference.id,))


@rule("LR231", Severity.WARNING)
def too_short_to_identify(evidence: Evidence) -> Iterator[Fault]:
    """Report a reference that is no more than a name and a date.

    Why it matters: A newspaper's issue holds a hundred articles: the reader cannot tell which one is meant.
    Example: `Harbour Gazette, October 4, 2012.`
    Use instead: Author, title and page or address of the article.
    How it decides: No person, no identifier or address, at most five words, and only one text beside a date: with a date
        to the day, or no title at all.
    When it is wrong: Laws and conventions that are known by one name (`Treaty of Tides, 1815`) and dated to the day.
    See also: LR005, LR201
    """
    for reference, entry in entries(evidence):
        if too_short(reference, entry):
            yield Fault(f"{quoted(reference.raw)} does not name a work", at([reference.span], key=reference.label), (reference.id,))  # fmt: skip
