"""LR3: one work twice, one key for two works, and what papers say differently of one work."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from litreview.model import Confidence
from litreview.opinion import Edit, Fix, Place, Severity
from litreview.rules.cited import known
from litreview.rules.rule import Fault, rule
from litreview.rules.wording import listed, quoted, some, times
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Entry, Evidence, Pair, Reference

    Known = tuple[Reference, Entry]

IDENTIFIERS = {"doi": "DOI", "arxiv": "arXiv id", "pmid": "PubMed id", "pmcid": "PubMed Central id"}
# What papers may not disagree on; other fields differ by style, not by fact.
FACTS = ("year", "doi", "volume")


def places(members: list[Known], field: str | None = None) -> tuple[Place, ...]:
    """Where references are printed, the later first: that is the one too many."""
    return tuple(Place(reference.span, key=reference.label, field=field) for reference, _ in members)


def _same_key(evidence: Evidence) -> Iterator[list[Known]]:
    """Entries of one bibliography that share a key."""
    for bibliography in evidence.bibliographies:
        groups: defaultdict[str, list[Known]] = defaultdict(list)
        for reference, entry in zip(bibliography.references, bibliography.entries, strict=True):
            if reference.label:
                groups[reference.label.casefold()].append((reference, entry))
        yield from (group for group in groups.values() if len(group) > 1)


def _alike(one: Entry, other: Entry) -> bool:
    return {k: v for k, v in one.to_dict().items() if k != "confidence"} == {
        k: v for k, v in other.to_dict().items() if k != "confidence"
    }


@rule("LR301", Severity.WARNING, confidence=Confidence.CERTAIN, fix="safe")
def duplicate_key_identical(evidence: Evidence) -> Iterator[Fault]:
    """Report an entry that stands twice in a bibliography, letter by letter.

    Why it matters: BibTeX stops with 'repeated entry'; the next edit will change only one of the two.
    Example: `@article{oduya2016, ...}`, and further down the same entry again.
    Use instead: One of them.
    How it decides: One key, and the same type and fields, but for their order and layout.
    When it is wrong: Never known to be.
    See also: LR302
    """
    for group in _same_key(evidence):
        for (_, one), (reference, other) in pairwise(group):
            if _alike(one, other):
                span = reference.span
                fix = Fix("safe", "delete the second", (Edit(span.source, span.start, span.end, ""),))
                yield Fault(
                    f"the entry {reference.label} stands twice",
                    places([(reference, other), group[0]]),
                    (reference.id,),
                    fix=fix,
                )


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
    for group in _same_key(evidence):
        for (_, one), (reference, other) in pairwise(group):
            if not _alike(one, other):
                what = f"the key {reference.label} is given to {listed(one)} and to {listed(other)}"
                yield Fault(what, places([(reference, other), group[0]]), (reference.id,))


def _twice(evidence: Evidence) -> Iterator[tuple[list[Known], str | None]]:
    """References of one list that were found to mean one work, and the identifier that they share, if they do."""
    entries = known(evidence)
    listing_of = {reference.id: listing.id for listing in evidence.lists() for reference in listing.references}
    for work in evidence.works:
        groups: defaultdict[str, list[Known]] = defaultdict(list)
        for member in work.members:
            if member in entries:
                groups[listing_of[member]].append(entries[member])
        for group in groups.values():
            if len({(reference.label or reference.id).casefold() for reference, _ in group}) > 1:
                yield group, _shared(group)


def _shared(group: list[Known]) -> str | None:
    for field, name in IDENTIFIERS.items():
        values = [getattr(entry, field) for _, entry in group if getattr(entry, field)]
        if len(values) > len(set(values)):
            return f"{name} {max(values, key=values.count)}"
    return None


@rule("LR303", Severity.ERROR, confidence=Confidence.CERTAIN)
def duplicate_identifier(evidence: Evidence) -> Iterator[Fault]:
    """Report a DOI or other identifier that two references of one list share.

    Why it matters: The work is listed twice, or one of the two has the identifier of another work.
    Example: Two entries with `doi = {10.1000/tides.7}`.
    Use instead: One entry; the key map says which key replaces the other.
    How it decides: Equal DOIs, arXiv, PubMed or PubMed Central ids inside of one list. Two papers that cite one work are normal.
    When it is wrong: Chapters that are listed with the DOI of their book.
    See also: LR304
    """
    for group, identifier in _twice(evidence):
        if identifier:
            names = some([listed(entry, reference) for reference, entry in group])
            yield Fault(
                f"{identifier} is listed {times(len(group))}: {names}",
                places(group, "doi"),
                tuple(r.id for r, _ in group),
            )


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
    for group, identifier in _twice(evidence):
        if not identifier:
            names = some([listed(entry, reference) for reference, entry in group])
            yield Fault(
                f"one work seems to be listed {times(len(group))}: {names}",
                places(group),
                tuple(r.id for r, _ in group),
            )
    for pair, one, other in _pairs(evidence, "uncertain", within=True):
        what = f"{listed(one[1], one[0])} and {listed(other[1], other[0])} may be one work ({_why(pair)})"
        yield Fault(what, places([one, other]), (pair.left, pair.right), confidence=Confidence.POSSIBLE)


def _pairs(evidence: Evidence, *relations: str, within: bool = False) -> Iterator[tuple[Pair, Known, Known]]:
    """Pairs of one of the relations, with both sides; `within` one list only."""
    entries = known(evidence)
    for pair in evidence.pairs:
        if pair.relation in relations and pair.left in entries and pair.right in entries:
            one, other = entries[pair.left], entries[pair.right]
            if not within or one[0].span.source == other[0].span.source:
                yield pair, one, other


def _why(pair: Pair) -> str:
    return "; ".join((f"score {pair.score:.2f}", *pair.reasons))


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
    entries = known(evidence)
    for work in evidence.works:
        for conflict in work.conflicts:
            sides = [(value, [entries[m] for m in members if m in entries]) for value, members in conflict.values]
            sides = [(value, members) for value, members in sides if members]
            # Letters tell works of one year apart inside of one list, and mean nothing in another.
            values = {fold(value).rstrip("abcdefghijk") for value, _ in sides}
            sources = {reference.span.source for _, members in sides for reference, _ in members}
            if conflict.field not in FACTS or len(values) < 2 or len(sources) < 2:
                continue
            told = some([f"{quoted(value)} in {members[0][0].span.source}" for value, members in sides])
            found = [member for _, members in sides for member in members]
            yield Fault(
                f"{listed(work.entry)}: the {conflict.field} is {told}",
                places(found, conflict.field),
                tuple(reference.id for reference, _ in found),
                work=work.id,
            )


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
    for pair, one, other in _pairs(evidence, "preprint", "version", within=True):
        what = f"{listed(one[1], one[0])} and {listed(other[1], other[0])} seem to be versions of one work"
        yield Fault(what, places([one, other]), (pair.left, pair.right))


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
            reference, _ = next(iter(group.values()))
            yield Fault(
                f"the key {reference.label} means {told}",
                places(list(group.values())),
                tuple(r.id for r, _ in group.values()),
            )


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
    for pair, one, other in _pairs(evidence, "edition", within=True):
        what = f"{listed(one[1], one[0])} and {listed(other[1], other[0])} seem to be editions or volumes of one work"
        yield Fault(what, places([one, other]), (pair.left, pair.right))
