"""Which lines of a reference list begin a reference: told by blank lines, indents, room at line ends and how lines look."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DASHED", "GOES_ON", "starts"]

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
# A date as a reference has one: a year that is no part of an address or a DOI, or what stands for it.
_DATED = re.compile(
    r"(?<![\d/.=_-])(?:1[5-9]|20)\d\d(?![\d/])|\b[ns]\.\s?[df]\b|\b(?:in press|forthcoming)\b", re.IGNORECASE
)
DASHED = re.compile(r"\s*(?:[_‐‑‒–—―−-]\s?){2,8}(?=[\s.,:&])|\s*[—―–-](?=\s?[.,&(])")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")

_NAME = r"(?:(?:(?:d|l|O)['’])?[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|du|dos|la|le|ten|ter|zu|zur|el|al|bin|ibn)\s){0,3}"
_INITIAL = r"(?:[^\W\d_a-z][a-z]?\.[\s-]?)"
# How a reference starts when its author leads: 'Marlow, A.', 'Marlow A,', 'A. Marlow', 'Marlow, Ann'.
_AUTHOR = re.compile(
    rf"\s*{_PARTICLES}(?:{_NAME}(?:\s{_NAME}){{0,2}},\s?{_INITIAL}|{_NAME}(?:\s{_NAME}){{0,2}}\s[A-Z]{{1,3}}[,.;\s(]|{_NAME}\s[A-Z]{{1,3}}:|{_INITIAL}{{1,4}}\s?{_PARTICLES}{_NAME}[\s,.;:]|{_NAME}(?:\s{_NAME})?,\s{_NAME}(?:\s{_INITIAL}|[,.;&\s]))"
)
# A body leads, and its year follows: 'Harbour Authority of Vane (2016)', 'Vane Collaboration. 2016.'
_BODY = re.compile(
    rf"\s*{_NAME}(?:\s(?:{_NAME}|of|for|on|and|the|de|del|da|do|des|für|&|[–-])){{0,9}}\.?\s(?:\((?:(?:1[5-9]|20)\d\d[a-z]?|n\.\s?d\.)\)|(?<=\.\s)(?:1[5-9]|20)\d\d[a-z]?[.,])"
)
_CJK_START = re.compile(r"\s*[぀-ヿ㐀-鿿가-힯]")
_CAPITAL = re.compile(r"\s*[\"“‘'«(\[]?[^\W\d_a-z]")
GOES_ON = re.compile(r"[,:–-]$")  # a number on a line of its own is then no page's, but the reference's last
_OPEN_END = re.compile(
    r"[,:&–(-]$|\b(?:and|in|of|the|und|et|y|vol|pp|no)\.?$|\s(?:van|von|der|den|del|della|dos|du|ten|ter|zu|zur|al|el|bin|ibn)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:URL|DOI|PMID|ISBN|Available|Retrieved|Accessed|https?:|www\.|CrossRef|Medline|In:|pp\.)", re.IGNORECASE
)
# How much the first match speaks for a start of a reference in a line, and in the line before it.
_SHAPES = (
    (_TAIL, -4.0),
    (re.compile(r"\s*(?:[A-Z]{1,3},\s(?![A-Z]\.)|(?:[A-Z]\.[\s-]?){1,4},)"), -4.0),
    (
        re.compile(r"\s*[^\W\d_]{1,20}(?:(?:[.&-]\s?|\s)[^\W\d_]{1,20}){0,5}[.,]{0,2}\s?\d{1,3}\s?[(:,;]"),
        -2.0,
    ),  # a journal, its volume
    (re.compile(r"\s*(?:Series|Serie|Ser|Section|Sect|Part|Suppl)\b"), -1.5),
    (re.compile(rf"\s*\[?\d{{1,3}}[.\]]\s+(?:{_INITIAL}|{_NAME},)"), 2.5),
    (
        re.compile(r"\s*[^\w\s(]{0,3}[\w.~^]{0,2}[\s~.]\s?(?:1[89]|20)\d\d[a-z]?[.,:]\s"),
        2.5,
    ),  # a dash that OCR misread, then the year
    (_AUTHOR, 2.0),
    (DASHED, 2.5),
    (_BODY, 1.0),
    (_CJK_START, 0.8),
    (_CAPITAL, 0.0),
)
_ENDINGS = (
    (re.compile(r"(?<![^\W\d_])[^\W\d_]\.$|\b(?:Ed|Eds|Vol|No|Proc|J|Rev|Phys|Lett|Int|Am|Soc|Univ)\.$"), -0.3),
    (re.compile(r"\.$"), 0.9),
    (_OPEN_END, -2.5),
    (re.compile(r"[!?)\]>”\"\d/]$|https?://\S{1,200}$"), 0.4),
)
_NEVER, _HOPELESS, _UNDATED, _LONGEST, _LED = -4.0, -3.0, 2.5, 40, 0.9
_EVEN, _ROOMY, _FULL = 5, 2.0, -0.5  # how many lines tell the width; what room, and none, says for a start
_ENDED = re.compile(r"[.!?)\]>”\"]\s*$|\d\s*$|/\s*$|https?://\S+\s*$")


def starts(text: str, rows: Sequence[tuple[int, int]]) -> list[int]:
    """Rows that start a reference, told by blank lines, indents and how they look."""
    texts = [text[s:e] for s, e in rows]
    gaps = [text[end : start + 1] for (_, end), (start, _) in pairwise(rows)]  # a new page is no blank line
    blank = [True, *(gap.count("\n") > 1 and "\f" not in gap and not gap[:-1].strip() for gap in gaps)]
    apart = sum(blank)
    if not 3 * apart > len(rows) > apart and _unwrapped(texts):
        return [n for n, t in enumerate(texts) if n == 0 or _begins(t)]
    if apart >= 2 and (apart == len(rows) or _blank_lines_part(texts, blank)):
        return [n for n in range(len(rows)) if blank[n] and (n == 0 or not _continues(texts[n - 1], texts[n]))]
    if hanging := _by_indent(texts):
        return hanging
    scores = [_score(texts, n, room) for n, room in enumerate(_room(texts))]
    found = _likeliest(texts, scores)
    led = [bool(_AUTHOR.match(t) or DASHED.match(t)) for t in texts]
    if sum(led[n] for n in found) > _LED * len(found):  # authors lead in this list: what does not look so is a tail
        found = _likeliest(texts, [score if named else score - 1.0 for score, named in zip(scores, led, strict=True)])
    return found


def _unwrapped(texts: list[str]) -> bool:
    """Whether each line is a whole reference: longer than a page is wide, or of all lengths, most with a year."""
    lengths = sorted(map(len, texts))
    if len(texts) < 2:
        return True
    dated = sum(1 for t in texts if _DATED.search(t)) / len(texts)
    middle = lengths[len(lengths) // 2]
    return dated > 0.92 or (dated > 0.8 and (middle > 130 or lengths[-1] > 1.9 * max(middle, 40)))


def _begins(line: str) -> bool:
    """Whether a line of an unwrapped list can begin a reference: not with the tail of a sentence."""
    return (
        _CAPITAL.match(line) is not None
        or _AUTHOR.match(line) is not None
        or DASHED.match(line) is not None
        or _CJK.match(line.lstrip()) is not None
        or len(line) > 60
        or (_DATED.search(line) is not None and not _TAIL.match(line))
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


def _room(texts: list[str]) -> list[float]:
    """How much it speaks for a start that the line before had room for a line's first word: nothing but an end broke it there.

    How even the lines are is told by those that cannot begin a reference; where too few do, only a short line says anything.
    """
    lengths = [len(text.rstrip()) for text in texts]
    width = sorted(lengths)[int(len(texts) * 0.95)]
    words = [len(text.split(maxsplit=1)[0]) for text in texts]
    room = [0, *(width - before - 1 - word for before, word in zip(lengths, words[1:], strict=False))]
    inside = sorted(space for text, space in zip(texts[1:], room[1:], strict=True) if _shape(text) <= _HOPELESS)
    if len(inside) < _EVEN:
        return [0.0, *(1.0 if before < 0.75 * width else 0.0 for before in lengths[:-1])]
    most = inside[int(len(inside) * 0.95)]
    return [_ROOMY if space > most else _FULL for space in room]


def _score(texts: list[str], n: int, room: float) -> float:
    """How much a line looks like a reference's first, given the line before; above 0 is a start."""
    line = texts[n]
    if n == 0:
        return 9.0
    before = texts[n - 1].rstrip()
    shape = _shape(line)
    if shape == _NEVER:
        return _NEVER
    ending = next((weight for pattern, weight in _ENDINGS if pattern.search(before)), 0.0)
    dated = 0.5 if _DATED.search(line[:160]) else 0.0
    return shape + ending + room + dated - 1.0


def _shape(line: str) -> float:
    """How much a line's own look speaks for a start."""
    return next((weight for pattern, weight in _SHAPES if pattern.match(line)), _NEVER)


def _likeliest(texts: list[str], scores: list[float]) -> list[int]:
    """The lines whose scores add up to the most when each reference between two of them should have a year.

    Dynamic programming over at most `_LONGEST` lines a reference.
    """
    dated = list(accumulate((bool(_DATED.search(t)) for t in texts), initial=0))
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
