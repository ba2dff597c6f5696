"""What the formats of tags have in common: names as 'Family, Given', values on one line, fields by tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from litreview.model import Entry, Name

__all__ = ["fields", "inverted", "line", "pages"]


def inverted(name: Name) -> str:
    """'Family, Given, Suffix'; an organisation's name as it is."""
    if not name.family:
        return line(name.literal or name.given or "")
    return line(", ".join(filter(None, (name.family, name.given, name.suffix))))


def line(value: str) -> str:
    """A value on one line."""
    return " ".join(value.split())


def pages(entry: Entry) -> tuple[str, str]:
    """The first and the last page."""
    first, _, last = (entry.pages or "").partition("-")
    return first, last


def fields(entry: Entry, tags: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(tag, value) for each field, by its tag, that an entry has."""
    for name, tag in tags.items():
        if value := getattr(entry, name):
            yield tag, line(str(value))
