"""Read a .bib: each entry is a reference whose entry is stated; what is wrong with the file is kept as problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview import bibtex
from litreview.model import Document, Problem, Reference

if TYPE_CHECKING:
    from litreview.model import Source

__all__ = ["document"]


def document(source: Source, text: str) -> Document:
    """The bibliography in text. `Reference.raw` is the block as it stands, `label` its key, `stated` what it says."""
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    blank = Document(source, text, "bib", lines, references=(), citations=())
    read = bibtex.read(text)
    references = tuple(
        Reference(
            id=f"{source.id}#r{n + 1}",
            index=n,
            raw=text[item.start : item.end],
            span=blank.span(item.start, item.end),
            label=item.key or None,
            stated=item.entry(id=f"{source.id}#r{n + 1}"),
            problem="; ".join(item.faults) or None,
        )
        for n, item in enumerate(read.items)
    )
    problems = tuple(Problem(t.kind, t.message, blank.span(t.start, t.end)) for t in read.troubles)
    return Document(source, text, "bib", lines, problems=problems, references=references, citations=())
