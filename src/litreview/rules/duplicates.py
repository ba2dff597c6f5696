"""LR3: one work twice, one key for two works, and what papers say differently of one work."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

from litreview.model import Confidence
from litreview.opinion import Edit, Fix, Place, Severity
from litreview.rules.cited import known
from litreview.rules.rule import Fault, rule
from litreview.rules.wording import count, listed, quoted, some, times
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import Entry, Evidence, Pair, Reference

    Known = tuple[Reference, Entry]

_LONGER = re.compile(r"[.-]*\w")  # what an identifier goes on with that is not whole
IDENTIFIERS = {"doi": "DOI", "arxiv": "arXiv id", "pmid": "PubMed id", "pmcid": "PubMed Central id"}
# What papers may not disagree on; other fields differ by style, not by fact.
FACTS = ("year", "doi", "volume")


def among(members: Sequence[Known], message: str, *, field: str | None = None, **more: Any) -> Fault:
    """A fault of several references, shown at the first of them; `more` as in Fault."""
    places = tuple(Place(reference.span, key=reference.label, field=field) for reference, _ in members)
    return Fault(message, places, tuple(reference.id for reference, _ in members), **more)


def _same_key(evidence: Evidence) -> Iterator[tuple[Known, Known, bool]]:
    """Entries of one bibliography that share a key: a later one, the one before it, and whether they say the same."""
    for bibliography in evidence.bibliographies:
        groups: defaultdict[str, list[Known]] = defaultdict(list)
        for reference, entry in zip(bibliography.references, bibliography.entries, strict=True):
            if reference.label:
                groups[reference.label.casefold()].append((reference, entry))
        for group in groups.values():
            yield from ((late, early, _bare(late) == _bare(early)) for early, late in pairwise(group))


def _bare(member: Known) -> Entry:
    return replace(member[1], id="", key=None, confidence={})


@rule("LR301", Severity.WARNING, confidence=Confidence.CERTAIN, fix="safe")
def duplicate_key_identical(evidence: Evidence) -> Iterator[Fault]:
    """Report an entry that stands twice in a bibliography, letter by letter, or in two that one LaTeX paper uses.

    Why it matters: BibTeX stops with 'repeated entry'; the next edit will change only one of the two.
    Example: `@article{oduya2016, ...}`, and further down the same entry again.
    Use instead: One of them.
    How it decides: One key, and the same type and fields, but for their order and layout.
    When it is wrong: Never known to be.
    See also: LR302, LR307
    """
    for late, early, same in _same_key(evidence):
        if same:
            span = late[0].span
            fix = Fix("safe", "delete the second", (Edit(span.source, span.start, span.end, ""),))
            yield among([late, early], f"the entry {late[0].label} stands twice", fix=fix)
    for one, other, shared in _used_together(evidence):
        keys = some([member[0].label or "" for member in shared])
        what = f"{count(len(shared), 'entry')} of {other} {'is' if len(shared) == 1 else 'are'} in {one}, too: {keys}"
        yield among(shared, what)


def _used_together(evidence: Evidence) -> Iterator[tuple[str, str, list[Known]]]:
    """Two bibliographies that a LaTeX paper uses together, and what the second repeats of the first."""
    entries = {
        os.path.normpath(one.source.path): {r.label: (r, e) for r, e in zip(one.references, one.entries, strict=True)}
        for one in evidence.bibliographies
    }
    papers = [paper.document for paper in evidence.papers if paper.document.format == "latex"]
    used = {pair for document in papers for pair in combinations(map(os.path.normpath, document.bibliographies), 2)}
    for one, other in sorted(used):
        first, second = entries.get(one, {}), entries.get(other, {})
        shared = [m for key, m in second.items() if key and key in first and _bare(m) == _bare(first[key])]
        if shared and one != other:
            yield one, other, shared


@rule("LR302", Severity.ERROR, confidence=Confidence.CERTAIN)
def duplicate_key_conflict(evidence: Evidence) -> Iterator[Fault]:
    """Report a key that two different entries of a bibliography share.

    Why it matters: BibTeX takes the first and loses the second, so a citation leads to the wrong work.
    Example: `@article{oduya2016, title = {Tides}, ...}` and `@book{oduya2016, title = {Ports}, ...}`.
    Use instead: A key of its own for each.
    How it decides: One key, compared without regard to case, and another type or other fields.
    When it is wrong: Two drafts of one entry: delete the older.
    See also: LR301, LR307
    """
    for late, early, same in _same_key(evidence):
        if not same:
            what = f"the key {late[0].label} is given to {listed(early[1])} and to {listed(late[1])}"
            yield among([late, early], what)


@rule("LR303", Severity.ERROR, confidence=Confidence.CERTAIN)
def duplicate_identifier(evidence: Evidence) -> Iterator[Fault]:
    """Report a DOI or other identifier that two references of one list share.

    Why it matters: The work is listed twice, or one of the two has the identifier of another work.
    Example: Two entries with `doi = {10.1000/tides.7}`.
    Use instead: One entry (the key map says which key replaces the other), or the identifier of the other work.
    How it decides: Equal DOIs, arXiv, PubMed or PubMed Central ids inside of one list. Two papers that cite one work are
        normal. Where the references seem to mean two works, it is only 'likely'.
    When it is wrong: Chapters that are listed with the DOI of their book.
    See also: LR304
    """
    work_of = {member: work.id for work in evidence.works for member in work.members}
    for field, identifier, members in _identified(evidence):
        works = {work_of.get(reference.id) for reference, _ in members}
        what = f"{IDENTIFIERS[field]} {identifier} is listed {times(len(members))}: {_names(members)}"
        yield among(members, what, field=field, confidence=None if len(works) == 1 else Confidence.LIKELY)


def _identified(evidence: Evidence) -> Iterator[tuple[str, str, list[Known]]]:
    """Field, value and references of each identifier that references of one list share under different keys."""
    for listing in evidence.lists():
        groups: defaultdict[tuple[str, str], list[Known]] = defaultdict(list)
        for reference, entry in zip(listing.references, listing.entries, strict=True):
            for field in IDENTIFIERS:
                value = getattr(entry, field)
                if value and _whole(value, reference):
                    groups[field, value].append((reference, entry))
        for (field, value), members in groups.items():
            if len(_keys(members)) > 1:
                yield field, value, members


def _names(members: Sequence[Known]) -> str:
    """The references one by one; by their keys or numbers where they have them, as they may look the same."""
    labels = [reference.label for reference, _ in members if reference.label]
    if len(labels) == len(members):
        kind = "" if members[0][0].stated else "references "
        return f"{kind}{some(labels)}, {listed(members[0][1], members[0][0])}"
    return some([*dict.fromkeys(listed(entry, reference) for reference, entry in members)])


def _whole(value: str, reference: Reference) -> bool:
    """Whether an identifier is not the beginning of a longer one in print: then it was not understood."""
    if reference.stated:
        return True
    printed, sought = reference.raw.casefold(), value.casefold()
    at = printed.find(sought)
    while at >= 0:
        if _LONGER.match(printed, at + len(sought)):
            return False
        at = printed.find(sought, at + 1)
    return True


def _keys(members: Iterable[Known]) -> set[str]:
    """Their keys; references without one count each for itself. Equal keys are LR301's and LR302's."""
    return {(reference.label or reference.id).casefold() for reference, _ in members}


@rule("LR304", Severity.WARNING)
def probable_duplicate(evidence: Evidence) -> Iterator[Fault]:
    """Report two references of one list that probably mean one work.

    Why it matters: The work counts twice, is cited in two ways, and one of the two is not kept up.
    Example: `Oduya, F. (2016). Tides and treaties.` and `Oduya, Femi B. 2016. "Tides & Treaties".`
    Use instead: One of them; the key map says which key replaces the other.
    How it decides: Titles, authors, year, journal and pages are compared after folding; different DOIs, volumes or part
        numbers speak against it. What is less than sure is 'possible', and is never merged.
    When it is wrong: Editorials and errata of one title.
    See also: LR303, LR311
    """
    several = [work for work in evidence.works if len(work.members) > 1]
    if not (several or evidence.pairs):
        return
    entries = known(evidence)
    told = [{reference.id for reference, _ in members} for _, _, members in _identified(evidence)]
    for work in several:
        lists: defaultdict[str, list[Known]] = defaultdict(list)
        for member in work.members:
            if member in entries:
                lists[entries[member][0].span.source].append(entries[member])
        for members in lists.values():
            if len(_keys(members)) > 1 and {reference.id for reference, _ in members} not in told:
                yield among(members, f"one work seems to be listed {times(len(members))}: {_names(members)}")
    for pair, one, other in _pairs(evidence, "uncertain"):
        if {pair.left, pair.right} not in told:
            why = "; ".join((f"score {pair.score:.2f}", *pair.reasons))
            what = f"{listed(one[1], one[0])} and {listed(other[1], other[0])} may be one work ({why})"
            yield among([one, other], what, confidence=Confidence.POSSIBLE)


def _pairs(evidence: Evidence, *relations: str) -> Iterator[tuple[Pair, Known, Known]]:
    """Pairs of one of the relations inside of one list, with both sides."""
    pairs = [pair for pair in evidence.pairs if pair.relation in relations]
    entries = known(evidence) if pairs else {}
    for pair in pairs:
        if pair.left in entries and pair.right in entries:
            one, other = entries[pair.left], entries[pair.right]
            if one[0].span.source == other[0].span.source:
                yield pair, one, other


@rule("LR305", Severity.WARNING)
def metadata_conflict(evidence: Evidence) -> Iterator[Fault]:
    """Report what papers state differently of one work.

    Why it matters: One of them is wrong, and the consolidated bibliography can hold only one value.
    Example: `Oduya (2016)` in one paper, `Oduya (2018)` in another, with one title.
    Use instead: The value that the work itself has.
    How it decides: References of different lists that were found to mean one work state another year, DOI or volume.
        Fields that styles print differently (names, titles, journals, pages) do not count.
    When it is wrong: A work that appeared online in one year and in print in the next.
    See also: LR303, LR306
    """
    disputed = [work for work in evidence.works if work.conflicts]
    entries = known(evidence) if disputed else {}
    for work in disputed:
        for conflict in work.conflicts:
            sides = [(value, [entries[m] for m in members if m in entries]) for value, members in conflict.values]
            sides = [(value, members) for value, members in sides if members]
            found = [member for _, members in sides for member in members]
            if (
                conflict.field in FACTS
                and _differ(conflict.field, sides)
                and len({r.span.source for r, _ in found}) > 1
            ):
                told = some([f"{quoted(value)} in {members[0][0].span.source}" for value, members in sides])
                what = f"{listed(work.entry)}: the {conflict.field} is {told}"
                yield among(found, what, field=conflict.field, work=work.id)


def _differ(field: str, sides: Iterable[tuple[str, object]]) -> bool:
    # The letter of a year tells works apart inside of one list, and means nothing in another.
    return len({value[:4] if field == "year" else fold(value) for value, _ in sides}) > 1


@rule("LR306", Severity.INFO)
def preprint_and_version(evidence: Evidence) -> Iterator[Fault]:
    """Report a list that holds a preprint and the published version of one work.

    Why it matters: The work counts twice, and readers should be sent to the reviewed text.
    Example: `Marlow, A. (2018). Tides. arXiv:1801.00001.` and `Marlow, A. (2019). Tides. Journal of Ports, 3.`
    Use instead: The published version, unless the text speaks of what only the preprint says.
    How it decides: Title and authors agree, and one of the two is on a preprint server or in proceedings.
    When it is wrong: Papers that compare the two.
    See also: LR304
    """
    for _, one, other in _pairs(evidence, "preprint", "version"):
        what = f"{listed(one[1], one[0])} and {listed(other[1], other[0])} seem to be versions of one work"
        yield among([one, other], what)


@rule("LR307", Severity.ERROR, confidence=Confidence.CERTAIN)
def key_collision(evidence: Evidence) -> Iterator[Fault]:
    """Report a key that means different works in different bibliographies of the run.

    Why it matters: Merged, one of the works takes the other's place, without a word.
    Example: `oduya2016` is `Tides` in one .bib and `Ports` in another.
    Use instead: The keys of the consolidated bibliography; the key map says which is which.
    How it decides: One key, compared without regard to case, in two files, whose entries were not found to mean one work.
    When it is wrong: Entries so bare that nobody could tell that they mean one work.
    See also: LR302
    """
    work_of = {member: work.id for work in evidence.works for member in work.members}
    homes: defaultdict[str, dict[str, Known]] = defaultdict(dict)
    for bibliography in evidence.bibliographies:
        for reference, entry in zip(bibliography.references, bibliography.entries, strict=True):
            if reference.label:
                homes[reference.label.casefold()].setdefault(bibliography.id, (reference, entry))
    for group in homes.values():
        if len({work_of.get(reference.id, reference.id) for reference, _ in group.values()}) > 1:
            told = some([f"{listed(entry, reference)} in {source}" for source, (reference, entry) in group.items()])
            members = list(group.values())
            yield among(members, f"the key {members[0][0].label} means {told}")


@rule("LR311", Severity.INFO)
def edition_or_volume_variants(evidence: Evidence) -> Iterator[Fault]:
    """Report editions or volumes of one work that are kept apart on purpose.

    Why it matters: Two editions are not duplicates; but often only one of them was used.
    Example: `Marlow, A. Tides. 2nd ed. 2010` and `Marlow, A. Tides. 3rd ed. 2019`
    Use instead: The edition that was used, if it was only one.
    How it decides: Title and authors agree; the edition, volume or part number does not.
    When it is wrong: Papers that compare editions.
    See also: LR304
    """
    for _, one, other in _pairs(evidence, "edition"):
        what = f"{listed(one[1], one[0])} and {listed(other[1], other[0])} seem to be editions or volumes of one work"
        yield among([one, other], what)
