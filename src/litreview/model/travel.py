"""How nouns travel between processes: as their kinds and the values of their fields."""

from __future__ import annotations

import copyreg
from typing import Any

from litreview.model.plain import read


def travelling(*kinds: type[Any]) -> None:
    """Let nouns of these kinds pickle by their values: dataclasses do it field by field, in Python, and take two to three times as long."""
    for kind in kinds:
        copyreg.pickle(kind, _taken_apart)


def _taken_apart(noun: Any) -> tuple[type[Any], tuple[Any, ...]]:
    kind: Any = type(noun)
    return kind, read(kind)[1](noun)
