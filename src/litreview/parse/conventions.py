"""Mend labelled segments by the conventions of single styles, where print leaves no doubt; steps of `mend`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.parse.segments import Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["extents", "given_first", "numbered_by_commas", "placed_houses", "short_titles"]

_MONTH = r"(?:[^\W\d_]{3,9}\.?\s)?"
_PAGES = r"[A-Za-z]{0,3}\d{1,7}(?::\d{1,4})?(?:\s?[-–—]{1,2}\s?(?:\d{1,7}:)?\d{1,7})?"
_BY_COMMAS = re.compile(
    rf"(?<=[\s.,])(?P<volume>\d{{1,4}}),\s(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?|[A-Z]{{2,8}}\d?(?=,\sArticle))(?:,\sArticle\s(?P<number>\d{{1,6}}))?"
    rf"\s\((?P<date>{_MONTH}(?P<year>(?:1[5-9]|20)\d\d))\),\s(?P<pages>{_PAGES})(?P<extent>\spages)?"
)  # '7, 101 (2011)' alone is a volume and a page
_EXTENT = re.compile(r"\s?(?:pp?|S|с|pages|Seiten|páginas?|pagine)\b\.?\s*$", re.IGNORECASE)
_PLACED = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,2}(?:,\s[^\W\d_a-z][\w. ]{1,20})?)\s?:\s(?=[^\W\d_a-z])"
)
_WORD = r"[^\W\d_a-z][^\W\d_]+(?:[-'’][^\W\d_]+)*"
_PART = rf"(?:{_WORD}|[^\W\d_a-z]\.?|d[aeiou]s?|v[ao]n|den?|ter|della|la|le|el|al|bin|y)"
_PERSON = rf"{_WORD}(?:\s{_PART}){{0,4}}\s{_WORD}"
_GOES_ON = re.compile(rf"(?:{_PERSON},\s){{0,40}}(?:and|&)\s{_PERSON}\.\s(?=[^\W\d_a-z]|\d)")
_SENTENCE = re.compile(r"(?<=[^\W\d_][^\W\d_][^\W\d_])\.\s(?=[^\W\d_a-z]{2}|[^\W\d_a-z][^\W\d_])")


def numbered_by_commas(text: str, segments: list[Segment]) -> list[Segment]:
    """ACM: '7, 1 (Jan. 2011), 15-29' is volume, issue, date and pages; an article's number stands for its pages."""
    held = next((s.end for s in segments if s.label == "title"), 0)
    match = _BY_COMMAS.search(text, held)
    if not match:
        return segments
    pages = "number" if match["number"] else None if match["extent"] else "pages"
    parts = {"volume": "volume", "issue": "issue", "date": "date"} | ({pages: "pages"} if pages else {})
    rest = _without(segments, match.span())
    dates = [text[s.start : s.end].strip(" .,;:()") for s in rest if s.label == "date"]
    if all(date == match["year"] for date in dates):  # '2011. Tides. Harb. Stud. 7, 1 (Jan. 2011)': this one says more
        rest = [s for s in rest if s.label != "date"]
    else:
        del parts["date"]
    made = [Segment(label, *match.span(group), 0.9) for group, label in parts.items()]
    return sorted([*rest, *made], key=lambda s: s.start)


def extents(text: str, segments: list[Segment]) -> list[Segment]:
    """'88 p.' at the end says how long a book is: no volume."""
    return [s.changed(label="pages") if s.label == "volume" and _EXTENT.match(text, s.end) else s for s in segments]


def placed_houses(text: str, segments: list[Segment]) -> list[Segment]:
    """'Vane: Harbour Press' is a place and a publisher, where no place is labelled."""
    found = []
    for segment in segments:
        place = _PLACED.match(text, segment.start, segment.end) if segment.label == "publisher" else None
        if place and place.end() < segment.end:
            found.append(segment.changed(label="place", end=place.end("place")))
            found.append(segment.changed(start=place.end()))
        else:
            found.append(segment)
    return found


def given_first(text: str, segments: list[Segment]) -> list[Segment]:
    """'Ann Marlow, | Joost de Vries, and Lena Holm. Tides' are three names and a title."""

    def names(_author: Segment, title: Segment) -> tuple[int, int] | None:
        more = _GOES_ON.match(text, title.start, title.end) if _before(text, title).endswith(",") else None
        return (more.end(), more.end()) if more else None

    return _parted(segments, names)


def short_titles(text: str, segments: list[Segment]) -> list[Segment]:
    """'Ann Marlow and Lena Holm. Silt: | A history' are names, and a title whose first word is no name."""

    def word(author: Segment, title: Segment) -> tuple[int, int] | None:
        end = _SENTENCE.search(text, author.start, author.end) if _before(text, title).endswith(":") else None
        return (end.start() + 1, end.end()) if end else None

    return _parted(segments, word)


def _before(text: str, segment: Segment) -> str:
    return text[: segment.start].rstrip()


def _parted(segments: list[Segment], at: Callable[[Segment, Segment], tuple[int, int] | None]) -> list[Segment]:
    """The segments where names and the title after them part elsewhere: `at` says where those end and where that begins."""
    found = segments[:1]
    for segment in segments[1:]:
        last = found[-1]
        place = at(last, segment) if (last.label, segment.label) == ("author", "title") else None
        if place:
            found[-1] = last.changed(end=place[0])
        found.append(segment.changed(start=place[1]) if place else segment)
    return found


def _meet(segment: Segment, span: tuple[int, int]) -> bool:
    return segment.start < span[1] and span[0] < segment.end


def _without(segments: Sequence[Segment], span: tuple[int, int]) -> list[Segment]:
    """The segments without what they hold between two places."""
    left = []
    for segment in segments:
        if not _meet(segment, span):
            left.append(segment)
            continue
        if segment.start < span[0]:
            left.append(segment.changed(end=span[0]))
        if segment.end > span[1]:
            left.append(segment.changed(start=span[1]))
    return left
