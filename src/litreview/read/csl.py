"""CSL-JSON, the form in which reference managers and word processors hand over an item, to an Entry."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import Any

from litreview.model import Entry, Name

__all__ = ["entry", "year"]

TYPES = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "bill": "legislation",
    "book": "book",
    "chapter": "incollection",
    "dataset": "dataset",
    "document": "misc",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "legal_case": "legislation",
    "legislation": "legislation",
    "manuscript": "unpublished",
    "paper-conference": "inproceedings",
    "patent": "patent",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "software": "software",
    "speech": "unpublished",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "online",
}
FIELDS = {
    "title": "title",
    "container-title": "container_title",
    "collection-title": "series",
    "publisher": "publisher",
    "publisher-place": "place",
    "volume": "volume",
    "issue": "issue",
    "edition": "edition",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "language": "language",
    "note": "note",
}
"""CSL's variables by the names that Entry has for them (CSL 1.0.2, appendix IV)."""


def entry(item: Any, *, id: str = "") -> Entry:  # noqa: A002 (the field's name)
    """An item as an entry; what is no text where text should be is left out."""
    item = item if isinstance(item, dict) else {}
    fields: dict[str, Any] = {ours: _text(item.get(theirs)) for theirs, ours in FIELDS.items()}
    date = _date(item.get("issued"))
    doi = re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", _text(item.get("DOI")) or "", flags=re.IGNORECASE
    ).lower()
    url = _text(item.get("URL"))
    pages = re.sub(r"\s*(?:--?|[–—])\s*", "-", _text(item.get("page")) or "")
    return Entry(
        id=id,
        type=_type(item),
        key=_text(item.get("citation-key")),
        authors=_names(item.get("author")),
        editors=_names(item.get("editor")),
        translators=_names(item.get("translator")),
        year=date[:4] if date else None,
        date=date,
        accessed=_date(item.get("accessed")),
        pages=pages or None,
        doi=doi or None,
        url=url,
        urls=(url,) if url else (),
        **fields,
    )


def _type(item: dict[str, Any]) -> str:
    """A thesis may say in its genre which kind it is."""
    kind = TYPES.get(str(item.get("type")), "misc")
    genre = str(item.get("genre")).lower() if kind == "thesis" else ""
    return "phdthesis" if re.search(r"ph\.?\s?d|doctoral", genre) else "mastersthesis" if "master" in genre else kind


def year(item: Any) -> str | None:
    """The year in which an item was issued."""
    date = _date(item.get("issued")) if isinstance(item, dict) else None
    return date[:4] if date else None


def _text(value: Any) -> str | None:
    """A string or number as text without markup; None for all else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    bare = unescape(re.sub(r"</?(?:i|b|em|strong|su[bp]|sc|span|jats:\w+)\b[^<>]{0,200}>", "", str(value)))
    return " ".join(bare.split()) or None


def _names(value: Any) -> tuple[Name, ...]:
    return tuple(name for one in value if (name := _name(one))) if isinstance(value, list) else ()


def _name(value: Any) -> Name | None:
    if not isinstance(value, dict):
        return None
    literal = _text(value.get("literal"))
    particles = [_text(value.get(kind)) for kind in ("dropping-particle", "non-dropping-particle")]
    family = " ".join(filter(None, [*particles, _text(value.get("family"))])) or None
    if not literal and not family:
        return None
    return Name(family, _text(value.get("given")), _text(value.get("suffix")), literal if not family else None)


def _date(value: Any) -> str | None:
    """ISO 8601, as exact as stated, from CSL's `date-parts`, `raw` or `literal`; None without a year."""
    if not isinstance(value, dict):
        value = {"raw": str(value)} if isinstance(value, str | int | dt.date) else {}
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        numbers = [int(str(part)) for part in parts[0][:3] if re.fullmatch(r"\d{1,4}", str(part))]
        if numbers and numbers[0]:
            return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])
    stated = _text(value.get("raw")) or _text(value.get("literal")) or ""
    found = re.search(r"\b\d{4}(?:-\d{2}(?:-\d{2})?)?\b", stated)
    return found[0] if found else None
