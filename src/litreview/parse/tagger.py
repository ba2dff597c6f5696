"""Label the parts of a reference by the trained sequence model: the only home of python-crfsuite."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from litreview.parse.features import features, tokens
from litreview.parse.segments import Segment

if TYPE_CHECKING:
    from litreview.parse.features import Token

__all__ = ["label"]


def label(text: str) -> list[Segment]:
    """Segments of a reference whose identifiers are blanked out by NULs; in order, not overlapping."""
    spans = tokens(text)
    if not spans:
        return []
    tagger = _tagger()
    labels: list[str] = tagger.tag(features(text, spans))
    return _segments(tagger, text, spans, labels)


@cache
def _tagger() -> Any:
    """The shipped model, read on first use."""
    import pycrfsuite  # noqa: PLC0415 (the program starts without it)

    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(_model())
    return tagger


@cache
def _model() -> bytes:
    """The model's bytes, which the tagger reads in place: they must live as long as it does."""
    return gzip.decompress(files(__package__).joinpath("model.crfsuite.gz").read_bytes())


def _segments(tagger: Any, text: str, spans: list[Token], labels: list[str]) -> list[Segment]:
    """Runs of tokens with one label; identifiers and what belongs to no field are left out."""
    found: list[Segment] = []
    start = 0
    for n in range(1, len(labels) + 1):
        if n < len(labels) and labels[n] == labels[start]:
            continue
        name, begin, end = labels[start], spans[start][0], spans[n - 1][1]
        if name != "other" and text[begin] != "\0":
            sure = (tagger.marginal(name, start) + tagger.marginal(name, n - 1)) / 2
            found.append(Segment(name, begin, end, sure))
        start = n
    return found
