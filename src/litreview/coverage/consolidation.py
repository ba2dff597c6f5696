"""How the consolidated bibliography came about: strings found, understood, merged, written; in all and by list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litreview.model import Evidence, Paper

__all__ = ["of"]


def of(evidence: Evidence) -> dict[str, Any]:
    """Counts in the order of PRISMA's flow.

    `found` references; `unread` of them whose printed text gave no entry that could be used; `parsed`
    the others; `merged` references that joined another one's work; `works` in the end, each an entry of
    the .bib; `uncertain` pairs that were left apart; `lists`: the same counts by list id.
    """
    lists = {listing.id: _counts(listing) for listing in evidence.lists()}
    found = sum(counts["found"] for counts in lists.values())
    members = sum(len(work.members) for work in evidence.works)
    return {
        "found": found,
        "unread": sum(counts["unread"] for counts in lists.values()),
        "parsed": sum(counts["parsed"] for counts in lists.values()),
        "merged": members - len(evidence.works),
        "works": len(evidence.works),
        "uncertain": len(evidence.pairs),
        "lists": lists,
    }


def _counts(listing: Paper) -> dict[str, int]:
    unread = sum(reference.problem is not None for reference in listing.references)
    return {"found": len(listing.references), "unread": unread, "parsed": len(listing.references) - unread}
