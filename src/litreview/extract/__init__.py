"""Stage 2: from a document to its references and citations, as printed."""

from __future__ import annotations

from litreview.extract.citations import Found, citations
from litreview.extract.language import language
from litreview.extract.lists import references, split
from litreview.extract.sections import sections

__all__ = ["Found", "citations", "language", "references", "sections", "split"]
