"""LR2: identifiers and addresses that cannot be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Confidence
from litreview.opinion import Edit, Fix, Place, Severity
from litreview.rules.fields import entries
from litreview.rules.rule import Fault, about, rule
from litreview.rules.wording import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from litreview.model import Evidence, Paper, Reference

# Source: the DOI handbook, section 2.2: a prefix '10.' and a registrant of four digits or more, a slash, anything printable.
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,9}/[^\s\"{}]+")
_DOI_START = re.compile(r"[dD](?<!\w[dD])[oO][iI](?:\s?[:=]\s?|\.[oO][rR][gG]/)(10\.[^\s,;]{0,80})")
# A space that splits a DOI on one line; over two lines it is only the line's end.
_DOI_SPLIT = re.compile(r"(10(?<!\w10)\.\d{4,9})(?:[ \t]+/[ \t]*|/[ \t]+)(?=\w)")

_CODE_SIGNS = re.compile(r"[^0-9Xx]")


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
        if reference.stated:
            wrong, sure, severity = _stated_wrong(reference.stated.doi or ""), Confidence.CERTAIN, Severity.ERROR
        else:
            wrong, sure, severity = _printed_wrong(reference.raw), Confidence.LIKELY, Severity.WARNING
        if wrong:
            what = f"{listed(entry, reference)}: {quoted(wrong)} is not a DOI"
            yield about(reference, what, field="doi", confidence=sure, severity=severity)


def _stated_wrong(doi: str) -> str:
    bare = re.sub(r"^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", doi.strip(), flags=re.IGNORECASE)
    return "" if _DOI.fullmatch(bare) else bare


def _printed_wrong(raw: str) -> str:
    if "10." not in raw:
        return ""
    if split := _DOI_SPLIT.search(raw):
        return split[0].strip()
    begun = _DOI_START.search(raw)
    # A registrant that is whole is enough, and so is its beginning at a space: the rest may stand on the next line.
    return begun[1] if begun and not re.match(r"10\.\d{4,9}(?:[./]|$)|10\.$", begun[1]) else ""


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
        for number in _numbers((reference.stated or entry).isbn or "", (10, 13)):
            weights = range(10, 0, -1) if len(number) == 10 else (1, 3) * 7
            if _sum(number, weights) % (11 if len(number) == 10 else 10):
                what = f"{listed(entry, reference)}: the check digit of ISBN {number} does not fit"
                yield about(reference, what, field="isbn")


def _numbers(printed: str, lengths: tuple[int, ...]) -> list[str]:
    """The numbers in a field that may hold several, without hyphens and remarks; only those of a length that there is."""
    if not printed:
        return []
    groups = [_CODE_SIGNS.sub("", part) for part in re.split(r"[,;/()]", printed)]
    words = [_CODE_SIGNS.sub("", word) for word in printed.split()]
    found = [group for group in groups if len(group) in lengths] or [word for word in words if len(word) in lengths]
    return [number.upper() for number in found if number[:-1].isdecimal()]


def _sum(number: str, weights: Iterable[int]) -> int:
    return sum(weight * (10 if sign == "X" else int(sign)) for sign, weight in zip(number, weights, strict=False))


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
        for number in _numbers((reference.stated or entry).issn or "", (8,)):
            if _sum(number, range(8, 0, -1)) % 11:
                what = f"{listed(entry, reference)}: the check digit of ISSN {number[:4]}-{number[4:]} does not fit"
                yield about(reference, what, field="issn")


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
                paths = "a file" if len(entry.local_files) == 1 else f"{len(entry.local_files)} files"
                what = f"{listed(entry, reference)} links to {paths} on one machine: {quoted(entry.local_files[0])}"
                yield Fault(what, places, (reference.id,), fix=_removal(listing, reference, places))


def _place(listing: Paper, reference: Reference, path: str) -> Place:
    """Where the path is printed, by its first word; the whole reference where it is not printed as it was understood."""
    within = listing.document.text[reference.span.start : reference.span.end]
    for printed in (path, path.split(maxsplit=1)[0] if path.split() else path):
        start = within.find(printed)
        if start >= 0:
            start += reference.span.start
            return Place(listing.document.span(start, start + len(printed)), key=reference.label, field="url")
    return Place(reference.span, key=reference.label, field="url")


def _removal(listing: Paper, reference: Reference, places: tuple[Place, ...]) -> Fix | None:
    """Take the links out, with the angle brackets around them; None where they are not found one by one."""
    text = listing.document.text
    edits = {}
    for span in (place.span for place in places):
        if span == reference.span:
            return None
        bracketed = text[span.start - 1] == "<" and text[span.end : span.end + 1] == ">"
        edits[span.start] = Edit(span.source, span.start - bracketed, span.end + bracketed, "")
    return Fix("safe", "remove the link", tuple(edits.values()))
