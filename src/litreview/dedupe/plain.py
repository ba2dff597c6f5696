"""The reference engine: small, slow, and what the other engines must agree with."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from litreview import similarity
from litreview.dedupe import blocking
from litreview.dedupe.decide import RELATIONS, compared, decide, reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from litreview.dedupe.features import Features

__all__ = ["Found", "Reported", "matches"]


class Reported(NamedTuple):
    """A pair of rows that is not merged, and why it ought to be looked at."""

    left: int
    right: int
    score: float
    relation: Literal["uncertain", "preprint", "version", "edition"]
    reasons: tuple[str, ...]


class Found(NamedTuple):
    """What an engine finds: (score, row, row) of pairs that mean one work, a veto for any pairs, pairs to report."""

    same: Sequence[tuple[float, int, int]]
    apart: Callable[[Sequence[tuple[int, int]]], Sequence[bool]]
    pairs: Sequence[Reported]


def matches(table: Sequence[Features], *, merge_versions: bool = False) -> Found:
    """Compare every pair of rows that share a blocking key."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for row, features in enumerate(table):
        for key in dict.fromkeys(blocking.keys(features)):
            blocks[key].append(row)
    candidates = sorted({pair for rows in blocks.values() for pair in combinations(rows, 2)})
    same, reported = [], []
    for a, b in candidates:
        pair = compared(table[a], table[b], _likeness)
        decision = decide(pair, merge_versions=merge_versions)
        if decision.same:
            same.append((decision.score, a, b))
        elif relation := next((name for name in RELATIONS if getattr(decision, name)), None):
            reported.append(Reported(a, b, round(decision.score, 4), relation, reasons(pair)))

    def apart(pairs: Sequence[tuple[int, int]]) -> list[bool]:
        return [bool(decide(compared(table[a], table[b], _likeness)).apart) for a, b in pairs]

    return Found(same, apart, reported)


def _likeness(measure: str, left: Any, right: Any) -> float:
    return similarity.ratio(left, right) if measure == "ratio" else similarity.shared_words(left, right)
