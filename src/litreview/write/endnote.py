"""EndNote's XML."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from litreview.write import tagged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import Entry

__all__ = ["text"]

TYPES = {
    "article": ("Journal Article", 17),
    "book": ("Book", 6),
    "dataset": ("Dataset", 59),
    "inbook": ("Book Section", 5),
    "incollection": ("Book Section", 5),
    "inproceedings": ("Conference Paper", 47),
    "legislation": ("Legislation", 31),
    "mastersthesis": ("Thesis", 32),
    "online": ("Web Page", 12),
    "patent": ("Patent", 25),
    "phdthesis": ("Thesis", 32),
    "proceedings": ("Conference Proceedings", 10),
    "report": ("Report", 27),
    "software": ("Computer Program", 9),
    "standard": ("Standard", 58),
    "thesis": ("Thesis", 32),
    "unpublished": ("Unpublished Work", 34),
}
FIELDS = {
    "pages": "pages",
    "volume": "volume",
    "issue": "number",
    "edition": "edition",
    "publisher": "publisher",
    "place": "pub-location",
    "doi": "electronic-resource-num",
    "pmid": "accession-num",
    "language": "language",
    "note": "notes",
}
TITLES = {"title": "title", "container_title": "secondary-title", "series": "tertiary-title"}


def text(entries: Sequence[Entry]) -> str:
    """A record an entry, numbered from 1."""
    records = "\n".join(_record(entry, n) for n, entry in enumerate(entries, 1))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><records>\n{records}\n</records></xml>\n'


def _record(entry: Entry, n: int) -> str:
    name, number = tagged.kind(entry, TYPES, ("Generic", 13))
    people = _inside("authors", (_element("author", tagged.inverted(one)) for one in entry.authors))
    people += _inside("secondary-authors", (_element("author", tagged.inverted(one)) for one in entry.editors))
    urls = (_element("url", url) for url in dict.fromkeys(filter(None, (entry.url, *entry.urls))))
    parts = [
        _element("rec-number", str(n)),
        f'<ref-type name="{name}">{number}</ref-type>',
        _inside("contributors", [people]),
        _inside("titles", _elements(entry, TITLES)),
        *_elements(entry, FIELDS),
        _element("isbn", entry.isbn or entry.issn or ""),
        _inside("dates", [_element("year", entry.year or "")]),
        _inside("urls", [_inside("related-urls", urls)]),
        _element("abstract", tagged.abstract(entry)),
        _inside("keywords", (_element("keyword", word) for word in tagged.keywords(entry))),
    ]
    return f"<record>{''.join(parts)}</record>"


def _elements(entry: Entry, names: dict[str, str]) -> Iterator[str]:
    yield from (_element(tag, value) for tag, value in tagged.fields(entry, names))


def _element(tag: str, value: str) -> str:
    """An element, without the characters that XML 1.0 forbids; nothing for nothing."""
    legal = "".join(
        char for char in value if char >= " " and char not in "\ufffe\uffff" and not "\ud800" <= char <= "\udfff"
    )
    return f"<{tag}>{escape(legal)}</{tag}>" if legal else ""


def _inside(tag: str, elements: Iterable[str]) -> str:
    inner = "".join(elements)
    return f"<{tag}>{inner}</{tag}>" if inner else ""
