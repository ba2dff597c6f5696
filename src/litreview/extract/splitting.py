"""Split a reference list into references: by numbers, bullets, blank lines, indents, or how lines start."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from litreview.extract.listing import Line, is_part_heading, lines

__all__ = ["Item", "items", "unwrap"]


@dataclass(frozen=True, slots=True)
class Item:
    """A reference's place: `text[start:end]` with its bullet or number; `body` is where it starts without."""

    start: int
    body: int
    end: int
    label: str | None = None


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
_DASHED = re.compile(r"\s*(?:[_‐‑‒–—―−-]\s?){2,8}(?=[\s.,:&])|\s*[—―–-](?=\s?[.,&])")
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
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")

_NAME = r"(?:(?:(?:d|l|O)['’])?[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|du|dos|la|le|ten|ter|zu|zur|el|al|bin|ibn)\s){0,3}"
_INITIAL = r"(?:[^\W\d_a-z][a-z]?\.[\s-]?)"
# How a reference starts when its author leads: 'Marlow, A.', 'Marlow A,', 'A. Marlow', 'Marlow, Ann'.
_AUTHOR = re.compile(
    rf"\s*{_PARTICLES}(?:{_NAME}(?:\s{_NAME}){{0,2}},\s?{_INITIAL}|{_NAME}(?:\s{_NAME}){{0,2}}\s[A-Z]{{1,3}}[,.;:\s(]|{_INITIAL}{{1,4}}\s?{_PARTICLES}{_NAME}[\s,.;:]|{_NAME}(?:\s{_NAME})?,\s{_NAME}(?:\s{_INITIAL}|[,.;&\s]))"
)
_CJK_START = re.compile(r"\s*[぀-ヿ㐀-鿿가-힯]")
_CAPITAL = re.compile(r"\s*[\"“‘'«(\[]?[^\W\d_a-z]")
_OPEN_END = re.compile(r"[,:&–(-]$|\b(?:and|in|of|the|und|et|y|vol|pp|no)\.?$", re.IGNORECASE)
# How much the first match speaks for a start of a reference in a line, and in the line before it.
_SHAPES = (
    (
        re.compile(
            r"\s*(?:URL|DOI|PMID|ISBN|Available|Retrieved|Accessed|https?:|www\.|CrossRef|Medline|In:|pp\.)",
            re.IGNORECASE,
        ),
        -4.0,
    ),
    (re.compile(r"\s*(?:[A-Z]{2,3},\s|(?:[A-Z]\.[\s-]?){1,4},)"), -4.0),
    (re.compile(rf"\s*\[?\d{{1,3}}[.\]]\s+(?:{_INITIAL}|{_NAME},)"), 2.5),
    (
        re.compile(r"\s*[^\w\s(]{0,3}[\w.~^]{0,2}[\s~.]\s?(?:1[89]|20)\d\d[a-z]?[.,:]\s"),
        2.5,
    ),  # a dash that OCR misread, then the year
    (_AUTHOR, 2.0),
    (_DASHED, 2.5),
    (_CJK_START, 0.8),
    (_CAPITAL, 0.0),
)
_ENDINGS = (
    (re.compile(r"(?<![^\W\d_])[^\W\d_]\.$|\b(?:Ed|Eds|Vol|No|Proc|J|Rev|Phys|Lett|Int|Am|Soc|Univ)\.$"), -0.3),
    (re.compile(r"\.$"), 0.9),
    (_OPEN_END, -2.5),
    (re.compile(r"[!?)\]>”\"\d/]$|https?://\S{1,200}$"), 0.4),
)
_HOPELESS, _UNDATED, _LONGEST, _LED = -3.0, 2.5, 40, 0.9
_ENDED = re.compile(r"[.!?)\]>”\"]\s*$|\d\s*$|/\s*$|https?://\S+\s*$")


