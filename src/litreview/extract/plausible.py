"""What names and a year are when they are no citation: dates, figures, events, taxon authorities, sources of tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.extract.names import surname
from litreview.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.extract.authors import Authors
    from litreview.extract.marks import Mark
    from litreview.extract.scene import Scene
    from litreview.extract.years import Year

__all__ = ["plausible", "unusual"]

_BINOMIAL = re.compile(
    r"((?:[A-Z][a-z]+|[A-Z]\.)\s{1,2}(?:\([A-Z][a-z]+\)\s)?)([a-z]{3,}(?:\s[a-z]{3,})?)[\s(\[,]{0,4}$"
)
_DEFINITE = re.compile(r"\b[Tt]he\s{1,2}$")  # no person has an article and a full name
_LINNAEUS = 1758  # no taxon's authority is older
_AUTHORITY_UNTIL = 1990  # newer years after a binomial are more often citations
_HABIT = 0.9  # share of listed citations that makes a way of printing them the paper's habit


def plausible(scene: Scene, year: Year, who: Authors, *, narrative: bool) -> bool:
    """Whether names and a year are a citation. What the list holds is one; what it does not hold must look like one."""
    if who.listed and (year.base[:4] in who.years if year.dated else "" in who.years):
        return True
    folded = similarity.fold(who.names[0]).split()
    if not folded or year.ranged or year.base.rstrip(".") in vocabulary().unpublished or _no_author(folded):
        return False
    if who.et_al or who.listed or scene.roster.nearly(surname(who.names[0]), year.base[:4]):
        return True
    if _authority(scene.text, year, who) or _source_line(scene.text, who.start):
        return False
    if len(who.names) > 1:
        return True
    if " ".join(folded) in vocabulary().places:
        return False
    if all(scene.is_word(word) or word in vocabulary().stops for word in folded):
        return False
    return not narrative or not (
        who.group
        or len(folded) > 3
        or scene.is_subject(surname(who.names[0]))
        or _happening(folded)
        or (len(folded) > 1 and _DEFINITE.search(scene.text, max(0, who.start - 5), who.start))
    )


def _happening(folded: list[str]) -> bool:
    """Whether a narrated name is that of a law, a storm or the like, whose year is its own: 'Water Act (1989)'."""
    return len(folded) > 1 and not vocabulary().events.isdisjoint((folded[0], folded[-1]))


def _no_author(folded: list[str]) -> bool:
    return not vocabulary().not_author.isdisjoint((folded[0], folded[-1], " ".join(folded)))


def _authority(text: str, year: Year, who: Authors) -> bool:
    """Whether a taxon's name stands before them: 'Lutra lutra (Linnaeus, 1758)'."""
    if not year.dated or not _LINNAEUS <= int(year.base[:4]) < _AUTHORITY_UNTIL:
        return False
    m = _BINOMIAL.search(text, max(0, who.start - 60), who.start)
    return m is not None and vocabulary().stops.isdisjoint(similarity.fold(m[1] + m[2]).split())


def _source_line(text: str, at: int) -> bool:
    """Whether the line begins like the source of a table: 'Source: ...'."""
    first = max(0, at - 200)
    start = text.rfind("\n", first, at) + 1
    if start <= first > 0:
        return False  # so far into a line that it is prose
    head, colon, _ = text[start:at].partition(":")
    return bool(colon) and similarity.fold(head) in vocabulary().sources


def unusual(text: str, found: Sequence[Mark]) -> set[Mark]:
    """Marks of unlisted works that are not printed as this paper prints its citations: with no comma before the year."""
    habits = [_comma(text, mark) for mark in found if mark.listed and mark.kind == "parenthetical"]
    if len(habits) < 5 or sum(habits) < _HABIT * len(habits):
        return set()
    return {
        mark
        for mark in found
        if not mark.listed and not mark.et_al and mark.kind == "parenthetical" and not _comma(text, mark)
    }


def _comma(text: str, mark: Mark) -> bool:
    return "," in text[mark.start : mark.end].rstrip("0123456789abcdefghijk ")[-3:]
