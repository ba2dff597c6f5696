"""Read .enw, EndNote's tagged format, as Google Scholar and others give it: lines of % and a sign, an empty line between records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.read.people import inverted
from litreview.read.records import content, flagged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]

LINE = re.compile(r"%(\S) (.*)$")
ONE = {
    "0": "type", "T": "title", "S": "series", "V": "volume", "N": "issue", "P": "pages", "D": "year", "R": "doi", "I": "publisher",
    "C": "place", "7": "edition", "G": "language", "X": "abstract", "M": "accession", "8": "date",
}  # fmt: skip


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """A row a record."""
    text, wrong = content(path)
    return flagged(_records(text), wrong)


def _records(text: str) -> Iterator[dict[str, Any]]:
    tags: dict[str, list[str]] = {}
    last = ""
    for line in text.splitlines():
        match = LINE.match(line.lstrip("\ufeff"))
        if match:
            last = match[1]
            if last == "0" and tags:
                yield _row(tags)
                tags = {}
            tags.setdefault(last, []).append(match[2].strip())
        elif last and line.strip():
            tags[last][-1] += " " + line.strip()
    if tags:
        yield _row(tags)


def _row(tags: dict[str, list[str]]) -> dict[str, Any]:
    row: dict[str, Any] = {name: tags[tag][0] for tag, name in ONE.items() if tag in tags}
    number = tags.get("@", [""])[0]
    row["issn" if len(re.sub(r"[^0-9Xx]", "", number)) == 8 else "isbn"] = number
    row["container_title"] = next((tags[tag][0] for tag in ("J", "B") if tag in tags), "")
    row |= {"authors": inverted(tags.get("A", [])), "editors": inverted(tags.get("E", []))}
    return row | {"keywords": "; ".join(tags.get("K", [])), "url": tags.get("U", [])}
