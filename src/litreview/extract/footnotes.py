"""Citations in notes: Markdown's '[^1]: Femi Oduya, Tides (2016), 45.', LaTeX's footnotes, and lines that a note's number begins."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from litreview.extract import authors
from litreview.extract.marks import Mark

if TYPE_CHECKING:
    from litreview.extract.scene import Scene

__all__ = ["marks"]

_NOTE = re.compile(
    r"^(?:\[\^[^\]\s]{1,40}\]:|[ \t]{0,3}(?:\[?\d{1,3}\]|\d{1,3}[.)]?)[ \t])[ \t]*([^\n]{2,2000})", re.MULTILINE
)
_LATEX = re.compile(r"\\footnote\{([^{}]{2,2000})\}")
_PART = re.compile(r"[^;]+")
_LEAD = re.compile(
    r"\s{0,3}(?:(?:see(?: also)?|cf\.|vgl\.|siehe|voir|véase|ver|vedi|zie|zob\.|см\.)\s)?(?P<names>[^,:;\d\"“‘«*_(]{2,120})[,:]?\s?[\"“‘«*_(]?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)((?:1[4-9]|20)\d\d[a-k]?)(?!\w)")
_PAGES = re.compile(r"(?:pp?\.\s{0,2}|,\s{0,2})(\d{1,4}(?:\s?[-–]\s?\d{1,4})?)\.?\s*$")


def marks(scene: Scene) -> list[Mark]:
    """Marks of the works that notes cite by their author, in order: only of authors whom the list holds."""
    found = []
    notes = chain(_NOTE.finditer(scene.text), _LATEX.finditer(scene.text))
    for m in sorted(notes, key=lambda note: note.start()):
        for part in _PART.finditer(scene.text, *m.span(1)):
            mark = _mark(scene, part.start(), part.end())
            if mark is not None:
                found.append(mark)
    return found


def _mark(scene: Scene, start: int, end: int) -> Mark | None:
    lead = _LEAD.match(scene.text, start, end)
    if lead is None:
        return None
    who = authors.read(scene, lead.start("names"), lead.end("names"), inside=True)
    if who is None or not who.listed or scene.text[lead.start("names") : who.start].strip():
        return None
    year = _YEAR.search(scene.text, who.end, end)
    pages = _PAGES.search(scene.text, who.end, end)
    stop = end - len(scene.text[who.end : end]) + len(scene.text[who.end : end].rstrip(" .\n"))
    return Mark(
        who.start,
        stop,
        "footnote",
        who.names,
        who.et_al,
        year=year[1] if year else None,
        locator=pages[1] if pages else None,
        sure=0.8,
        listed=True,
    )
