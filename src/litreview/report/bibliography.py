"""The works in print: the consolidated bibliography, one .bib of every work, and each work as a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview import bibtex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Work
    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["Printed", "printed", "write"]

Printed = list[tuple[str, str]]
"""Each work as its block in the .bib, and as a reference."""


def printed(works: Sequence[Work], dialect: str, style: str) -> Printed:
    """The works in print, in their order. Raises UsageError for a style that there is none of."""
    return [
        (block, bibtex.formatted(work.entry, style))
        for work, block in zip(works, bibtex.blocks(works, dialect), strict=True)
    ]


def write(review: Review, options: Options) -> str:
    """Every work as BibTeX, in the dialect asked for, with the comments in which other tools keep their groups."""
    works = review.evidence.works
    blocks = [block for block, _ in options.printed] if options.printed else bibtex.blocks(works, options.dialect)
    ordered = sorted((bibtex.order(work.key), block) for work, block in zip(works, blocks, strict=True))
    kept = bibtex.comments(
        paper.document.text for paper in review.evidence.bibliographies if paper.document.format == "bib"
    )
    return bibtex.joined((block for _, block in ordered), comments=kept)
