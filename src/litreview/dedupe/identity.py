"""What a work is known by from run to run: its identifiers, else its title, lead author and year."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from litreview import bibtex
from litreview.dedupe.features import features
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from litreview.model import Entry

__all__ = ["identities", "known_keys", "work_id"]


def identities(entry: Entry) -> tuple[str, ...]:
    """Everything that an entry may be known by, surest first; the last is its folded title, lead author and year."""
    f = features(entry)
    stated = {"doi": f.doi, "pmid": f.pmid, "pmcid": fold(entry.pmcid or ""), "arxiv": f.arxiv}
    found = [f"{name}:{value}" for name, value in stated.items() if value]
    return (*found, f"text:{f.bare}|{f.lead}|{f.year or ''}")


def work_id(identity: str, *rest: str) -> str:
    """A short name for an identity, the same on every machine."""
    return "w" + hashlib.sha256("|".join((identity, *rest)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def known_keys(path: Path) -> Mapping[str, str]:
    """The keys of the works in a .bib that litreview wrote, by each of their identities; {} where there is none."""
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8", errors="replace")
    if not bibtex.is_output(text):
        return {}
    keys: dict[str, str] = {}
    for item in bibtex.read(text).items:
        for identity in identities(item.entry()):
            keys[identity] = "" if keys.get(identity, item.key) != item.key else item.key  # two works share it
    return {identity: key for identity, key in keys.items() if key}
