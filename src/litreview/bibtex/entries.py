"""The fields of a .bib's entry to an Entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.bibtex import latex, names
from litreview.bibtex.fields import MONTHS
from litreview.bibtex.vocabulary import (
    IN_BOOK,
    KNOWN_TYPES,
    LANGUAGE_CODES,
    STATED_TYPE,
    THESES,
    TYPE,
    publisher_names,
)
from litreview.model import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["entry"]

# attribute -> the fields that may hold it, best first; decoded from LaTeX
TEXT = {
    "title": ("title",),
    "series": ("series",),
    "place": ("location", "address"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "year": ("year",),
    "edition": ("edition",),
    "note": ("note",),
}
# the same, taken as they stand
VERBATIM = {
    "date": ("date",),
    "accessed": ("urldate",),
    "doi": ("doi",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "pmid": ("pmid",),
    "pmcid": ("pmcid", "pmc"),
}
PEOPLE = {"authors": "author", "editors": "editor", "translators": "translator"}
SUBTITLES = (("title", "subtitle"), ("container_title", "booksubtitle"), ("container_title", "journalsubtitle"))
ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
URL = re.compile(r"^(?:\\url\{)?(https?://[^\s{}]+)\}?$")


def entry(kind: str, key: str | None, stated: Mapping[str, str], *, id: str = "") -> Entry:  # noqa: A002 (the model's word)
    """What the fields say; kind is the word after `@`. A field that no attribute takes stands in `extra` as it stood.

    A type that neither dialect knows becomes "misc".
    """
    fields = {name: value for name, value in stated.items() if value.strip()}
    kind = _type(kind, fields)
    said: dict[str, Any] = {}
    for attribute, field in PEOPLE.items():
        said[attribute], truncated = names.read(fields.pop(field, ""))
        if attribute == "authors":
            said["authors_truncated"] = truncated
    _take(said, "container_title", _containers(kind), fields)
    _take(said, "publisher", publisher_names(kind), fields)
    for attribute, candidates in TEXT.items():
        _take(said, attribute, candidates, fields)
    for attribute, candidates in VERBATIM.items():
        for name in candidates:
            if name in fields:
                said[attribute] = latex.verbatim(fields.pop(name))
                break
    said |= _whole_titles(said, fields)
    if said.get("pages"):
        said["pages"] = re.sub(r"(?<=\w) ?(?:-{1,3}|[–—]) ?(?=\w)", "-", said["pages"])
    said |= _dates(said, fields) | _links(fields) | _preprint(fields)
    if language := _language(fields):
        said["language"] = language
    return Entry(id=id, type=kind, key=key, **said, extra=fields)


def _type(kind: str, fields: dict[str, str]) -> str:
    """The model's word for an entry's type, which biblatex may say in `type`: that is then taken out of the fields."""
    kind = TYPE.get(kind, kind)
    stated = STATED_TYPE.get(fields.get("type", "").strip().casefold())
    if stated and kind in THESES | {"report"}:
        del fields["type"]
        return stated
    return kind if kind in KNOWN_TYPES else "misc"


def _whole_titles(said: Mapping[str, Any], fields: dict[str, str]) -> dict[str, str]:
    """The titles that have a subtitle, with it."""
    found: dict[str, str] = {}
    for attribute, name in SUBTITLES:
        if said.get(attribute) and (subtitle := latex.decode(fields.pop(name, ""))):
            found[attribute] = f"{said[attribute]}: {subtitle}"
    return found


def _take(said: dict[str, Any], attribute: str, candidates: tuple[str, ...], fields: dict[str, str]) -> None:
    for name in candidates:
        if name in fields:
            said[attribute] = latex.decode(fields.pop(name)) or None
            return


def _containers(kind: str) -> tuple[str, ...]:
    journal = ("journaltitle", "journal")
    return ("booktitle", *journal) if kind in IN_BOOK else (*journal, "booktitle")


def _dates(said: Mapping[str, Any], fields: dict[str, str]) -> dict[str, str | None]:
    """`year`, and `date` where more than the year is known."""
    year, date = said.get("year"), said.get("date")
    if date:
        exact = ISO.fullmatch(date)
        if not year and exact:
            year = exact[1]
        return {"year": year, "date": None if date == year else date}
    month = _month(fields["month"]) if "month" in fields else None
    if not month or not year or not ISO.fullmatch(year):
        return {"year": year}
    del fields["month"]
    day = fields.get("day", "")
    if day.isdigit() and 1 <= int(day) <= 31:
        del fields["day"]
        return {"year": year, "date": f"{year}-{month:02}-{int(day):02}"}
    return {"year": year, "date": f"{year}-{month:02}"}


def _month(text: str) -> int | None:
    word = text.strip().rstrip(".").casefold()
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    return next((n for n, (short, long) in enumerate(MONTHS.items(), 1) if word in (short, long.casefold())), None)


def _links(fields: dict[str, str]) -> dict[str, Any]:
    urls = [latex.verbatim(fields.pop("url"))] if "url" in fields else []
    urls += fields.pop("urls", "").split()
    if printed := URL.match(fields.get("howpublished", "").strip()):
        del fields["howpublished"]
        urls.append(latex.verbatim(printed[1]))
    urls = list(dict.fromkeys(urls))
    return {"url": urls[0], "urls": tuple(urls)} if urls else {}


def _preprint(fields: dict[str, str]) -> dict[str, str]:
    archive = fields.get("eprinttype", fields.get("archiveprefix", "")).strip().casefold()
    attribute = {"arxiv": "arxiv", "pubmed": "pmid", "pmid": "pmid"}.get(archive)
    if attribute is None or "eprint" not in fields:
        return {}
    fields.pop("eprinttype", None)
    fields.pop("archiveprefix", None)
    return {attribute: latex.verbatim(fields.pop("eprint"))}


def _language(fields: dict[str, str]) -> str | None:
    for name in ("langid", "language"):
        if name in fields:
            word = fields.pop(name).strip()
            return LANGUAGE_CODES.get(word.casefold(), word)
    return None
