"""LR1: citations that no reference answers, and references that no citation asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from litreview.model import Confidence
from litreview.opinion import Edit, Fix, Severity
from litreview.rules.reading import with_lists
from litreview.rules.rule import Fault, about, at, rule
from litreview.rules.wording import cited, count, listed, quoted, some, times
from litreview.similarity import edits, fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from litreview.model import Account, Citation, Entry, Evidence, Match, Paper, Reference

    Cited = tuple[Citation, Match]

LEAST = 3  # letters of a key that may be compared with others

# LaTeX's command with its keys, and pandoc's wish to list everything; single keys of pandoc's are citations already.
_NOCITE = re.compile(r"\\nocite\s?\{([^{}]{1,2000})\}|^nocite:\s{0,8}[|>]?\s{0,8}[\"']?@(\*)", re.MULTILINE)

# What an entry takes its missing fields from, or prints with itself: biblatex lists some of these, and none is forgotten.
_PARENT = re.compile(
    r"\b(?:crossref|xref|xdata|entryset|related)\s{0,9}=\s{0,9}[{\"]([^{}\"]{1,500})[}\"]", re.IGNORECASE
)


def matched(paper: Paper, *statuses: str) -> Iterator[Cited]:
    """The citations of a paper that have one of the statuses, with their matches, in text order."""
    return ((c, m) for c, m in zip(paper.citations, paper.matches, strict=True) if m.status in statuses)


def known(evidence: Evidence) -> Mapping[str, tuple[Reference, Entry]]:
    """Every reference of the run and its entry, by the reference's id, and the first of each work by the work's."""
    lists = evidence.lists()
    found = {r.id: (r, e) for listing in lists for r, e in zip(listing.references, listing.entries, strict=True)}
    return found | {work.id: found[work.members[0]] for work in evidence.works if work.members[0] in found}


def meant(match: Match) -> str:
    """What a linked or mismatched citation means: a reference of the paper's list, or a work of a shared one."""
    return (match.references or match.works)[0]


def groups(paper: Paper, side: Callable[[Account], Iterable[tuple[str, ...]]]) -> Iterator[list[Cited]]:
    """The citations of one side of the paper's account, one group a work, each with its match."""
    found = tuple(side(paper.account))
    pairs = {c.id: (c, m) for c, m in zip(paper.citations, paper.matches, strict=True)} if found else {}
    return ([pairs[citation] for citation in ids] for ids in found)


@rule("LR101", Severity.ERROR)
def cited_not_listed(evidence: Evidence) -> Iterator[Fault]:
    """Report a work that is cited but not listed: one finding a work, with every place that cites it.

    Why it matters: The reader cannot find the source, and nobody can check what is said of it.
    Example: `(Marlow, 2020)` in the text, and no Marlow in the list.
    Use instead: Add the work to the list, or cite the one that was meant.
    How it decides: No reference of the paper, nor of a bibliography that is given with it, has this author and year, nor
        nearly so. Where another paper of the run lists the work, the message says which.
    When it is wrong: A work that is listed under another name (an institution's acronym, a maiden name, an editor).
    See also: LR004, LR103, LR104, LR110
    """
    entries = known(evidence)
    for paper in with_lists(evidence):
        for group in groups(paper, lambda found: found.missing):
            citation, match = group[0]
            if citation.kind == "numeric" or all(c.secondary for c, _ in group):
                continue
            where = "in no bibliography" if citation.kind == "key" else "not found in the reference list"
            what = f"{cited(citation)} is cited {times(len(group))}, but {where}"
            if near := _alike(citation.label or "", evidence):
                what += f": did you mean {near}?"
            if match.works:
                reference, entry = entries[match.works[0]]
                what += f"; {reference.span.source} lists {listed(entry, reference)}"
            yield Fault(
                what,
                at(c.span for c, _ in group),
                work=match.works[0] if match.works else None,
                confidence=_sure(paper, citation),
                subject=citation.label or f"{' '.join(citation.names[:1])} {citation.year}",
            )


def _sure(paper: Paper, citation: Citation) -> Confidence | None:
    """How sure it is that a work is not listed: a key may be in a bibliography that could not be read."""
    if citation.kind == "key":
        return Confidence.POSSIBLE if _unread(paper, "no-bibliography") else Confidence.CERTAIN
    return Confidence.POSSIBLE if citation.year is None and citation.label is None else None


def _unread(paper: Paper, *kinds: str) -> bool:
    return any(problem.kind in kinds for problem in paper.document.problems)


def _alike(key: str, evidence: Evidence) -> str | None:
    """The key of a bibliography that differs from one that is not there by no more than capitals, accents and signs, or by a letter inside."""
    plain = fold(key)
    keys = (
        [r.label for listing in evidence.lists() for r in listing.references if r.label] if len(plain) > LEAST else []
    )
    return next((k for k in keys if fold(k) == plain), None) or next((k for k in keys if _slip(plain, fold(k))), None)


