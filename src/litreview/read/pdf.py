"""PDF: the lines that stand on its pages, in the order in which they were written; accents and superscripts mended."""

from __future__ import annotations

import ctypes
import dataclasses
import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw as pdfium

from litreview.errors import InputError
from litreview.model import Document, Part, Problem
from litreview.read import annotated, layout
from litreview.read.layout import HYPHEN, Line, Page
from litreview.read.text import hyperlinks, line_starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Source
    from litreview.read.annotated import Area

__all__ = ["document"]

PAGES = 5000
"""Pages at most: more are no paper, and would take minutes."""

Glyph = tuple[str, int]
"""A character, and its index on the page: -1 where it was composed of others."""

ACCENTS = dict(
    zip(
        "´`¨ˆ^˜~ˇ˘˙˚˝¯¸˛",
        "\u0301\u0300\u0308\u0302\u0302\u0303\u0303\u030c\u0306\u0307\u030a\u030b\u0304\u0327\u0328",
        strict=True,
    )
)
ACCENT = re.compile("[´`¨ˆ^˜~ˇ˘˙˚˝¯¸˛]")
LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
CLEAN = str.maketrans(
    LIGATURES
    | dict.fromkeys(map(chr, (*range(2), *range(3, 9), *range(11, 32), 127, 0xAD, 0x200B, 0xFEFF)), "")
    | {"\t": " ", "\u00a0": " ", "\ufffe": HYPHEN}
)
LINES = re.compile("\r\n|[\r\n]|(?<=[\x02\ufffe])")
DIGITS = re.compile(r"\d+(?:[,–−-] ?\d+)*")


def document(source: Source, data: bytes) -> Document:
    """The text of a PDF without running heads, feet and page numbers, its paragraphs apart by an empty line.

    Raises InputError when it is encrypted or damaged, or holds nothing but pictures of pages.
    """
    pages = tuple(_pages(source.path, data))
    empty = [number for number, page in enumerate(pages, 1) if not page.lines]
    if len(empty) == len(pages):
        raise InputError(f"{source.path}: has no text layer: its pages are pictures; run OCRmyPDF over it first")
    flow = layout.flow(pages)
    parts = tuple(Part(start, line, page) for start, page, line in flow.places)
    made = Document(
        source,
        flow.text,
        "pdf",
        line_starts(flow.text),
        title=flow.title,
        parts=parts,
        hyperlinks=hyperlinks(flow.text, flow.links),
    )
    if len(empty) * 4 < len(pages):
        return made
    message = f"{len(empty)} of {len(pages)} pages hold no text, perhaps pictures; OCRmyPDF can read them"
    return dataclasses.replace(made, problems=(Problem("no-text", message, made.span(0, 0)),))


def _pages(path: str, data: bytes) -> Iterator[Page]:
    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(f"{path}: is protected by a password; save a copy without one") from error
        raise InputError(f"{path}: is damaged and cannot be read as PDF; save or download it again") from error
    try:
        if len(file) > PAGES:
            raise InputError(f"{path}: has {len(file)} pages, more than {PAGES}; give the papers one by one")
        for number in range(len(file)):
            yield _page(file, number)
    finally:
        file.close()


def _page(file: Any, number: int) -> Page:
    """The page of that number, from 0; one without lines where it is damaged."""
    try:
        page = file[number]
    except pypdfium2.PdfiumError:
        return Page(0.0, ())
    try:
        text = page.get_textpage()
        try:
            return Page(page.get_height(), tuple(_lines(text, annotated.areas(file, page))))
        finally:
            text.close()
    except pypdfium2.PdfiumError:
        return Page(0.0, ())
    finally:
        page.close()


def _lines(text: Any, linked: Sequence[Area]) -> Iterator[Line]:
    """The printed lines of a page, in the order in which they were written; slanted ones left out."""
    content = _content(text)
    before: Line | None = None
    start = 0
    for end, after in [*((m.start(), m.end()) for m in LINES.finditer(content)), (len(content), len(content))]:
        line = _line(text, content, start, end, linked)
        start = after
        if line is None:
            continue
        if (
            before
            and abs(before.base - line.base) < 0.2 * line.size
            and before.right - 1 < line.left < before.right + 3 * line.size
        ):
            line = before.then(line)  # one printed line, torn apart by a superscript
        elif before:
            yield before
        before = line
    if before:
        yield before


