"""What no field took: kept in the note, so that a .bib made from print loses nothing that a reader could need."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litreview.model import Entry

_EDGES = " \t\n.,;:()[]\"'“”‘’«»-–—"
_SAYS = re.compile(r"\d|[^\W\d_]{3}")  # a number, or a word: less is what separators leave behind
_UNDATED = re.compile(r"\(?\bn\.\s?d\b\.?\)?")  # says only that there is no date


def leftovers(entry: Entry) -> dict[str, Any]:
    """The note with the rest at its end, once; a rest of separators says nothing."""
    rest = " ".join(_UNDATED.sub(" ", entry.rest or "").split()).strip(_EDGES)
    if not _SAYS.search(rest) or rest in (entry.note or ""):
        return {}
    return {"note": f"{entry.note}; {rest}" if entry.note else rest}
