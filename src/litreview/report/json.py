"""review.json: everything that a run knows, by the schema that ships beside this file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["write"]


LINES = 4
"""Levels that are set line by line: below a paper's lists, a reference or a citation is a line, which a diff can show."""


def write(review: Review, options: Options) -> str:
    """The review as JSON: findings of every confidence, suppressed ones too."""
    return _set(options.data or review.to_dict(), 0) + "\n"


def _set(value: Any, level: int) -> str:
    """JSON with the first levels set line by line and the rest on one, as the encoder writes it, which is many times faster."""
    if level == LINES or not value or not isinstance(value, dict | list):
        return _encode(value)
    gap = "\n" + " " * (level + 1)
    if isinstance(value, dict):
        said = [f"{_encode(name)}: {_set(item, level + 1)}" for name, item in value.items()]
        return f"{{{gap}{f',{gap}'.join(said)}{gap[:-1]}}}"
    return f"[{gap}{f',{gap}'.join(_set(item, level + 1) for item in value)}{gap[:-1]}]"


_encode = json.JSONEncoder(ensure_ascii=False).encode
