"""LR309, LR310: one journal or one person under several names, in one set of papers."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING

from litreview.model import Confidence
from litreview.opinion import Severity
from litreview.rules.rule import Fault, at, rule
from litreview.rules.wording import quoted, some
from litreview.similarity import fold, given_fits, initials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from litreview.model import Entry, Evidence, Name, Reference

__all__ = ["author_variants", "venue_variants"]

Known = tuple["Reference", "Entry"]
# What an abbreviated title leaves out.
_SMALL = frozenset("a an and de del der des die du e et for für i in la le los of on or the und y".split())


@rule("LR309", Severity.INFO)
def venue_variants(evidence: Evidence) -> Iterator[Fault]:
    """Report a journal that is printed in full here and abbreviated there.

    Why it matters: The consolidated list looks careless, and counts by journal come out wrong.
    Example: `Journal of Harbour Studies` in one reference, `J. Harbour Stud.` in another.
    Use instead: One of the two, throughout.
    How it decides: Every word of the short title begins a word of the long one, in order, and none but small words are left out.
        A short title that fits several long ones is left alone.
    When it is wrong: Two journals of one publisher, one of which is printed in short.
    See also: LR305, LR310
    """
    printed: dict[str, list[Known]] = defaultdict(list)
    for known in _known(evidence):
        if known[1].type == "article" and known[1].container_title:
            printed[known[1].container_title].append(known)
    for short, longs in _shortened(printed).items():
        if len({fold(long) for long in longs}) == 1:
            what = f"one journal is printed as {quoted(longs[0])} and as {quoted(short)}"
            yield _fault(what, [printed[longs[0]][0], printed[short][0]], "container_title")


def _shortened(titles: Iterable[str]) -> dict[str, list[str]]:
    """The titles that each title abbreviates; only those whose words begin alike are compared."""
    blocks: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for title in titles:
        words = [word for word in fold(title).split() if word not in _SMALL]
        if len(words) > 1:
            blocks["".join(word[0] for word in words)].append((title, words))
    longs: dict[str, list[str]] = defaultdict(list)
    for block in blocks.values():
        for (short, a), (long, b) in permutations(block, 2):
            if _abbreviates(a, b):
                longs[short].append(long)
    return longs


def _abbreviates(short: list[str], long: list[str]) -> bool:
    return short != long and all(b.startswith(a) for a, b in zip(short, long, strict=True))


@rule("LR310", Severity.INFO, confidence=Confidence.POSSIBLE)
def author_variants(evidence: Evidence) -> Iterator[Fault]:
    """Report a person who is probably printed under two names in different works of two lists.

    Why it matters: In the consolidated list, a style sorts and shortens the two as two people, and counts by author come
        out wrong.
    Example: `Oduya, Femi` in one paper's list, `Oduya, F. B.` in another's.
    Use instead: The fuller name, in both.
    How it decides: Equal family names, and given names of which one shortens the other, in different works of different
        lists. Likely where the two works share another author too. Names that fit several people are left alone, and so
        are two names within one list, which mostly are what the publishers of the two works printed.
    When it is wrong: Relatives, and common family names.
    See also: LR309
    """
    if len(evidence.papers) + len(evidence.bibliographies) < 2:
        return
    families: dict[str, dict[str, list[tuple[Known, Name]]]] = defaultdict(lambda: defaultdict(list))
    for known in _known(evidence):
        for name in known[1].authors:
            if name.family and name.given:
                families[fold(name.family)][name.given].append((known, name))
    work_of = {member: work.id for work in evidence.works for member in work.members}
    for family, forms in families.items():
        for form, people in forms.items():
            others = [other for other in forms if other != form and _shortens(form, other)]
            if len(others) != 1 or any(_shortens(others[0], longer) for longer in forms if longer != others[0]):
                continue
            apart = [
                (one, other)
                for one in people
                for other in forms[others[0]]
                if one[0][0].span.source != other[0][0].span.source
                and work_of.get(one[0][0].id) != work_of.get(other[0][0].id)
            ]
            if not apart:
                continue
            sure = next((pair for pair in apart if _share_another(pair[0][0][1], pair[1][0][1], family)), None)
            (short, a), (long, b) = sure or apart[0]
            names = some([quoted(f"{name.family}, {name.given}") for name in (b, a)])
            confidence = Confidence.LIKELY if sure else None
            yield _fault(f"{names} may be one person", [long, short], "author", confidence)


def _shortens(short: str, long: str) -> bool:
    """Whether one given name says less than the other, and fits it: 'F. B.' or 'Femi' for 'Femi Bola'."""
    if initials(short)[:1] != initials(long)[:1]:
        return False
    said, full = _spelt(short), _spelt(long)
    if len(said) >= len(full):
        return False
    return given_fits(short, long) and len(initials(short)) <= len(initials(long)) and said <= full


@lru_cache(maxsize=1 << 12)
def _spelt(given: str) -> frozenset[str]:
    """The folded words of a given name that are more than initials."""
    return frozenset(fold(word) for word in given.replace(".", " ").split() if len(word) > 1 and not word.isupper())


def _share_another(one: Entry, other: Entry, family: str) -> bool:
    return bool(
        ({fold(name.lead) for name in one.authors} & {fold(name.lead) for name in other.authors}) - {family, ""}
    )


def _known(evidence: Evidence) -> Iterator[Known]:
    for listing in evidence.lists():
        yield from zip(listing.references, listing.entries, strict=True)


def _fault(message: str, found: list[Known], field: str, confidence: Confidence | None = None) -> Fault:
    return Fault(
        message,
        at((reference.span for reference, _ in found), field=field),
        tuple(reference.id for reference, _ in found),
        subject=message,
        confidence=confidence,
    )
