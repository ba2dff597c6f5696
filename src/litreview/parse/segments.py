"""The parts of a printed reference with their labels: what the labellers give and what entries are assembled from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LABELS", "Segment"]

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
