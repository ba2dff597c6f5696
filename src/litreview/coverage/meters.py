"""The six meters, each read off a scope: the whole run, or one list of it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.coverage.required import missing
from litreview.model import Meter, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from litreview.model import Entry, Evidence, Link, LinkCheck, Paper, Work

__all__ = ["Scope", "agreed", "complete", "identified", "listings", "live", "narrowed", "resolved", "used", "whole"]

IDENTIFIERS = ("doi", "arxiv", "pmid", "pmcid", "isbn")
GOOD = frozenset({Verdict.OK, Verdict.REDIRECTED})
BAD = frozenset({Verdict.BROKEN, Verdict.SOFT404, Verdict.INVALID})


@dataclass(frozen=True, slots=True)
class Scope:
    """What a meter looks at: the run, or one list of it.

    `shared` are the ids of works that more than one list holds, `mentioned` those that any paper cites; `work_of`
    names the work of a reference. They, and `any_citation`, are the run's even where the scope is one list.
    """

    papers: tuple[Paper, ...]
    bibliographies: tuple[Paper, ...]
    works: tuple[Work, ...]
    links: tuple[Link, ...]
    checks: Mapping[str, LinkCheck]
    shared: frozenset[str]
    mentioned: frozenset[str]
    any_citation: bool
    work_of: Mapping[str, str]


def listings(evidence: Evidence) -> dict[str, tuple[str, ...]]:
    """The ids of the lists that hold each work, by work id, in input order."""
    home = {reference.id: listing.id for listing in evidence.lists() for reference in listing.references}
    return {
        work.id: tuple(dict.fromkeys(home[member] for member in work.members if member in home))
        for work in evidence.works
    }


def whole(evidence: Evidence) -> Scope:
    """The scope of the run."""
    return Scope(
        papers=evidence.papers,
        bibliographies=evidence.bibliographies,
        works=evidence.works,
        links=evidence.links,
        checks=evidence.checks,
        shared=frozenset(work for work, lists in listings(evidence).items() if len(lists) > 1),
        mentioned=frozenset(work for paper in evidence.papers for match in paper.matches for work in match.works),
        any_citation=any(paper.citations for paper in evidence.papers),
        work_of={member: work.id for work in evidence.works for member in work.members},
    )


def narrowed(run: Scope, evidence: Evidence) -> Iterator[tuple[str, Scope]]:
    """The scope of each list, by its id: its own entries stand for the works, its own links and conflicts count."""
    works = {work.id: work for work in run.works}
    links: dict[str, list[Link]] = defaultdict(list)
    for link in run.links:
        for printed_by in dict.fromkeys(link.references):
            links[printed_by].append(link)
    for listing in evidence.lists():
        own: dict[str, list[Entry]] = defaultdict(list)
        for reference, entry in zip(listing.references, listing.entries, strict=True):
            if reference.id in run.work_of:
                own[run.work_of[reference.id]].append(entry)
        members = dict.fromkeys(reference.id for reference in listing.references)
        is_paper = listing.source.kind == "paper"
        yield (
            listing.id,
            dataclasses.replace(
                run,
                papers=(listing,) if is_paper else (),
                bibliographies=() if is_paper else (listing,),
                works=tuple(_seen_by(works[id_], entries[0], members) for id_, entries in own.items()),
                links=tuple({link.url: link for member in members for link in links[member]}.values()),
            ),
        )


def _seen_by(work: Work, entry: Entry, members: Collection[str]) -> Work:
    """A work as one list has it: its entry, and the conflicts that it is a side of."""
    if work.entry is entry and not work.conflicts:
        return work
    conflicts = (c for c in work.conflicts if any(m in members for _, stated in c.values for m in stated))
    return dataclasses.replace(work, entry=entry, conflicts=tuple(conflicts))


def resolved(scope: Scope) -> Meter:
    """Citations linked to exactly one reference, of all citations."""
    statuses = [match.status for paper in scope.papers for match in paper.matches]
    return Meter(statuses.count("linked"), len(statuses))


def used(scope: Scope) -> Meter:
    """References that are cited, of all that could be judged.

    A paper's list is judged by that paper. A bibliography is judged by the union of the papers beside it.
    """
    n = of = unchecked = 0
    for paper in scope.papers:
        certain, doubtful = _cited(paper)
        for reference in paper.references:
            if not paper.citations or (reference.id in doubtful and reference.id not in certain):
                unchecked += 1
            else:
                of += 1
                n += reference.id in certain
    for bibliography in scope.bibliographies:
        if scope.any_citation:
            of += len(bibliography.references)
            n += sum(scope.work_of.get(reference.id) in scope.mentioned for reference in bibliography.references)
        else:
            unchecked += len(bibliography.references)
    return Meter(n, of, unchecked)


def _cited(paper: Paper) -> tuple[set[str], set[str]]:
    cited: dict[bool, set[str]] = defaultdict(set)
    for match in paper.matches:
        cited[match.status != "ambiguous"].update(match.references)
    return cited[True], cited[False]


def identified(scope: Scope) -> Meter:
    """Works with a persistent identifier, of all works."""
    return Meter(sum(has_identifier(work.entry) for work in scope.works), len(scope.works))


def has_identifier(entry: Entry) -> bool:
    """Whether anything but words says which work this is."""
    return any(getattr(entry, name) for name in IDENTIFIERS)


def complete(scope: Scope) -> Meter:
    """Works that lack no required field, of all works."""
    return Meter(sum(not missing(work.entry) for work in scope.works), len(scope.works))


def live(scope: Scope) -> Meter:
    """Links that answered, of those whose state is known; what is not for the network counts nowhere."""
    verdicts = [
        scope.checks[link.url].verdict if link.url in scope.checks else Verdict.UNCHECKED for link in scope.links
    ]
    verdicts = [verdict for verdict in verdicts if verdict != Verdict.SKIPPED]
    good = sum(verdict in GOOD for verdict in verdicts)
    known = good + sum(verdict in BAD for verdict in verdicts)
    return Meter(good, known, len(verdicts) - known)


def agreed(scope: Scope) -> Meter:
    """Works without a conflict, of those that more than one list holds."""
    shared = [work for work in scope.works if work.id in scope.shared]
    return Meter(sum(not work.conflicts for work in shared), len(shared))
