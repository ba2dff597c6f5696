"""Condense papers into their citation record: headings, citations with the few words that carry them, reference list.

usage: python refs/condense.py PAPER.txt...      (writes refs/NAME.txt for each)

What a paper cites, where, and how its list prints it are facts; its prose is its authors'. A citation is
printed with its own words only, in its own paragraph and under its own heading, so that a review of the
record tells the same story as a review of the paper.
"""

from __future__ import annotations

import sys
from pathlib import Path

from litreview import config, pipeline, read

GAP = "[...]"


def record(path: Path) -> str:
    """The citation record of one paper, as text."""
    paper = pipeline.listing(read.document(path), config.Config(offline=True))
    text = paper.document.text
    lists = [r.span for r in paper.references]
    first, last = (lists[0].start, lists[-1].end) if lists else (len(text), len(text))
    lines = [paper.title, ""] if paper.title else []
    marks = sorted(
        [(s.start, 0, s) for s in paper.sections if s.start < first and s.title != paper.title]
        + [(c.span.start, 1, c) for c in paper.citations]
    )
    previous = 0
    sentence: list[str] = []

    def flush() -> None:
        if sentence:
            lines.extend([f"{GAP} " + f" {GAP} ".join(sentence) + f" {GAP}", ""])
            sentence.clear()

    seen: set[tuple[int, int]] = set()
    for start, is_citation, mark in marks:
        if "\n\n" in text[previous:start] or not is_citation:
            flush()
        previous = start
        if not is_citation:
            lines.extend([mark.title, ""])
            continue
        span = mark.span
        if (span.start, span.end) in seen:
            continue
        seen.add((span.start, span.end))
        before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
        bracketed = (before, after) in (("(", ")"), ("[", "]"))
        sentence.append((before if bracketed else "") + mark.surface + (after + "." if bracketed else ""))
    flush()
    return "\n".join(lines) + "\n" + text[first:last].strip() + "\n" if lists else "\n".join(lines)


def main() -> None:
    """Condense each paper named on the command line."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for path in map(Path, sys.argv[1:]):
        (Path(__file__).parent / f"{path.stem}.txt").write_text(record(path), encoding="utf-8")


if __name__ == "__main__":
    main()
