"""One piece of evidence from three sides: what a paper cites and does not list, lists and does not cite, or cites wrongly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.crosscheck import compare
from litreview.crosscheck.listed import listing
from litreview.model import Account

if TYPE_CHECKING:
    from litreview.crosscheck.listed import Listed
    from litreview.model import Citation, Paper

__all__ = ["account"]

_NEAR = 60  # code points after a name within which its year may stand


def account(paper: Paper) -> Account:
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
    works = listing(paper.references, paper.entries).works
    text = _folded_body(paper) if works and paper.citation_style in ("author-year", "none") else ""
    uncited = [w.id for w in works if w.id not in used and not _spoken_of(w, unlinked, text)]
    return Account(
        tuple(tuple(ids) for ids in missing.values()),
        tuple(tuple(ids) for ids in wrong_year.values()),
        tuple(tuple(ids) for ids in wrong_name.values()),
        frozenset(used),
        tuple(uncited),
    )


def _named(citation: Citation) -> tuple[str, ...]:
    """What makes two unlisted citations one work: label, or lead and year."""
    if citation.label is not None:
        return ("label", citation.label)
    cited = compare.printed(citation)
    return (similarity.fold(cited.lead), citation.year or "")


def _spoken_of(work: Listed, unlinked: list[str], text: str) -> bool:
    """Whether an unlinked citation shares the work's lead, or the text has its name beside its year."""
    if any(similarity.surname(name, work.lead) >= 0.84 for name in unlinked):
        return True
    years = [year for year, _ in work.years]
    for form in work.forms:
        said = rf"(?<!\w){re.escape(form)}(?!\w)"
        if (form.count(" ") > 1 or not years) and len(form) > 4 and re.search(said, text):
            return True
        if len(form) > 2 and any(re.search(rf"{said}.{{0,{_NEAR}}}?(?<!\d){year}", text) for year in years):
            return True
    return False


def _folded_body(paper: Paper) -> str:
    """The text outside the list, folded."""
    first = min(r.span.start for r in paper.references)
    last = max(r.span.end for r in paper.references)
    return similarity.fold.__wrapped__(paper.document.text[:first] + " " + paper.document.text[last:])
