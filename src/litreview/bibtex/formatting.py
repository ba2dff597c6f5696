"""An entry as a printed reference: by pybtex, and plainly where a style asks for more than the entry says."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from litreview.bibtex import names
from litreview.bibtex.vocabulary import BIBTEX_TYPE
from litreview.bibtex.writing import fields

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["formatted"]


def formatted(entry: Entry, style: str = "plain") -> str:
    """The reference as one line of plain text, in a style that pybtex knows ("plain", "alpha", "unsrt")."""
    from pybtex.exceptions import PybtexError  # noqa: PLC0415 (costly, and seldom needed)

    try:
        return _styled(entry, style)
    except (PybtexError, ValueError, KeyError, IndexError, AttributeError, TypeError):
        # a style fails on an entry that lacks what it needs, one entry at a time
        return _bare(entry)


def _styled(entry: Entry, style: str) -> str:
    from pybtex import database, errors  # noqa: PLC0415

    said = {name: value if name == "month" else value[1:-1] for name, value in fields(entry, "bibtex")}
    people = {"author": entry.authors, "editor": entry.editors}
    with errors.capture():
        persons = {role: [database.Person(names.write((one,))) for one in ones] for role, ones in people.items()}
        shown = {name: value for name, value in said.items() if name not in people and name not in entry.extra}
        record = database.Entry(BIBTEX_TYPE.get(entry.type, entry.type), fields=shown, persons=persons)
        record.key = "k"
        engine, backend = _engine(style)
        (made,) = engine.format_entries([record])
        return " ".join(str(made.text.render(backend)).split())


@cache
def _engine(style: str) -> tuple[Any, Any]:
    from pybtex.plugin import find_plugin  # noqa: PLC0415

    return find_plugin("pybtex.style.formatting", style)(), find_plugin("pybtex.backends", "text")()


def _bare(entry: Entry) -> str:
    people = ", ".join(" ".join(filter(None, (p.given, p.family or p.literal))) for p in entry.authors or entry.editors)
    place = ", ".join(filter(None, (entry.volume, entry.pages)))
    parts = (people, entry.title, " ".join(filter(None, (entry.container_title, place))), entry.publisher, entry.year)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."
