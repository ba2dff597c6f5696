"""The citations of a document: its style by vote, then every mark that the style explains, in text order."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from litreview.extract import authorpage, authoryear, footnotes, keys, marks, narrative, numbered, shorthand
from litreview.extract.roster import roster
from litreview.extract.scene import scene
from litreview.extract.sections import sections as section_parts
from litreview.extract.style import vote
from litreview.extract.vocabulary import vocabulary
from litreview.model import Citation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.extract.marks import Mark
    from litreview.model import CitationStyle, Document, Entry, Reference, Section

__all__ = ["Found", "citations"]


_FEW = 0.2  # share of the list below which years do not explain how it is cited
_THROUGH = 60  # code points between a citation and the one that it is cited through
_SENTENCE = 300  # code points to each side of a citation in which its sentence may begin and end
_STOP = re.compile(r"[.!?\n。！？](?:(?<=[。！？])|(?<=[.!?])[\])”’\"']{0,2}(?=\s{1,3}[^\W\d_a-z])|(?<=\n)[ \t\r]*\n)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|al|cf|vs|etc|[Ff]igs?|[Ee]qs?|[Rr]efs?|[Dd]r|[Pp]rof|[Nn]os?|p|pp|vol|ed|eds)|\.[a-zA-Z])\Z"
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
    text, lower = marks.body(document.text, references)
    keyed = keys.marks(text)
    if keyed:
        text, lower = (marks.blanked(one, [(mark.start, mark.end) for mark in keyed]) for one in (text, lower))
    read = scene(text, lower, roster(references, entries))
    dated = marks.joined(authoryear.marks(read), numbered.marks(read))
    paged = authorpage.marks(read) if _works(dated) < _FEW * len(references) else []
    rivals: dict[CitationStyle, Sequence[Mark]] = {
        "author-year": max(dated, paged, key=_works),
        "key": keyed,
        "footnote": footnotes.marks(read),
    }
    ballot = vote(text, references, read.roster, rivals, chosen=style)
    found = list(ballot.marks)
    if ballot.style == "author-year":
        found = marks.joined(found, narrative.marks(read, dated, language or "en"))
    if ballot.style in ("author-year", "footnote"):
        found = marks.joined(found, shorthand.marks(read, found))
    found = _originals(text, sorted(found, key=lambda mark: (mark.start, mark.end)))
    where = sections if sections is not None else section_parts(document)
    first, last = (found[0].start, max(mark.end for mark in found)) if found else (0, 0)
    stops = sentence_ends(document.text, first - 2 * _SENTENCE, last + 2 * _SENTENCE)
    return Found(
        ballot.style,
        ballot.shares,
        tuple(_citation(document, n, mark, where, stops) for n, mark in enumerate(found, 1)),
    )


def _works(found: Sequence[Mark]) -> int:
    """How many listed works marks name."""
    return len({(mark.names[0], mark.year) for mark in found if mark.listed})


def _originals(text: str, found: Sequence[Mark]) -> list[Mark]:
    """The marks, those that are cited through the one after them ('Marlow, 1950, as cited in Oduya, 2016') told so."""
    out = list(found)
    for n, mark in enumerate(found[1:]):
        between = vocabulary().secondary.sub("", text[out[n].end : mark.start]).rstrip(" .") if mark.secondary else ""
        near = mark.secondary and not re.search(r"[.;\n]\s", between)
        if near and mark.start - out[n].end <= _THROUGH:
            out[n] = replace(out[n], problem="indirect")
    return out


def _citation(document: Document, n: int, mark: Mark, sections: Sequence[Section], stops: Sequence[int]) -> Citation:
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
        sentence=sentence(document.text, stops, mark.start, mark.end),
        confidence=mark.sure,
        secondary=mark.secondary,
        problem=mark.problem,
    )


def section(sections: Sequence[Section], at: int) -> str | None:
    """The title of the innermost section that holds an offset: the last to begin before it."""
    n = bisect_right(sections, at, key=lambda section: section.start)
    return sections[n - 1].title if n else None


def sentence_ends(text: str, first: int = 0, last: int = sys.maxsize) -> list[int]:
    """Where the sentences of `text[first:last]` end, in order."""
    return [
        m.end()
        for m in _STOP.finditer(text, max(0, first), last)
        if m.group()[0] != "." or not _ABBREVIATED.search(text, max(0, m.start() - 5), m.start())
    ]


def sentence(text: str, stops: Sequence[int], start: int, end: int) -> str:
    """The sentence around a citation, on one line, at most some 600 code points."""
    n = bisect_right(stops, start)
    first = max(stops[n - 1] if n else 0, start - _SENTENCE)
    n = bisect_right(stops, end)
    last = min(stops[n] if n < len(stops) else len(text), end + _SENTENCE)
    return " ".join(text[first:last].split())
