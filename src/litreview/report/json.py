"""review.json: everything that a run knows, by the schema that ships beside this file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["write"]


def write(review: Review, options: Options) -> str:  # noqa: ARG001 (the signature of a format)
    """The review as JSON: findings of every confidence, suppressed ones too."""
    return json.dumps(review.to_dict(), ensure_ascii=False, indent=1) + "\n"
