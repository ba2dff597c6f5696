"""How messages name what they speak of: a citation as printed, a reference as an author would, a count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Citation, Entry, Name, Reference

__all__ = ["cited", "count", "listed", "quoted", "some", "times"]


def cited(citation: Citation) -> str:
    """A citation as printed, on one line, in quotes and without outer brackets; only the names where it has no year."""
    text = " and ".join(citation.names) if citation.kind == "narrative-no-year" else citation.surface
    if text[:1] in ("(", "[") and text[-1:] in (")", "]"):
        text = text[1:-1]
    return quoted(text)


def listed(entry: Entry, reference: Reference | None = None) -> str:
    """A reference in short: first author, year, title. Where none is known, its first printed words."""
    people = entry.authors or entry.editors
    who = _who(people)
    if len(people) > 1 or entry.authors_truncated:
        who += " et al." if len(people) > 2 or entry.authors_truncated else f" and {_who(people[1:])}"
    year = f"({entry.year})" if entry.year else ""
    parts = [part for part in (who, year, entry.title and quoted(entry.title)) if part]
    if not (who or entry.title) and reference is not None:
        return quoted(reference.raw)
    return " ".join(parts) or "an entry without author, year or title"


def quoted(text: str, width: int = 70) -> str:
    """Text on one line, in single quotes, cut at a word when it is long."""
    text = " ".join(text.split())
    if len(text) > width:
        text = re.sub(r"\W*\s?\S*$", "", text[:width]) + " …"
    return f"'{text}'"


def times(n: int) -> str:
    """'once', 'twice', '5 times'."""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def count(n: int, noun: str) -> str:
    """'1 reference', '2 references', '2 entries'."""
    several = f"{noun[:-1]}ies" if noun.endswith("ry") else f"{noun}s"
    return f"{n} {noun if n == 1 else several}"


def some(items: Sequence[str], most: int = 3) -> str:
    """The first few of the items, joined as in a sentence, and how many more there are."""
    shown = list(items[:most])
    if len(items) > most:
        shown.append(f"{len(items) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def _who(people: Sequence[Name]) -> str:
    if not people:
        return ""
    first = people[0]
    return f"{first.family}, {first.given}" if first.family and first.given else first.lead
