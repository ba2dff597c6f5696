"""Stage 3: from a reference to an entry."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from litreview.parse.assemble import assemble
from litreview.parse.identifiers import blank, find
from litreview.parse.linked import linked
from litreview.parse.mend import mend
from litreview.registry import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from litreview.model import Entry, Reference
    from litreview.parse.segments import Segment

__all__ = ["LABELLERS", "entries", "entry"]

LABELLERS = Table("parser", {"crf": "litreview.parse.tagger:label", "rules": "litreview.parse.rules:label"})
"""What labels the parts of a reference: the trained model, or rules that need none."""

_LONGEST = 10_000
"""How many characters of a reference are labelled: what is longer is no reference, and goes to `rest`."""

_SAME_AUTHOR = re.compile(r"\s*(?:[_‐‑‒–—―−-]\s?){2,8}[.,:]?\s|\s*[—―]\s?[.,:]\s")


def entry(reference: Reference) -> Entry:
    """The entry that a reference states, or else that its printed text is understood as."""
    return entries([reference])[0]


def entries(references: Iterable[Reference], *, labeller: str = "crf") -> list[Entry]:
    """An entry for each reference, in order; '———. 2010.' has the authors of the one before."""
    references = list(references)
    found: list[Entry] = []
    label = LABELLERS[labeller]
    for reference in references:
        if reference.stated is not None:
            found.append(dataclasses.replace(reference.stated, id=reference.id))
            continue
        entry = _parsed(reference, label)
        if found and reference.span.source and _SAME_AUTHOR.match(reference.raw):
            entry = _resolved(entry, found[-1])
        found.append(entry)
    return linked(found, references)


def _resolved(entry: Entry, before: Entry) -> Entry:
    """The entry with the authors that its dash stands for: all of the one before, or its first when others follow."""
    if entry.authors:
        return dataclasses.replace(entry, authors=before.authors[:1] + entry.authors)
    return dataclasses.replace(entry, authors=before.authors, authors_truncated=before.authors_truncated)


def _parsed(reference: Reference, label: Callable[[str], list[Segment]]) -> Entry:
    text = reference.raw
    identifiers = find(text)
    blanked = blank(text, identifiers)[:_LONGEST]
    return assemble(text, mend(blanked, label(blanked)), identifiers, reference.id)
