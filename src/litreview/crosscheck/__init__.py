"""7  citations against references: which entry each citation means.

`alone` fills in `Paper.matches` and `Paper.account`, their sum by work, for the rules: what is missing, uncited, or
cited under a wrong year or name. A rule words what the account says, and decides nothing again. `papers` adds what
only the whole run can tell: the works, and what other lists hold.

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
from litreview.crosscheck.link import matches, plain
from litreview.crosscheck.listed import listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.crosscheck.listed import Listing
    from litreview.model import Match, Paper, Work

__all__ = ["alone", "papers"]


def alone(paper: Paper) -> Paper:
    """The paper with one Match a citation, in order, against its own list, and their account; `works` are left empty."""
    own = listing(paper.references, paper.entries)
    matched = replace(paper, matches=matches(paper.citations, own, paper.document.text))
    return replace(matched, account=account(matched, own))


def papers(papers: Sequence[Paper], bibliographies: Sequence[Paper], works: Sequence[Work]) -> list[Paper]:
    """The papers, matched alone, with the works that their matches mean, and what other lists of the run hold of what is missing.

    A paper without a list of its own cites from the bibliographies.
    """
    work_of = {member: work.id for work in works for member in work.members}
    shared = _together(bibliographies)
    every = _together((*papers, *bibliographies)) if len(papers) + len(bibliographies) > 1 else shared
    out = []
    for paper in papers:
        if not paper.references and shared.works:
            found = matches(paper.citations, shared, paper.document.text)
            taken = [replace(_with_works(match, work_of), references=()) for match in found]
            matched = replace(paper, matches=tuple(taken))
            out.append(replace(matched, account=account(matched, listing((), ()))))
        else:
            known = [_with_works(match, work_of) for match in paper.matches]
            out.append(replace(paper, matches=tuple(_elsewhere(paper, known, every, work_of))))
    return out


def _together(papers: Sequence[Paper]) -> Listing:
    """The lists of several papers as one."""
    return listing([r for paper in papers for r in paper.references], [e for paper in papers for e in paper.entries])


def _with_works(match: Match, work_of: Mapping[str, str]) -> Match:
    works = tuple(dict.fromkeys(work_of[r] for r in match.references if r in work_of))
    return replace(match, works=works) if works else match


def _elsewhere(paper: Paper, found: Sequence[Match], every: Listing, work_of: Mapping[str, str]) -> list[Match]:
    """The matches; a missing citation that fits exactly one work of the other lists is elsewhere."""
    out = list(found)
    own = {reference.id for reference in paper.references}
    lost = [n for n, m in enumerate(found) if m.status == "missing" and paper.citations[n].kind != "numeric"]
    fits = plain([paper.citations[n] for n in lost], every) if lost and every.works else []
    for n, match in zip(lost, fits, strict=False):
        works = {work_of.get(reference, reference) for reference in match.references if reference not in own}
        if len(works) == 1:
            out[n] = replace(found[n], status="elsewhere", works=tuple(works), confidence=0.9)
    return out
