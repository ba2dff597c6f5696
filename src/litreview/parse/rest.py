"""The rest of a printed reference: what of its text no field holds, to the last comma.

The law: each character of a reference but blanks stands in the fields of its entry or in `rest`, at
least as often as it was printed. Small letters and capitals, and all dashes, count as the same. Only
of dates less may be left: the month's name, the endings and the signs that ISO 8601 says in digits.
So 'pp.', 'and', 'doi:' and every bracket are in the rest; which of it says something to a reader is
for `normalise.leftovers` to tell.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["held", "held_words", "rest"]

Span = tuple[int, int]
"""Start and end in the text."""

_BETWEEN = " … "
_PARTING = " .,;:)]/–-"  # ends a field rather than begins what follows it
_WORD = re.compile(r"\w")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"))


def rest(text: str, taken: Iterable[Span]) -> str | None:
    """The text outside the spans taken, each character but blanks as often as it stands there; None for nothing.

    First the stretches that hold a word or a number, in printed order, parted by ' … '; then, as
    one more, the signs that only part fields: 'pp. … doi: … ,(),'.
    """
    worded: list[str] = []
    signs: list[str] = []
    at = 0
    for start, end in [*sorted(taken), (len(text), len(text))]:
        if at < start:
            stretch = " ".join(text[at:start].split())
            if _WORD.search(stretch):
                worded.append(stretch.lstrip(_PARTING))
                stretch = stretch[: len(stretch) - len(worded[-1])].rstrip()
            signs.append(stretch)
        at = max(at, end)
    return _BETWEEN.join(filter(None, [*worded, "".join(signs)])) or None


def held(text: str, start: int, end: int, value: str) -> Iterator[Span]:
    """The characters of `text[start:end]` that stand in a number or an identifier: read from the right.

    What introduces a value stands before it: the first v of 'vol. v' is the word's. Dashes are alike,
    and so are small letters and capitals.
    """
    at = text.rfind(value, start, end)
    if at >= 0:
        yield at, at + len(value)
        return
    free = Counter(value.translate(_DASHES).casefold())
    printed = text[start:end].translate(_DASHES)
    for at in range(end - 1, start - 1, -1):
        sign = printed[at - start].casefold()
        if free.get(sign):
            free[sign] -= 1
            yield at, at + 1


def held_words(text: str, start: int, end: int, values: Sequence[str]) -> Iterator[Span]:
    """The words and signs of `text[start:end]` that stand in the values, each as often as it stands there."""
    spans, at = [], start
    for value in values:  # most are printed as they stand, one after the other
        found = text.find(value, at, end)
        if found < 0:
            return _by_token(text, start, end, values)
        at = found + len(value)
        spans.append((found, at))
    return iter(spans)


def _by_token(text: str, start: int, end: int, values: Sequence[str]) -> Iterator[Span]:
    free = Counter(_TOKEN.findall(" ".join(values)))
    for token in _TOKEN.finditer(text, start, end):
        if free[token[0]]:
            free[token[0]] -= 1
            yield token.span()
