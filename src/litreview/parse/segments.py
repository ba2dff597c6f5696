"""The parts of a printed reference with their labels: what the labellers give and what entries are assembled from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["LABELS", "Segment", "laid_over"]

# Identifiers (url, doi, ...) are labels as well; "other" is what belongs to no field.
LABELS = (
    "author", "editor", "translator", "title", "container", "series", "volume", "issue", "pages", "date", "accessed",
    "publisher", "place", "edition", "genre", "note", "number", "citnum", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """`text[start:end]` of a reference has this label; `confidence` is 0..1."""

    label: str
    start: int
    end: int
    confidence: float = 1.0

    def changed(self, *, label: str | None = None, start: int | None = None, end: int | None = None) -> Segment:
        """The same segment with another label or other ends."""
        return Segment(
            self.label if label is None else label,
            self.start if start is None else start,
            self.end if end is None else end,
            self.confidence,
        )


def laid_over(segments: Sequence[Segment], made: Iterable[Segment], span: tuple[int, int]) -> list[Segment]:
    """The segments outside a span, with those made instead within it; in order."""
    left = []
    for segment in segments:
        if segment.start < span[0]:
            left.append(segment.changed(end=min(segment.end, span[0])))
        if segment.end > span[1]:
            left.append(segment.changed(start=max(segment.start, span[1])))
    return sorted([*left, *made], key=lambda s: s.start)
