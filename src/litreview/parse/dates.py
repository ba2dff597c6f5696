"""Read printed dates: '4 October 2012', 'octobre 2012', '2012-10-04', '(2012a)', 'Winter 2012', 'n.d.'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from litreview import lexicon

__all__ = ["Date", "months", "read"]

_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)\s?([a-z]\b)?")
_ISO = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(1[4-9]\d\d|20\d\d)(?!\d)")
_CHINESE = re.compile(r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월])?\s*(?:(\d{1,2})\s*[日일])?")
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Date:
    """`year` with its suffix letter ('2012a'); `iso` as exact as printed; `spans` of the text they were read from."""

    year: str | None = None
    iso: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


@cache
def months() -> dict[str, int]:
    """The number of each month's name, in every language, lower case."""
    names: dict[str, int] = {}
    for language in lexicon.LANGUAGES:
        for number, forms in enumerate(lexicon.words("date", "months", language), 1):
            for name in forms.split("|"):
                names.setdefault(name, number)
    return names


def read(text: str) -> Date:
    """The date in a printed piece; a bare number is a year only from 1400 to 2099."""
    return _iso(text) or _numeric(text) or _worded(text) or Date()


def _iso(text: str) -> Date | None:
    match = _ISO.search(text) or _CHINESE.search(text)
    if match is None:
        return None
    month, day = int(match[2] or 0), int(match[3] or 0)
    if month > 12 or day > 31:
        return None
    whole = month and (day or match[3] is None)
    return _date(match[1], "", month, day, match.span() if whole else match.span(1))


def _numeric(text: str) -> Date | None:
    """'4.10.2012'; where it was not printed which number is the month, the year alone is sure."""
    match = _NUMERIC.search(text)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    if month > 12 >= day:  # month first, as printed in the United States
        day, month = month, day
    elif day <= 12 and day != month:
        return _date(match[3], "", 0, 0, match.span(3))
    return _date(match[3], "", month, day, match.span()) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _worded(text: str) -> Date | None:
    """'4 October 2012', 'octobre 2012', '2012a'."""
    match = _YEAR.search(text)
    if match is None:
        return None
    spans, month, day = [match.span()], 0, 0
    for word in _WORD.finditer(text):
        if month := months().get(word[0].lower(), 0):
            spans.append(word.span())
            break
    if month:
        for number in _DAY.finditer(text):
            if not match.start() <= number.start() < match.end() and 1 <= int(number[1]) <= 31:
                day = int(number[1])
                spans.append(number.span())
                break
    return _date(match[1], match[2] or "", month, day, *spans)


def _date(year: str, suffix: str, month: int, day: int, *spans: tuple[int, int]) -> Date:
    iso = year
    if 1 <= month <= 12:
        iso += f"-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")
    return Date(year + suffix, iso, spans)
