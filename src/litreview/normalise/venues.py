"""Where a work appeared in one form: an organisation that stands where a journal would is the publisher."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from litreview import lexicon

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["venues"]

_WORD = re.compile(r"[^\W\d_]+")


def venues(entry: Entry) -> dict[str, Any]:
    """Container, publisher, place without the punctuation of a list."""
    container, publisher = entry.container_title, entry.publisher
    journal = entry.volume or entry.issue or entry.pages or entry.editors or entry.issn
    if container and not publisher and not journal and entry.title and entry.confidence and _organisation(container):
        container, publisher = None, container
    return {
        "container_title": container,
        "publisher": publisher.strip(" ,;:") if publisher else publisher,
        "place": entry.place.strip(" ,;:([") if entry.place else entry.place,
    }


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(lexicon.words("reference", key))


def _organisation(container: str) -> bool:
    """Whether a name is an organisation's rather than a periodical's or a conference's."""
    words = {w.lower() for w in _WORD.findall(container)}
    periodical = _words("journal") | _words("proceedings") | _words("newspaper")
    return bool(words & _words("organisation")) and not words & {w for w in periodical if len(w) > 1}
