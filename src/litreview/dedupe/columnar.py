"""The engine for many entries: columns of codes, likeness in bulk, the decisions of `decide`.

The columns are numpy's alone: to import pandas would take longer than to merge a few thousand records.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from litreview import similarity
from litreview.dedupe import blocking, plain
from litreview.dedupe.decide import RELATIONS, Found, Reported, compared, decide, reasons
from litreview.dedupe.features import Features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Apply = Callable[..., Iterable[Any]]

__all__ = ["Columns", "columns", "matches"]

CHUNK = 500_000
"""Pairs that are compared at once: some 200 bytes each."""

TEXTS = ("bare", "title", "people", "venue", "venue_words")
# features whose values are compared with those of another feature have one set of codes
TOGETHER = (("title", "main"), ("bare", "other"))
NUMBERS = ("year", "generic", "short", "book", "chapter", "conference", "preprint")


class Columns:
    """Features as columns: an array of codes for each, 0 for "nothing known", and the text of those that are compared."""

    nothing = 0

    def __init__(self, codes: dict[str, Any], texts: dict[str, Any]) -> None:
        self.codes, self.texts = codes, texts

    def __getattr__(self, name: str) -> Any:
        """The codes of a feature."""
        return self.codes[name]

    def take(self, rows: Any) -> Columns:
        """Those rows, in that order."""
        return Columns(
            {name: codes[rows] for name, codes in self.codes.items()},
            {name: text[rows] for name, text in self.texts.items()},
        )


def columns(table: Sequence[Features]) -> Columns:
    """The table, turned."""
    raw = {name: [getattr(row, name) for row in table] for name in Features._fields}
    codes: dict[str, Any] = {name: np.asarray(raw[name]) for name in NUMBERS}
    joined = {name for names in TOGETHER for name in names}
    alone = ((name,) for name in Features._fields if name not in joined and name not in NUMBERS)
    for names in (*TOGETHER, *alone):
        seen: dict[Any, int] = {"": 0}
        for name in names:
            codes[name] = np.array([seen.setdefault(value, len(seen)) for value in raw[name]], dtype=np.int32)
    codes["length"] = np.array([len(value) for value in raw["bare"]], dtype=np.int32)
    return Columns(codes, {name: np.array([*raw[name], None], dtype=object)[:-1] for name in TEXTS})


def matches(table: Sequence[Features], *, merge_versions: bool = False, apply: Apply = map) -> Found:
    """As the plain engine, for any number of rows. `apply` is `map`, or a map that works elsewhere."""
    turned = columns(table)
    left, right = _pairs(table, turned)
    chunks = [(left[n : n + CHUNK], right[n : n + CHUNK]) for n in range(0, len(left), CHUNK)]
    same: list[tuple[float, int, int]] = []
    reported: list[Reported] = []
    for merged, told in apply(partial(_decided, turned, merge_versions), chunks):
        same += merged
        reported += (
            Reported(a, b, score, RELATIONS[n], reasons(plain.compare(table[a], table[b]))) for score, a, b, n in told
        )

    def judged(pairs: Sequence[tuple[int, int]]) -> tuple[Any, Any]:
        if not pairs:
            return [], []
        one, two = np.array(pairs, dtype=np.int64).T
        parts = [
            _judged(turned, one[n : n + CHUNK], two[n : n + CHUNK], merge_versions) for n in range(0, len(one), CHUNK)
        ]
        return np.concatenate([p.same for p in parts]), np.concatenate([p.apart for p in parts])

    return Found(same, reported, judged)


# -- which pairs ------------------------------------------------------------------------------------


def _pairs(table: Sequence[Features], turned: Columns) -> tuple[Any, Any]:
    """What `blocking.pairs` gives, as two sorted arrays, without the pairs that no rule could act on."""
    size = len(table)
    found: list[Any] = []
    for key in blocking.KEYS:
        rows = np.arange(size)
        block = _codes(turned, rows, key)
        finer = tuple(name for name in blocking.FINER if name not in key)
        parts = [*_split(table, turned, rows[block >= 0], block[block >= 0], finer)]
        if not parts:
            continue
        left, right = (np.concatenate(side) for side in zip(*parts, strict=True))
        both = np.unique(np.minimum(left, right) * size + np.maximum(left, right))
        chunks = np.array_split(both, len(both) // CHUNK + 1)
        found += [chunk[_promising(turned, chunk // size, chunk % size)] for chunk in chunks]
    both = np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)
    return both // max(size, 1), both % max(size, 1)


def _codes(turned: Columns, rows: Any, key: Sequence[str], block: Any = None) -> Any:
    """For each row a number for its block: rows that share all features of key, within block; -1 where one is unknown."""
    code = np.zeros(len(rows), dtype=np.int64) if block is None else block
    known = np.ones(len(rows), dtype=bool)
    for name in key:
        values = turned.codes[name][rows].astype(np.int64)
        known &= values != 0
        code = np.unique(code * (int(values.max(initial=0)) + 1) + values, return_inverse=True)[1]
    return np.where(known, code, -1)


def _split(
    table: Sequence[Features], turned: Columns, rows: Any, block: Any, finer: tuple[str, ...]
) -> Iterable[tuple[Any, Any]]:
    """The pairs of rows in one block; blocks of more than CAP rows are split as `blocking` splits them."""
    if not len(rows):
        return
    sizes = np.bincount(block)[block]
    fits = (sizes > 1) & (sizes <= blocking.CAP)
    yield from _combined(rows[fits], block[fits])
    large = sizes > blocking.CAP
    if not large.any():
        return
    rows, block = rows[large], block[large]
    order = np.argsort(block, kind="stable")
    for members in np.split(rows[order], np.flatnonzero(np.diff(block[order])) + 1):
        near = np.array(list(blocking.neighbours(table, members.tolist())), dtype=np.int64)
        yield near[:, 0], near[:, 1]
    for n, name in enumerate(finer):
        inner = _codes(turned, rows, (name,), block)
        yield from _split(table, turned, rows[inner >= 0], inner[inner >= 0], finer[n + 1 :])


def _combined(rows: Any, block: Any) -> Iterable[tuple[Any, Any]]:
    """All pairs of rows in one block: each row with its next, then with the one after that, and so on."""
    order = np.argsort(block, kind="stable")
    rows, block = rows[order], block[order]
    for distance in range(1, blocking.CAP):
        together = block[distance:] == block[:-distance]
        if not together.any():
            return
        yield rows[:-distance][together], rows[distance:][together]


def _promising(turned: Columns, left: Any, right: Any) -> Any:
    """Whether any rule could act on a pair: a necessary condition, cheap enough for every pair that shares a block."""

    def same(name: str, across: str | None = None) -> Any:
        a, b = turned.codes[name][left], turned.codes[across or name][right]
        return (a == b) & (a != 0)

    bare = turned.texts["bare"]
    one, two = turned.length[left], turned.length[right]
    short, long = np.minimum(one, two), np.maximum(one, two)
    # at best, all of the shorter title stands in the longer
    hopeful = np.flatnonzero(2 * short >= 0.9 * (short + long))
    alike = np.zeros(len(left), dtype=bool)
    alike[hopeful] = similarity.column("ratio", bare[left[hopeful]].tolist(), bare[right[hopeful]].tolist()) >= 0.9
    for name, across in (("doi", "doi"), ("pmid", "pmid"), ("arxiv", "arxiv"), ("first", "first")):
        alike |= same(name, across)
    for name, across in (("main", "title"), ("title", "main"), ("other", "bare"), ("bare", "other")):
        alike |= same(name, across)
    return alike


# -- what they are ----------------------------------------------------------------------------------


def _judged(turned: Columns, left: Any, right: Any, merge_versions: bool) -> Any:  # noqa: FBT001 (bound by partial)
    one, two = turned.take(left), turned.take(right)

    def likeness(measure: str, feature: str) -> Any:
        return similarity.column(measure, one.texts[feature].tolist(), two.texts[feature].tolist())

    return decide(compared(one, two, likeness), merge_versions=merge_versions)


def _decided(turned: Columns, merge_versions: bool, chunk: tuple[Any, Any]) -> tuple[list[Any], list[Any]]:  # noqa: FBT001
    """Of a chunk of pairs, those to merge and those to report (with the number of their relation)."""
    left, right = chunk
    decision = _judged(turned, left, right, merge_versions)
    merged = decision.same
    same = zip(decision.score[merged].tolist(), left[merged].tolist(), right[merged].tolist(), strict=True)
    told = ~merged & np.logical_or.reduce([getattr(decision, name) for name in RELATIONS])
    relation = np.select([getattr(decision, name)[told] for name in RELATIONS], range(len(RELATIONS)), 0)
    rows = (decision.score[told], left[told], right[told], relation)
    return list(same), list(zip(*(row.tolist() for row in rows), strict=True))
