"""What people decided about uncertain pairs: a small TOML file that lies in the repository and that each run obeys.

    [[same]]
    records = ["f3a9c1d20b7e", "0c4411aa90fe"]
    titles = ["Tides of salt", "Tides of salt: a history"]
    reason = "the publisher shortened the title"

A record is named by its id, or by a fingerprint of what it says, which outlives ids.
"""

from __future__ import annotations

import hashlib
import json
import textwrap
import tomllib
from dataclasses import dataclass
from itertools import combinations, zip_longest
from typing import TYPE_CHECKING, Any

from litreview.dedupe.decide import Found
from litreview.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from litreview.dedupe.features import Features
    from litreview.model import Entry

__all__ = ["Decided", "added", "beside", "fingerprint", "load", "obeyed"]

SURE = 2.0
"""More than any score: what people decided is joined first."""

WIDTH = 48
"""Columns of each side where two entries are shown."""

LONGEST = 600
"""Characters of a field that are shown."""

KINDS = ("same", "different")


@dataclass(frozen=True, slots=True)
class Decided:
    """Groups of records, by id or fingerprint, that are one work, and groups whose records are works of their own."""

    same: tuple[tuple[str, ...], ...] = ()
    different: tuple[tuple[str, ...], ...] = ()


def load(path: Path) -> Decided:
    """The decisions in a file; none where there is no file. Raises UsageError for a file that says something else."""
    if not path.is_file():
        return Decided()
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as TOML: {error}") from error
    return Decided(*(tuple(_group(path, table) for table in tables.get(kind, ())) for kind in KINDS))


def obeyed(found: Found, decided: Decided, rows: Mapping[str, int]) -> Found:
    """What an engine found, overruled; `rows` are the engine's row numbers by the names that decisions use.

    A decision about a record that is not there is no error: it waits for its record.
    """
    joined, parted = (
        {pair for group in groups for pair in combinations(sorted({rows[name] for name in group if name in rows}), 2)}
        for groups in (decided.same, decided.different)
    )

    def judged(pairs: Sequence[tuple[int, int]]) -> tuple[Sequence[bool], Sequence[bool]]:
        same, apart = found.judged(pairs)
        ordered = [(min(pair), max(pair)) for pair in pairs]
        return (
            [bool(was and pair not in parted) for pair, was in zip(ordered, same, strict=True)],
            [pair in parted or bool(was and pair not in joined) for pair, was in zip(ordered, apart, strict=True)],
        )

    same = [edge for edge in found.same if edge[1:] not in parted and edge[1:] not in joined]
    reported = [pair for pair in found.reported if (pair.left, pair.right) not in parted | joined]
    return Found([*same, *((SURE, *pair) for pair in sorted(joined - parted))], reported, judged)


def added(text: str, kind: str, rows: Sequence[Features], *, titles: Sequence[str], reason: str = "") -> str:
    """The text of a decisions file with one more decision at its end."""
    lines = [f"[[{kind}]]", f"records = {_toml([fingerprint(row) for row in rows])}", f"titles = {_toml(titles)}"]
    lines += [f"reason = {_toml(reason)}"] if reason else []
    return (f"{text.rstrip()}\n\n" if text.strip() else "") + "\n".join(lines) + "\n"


def beside(left: Entry, right: Entry) -> str:
    """Two entries side by side as lines of plain text, with a mark where they differ; what is long is wrapped, not cut."""
    one, two = ({"record": entry.id} | entry.to_dict() for entry in (left, right))
    lines = []
    for name in dict.fromkeys((*one, *two)):
        if name not in ("confidence", "extra", "urls", "authors_truncated"):
            a, b = (_shown(said.get(name, "")) for said in (one, two))
            mark = " " if a == b or name == "record" else "|"
            for n, (ours, theirs) in enumerate(zip_longest(_wrapped(a), _wrapped(b), fillvalue="")):
                lines.append(f"  {'' if n else name[:15]:15} {ours:{WIDTH}} {mark} {theirs}".rstrip())
    return "\n".join(lines)


def _shown(value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(" ".join(map(str, one.values())) if isinstance(one, dict) else str(one) for one in value)
    return "".join(c if c.isprintable() else " " for c in str(value)[:LONGEST])


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH) or [""]


def fingerprint(row: Features) -> str:
    """A short name for what a record says, as far as it is compared."""
    return hashlib.sha256(repr(tuple(row)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _group(path: Path, table: Any) -> tuple[str, ...]:
    records = table.get("records") if isinstance(table, dict) else None
    if not isinstance(records, list) or len(records) < 2 or not all(isinstance(name, str) for name in records):
        raise UsageError(f'{path}: a decision needs records = ["...", "..."] with two or more names')
    return tuple(records)


def _toml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)  # a JSON string or list of them is TOML too
