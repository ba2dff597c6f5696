"""Merged search exports as the files that a review needs: the .bib, clusters, key map, doubtful pairs, counts."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, fields
from functools import partial
from itertools import chain, count
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from litreview import bibtex, forked
from litreview.dedupe.drafts import work
from litreview.model import Entry, Name, Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from litreview.dedupe import Merged
    from litreview.dedupe.drafts import Draft
    from litreview.dedupe.features import Features

__all__ = ["Exports", "crowds", "files", "identified"]


PEOPLE = ("authors", "editors", "translators")
STATED = tuple(field.name for field in fields(Entry) if field.name not in ("id", "key"))
PARTS = tuple(field.name for field in fields(Name))
TABLES = {"clusters.csv": "id cluster", "keymap.csv": "file id old_key key work"}
"""Of the files that have a row for each record, the heads."""

CROWD = 100
"""Records from which on an equal title is told of."""

stated, parts = attrgetter(*STATED), attrgetter(*PARTS)
as_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Exports:
    """Records of some files, merged. `entries` have ids of their own; `origin` says file and own id of each."""

    entries: Sequence[Entry]
    origin: Mapping[str, tuple[str, str]]
    merged: Merged
    problems: Sequence[Problem] = ()

    @property
    def counts(self) -> dict[str, int]:
        """As a PRISMA flow diagram asks for them."""
        left = len(self.merged.drafts)
        return {
            "records_identified": len(self.entries),
            "duplicates_removed": len(self.entries) - left,
            "records_left": left,
            "pairs_to_review": len(self.merged.pairs),
        }


def identified(records: Iterable[tuple[str, Sequence[Entry]]]) -> tuple[list[str], dict[str, tuple[str, str]]]:
    """An id for each record of (file, entries), and file and own id by it.

    That is the record's own id where no other record has it, else the file's name and the record's number.
    """
    number: dict[str, Iterator[int]] = defaultdict(partial(count, 1))
    rows = [(file, next(number[file]), entry.id) for file, entries in records for entry in entries]
    uses = Counter(own for _, _, own in rows)
    ids = [own if own and uses[own] == 1 else f"{file}#r{n}" for file, n, own in rows]
    return ids, {name: (file, own) for name, (file, _, own) in zip(ids, rows, strict=True)}


def crowds(
    entries: Sequence[Entry], table: Sequence[Features], origin: Mapping[str, tuple[str, str]]
) -> Iterator[Problem]:
    """A problem for each title that so many records have that it tells none of them from another."""
    uses = Counter(row.bare for row in table)
    crowded = {title for title, number in uses.items() if number >= CROWD and title}
    for n, (entry, row) in enumerate(zip(entries, table, strict=True), 1):
        if row.bare in crowded:
            crowded.remove(row.bare)
            message = (
                f"{uses[row.bare]:,} records have the title '{_brief(entry.title)}': look whether they were told apart"
            )
            yield Problem("equal-titles", message, Span(origin[entry.id][0], 0, 0, n, 1))


def _brief(title: str | None) -> str:
    return title if title and len(title) <= 60 else f"{(title or '')[:59]}…"


def files(exports: Exports, *, dialect: str = "bibtex") -> dict[str, str]:
    """The text of each file, by name; `originals.jsonl` has every record that was merged into another as it stood."""
    entries, drafts = exports.entries, exports.merged.drafts
    home = {entry.id: draft for draft in drafts for entry in draft.entries}
    # drafts stand in the order of the records, and so does what they say in memory: a process touches but its own part
    rows = forked.pieces(len(entries))
    parts = zip(rows, forked.pieces(len(drafts), len(rows)), strict=True)
    next(bibtex.blocks((), dialect), None)  # loads what each process would load for itself
    blocks, tables = zip(*forked.apply(_written, parts, exports, home, dialect), strict=True)
    ordered = sorted(zip([bibtex.order(draft.key) for draft in drafts], chain.from_iterable(blocks), strict=True))
    return {
        "merged.bib": bibtex.joined(block for _, block in ordered),
        **{name: f"{_table(head)}{''.join([rows[name] for rows in tables])}" for name, head in TABLES.items()},
        "originals.jsonl": "".join([rows["originals.jsonl"] for rows in tables]),
        "review.csv": _table("left right score relation reasons left_title right_title", _doubtful(exports, home)),
        "problems.csv": _table(
            "file record kind message", [(p.span.source, p.span.line, p.kind, p.message) for p in exports.problems]
        ),
        "prisma.json": json.dumps(exports.counts, indent=1) + "\n",
    }


def _written(
    exports: Exports, home: Mapping[str, Draft], dialect: str, part: tuple[slice, slice]
) -> tuple[list[str], dict[str, str]]:
    """The rows of some records in each table, and the blocks of some drafts."""
    records, drafts = part
    rows = [(entry, *exports.origin[entry.id], home[entry.id]) for entry in exports.entries[records]]
    originals = (
        {"id": entry.id, "file": file, "key": draft.key}
        | ({"old_key": entry.key} if entry.key else {})
        | _stated(entry)
        for entry, file, _, draft in rows
        if len(draft.entries) > 1
    )
    tables = {
        "clusters.csv": _table("", ((entry.id, draft.key) for entry, _, _, draft in rows)),
        "keymap.csv": _table(
            "", ((file, own, entry.key or "", draft.key, draft.id) for entry, file, own, draft in rows)
        ),
        "originals.jsonl": "".join([as_json(row) + "\n" for row in originals]),
    }
    return [*bibtex.blocks(map(work, exports.merged.drafts[drafts]), dialect)], tables


def _doubtful(exports: Exports, home: Mapping[str, Draft]) -> Iterator[tuple[str, ...]]:
    for pair in exports.merged.pairs:
        titles = [
            _shown(entry.title) for name in (pair.left, pair.right) for entry in home[name].entries if entry.id == name
        ]
        yield pair.left, pair.right, f"{pair.score:.3f}", pair.relation, "; ".join(pair.reasons), *titles


def _stated(entry: Entry) -> dict[str, object]:
    """What `Entry.to_dict` gives, for a great many entries: only names need to be taken apart."""
    said: dict[str, Any] = {name: value for name, value in zip(STATED, stated(entry), strict=True) if value}
    for role in PEOPLE:
        if role in said:
            said[role] = [
                {name: part for name, part in zip(PARTS, parts(one), strict=True) if part} for one in said[role]
            ]
    return said


def _table(head: str, rows: Iterable[Sequence[object]] = ()) -> str:
    """The text of a table; without a head, of its rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(chain([head.split()] if head else [], rows))
    return out.getvalue()


def _shown(title: str | None) -> str:
    """A title for a table: what a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{title}" if title and title[0] in "=+-@\t\r" else title or ""
