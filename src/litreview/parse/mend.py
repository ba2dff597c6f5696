"""Mend labelled segments by what every reference keeps to, whoever labelled it: ordered STEPS over the whole list."""

from __future__ import annotations

import dataclasses
import re
from functools import cache

from litreview import lexicon
from litreview.parse.segments import Segment

__all__ = ["STEPS", "mend"]

# What parts a number from its second half: '3/4', '11 - 12', '1 & 2'.
_BETWEEN = re.compile(r"\s?[/&–—‐-]{1,2}\s?")
_LETTERS_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]{1,4}$")
_YEAR = re.compile(r"(?<![\d/.-])(?:1[5-9]|20)\d\d[a-z]?(?![\d/-])")
_COUNT_AFTER = re.compile(r"(?<=[^\W\d_][.?!])\s\d{1,4}\.?$")
_LETTER = re.compile(r"[^\W\d_]")


def mend(text: str, segments: list[Segment]) -> list[Segment]:
    """The segments of a reference, in order, after all steps."""
    for step in STEPS:
        segments = step(text, segments)
    return segments


def _whole_numbers(text: str, segments: list[Segment]) -> list[Segment]:
    """'3' / '4' is one issue; the letters glued to a page are the page's: 'RG4002'."""
    found: list[Segment] = []
    for printed in segments:
        segment, last = printed, (found[-1] if found else None)
        if segment.label == "pages" and (
            letters := _LETTERS_BEFORE.search(text, max(0, segment.start - 5), segment.start)
        ):
            start = letters.start()
            segment = dataclasses.replace(segment, start=start if not last or last.end <= start else segment.start)
        if last and last.label == segment.label and _BETWEEN.fullmatch(text, last.end, segment.start):
            segment = dataclasses.replace(segment, start=found.pop().start)
        found.append(segment)
    return found


def _whole_titles(text: str, segments: list[Segment]) -> list[Segment]:
    """A quotation inside a title does not end it."""
    found: list[Segment] = []
    for printed in segments:
        segment, last = printed, (found[-1] if found else None)
        if last and last.label == segment.label == "title" and not _LETTER.search(text, last.end, segment.start):
            segment = dataclasses.replace(segment, start=found.pop().start)
        found.append(segment)
    return found


def _editors(text: str, segments: list[Segment]) -> list[Segment]:
    """Names are editors' when 'eds.' follows them, or when others' stand before the title and these after it."""
    titled = authored = False
    found = []
    for n, printed in enumerate(segments):
        segment = printed
        if segment.label == "author":
            end = segments[n + 1].start if n + 1 < len(segments) else len(text)
            role = _role().match(text, segment.end, min(end, segment.end + 24)) or _role_at_end().search(
                text, segment.start, segment.end
            )
            if role or (titled and authored):
                segment = dataclasses.replace(segment, label="editor")
            authored = True
        titled = titled or segment.label in {"title", "container"}
        found.append(segment)
    return found


def _accessed(text: str, segments: list[Segment]) -> list[Segment]:
    """A date after 'accessed' is no date of the work."""
    found, at = [], 0
    for printed in segments:
        segment = printed
        before = text[max(at, segment.start - 30) : segment.start]
        if segment.label == "date" and _accessed_word().search(before):
            segment = dataclasses.replace(segment, label="accessed")
        at = segment.end
        found.append(segment)
    return found


def _year(text: str, segments: list[Segment]) -> list[Segment]:
    """The one year that stands in no segment, where none is dated."""
    if any(s.label == "date" for s in segments):
        return segments
    free = [m for m in _YEAR.finditer(text) if not any(s.start < m.end() and m.start() < s.end for s in segments)]
    if len({m[0] for m in free}) != 1:
        return segments
    return sorted([*segments, Segment("date", *free[0].span(), 0.5)], key=lambda s: s.start)


def _count(text: str, segments: list[Segment]) -> list[Segment]:
    """A bare number after a title's last sentence is none of its words: 'A title. 79.'."""
    found = []
    for segment in segments:
        count = _COUNT_AFTER.search(text, segment.start, segment.end) if segment.label == "title" else None
        found.append(dataclasses.replace(segment, end=count.start()) if count else segment)
    return found


STEPS = (_whole_numbers, _whole_titles, _editors, _accessed, _year, _count)


def _alternatives(key: str) -> str:
    words = {w.rstrip(".") for w in lexicon.words("reference", key)}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _role() -> re.Pattern[str]:
    """'(Eds.)', ', Hrsg.' right after names."""
    return re.compile(rf"[\s,]{{0,3}}[(\[]?\s?(?:{_alternatives('editor')})\.?\s?(?:[)\].,:]|$)", re.IGNORECASE)


@cache
def _role_at_end() -> re.Pattern[str]:
    return re.compile(rf"[\s,(\[](?:{_alternatives('editor')})\.?[)\]]?[\s.,:]{{0,3}}$", re.IGNORECASE)


@cache
def _accessed_word() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{_alternatives('accessed')})[\s:(\[]{{0,3}}(?:on\s|am\s|le\s|el\s|em\s|il\s|op\s)?$", re.IGNORECASE
    )
