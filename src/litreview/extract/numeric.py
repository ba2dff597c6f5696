"""Numeric citations in brackets: [3, 5-7], (3), or raised by a sign: ^3^; see `superscript` for numbers that lost their height."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.extract.marks import Mark
from litreview.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["LIST", "brackets", "carets", "counts", "items", "parentheses"]

_SIGNS = "-,;，；、–—−"
LIST = rf"[1-9]\d{{0,3}}(?:\s{{0,2}}[{_SIGNS}]\s{{0,2}}[1-9]\d{{0,3}}){{0,40}}"
_ITEM = re.compile(r"([1-9]\d{0,3})(?:\s{0,2}[–—−-]\s{0,2}([1-9]\d{0,3}))?")
_BRACKET = re.compile(
    rf"[\[［【]\s{{0,2}}(?:(?:see|cf\.|e\.g\.,?|refs?\.?)\s)?\#?(?P<list>{LIST}(?:,?\s(?:and|&|und|et|y|e|и)\s[1-9]\d{{0,3}})?)"
    r"(?:\s{0,2}(?:[,;:]\s{0,2}(?:pp?|chap|sec|fig|tab|th|thm|vol|§)[^\[\]\n]{0,40}|:\s{0,2}\d{1,4}(?:[–-]\d{1,4})?))?\s{0,2}[\]］】]"
    r"(?:\s?[–—-]\s?[\[［](?P<last>[1-9]\d{0,3})[\]］])?",
    re.IGNORECASE,
)
_CARET = re.compile(
    rf"(?:\^\s?[\[(]?|<sup>\s?[\[(]?|\$\s?\^\{{)(?P<list>{LIST})(?:[\])]?\s?\^|[\])]?\s?</sup>|\}}\s?\$)", re.IGNORECASE
)
_POWER = re.compile(r"(?<![^\W_])(?:[^\W\d_]|[kcdmnμµ]m)\Z")  # what has a square or a cube: x, km
_PAREN = re.compile(rf"\(\s{{0,2}}(?P<list>{LIST})\s{{0,2}}\)")
_BEFORE = re.compile(r"(?:([^\W\d_]{1,4})\.|([^\W\d_]+))[\s(]{0,3}\Z")
_SYMBOL = re.compile(r"(?<![^\W_])[^\W\d_][^\W_]?\Z")  # t[1], x2[3]: an index, no citation
_SEPARATED = re.compile(
    r"[,;:.]\s*(?:\w{1,3}\s+)?\Z|\s(?:and|or|y|e|o|u|und|oder|et|ou|en|of|i|lub|и|или)\s+\Z|(?:\A|\n)\s*\Z"
)
_WORD_AFTER = re.compile(r"\s+[^\W\d_]")
_WIDEST = 60  # works that one range may cite
_ENUMERATION = 1200  # code points between two items of an enumeration in running text


def brackets(text: str, limit: int) -> list[Mark]:
    """Marks such as [3, 5-7] and [3]-[7], in order; no number is above limit."""
    found = (
        m
        for m in _BRACKET.finditer(text)
        if not (_SYMBOL.search(text, max(0, m.start() - 3), m.start()) or _interval(text, m))
    )
    return [mark for m in found for mark in _bracketed(m, limit)]


def carets(text: str, limit: int) -> list[Mark]:
    """Marks such as ^3,4^, ^[3]^, <sup>3</sup> and $^{3,4}$, without squares and cubes."""
    return [
        mark for m in _CARET.finditer(text) if not _power(text, m) for mark in items(m["list"], m.start("list"), limit)
    ]


def _power(text: str, m: re.Match[str]) -> bool:
    return m["list"] in ("2", "3") and _POWER.search(text, max(0, m.start() - 3), m.start()) is not None


def parentheses(text: str, limit: int) -> list[Mark]:
    """Marks such as (3, 4), without those that number equations, figures or the items of an enumeration."""
    found = [m for m in _PAREN.finditer(text) if not _glued(text, m.start()) and not counts(text, m.start())]
    enumerated = _enumerated(text, found)
    return [mark for m in found if m.start() not in enumerated for mark in items(m["list"], m.start("list"), limit)]


def items(printed: str, at: int, limit: int) -> list[Mark]:
    """A mark for each number of a printed list; none where one of them is above limit or a range runs backwards."""
    out: list[Mark] = []
    for m in _ITEM.finditer(printed):
        first, last = int(m[1]), int(m[2] or m[1])
        if not first <= last <= limit or last - first > _WIDEST:
            return []
        out += _run(at + m.start(), at + m.end(), first, last)
    return out


def _glued(text: str, at: int) -> bool:
    """Whether a bracket stands directly after a word or a sign of a formula: f(2), x=(3)."""
    before = text[at - 1 : at]
    return before.isalnum() or before in ("_", ")", "=")


def counts(text: str, at: int) -> bool:
    """Whether the word before an offset says that the number there counts or names something else: 'Figure', 'Eq.', 'May'."""
    word = _BEFORE.search(text, max(0, at - 30), at)
    return word is not None and similarity.fold(word[1] or word[2]) in vocabulary().counted


def _interval(text: str, m: re.Match[str]) -> bool:
    """Whether two numbers are the ends of an interval: 95% CI [2, 5], i ∈ [1, 10]."""
    if m["list"].isdigit() or len(_ITEM.findall(m["list"])) > 2:
        return False
    word = _BEFORE.search(text, max(0, m.start() - 30), m.start())
    in_set = text[max(0, m.start() - 2) : m.start()].rstrip()[-1:] in ("∈", "=")
    return in_set or (word is not None and similarity.fold(word[1] or word[2]) in vocabulary().measured)


def _bracketed(m: re.Match[str], limit: int) -> Iterator[Mark]:
    if m["last"] and m["list"].isdigit() and 0 < int(m["last"]) - int(m["list"]) < _WIDEST and int(m["last"]) <= limit:
        yield from _run(m.start() + 1, m.end() - 1, int(m["list"]), int(m["last"]))
    else:
        yield from items(m["list"], m.start("list"), limit)


def _run(start: int, end: int, first: int, last: int) -> list[Mark]:
    return [Mark(start, end, "numeric", label=str(number)) for number in range(first, last + 1)]


def _enumerated(text: str, found: Sequence[re.Match[str]]) -> set[int]:
    """Where the items of enumerations stand: '(1) ..., (2) ... and (3) ...', each before a word, most after a stop."""
    out: set[int] = set()
    run: list[re.Match[str]] = []
    for m in found:
        if run and m["list"] == str(len(run) + 1) and m.start() - run[-1].end() <= _ENUMERATION and _opens(text, m):
            run.append(m)
        else:
            out |= _items_of(text, run)
            run = [m] if m["list"] == "1" and _opens(text, m) else []
    return out | _items_of(text, run)


def _opens(text: str, m: re.Match[str]) -> bool:
    """Whether a word follows, as it does an item's number."""
    return _WORD_AFTER.match(text, m.end()) is not None


def _items_of(text: str, run: Iterable[re.Match[str]]) -> set[int]:
    starts = [m.start() for m in run]
    separated = [_SEPARATED.search(text, max(0, at - 12), at) is not None for at in starts[1:]]
    return set(starts) if sum(separated) * 2 >= len(separated) > 0 else set()
