"""Read what Web of Science saves as plain text, and what PubMed and others save under .txt: tags of two letters, PT to ER."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.read import records_nbib, records_ris
from litreview.read.people import inverted
from litreview.read.records import content, flagged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

LINE = re.compile(r"([A-Z][A-Z0-9])(?: (.*))?$")
ONE = {
    "TI": "title", "SO": "container_title", "SE": "series", "VL": "volume", "IS": "issue", "PY": "year", "DI": "doi", "PM": "pmid",
    "LA": "language", "SN": "issn", "BN": "isbn", "PU": "publisher", "PI": "place", "AB": "abstract", "UT": "id", "DT": "document_type",
}  # fmt: skip
ROLES = {"authors": ("AF", "AU", "BF", "BA", "CA"), "editors": ("BE",)}
KINDS = {"J": "article", "B": "book", "S": "inproceedings", "C": "inproceedings", "P": "patent"}


def rows(path: Path) -> Iterator[dict[str, Any] | str]:
    """A row a record; a text in the format of another reader is given to that."""
    text, wrong = content(path)
    if re.match(r"\s*PMID ?-", text):
        return records_nbib.rows(path)
    if re.search(r"^TY  ?- ", text[:1000], re.MULTILINE):
        return records_ris.rows(path)
    return flagged(_records(text), wrong)


def _records(text: str) -> Iterator[dict[str, Any]]:
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        match = LINE.match(line.lstrip("\ufeff"))
        if match and match[1] == "ER":
            if "PT" in tags:
                yield _row(tags)
            tags, last = {}, ""
        elif match and match[1] not in ("FN", "VR", "EF"):
            last = match[1]
            tags[last] = [(match[2] or "").strip()]
        elif last and line.startswith("   "):
            tags[last].append(line.strip())
    if "PT" in tags:
        yield _row(tags)


def _row(tags: dict[str, list[str]]) -> dict[str, Any]:
    row: dict[str, Any] = {name: " ".join(tags[tag]) for tag, name in ONE.items() if tag in tags}
    for role, options in ROLES.items():
        row[role] = next((inverted(tags[tag]) for tag in options if tag in tags), [])
    first, last = (" ".join(tags.get(tag, [])) for tag in ("BP", "EP"))
    row["pages"] = (f"{first}-{last}" if last else first) or " ".join(tags.get("AR", []))
    row["keywords"] = "; ".join([*tags.get("DE", []), *tags.get("ID", [])])
    kind = KINDS.get(tags["PT"][0], "misc")
    row["type"] = (
        "incollection" if kind == "book" and "SO" in tags and row.get("document_type") == "Book Chapter" else kind
    )
    return row
