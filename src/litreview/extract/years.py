"""The years of a text (and phrases that stand for one: 'in press'), each with the bracket that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from litreview.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Year", "years"]

_BRACKET = 1500  # code points after which an open bracket is given up
_LETTER = re.compile("[a-k]", re.IGNORECASE)
_RANGE_AFTER = re.compile(r"\s?[–—-]\s?\d")
_RANGE_BEFORE = re.compile(r"\d\s?[–—-]\s?$")


@dataclass(frozen=True, slots=True)
class Year:
    """A year at `text[start:end]`: `base` is its digits or the phrase; `suffixes` its letters with their offsets.

    `opened` is the offset of the innermost bracket that holds it, -1 for none; `paragraph` where its
    paragraph begins; `ranged`: it is one end of a range such as 1939-1945.
    """

    start: int
    end: int
    base: str
    opened: int
    paragraph: int
    suffixes: tuple[tuple[str, int], ...] = ()
    ranged: bool = False

    @property
    def dated(self) -> bool:
        """Whether it is a year in digits, not a phrase."""
        return self.base[0].isdigit()


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<open>[(\[（［])|(?P<close>[)\]）］])|(?P<paragraph>\n[ \t\r]*\n)"
        r"|(?P<year>(?<![\d./\-–§$€£#])(?:1[4-9]\d\d|20[0-4]\d)(?![\d%°])(?!\.\d)(?!,\d{3}(?!\d))"
        r"(?P<second>/(?:1[4-9]\d\d|20\d\d|\d\d)(?!\d))?"
        r"(?P<suffix>[_:-]?[a-k](?![^\W\d_])(?:\s?[,;&–-]\s?[a-k](?![\w.])){0,9})?(?!\w))"
        rf"|(?P<phrase>{vocabulary().no_date.pattern})",
        re.IGNORECASE,
    )


def years(text: str) -> Iterator[Year]:
    """Every year of the text, in order; one pass, linear. Phrases count within brackets only."""
    stack: list[int] = []
    paragraph = 0
    for m in _pattern().finditer(text):
        while stack and m.start() - stack[-1] > _BRACKET:
            stack.pop()
        opened = stack[-1] if stack else -1
        if m["open"]:
            stack.append(m.start())
        elif m["close"]:
            if stack:
                stack.pop()
        elif m["paragraph"]:
            stack.clear()
            paragraph = m.end()
        elif m["phrase"]:
            if stack:
                yield Year(m.start(), m.end(), re.sub(r"\s+", " ", m.group().casefold()), opened, paragraph)
        else:
            yield _year(text, m, opened, paragraph)


def _year(text: str, m: re.Match[str], opened: int, paragraph: int) -> Year:
    ranged = _RANGE_AFTER.match(text, m.end()) or _RANGE_BEFORE.search(text, max(0, m.start() - 3), m.start())
    base = m.group()[:4] + (m["second"] or "")
    return Year(m.start(), m.end(), base, opened, paragraph, _suffixes(m), ranged=ranged is not None)


def _suffixes(m: re.Match[str]) -> tuple[tuple[str, int], ...]:
    """The letters after a year: 'a, b' are two, 'a-c' three at one place."""
    printed = m["suffix"] or ""
    letters = [(c.group().casefold(), m.start("suffix") + c.start()) for c in _LETTER.finditer(printed)]
    if len(letters) == 2 and re.search("[–-]", printed[1:]):
        (first, at), (last, _) = letters
        return tuple((chr(code), at) for code in range(ord(first), ord(last) + 1))
    return tuple(letters)
