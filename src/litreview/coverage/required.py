"""Which fields an entry of each type must have, as BibTeX and biblatex agree on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["REQUIRED", "missing"]

# A tuple is a choice: any one of its fields will do.
Need = str | tuple[str, ...]

_WHO: Need = ("authors", "editors")
_WHEN: Need = ("year", "date")

REQUIRED: dict[str, tuple[Need, ...]] = {
    "article": ("authors", "title", "container_title", _WHEN),
    "book": (_WHO, "title", "publisher", _WHEN),
    "inbook": ("authors", "title", "container_title", "publisher", _WHEN),
    "incollection": ("authors", "title", "container_title", "publisher", _WHEN),
    "inproceedings": ("authors", "title", "container_title", _WHEN),
    "proceedings": ("title", _WHEN),
    "thesis": ("authors", "title", "publisher", _WHEN),
    "phdthesis": ("authors", "title", "publisher", _WHEN),
    "mastersthesis": ("authors", "title", "publisher", _WHEN),
    "report": ("authors", "title", "publisher", _WHEN),
    "online": ("title", "url", ("year", "date", "accessed")),
    "dataset": (_WHO, "title", _WHEN),
    "software": ("title", _WHEN),
    "patent": ("authors", "title", _WHEN),
    "standard": ("title", _WHEN),
    "legislation": ("title", _WHEN),
    "unpublished": ("authors", "title", _WHEN),
    "misc": ("title", _WHEN),
    "set": (),  # which is cited for those that it names
}


def missing(entry: Entry) -> tuple[str, ...]:
    """The required fields that the entry lacks, in order; a choice that is wholly unmet is named by its first field.

    Source: the required fields of the biblatex manual, section 2.1, and of btxdoc, section 3.1; where they
    differ, the laxer one counts. A type that neither knows is held to `misc`.
    """
    needs = REQUIRED.get(entry.type, REQUIRED["misc"])
    return tuple([need if isinstance(need, str) else need[0] for need in needs if not _met(entry, need)])


def _met(entry: Entry, need: Need) -> bool:
    if isinstance(need, str):
        return bool(getattr(entry, need))
    return any(getattr(entry, name) for name in need)
