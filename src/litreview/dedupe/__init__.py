"""5  entries -> works: what means one work is merged, nothing is lost, and what is uncertain is said, not merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.dedupe import keys, record
from litreview.dedupe.clusters import clusters
from litreview.dedupe.features import features
from litreview.dedupe.identity import identities, known_keys, work_id
from litreview.model import Pair, Work
from litreview.registry import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.model import Entry

__all__ = ["ENGINES", "Merged", "known_keys", "merge", "works"]

# every engine gives the same works; they differ in what they cost
ENGINES = Table("engine", {"plain": "litreview.dedupe.plain:matches"})


@dataclass(frozen=True, slots=True)
class Merged:
    """The works, in the order of their first entries, and the pairs that are not merged but ought to be looked at."""

    works: tuple[Work, ...]
    pairs: tuple[Pair, ...]


def merge(
    entries: Sequence[Entry],
    *,
    engine: str = "auto",
    known: Mapping[str, str] | None = None,
    merge_versions: bool = False,
) -> Merged:
    """Entries to works. Every entry needs an id of its own.

    `known` are keys from an earlier run by identity (see `known_keys`): they are kept. Preprints and conference papers
    are merged with their journal versions only when merge_versions. The result does not depend on the order of entries,
    but for the order of works and pairs, nor on the engine.
    """
    table = [features(entry) for entry in entries]
    found = ENGINES["plain" if engine == "auto" else engine](table, merge_versions=merge_versions)
    groups = clusters(found.same, found.apart, table.__getitem__)
    merged = {row for rows in groups for row in rows}
    drafts = sorted([*groups, *([row] for row in range(len(entries)) if row not in merged)])
    home = {row: n for n, rows in enumerate(drafts) for row in rows}
    pairs = (
        Pair(*_ordered(entries[p.left].id, entries[p.right].id), p.score, p.relation, p.reasons)
        for p in found.pairs
        if home[p.left] != home[p.right]
    )
    made = _works([[entries[row] for row in rows] for rows in drafts], known or {})
    return Merged(made, tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.left, pair.right))))


def works(entries: Sequence[Entry]) -> tuple[Work, ...]:
    """Entries that mean one work, merged."""
    return merge(entries).works


def _works(groups: Sequence[Sequence[Entry]], known: Mapping[str, str]) -> tuple[Work, ...]:
    drafts = []
    for members in groups:
        ordered = sorted(members, key=lambda entry: _natural(entry.id))
        entry, gave, conflicts = record.canonical(ordered)
        drafts.append(Work("", "", entry, tuple(e.id for e in ordered), gave, conflicts))
    ids = _ids([draft.entry for draft in drafts])
    order = sorted(range(len(drafts)), key=lambda n: (keys.readable(drafts[n].entry), ids[n]))
    wishes = [(keys.readable(drafts[n].entry), _before(groups[n], drafts[n].entry, known)) for n in order]
    given = dict(zip(order, keys.assigned(wishes), strict=True))
    return tuple(
        replace(draft, id=ids[n], key=given[n], entry=replace(draft.entry, id=ids[n], key=given[n]))
        for n, draft in enumerate(drafts)
    )


def _before(members: Sequence[Entry], entry: Entry, known: Mapping[str, str]) -> list[str]:
    """The keys that a work had before: in the .bib of the last run, then in the users' own."""
    said = (
        [known[identity] for e in (entry, *members) for identity in identities(e) if identity in known] if known else []
    )
    own = sorted((e.key for e in members if e.key), key=lambda key: (len(key), key))
    return [*dict.fromkeys((*said, *own))]


def _ids(entries: Sequence[Entry]) -> list[str]:
    """A work's id is that of its first identity; works that share one are told apart by all that they say."""
    plain = [work_id(identities(entry)[0]) for entry in entries]
    sharing: dict[str, list[int]] = {}
    for n, name in enumerate(plain):
        sharing.setdefault(name, []).append(n)
    for rows in sharing.values():
        if len(rows) > 1:
            ranked = sorted(
                rows, key=lambda n: (features(entries[n]), repr(entries[n].to_dict()), _natural(entries[n].id))
            )
            for n, row in enumerate(ranked[1:], 1):
                plain[row] = work_id(plain[row], str(n))
    return plain


def _ordered(one: str, two: str) -> tuple[str, str]:
    return (one, two) if _natural(one) <= _natural(two) else (two, one)


def _natural(text: str) -> list[tuple[int, str]]:
    """Sorts r2 before r10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)]
