"""LR8: coverage that is too low. Each asks for a threshold, or to be selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview import lexicon
from litreview.coverage import METERS
from litreview.model import Confidence
from litreview.opinion import Severity
from litreview.rules.rule import Fault, at, rule
from litreview.rules.wording import quoted
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Evidence, Paper

__all__ = ["citation_desert", "coverage_below"]


@rule("LR801", Severity.ERROR, confidence=Confidence.CERTAIN)
def coverage_below(
    evidence: Evidence,
    *,
    resolved: float = 0.0,
    used: float = 0.0,
    identified: float = 0.0,
    complete: float = 0.0,
    live: float = 0.0,
    agreed: float = 0.0,
) -> Iterator[Fault]:
    """Report a meter of the run that is below the minimum that was asked for.

    Why it matters: A journal, or a group of authors, has agreed on what a list must reach before it goes out.
    Example: `--min resolved=95` where 52 of 60 citations lead to a reference.
    Use instead: Mend the findings that lower the meter, or agree on a lower minimum.
    How it decides: The run's meter, n of all that could be judged, in per cent. What is unchecked counts as neither good nor
        bad; a meter that could judge nothing is not below anything.
    When it is wrong: A minimum for a run of one short paper is missed by a single citation.
    Options: The minimum of each meter in per cent: resolved (0.0), used (0.0), identified (0.0), complete (0.0), live (0.0),
        agreed (0.0). The same as `--min` and `[tool.litreview.coverage]`.
    See also: LR101, LR102, LR203
    """
    asked = {"resolved": resolved, "used": used, "identified": identified}
    asked |= {"complete": complete, "live": live, "agreed": agreed}
    first = next(evidence.lists(), None)
    for name, minimum in asked.items():
        meter = evidence.coverage.meters.get(name)
        if first is None or meter is None or not meter.of or 100 * meter.n >= minimum * meter.of:
            continue
        share = f"{meter.n} of {meter.of} ({100 * meter.n / meter.of:.1f} %)"
        start = at([first.document.span(0, 0)])
        yield Fault(f"{METERS[name].label.lower()}: {share}, below the {minimum:g} % asked for", start, subject=name)


@rule("LR805", Severity.INFO, default=False)
def citation_desert(evidence: Evidence, *, words: int = 600) -> Iterator[Fault]:
    """Report a long section without a single citation.

    Why it matters: Readers cannot tell what is known from what is new.
    Example: A section 'History of the harbour' of 900 words that cites nothing.
    Use instead: Cite what the section rests on.
    How it decides: Words from a heading to the next. Abstracts, methods, results, conclusions, appendices and what follows
        the list are left alone, by their headings in the languages of the lexicon, and so are papers that cite nothing.
    When it is wrong: Sections that report the authors' own work under a heading of their own.
    Options: words (600): sections that are no longer are left alone.
    See also: LR120
    """
    for paper in evidence.papers:
        if not paper.citations:
            continue
        spans = {
            section.start: paper.document.span(section.start, _line_end(paper, section.start))
            for section in paper.sections
        }
        for row in evidence.coverage.profile.get("sections", {}).get(paper.id, ()):
            if row["words"] > words and not row["citations"] and fold(row["title"]) not in _own():
                what = f"{quoted(row['title'])} has {row['words']} words and no citation"
                yield Fault(what, at([spans[row["start"]]]))


def _own() -> frozenset[str]:
    """Folded headings of sections that need no citation."""
    tables = (("section", "own"), ("section", "abstract"), ("list", "end"))
    return frozenset(fold(word) for section, key in tables for word in lexicon.words(section, key))


def _line_end(paper: Paper, start: int) -> int:
    end = paper.document.text.find("\n", start)
    return len(paper.document.text) if end < 0 else end
