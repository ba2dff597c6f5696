"""BibTeX and biblatex."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview import bibtex as library
from litreview.model import Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Entry

__all__ = ["biblatex", "bibtex"]


def bibtex(entries: Sequence[Entry]) -> str:
    """Entries as BibTeX, by key."""
    return _text(entries, "bibtex")


def biblatex(entries: Sequence[Entry]) -> str:
    """Entries as biblatex, by key."""
    return _text(entries, "biblatex")


def _text(entries: Sequence[Entry], dialect: str) -> str:
    """Without our header, by which a consolidated .bib is told from one that somebody may edit and read again."""
    works = [Work(str(n), entry.key or "", entry, ()) for n, entry in enumerate(entries)]
    return library.write(works, dialect).removeprefix(library.HEADER).lstrip("\n")
