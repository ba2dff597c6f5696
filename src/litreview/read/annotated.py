"""The web links that lie over the print of a PDF's page, and which of a line's characters lie under them."""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["Area", "areas", "under"]

MOST = 1000
"""Links of a page at most: more are no paper's."""

LONGEST = 4000
"""Bytes of an address at most; browsers and servers give up before."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page, in points from its lower left corner, and the address that a click on it opens."""

    left: float
    bottom: float
    right: float
    top: float
    url: str


def areas(file: Any, page: Any) -> tuple[Area, ...]:
    """The areas of a page that lead out of the file; a link over two lines has two."""
    return tuple(_areas(file, page))


def _areas(file: Any, page: Any) -> Iterator[Area]:
    at, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(MOST):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(at), ctypes.byref(link)):
            return
        action = pdfium.FPDFLink_GetAction(link)
        if action and pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI and (url := _url(file, action)):
            for left, bottom, right, top in _boxes(link):
                yield Area(left, bottom, right, top, url)


def _url(file: Any, action: Any) -> str:
    """The address of an action; "" where it is too long to be one."""
    size = pdfium.FPDFAction_GetURIPath(file, action, None, 0)
    if not 1 < size <= LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAction_GetURIPath(file, action, buffer, size)
    return buffer.value.decode("utf-8", errors="replace")


def _boxes(link: Any) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each line of a link (PDF 32000-1, 12.5.6.5: QuadPoints), or of all of it."""
    count = pdfium.FPDFLink_CountQuadPoints(link)
    quad = pdfium.FS_QUADPOINTSF()
    for n in range(min(count, MOST)):
        if pdfium.FPDFLink_GetQuadPoints(link, n, ctypes.byref(quad)):
            across, up = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(across), min(up), max(across), max(up)
    area = pdfium.FS_RECTF()
    if count <= 0 and pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(area)):
        yield area.left, area.bottom, area.right, area.top


def under(
    some: Sequence[Area], base: float, size: float, count: int, middle: Callable[[int], float]
) -> Iterator[tuple[int, int, str]]:
    """(first, last + 1, address) of the characters of a line that lie under areas.

    The line stands at height `base` in print of `size`; `middle` is where the nth of its `count` characters stands.
    """
    height = base + size / 4  # of the middle of a small letter
    for area in some:
        if area.bottom < height < area.top:
            first = bisect_left(range(count), area.left, key=middle)
            last = bisect_left(range(count), area.right, key=middle)
            if first < last:
                yield first, last, area.url
