"""Years and dates in one form: four digits and a letter, ISO 8601."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["dates"]

_YEAR = re.compile(r"\W*(\d{4}[a-z]?)\W*")
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def dates(entry: Entry) -> dict[str, Any]:
    """A year without brackets; the year that a date states where none is given."""
    year = entry.year
    if year and (match := _YEAR.fullmatch(year)):
        year = match[1]
    if not year and entry.date and _ISO.match(entry.date):
        year = entry.date[:4]
    return {"year": year}
