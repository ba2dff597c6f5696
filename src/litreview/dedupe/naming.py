"""What works are called: each claims an id and a key by what it says, and all claims are settled together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litreview.dedupe import identity, keys, record
from litreview.dedupe.features import known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.dedupe.features import Features
    from litreview.model import Entry

    Group = Sequence[tuple[Entry, Features]]

__all__ = ["Claim", "claim", "names"]


class Claim(NamedTuple):
    """What a work would be called if there were no other: id and key; and the keys that it had before, best first."""

    id: str
    key: str
    before: Sequence[str]


def claim(entry: Entry, group: Group, before: Mapping[str, str]) -> Claim:
    """The claim of a work by its canonical record, and the entries of which it was made, with their features.

    `before` are keys from an earlier run, by id of work: those are kept, then the users' own.
    """
    own = identity.identities(entry, group[0][1] if len(group) == 1 else known(entry))
    stated = sorted([one.key for one, _ in group if one.key], key=lambda key: (len(key), key))
    if before:
        said = [*own, *(name for one, folded in group for name in identity.identities(one, folded))]
        stated = [before[name] for name in map(identity.hashed, said) if name in before] + stated
    return Claim(identity.hashed(own[0]), keys.readable(entry), stated)


def names(claims: Sequence[Claim], groups: Sequence[Group], before: Mapping[str, str]) -> list[tuple[str, str]]:
    """Id and key of each work, by their claims and of what they were made."""
    ids = identity.told_apart([one.id for one in claims], lambda n: record.canonical([e for e, _ in groups[n]]).entry)
    order = sorted(range(len(claims)), key=lambda n: (claims[n].key, ids[n]))
    wishes = [
        (claims[n].key, [before[ids[n]], *claims[n].before] if ids[n] in before else claims[n].before) for n in order
    ]
    given = dict(zip(order, keys.assigned(wishes), strict=True))
    return [(name, given[n]) for n, name in enumerate(ids)]
