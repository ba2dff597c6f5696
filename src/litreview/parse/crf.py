"""A linear-chain conditional random field: its weights from a file, and the likeliest labels of many sequences at once."""

from __future__ import annotations

import gzip
import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    Array = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Model", "Rows", "Weights", "decode"]


class Model:
    """Weights of features for labels, and of one label after another.

    The file is gzipped JSON: `labels`; `transitions`, from by to; and in columns `features`, the `counts` of labels
    for which each has a weight, and those `of` labels with their `weights`, one feature after the other.
    """

    def __init__(self, data: bytes) -> None:
        stored = json.loads(gzip.decompress(data))
        self.labels: tuple[str, ...] = tuple(stored["labels"])
        self.transitions: Array = np.array(stored["transitions"])
        self.rows = {name: row for row, name in enumerate(stored["features"], 1)}
        self.weights: Array = np.zeros((1 + len(self.rows), len(self.labels)))
        self.weights[np.repeat([*self.rows.values()], stored["counts"]), stored["of"]] = stored["weights"]


class Rows:
    """A table that rows are added to at its end; its room doubles when it is full, so that adding is cheap."""

    def __init__(self, first: Array) -> None:
        self._room = first
        self._held = len(first)

    def __len__(self) -> int:
        return self._held

    def add(self, more: Array) -> None:
        """Add rows at the end."""
        held = self._held + len(more)
        if held > len(self._room):
            self._room = np.resize(self._room, (2 * held, self._room.shape[1]))
        self._room[self._held : held] = more
        self._held = held

    def take(self, which: Array) -> Array:
        """Some rows, by their numbers."""
        taken: Array = self._room[which]
        return taken


class Weights:
    """The weights of groups of features: a row a group, summed when it is first seen, so that a token costs some additions."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._rows: dict[tuple[int, ...], int] = {(): 0}
        self._sums = Rows(model.weights[:1])
        self._new: list[tuple[int, ...]] = []

    def __len__(self) -> int:
        """How many groups have been seen that differ in what the model knows of them."""
        return len(self._rows)

    def row(self, names: Sequence[str]) -> int:
        """The row of a group of features."""
        known = tuple(filter(None, map(self._model.rows.get, names)))
        row = self._rows.get(known)
        if row is None:
            row = self._rows[known] = len(self._rows)
            self._new.append(known)
        return row

    def of(self, rows: Array) -> Array:
        """The weights of tokens, tokens x labels, by the rows of their groups, tokens x groups."""
        if self._new:  # summed all at once
            starts = np.cumsum([0, *map(len, self._new[:-1])])
            weights = self._model.weights[[*chain.from_iterable(self._new)]]
            self._sums.add(np.add.reduceat(weights, starts))
            self._new = []
        total = self._sums.take(rows[:, 0])
        for group in rows.T[1:]:
            total += self._sums.take(group)
        return total


def decode(weights: Array, lengths: Sequence[int], transitions: Array) -> tuple[list[int], list[float]]:
    """The likeliest labels of sequences, and how likely each of them is at its place.

    `weights`, tokens x labels, has the sequences end to end; `lengths` are theirs, each at least 1. Viterbi's algorithm and
    forward-backward go through all sequences abreast: a step takes the n-th token of each that has one, which lie
    side by side once the longest sequence comes first. The cost is tokens x labels², in a few array operations a step.
    """
    order = np.argsort([-length for length in lengths], kind="stable")
    firsts, sizes = (np.cumsum(lengths) - lengths)[order], np.array(lengths)[order]
    abreast = np.searchsorted(-sizes, -np.arange(sizes[0]), side="left").tolist()
    places = np.concatenate([firsts[:many] + step for step, many in enumerate(abreast)])
    ends = np.cumsum(abreast).tolist()
    # A step's tokens, and those of the step before that go on.
    steps = [
        (slice(end, end + many), slice(begin, begin + many))
        for begin, end, many in zip([0, *ends], ends, abreast[1:], strict=False)
    ]
    given = np.ascontiguousarray(weights[places].T)

    path = _likeliest(given, steps, transitions)
    sure = _chances(given, steps, transitions)[path, np.arange(len(path))]
    back = np.argsort(places)
    return path[back].tolist(), sure[back].tolist()


def _likeliest(given: Array, steps: Sequence[tuple[slice, slice]], transitions: Array) -> Array:
    """Viterbi's path: the best way to each label of each token, then back from the best end."""
    best = given.copy()
    for here, before in steps:
        best[:, here] += (best[:, None, before] + transitions[:, :, None]).max(axis=0)
    path: Array = best.argmax(axis=0)
    for here, before in reversed(steps):
        path[before] = (best[:, before] + transitions[:, path[here]]).argmax(axis=0)
    return path


def _chances(given: Array, steps: Sequence[tuple[slice, slice]], transitions: Array) -> Array:
    """Forward-backward: how likely each label is at each token, labels x tokens; each step is scaled to sum to 1."""
    chance, follows = np.exp(given - given.max(axis=0)), np.exp(transitions)
    forward, backward = chance.copy(), np.ones_like(chance)
    for here, before in steps:
        forward[:, here] *= _scaled(follows.T @ forward[:, before])
    for here, before in reversed(steps):
        backward[:, before] = _scaled(follows @ (backward[:, here] * chance[:, here]))
    return _scaled(forward * backward)


def _scaled(chances: Array) -> Array:
    scaled: Array = chances / chances.sum(axis=0)
    return scaled
