"""An entry as a printed reference, in one of pybtex's styles."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from litreview.errors import UsageError
from litreview.registry import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

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


Fields = tuple[tuple[str, str], ...]
"""The name of each field that a style is given, and the stop at its end."""

Part = tuple[str, str] | None
"""A value without the stop at its end, and that; None for a part of a name that there is none of."""

Form = tuple[str | None, ...]
"""Of a person, the stops after given names, family name and suffix."""


def formatted(entry: Entry, style: str = "plain") -> str:
    """The entry as the style prints it, as plain text.

    Where the style misses a field that its type must have, it is printed as `misc`, which must have none.
    Raises UsageError for a style that there is none of.
    """
    kind = _TYPES.get(entry.type, "misc") or entry.type
    return _printed(entry, kind, style) or _printed(entry, "misc", style) or ""


def _printed(entry: Entry, kind: str, style: str) -> str | None:
    """The entry as the style prints that kind; None where a field is missed.

    pybtex reads LaTeX, and lowers the capitals of titles. Ours are no LaTeX, and hold names: each value goes in as one
    letter of the private use area, which comes out as it went in. Its last stop stays, for the style to see. So the
    style makes a pattern, which is the same for all references of one form, and is made once for them. The authors,
    whose number differs most, are a sentence of their own in every style: they are set first, and go in as one.
    """
    fields = {name: _cut(said) for name, said in _stated(entry, kind).items()}
    authors = [_authors(entry.authors, style)] if entry.authors else []
    editors = [_parts(name) for name in entry.editors]
    stops = tuple((name, stop) for name, (_, stop) in fields.items())
    pattern = _pattern(style, kind, stops, tuple(_form(author) for author in authors), tuple(map(_form, editors)))
    return pattern and _filled(pattern, [*fields.values(), *itertools.chain(*authors, *editors)])


def _authors(names: tuple[Name, ...], style: str) -> list[Part]:
    """Authors as the style lists them, as if they were one family name."""
    people = [_parts(name) for name in names]
    pattern = _pattern(style, "misc", (), tuple(map(_form, people)), ()) or ""
    last = next(part for part in reversed(people[-1]) if part)
    return [None, (_cut(_filled(pattern, list(itertools.chain(*people))))[0], last[1]), None]


def _form(name: Iterable[Part]) -> Form:
    return tuple(part and part[1] for part in name)


def _filled(pattern: str, values: Iterable[Part]) -> str:
    """The pattern with the values in the place of their letters."""
    said = [value[0] for value in values if value]
    return pattern.translate({_PRIVATE + n: text for n, text in enumerate(said)})


def _stated(entry: Entry, kind: str) -> dict[str, str]:
    """The fields of an entry that a style prints, by pybtex's names."""
    stated = {name: said for ours, name in _FIELDS.items() if (said := getattr(entry, ours))}
    if entry.doi and entry.doi in (entry.url or ""):
        del stated["url"]  # the style prints the DOI
    if entry.container_title:
        stated[_CONTAINER.get(kind, "booktitle")] = entry.container_title
    if kind in _HOUSE and "publisher" in stated:
        stated[_HOUSE[kind]] = stated.pop("publisher")
    if entry.pages:
        stated["pages"] = entry.pages.replace("-", "–")
    return stated


def _parts(name: Name) -> list[Part]:
    """Given names, family name (or the literal) and suffix."""
    given = " ".join((name.given or "").split()) if name.family else ""
    return [(given, "") if given else None, _cut(name.lead), _cut(name.suffix) if name.suffix else None]


def _cut(value: str) -> tuple[str, str]:
    """A value without the stop at its end, and that."""
    bare = value.rstrip(".?!")
    return bare, value[len(bare) :]


@functools.lru_cache(maxsize=4096)
def _pattern(style: str, kind: str, fields: Fields, authors: tuple[Form, ...], editors: tuple[Form, ...]) -> str | None:
    """How a style prints a reference with these fields and people; None where it misses a field.

    The nth value stands in it as the nth letter of the private use area.
    """
    from pybtex.database import Entry as Record  # noqa: PLC0415 (costly, and only the page prints references)
    from pybtex.richtext import Text  # noqa: PLC0415
    from pybtex.style.template import FieldIsMissing  # noqa: PLC0415

    letters = map(chr, itertools.count(_PRIVATE))
    stated = {name: next(letters) + stop for name, stop in fields}
    persons = {
        role: [_Person(*([] if stop is None else [Text(next(letters) + stop)] for stop in name)) for name in names]
        for role, names in (("author", authors), ("editor", editors))
        if names
    }
    formatting, backend = _style(style)
    record = Record(kind, stated, persons)
    record.key = ""
    try:
        text: str = formatting.format_entry("", record).text.render(backend)
    except FieldIsMissing:
        return None
    return text


@dataclass(frozen=True, slots=True)
class _Person:
    """What a style asks of a pybtex Person: the parts of a name, as they stand, for ours hold no LaTeX."""

    rich_first_names: list[Any]
    rich_last_names: list[Any]
    rich_lineage_names: list[Any]
    rich_middle_names: list[Any] = field(default_factory=list)
    rich_prelast_names: list[Any] = field(default_factory=list)


@functools.cache
def _style(name: str) -> tuple[Any, Any]:
    from pybtex.plugin import find_plugin  # noqa: PLC0415

    if name not in STYLES:
        raise UsageError(f"no reference style is named '{name}'{did_you_mean(name, list(STYLES))}")
    return find_plugin("pybtex.style.formatting", name)(), find_plugin("pybtex.backends", "plaintext")()
