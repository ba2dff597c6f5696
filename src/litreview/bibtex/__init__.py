"""BibTeX in and out: bibtexparser reads and writes it, pybtex tells the parts of names and formats references."""

from __future__ import annotations

from litreview.bibtex.formatting import formatted
from litreview.bibtex.reading import Bibliography, Item, Trouble, comments, is_output, read
from litreview.bibtex.vocabulary import KNOWN_TYPES, TYPE, field_name
from litreview.bibtex.writing import HEADER, Dialect, blocks, joined, keyed, order, write

__all__ = [
    "HEADER",
    "KNOWN_TYPES",
    "TYPE",
    "Bibliography",
    "Dialect",
    "Item",
    "Trouble",
    "blocks",
    "comments",
    "field_name",
    "formatted",
    "is_output",
    "joined",
    "keyed",
    "order",
    "read",
    "write",
]
