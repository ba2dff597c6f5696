"""Mend labelled segments by the conventions of single styles, where print leaves no doubt; steps of `mend`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.parse.segments import Segment, laid_over

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "article_numbers",
    "extents",
    "given_first",
    "law_reviews",
    "numbered_after_years",
    "numbered_by_commas",
    "short_titles",
    "volumes_after_colons",
]

_MONTH = r"(?:[^\W\d_]{3,9}\.?\s)?"
_PAGES = r"[A-Za-z]{0,3}\d{1,7}(?::\d{1,4})?(?:\s?[-–—]{1,2}\s?(?:\d{1,7}:)?\d{1,7})?"
_BY_COMMAS = re.compile(
    rf"(?<=[\s.,])(?P<volume>\d{{1,4}}),\s(?P<issue>\d{{1,4}}(?:[-–/]\d{{1,4}})?|[A-Z]{{2,8}}\d?(?=,\sArticle))(?:,\sArticle\s(?P<number>\d{{1,6}}))?"
    rf"\s\((?P<date>{_MONTH}(?P<year>(?:1[5-9]|20)\d\d))\),\s(?P<pages>{_PAGES})(?P<extent>\spages)?"
)  # '7, 101 (2011)' alone is a volume and a page
_AFTER_YEAR = re.compile(
    r"(?<=[\s.,])(?P<date>(?:1[89]|20)\d\d(?:\s[^\W\d_]{3,9}\.?(?:[-–/][^\W\d_]{3,9}\.?)?(?:\s\d{1,2})?)?);\s?(?P<volume>\d{1,4})"
    rf"(?:\s?\((?P<issue>[^\W_][\w\s.–/-]{{0,20}})\))?:\s?(?P<pages>{_PAGES})(?!\w)"
)
_LAW_REVIEW = re.compile(
    r",[”\"]?\s(?P<volume>\d{1,4})\s(?P<container>[^\W\d_a-z][^\d()\0,]{2,80}?)\s(?P<pages>\d{1,5})(?:,\s[\d–-]{1,9})?\s\((?P<date>(?:1[89]|20)\d\d)\)\.?$"
)
_GEOLOGY = re.compile(r":\s(?P<container>[^\W\d_a-z][^:.\d\0]{2,120}?),\s(?=v\.\s\d)")
_ARTICLE = re.compile(
    r"[,;:(]?\s(?:Article|Art\.)(?:\s(?:[Nn]o\.?|[Nn]umber|ID))?\s(?P<number>[A-Za-z]{0,3}\d{1,9})(?=[\s.,;:)]|$)"
)
_MANY = re.compile(r"\d{5,9}|[eE]\d{3,9}")
_EXTENT = re.compile(r"\s?(?:pp?|S|с|pages|Seiten|páginas?|pagine)\b\.?\s*$", re.IGNORECASE)
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
    rest = laid_over(segments, (), match.span())
    dates = [text[s.start : s.end].strip(" .,;:()") for s in rest if s.label == "date"]
    if all(date == match["year"] for date in dates):  # '2011. Tides. Harb. Stud. 7, 1 (Jan. 2011)': this one says more
        rest = [s for s in rest if s.label != "date"]
    else:
        del parts["date"]
    made = [Segment(label, *match.span(group), 0.9) for group, label in parts.items()]
    return sorted([*rest, *made], key=lambda s: s.start)


def numbered_after_years(text: str, segments: list[Segment]) -> list[Segment]:
    """Vancouver: '2011 Jan;7(1):15-29' is date, volume, issue and pages, where no date was found in it."""
    match = _AFTER_YEAR.search(text)
    if not match or any(s.label == "date" and s.start < match.end("date") and match.start() < s.end for s in segments):
        return segments
    made = [Segment(label, *match.span(label), 0.9) for label, printed in match.groupdict().items() if printed]
    return laid_over(segments, made, match.span())


def law_reviews(text: str, segments: list[Segment]) -> list[Segment]:
    """'Tides in law, 47 Harb. L. Rev. 1085 (1970)' is a title, a volume, a journal, a page and a year."""
    match = _LAW_REVIEW.search(text)
    title = next((s for s in segments if s.label == "title"), None)
    if not match or not title or title.start >= match.start():
        return segments
    made = [Segment(label, *match.span(label), 0.9) for label in ("volume", "container", "pages", "date")]
    return laid_over(segments, [title.changed(end=match.start()), *made], (title.start, len(text)))


def volumes_after_colons(text: str, segments: list[Segment]) -> list[Segment]:
    """Geology: 'Tides and silt: A history: Harbour Studies, v. 12, p. 3-9' has its journal after the last colon."""
    match = _GEOLOGY.search(text)
    first = next((s for s in segments if s.label in {"title", "container"}), None)
    if not match or not first or first.start >= match.start():
        return segments
    if any(s.label not in {"title", "container"} and first.end < s.start < match.end() for s in segments):
        return segments
    made = [first.changed(label="title", end=match.start()), Segment("container", *match.span("container"), 0.9)]
    return laid_over(segments, made, (first.start, match.end("container")))


def article_numbers(text: str, segments: list[Segment]) -> list[Segment]:
    """'Article 104532', 'Art. no. 12' and 'No. 104532' stand for pages where none are printed: no year has so many issues."""
    match = _ARTICLE.search(text, next((s.end for s in segments if s.label == "container"), len(text)))
    if match:
        return laid_over(segments, [Segment("pages", *match.span("number"), 0.9)], match.span())
    return [
        s.changed(label="pages")
        if s.label == "issue" and _MANY.fullmatch(text[s.start : s.end].strip(" .,;:()"))
        else s
        for s in segments
    ]


def extents(text: str, segments: list[Segment]) -> list[Segment]:
    """'88 p.' at the end says how long a book is: no volume."""
    return [s.changed(label="pages") if s.label == "volume" and _EXTENT.match(text, s.end) else s for s in segments]


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
