"""2  Document -> references and citations, as printed."""

from litreview.extract.citations import Found, citations
from litreview.extract.language import language
from litreview.extract.sections import sections

__all__ = ["Found", "citations", "language", "sections"]
