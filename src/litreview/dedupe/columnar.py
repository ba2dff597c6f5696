"""The engine for many entries: columns of codes, likeness in bulk, the decisions of `decide`.

The columns are numpy's alone: to import pandas would take longer than to merge a few thousand records.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np

from litreview import similarity
from litreview.dedupe import blocking, plain, slips
from litreview.dedupe.decide import RELATIONS, Found, Reported, compared, decide, reasons
from litreview.dedupe.features import Features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from litreview.dedupe.decide import Decision

    Apply = Callable[..., Iterable[Any]]

__all__ = ["Columns", "columns", "matches"]

CHUNK = 50_000
"""Pairs that are compared at once."""

HANDS = 4
"""Into how many the blocking keys are dealt."""

TEXTS = ("bare", "title", "people", "venue", "venue_words")
# features whose values are compared with those of another feature have one set of codes
TOGETHER = (("title", "main"), ("bare", "other"))
NUMBERS = {"year": np.int32} | dict.fromkeys(
    ("generic", "short", "supplement", "own_pages", "book", "chapter", "conference", "preprint"), np.bool_
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Features as columns: an array of codes for each, 0 for "nothing known", and the text of those that are compared.

    `length` is that of the title, `rank` the place of a row among those of large blocks, as `blocking.neighbours` sorts them.
    """

    codes: dict[str, Any]
    texts: dict[str, Any]

    def take(self, rows: Any) -> SimpleNamespace:
        """Those rows, in that order, as `decide.compared` wants a side."""
        return SimpleNamespace(nothing=0, **{name: codes[rows] for name, codes in self.codes.items()})


def columns(table: Sequence[Features]) -> Columns:
    """The table, turned."""
    sides = zip(*table, strict=True) if table else ([] for _ in Features._fields)
    raw = dict(zip(Features._fields, sides, strict=True))
    codes: dict[str, Any] = {name: np.array(raw[name], dtype=kind) for name, kind in NUMBERS.items()}
    joined = {name for names in TOGETHER for name in names}
    alone = ((name,) for name in Features._fields if name not in joined and name not in NUMBERS)
    for names in (*TOGETHER, *alone):
        seen: dict[Any, int] = {"": 0}
        for name in names:
            codes[name] = np.array([seen.setdefault(value, len(seen)) for value in raw[name]], dtype=np.int32)
    codes["length"] = np.array([*map(len, raw["bare"])], dtype=np.int32)
    codes["rank"] = np.zeros(len(table), dtype=np.int32)
    turned = Columns(codes, {name: np.array([*raw[name], None], dtype=object)[:-1] for name in TEXTS})
    ranked = sorted(_crowded(turned).tolist(), key=lambda row: (table[row].bare, table[row]))
    codes["rank"][np.array(ranked, dtype=np.intp)] = np.arange(len(ranked))
    return turned


def _crowded(turned: Columns) -> Any:
    """The rows that share a blocking key with more than CAP others."""
    rows = np.arange(len(turned.codes["rank"]))
    crowded = np.zeros(len(rows), dtype=bool)
    for key in blocking.KEYS:
        block = _codes(turned, rows, key) + 1
        crowded |= (block > 0) & (np.bincount(block, minlength=1)[block] > blocking.CAP)
    return rows[crowded]


def _here(work: Callable[..., Any], items: Iterable[Any], *shared: Any) -> Iterator[Any]:
    return (work(*shared, item) for item in items)


def matches(table: Sequence[Features], *, merge_versions: bool = False, apply: Apply = _here) -> Found:
    """As the plain engine, for any number of rows.

    `apply(work, items, *shared)` gives work(*shared, item) for each item, in order; here, or on other machines.
    """
    turned = columns(table)
    hands = [blocking.KEYS[n::HANDS] for n in range(HANDS)]
    pairs = _distinct(np.concatenate([*apply(_keyed, hands, turned)]))
    same: list[tuple[float, int, int]] = []
    reported: list[Reported] = []
    for merged, told in apply(_decided, _chunks(pairs), turned, merge_versions):
        same += merged
        reported += (
            Reported(a, b, score, RELATIONS[n], reasons(plain.compare(table[a], table[b]))) for score, a, b, n in told
        )

    def judged(asked: Sequence[tuple[int, int]]) -> tuple[Any, Any]:
        if not asked:
            return [], []
        codes = np.array(asked, dtype=np.int64) @ np.array([len(table), 1])
        parts = [_judged(turned, merge_versions, chunk) for chunk in _chunks(codes)]
        return np.concatenate([part.same for part in parts]), np.concatenate([part.apart for part in parts])

    return Found(same, reported, judged)


