"""Which entries are worth comparing: those that share a blocking key. A block too large is split by finer keys.

A key is a tuple of features that must all be known. In a block of more than CAP rows only those are compared that share
a further feature too; what is still too large is sorted, and each row is compared with the next few. Nothing is dropped.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.dedupe.features import Features

__all__ = ["CAP", "FINER", "KEYS", "NEAR", "neighbours", "pairs"]

KEYS = (
    ("doi",),
    ("pmid",),
    ("arxiv",),
    ("bare",),
    ("main",),
    ("low",),
    ("high",),
    ("head",),
    ("lead", "year"),
    ("volume", "first"),
)
FINER = ("year", "lead", "first", "volume", "low", "high", "head")
CAP = 30
NEAR = 5


def pairs(table: Sequence[Features], *, cap: int = CAP) -> set[tuple[int, int]]:
    """The rows to compare, lower row first. The rows must differ from each other."""
    found: set[tuple[int, int]] = set()
    for key in KEYS:
        finer = tuple(name for name in FINER if name not in key)
        for block in _blocks(table, range(len(table)), key):
            found.update(_split(table, block, finer, cap))
    return found


def neighbours(table: Sequence[Features], rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each row with the NEAR rows that follow it when they are sorted by title and then by all else."""
    ranked = sorted(rows, key=lambda row: (table[row].bare, table[row]))
    for n, row in enumerate(ranked):
        for other in ranked[n + 1 : n + 1 + NEAR]:
            yield min(row, other), max(row, other)


def _split(
    table: Sequence[Features], rows: Sequence[int], finer: tuple[str, ...], cap: int
) -> Iterator[tuple[int, int]]:
    if len(rows) <= cap:
        yield from combinations(rows, 2)
        return
    yield from neighbours(table, rows)
    for n, name in enumerate(finer):
        for block in _blocks(table, rows, (name,)):
            yield from _split(table, block, finer[n + 1 :], cap)


def _blocks(table: Sequence[Features], rows: Iterable[int], key: tuple[str, ...]) -> Iterator[list[int]]:
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for row in rows:
        values = tuple(getattr(table[row], name) for name in key)
        if all(values):
            blocks[values].append(row)
    return (block for block in blocks.values() if len(block) > 1)
