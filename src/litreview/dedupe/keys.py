"""Citation keys: readable, stable, unique. 'oduya2016tides' is lead author, year and first telling word of the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.model import Entry

__all__ = ["assigned", "readable"]

YEAR = re.compile(r"\d{4}")
UNSAFE = re.compile(r"[\s,{}()=\"#%~\\'@]+")
# words that tell nothing at the start of a title
DULL = frozenset(
    "about after against also among and are aus bei beim between beyond case como das de dei del della den der "
    "des die do dos e ein eine einer el els en et für from how il in into its jenseits la las le les los mit na "
    "nach nas no non nos o os para pour que some sobre study sur sus the their this those through to toward "
    "towards un una und une under upon using via vom von was what when where which who whose why with without "
    "within zu zum zur".split()
)


def readable(entry: Entry) -> str:
    """The key that an entry would like to have; not unique."""
    people = entry.authors or entry.editors
    first, telling = "", ""
    for word in fold(entry.title or "").split():
        if len(word) > 2 and not word.isdigit():
            first = first or word
            if word not in DULL:
                telling = word
                break
    lead = fold(people[0].lead).split() if people else []
    lead = lead[:2] if people and people[0].literal else lead
    year = YEAR.search(entry.year or entry.date or "")
    return f"{''.join(lead)[:24] or 'anon'}{year[0] if year else 'nd'}{(telling or first)[:24]}"


def assigned(wishes: Sequence[tuple[str, Iterable[str]]]) -> list[str]:
    """A key for each (readable key, keys that it had before, best first), in order; each key once.

    Keys from before are given first; a new key that is taken gets a, b, c ... behind it.
    """
    taken: set[str] = set()
    keys: list[str] = [""] * len(wishes)
    for n, (_, before) in enumerate(wishes):
        for wish in before:
            key = UNSAFE.sub("", wish)
            if key and key.casefold() not in taken:
                taken.add(key.casefold())
                keys[n] = key
                break
    suffixes: dict[str, Iterator[str]] = {}
    for n, (wish, _) in enumerate(wishes):
        if not keys[n]:
            free = suffixes.setdefault(wish, _suffixed(UNSAFE.sub("", wish)))
            keys[n] = next(key for key in free if key.casefold() not in taken)
            taken.add(keys[n].casefold())
    return keys


def _suffixed(key: str) -> Iterator[str]:
    """key, keya, keyb ... keyz, keyaa ..."""
    yield key
    number = 1
    while True:
        suffix, rest = "", number
        while rest:
            rest, letter = divmod(rest - 1, 26)
            suffix = chr(ord("a") + letter) + suffix
        yield key + suffix
        number += 1
