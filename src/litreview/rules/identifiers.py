"""LR2: identifiers and addresses that cannot be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Confidence
from litreview.opinion import Edit, Fix, Place, Severity
from litreview.rules.fields import entries
from litreview.rules.rule import Fault, at, rule
from litreview.rules.wording import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Evidence, Paper, Reference, Span

# Source: the DOI handbook, section 2.2: a prefix '10.' and a registrant of four digits or more, a slash, anything printable.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s\"<>{}]+")
_DOI_START = re.compile(r"\b(?:doi\s?[:=]\s?|doi\.org/)(10\.[^\s,;]{0,80})", re.IGNORECASE)
# A space that splits a DOI on one line; over two lines it is only the line's end.
_DOI_SPLIT = re.compile(r"\b(10\.\d{4,9})(?:[ \t]+/[ \t]*|/[ \t]+)(?=\w)")


@rule("LR208", Severity.ERROR)
def malformed_doi(evidence: Evidence) -> Iterator[Fault]:
    """Report a DOI that cannot be one.

    Why it matters: It leads nowhere, and programs that look works up by their DOI do not find this one.
    Example: `doi: 10.1000 / tides.7`, `doi = {10.55/pending}`
    Use instead: `doi: 10.1000/tides.7`
    How it decides: A DOI is `10.`, four to nine digits, a slash and at least one character, without spaces. In a printed
        reference, what stands after `doi:` or `doi.org/` is judged, and a space beside the slash.
    When it is wrong: Text that was broken over lines and joined with spaces before it came here.
    See also: LR203
    """
    for reference, entry in entries(evidence):
        stated = reference.stated.doi if reference.stated else None
        if stated:
            bare = re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", stated.strip(), flags=re.IGNORECASE)
            wrong = None if _DOI.fullmatch(bare) else bare
        else:
            split = _DOI_SPLIT.search(reference.raw)
            begun = _DOI_START.search(reference.raw)
            # A registrant that is whole is enough: the rest may stand on the next line.
            whole = begun and re.match(r"10\.\d{4,9}(?:[./]|$)", begun[1])
            wrong = split[0].strip() if split else begun[1] if begun and not whole else None
        if wrong:
            place = at([reference.span], key=reference.label, field="doi")
            certain = Confidence.CERTAIN if reference.stated else None
            severity = None if reference.stated else Severity.WARNING
            yield Fault(
                f"{listed(entry, reference)}: {quoted(wrong)} is not a DOI",
                place,
                (reference.id,),
                confidence=certain,
                severity=severity,
            )


@rule("LR211", Severity.ERROR, confidence=Confidence.CERTAIN)
def isbn_check_digit(evidence: Evidence) -> Iterator[Fault]:
    """Report an ISBN whose check digit does not fit.

    Why it matters: A digit is wrong, and the number finds no book, or another one.
    Example: `ISBN 978-0-306-40615-8`
    Use instead: `ISBN 978-0-306-40615-7`
    How it decides: The weighted sums of ISBN-10 and ISBN-13 (ISO 2108).
    When it is wrong: Books that were printed with a wrong number.
    See also: LR212
    """
    for reference, entry in entries(evidence):
        for printed in re.split(r"[,;]\s*|\s{2,}", (reference.stated or entry).isbn or entry.isbn or ""):
            number = re.sub(r"[^\dXx]", "", printed).upper()
            if number and not valid_isbn(number):
                place = at([reference.span], key=reference.label, field="isbn")
                yield Fault(
                    f"{listed(entry, reference)}: the check digit of ISBN {printed.strip()} does not fit",
                    place,
                    (reference.id,),
                )


def valid_isbn(number: str) -> bool:
    """Whether ten or thirteen characters, without hyphens, are an ISBN."""
    if len(number) == 10 and number[:9].isdecimal():
        return sum((10 - n) * (10 if c == "X" else int(c)) for n, c in enumerate(number)) % 11 == 0
    return (
        len(number) == 13 and number.isdecimal() and sum(int(c) * (1, 3)[n % 2] for n, c in enumerate(number)) % 10 == 0
    )


@rule("LR212", Severity.WARNING, confidence=Confidence.CERTAIN)
def issn_check_digit(evidence: Evidence) -> Iterator[Fault]:
    """Report an ISSN whose check digit does not fit.

    Why it matters: A digit is wrong, and the number finds no journal, or another one.
    Example: `ISSN 0317-8472`
    Use instead: `ISSN 0317-8471`
    How it decides: The weighted sum of ISSN (ISO 3297).
    When it is wrong: Journals that were printed with a wrong number.
    See also: LR211
    """
    for reference, entry in entries(evidence):
        for printed in re.split(r"[,;]?\s+", (reference.stated or entry).issn or entry.issn or ""):
            number = re.sub(r"[^\dXx]", "", printed).upper()
            fits = (
                len(number) == 8
                and number[:7].isdecimal()
                and sum((8 - n) * (10 if c == "X" else int(c)) for n, c in enumerate(number)) % 11 == 0
            )
            if number and not fits:
                place = at([reference.span], key=reference.label, field="issn")
                yield Fault(
                    f"{listed(entry, reference)}: the check digit of ISSN {printed} does not fit",
                    place,
                    (reference.id,),
                )


@rule("LR224", Severity.ERROR, confidence=Confidence.CERTAIN, fix="safe")
def local_file_link(evidence: Evidence) -> Iterator[Fault]:
    r"""Report a link to a file on the author's own machine.

    Why it matters: Nobody else can follow it, and it shows how the author's folders are named.
    Example: `http://files/963/tides.pdf`, `file:///home/ada/tides.pdf`, `zotero://select/items/1_AB`, `C:\Users\Ada\tides.pdf`
    Use instead: The public address or the DOI, or nothing.
    How it decides: Addresses of the kinds above, as reference managers leak them into what they export.
    When it is wrong: Never known to be.
    See also: LR401
    """
    for listing in evidence.lists():
        for reference, entry in zip(listing.references, listing.entries, strict=True):
            if entry.local_files:
                places = tuple(_place(listing, reference, path) for path in entry.local_files)
                spans = {place.span.start: place.span for place in places}
                paths = "a file" if len(entry.local_files) == 1 else f"{len(entry.local_files)} files"
                what = f"{listed(entry, reference)} links to {paths} on one machine: {quoted(entry.local_files[0])}"
                yield Fault(what, places, (reference.id,), fix=_removal(listing, reference, list(spans.values())))


def _place(listing: Paper, reference: Reference, path: str) -> Place:
    """Where the path is printed, by its first word; the whole reference where it is not printed as it was understood."""
    within = listing.document.text[reference.span.start : reference.span.end]
    for printed in (path, path.split(maxsplit=1)[0] if path.split() else path):
        start = within.find(printed)
        if start >= 0:
            start += reference.span.start
            return Place(listing.document.span(start, start + len(printed)), key=reference.label, field="url")
    return Place(reference.span, key=reference.label, field="url")


def _removal(listing: Paper, reference: Reference, spans: list[Span]) -> Fix | None:
    """Take the links out, with the angle brackets around them; None where they are not found one by one."""
    if any(span.start == reference.span.start for span in spans):
        return None
    text = listing.document.text
    edits = []
    for span in spans:
        bracketed = text[span.start - 1] == "<" and text[span.end : span.end + 1] == ">"
        edits.append(Edit(span.source, span.start - bracketed, span.end + bracketed, ""))
    return Fix("safe", "remove the link", tuple(edits))
