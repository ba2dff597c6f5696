"""LR1: citations that no reference answers, and references that no citation asks for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from litreview.model import Confidence
from litreview.opinion import Edit, Fix, Severity
from litreview.rules.reading import lists_works
from litreview.rules.rule import Fault, at, rule
from litreview.rules.wording import cited, count, fold, listed, some, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from litreview.model import Citation, Entry, Evidence, Match, Paper, Reference

    Cited = tuple[Citation, Match]


def matched(paper: Paper, *statuses: str) -> Iterator[Cited]:
    """The citations of a paper that have one of the statuses, with their matches, in text order."""
    return ((c, m) for c, m in zip(paper.citations, paper.matches, strict=True) if m.status in statuses)


def known(evidence: Evidence) -> Mapping[str, tuple[Reference, Entry]]:
    """Every reference of the run and its entry, by the reference's id."""
    return {
        r.id: (r, e) for listing in evidence.lists() for r, e in zip(listing.references, listing.entries, strict=True)
    }


def unlinked(paper: Paper) -> list[list[Cited]]:
    """The citations that are in no list of their own, one group a work: one first author and year, or one label."""
    lost = list(matched(paper, "missing", "elsewhere"))
    alone = {(fold(c.names[0]), c.year) for c, _ in lost if c.names}
    groups: defaultdict[tuple[str | None, ...], list[Cited]] = defaultdict(list)
    for citation, match in lost:
        if match.works:
            key: tuple[str | None, ...] = match.works
        elif citation.label:
            key = (citation.label,)
        else:
            # 'Ada Marlow (2020)' is 'Marlow, 2020' where that is cited too; two organisations may end alike.
            name = fold(citation.names[0] if citation.names else citation.surface)
            last = name.rpartition(" ")[2]
            key = (last if (last, citation.year) in alone else name, citation.year)
        groups[key].append((citation, match))
    return list(groups.values())


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
    homes = {work.id: work for work in evidence.works}
    for paper in evidence.papers:
        if not lists_works(evidence, paper):
            continue
        for group in unlinked(paper):
            citation, match = group[0]
            if citation.kind == "numeric" or all(c.secondary for c, _ in group):
                continue
            where = "in no bibliography" if citation.kind == "key" else "not found in the reference list"
            what = f"{cited(citation)} is cited {times(len(group))}, but {where}"
            members = [m for work in match.works if work in homes for m in homes[work].members if m in entries]
            if members:
                reference, entry = entries[members[0]]
                what += f"; {reference.span.source} lists {listed(entry, reference)}"
            unsure = citation.year is None and citation.label is None
            yield Fault(
                what,
                at(c.span for c, _ in group),
                work=match.works[0] if match.works else None,
                confidence=Confidence.POSSIBLE if unsure else None,
                subject=citation.label or f"{' '.join(citation.names[:1])} {citation.year}",
            )


@rule("LR102", Severity.WARNING)
def listed_not_cited(evidence: Evidence) -> Iterator[Fault]:
    """Report a reference that the text never cites.

    Why it matters: The list promises what the paper does not use; often the citation was lost, or is misspelt.
    Example: `Marlow, A. (2019). Tides.` in the list, and no Marlow in the text.
    Use instead: Cite the work where it is used, or take it out of the list.
    How it decides: No citation is linked to the reference, nor nearly so, and no citation that was not found in the list
        shares its first author. A bibliography that papers share is judged over all of them, in one finding.
    When it is wrong: Lists of further reading; works cited only in a table or a figure that is an image.
    See also: LR101, LR111
    """
    shared: set[str] = set()
    for paper in evidence.papers:
        used = {reference for match in paper.matches for reference in match.references}
        shared |= used | {work for match in paper.matches for work in match.works}
        if paper.citations and paper.citation_style != "numeric":
            yield from _uncited(paper, used)
    shared |= {member for work in evidence.works if work.id in shared for member in work.members}
    for bibliography in evidence.bibliographies if any(paper.citations for paper in evidence.papers) else ():
        pairs = zip(bibliography.references, bibliography.entries, strict=True)
        unused = [(r, e) for r, e in pairs if r.id not in shared]
        if unused and len(unused) < len(bibliography.references):
            yield Fault(
                f"{len(unused)} of {len(bibliography.references)} entries are cited by no paper of this run: "
                f"{some([reference.label or listed(entry) for reference, entry in unused])}",
                at(reference.span for reference, _ in unused),
                tuple(reference.id for reference, _ in unused),
                severity=Severity.INFO,
                subject="",
            )