def items(text: str, start: int = 0, end: int | None = None) -> list[Item]:
    """The references in text[start:end], in order; each character of theirs is in exactly one."""
    end = len(text) if end is None else end
    if inline := _inline(text, start, end):
        return inline
    rows = [r for r in _without_headers(text, list(lines(text, start, end))) if not is_part_heading(text[slice(*r)])]
    if not rows:
        return []
    for split in (_by_number, _by_key, _by_bullet):
        if starts := split(text, rows):
            break
    else:
        starts = [(n, None, rows[n][0]) for n in _by_shape(text, rows)]
    return _items(text, rows, starts)


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
    """Printed text on one line: words and page ranges that a line's end cut are whole again."""
    if "\n" not in text and "\r" not in text and "\x02" not in text:
        return text
    text = _CUT_DOI.sub(r"\1", text)
    text = re.sub(r"(?<=[^\W\d_])(?:-|\xad|\x02|¬)[ \t]*\r?\n\s*(?=[a-zß-öø-ÿа-я])", "", text)
    text = re.sub(r"(?<=[\d\w][-–/])[ \t]*\r?\n\s*(?=\w)", "", text)
    return re.sub(r"\s*[\r\n]\s*", " ", text).strip()


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
    """Rows without page numbers that stand alone and running headers that come again and again."""
    stripped = [_HEADER_NUMBER.sub("", text[s:e].strip()) for s, e in rows]
    places: dict[str, list[int]] = {}
    for n, line in enumerate(stripped):
        places.setdefault(line, []).append(n)
    repeated = {line for line, at in places.items() if _runs(line, at)}
    numbers = [bool(_PAGE.fullmatch(text[s:e])) for s, e in rows]
    enumerated = sum(numbers) * 5 > len(rows)  # numbers on lines of their own label the references
    return [
        row
        for row, line, page in zip(rows, stripped, numbers, strict=True)
        if line not in repeated and (enumerated or not page)
    ] or rows


def _runs(line: str, at: list[int]) -> bool:
    """Whether a line that stands at these rows is a running header: words, again and again, a page apart."""
    gaps = [b - a for a, b in pairwise(at)]
    return (
        len(at) >= 3
        and min(gaps) >= 15
        and 6 <= len(line) <= 90
        and not any(c.isdigit() for c in line)
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
        if (m := _BULLET.match(text, s, e)) and not _DASHED.match(text, s, e)
    ]
    if not found or found[0][0] > 1:
        return []
    return list(found) if len(found) >= 2 or len(rows) == 1 else []


def _by_shape(text: str, rows: list[Line]) -> list[int]:
    """Rows that start a reference, told by blank lines, indents and how they look."""
    texts = [text[s:e] for s, e in rows]
    blank = [n == 0 or text.count("\n", rows[n - 1][1], rows[n][0]) > 1 for n in range(len(rows))]
    apart = sum(blank)
    if not 3 * apart > len(rows) > apart and _unwrapped(texts):
        return [n for n, t in enumerate(texts) if n == 0 or _begins(t)]
    if apart >= 2 and (apart == len(rows) or _blank_lines_part(texts, blank)):
        return [n for n in range(len(rows)) if blank[n] and (n == 0 or not _continues(texts[n - 1], texts[n]))]
    if hanging := _by_indent(texts):
        return hanging
    width = _width(texts)
    scores = [_score(texts, n, width) for n in range(len(rows))]
    starts = _starts(texts, scores)
    led = [bool(_AUTHOR.match(t) or _DASHED.match(t)) for t in texts]
    if sum(led[n] for n in starts) > _LED * len(starts):  # authors lead in this list: what does not look so is a tail
        starts = _starts(texts, [score if named else score - 1.0 for score, named in zip(scores, led, strict=True)])
    return starts


