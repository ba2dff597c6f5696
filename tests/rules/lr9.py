"""Fixtures of LR9: the run itself."""

from __future__ import annotations

from fakes.case import Case
from fakes.facts import entry, evidence, listing

TIDES = entry("Oduya, F. B.", title="Tides and treaties", year="2016", container_title="Journal of Ports")


def bib(comment, *entries):
    """A bibliography that opens with the comment; its entry is @article{tides}, on the line below."""
    raws = ["@article{tides}"] * len(entries)
    return evidence(
        listing(comment, entries, path="refs.bib", kind="bibliography", raws=raws, labels=["tides"] * len(entries))
    )


CASES = {
    "LR904": Case(
        bib("% litreview: ignore LR201 it is complete", TIDES),
        "the ignore of LR201 suppressed nothing",
        ("% litreview: ignore LR201 it is complete",),
        bib("% litreview: ignore LR201 the journal is not known", entry("Oduya, F.", title="Tides", year="2016")),
        also=("LR201",),
    ),
    "LR905": Case(
        bib("% litreview: ignore LR201", TIDES),
        "the ignore of LR201 gives no reason",
        ("% litreview: ignore LR201",),
        bib("% litreview: ignore LR201 the journal is not known", TIDES),
    ),
    "LR906": Case(
        bib("", TIDES),
        "the ignore of LR201 (path 'refs.bib') ended on 2026-01-01",
        (),
        bib("", TIDES),
        agreed=({"rule": "LR201", "path": "refs.bib", "reason": "draft", "until": "2026-01-01"},),
        agreed_silent=({"rule": "LR201", "path": "refs.bib", "reason": "draft", "until": "2027-01-01"},),
    ),
    "LR907": Case(
        bib("% litreview: ignore LR2001 it is complete", TIDES),
        "the ignore of LR2001: there is no such rule",
        ("% litreview: ignore LR2001 it is complete",),
        bib("% litreview: ignore missing-required-field, LR2 it is complete", TIDES),
    ),
}
