"""Read .nbib, PubMed's own format, which ERIC has too: tags of up to four letters, continued lines indented by six."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.read.people import inverted
from litreview.read.records import content, flagged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

LINE = re.compile(r"([A-Z]{1,4}) {0,3}- ?(.*)$")
ONE = {
    "TI": "title", "BTI": "title", "JT": "container_title", "VI": "volume", "IP": "issue", "PG": "pages", "PMID": "pmid",
    "PMC": "pmcid", "LA": "language", "IS": "issn", "ISSN": "issn", "ISBN": "isbn", "PB": "publisher", "PL": "place", "EN": "edition",
    "AB": "abstract",
}  # fmt: skip


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """A row a record."""
    text, wrong = content(path)
    return flagged(_records(text), wrong)


def _records(text: str) -> Iterator[dict[str, Any]]:
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        match = LINE.match(line)
        if match:
            last = match[1]
            if (last in ("PMID", "OWN") and last in tags) or (last == "PMID" and "TI" in tags):
                yield _row(tags)
                tags = {}
            tags.setdefault(last, []).append(match[2].strip())
        elif last and line.startswith("      "):
            tags[last][-1] += " " + line.strip()
    if tags:
        yield _row(tags)


def _row(tags: dict[str, list[str]]) -> dict[str, Any]:
    row: dict[str, Any] = {name: tags[tag][0] for tag, name in ONE.items() if tag in tags}
    row["id"] = row.get("pmid") or tags.get("OID", [""])[0]
    row["issn"] = row.get("issn", "").partition(" ")[0]
    row["authors"] = [*(inverted(tags.get("FAU", [])) or inverted(tags.get("AU", []))), *inverted(tags.get("CN", []))]
    row["container_title"] = row.get("container_title") or tags.get("TA", [""])[0]
    row["type"] = "incollection" if "BTI" in tags and "TI" in tags else "book" if "BTI" in tags else "article"
    year = re.search(r"\d{4}", tags.get("DP", [""])[0])
    row["year"] = year[0] if year else ""
    named = [value for tag in ("LID", "AID") for value in tags.get(tag, [])]
    dois = (value.split()[0] for value in named if value.endswith("[doi]") or "doi.org/" in value)
    row["doi"] = next(dois, "")
    row["keywords"] = tags.get("OT", []) + tags.get("MH", [])
    return row
