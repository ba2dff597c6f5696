"""What a page's layout means: running heads and feet, paragraphs and list items, words cut at line ends, the title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import dropwhile, pairwise, takewhile
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["HYPHEN", "Flow", "Line", "Page", "flow"]

HYPHEN = "\x02"
"""A hyphen that may only stand there because the line ends."""

FEW = 8
"""Lines that do not show the edges of their column for certain."""

TAIL = re.compile(r"\d{1,4}[.,;]?")
"""The end of a paragraph that would look like a page number on a line of its own."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line; `left`, `right` and `base` (the line that it stands on, from the page's foot) and `size` in points.

    `links` are (start, end, address) of what is linked in its text.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    links: tuple[tuple[int, int, str], ...] = ()

    def then(self, other: Line) -> Line:
        """This line, and further to its right the other."""
        begin = len(self.text) + 1
        moved = ((begin + start, begin + end, address) for start, end, address in other.links)
        return replace(
            self,
            text=f"{self.text} {other.text}",
            right=other.right,
            size=max(self.size, other.size),
            links=(*self.links, *moved),
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its height in points, and its lines in reading order."""

    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text. `places` are (offset, page, line on the page), where each paragraph and page begins; from 1.

    `links` are (start, end, address), in order.
    """

    text: str
    places: tuple[tuple[int, int, int], ...]
    title: str | None
    links: tuple[tuple[int, int, str], ...] = ()


def flow(pages: tuple[Page, ...]) -> Flow:
    """The pages as one text: a printed line is a line, an empty line stands between paragraphs and list items."""
    bodies = [_body(page, furniture) for page, furniture in zip(pages, _furniture(pages), strict=True)]
    lines = [(number, line) for number, body in enumerate(bodies, 1) for line in body]
    starts = _starts([line for _, line in lines])
    printed, moved = _rejoined([line.text for _, line in lines], starts)
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []
    begins: list[int] = []
    offset, page, count = 0, 0, 0
    for (number, _), text, start in zip(lines, printed, starts, strict=True):
        count = count + 1 if number == page else 1
        lead = "\n" if start and pieces else ""
        if pieces and not start and TAIL.fullmatch(text):
            pieces[-1] = pieces[-1].removesuffix("\n")
            lead, offset = " ", offset - 1
        if start or number != page:
            places.append((offset + len(lead), number, count))
        page = number
        begins.append(offset + len(lead))
        if text:
            pieces.append(f"{lead}{text}\n")
            offset += len(pieces[-1])
    links = _links([line for _, line in lines], printed, moved, begins)
    return Flow("".join(pieces), tuple(places), _title(pages), tuple(links))


# -- running heads and feet -----------------------------------------------------------------------


def _furniture(pages: tuple[Page, ...]) -> list[set[int]]:
    """For each page the numbers of the lines that are no part of the text."""
    bases = sorted(line.base for page in pages for line in page.lines)
    foot, head = bases[0] + 0.14 * (bases[-1] - bases[0]), bases[-1] - 0.12 * (bases[-1] - bases[0])
    zones = [_outer(page, foot, head) for page in pages]
    edges = [_edges(page) & zone for page, zone in zip(pages, zones, strict=True)]
    alike: Counter[tuple[str, int]] = Counter()
    heights: Counter[int] = Counter()
    for page, zone, edge in zip(pages, zones, edges, strict=True):
        alike.update({_alike(page.lines[n]) for n in zone})
        heights.update({round(page.lines[n].base) for n in edge})
    often = 3 if len(pages) > 4 else 2
    return [
        {n for n in zone if alike[_alike(page.lines[n])] >= often}
        | {n for n in edge if heights[round(page.lines[n].base)] >= max(often, 0.4 * len(pages))}
        | {n for n in edge if re.fullmatch(r"\W*\d{1,4}\W*", page.lines[n].text) and len(page.lines) > 1}
        for page, zone, edge in zip(pages, zones, edges, strict=True)
    ]


def _outer(page: Page, foot: float, head: float) -> set[int]:
    """The three highest and the three lowest lines of a page, where they stand at the head or the foot of it."""
    bases = sorted({round(line.base) for line in page.lines})
    outer = {*bases[:3], *bases[-3:]}
    return {n for n, line in enumerate(page.lines) if round(line.base) in outer and not foot < line.base < head}


def _alike(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.base / 4)


def _edges(page: Page) -> set[int]:
    """The highest and the lowest lines of a page, where they stand apart from the rest."""
    bases = sorted({round(line.base, 1) for line in page.lines})
    outer = (
        {base for base, next_base in ((bases[0], bases[1]), (bases[-1], bases[-2])) if abs(base - next_base) > 12}
        if len(bases) > 1
        else set()
    )
    return {n for n, line in enumerate(page.lines) if round(line.base, 1) in outer}


def _body(page: Page, furniture: set[int]) -> list[Line]:
    return [line for n, line in enumerate(page.lines) if n not in furniture]


# -- paragraphs and list items --------------------------------------------------------------------


def _starts(lines: list[Line]) -> list[bool]:
    """For each line whether a paragraph, a heading or a list item starts with it."""
    starts: list[bool] = []
    edges: list[tuple[float, float]] = []
    hanging = False
    for column in _columns(lines):
        left, right = _edges_of(column, edges)
        inner = [line.left - left > 0.4 * line.size for line in column]
        hanging = _hangs(column, inner, right, before=hanging)
        first = True
        if starts and _same_size(lines[len(starts) - 1], column[0]):
            first = inner[0] != hanging and not lines[len(starts) - 1].text.endswith(HYPHEN)
        starts += [first, *_breaks(column, inner, hanging=hanging)]
        edges += [(left, right)] if len(column) > FEW else []
    return starts


def _columns(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines that stand below each other, in one size of print."""
    column: list[Line] = []
    for line in lines:
        if column and not _follows(column[-1], line):
            yield column
            column = []
        column.append(line)
    if column:
        yield column


def _same_size(one: Line, two: Line) -> bool:
    return abs(one.size - two.size) < 0.06 * two.size


def _follows(before: Line, line: Line) -> bool:
    """Whether a line stands below the one before, in one column, in the same size of print."""
    below = 0 < before.base - line.base < 4 * line.size
    return below and line.left < before.right and before.left < line.right and _same_size(before, line)


def _hangs(lines: list[Line], inner: list[bool], right: float, *, before: bool) -> bool:
    """Whether first lines hang out, as in lists of references; `before` where these lines do not tell."""
    if _labelled(lines, inner):
        return True
    votes = Counter(
        _vote(inner[n], inner[n + 1], short=_is_short(one, two, right)) for n, (one, two) in enumerate(pairwise(lines))
    )
    margin = votes["hanging"] - votes["first"]
    return margin > 0 if abs(margin) >= (1 if len(lines) > 3 else 2) else before


def _breaks(lines: list[Line], inner: list[bool], *, hanging: bool) -> Iterator[bool]:
    """For each line of a column but its first, whether something starts with it."""
    pitch = median(one.base - two.base for one, two in pairwise(lines)) if len(lines) > 1 else 0.0
    labelled = hanging and _labelled(lines, inner)
    for n in range(1, len(lines)):
        gap = lines[n - 1].base - lines[n].base > 1.25 * pitch + 0.5
        begins = not inner[n] if hanging else inner[n] and not inner[n - 1]
        yield gap or begins or (labelled and bool(LABEL.match(lines[n].text)))


def _labelled(lines: list[Line], inner: list[bool]) -> bool:
    """Whether most lines that start at the margin start with a label, as in numbered lists."""
    labels = sum(bool(LABEL.match(line.text)) for line, is_inner in zip(lines, inner, strict=True) if not is_inner)
    return labels >= 3 and 2 * labels >= inner.count(False)


LABEL = re.compile(r"\[?\d{1,3}[\].)]\s|\[\w{1,12}\]\s")


def _vote(inner: bool, next_inner: bool, *, short: bool) -> str:  # noqa: FBT001 (two alike)
    """What two lines in a row speak for: paragraphs with an indented first line, or items whose first line hangs out."""
    if inner == next_inner:
        return ("hanging" if short else "first") if not inner else ("other" if short else "hanging")
    if inner:
        return "hanging" if short else "first"
    return "first" if short else "hanging"


def _edges_of(lines: list[Line], earlier: list[tuple[float, float]]) -> tuple[float, float]:
    """The left and right edges of a column, strays left out: where it does not show them, those of the column before it."""
    near = 4 * lines[0].size
    lefts = sorted(line.left for line in lines)
    shared = next((one for one, two in pairwise(lefts) if two - one < 1.5), lefts[0])
    left = lefts[0] if shared - lefts[0] < near else shared
    if len(lines) <= FEW:
        left = next((edge for edge, _ in reversed(earlier) if 0 < left - edge < near), left)
    rights = sorted((line.right for line in lines), reverse=True)
    right = next((one for one, two in pairwise(rights) if one - two < 6), rights[0])
    before = next((edge for start, edge in reversed(earlier) if abs(start - left) < 2), right)
    return left, max(right, before)


def _is_short(line: Line, following: Line, right: float) -> bool:
    """Whether the next line's first word would still have fitted: a line that ends where something ends."""
    word = len(following.text.split(maxsplit=1)[0]) if following.text.strip() else 0
    width = (line.right - line.left) / max(1, len(line.text))
    return line.right + (word + 1) * width < right - 0.3 * line.size


# -- words cut at line ends -----------------------------------------------------------------------

CUT = re.compile(rf"(\w[\w'’.-]*)[{HYPHEN}-]$")
ADDRESS = re.compile(r"(?:://|www\.|\b10\.\d{4,}/|@)\S*$")


def _rejoined(lines: list[str], starts: list[bool]) -> tuple[list[str], list[int]]:
    """The lines, words that were cut at their ends whole again, and how many characters each begins later than it did.

    The second half of a word moves up. A line may be left empty.
    """
    words = Counter(re.findall(r"\w+(?:-\w+)*", "\n".join(lines).lower()))
    made, moved = list(lines), [0] * len(lines)
    for n in range(len(made) - 1):
        line = made[n]
        if not line.endswith((HYPHEN, "-")):
            continue
        first, _, rest = made[n + 1].lstrip().partition(" ")
        if starts[n + 1] or not first or not (cut := CUT.search(line)):
            made[n] = line.replace(HYPHEN, "-")
            continue
        hyphen = "-" if ADDRESS.search(line[-300:-1]) or _keeps(cut[1], first, words) else ""
        moved[n + 1] = len(made[n + 1]) - len(rest)
        made[n], made[n + 1] = f"{line[:-1]}{hyphen}{first}", rest
    return [line.replace(HYPHEN, "-") for line in made], moved


def _keeps(left: str, right: str, words: Counter[str]) -> bool:
    """Whether the hyphen between two halves belongs to the word."""
    one, two = re.split(r"\W", left.lower())[-1], re.match(r"\w*", right.lower())[0]  # type: ignore[index]
    if not (right[:1].islower() and left[-1:].isalpha()):
        return True
    if words[f"{one}-{two}"] or words[one + two]:
        return words[f"{one}-{two}"] > words[one + two]
    return min(len(one), len(two)) > 2 and words[one] > 1 and words[two] > 1


# -- what is linked -------------------------------------------------------------------------------


def _links(
    lines: list[Line], printed: list[str], moved: list[int], begins: list[int]
) -> Iterator[tuple[int, int, str]]:
    """The links of all lines as (start, end, address) in the running text."""

    def place(n: int, column: int) -> int:
        if column < moved[n]:  # it moved up, to the end of the line before
            return begins[n - 1] + len(printed[n - 1]) - max(0, len(lines[n].text[: moved[n]].rstrip()) - column)
        return begins[n] + min(column - moved[n], len(printed[n]))

    for n, line in enumerate(lines):
        for start, end, address in line.links:
            yield place(n, start), place(n, end), address


# -- the title ------------------------------------------------------------------------------------


def _title(pages: tuple[Page, ...]) -> str | None:
    """The largest print in the upper two thirds of the first page, when it reads like a title."""
    upper = [
        line for line in pages[0].lines if line.base > pages[0].height / 3 and re.search(r"[^\W\d_]{3}", line.text)
    ]
    if not upper:
        return None
    size = max(line.size for line in upper)
    if size < 1.1 * median(line.size for line in pages[0].lines):
        return None
    run = takewhile(lambda line: line.size > 0.95 * size, dropwhile(lambda line: line.size <= 0.95 * size, upper))
    title = " ".join(" ".join(line.text for line in run).replace(f"{HYPHEN} ", "").split())
    return title if 2 <= len(title.split()) <= 40 and len(title) <= 300 else None
