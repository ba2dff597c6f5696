"""Label the parts of references by rules, for the common styles: author, year, title, container, numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon
from litreview.parse.dates import months
from litreview.parse.segments import Segment

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["labels"]

_VOLUME_ISSUE = re.compile(r"\b(?P<volume>\d{1,4})\s?\((?P<issue>\d{1,3}(?:[-–/]\d{1,3})?)\)")
_NUMBERING = re.compile(r"\s*(?:\[\w{1,12}\]|\(\d{1,4}\)|\d{1,4}[.)])\s+")
_PAREN_YEAR = re.compile(
    r"[(\[](?P<date>[^()\[\]]{0,24}?(?:1[4-9]|20)\d\d[a-z]?(?:\s?[-–/]\s?\d{2,4})?(?:,\s[^()\[\]]{1,24})?)[)\]]"
)
_YEAR = re.compile(r"(?<![\d\-–/:.,(])(?<!\d\s)(?:1[4-9]|20)\d\d[a-z]?(?![\d/-])(?!\s?[-–]\s?\d)(?!\(\d)")
_QUOTED = re.compile(
    r"[“„«\"](?P<title>.{3,600}?)(?:[”»]|[“\"](?=[\s,.;:()]|$))|‘(?P<single>.{3,600}?)’(?=[\s,.;:()]|$)|``(?P<tex>.{3,600}?)''"
)
_VOLUME_PAGES = re.compile(
    r"(?P<volume>\b[A-Z]?\d{1,4}[A-Z]?)\s*(?:\((?P<issue>[^()]{1,25})\))?\s*[,:;]\s*(?:pp?\.?\s*)?(?P<pages>[A-Za-z]{0,3}\d{1,7}(?:\s?[-–—]{1,2}\s?[A-Za-z]{0,3}\d{1,7})?)(?![\d(])"
)
_PAGES = re.compile(r"(?<![\w.])(?P<pages>[A-Za-z]{0,2}\d{1,6}\s?(?:[-–—]|--)\s?[A-Za-z]{0,2}\d{1,6})(?![\w/])")
_SENTENCE = re.compile(r"(?<=[^\W_][^\W_])[.?!](?=[\s\"”]|$)|(?<=\))\.(?=\s|$)")
_PLACE_PUBLISHER = re.compile(
    r"\(?(?P<place>[^\W\d_][^:;,.()\d]{1,40}(?:,\s[A-Z][\w.]{1,20})?)\s?:\s(?P<publisher>[^\W\d_][^:;()\d]{2,80}?)(?=[,.;)]|$|\s\d{4})"
)
_GAP = "\0"


@cache
def _words(key: str, *, numbered: bool = True) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(lexicon.words("reference", key), key=len, reverse=True))
    value = r"(?P<value>[A-Za-z]{0,3}\d[\w.]{0,12}(?:\s?[-–—/]{1,2}\s?\w{1,12})?|[IVXLC]{1,8}\b)" if numbered else ""
    return re.compile(rf"(?<![\w.])(?:{words})[.:]?\s*{value}", re.IGNORECASE)


@cache
def _in() -> re.Pattern[str]:
    words = "|".join(re.escape(w.capitalize()) for w in lexicon.words("reference", "in") if w.isascii())
    return re.compile(rf"\b(?:{words})\s?:?\s+(?=[^\W\d_“\"])")


@cache
def _editors() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(lexicon.words("reference", "editor"), key=len, reverse=True))
    return re.compile(rf"\(?\s?(?<!\w)(?:{words})(?!\w)\.?\s?\)?[.,:]?", re.IGNORECASE)


@cache
def _date() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(
        rf"(?:\d{{1,2}}\.?\s(?:de\s)?)?(?<!\w)(?:{names})(?!\w)\.?(?:\s\d{{1,2}}(?:st|nd|rd|th)?,?)?(?:\s(?:de\s)?(?:1[4-9]|20)\d\d)?",
        re.IGNORECASE,
    )


def labels(texts: Sequence[str]) -> list[list[Segment]]:
    """Segments of references whose identifiers are blanked out by NULs; in order, not overlapping."""
    return [_labels(text) for text in texts]


def _labels(text: str) -> list[Segment]:
    parts = _Parts(text)
    start = match.end() if (match := _NUMBERING.match(text)) else 0
    start = parts.skip(start)
    accessed = _words("accessed", numbered=False).search(text, start)
    end = accessed.start() if accessed and accessed.start() > start + 20 else len(text)
    if accessed and end < len(text):
        when = _date().search(text, accessed.end())
        if when:
            parts.take("accessed", when.start(), when.end())
    year = _PAREN_YEAR.search(text, start, end)
    plain = None if year else _YEAR.search(text, start, end)
    dated = year.span("date") if year else plain.span() if plain else None
    long = _date().search(text, max(start, dated[0] - 20), dated[1]) if plain and dated else None
    dated = long.span() if long and dated and long.end() >= dated[1] else dated
    around = year.span() if year else dated
    quoted = _QUOTED.search(text, start, end)
    at = _authors(parts, start, end, around, quoted)
    if dated:
        parts.take("date", *dated)
    if around and around[0] <= at + 3:
        at = max(at, around[1])
    at = _title(parts, text, at, end, quoted)
    _numbers(parts, text, at, end)
    _source(parts, text, at, end)
    _years(parts, text, at, end)
    return parts.segments()


class _Parts:
    """Which characters of a reference are taken, and as what."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.labels: list[str | None] = [None] * len(text)

    def skip(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " \t.,;:)]" + _GAP:
            at += 1
        return at

    def take(self, label: str, start: int, end: int) -> None:
        """Label what is still free between start and end, without the blanks at its ends."""
        while start < end and (self.text[start] in " ,;:." + _GAP or self.labels[start]):
            start += 1
        while end > start and (self.text[end - 1] in " ,;:" + _GAP or self.labels[end - 1]):
            end -= 1
        for i in range(start, end):
            if self.labels[i] is None and self.text[i] != _GAP:
                self.labels[i] = label

    def free(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches that nothing took."""
        runs, i = [], start
        while i < end:
            if self.labels[i] is not None or self.text[i] == _GAP:
                i += 1
                continue
            j = i
            while j < end and self.labels[j] is None and self.text[j] != _GAP:
                j += 1
            runs.append((i, j))
            i = j
        return runs

    def segments(self) -> list[Segment]:
        found, i = [], 0
        while i < len(self.labels):
            j = i
            while j < len(self.labels) and self.labels[j] == self.labels[i]:
                j += 1
            if name := self.labels[i]:
                found.append(Segment(name, i, j, 0.6))
            i = j
        return found


def _authors(parts: _Parts, start: int, end: int, year: tuple[int, int] | None, quoted: re.Match[str] | None) -> int:
    """Label the authors, which stand before the year, the quoted title or the first sentence's end; where they end."""
    text = parts.text
    stops = [
        s
        for s in (quoted.start() if quoted else None, year[0] if year and year[0] - start < 400 else None)
        if s is not None
    ]
    stop = min(stops, default=end)
    sentence = next((m.end() for m in _SENTENCE.finditer(text, start, stop)), None)
    by_names = _names_end(text, start, stop)
    if sentence and sentence < stop - 3 and (by_names < sentence + 3 or not year or year[0] != stop):
        stop = max(by_names, start) if by_names > start else sentence
    elif not stops and by_names > start:
        stop = by_names
    if not re.search(r"[^\W\d_]", text[start:stop]) or stop - start > 1500:
        return start
    parts.take("author", start, stop)
    return stop


_NAME = r"(?:[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_INITIALS = r"(?:[^\W\d_a-z]{1,3}\.?(?:[\s-]?[^\W\d_a-z]\.){0,4})"
_PERSON = re.compile(
    rf"(?:(?:d[aeu]|del|della|v[ao]n|den|der|di|la|le|ten)\s){{0,3}}(?:{_NAME}(?:\s{_NAME})?,\s{_INITIALS}(?=[\s,.;&(:]|$)|{_INITIALS}\s?(?:(?:d[aeu]|del|v[ao]n|den|der|di)\s){{0,2}}{_NAME}|{_NAME}(?:\s{_NAME})?\s[A-Z]{{1,3}}(?=[,.;\s]|$))"
)
_BETWEEN = re.compile(r"\s?[,;]?\s?(?:(?:and|und|et|y|e|&|en|i)\s)?\s?|\s?;\s?")
_ET_AL = re.compile(r"[,;]?\s?et\.?\s?al\.?,?")


def _names_end(text: str, start: int, stop: int) -> int:
    """Where a list of names that begins at start ends; start itself where there is none."""
    at = start
    for _ in range(300):
        name = _PERSON.match(text, at, stop)
        if name is None:
            break
        done = name.end()
        if tail := _ET_AL.match(text, done, stop):
            return tail.end()
        between = _BETWEEN.match(text, done, stop)
        at = between.end() if between and between.end() > done else done
        if at == done or not _PERSON.match(text, at, stop):
            return done
    return at


def _title(parts: _Parts, text: str, at: int, end: int, quoted: re.Match[str] | None) -> int:
    """Label the title: what is quoted, else up to the end of the first sentence; where it ends."""
    at = parts.skip(at)
    if quoted and quoted.start() <= at + 40:
        parts.take("title", quoted.start(), quoted.end())
        return quoted.end()
    stops = [m.start() for m in _in().finditer(text, at + 8, end)]
    stops += [m.start() for m in _SENTENCE.finditer(text, at + 4, end)]
    stops += [
        i
        for i in (text.find(_GAP, at, end), text.find(" (", at + 8, end) if _PLACE_PUBLISHER.search(text, at) else -1)
        if i >= 0
    ]
    stop = min(stops, default=end)
    parts.take("title", at, stop)
    return stop


def _numbers(parts: _Parts, text: str, at: int, end: int) -> None:
    """Label dates, volume, issue, pages and edition after the title."""
    for match in _date().finditer(text, at, end):
        if any(c.isdigit() for c in match[0]):
            parts.take("date", *match.span())
            break
    for key in ("volume", "issue", "pages"):
        worded = _words(key).search(text, at, end)
        if worded and (key != "volume" or worded[0][:1] not in "vV" or len(worded[0]) > 2):
            parts.take(key, *worded.span())
    if "pages" not in parts.labels:
        _bare_numbers(parts, text, at, end)
    if not {"volume", "issue"} & set(parts.labels) and (both := _VOLUME_ISSUE.search(text, at, end)):
        parts.take("volume", *both.span("volume"))
        parts.take("issue", *both.span("issue"))
    if edition := _words("edition", numbered=False).search(text, at, end):
        ordinal = re.search(r"\(?\d{1,3}(?:st|nd|rd|th|\.)?\s?$", text[at : edition.start()])
        if ordinal:
            parts.take("edition", at + ordinal.start(), edition.end())


def _bare_numbers(parts: _Parts, text: str, at: int, end: int) -> None:
    """Label '21(5): 1676-97', or else the first range."""
    match = _VOLUME_PAGES.search(text, at, end)
    if match and not any(parts.labels[match.start() : match.end()]):
        for key in ("volume", "issue", "pages"):
            if match[key]:
                parts.take(key, *match.span(key))
    elif pages := _PAGES.search(text, at, end):
        parts.take("pages", *pages.span("pages"))


def _years(parts: _Parts, text: str, at: int, end: int) -> None:
    """Label a year that is printed again."""
    known = {text[s.start : s.end][-4:] for s in parts.segments() if s.label == "date"}
    for match in re.finditer(r"(?<!\d)\d{4}(?!\d)", text[at:end]):
        if match[0] in known:
            parts.take("date", at + match.start(), at + match.end())


def _source(parts: _Parts, text: str, at: int, end: int) -> None:
    """Label what is left after the title: editors and container after 'In', place and publisher, a container."""
    inside = _in().search(text, at, min(end, at + 12))
    if inside:
        at = inside.end()
        editors = _editors().search(text, at, min(end, at + 200))
        if editors:
            parts.take("editor", at, editors.end())
            at = editors.end()
    for match in _PLACE_PUBLISHER.finditer(text, at, end):
        if not any(parts.labels[match.start("place") : match.end("publisher")]) and (
            match.start() > at + 3 or not inside
        ):
            parts.take("place", *match.span("place"))
            parts.take("publisher", *match.span("publisher"))
            break
    for start, stop in parts.free(at, end):
        piece = text[start:stop]
        if len(re.findall(r"[^\W\d_]", piece)) < 2 or _words("available", numbered=False).match(piece.strip(" ,.;(")):
            continue
        begin = start + len(piece) - len(piece.lstrip(" ,.;:()"))
        sentence = next((m.end() for m in _SENTENCE.finditer(text, begin + 2, stop)), stop)
        parts.take("container", begin, sentence)
        break
