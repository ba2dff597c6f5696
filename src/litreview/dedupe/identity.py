"""What a work is known by from run to run: its identifiers, else its title, lead author and year."""

from __future__ import annotations

import csv
import hashlib
import re
from typing import TYPE_CHECKING

from litreview.dedupe.features import features, known

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from litreview.dedupe.features import Features, Known
    from litreview.model import Entry

__all__ = ["hashed", "identities", "known_keys", "natural", "told_apart"]

DIGITS = re.compile(r"(\d+)")


def identities(entry: Entry, folded: Features | Known) -> tuple[str, ...]:
    """Everything that an entry may be known by, surest first; the last is its folded title, lead author and year."""
    pmcid = (entry.pmcid or "").casefold()
    stated = (("doi", folded.doi), ("pmid", folded.pmid), ("pmcid", pmcid), ("arxiv", folded.arxiv))
    found = [f"{name}:{value}" for name, value in stated if value]
    return (*found, f"text:{folded.bare}|{folded.lead}|{folded.year or ''}")


def told_apart(ids: Sequence[str], entry: Callable[[int], Entry]) -> list[str]:
    """The ids of works, each once: a hash of the first identity, the same on every machine.

    Works that share one are told apart by their rank among each other, by all that they say: by `entry` of their number.
    """
    sharing: dict[str, list[int]] = {}
    for n, name in enumerate(ids):
        sharing.setdefault(name, []).append(n)
    told = list(ids)
    for rows in sharing.values():
        if len(rows) > 1:
            said = {n: (features(one), repr(one.to_dict()), natural(one.id)) for n in rows for one in [entry(n)]}
            for rank, n in enumerate(sorted(rows, key=said.__getitem__)[1:], 1):
                told[n] = hashed(f"{ids[n]}|{rank}")
    return told


def natural(text: str) -> list[tuple[int, str]]:
    """A key to sort ids by: r2 before r10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in DIGITS.split(text)]


def hashed(identity: str) -> str:
    """The id of a work by one of its identities, the same on every machine."""
    return "w" + hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def known_keys(path: Path) -> Mapping[str, str]:
    """The keys that works have in a file that litreview wrote, by id of work; {} where there is none.

    The file is a .bib, in which a work may be known by any of its identities, or the key map of `dedupe`.
    """
    from litreview import bibtex  # noqa: PLC0415 (the run that has no .bib needs none of it)

    if not path.is_file():
        return {}
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return {row["work"]: row["key"] for row in csv.DictReader(file) if row.get("work") and row.get("key")}
    text = path.read_text(encoding="utf-8", errors="replace")
    if not bibtex.is_output(text):
        return {}
    keys: dict[str, str] = {}
    for item in bibtex.read(text).items:
        entry = item.entry()
        for name in map(hashed, identities(entry, known(entry))):
            keys[name] = "" if keys.get(name, item.key) != item.key else item.key  # two works share it
    return {name: key for name, key in keys.items() if key}
