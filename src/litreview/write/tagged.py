"""What the formats of tags have in common: names as 'Family, Given', values on one line, fields by tag, types, keywords."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from litreview.bibtex.latex import decode
from litreview.bibtex.vocabulary import BIBTEX_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from litreview.model import Entry, Name

__all__ = ["abstract", "fields", "inverted", "keywords", "kind", "line", "pages"]

Kind = TypeVar("Kind")


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


def kind(entry: Entry, kinds: Mapping[str, Kind], other: Kind) -> Kind:
    """What a format calls the type of an entry, or the broader type that BibTeX has for it."""
    return kinds.get(entry.type) or kinds.get(BIBTEX_TYPE.get(entry.type, "")) or other


def abstract(entry: Entry) -> str:
    """An entry's abstract as LaTeX would print it, on one line; "" where there is none."""
    return line(decode(entry.extra.get("abstract", "")))


def keywords(entry: Entry) -> list[str]:
    """An entry's keywords, one by one: semicolons part them where there are any, else commas."""
    text = line(decode(entry.extra.get("keywords", "")))
    return [word for word in re.split(r"\s*;\s*" if ";" in text else r"\s*,\s*", text) if word]