def _uncited(paper: Paper, used: set[str]) -> Iterator[Fault]:
    names = {fold(name).rpartition(" ")[2] for c, _ in matched(paper, "missing") for name in c.names}
    pairs = list(zip(paper.references, paper.entries, strict=True))
    unused = [(r, e) for r, e in pairs if r.id not in used and names.isdisjoint(_leads(e))]
    # Where most of a list seems unused, it is the citations that were not understood.
    unsure = len(unused) > 5 and 2 * len(unused) > len(pairs)
    for reference, entry in unused:
        yield Fault(
            f"{listed(entry, reference)} is listed, but never cited",
            at([reference.span], key=reference.label),
            (reference.id,),
            confidence=Confidence.POSSIBLE if unsure else None,
        )


def _leads(entry: Entry) -> set[str]:
    people = entry.authors or entry.editors
    return set(fold(people[0].lead).split()[-1:]) if people else set()


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
    for group, reference, entry in mismatches(evidence):
        citation = group[0][0]
        if digits(citation.year) and digits(citation.year) != digits(entry.year):
            stated = f"with {entry.year}" if entry.year else "without a year"
            yield Fault(
                f"{cited(citation)} is cited, but is listed {stated}: did you mean {listed(entry, reference)}?",
                at(c.span for c, _ in group),
                (reference.id,),
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


def mismatches(evidence: Evidence) -> Iterator[tuple[list[Cited], Reference, Entry]]:
    """Citations that nearly fit a reference, grouped by that reference and the year that they print."""
    entries = known(evidence)
    for paper in evidence.papers:
        groups: defaultdict[tuple[str, str | None], list[Cited]] = defaultdict(list)
        for citation, match in matched(paper, "mismatch"):
            if match.references and match.references[0] in entries:
                groups[match.references[0], digits(citation.year)].append((citation, match))
        for (reference, _), group in groups.items():
            yield group, *entries[reference]


def digits(year: str | None) -> str | None:
    """A year without its suffix: '2016' of '2016a'."""
    return year.rstrip("abcdefghijklmnopqrstuvwxyz") if year and year[0].isdigit() else year


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
        groups: defaultdict[tuple[str, ...], list[Citation]] = defaultdict(list)
        for citation, match in matched(paper, "ambiguous"):
            candidates = tuple(r for r in match.references if r in entries)
            if len({work_of.get(r, r) for r in candidates}) > 1:
                groups[candidates].append(citation)
        for candidates, citations in groups.items():
            names = [listed(entry, reference) for reference, entry in (entries[c] for c in candidates)]
            what = f"{cited(citations[0])} fits {len(names)} references: {some(names)}"
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
        groups: defaultdict[str, list[Citation]] = defaultdict(list)
        for citation, _ in matched(paper, "missing") if paper.has_reference_list else ():
            if citation.kind == "numeric":
                groups[citation.label or citation.surface].append(citation)
        for label, citations in groups.items():
            yield Fault(
                f"[{label}] is cited {times(len(citations))}, but the list has {count(len(paper.references), 'reference')} and none of that number",
                at(c.span for c in citations),
                subject=label,
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
        if paper.citations and paper.citation_style == "numeric":
            used = {reference for match in paper.matches for reference in match.references}
            unused = [r for r in paper.references if r.id not in used]
            unsure = len(unused) > 5 and 2 * len(unused) > len(paper.references)
            for reference in unused:
                yield Fault(
                    f"reference {reference.label or reference.index + 1}, {listed(paper.entries[reference.index], reference)}, is never cited",
                    at([reference.span], key=reference.label),
                    (reference.id,),
                    confidence=Confidence.POSSIBLE if unsure else None,
                )


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
    for paper in evidence.papers:
        for group in unlinked(paper) if lists_works(evidence, paper) else ():
            if all(c.secondary for c, _ in group):
                what = f"{cited(group[0][0])} is named as the source of a citation, but not found in the reference list"
                yield Fault(what, at(c.span for c, _ in group))