def _slip(one: str, other: str) -> bool:
    """Whether two keys differ by one letter; a number, or the letter at the end, tells works apart."""
    digits = [re.sub(r"\D", "", key) for key in (one, other)]
    return digits[0] == digits[1] and one[-1:] == other[-1:] and edits(one, other, 1) == 1


@rule("LR102", Severity.WARNING)
def listed_not_cited(evidence: Evidence) -> Iterator[Fault]:
    """Report a reference that the text never cites.

    Why it matters: The list promises what the paper does not use; often the citation was lost, or is misspelt.
    Example: `Marlow, A. (2019). Tides.` in the list, and no Marlow in the text.
    Use instead: Cite the work where it is used, or take it out of the list.
    How it decides: No citation is linked to the reference, nor nearly so, and no citation that was not found in the list
        shares its first author. A bibliography that papers share is judged over all of them, in one finding; `nocite`
        is honoured, and what a cited entry names as its `crossref`, `xref`, `xdata`, `entryset` or `related` is used.
    When it is wrong: Lists of further reading; works cited only in a table or a figure that is an image.
    See also: LR101, LR111
    """
    for paper in evidence.papers:
        if paper.citation_style != "numeric":
            for reference, entry, confidence in _uncited(paper):
                yield about(reference, f"{listed(entry, reference)} is listed, but never cited", confidence=confidence)
    used = _used_keys(evidence) if evidence.bibliographies else set()
    for bibliography in evidence.bibliographies:
        unused = [r for r in bibliography.references if r.id not in used and r.label not in used]
        if unused and len(unused) < len(bibliography.references) and "*" not in used:
            names = some([reference.label or quoted(reference.raw) for reference in unused])
            yield Fault(
                f"{len(unused)} of {len(bibliography.references)} entries {'is' if len(unused) == 1 else 'are'} cited by no paper of this run: {names}",
                at(reference.span for reference in unused),
                tuple(reference.id for reference in unused),
                severity=Severity.INFO,
                confidence=Confidence.POSSIBLE if any(_unread(p, "not-included") for p in evidence.papers) else None,
                subject="",
            )


def _used_keys(evidence: Evidence) -> set[str]:
    """What the papers use of bibliographies: references of cited works by id, and what nocite names by key ('*': all)."""
    works = {work for paper in evidence.papers for match in paper.matches for work in match.works}
    used = {member for work in evidence.works if work.id in works for member in work.members}
    for paper in evidence.papers:
        used.update(paper.document.nocite)
        for found in _NOCITE.finditer(paper.document.text):
            used.update(key.strip() for key in (found[1] or found[2]).split(","))
    for bibliography in evidence.bibliographies:
        for reference in bibliography.references:
            if reference.id in used or reference.label in used:
                used.update(key.strip() for found in _PARENT.findall(reference.raw) for key in found.split(","))
    return used


def _uncited(paper: Paper) -> Iterator[tuple[Reference, Entry, Confidence | None]]:
    """The references that nothing in the text speaks of."""
    uncited = paper.account.uncited
    entries = {r.id: (r, e) for r, e in zip(paper.references, paper.entries, strict=True)} if uncited else {}
    # Where most of a list seems unused, it is the citations that were not understood.
    unsure = len(uncited) > 5 and 2 * len(uncited) > len(paper.references)
    unsure = unsure or _unread(paper, "not-included", "no-text")
    for reference in uncited:
        yield *entries[reference], Confidence.POSSIBLE if unsure else None


@rule("LR103", Severity.ERROR, fix="suggest")
def year_mismatch_in_text(evidence: Evidence) -> Iterator[Fault]:
    """Report a citation whose authors match a listed reference, but whose year does not.

    Why it matters: The reader cannot tell whether the year is wrong in the text, in the list, or a work is missing.
    Example: `(Oduya, 2017)` in the text, `Oduya, F. B. (2016). Tides and treaties.` in the list.
    Use instead: `(Oduya, 2016)`, or add the work of 2017 to the list.
    How it decides: The names fit one reference and no reference has these names and this year. One finding a reference
        and year, with every place.
    When it is wrong: Reprints that are cited by their first year; works that appeared over two years.
    See also: LR101, LR104, LR106
    """
    entries = known(evidence)
    for paper in evidence.papers:
        for group in groups(paper, lambda found: found.wrong_year):
            citation, match = group[0]
            reference, entry = entries[meant(match)]
            stated = f"with {entry.year}" if entry.year else "without a year"
            yield Fault(
                f"{cited(citation)} is cited, but is listed {stated}: did you mean {listed(entry, reference)}?",
                at(c.span for c, _ in group),
                (reference.id,),
                # A reference without a year may be one whose year was not understood.
                confidence=None if entry.year else Confidence.POSSIBLE,
                fix=replaced((c for c, _ in group), citation.year or "", entry.year) if entry.year else None,
                subject=f"{citation.names[0] if citation.names else ''} {citation.year}",
            )