def _unwrapped(texts: list[str]) -> bool:
    """Whether each line is a whole reference: longer than a page is wide, or of all lengths, most with a year."""
    lengths = sorted(map(len, texts))
    if len(texts) < 2:
        return True
    dated = sum(1 for t in texts if _YEAR.search(t) or "n.d." in t) / len(texts)
    middle = lengths[len(lengths) // 2]
    return dated > 0.92 or (dated > 0.8 and (middle > 130 or lengths[-1] > 1.9 * max(middle, 40)))


def _begins(line: str) -> bool:
    """Whether a line of an unwrapped list can begin a reference: not with the tail of a sentence."""
    return (
        _CAPITAL.match(line) is not None
        or _AUTHOR.match(line) is not None
        or _CJK.match(line.lstrip()) is not None
        or len(line) > 60
    )


def _blank_lines_part(texts: list[str], blank: list[bool]) -> bool:
    """Whether blank lines part references, rather than pages or paragraphs of many."""
    blocks: list[list[str]] = []
    for line, apart in zip(texts, blank, strict=True):
        if apart or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    years = [len(_YEAR.findall(" ".join(block))) for block in blocks]
    return median(len(block) for block in blocks) <= 6 and sum(1 for y in years if y <= 3) * 3 >= len(blocks) * 2


def _continues(before: str, line: str) -> bool:
    """Whether a line after a blank one goes on with what a page's end cut."""
    return (
        not _ENDED.search(before)
        and (bool(re.match(r"\s*[a-z(&]", line)) or _OPEN_END.search(before) is not None)
        and not _AUTHOR.match(line)
    )


def _by_indent(texts: list[str]) -> list[int]:
    """Starts where a hanging (or first-line) indent tells them; none where all lines start alike."""
    indents = [len(t) - len(t.lstrip()) for t in texts]
    counts = Counter(indents)
    if len(counts) < 2:
        return []
    (a, n), (b, m) = counts.most_common(2)
    if n + m < 0.85 * len(texts) or min(n, m) < 0.1 * len(texts) or abs(a - b) < 2:
        return []
    outer, inner = min(a, b), max(a, b)
    edge = (outer + inner) / 2
    looks = [bool(_AUTHOR.match(t)) for t in texts]
    hanging = sum(look for look, i in zip(looks, indents, strict=True) if i < edge)
    first_line = sum(looks) - hanging
    if hanging >= first_line:
        return [n for n, i in enumerate(indents) if i < edge or n == 0]
    return [n for n, i in enumerate(indents) if i >= edge or n == 0]


def _width(texts: list[str]) -> int:
    """How long a full line is."""
    return sorted(map(len, texts))[int(len(texts) * 0.8)] if texts else 0


def _score(texts: list[str], n: int, width: int) -> float:
    """How much a line looks like a reference's first, given the line before; above 0 is a start."""
    line = texts[n]
    if n == 0:
        return 9.0
    before = texts[n - 1].rstrip()
    shape = next((weight for pattern, weight in _SHAPES if pattern.match(line)), None)
    if shape is None:
        return -4.0
    ending = next((weight for pattern, weight in _ENDINGS if pattern.search(before)), 0.0)
    short = 1.0 if len(before) < 0.75 * width else 0.0
    dated = 0.5 if _YEAR.search(line[:160]) else 0.0
    return shape + ending + short + dated - 1.0


def _starts(texts: list[str], scores: list[float]) -> list[int]:
    """The lines whose scores add up to the most when each reference between two of them should have a year.

    Dynamic programming over at most `_LONGEST` lines a reference.
    """
    dated = list(accumulate((bool(_YEAR.search(t)) for t in texts), initial=0))
    expected = _UNDATED if dated[-1] * 2 > sum(s > 0 for s in scores) else 0.0
    best = [0.0] * (len(texts) + 1)
    origin = [0] * (len(texts) + 1)
    for end in range(1, len(texts) + 1):
        totals = (
            (best[start] + scores[start] - (expected if dated[start] == dated[end] else 0.0), start)
            for start in range(max(0, end - _LONGEST), end)
            if start == 0 or scores[start] > _HOPELESS
        )
        best[end], origin[end] = max(totals, default=(best[end - 1] + _HOPELESS, end - 1))
    found, at = [], len(texts)
    while at > 0:
        at = origin[at]
        found.append(at)
    return found[::-1]
