"""The references of a document, or of a bare list's text."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from litreview.extract import listing, splitting
from litreview.extract.linked import linked
from litreview.extract.rendered import quiet, rendered
from litreview.model import Reference, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from litreview.model import Document

__all__ = ["references", "split"]


def references(document: Document) -> tuple[Reference, ...]:
    """The references of all lists of a document, in order, with their hyperlinks; those its format states, where it does."""
    if document.references is not None:
        return linked(document, document.references)
    markdown = document.format == "markdown"
    text = quiet(document.text) if markdown else document.text
    found = (item for _, start, end in listing.lists(text) for item in splitting.items(text, start, end))
    made = _references(text, found, document.source.id, document.span, printed=rendered if markdown else str)
    return linked(document, made)


def split(text: str) -> list[Reference]:
    """The references in the text of a list, with or without its heading; `raw` keeps the printed number."""
    starts = [0, *(n + 1 for n, c in enumerate(text) if c == "\n")]

    def span(start: int, end: int) -> Span:
        line = bisect_right(starts, start)
        return Span("", start, end, line, start - starts[line - 1] + 1)

    begin = 0
    first = next(listing.lines(text), None)
    if first and listing.is_list_heading(text[slice(*first)]):
        begin = first[1]
    return _references(text, splitting.items(text, begin), "", span, numbers=True)


def _references(
    text: str,
    items: Iterable[splitting.Item],
    source: str,
    span: Callable[[int, int], Span],
    *,
    numbers: bool = False,
    printed: Callable[[str], str] = str,
) -> list[Reference]:
    return [
        Reference(
            id=f"{source}#r{n + 1}",
            index=n,
            raw=splitting.unwrap(printed(item.printed(text, label=numbers))),
            span=span(item.start, item.end),
            label=item.label,
        )
        for n, item in enumerate(items)
    ]
