"""The consolidated bibliography: one .bib of every work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview import bibtex

if TYPE_CHECKING:
    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["write"]


def write(review: Review, options: Options) -> str:
    """Every work as BibTeX, in the dialect asked for, with the comments in which other tools keep their groups."""
    kept = bibtex.comments(
        paper.document.text for paper in review.evidence.bibliographies if paper.document.format == "bib"
    )
    return bibtex.write(review.evidence.works, dialect=options.dialect, comments=kept)
