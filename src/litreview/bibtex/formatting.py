"""An entry as a printed reference, in one of pybtex's styles."""

from __future__ import annotations

import functools
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
_CONTAINER = {"article": "journal"}
_HOUSE = {"phdthesis": "school", "mastersthesis": "school", "techreport": "institution"}


def formatted(entry: Entry, style: str = "plain") -> str:
    """The entry as the style prints it, as plain text; authors, title and year where the style cannot do it.

    Raises UsageError for a style that there is none of.
    """
    try:
        return _printed(entry, style)
    except UsageError:
        raise
    except Exception:  # noqa: BLE001 (a style fails on a missing field in ways that it does not declare)
        people = " and ".join(name.lead for name in entry.authors or entry.editors)
        return " ".join(f"{part}." for part in (people, entry.title, entry.container_title, entry.year) if part)


def _printed(entry: Entry, style: str) -> str:
    from pybtex.database import Entry as Record  # noqa: PLC0415 (costly, and only the page prints references)

    kind = _TYPES.get(entry.type, "misc") or entry.type
    fields = {name: _plain(stated) for ours, name in _FIELDS.items() if (stated := getattr(entry, ours))}
    if entry.container_title:
        fields[_CONTAINER.get(kind, "booktitle")] = _plain(entry.container_title)
    if kind in _HOUSE and "publisher" in fields:
        fields[_HOUSE[kind]] = fields.pop("publisher")
    if entry.pages:
        fields["pages"] = _plain(entry.pages.replace("-", "--"))
    if kind == "misc" and entry.container_title:
        fields["howpublished"] = fields.pop("booktitle")
    persons = {"author": _persons(entry.authors), "editor": _persons(entry.editors)}
    record = Record(kind, fields, {role: people for role, people in persons.items() if people})
    record.key = entry.id
    formatting, backend = _style(style)
    text: str = formatting.format_entry("", record).text.render(backend)
    return text


def _persons(names: tuple[Name, ...]) -> list[Any]:
    from pybtex.database import Person  # noqa: PLC0415

    people = []
    for name in names:
        if name.family:
            people.append(Person(first=_plain(name.given or ""), last=_plain(name.family), lineage=name.suffix or ""))
        else:
            people.append(Person(last="{" + _plain(name.lead) + "}"))
    return people


@functools.cache
def _style(name: str) -> tuple[Any, Any]:
    from pybtex.plugin import find_plugin  # noqa: PLC0415

    if name not in STYLES:
        raise UsageError(f"no reference style is named '{name}'{did_you_mean(name, list(STYLES))}")
    return find_plugin("pybtex.style.formatting", name)(), find_plugin("pybtex.backends", "plaintext")()


def _plain(text: str) -> str:
    """Text that pybtex, which reads LaTeX, takes as it stands."""
    return "".join(f"\\{letter}" if letter in "#$%&_" else " " if letter in "{}\\~^" else letter for letter in text)
