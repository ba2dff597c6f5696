"""Fixtures of LR8: coverage."""

from __future__ import annotations

from dataclasses import replace

from fakes.case import Case
from fakes.facts import cite, entry, evidence, listing
from litreview import coverage
from litreview.model import Section

TIDES = entry("Oduya, F. B.", title="Tides and treaties", year="2016", container_title="Journal of Ports")


def covered(*listings):
    """Evidence with its coverage filled in."""
    facts = evidence(*listings)
    return replace(facts, coverage=coverage.of(facts))


def cites(*statuses):
    """A paper that cites one listed work, once for each of the outcomes."""
    text = "Ports silt. " + " ".join(f"(Oduya, 201{n})" for n in range(len(statuses)))
    return listing(
        text,
        [TIDES],
        [cite(f"Oduya, 201{n}", status, (0,) if status == "linked" else ()) for n, status in enumerate(statuses)],
    )


def headed(title, *, cited):
    """A paper with one section of 700 words under that heading, after one that cites."""
    first = "Before\nPorts silt (Oduya, 2016).\n"
    text = f"{first}{title}\n{'word ' * 700}{'(Oduya, 2016) ' if cited else ''}\n"
    places = [cite("Oduya, 2016", refs=(0,)), *([cite("Oduya, 2016", refs=(0,), nth=2)] if cited else [])]
    parts = (Section("Before", 1, 0, len(first)), Section(title, 1, len(first), len(text)))
    return listing(text, [TIDES], places, sections=parts)


CASES = {
    "LR801": Case(
        covered(cites("linked", "linked", "missing")),
        "resolved citations: 2 of 3 (66.7 %), below the 95 % asked for",
        ("",),
        covered(cites("linked", "linked", "linked")),
        options={"resolved": 95.0, "live": 90.0},
    ),
    "LR805": Case(
        covered(headed("History of the harbour", cited=False)),
        "'History of the harbour' has 700 words and no citation",
        ("History of the harbour",),
        covered(headed("Results", cited=False), headed("History of the harbour", cited=True)),
    ),
}
