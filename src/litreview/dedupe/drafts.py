"""Works before their records are made: which entries they are, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from litreview import forked
from litreview.dedupe import identity, keys, record
from litreview.dedupe.features import known
from litreview.model import Work

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.dedupe.features import Features
    from litreview.model import Entry

    Group = Sequence[tuple[Entry, Features]]

__all__ = ["Draft", "named", "work"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A work's id and key, and its entries by id: all that its canonical record is made of, in whatever process."""

    id: str
    key: str
    entries: tuple[Entry, ...]


def work(draft: Draft) -> Work:
    """The work, made."""
    one = record.canonical(draft.entries)
    members = tuple([entry.id for entry in draft.entries])
    return Work(draft.id, draft.key, one.entry, members, one.provenance, one.conflicts)


def named(groups: Sequence[Group], before: Mapping[str, str]) -> tuple[Draft, ...]:
    """A draft for each group of entries and their features; `before` are keys from an earlier run, by id of work."""
    members = [_ordered(group) for group in groups]
    parts = forked.pieces(len(groups))
    called = [*chain.from_iterable(forked.apply(_called, parts, groups, members))]
    names, wanted = zip(*called, strict=True) if called else ((), ())
    ids = identity.work_ids(names, lambda n: record.canonical(members[n]).entry)
    order = sorted(range(len(groups)), key=lambda n: (wanted[n], ids[n]))
    wishes = [(wanted[n], _had(groups[n], ids[n], names[n], before)) for n in order]
    given = dict(zip(order, keys.assigned(wishes), strict=True))
    return tuple([Draft(ids[n], given[n], entries) for n, entries in enumerate(members)])


def _ordered(group: Group) -> tuple[Entry, ...]:
    entries = [entry for entry, _ in group]
    if len(entries) > 1:
        entries.sort(key=lambda entry: identity.natural(entry.id))
    return tuple(entries)


def _called(
    groups: Sequence[Group], members: Sequence[tuple[Entry, ...]], part: slice
) -> list[tuple[tuple[str, ...], str]]:
    """What each work may be known by, and the key that it would like to have."""
    found = []
    for group, entries in zip(groups[part], members[part], strict=True):
        one = record.canonical(entries).entry
        folded = group[0][1] if len(group) == 1 else known(one)
        found.append((identity.identities(one, folded), keys.readable(one)))
    return found


def _had(group: Group, work_id: str, own: Sequence[str], before: Mapping[str, str]) -> Sequence[str]:
    """The keys that a work had before: in the .bib of the last run, then in the users' own."""
    stated = [e.key for e, _ in group if e.key]
    stated.sort(key=lambda key: (len(key), key))
    if not before:
        return stated
    names = [*own, *(name for entry, folded in group for name in identity.identities(entry, folded))]
    said = [before[name] for name in (work_id, *map(identity.hashed, names)) if name in before]
    return [*dict.fromkeys((*said, *stated))]
