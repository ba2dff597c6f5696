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
from litreview.dedupe import naming, record
from litreview.model import Entry, Name, Problem, Span, Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from litreview.dedupe import Grouped
    from litreview.dedupe.features import Features

__all__ = ["Exports", "crowds", "files", "identified"]


PEOPLE = ("authors", "editors", "translators")
STATED = tuple(field.name for field in fields(Entry) if field.name not in ("id", "key"))
PARTS = tuple(field.name for field in fields(Name))
CROWD = 100
"""Records from which on an equal title is told of."""

stated, parts = attrgetter(*STATED), attrgetter(*PARTS)
as_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True)
class Exports:
    """Records of some files, merged. `entries` have ids of their own; `origin` says file and own id of each."""

    entries: Sequence[Entry]
    origin: Mapping[str, tuple[str, str]]
    merged: Grouped
    problems: Sequence[Problem] = ()

    @property
    def counts(self) -> dict[str, int]:
        """As a PRISMA flow diagram asks for them."""
        left = len(self.merged.groups)
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


def files(exports: Exports, keep: Callable[[str, str], object], *, dialect: str = "bibtex") -> None:
    """What `litreview dedupe` writes: `keep(file, text)` is called for each, in the process that made the text.

    `originals.jsonl` has every record that was merged into another as it stood.
    """
    groups = exports.merged.groups
    home = {entry.id: n for n, group in enumerate(groups) for entry, _ in group}
    # works stand in the order of the records, and so does what they say in memory: a process touches but its own part
    rows = forked.pieces(len(exports.entries))
    parts = zip(rows, forked.pieces(len(groups), len(rows)), strict=True)
    next(bibtex.blocks((), dialect), None)  # loads what each process would load for itself
    made = [*zip(*forked.apply(_unnamed, parts, exports, home, dialect), strict=True)]
    claims, blocks, originals = ([*chain.from_iterable(pieces)] for pieces in made)
    called = naming.names([naming.Claim(*one) for one in claims], groups, exports.merged.before)
    tables = forked.Beside(_tables, most=len(rows)).begin(exports, home, called, originals, keep)
    keyed = sorted((bibtex.order(key), bibtex.keyed(text, key)) for (_, key), text in zip(called, blocks, strict=True))
    keep("merged.bib", bibtex.joined([block for _, block in keyed]))
    tables.result()


def _tables(
    exports: Exports,
    home: Mapping[str, int],
    called: Sequence[tuple[str, str]],
    originals: Iterable[tuple[str, str, str]],
    keep: Callable[[str, str], object],
) -> None:
    """All files but the merged one."""
    named = [(entry.id, entry.key or "", *called[home[entry.id]]) for entry in exports.entries]
    keep("clusters.csv", _table("id cluster", [(row, key) for row, _, _, key in named]))
    keymap = [(*exports.origin[row], old, key, name) for row, old, name, key in named]
    keep("keymap.csv", _table("file id old_key key work", keymap))
    doubtful = _doubtful(exports, home)
    keep("review.csv", _table("left right score relation reasons left_title right_title", doubtful))
    lines = (f'{start}, "key": {as_json(called[home[name]][1])}{rest}\n' for name, start, rest in originals)
    keep("originals.jsonl", "".join(lines))
    problems = [(p.span.source, p.span.line, p.kind, p.message) for p in exports.problems]
    keep("problems.csv", _table("file record kind message", problems))
    keep("prisma.json", json.dumps(exports.counts, indent=1) + "\n")


def _unnamed(
    exports: Exports, home: Mapping[str, int], dialect: str, part: tuple[slice, slice]
) -> tuple[list[tuple[Any, ...]], list[str], list[tuple[str, str, str]]]:
    """What can be said before all works are known: claims and blocks of some works, originals among some records."""
    records, works = part
    groups = exports.merged.groups[works]
    made = [record.canonical([entry for entry, _ in group]).entry for group in groups]
    claims = [tuple(naming.claim(one, group, exports.merged.before)) for one, group in zip(made, groups, strict=True)]
    blocks = bibtex.blocks([Work("", "", one, ()) for one in made], dialect)
    merged = (entry for entry in exports.entries[records] if len(exports.merged.groups[home[entry.id]]) > 1)
    return claims, [*blocks], [_original(entry, exports.origin[entry.id][0]) for entry in merged]


def _original(entry: Entry, file: str) -> tuple[str, str, str]:
    """The id of an entry, and as JSON what stands before and after the key of its work."""
    rest = as_json(({"old_key": entry.key} if entry.key else {}) | _stated(entry))
    return entry.id, as_json({"id": entry.id, "file": file})[:-1], f", {rest[1:]}"


def _doubtful(exports: Exports, home: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    for pair in exports.merged.pairs:
        ids = (pair.left, pair.right)
        titles = {entry.id: entry.title for name in ids for entry, _ in exports.merged.groups[home[name]]}
        shown = [_shown(titles[name]) for name in ids]
        yield *ids, f"{pair.score:.3f}", pair.relation, "; ".join(pair.reasons), *shown


def _stated(entry: Entry) -> dict[str, object]:
    """What `Entry.to_dict` gives, for a great many entries: only names need to be taken apart."""
    said: dict[str, Any] = {name: value for name, value in zip(STATED, stated(entry), strict=True) if value}
    for role in PEOPLE:
        if role in said:
            said[role] = [
                {name: part for name, part in zip(PARTS, parts(one), strict=True) if part} for one in said[role]
            ]
    return said


def _table(head: str, rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head.split())
    writer.writerows(rows)
    return out.getvalue()


def _shown(title: str | None) -> str:
    """A title for a table: what a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{title}" if title and title[0] in "=+-@\t\r" else title or ""
