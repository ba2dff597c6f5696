"""Stage 8: how well text, lists and papers cover each other. Facts only: what to think of them is the rules' affair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.coverage import consolidation, meters, overlap, profile
from litreview.model import Coverage

if TYPE_CHECKING:
    from collections.abc import Callable

    from litreview.coverage.meters import Scope
    from litreview.model import Evidence, Meter

__all__ = ["METERS", "Measure", "of"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A meter: its heading, what it counts in a sentence, and how it is read off a run or a paper."""

    label: str
    definition: str
    read: Callable[[Scope], Meter]


METERS = {
    "resolved": Measure(
        "Resolved citations",
        "Citations that lead to exactly one reference in their own paper's list.",
        meters.resolved,
    ),
    "used": Measure(
        "Used references",
        "References that the text cites. Unchecked: those of papers in which no citation was recognised, "
        "and those that only ambiguous citations could mean.",
        meters.used,
    ),
    "identified": Measure(
        "Identified works",
        "Works with a persistent identifier: DOI, arXiv, PubMed, PubMed Central or ISBN. A web address is none.",
        meters.identified,
    ),
    "complete": Measure(
        "Complete works",
        "Works that have every field their type requires, such as a journal and a year for an article.",
        meters.complete,
    ),
    "live": Measure(
        "Live links",
        "Links that answered. Unchecked: links that nobody asked, and links whose server refused or did not answer.",
        meters.live,
    ),
    "agreed": Measure(
        "Agreed works",
        "Works in more than one list on which the lists agree, field by field.",
        meters.agreed,
    ),
}


def of(evidence: Evidence) -> Coverage:
    """All meters for the run and by list, the overlap of the lists, their profile, and how the .bib came about."""
    run = meters.whole(evidence)
    return Coverage(
        meters=_read(run),
        papers={id_: _read(scope) for id_, scope in meters.narrowed(run, evidence)},
        overlap=overlap.of(evidence),
        profile=profile.of(evidence),
        consolidation=consolidation.of(evidence),
    )


def _read(scope: Scope) -> dict[str, Meter]:
    return {name: measure.read(scope) for name, measure in METERS.items()}