def _content(text: Any) -> str:
    """The characters of a page: the nth is the glyph with index n."""
    content: str = text.get_text_range()
    if len(content) == text.count_chars():
        return content
    codes = (pdfium.FPDFText_GetUnicode(text, n) for n in range(text.count_chars()))
    return "".join(chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\0" for code in codes)


def _line(text: Any, content: str, start: int, end: int, linked: Sequence[Area]) -> Line | None:
    while start < end and content[start].isspace():
        start += 1
    while start < end and content[end - 1].isspace():
        end -= 1
    if start == end or abs(pdfium.FPDFText_GetCharAngle(text, start)) > 0.1:
        return None
    end_ink = end - (content[end - 1] in "\x02\ufffe")
    some = (start, (start + end) // 2, end_ink - 1)
    size = max(_size(text, n) for n in some)
    base = next((_base(text, n) for n in some if _size(text, n) > 0.9 * size), 0.0)
    glyphs = [(content[n], n) for n in range(start, end)]
    if end - start < 5000 and ACCENT.search(content, start, end):
        glyphs = _composed(text, glyphs, size)
    printed = _raised(text, glyphs, base, size).translate(CLEAN)
    left, right = _box(text, start)[0], _box(text, end_ink - 1)[2]
    links = tuple(_links(text, glyphs, base, size, linked)) if linked else ()
    return Line(printed, left, right, base, size, links) if printed.strip() else None


def _links(
    text: Any, glyphs: list[Glyph], base: float, size: float, linked: Sequence[Area]
) -> Iterator[tuple[int, int, str]]:
    """(start, end, address) of what is linked in the printed form of a line."""

    def middle(n: int) -> float:
        left, _, right, _ = _box(text, glyphs[n][1])
        return (left + right) / 2

    def column(n: int) -> int:
        return len(_raised(text, glyphs[:n], base, size).translate(CLEAN))

    for first, last, url in annotated.under(linked, base, size, len(glyphs), middle):
        yield column(first), column(last), url


def _box(text: Any, n: int, *, loose: bool = True) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a glyph in points: with the space that its font gives it, or of its ink alone."""
    if loose:
        area = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(text, n, ctypes.byref(area))
        return area.left, area.bottom, area.right, area.top
    box: tuple[float, float, float, float] = text.get_charbox(n)
    return box


def _size(text: Any, n: int) -> float:
    """The size of a glyph's print in points; 0 for a space that no font drew."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, n, ctypes.byref(matrix))
    return float(pdfium.FPDFText_GetFontSize(text, n)) * math.hypot(matrix.c, matrix.d)


def _base(text: Any, n: int) -> float:
    """The height of the line that a glyph stands on."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, n, ctypes.byref(x), ctypes.byref(y))
    return y.value


def _composed(text: Any, glyphs: list[Glyph], size: float) -> list[Glyph]:
    """Accents put on the letters that they are printed over (or under): TeX's old fonts print them apart."""
    boxes = {n: _box(text, n, loose=False) for _, n in glyphs}
    letters = [k for k, (char, _) in enumerate(glyphs) if char.isalpha() and char not in ACCENTS]
    made: list[Glyph] = list(glyphs)
    gone: set[int] = set()
    for k, (char, n) in enumerate(glyphs):
        if char not in ACCENTS:
            continue
        centre = (boxes[n][0] + boxes[n][2]) / 2
        over = [j for j in letters if boxes[glyphs[j][1]][0] - 0.5 <= centre <= boxes[glyphs[j][1]][2] + 0.5]
        if not over:
            continue
        letter = min(over, key=lambda j: abs(sum(boxes[glyphs[j][1]][::2]) / 2 - centre))
        base = {"ı": "i", "ȷ": "j"}.get(made[letter][0], made[letter][0])
        if len(whole := unicodedata.normalize("NFC", base + ACCENTS[char])) == 1:
            made[letter] = (whole, made[letter][1])
            gone |= {k} | {
                s
                for s in (k - 1, k + 1)
                if 0 <= s < len(glyphs) and glyphs[s][0] == " " and not _apart(glyphs, boxes, s, size)
            }
    return [glyph for k, glyph in enumerate(made) if k not in gone]


def _apart(glyphs: list[Glyph], boxes: dict[int, tuple[float, float, float, float]], space: int, size: float) -> bool:
    """Whether the letters around a space stand apart in print."""
    inked = [k for k, (char, _) in enumerate(glyphs) if char.isalnum()]
    left = max((k for k in inked if k < space), default=None)
    right = min((k for k in inked if k > space), default=None)
    return (
        left is not None and right is not None and boxes[glyphs[right][1]][0] - boxes[glyphs[left][1]][2] > 0.15 * size
    )


def _raised(text: Any, glyphs: list[Glyph], base: float, size: float) -> str:
    """The line's characters, raised digits (of notes, citations and powers) between carets."""
    line = "".join(char for char, _ in glyphs)
    pieces, done = [], 0
    for match in DIGITS.finditer(line):
        first, last = match.span()
        if not _is_raised(text, glyphs[last - 1][1], base, size):
            continue
        while first < last and not _is_raised(text, glyphs[first][1], base, size):
            first += 1
        pieces += [line[done:first], "^", line[first:last], "^"]
        done = last
    return "".join([*pieces, line[done:]])


def _is_raised(text: Any, n: int, base: float, size: float) -> bool:
    return _size(text, n) < 0.88 * size and _base(text, n) > base + 0.15 * size
