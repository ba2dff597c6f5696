"""One piece of evidence from three sides: what a paper cites and does not list, lists and does not cite, or cites wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview import similarity
from litreview.crosscheck import compare, spoken
from litreview.model import Account

if TYPE_CHECKING:
    from collections.abc import Collection

    from litreview.crosscheck.listed import Listed, Listing
    from litreview.model import Citation, Paper

__all__ = ["account"]


def account(paper: Paper, listing: Listing) -> Account:
    """The account of a paper whose `matches` stand; nothing is uncited in a paper that cites nothing."""
    if not paper.citations:
        return Account()
    pairs = list(zip(paper.citations, paper.matches, strict=True))
    missing: dict[tuple[str, ...], list[str]] = {}
    wrong_year: dict[str, list[str]] = {}
    wrong_name: dict[str, list[str]] = {}
    used: set[str] = set()
    unlinked: list[str] = []
    for citation, match in pairs:
        used.update(match.references)
        if match.status in ("missing", "elsewhere"):
            unlinked += citation.names[:1]
            if citation.kind != "narrative-no-year" and citation.problem != "indirect":
                missing.setdefault(_named(citation), []).append(citation.id)
        elif match.status == "mismatch":
            side = wrong_year if "year" in match.reasons else wrong_name
            side.setdefault((match.references or match.works)[0], []).append(citation.id)
    idle = [work for work in listing.works if work.id not in used]
    if idle and paper.citation_style != "numeric":
        leads = {form for name in unlinked for form in similarity.surname_forms(similarity.split(name)[0])}
        text = spoken.words(paper)
        dated = sum(citation.year is not None for citation in paper.citations) * 2 > len(paper.citations)
        idle = [work for work in idle if not _alike(work, leads) and not spoken.of(work, text, dated=dated)]
    return Account(
        tuple(tuple(ids) for ids in missing.values()),
        tuple(tuple(ids) for ids in wrong_year.values()),
        tuple(tuple(ids) for ids in wrong_name.values()),
        frozenset(used),
        tuple(work.id for work in idle),
    )


def _named(citation: Citation) -> tuple[str, ...]:
    """What makes two unlisted citations one work: label, or lead and year."""
    if citation.label is not None:
        return ("label", citation.label)
    cited = compare.printed(citation)
    return (similarity.fold(cited.lead), citation.year or "")


def _alike(work: Listed, leads: Collection[str]) -> bool:
    """Whether one of the folded leads is the work's, or nearly."""
    return any(similarity.surname(lead, form) >= similarity.ALIKE for lead in leads for form in work.forms[:1])
