"""A badge: how many citations lead to a reference; for a shields endpoint, and drawn."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from litreview.model import Meter
from litreview.opinion import Severity
from litreview.report import escape, shown, summary

if TYPE_CHECKING:
    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["draw", "write"]

LABEL = "citations"
_COLOURS = {"brightgreen": "#2a7d2e", "yellow": "#8a6100", "red": "#b3261e", "lightgrey": "#5f6368"}


def write(review: Review, options: Options) -> str:
    """The JSON that a shields endpoint reads."""
    message, colour = _said(review, options)
    return json.dumps({"schemaVersion": 1, "label": LABEL, "message": message, "color": colour}) + "\n"


def draw(review: Review, options: Options) -> str:
    """The badge as SVG, with its text for screen readers."""
    message, colour = _said(review, options)
    left, right = (12 + round(6.6 * escape.width(text)) for text in (LABEL, message))
    said = escape.xml(f"{LABEL}: {message}")
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{said}">
<title>{said}</title>
<clipPath id="r"><rect width="{left + right}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><path fill="#444" d="M0 0h{left}v20H0z"/><path fill="{_COLOURS[colour]}" d="M{left} 0h{right}v20H{left}z"/></g>
<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
<text x="{left / 2}" y="14">{LABEL}</text><text x="{left + right / 2}" y="14">{escape.xml(message)}</text></g>
</svg>
"""


def _said(review: Review, options: Options) -> tuple[str, str]:
    resolved = review.evidence.coverage.meters.get("resolved", Meter(0, 0))
    if not resolved.of:
        return "none found", "lightgrey"
    counts = summary.by_severity(shown(review, options.min_confidence).findings)
    colour = "red" if counts[Severity.ERROR] else "yellow" if counts[Severity.WARNING] else "brightgreen"
    return f"{resolved.n} of {resolved.of} resolved", colour
