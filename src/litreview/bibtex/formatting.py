"""An entry as a printed reference, in one of pybtex's styles."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from litreview.errors import UsageError
from litreview.registry import did_you_mean

if TYPE_CHECKING:
    from litreview.model import Entry, Name

__all__ = ["STYLES", "formatted"]

STYLES = ("plain", "alpha", "unsrt", "unsrtalpha")

# Types that pybtex's styles know, by ours; `misc` prints any field that it is given.
_TYPES = {
    **dict.fromkeys(("article", "book", "inbook", "incollection", "inproceedings", "proceedings", "misc"), None),
    **dict.fromkeys(("phdthesis", "mastersthesis", "unpublished"), None),
    "thesis": "phdthesis",
    "report": "techreport",
}
_FIELDS = {
    "title": "title",
    "series": "series",
    "publisher": "publisher",
    "place": "address",
    "volume": "volume",
    "issue": "number",
    "year": "year",
    "edition": "edition",
    "doi": "doi",
    "url": "url",
    "note": "note",
}
_PRIVATE = 0xF0000
_CONTAINER = {"article": "journal", "misc": "howpublished"}
_HOUSE = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}


def formatted(entry: Entry, style: str = "plain") -> str:
    """The entry as the style prints it, as plain text.

    Where the style misses a field that its type must have, it is printed as `misc`, which must have none.
    Raises UsageError for a style that there is none of.
    """
    from pybtex.style.template import FieldIsMissing  # noqa: PLC0415 (costly, and only the page prints references)

    kind = _TYPES.get(entry.type, "misc") or entry.type
    try:
        return _printed(entry, kind, style)
    except FieldIsMissing:
        return _printed(entry, "misc", style)


def _printed(entry: Entry, kind: str, style: str) -> str:
    from pybtex.database import Entry as Record  # noqa: PLC0415

    stated = {name: said for ours, name in _FIELDS.items() if (said := getattr(entry, ours))}
    if entry.doi and entry.doi in (entry.url or ""):
        del stated["url"]  # the style prints the DOI
    if entry.container_title:
        stated[_CONTAINER.get(kind, "booktitle")] = entry.container_title
    if kind in _HOUSE and "publisher" in stated:
        stated[_HOUSE[kind]] = stated.pop("publisher")
    if entry.pages:
        stated["pages"] = entry.pages.replace("-", "–")
    # pybtex reads LaTeX, and lowers the capitals of titles. Ours are no LaTeX, and hold names: each value goes in as one
    # letter of the private use area, which comes out as it went in. Its last stop stays, for the style to see.
    letters = {chr(_PRIVATE + n): said.rstrip(".?!") for n, said in enumerate(stated.values())}
    fields = {
        name: letter + said[len(letters[letter]) :]
        for letter, (name, said) in zip(letters, stated.items(), strict=True)
    }
    persons = {"author": _persons(entry.authors), "editor": _persons(entry.editors)}
    record = Record(kind, fields, {role: people for role, people in persons.items() if people})
    record.key = entry.id
    formatting, backend = _style(style)
    text: str = formatting.format_entry("", record).text.render(backend)
    return text.translate({ord(letter): said for letter, said in letters.items()})


@dataclass(frozen=True, slots=True)
class _Person:
    """What a style asks of a pybtex Person: the words of a name, as they stand, for ours hold no LaTeX."""

    rich_first_names: list[Any]
    rich_last_names: list[Any]
    rich_lineage_names: list[Any]
    rich_middle_names: list[Any] = field(default_factory=list)
    rich_prelast_names: list[Any] = field(default_factory=list)


def _persons(names: tuple[Name, ...]) -> list[_Person]:
    from pybtex.richtext import Text  # noqa: PLC0415

    return [
        _Person(
            [Text(word) for word in (name.given or "").split()] if name.family else [],
            [Text(name.lead)],
            [Text(name.suffix)] if name.suffix else [],
        )
        for name in names
    ]


@functools.cache
def _style(name: str) -> tuple[Any, Any]:
    from pybtex.plugin import find_plugin  # noqa: PLC0415

    if name not in STYLES:
        raise UsageError(f"no reference style is named '{name}'{did_you_mean(name, list(STYLES))}")
    return find_plugin("pybtex.style.formatting", name)(), find_plugin("pybtex.backends", "plaintext")()
