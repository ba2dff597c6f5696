"""Stage 4: entries tidied for BibTeX by ordered steps; normalising twice is normalising once."""

from __future__ import annotations

import dataclasses
from operator import attrgetter

from litreview.model import Entry
from litreview.normalise.dates import dates
from litreview.normalise.identifiers import identifiers
from litreview.normalise.languages import language
from litreview.normalise.leftovers import leftovers
from litreview.normalise.names import names
from litreview.normalise.numbers import numbers
from litreview.normalise.titles import titles
from litreview.normalise.types import kind
from litreview.normalise.venues import venues

__all__ = ["STEPS", "entry"]

STEPS = (identifiers, names, dates, numbers, titles, venues, kind, language, leftovers)
"""Each takes an entry and returns the fields it changes; a step sees what those before it did."""
_FIELDS = attrgetter(*(field.name for field in dataclasses.fields(Entry)))


def entry(entry: Entry) -> Entry:
    """The entry with names, dates, numbers, identifiers, titles and venues in one form; idempotent.

    Works on parsed and on stated entries alike. What a step does not understand it leaves as it stands.
    """
    draft = Entry(*_FIELDS(entry))  # the steps' own until all are done: a copy for each would cost as much as they do
    for step in STEPS:
        for name, value in step(draft).items():
            object.__setattr__(draft, name, value)
    return draft
