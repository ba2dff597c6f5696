"""What the format of a document states comes first: its sections and citations; the text fills in what it leaves out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.extract.citations import citations as printed
from litreview.extract.citations import section, sentence, sentence_ends
from litreview.extract.sections import sections as headed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.extract.citations import Found
    from litreview.model import Citation, CitationStyle, Document, Entry, Reference, Section

__all__ = ["citations", "sections"]

STYLES: Mapping[str, CitationStyle] = {"numeric": "numeric", "key": "key", "footnote": "footnote"}


def sections(document: Document) -> tuple[Section, ...]:
    """The sections of a document: those that its format marks, where it marks any."""
    return document.sections if document.sections is not None else headed(document)


def citations(
    document: Document,
    references: Sequence[Reference],
    entries: Sequence[Entry],
    *,
    sections: Sequence[Section] | None = None,
    language: str | None = None,
    style: str | None = None,
) -> Found:
    """What a document cites, where: what its format states, and what stands typed beside it.

    A source whose citations are commands or keys (LaTeX, pandoc) is not searched for typed ones.
    """
    found = printed(document, references, entries, sections=sections, language=language, style=style)
    if not document.citations:
        return found
    typed = found.citations
    if all(one.kind == "key" for one in document.citations):
        typed = ()
    starts = [one.span.start for one in typed]
    stated = [_filled(one, _at(one, typed, starts)) for one in document.citations]
    taken = {id(other) for one in document.citations for other in _at(one, typed, starts)}
    every = sorted(
        [*stated, *(one for one in typed if id(one) not in taken)], key=lambda one: (one.span.start, one.span.end)
    )
    styles = Counter(STYLES.get(one.kind, "author-year") for one in stated)
    where = sections if sections is not None else headed(document)
    stops = sentence_ends(document.text)
    made = tuple(_placed(document, one, n, where, stops) for n, one in enumerate(every, 1))
    return replace(
        found, style=styles.most_common(1)[0][0], vote={**found.vote, "stated": float(len(stated))}, citations=made
    )


def _at(stated: Citation, typed: Sequence[Citation], starts: Sequence[int]) -> list[Citation]:
    """The typed citations that stand where a stated one does; a citation is at most 200 code points long here."""
    first = bisect_left(starts, stated.span.start - 200)
    near = typed[first : bisect_left(starts, stated.span.end)]
    return [one for one in near if one.span.end > stated.span.start]


def _filled(stated: Citation, typed: Sequence[Citation]) -> Citation:
    """A stated citation with the names and year that are printed there, where it has none of its own."""
    if stated.names or not typed:
        return stated
    best = max(typed, key=lambda one: min(one.span.end, stated.span.end) - max(one.span.start, stated.span.start))
    return replace(stated, names=best.names, et_al=best.et_al, year=stated.year or best.year)


def _placed(document: Document, one: Citation, n: int, where: Sequence[Section], stops: Sequence[int]) -> Citation:
    """The nth citation of a document, with the section and the sentence that it stands in."""
    start, end = one.span.start, one.span.end
    around = one.sentence or sentence(document.text, stops, start, end)
    return replace(one, id=f"{document.source.id}#c{n}", section=section(where, start), sentence=around)
