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
    from collections.abc import Callable, Iterable, Iterator

    from litreview.model import Entry, Reference
    from litreview.parse.segments import Segment

__all__ = ["LABELLERS", "entries", "entry", "load"]

LABELLERS = Table("parser", {"crf": "litreview.parse.tagger:labels", "rules": "litreview.parse.rules:labels"})
"""What labels the parts of a reference: the trained model, or rules that need none."""

_LONGEST = 10_000
"""How many characters of a reference are labelled: what is longer is no reference, and goes to `rest`."""

_BATCH = 50_000
"""How many characters of references go through one step before the next: most papers' lists as a whole."""

_SAME_AUTHOR = re.compile(r"\s*(?:[_‐‑‒–—―−-]\s?){2,8}[.,:]?\s|\s*[—―–]\s?(?:[.,:]\s|(?=\())")


def entry(reference: Reference) -> Entry:
    """The entry that a reference states, or else that its printed text is understood as."""
    return entries([reference])[0]


def entries(references: Iterable[Reference], *, labeller: str = "crf") -> list[Entry]:
    """An entry for each reference, in order; '———. 2010.' has the authors of the one before."""
    references = list(references)
    parsed = _parsed((r for r in references if r.stated is None), LABELLERS[labeller])
    found: list[Entry] = []
    for reference in references:
        if reference.stated is not None:
            found.append(dataclasses.replace(reference.stated, id=reference.id))
            continue
        entry = next(parsed)
        if found and reference.span.source and _SAME_AUTHOR.match(reference.raw):
            entry = _resolved(entry, found[-1])
        found.append(entry)
    return linked(found, references)


def load() -> None:
    """Load the model now, which the first entry would."""
    LABELLERS["crf"]([])


def _parsed(references: Iterable[Reference], labels: Callable[[list[str]], list[list[Segment]]]) -> Iterator[Entry]:
    """The entries of printed references, a step at a time: the model labels many at once, and what stays at work is faster."""
    for batch in _batches(references):
        identifiers = [find(reference.raw) for reference in batch]
        blanked = [blank(r.raw, found)[:_LONGEST] for r, found in zip(batch, identifiers, strict=True)]
        mended = [mend(text, segments) for text, segments in zip(blanked, labels(blanked), strict=True)]
        for reference, segments, found in zip(batch, mended, identifiers, strict=True):
            yield assemble(reference.raw, segments, found, reference.id)


def _batches(references: Iterable[Reference]) -> Iterator[list[Reference]]:
    """References in order, about _BATCH characters together."""
    batch: list[Reference] = []
    size = 0
    for reference in references:
        batch.append(reference)
        size += min(len(reference.raw), _LONGEST)
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _resolved(entry: Entry, before: Entry) -> Entry:
    """The entry with the authors that its dash stands for: all of the one before, or its first when others follow."""
    if entry.authors:
        return dataclasses.replace(entry, authors=before.authors[:1] + entry.authors)
    return dataclasses.replace(entry, authors=before.authors, authors_truncated=before.authors_truncated)
