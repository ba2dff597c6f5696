"""Split a reference list into references: by numbers, bullets, blank lines, indents, or how lines start."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from litreview.extract import beginnings, spaces
from litreview.extract.listing import Line, is_part_heading, lines

__all__ = ["Item", "items", "unwrap"]


@dataclass(frozen=True, slots=True)
class Item:
    """A reference's place: `text[start:end]` with its bullet or number; `body` is where it starts without.

    `cuts` are lines inside that are not its own: the foot of a page, and the head of the next.
    """

    start: int
    body: int
    end: int
    label: str | None = None
    cuts: tuple[Line, ...] = ()

    def printed(self, text: str, *, label: bool = False) -> str:
        """What the reference says, with or without its label, without the cuts."""
        edges = [self.start if label and self.label else self.body, *chain.from_iterable(self.cuts), self.end]
        return "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))


_NUMBERED = {
    "bracket": re.compile(r"\s*\[\s?(?P<label>\d{1,4})\s?\]\s*"),
    "paren": re.compile(r"\s*\(\s?(?P<label>\d{1,4})\s?\)\s*"),
    "dot": re.compile(r"\s*(?P<label>\d{1,4})\s?\.(?!\d)\s*"),
    "half": re.compile(r"\s*(?P<label>\d{1,4})\s?\)\s*"),
    "bare": re.compile(r"\s*(?P<label>\d{1,4})(?=\s+[^\W\d_]|\s+[\"“‘']|\s*$)\s*"),
}
_KEYED = re.compile(r"\s*\[(?P<label>[^\W\d_][\w+.:*&-]{0,24}(?:[\s,]{1,2}\d{4}[a-z]?)?)\]\s*")
_INLINE = re.compile(r"\[(?<!\S\[)(\d{1,4})\](?=\s)")
_BULLET = re.compile(r"\s*(?:[•·▪▫◦●○■□►▸‣⁃∙*]|[-–—](?=\s+[^\W\d_\"“‘(]))\s*")
_LETTERED = re.compile(r"\(?([a-h])\)\s+(?=[^\W\d_])")
# A DOI that the end of a line cut after one of its full stops, and what its second half looks like.
_CUT_DOI = re.compile(
    r"(\b10\.\d{4,9}/\S{0,100}(?:\.|\(\d\d\)))[ \t]*\r?\n\s*"
    r"(?=(?!(?:https?|www|pp?|vol|no|nr|art|ed|v)\b)(?:[a-z][\w-]{0,30}\.){1,3}\d|\d{4}\.\d\d\.\d{3}(?!\d)|\d{5}-[\dX]\b)"
)
_PAGE = re.compile(
    r"\s*(?:-\s?)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s?-)?\s*|\s*(?:page|seite|p\.)\s\d{1,4}(?:\s(?:of|von)\s\d{1,4})?\s*",
    re.IGNORECASE,
)
_HEADER_NUMBER = re.compile(r"^\d{1,4}\s+|\s+\d{1,4}$")


def items(text: str, start: int = 0, end: int | None = None) -> list[Item]:
    """The references in text[start:end], in order; each character of theirs is in exactly one."""
    end = len(text) if end is None else end
    if inline := _inline(text, start, end):
        return inline
    printed = list(lines(text, start, end))
    rows = [r for r in _without_headers(text, printed) if not is_part_heading(text[slice(*r)])]
    if not rows:
        return []
    cuts = sorted({*printed} - {*rows})
    for split in (_by_number, _by_key, _by_bullet):
        if starts := split(text, rows):
            break
    else:
        starts = [(n, None, rows[n][0]) for n in beginnings.starts(text, rows)]
    return [_cut(item, cuts) for item in _items(text, rows, starts)]


def _cut(item: Item, cuts: list[Line]) -> Item:
    """The item with those of the cuts, in order, that lie in it."""
    inside = cuts[bisect_left(cuts, (item.body, 0)) : bisect_left(cuts, (item.end, 0))]
    return replace(item, cuts=tuple(inside)) if inside else item


def _inline(text: str, start: int, end: int) -> list[Item]:
    """References that follow each other on one line: '[1] ... [2] ... [3] ...'; none where lines part them."""
    marks = [(m.start(), int(m[1]), m.end()) for m in _INLINE.finditer(text, start, end)]
    chain: list[tuple[int, int, int]] = []
    for mark in marks:
        if mark[1] == len(chain) + 1:
            chain.append(mark)
    if len(chain) < 3 or text[start : chain[0][0]].strip() or text.count("\n", start, end) * 2 > len(chain):
        return []
    stops = [*(mark[0] for mark in chain[1:]), end]
    return [
        Item(
            begin,
            body + len(text[body:stop]) - len(text[body:stop].lstrip()),
            begin + len(text[begin:stop].rstrip()),
            str(number),
        )
        for (begin, number, body), stop in zip(chain, stops, strict=True)
    ]


def unwrap(text: str) -> str:
    """Printed text on one line, with plain spaces: words and page ranges that a line's end cut are whole again."""
    if "\n" not in text and "\r" not in text and "\x02" not in text:
        return spaces.plain(text)
    text = _CUT_DOI.sub(r"\1", text)
    text = re.sub(r"(?<=[^\W\d_])(?:-|\xad|\x02|¬)[ \t]*\r?\n\s*(?=[a-zß-öø-ÿа-я])", "", text)
    text = re.sub(r"(?<=[\d\w][-–/])[ \t]*\r?\n\s*(?=\w)", "", text)
    return spaces.plain(re.sub(r"\s*[\r\n]\s*", " ", text)).strip()


