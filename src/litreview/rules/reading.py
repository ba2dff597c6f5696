"""LR0: what could not be read as it should, and papers whose citations or list were not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.model import Confidence
from litreview.opinion import Severity
from litreview.rules.rule import Fault, at, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Evidence


@rule("LR003", Severity.WARNING, confidence=Confidence.CERTAIN)
def encoding_problem(evidence: Evidence) -> Iterator[Fault]:
    """Report text that is not UTF-8, or that was decoded wrongly before it was saved.

    Why it matters: Names lose their accents (`GÃ³mez` for `Gómez`), and a damaged name is neither found nor linked.
    Example: A file saved as Windows-1252, or one in which `Gómez` reads `GÃ³mez`.
    Use instead: Save the file as UTF-8; restore the damaged words from the source.
    How it decides: The reader noted bytes that are not UTF-8, or the letter pairs that a double encoding leaves.
    When it is wrong: A text that quotes such letter pairs on purpose.
    See also: LR001
    """
    for listing in evidence.lists():
        for problem in listing.document.problems:
            if problem.kind == "encoding":
                yield Fault(problem.message, at([problem.span]))
