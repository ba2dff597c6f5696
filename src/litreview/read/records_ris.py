"""Read RIS: lines of a two-letter tag, '  - ' and a value, from TY to ER."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.read.people import inverted
from litreview.read.records import content, flagged, pubmed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

LINE = re.compile(r"([A-Z][A-Z0-9]|DOI) {1,2}-(?: (.*)|\s*)$")
TYPES = {
    "JOUR": "article", "JFULL": "article", "MGZN": "article", "NEWS": "article", "EJOUR": "article", "ABST": "article",
    "BOOK": "book", "EBOOK": "book", "EDBOOK": "book", "CHAP": "incollection", "ECHAP": "incollection", "ENCYC": "incollection",
    "CONF": "inproceedings", "CPAPER": "inproceedings", "THES": "thesis", "RPRT": "report", "GOVDOC": "report",
    "ELEC": "online", "WEB": "online", "BLOG": "online", "DATA": "dataset", "COMP": "software", "PAT": "patent",
    "STAND": "standard", "UNPB": "unpublished", "MANSCPT": "unpublished", "LEGAL": "legislation", "BILL": "legislation",
}  # fmt: skip
# tag -> field; where several tags mean one field, the first that has a value is taken
TAGS = {
    "title": ("TI", "T1", "CT"), "container_title": ("JF", "T2", "JO", "BT", "SO", "JA", "J2"), "series": ("T3",),
    "authors": ("AU", "A1"), "editors": ("A2", "ED"), "translators": ("A4", "TA"), "volume": ("VL",), "issue": ("IS", "NO"), "year": ("PY", "Y1", "YR"),
    "date": ("DA",), "accessed": ("Y2",), "publisher": ("PB",), "place": ("CY", "PP"), "doi": ("DO", "DOI"), "isbn": ("SN",), "url": ("UR", "L2", "US"),
    "edition": ("ET",), "language": ("LA",), "note": ("N1",), "abstract": ("AB", "N2"), "keywords": ("KW",),
    "pmid": ("AN", "PM"), "pages": ("PG",), "id": ("ID",),
}  # fmt: skip
USED = frozenset(tag for tags in TAGS.values() for tag in tags) | {"TY", "SP", "EP", "ER"}
MANY = ("authors", "editors", "translators", "keywords", "url")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """A row a record; a tag of ours that no field takes keeps its name, in small letters."""
    text, wrong = content(path)
    return flagged(_records(text), wrong)


def _records(text: str) -> Iterator[dict[str, Any]]:
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        match = LINE.match(line.lstrip("\ufeff"))
        if not match:
            if last and line.strip():
                tags[last][-1] += " " + line.strip()
            continue
        last, value = match[1], (match[2] or "").strip()
        if last == "TY" and tags:
            yield _row(tags)
            tags = {}
        tags.setdefault(last, []).append(value)
        if last == "ER":
            yield _row(tags)
            tags, last = {}, ""
    if tags:
        yield _row(tags)


def _row(tags: dict[str, list[str]]) -> dict[str, Any]:
    row: dict[str, Any] = {"type": TYPES.get(tags.get("TY", [""])[0], "misc")}
    for field, options in TAGS.items():
        values = next((given for tag in options if any(given := tags.get(tag, []))), [])
        if values:
            row[field] = values if field in MANY else values[0]
    row |= {role: inverted(row[role]) for role in ("authors", "editors", "translators") if role in row}
    year = re.search(r"\d{4}", row.get("year", row.get("date", "")))
    row["year"] = year[0] if year else ""
    for name in ("date", "accessed"):
        date = row.pop(name, "").replace("/", "-").strip("-")
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", date):
            row[name] = date
    first, end = tags.get("SP", [""])[0], tags.get("EP", [""])[0]
    if first:
        row["pages"] = f"{first}-{end}" if end and "-" not in first else first
    identifier = row.get("isbn", "")
    if len(re.sub(r"[^0-9Xx]", "", identifier)) == 8:
        row["issn"] = row.pop("isbn")
    number = row.pop("pmid", "")
    row["pmid"] = pubmed(number, " ".join(tags.get("DB", []) + tags.get("DP", [])))
    if number and not row["pmid"]:
        row["accession"] = number
    row |= {tag.lower(): "; ".join(values) for tag, values in tags.items() if tag not in USED}
    return row
