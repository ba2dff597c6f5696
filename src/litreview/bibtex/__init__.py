"""BibTeX in and out: bibtexparser reads and writes it, pybtex tells the parts of names."""

from __future__ import annotations

from litreview.bibtex.reading import Bibliography, Item, Trouble, is_output, read
from litreview.bibtex.writing import HEADER, write

__all__ = ["HEADER", "Bibliography", "Item", "Trouble", "is_output", "read", "write"]
