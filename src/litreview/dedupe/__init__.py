"""5  entries -> works: what means one work is merged, nothing is lost, and what is uncertain is said, not merged."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from litreview import forked
from litreview.dedupe import decisions, features, naming, record
from litreview.dedupe.clusters import clusters
from litreview.dedupe.features import Features
from litreview.dedupe.identity import known_keys, natural
from litreview.model import Pair, Work
from litreview.registry import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from litreview.dedupe.decide import Found
    from litreview.dedupe.decisions import Decided
    from litreview.dedupe.naming import Group
    from litreview.model import Entry

__all__ = ["ENGINES", "Features", "Grouped", "Merged", "folded", "grouped", "known_keys", "merge", "works"]

# every engine gives the same works; they differ in what they cost
ENGINES = Table(
    "engine",
    {
        "plain": "litreview.dedupe.plain:matches",
        "columnar": "litreview.dedupe.columnar:matches",
        "distributed": "litreview.dedupe.distributed:matches",
    },
)
FEW = 400


@dataclass(frozen=True, slots=True)
class Merged:
    """The works, in the order of their first entries, and the pairs that are not merged but ought to be looked at."""

    works: tuple[Work, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Of what works are to be made: entries by their ids, with their features; the pairs; keys of the last run, by id of work."""

    groups: Sequence[Group]
    pairs: tuple[Pair, ...]
    before: Mapping[str, str]


def merge(
    entries: Sequence[Entry],
    *,
    engine: str = "auto",
    known: Mapping[str, str] | None = None,
    merge_versions: bool = False,
    decided: Decided | None = None,
    scheduler: str | None = None,
    table: Sequence[Features] | None = None,
) -> Merged:
    """Entries to works, as `grouped` says."""
    found = grouped(
        entries,
        engine=engine,
        known=known,
        merge_versions=merge_versions,
        decided=decided,
        scheduler=scheduler,
        table=table,
    )
    members = [[entry for entry, _ in group] for group in found.groups]
    records = [*map(record.canonical, members)]
    claims = [naming.claim(one.entry, group, found.before) for one, group in zip(records, found.groups, strict=True)]
    called = naming.names(claims, found.groups, found.before)
    works = [
        Work(*names, one.entry, tuple([entry.id for entry in own]), one.provenance, one.conflicts)
        for names, one, own in zip(called, records, members, strict=True)
    ]
    return Merged(tuple(works), found.pairs)


def grouped(
    entries: Sequence[Entry],
    *,
    engine: str = "auto",
    known: Mapping[str, str] | None = None,
    merge_versions: bool = False,
    decided: Decided | None = None,
    scheduler: str | None = None,
    table: Sequence[Features] | None = None,
) -> Grouped:
    """Which entries are one work. Every entry needs an id of its own.

    `known` are keys from an earlier run by id of work (see `known_keys`): they are kept. Preprints and conference papers
    are merged with their journal versions only when merge_versions; `decided` overrules what is found;
    `scheduler` is the address of a Dask cluster, or "local" for one of two processes here; `table` is what `folded` made of the
    entries. The result does not depend on the order of entries, but for the order of works and pairs, nor on the engine.
    """
    table = table or folded(entries[piece] for piece in forked.pieces(len(entries)))
    # rows that say the same are compared once, but for those that people told apart
    told = {name for group in decided.different for name in group} if decided else ()
    units: dict[tuple[Features, str], list[int]] = {}
    for row, (one, entry) in enumerate(zip(table, entries, strict=True)):
        units.setdefault((one, entry.id if entry.id in told else ""), []).append(row)
    unique = [one for one, _ in units]
    if scheduler:
        found = ENGINES["distributed"](unique, merge_versions=merge_versions, scheduler=scheduler)
    else:
        found = ENGINES[_engine(engine, len(unique))](unique, merge_versions=merge_versions)
    if decided and (decided.same or decided.different):
        found = decisions.obeyed(found, decided, _named(unique, units.values(), entries))
    rows = [
        sorted(unit, key=lambda row: natural(entries[row].id)) if len(unit) > 1 else unit for unit in units.values()
    ]
    groups = _groups(rows, found, unique)
    home = {row: n for n, group in enumerate(groups) for row in group}
    pairs = []
    for pair in found.reported:
        left, right = (min(rows[n], key=lambda row: natural(entries[row].id)) for n in (pair.left, pair.right))
        if home[left] != home[right]:
            ids = _ordered(entries[left].id, entries[right].id)
            pairs.append(Pair(*ids, round(pair.score, 4), pair.relation, pair.reasons))
    for group in groups:
        if len(group) > 1:
            group.sort(key=lambda row: natural(entries[row].id))
    return Grouped(
        [[(entries[row], table[row]) for row in group] for group in groups],
        tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right))),
        known or {},
    )


def works(entries: Sequence[Entry]) -> tuple[Work, ...]:
    """Entries that mean one work, merged."""
    return merge(entries).works


def folded(pieces: Iterable[Sequence[Entry]]) -> list[Features]:
    """The features of the entries of all pieces: made by other processes, if there are many, while more pieces come."""
    return [Features._make(row) for piece in forked.apply(_folded, pieces) for row in marshal.loads(piece)]  # noqa: S302


def _folded(entries: Sequence[Entry]) -> bytes:
    """They travel as bare tuples: marshal takes half the time of pickle, and reads only what this process wrote."""
    return marshal.dumps([tuple(features.features(entry)) for entry in entries])


def _named(table: Sequence[Features], units: Iterable[list[int]], entries: Sequence[Entry]) -> dict[str, int]:
    """The number of each unit by the ids and fingerprints of its rows."""
    names: dict[str, int] = {}
    for n, (one, rows) in enumerate(zip(table, units, strict=True)):
        names |= dict.fromkeys([decisions.fingerprint(one), *(entries[row].id for row in rows)], n)
    return names


def _engine(name: str, rows: int) -> str:
    """The engine asked for; "auto" is plain for a few rows, for which loading pandas would cost more than it saves."""
    return name if name != "auto" else "plain" if rows <= FEW else "columnar"


def _groups(units: Sequence[list[int]], found: Found, table: Sequence[Features]) -> list[list[int]]:
    """The rows of each work, in the order of their first rows. Equal rows are one work unless they say too little."""
    repeated = [n for n, rows in enumerate(units) if len(rows) > 1]
    alike = dict(zip(repeated, found.judged([(n, n) for n in repeated])[0], strict=True))
    kept = [rows if alike.get(n, True) else rows[:1] for n, rows in enumerate(units)]
    rest = [[row] for rows, own in zip(units, kept, strict=True) for row in rows[len(own) :]]
    joined = clusters(found.same, lambda pairs: found.judged(pairs)[1], table.__getitem__)
    grouped = {n for group in joined for n in group}
    alone = ([n] for n in range(len(units)) if n not in grouped)
    groups = [sorted([row for n in group for row in kept[n]]) for group in (*joined, *alone)]
    return sorted([*groups, *rest], key=itemgetter(0))


def _ordered(one: str, two: str) -> tuple[str, str]:
    return (one, two) if natural(one) <= natural(two) else (two, one)
