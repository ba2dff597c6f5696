"""Label the parts of references by the trained sequence model."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from litreview.parse.crf import Model, Weights, decode
from litreview.parse.features import Sight, tokens
from litreview.parse.segments import Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from litreview.parse.features import Token

__all__ = ["Tagger", "labels"]

_MOST = 1 << 16
"""How many groups of features are remembered: some 10 MB of weights."""


def labels(texts: Sequence[str]) -> list[list[Segment]]:
    """Segments of references whose identifiers are blanked out by NULs; in order, not overlapping."""
    return _shipped().labels(texts)


@cache
def _shipped() -> Tagger:
    """The tagger with the shipped model, read on first use."""
    return Tagger(Model(files(__package__).joinpath("model.json.gz").read_bytes()))


class Tagger:
    """A model, with what it saw so far of the features that come back from reference to reference."""

    def __init__(self, model: Model, sight: Callable[[Callable[[tuple[str, ...]], int]], Sight] = Sight) -> None:
        self._model, self._sight_of = model, sight
        self._forget()

    def _forget(self) -> None:
        self._weights = Weights(self._model)
        self._sight = self._sight_of(self._weights.row)

    def labels(self, texts: Sequence[str]) -> list[list[Segment]]:
        """As `labels`, by this model."""
        if max(len(self._weights), len(self._sight)) > _MOST:
            self._forget()
        spans = [tokens(text) for text in texts]
        lengths = [len(places) for places in spans if places]
        if not lengths:
            return [[] for _ in texts]
        path, sure = decode(self._weights.of(self._sight.rows(texts, spans)), lengths, self._model.transitions)
        named = [self._model.labels[label] for label in path]
        found, start = [], 0
        for text, places in zip(texts, spans, strict=True):
            end = start + len(places)
            found.append(list(_segments(text, places, named[start:end], sure[start:end])))
            start = end
        return found


def _segments(text: str, spans: list[Token], labels: list[str], sure: list[float]) -> Iterator[Segment]:
    """Runs of tokens with one label; identifiers and what belongs to no field are left out."""
    start = 0
    for n in range(1, len(labels) + 1):
        if n < len(labels) and labels[n] == labels[start]:
            continue
        name, begin, end = labels[start], spans[start][0], spans[n - 1][1]
        if name != "other" and text[begin] != "\0":
            yield Segment(name, begin, end, (sure[start] + sure[n - 1]) / 2)
        start = n