def replaced(citations: Iterable[Citation], old: str, new: str) -> Fix:
    """The suggestion to write something else in each of the citations."""
    edits = []
    for citation in citations:
        start = citation.span.start + citation.surface.rfind(old)
        if start >= citation.span.start:
            edits.append(Edit(citation.span.source, start, start + len(old), new))
    return Fix("suggest", f"write {new} for {old}", tuple(edits))


@rule("LR105", Severity.ERROR)
def ambiguous_citation(evidence: Evidence) -> Iterator[Fault]:
    """Report a citation that fits two references, and tells neither apart.

    Why it matters: The reader cannot know which work is meant.
    Example: `(Oduya, 2016)` with `Oduya, F. (2016). Tides.` and `Oduya, F. (2016). Ports.` in the list.
    Use instead: `(Oduya, 2016a)` and `(Oduya, 2016b)`, in the text and in the list.
    How it decides: Two references of one first author and year fit equally well, by names, initials, number of authors
        and title words. Two references to one work are LR304's.
    When it is wrong: The text around it makes clear which is meant.
    See also: LR106, LR304
    """
    entries = known(evidence)
    work_of = {member: work.id for work in evidence.works for member in work.members}
    for paper in evidence.papers:
        places: defaultdict[tuple[tuple[str, ...], bool], list[Citation]] = defaultdict(list)
        for citation, match in matched(paper, "ambiguous"):
            # A citation without a year ('in press') fits all works of its author: that is no choice between two.
            dated = (citation.year or "")[:4].isdecimal()
            candidates = tuple(r for r in match.references if r in entries)
            if dated and len({work_of.get(r, r) for r in candidates}) > 1:
                places[candidates, "year" in match.reasons].append(citation)
        for (candidates, wrong_year), citations in places.items():
            names = [listed(entry, reference) for reference, entry in (entries[c] for c in candidates)]
            fits = "is listed under no such year, but may mean one of" if wrong_year else "fits"
            what = f"{cited(citations[0])} {fits} {len(names)} references: {some(names)}"
            yield Fault(what, at(c.span for c in citations), candidates)


@rule("LR110", Severity.ERROR)
def number_out_of_range(evidence: Evidence) -> Iterator[Fault]:
    """Report a cited number that the list has not.

    Why it matters: The reader cannot find the source.
    Example: `[57]` in a paper with 42 references.
    Use instead: The number of the work that is meant, or the missing reference.
    How it decides: The paper cites by numbers, and no reference has this one.
    When it is wrong: Numbers of equations or of items that look like citations.
    See also: LR101, LR111
    """
    for paper in evidence.papers:
        for group in groups(paper, lambda found: found.missing) if paper.has_reference_list else ():
            citation = group[0][0]
            if citation.kind == "numeric":
                size = count(len(paper.references), "reference")
                yield Fault(
                    f"[{citation.label}] is cited {times(len(group))}, but the list has {size} and none of that number",
                    at(c.span for c, _ in group),
                    subject=citation.label,
                )


@rule("LR111", Severity.WARNING)
def number_gap(evidence: Evidence) -> Iterator[Fault]:
    """Report a numbered reference that the text never cites.

    Why it matters: The list promises what the paper does not use; often a citation was lost in an edit.
    Example: `[16]` and `[18]` are cited, `[17]` is not.
    Use instead: Cite the work where it is used, or take it out and renumber.
    How it decides: The paper cites by numbers, and none of them, nor a range, covers this one.
    When it is wrong: Works cited only in a table or a figure that is an image.
    See also: LR102, LR110
    """
    for paper in evidence.papers:
        if paper.citation_style == "numeric":
            for reference, entry, confidence in _uncited(paper):
                what = f"reference {reference.label or reference.index + 1}, {listed(entry, reference)}, is never cited"
                yield about(reference, what, confidence=confidence)


@rule("LR114", Severity.WARNING)
def secondary_not_listed(evidence: Evidence) -> Iterator[Fault]:
    """Report a work that is cited as the source of another citation, but not listed.

    Why it matters: What was really read is what a reader must find, and it is not there.
    Example: `(Marlow, 1950, as cited in Oduya, 2016)`, and no Oduya in the list.
    Use instead: Add the work that was read to the list.
    How it decides: The citation follows 'as cited in' or alike, and no reference has its author and year.
    When it is wrong: A work that is listed under another name.
    See also: LR101
    """
    for paper in with_lists(evidence):
        for group in groups(paper, lambda found: found.missing):
            if all(c.secondary for c, _ in group):
                what = f"{cited(group[0][0])} is named as the source of a citation, but not found in the reference list"
                yield Fault(what, at(c.span for c, _ in group))
