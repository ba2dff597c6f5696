"""The reference engine: small, slow, and what the other engines must agree with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.dedupe import blocking, slips
from litreview.dedupe.decide import RELATIONS, Compared, Found, Reported, compared, decide, reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from litreview.dedupe.features import Features

__all__ = ["compare", "matches"]


def matches(table: Sequence[Features], *, merge_versions: bool = False) -> Found:
    """Compare the rows that share a blocking key, pair by pair. The rows must differ from each other."""
    same, reported = [], []
    for a, b in sorted(blocking.pairs(table)):
        pair = compare(table[a], table[b])
        decision = decide(pair, merge_versions=merge_versions)
        if decision.same:
            same.append((decision.score, a, b))
        elif relation := next((name for name in RELATIONS if getattr(decision, name)), None):
            reported.append(Reported(a, b, decision.score, relation, reasons(pair)))

    def judged(pairs: Sequence[tuple[int, int]]) -> tuple[list[bool], list[bool]]:
        decisions = [decide(compare(table[a], table[b]), merge_versions=merge_versions) for a, b in pairs]
        return [bool(d.same) for d in decisions], [bool(d.apart) for d in decisions]

    return Found(same, reported, judged)


def compare(left: Features, right: Features) -> Compared:
    """One pair."""
    return compared(left, right, partial(_likeness, left, right))


def _likeness(left: Features, right: Features, measure: str, feature: str) -> float:
    scorer: Callable[[str, str], float] = getattr(slips if measure == "other_words" else similarity, measure)
    return scorer(getattr(left, feature), getattr(right, feature))