_Start = tuple[int, str | None, int]
"""A row where a reference starts, its label, and the offset at which its body starts."""


def _items(text: str, rows: list[Line], starts: list[_Start]) -> list[Item]:
    found = []
    for n, (row, label, body) in enumerate(starts):
        last = starts[n + 1][0] - 1 if n + 1 < len(starts) else len(rows) - 1
        begin = rows[row][0] + len(text[rows[row][0] : rows[row][1]]) - len(text[rows[row][0] : rows[row][1]].lstrip())
        stop = rows[max(row, last)][1]
        printed = text[body:stop]
        if any(c.isalnum() for c in printed):
            found += _works(text, Item(begin, max(stop - len(printed.lstrip()), begin), stop, label))
    return found


def _works(text: str, item: Item) -> list[Item]:
    """The works of an item that counts them: '20. (a) ...; (b) ...'. The first keeps the item's number, the next has '20b'."""
    if not _LETTERED.match(text, item.body, item.end):
        return [item]
    starts = [item.body]
    letters = [
        m
        for m in _LETTERED.finditer(text, item.body, item.end)
        if m.start() == item.body or text[m.start() - 1] in " \n;"
    ]
    if letters[0][1] != "a":
        return [item]
    for letter in letters[1:]:
        if letter[1] == "abcdefgh"[len(starts)]:
            starts.append(letter.start())
        if len(starts) == 8:
            break
    ends = [*starts[1:], item.end]
    return [
        Item(
            item.start if n == 0 else start,
            start,
            start + len(text[start:end].rstrip(" \r\n;")),
            item.label if n == 0 or item.label is None else f"{item.label}{'abcdefgh'[n]}",
        )
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def _without_headers(text: str, rows: list[Line]) -> list[Line]:
    """Rows without page numbers that stand alone, and without running headers: what pages begin and end with again and again."""
    stripped = [_HEADER_NUMBER.sub("", text[s:e].strip()) for s, e in rows]
    between = [text[e:s] for (_, e), (s, _) in zip([(0, 0), *rows], [*rows, (len(text), 0)], strict=True)]
    apart = [gap.count("\n") > 1 for gap in between]
    paged = [
        "\f" in gap or text[s : s + 1] == "\f" for gap, (s, _) in zip(between, [*rows, (len(text), 0)], strict=True)
    ]
    places: dict[str, list[int]] = {}
    for n, line in enumerate(stripped):
        places.setdefault(line, []).append(n)
    repeated = {line for line, at in places.items() if _runs(line, [apart[n] or apart[n + 1] for n in at], at)}
    edges = _edges(text)
    numbers = [
        bool(_PAGE.fullmatch(text[s:e]))
        and (apart[n] or not n or not beginnings.GOES_ON.search(text[slice(*rows[n - 1])]))
        for n, (s, e) in enumerate(rows)
    ]
    enumerated = sum(numbers) * 5 > len(rows)  # numbers on lines of their own label the references
    return [
        row
        for n, (row, line) in enumerate(zip(rows, stripped, strict=True))
        if line not in repeated
        and not ((paged[n] or paged[n + 1]) and line in edges)
        and (enumerated or not numbers[n])
    ] or rows


def _edges(text: str) -> set[str]:
    """What more than one page begins or ends with, but for its number, where form feeds part pages."""
    pages = [page.strip() for page in text.split("\f")] if "\f" in text else []
    ends = [
        _HEADER_NUMBER.sub("", line.strip())
        for page in pages
        for line in (page.split("\n", 1)[0], page.rsplit("\n", 1)[-1])
    ]
    return {line for line, times in Counter(ends).items() if times > 1}


def _runs(line: str, apart: list[bool], at: list[int]) -> bool:
    """Whether a line that stands at these rows is a running header: again and again, a page apart, in words or between blank lines."""
    gaps = [b - a for a, b in pairwise(at)]
    return (
        len(at) >= 3
        and min(gaps) >= 15
        and 6 <= len(line) <= 90
        and (all(apart) or not any(c.isdigit() for c in line))
        and not line.endswith((".", ","))
    )


def _by_number(text: str, rows: list[Line]) -> list[_Start]:
    """Starts by the kind of numbering with the longest sequence; it may restart at 1."""
    best: list[_Start] = []
    for kind, pattern in _NUMBERED.items():
        candidates = [
            (n, int(m["label"]), m.end()) for n, (s, e) in enumerate(rows) if (m := pattern.match(text, s, e))
        ]
        chain = _chain(candidates)
        first = chain[0][0] if chain else 0
        enough = len(chain) * 20 >= len(rows) and (len(chain) >= 2 or (len(rows) <= 3 and kind in {"bracket", "dot"}))
        if enough and first <= max(2, len(rows) // 10) and len(chain) > len(best):
            best = [(n, str(number), body) for n, number, body in chain]
    return best


def _chain(candidates: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Candidates that follow on: each one more than the last, small gaps allowed, and restarts at 1."""
    chain: list[tuple[int, int, int]] = []
    numbers = [number for _, number, _ in candidates]
    for at, candidate in enumerate(candidates):
        number = candidate[1]
        following = numbers[at + 1 : at + 4]
        if not chain:
            if number <= 1 or (number < 1000 and number + 1 in following):
                chain.append(candidate)
            continue
        last = chain[-1][1]
        goes_on = number + 1 in following or not following
        gap = last + 1 < number <= last + 9 and goes_on and last + 1 not in numbers[at + 1 : at + 12]
        restart = number == 1 and 2 in following and last + 1 not in following
        if number == last + 1 or gap or restart:
            chain.append(candidate)
    return chain


def _by_key(text: str, rows: list[Line]) -> list[_Start]:
    """'[Mar19]': alphabetic labels."""
    found = [(n, m["label"], m.end()) for n, (s, e) in enumerate(rows) if (m := _KEYED.match(text, s, e))]
    return found if len(found) >= 2 and found[0][0] == 0 else []


def _by_bullet(text: str, rows: list[Line]) -> list[_Start]:
    found = [
        (n, None, m.end())
        for n, (s, e) in enumerate(rows)
        if (m := _BULLET.match(text, s, e)) and not beginnings.DASHED.match(text, s, e)
    ]
    if not found or found[0][0] > 1:
        return []
    return list(found) if len(found) >= 2 or len(rows) == 1 else []
