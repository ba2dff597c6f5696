"""Stage 2: from a document to its references and citations."""

from __future__ import annotations

from litreview.extract.lists import references, split

__all__ = ["references", "split"]
