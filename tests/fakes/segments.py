"""Labelled texts, and what mending makes of them."""

from __future__ import annotations

from litreview.parse.mend import mend
from litreview.parse.segments import Segment


def mended(*pieces):
    """The (label, text) pairs that mending makes of a text of (piece, label) pairs; a label of None belongs to no field."""
    text, segments = "", []
    for piece, label in pieces:
        if label:
            segments.append(Segment(label, len(text), len(text) + len(piece)))
        text += piece
    return [(s.label, text[s.start : s.end].strip(" ,.:;()“”")) for s in mend(text, segments)]