def _chunks(pairs: Any) -> list[Any]:
    return np.array_split(pairs, len(pairs) // CHUNK + 1)


# -- which pairs; a pair is one number: left row times rows, plus right row --------------------------


def _keyed(turned: Columns, keys: Sequence[tuple[str, ...]]) -> Any:
    """The pairs that some blocking keys give, without those that no rule could act on; sorted, each once."""
    return _distinct(np.concatenate([_blocked(turned, key) for key in keys]))


def _blocked(turned: Columns, key: tuple[str, ...]) -> Any:
    size = len(turned.codes["rank"])
    rows = np.arange(size)
    block = _codes(turned, rows, key)
    finer = tuple(name for name in blocking.FINER if name not in key)
    parts = [*_split(turned, rows[block >= 0], block[block >= 0], finer)]
    if not parts:
        return np.empty(0, dtype=np.int64)
    left, right = (np.concatenate(side) for side in zip(*parts, strict=True))
    pairs = _distinct(np.minimum(left, right) * size + np.maximum(left, right))
    return np.concatenate([chunk[_promising(turned, *np.divmod(chunk, size))] for chunk in _chunks(pairs)])


def _distinct(pairs: Any) -> Any:
    """What np.unique gives, in a third of its time: it hashes before it sorts."""
    pairs.sort()
    return pairs[np.append(pairs[:1] == pairs[:1], pairs[1:] != pairs[:-1])]


def _codes(turned: Columns, rows: Any, key: Sequence[str], block: Any = None) -> Any:
    """For each row a number for its block: rows that share all features of key, within block; -1 where one is unknown."""
    code = np.zeros(len(rows), dtype=np.int64) if block is None else block
    known = np.ones(len(rows), dtype=bool)
    for name in key:
        values = turned.codes[name][rows].astype(np.int64)
        known &= values != 0
        code = np.unique(code * (int(values.max(initial=0)) + 1) + values, return_inverse=True)[1]
    return np.where(known, code, -1)


def _split(turned: Columns, rows: Any, block: Any, finer: tuple[str, ...]) -> Iterator[tuple[Any, Any]]:
    """The pairs of rows in one block; blocks of more than CAP rows are split as `blocking` splits them."""
    if not len(rows):
        return
    sizes = np.bincount(block)[block]
    fits = (sizes > 1) & (sizes <= blocking.CAP)
    yield from _combined(rows[fits], block[fits], blocking.CAP)
    large = sizes > blocking.CAP
    if not large.any():
        return
    rows, block = rows[large], block[large]
    order = np.argsort(turned.codes["rank"][rows])
    yield from _combined(rows[order], block[order], blocking.NEAR + 1)
    for n, name in enumerate(finer):
        inner = _codes(turned, rows, (name,), block)
        yield from _split(turned, rows[inner >= 0], inner[inner >= 0], finer[n + 1 :])


def _combined(rows: Any, block: Any, reach: int) -> Iterator[tuple[Any, Any]]:
    """Pairs of rows in one block that stand less than reach apart: each with its next, then the one after that ..."""
    order = np.argsort(block, kind="stable")
    rows, block = rows[order], block[order]
    for distance in range(1, reach):
        together = block[distance:] == block[:-distance]
        if not together.any():
            return
        yield rows[:-distance][together], rows[distance:][together]


def _promising(turned: Columns, left: Any, right: Any) -> Any:
    """Whether any rule could act on a pair: a necessary condition, cheap enough for every pair that shares a block."""

    def same(name: str, across: str | None = None) -> Any:
        a, b = turned.codes[name][left], turned.codes[across or name][right]
        return (a == b) & (a != 0)

    def likeness(measure: str, feature: str, asked: Any, least: float) -> Any:
        sides = (turned.texts[feature][rows[asked]].tolist() for rows in (left, right))
        return similarity.column(measure, *sides, least=least)

    length = turned.codes["length"]
    one, two = length[left], length[right]
    short, long = np.minimum(one, two), np.maximum(one, two)
    # at best, all of the shorter title stands in the longer
    hopeful = np.flatnonzero(2 * short >= 0.9 * (short + long))
    alike = np.zeros(len(left), dtype=bool)
    alike[hopeful] = likeness("ratio", "bare", hopeful, 0.89) >= 0.9
    for name, across in (("doi", "doi"), ("pmid", "pmid"), ("arxiv", "arxiv")):
        alike |= same(name, across)
    for name, across in (("main", "title"), ("title", "main"), ("other", "bare"), ("bare", "other")):
        alike |= same(name, across)
    # one place tells only where a title is unknown or stands in the other
    placed = np.flatnonzero(same("first") & ~alike)
    alike[placed] = (short[placed] == 0) | (likeness("shared_words", "title", placed, 0.97) >= 0.98)
    return alike


# -- what they are ----------------------------------------------------------------------------------


def _judged(turned: Columns, merge_versions: bool, pairs: Any) -> Decision:  # noqa: FBT001 (shared with workers)
    left, right = np.divmod(pairs, len(turned.codes["rank"]))

    def likeness(measure: str, feature: str) -> Any:
        sides = [turned.texts[feature][rows].tolist() for rows in (left, right)]
        if measure == "other_words":
            return np.fromiter(map(slips.other_words, *sides), np.float64, len(left))
        return similarity.column(measure, *sides)

    return decide(compared(turned.take(left), turned.take(right), likeness), merge_versions=merge_versions)


def _decided(turned: Columns, merge_versions: bool, pairs: Any) -> tuple[list[Any], list[Any]]:  # noqa: FBT001
    """Of a chunk of pairs, those to merge and those to report (with the number of their relation)."""
    left, right = np.divmod(pairs, len(turned.codes["rank"]))
    decision = _judged(turned, merge_versions, pairs)
    merged = decision.same
    same = zip(decision.score[merged].tolist(), left[merged].tolist(), right[merged].tolist(), strict=True)
    told = ~merged & np.logical_or.reduce([getattr(decision, name) for name in RELATIONS])
    relation = np.select([getattr(decision, name)[told] for name in RELATIONS], range(len(RELATIONS)), 0)
    rows = (decision.score[told], left[told], right[told], relation)
    return list(same), list(zip(*(row.tolist() for row in rows), strict=True))
