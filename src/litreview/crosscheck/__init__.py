"""7  citations against references: which entry each citation means.

`papers` fills in `Paper.matches` and `Paper.account`, their sum by work, for the rules: what is missing, uncited, or
cited under a wrong year or name. A rule words what the account says, and decides nothing again.

`Match.status` and `Match.reasons` (words that say what differs, or what decided):
    linked      "suffix" (2016a for a listed 2016, or the other way), "author-count" (authors left out, with no et al.),
                "author" (a co-author who is not listed), "order", "initials" (other given names), "undated" (listed
                without a year), "title-words" (the text tells which of several), "no-year" (a narrated name, which
                took the citation after it)
    mismatch    "year" or "name" (the spelling of the lead), and any of the above; `references` holds the work meant
    ambiguous   "several": `references` holds all that fit; with "year", all that the slip may mean
    missing     no work of the list; `elsewhere`: a work of another list of the run, which `works` names
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.crosscheck.account import account
from litreview.crosscheck.link import matches
from litreview.crosscheck.listed import listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.crosscheck.listed import Listing
    from litreview.model import Match, Paper, Work

__all__ = ["papers"]


def papers(papers: Sequence[Paper], bibliographies: Sequence[Paper], works: Sequence[Work]) -> list[Paper]:
    """The papers with one Match a citation, in order, and their account: own list first, then the other lists of the run.

    A paper without a list of its own cites from the bibliographies.
    """
    work_of = {member: work.id for work in works for member in work.members}
    lists = [(paper.id, listing(paper.references, paper.entries)) for paper in (*papers, *bibliographies)]
    shared = listing([r for b in bibliographies for r in b.references], [e for b in bibliographies for e in b.entries])
    out = []
    for paper, (_, own) in zip(papers, lists, strict=False):
        if not own.works and shared.works:
            found = [
                replace(_with_works(m, work_of), references=())
                for m in matches(paper.citations, shared, paper.document.text)
            ]
        else:
            others = [other for name, other in lists if name != paper.id and other.works]
            found = [_with_works(m, work_of) for m in matches(paper.citations, own, paper.document.text)]
            found = _elsewhere(paper, found, others, work_of)
        matched = replace(paper, matches=tuple(found))
        out.append(replace(matched, account=account(matched, own)))
    return out


def _with_works(match: Match, work_of: Mapping[str, str]) -> Match:
    return replace(match, works=tuple(dict.fromkeys(work_of[r] for r in match.references if r in work_of)))


def _elsewhere(
    paper: Paper, found: Sequence[Match], others: Sequence[Listing], work_of: Mapping[str, str]
) -> list[Match]:
    """Missing citations that fit exactly one work of the other lists."""
    out = list(found)
    lost = [n for n, m in enumerate(found) if m.status == "missing" and paper.citations[n].kind != "numeric"]
    if not lost or not others:
        return out
    hits: dict[int, set[str]] = {}
    for other in others:
        for n, match in zip(lost, matches([paper.citations[n] for n in lost], other), strict=True):
            if match.status in ("linked", "ambiguous"):
                hits.setdefault(n, set()).update(work_of.get(r, r) for r in match.references)
    for n, ids in hits.items():
        if len(ids) == 1:
            out[n] = replace(found[n], status="elsewhere", works=tuple(ids), confidence=0.9)
    return out
