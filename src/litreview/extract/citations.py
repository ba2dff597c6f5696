"""The citations of a document: its style by vote, then every mark that the style explains, in text order."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.extract import authoryear, keys, marks, narrative
from litreview.extract.names import Scene
from litreview.extract.roster import roster
from litreview.extract.sections import sections as section_parts
from litreview.extract.style import vote
from litreview.model import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.extract.marks import Mark
    from litreview.model import CitationStyle, Document, Entry, Reference, Section

__all__ = ["Found", "citations"]


_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}")
_SENTENCE = 300  # code points to each side of a citation in which its sentence may begin and end
_STOP = re.compile(
    r"(?<![A-Z])(?<!\bal)(?<!\bcf)(?<!e\.g)(?<!i\.e)[.!?。！？][\])”’\"']{0,2}(?=\s+[^\W\d_a-z]|$)|\n\s*\n|(?<=[。！？])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Citations in text order, the style they are in, and the vote: marks a style could explain, and the winner's `margin` (0..1)."""

    style: CitationStyle
    vote: Mapping[str, float] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()


def citations(
    document: Document,
    references: Sequence[Reference],
    entries: Sequence[Entry],
    *,
    sections: Sequence[Section] | None = None,
    language: str | None = None,
    style: str | None = None,
) -> Found:
    """What a document cites, where. `entries` stand in the order of `references`; `style` overrules the vote."""
    text = marks.body(document.text, references)
    scene = Scene(text, roster(references, entries), _lower(text).__contains__)
    dated = authoryear.marks(scene)
    ballot = vote(text, references, scene.roster, {"author-year": dated, "key": keys.marks(text)}, chosen=style)
    found = list(ballot.marks)
    if ballot.style == "author-year":
        found += narrative.marks(scene, dated, language or "en")
    found.sort(key=lambda mark: (mark.start, mark.end))
    where = sections if sections is not None else section_parts(document)
    return Found(
        ballot.style, ballot.shares, tuple(_citation(document, n, mark, where) for n, mark in enumerate(found, 1))
    )


def _lower(text: str) -> frozenset[str]:
    """The folded words that a text uses in lower case: capitalised, they are hardly names."""
    return frozenset(similarity.fold(word) for word in set(_WORD.findall(text)) if word.islower())


def _citation(document: Document, n: int, mark: Mark, sections: Sequence[Section]) -> Citation:
    return Citation(
        f"{document.source.id}#c{n}",
        document.span(mark.start, mark.end),
        document.text[mark.start : mark.end],
        mark.kind,
        mark.names,
        mark.et_al,
        mark.year,
        mark.label,
        mark.locator,
        section=section(sections, mark.start),
        sentence=sentence(document.text, mark.start, mark.end),
        confidence=mark.sure,
        secondary=mark.secondary,
        problem=mark.problem,
    )


def section(sections: Sequence[Section], at: int) -> str | None:
    """The title of the innermost section that holds an offset: the last to begin before it."""
    n = bisect_right(sections, at, key=lambda section: section.start)
    return sections[n - 1].title if n else None


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a citation, on one line, at most some 600 code points."""
    left = text[max(0, start - _SENTENCE) : start]
    breaks = [m.end() for m in _STOP.finditer(left)]
    right = _STOP.search(text[end : end + _SENTENCE] + " ")
    stop = end + (right.start() + 1 if right else _SENTENCE)
    return re.sub(r"\s+", " ", left[breaks[-1] if breaks else 0 :] + text[start:stop]).strip()
