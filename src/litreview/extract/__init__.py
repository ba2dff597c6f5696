"""Stage 2: from a document to its references and citations, as printed."""

from __future__ import annotations

from litreview.extract.citations import Found
from litreview.extract.language import language
from litreview.extract.lists import references, split
from litreview.extract.stated import citations, sections

__all__ = ["Found", "citations", "language", "references", "sections", "split"]
