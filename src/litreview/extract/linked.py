"""Which hyperlinks of a document stand in which reference, and the printed addresses that they make whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litreview.model import Document, Hyperlink, Reference

__all__ = ["linked"]

SCHEME = re.compile(r"https?://(?:(?:dx\.|www\.)?doi\.org/(?=10\.)|www\.)?", re.IGNORECASE)
CUT = re.compile(r"[\s\u00ad\u2010-]")
"""What the end of a line may have put into an address, or taken from it."""


def linked(document: Document, references: Iterable[Reference]) -> tuple[Reference, ...]:
    """The references with the hyperlinks that stand in them; an address that a line's end cut is whole again in `raw`."""
    if not document.hyperlinks:
        return tuple(references)
    return tuple(_with(reference, _inside(document, reference)) for reference in references)


def _inside(document: Document, reference: Reference) -> tuple[Hyperlink, ...]:
    """The hyperlinks whose middle stands in a reference: a PDF's rectangles reach over the print that they belong to."""
    first, last = (
        bisect_left(document.hyperlinks, 2 * edge, key=lambda link: link.start + link.end)
        for edge in (reference.span.start, reference.span.end)
    )
    return document.hyperlinks[first:last]


def _with(reference: Reference, found: tuple[Hyperlink, ...]) -> Reference:
    if not found:
        return reference
    raw = reference.raw
    for link in found:
        raw = _whole(raw, unquote(SCHEME.sub("", link.url, count=1)).rstrip("/"))
    return replace(reference, raw=raw, hyperlinks=found)


def _whole(raw: str, address: str) -> str:
    """The text with this address in one piece, where it is printed in several."""
    if address in raw or not address or address[:4].lower() not in raw.lower():
        return raw
    letters = [n for n, char in enumerate(raw) if not CUT.match(char)]
    bare = CUT.sub("", address)
    match = re.search(re.escape(bare), "".join(raw[n] for n in letters), re.IGNORECASE) if len(bare) > 5 else None
    if not match:
        return raw
    first, last = letters[match.start()], letters[match.end() - 1] + 1
    return f"{raw[:first]}{address}{raw[last:]}" if CUT.sub("", raw[first:last]) != raw[first:last] else raw
