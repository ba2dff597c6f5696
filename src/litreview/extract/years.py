"""The years of a text (and phrases that stand for one: 'in press'), each with the bracket that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.extract.vocabulary import places, spoken, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Year", "years"]

_BRACKET = 1500  # code points after which an open bracket is given up
# A year's first digit, a bracket, or a line end that a blank line follows; alternatives that begin with a letter
# of their own are searched for twice as fast as classes.
_SIGN = re.compile(r"1(?=[4-9]\d\d)|2(?=0[0-4]\d)|\(|\)|\[|\]|（|）|［|］|\n(?=[ \t\r]*\n)")
_OPENING, _CLOSING = "([（［", ")]）］"
_ENDING = frozenset(_CLOSING + ";；:")  # what follows a year at the end of a citation
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_YEAR = re.compile(
    r"(?<![\dA-Za-z/\-–§$€£#])(?<!\d[.])(?:1[4-9]\d\d|20[0-4]\d)(?![\d%°])(?!\.\d)(?!,\d{3}(?!\d))"
    r"(?P<second>/(?:1[4-9]\d\d|20\d\d|\d\d)(?!\d))?"
    r"(?P<suffix>(?:[_:-]?|\s(?=[a-k][,;)\]]))[a-kA-K](?![^\W\d_])(?:\s?[,;&/–-]\s?[a-kA-K](?![\w.])){0,9})?(?!\w)"
)
_LETTER = re.compile("[a-kA-K]")
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


def years(text: str, flat: str, said: frozenset[str]) -> Iterator[Year]:
    """Every year of the text, in order; linear in its length. `flat` is the text in lower case on one line, `said` its words. Phrases count within brackets only."""
    stack: list[int] = []
    paragraph = 0
    signs = [(m.start(), m.group()) for m in _SIGN.finditer(text)]
    for at, sign in sorted([*signs, *_phrases(text, flat, said, _bracketed(flat, signs))]):
        while stack and at - stack[-1] > _BRACKET:
            stack.pop()
        opened = stack[-1] if stack else -1
        if sign in _OPENING:
            stack.append(at)
        elif sign in _CLOSING:
            del stack[-1:]
        elif sign == "\n":
            if blank := _BLANK_LINE.match(text, at):
                stack.clear()
                paragraph = blank.end()
        elif len(sign) > 1:
            if stack:
                yield Year(at, at + len(sign), sign, opened, paragraph)
        elif m := _YEAR.match(text, at):
            yield _year(text, m, opened, paragraph)


def _bracketed(flat: str, signs: Sequence[tuple[int, str]]) -> str:
    """All that brackets hold, a small part of most texts: what is not there need not be sought in all of it."""
    pieces: list[str] = []
    depth = first = 0
    for at, sign in [*signs, (len(flat), "\n")]:
        before = depth
        depth = depth + 1 if sign in _OPENING else max(0, depth - 1) if sign in _CLOSING else depth * (sign != "\n")
        if depth and not before:
            first = at
        elif before and not depth:
            pieces.append(flat[first:at])
    return "\n".join(pieces)


def _phrases(text: str, flat: str, said: frozenset[str], bracketed: str) -> Iterator[tuple[int, str]]:
    """(place, phrase) of all that stands for a year, the longest at each place; not the initials of '(Oduya, S.D., 2016)'."""
    longest: dict[int, str] = {}
    for phrase in spoken(vocabulary().no_date, said):
        for at in places(flat, [phrase]) if phrase in bracketed else ():
            end = at + len(phrase)
            free = not (at and (flat[at - 1].isalnum() or flat[at - 1] == ".")) and not flat[end : end + 1].isalnum()
            initials = text[at:end].isupper() and "." in phrase and text[end : end + 1] not in _ENDING
            if free and not initials and len(phrase) > len(longest.get(at, "")):
                longest[at] = phrase
    return iter(longest.items())


def _year(text: str, m: re.Match[str], opened: int, paragraph: int) -> Year:
    ranged = _RANGE_AFTER.match(text, m.end()) or _RANGE_BEFORE.search(text, max(0, m.start() - 3), m.start())
    base = m.group()[:4] + (m["second"] or "")
    return Year(m.start(), m.end(), base, opened, paragraph, _suffixes(m), ranged=ranged is not None)


def _suffixes(m: re.Match[str]) -> tuple[tuple[str, int], ...]:
    """The letters after a year: 'a, b' are two, 'a-c' three at one place."""
    printed = m["suffix"] or ""
    letters = [(c.group().lower(), m.start("suffix") + c.start()) for c in _LETTER.finditer(printed)]
    if len(letters) == 2 and re.search("[–-]", printed[1:]):
        (first, at), (last, _) = letters
        return tuple((chr(code), at) for code in range(ord(first), ord(last) + 1))
    return tuple(letters)
