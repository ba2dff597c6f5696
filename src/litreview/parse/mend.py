"""Mend labelled segments by what every reference keeps to, whoever labelled it: ordered STEPS over the whole list."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from itertools import pairwise

from litreview import lexicon
from litreview.parse.segments import Segment

__all__ = ["STEPS", "mend"]

# What parts a number from its second half: '3/4', '11 - 12', '1 & 2'.
_BETWEEN = re.compile(r"\s?[/&–—‐-]{1,2}\s?")
_LETTERS_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]{1,4}$")
_YEAR = re.compile(r"(?<![\d/.-])(?:1[5-9]|20)\d\d[a-z]?(?![\d/-])")
_COUNT_AFTER = re.compile(r"(?<=[^\W\d_][.?!])\s\d{1,4}\.?$")
_TWO_NUMBERS = re.compile(r"(?P<volume>[A-Z]?\d{1,5})\s?[,:\s]\s?(?P<pages>[A-Za-z]{0,3}\d{0,7})[.,;]?")
_RANGE = re.compile(r"(?<=[:,])\s{0,2}(?P<pages>\d{1,6}\s?[-–—]{1,2}\s?\d{1,6})(?=[\s.,;)]|$)")
_FULL_DATE = re.compile(
    r"[,.(]\s?(?P<date>[^\W\d_]{3,12}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\.?\s[^\W\d_]{3,12}\.?\s\d{4})[\s.,;)]*$"
)
_NAME = r"(?:[^\W\d_a-z][^\W\d_]*\.?(?:[-'’][^\W\d_]+)*)"
_NAMES_GO_ON = re.compile(
    rf"{_NAME}(?:\s(?:{_NAME}|and|und|et|&|d[aeio]s?|von|van|der|del|la)){{0,4}}(?:\.(?=\s)|,(?=\s)|(?<=\.)(?=\s[^\W\d_a-z][^\W\d_]{{2}}))"
)
_ENDS_OPEN = re.compile(r"[^\W\d_]$|\s[^\W\d_a-z]\.$")
_LONE_FAMILY = re.compile(r"(?:[^\W\d_]+\s){0,2}[^\W\d_]+(?:-[^\W\d_]+)?,")
_YEAR_IN_BRACKETS = re.compile(r"\s?\(\d{4}[a-z]?\)\s?")
_WORDS_AFTER = re.compile(
    r"(?<=[\dIVXLC])[\s,.]{1,3}(?!(?:Suppl|Supp|Part|Pt|Teil|No|Nr|Special|Spec|Beih|bis|and|und|et)\b)[^\W\d_]{3,}",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s,;]{0,3}(?:and|und|et|&)?[\s,]{0,2}")
_TAG_BEFORE = re.compile(r"<[a-z]{1,10}>$")
_TAG_AFTER = re.compile(r"</[a-z]{1,10}>")
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


def _whole_names(text: str, segments: list[Segment]) -> list[Segment]:
    """A name that breaks off goes on: 'Marlow, | Ann. Tides', 'Marlow, Ann | Mary. Tides'."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if last is None or segment.label != "title" or last.label != "author" or not _breaks_off(text, last, segment):
            found.append(segment)
            continue
        names = _NAMES_GO_ON.match(text, segment.start, segment.end)
        if names and names.end() < segment.end:
            found[-1] = dataclasses.replace(last, end=names.end())
            found.append(dataclasses.replace(segment, start=names.end()))
        else:
            found.append(segment)
    return found


def _breaks_off(text: str, author: Segment, title: Segment) -> bool:
    """Whether names end in the middle of one: no punctuation follows, or a lone family name and its comma."""
    printed, gap = text[author.start : author.end], text[author.end : title.start]
    if gap.strip():
        return False
    return _ENDS_OPEN.search(printed) is not None or _LONE_FAMILY.fullmatch(printed) is not None


def _years_in_titles(text: str, segments: list[Segment]) -> list[Segment]:
    """A year in brackets between two halves of a title is the title's, where another year dates the work."""
    dates = sum(s.label == "date" for s in segments)
    found: list[Segment] = []
    for segment in segments:
        halves = (
            len(found) > 1
            and dates > 1
            and [found[-2].label, found[-1].label, segment.label] == ["title", "date", "title"]
        )
        if halves and _YEAR_IN_BRACKETS.fullmatch(text, found[-2].end, segment.start):
            found.pop()
            segment = dataclasses.replace(segment, start=found.pop().start)  # noqa: PLW2901 (both halves and the year)
        found.append(segment)
    return found


def _roles_inside(text: str, segments: list[Segment]) -> list[Segment]:
    """'Ports. Ed. Ann Marlow' is a title and its editor; 'Ports (tr. Ann Marlow)' one and its translator."""
    found = []
    for segment in segments:
        role = (
            _role_inside().search(text, segment.start + 3, segment.end)
            if segment.label in {"title", "container"}
            else None
        )
        if role:
            label = "editor" if role["editor"] else "translator"
            found.append(dataclasses.replace(segment, end=role.start()))
            found.append(Segment(label, role.start("who"), segment.end, segment.confidence))
        else:
            found.append(segment)
    return found


def _only_numbers(text: str, segments: list[Segment]) -> list[Segment]:
    """A volume or an issue ends where words begin: '2, October', '5, September /'."""
    found = []
    for segment in segments:
        words = _WORDS_AFTER.search(text, segment.start, segment.end) if segment.label in {"volume", "issue"} else None
        found.append(dataclasses.replace(segment, end=words.start()) if words else segment)
    return found


def _tagged(text: str, segments: list[Segment]) -> list[Segment]:
    """Markup that leaked into the text stays with what it marks, where a rule can see it."""
    if "<" not in text:
        return segments
    found = []
    for n, segment in enumerate(segments):
        floor = segments[n - 1].end if n else 0
        before = _TAG_BEFORE.search(text, max(floor, segment.start - 14), segment.start)
        after = _TAG_AFTER.match(text, segment.end, segments[n + 1].start if n + 1 < len(segments) else len(text))
        found.append(
            dataclasses.replace(
                segment, start=before.start() if before else segment.start, end=after.end() if after else segment.end
            )
        )
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
            joined = (
                n + 1 < len(segments)
                and segments[n + 1].label == "editor"
                and _JOINED.fullmatch(text, segment.end, segments[n + 1].start)
            )
            if role or joined or (titled and authored):
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


def _marked(text: str, segments: list[Segment]) -> list[Segment]:
    """A number after 'no.' is an issue, and one after 'vol.' a volume, whatever else it looks like."""
    found, at = [], 0
    for printed in segments:
        segment = printed
        if segment.label in {"volume", "issue"}:
            before = text[max(at, segment.start - 12) : segment.start]
            other = {"volume": "issue", "issue": "volume"}[segment.label]
            if _marker_before(other).search(before) and not _marker_before(segment.label).search(before):
                segment = dataclasses.replace(segment, label=other)
        at = segment.end
        found.append(segment)
    return found


def _volume_and_pages(text: str, segments: list[Segment]) -> list[Segment]:
    """'597 A6' is a volume and a page where no pages are labelled, or where these go on: '42, RG4002'."""
    found: list[Segment] = []
    for n, segment in enumerate(segments):
        both = _TWO_NUMBERS.fullmatch(text, segment.start, segment.end) if segment.label == "volume" else None
        following = segments[n + 1] if n + 1 < len(segments) else None
        goes_on = following is not None and following.label == "pages" and following.start == segment.end
        paged = any(s.label == "pages" for s in segments)
        if both and both["pages"] and (goes_on or (not paged and any(c.isdecimal() for c in both["pages"]))):
            found.append(dataclasses.replace(segment, end=both.end("volume")))
            found.append(dataclasses.replace(segment, label="pages", start=both.start("pages"), end=both.end("pages")))
        elif found and segment.label == found[-1].label == "pages" and found[-1].end == segment.start:
            found.append(dataclasses.replace(segment, start=found.pop().start))
        else:
            found.append(segment)
    return found


def _bracketed(text: str, segments: list[Segment]) -> list[Segment]:
    """'(A Collaboration)' between authors and a journal is no title."""
    if not any(s.label == "container" for s in segments):
        return segments
    return [
        s
        for s in segments
        if s.label != "title"
        or text[s.start - 1 : s.start] != "("
        or ")" not in text[s.end - 2 : s.end + 1]
        or "(" in text[s.start : s.end]
    ]


def _pages(text: str, segments: list[Segment]) -> list[Segment]:
    """A range after a colon or comma that no other number claims, where no pages are labelled."""
    if any(s.label == "pages" for s in segments):
        return segments
    containers = [s for s in segments if s.label == "container"]
    free = [(a.end, b.start) for a, b in pairwise([Segment("", 0, 0), *segments, Segment("", len(text), len(text))])]
    for start, end in [*((s.start, s.end) for s in segments if s.label == "note" or s in containers[1:]), *free]:
        match = _RANGE.search(text, max(0, start - 1), end)
        if match and containers and match.start() >= containers[0].end:
            pages = Segment("pages", *match.span("pages"), 0.5)
            cut = [
                dataclasses.replace(s, end=match.start()) if s.start < match.start() < s.end else s for s in segments
            ]
            return sorted([*cut, pages], key=lambda s: s.start)
    return segments


def _notes(text: str, segments: list[Segment]) -> list[Segment]:
    """A note that names a house and a date is who published, and when."""
    housed = any(s.label in {"publisher", "container"} for s in segments)
    found = []
    for segment in segments:
        date = _FULL_DATE.search(text, segment.start, segment.end) if segment.label == "note" else None
        if date is None or housed or not _names_house(text[segment.start : date.start()]):
            found.append(segment)
            continue
        found.append(dataclasses.replace(segment, label="publisher", end=date.start()))
        found.append(Segment("date", *date.span("date"), segment.confidence))
    return found


def _names_house(text: str) -> bool:
    houses = lexicon.words("reference", "organisation")
    return any(word in houses for word in re.findall(r"[^\W\d_]+", text.lower()))


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


STEPS = (
    _only_numbers, _whole_numbers, _volume_and_pages, _marked, _whole_names, _whole_titles, _years_in_titles, _roles_inside, _tagged,
    _bracketed, _editors, _accessed, _notes, _year, _pages, _count,
)  # fmt: skip


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


@cache
def _marker_before(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_alternatives(key)})[\s.:º°]{{0,3}}$", re.IGNORECASE)


@cache
def _role_inside() -> re.Pattern[str]:
    """'. Eds. ', ', hrsg. von ', ' (tr. ' before a name; a role of one letter is none."""
    roles = {key: [w for w in lexicon.words("reference", key) if len(w) > 1] for key in ("editor", "translator")}
    either = "|".join(
        f"(?P<{key}>{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})" for key, words in roles.items()
    )
    joined = r"(?:\s(?:by|von|par|di|por))?"
    return re.compile(rf"[.,(]\s?(?P<who>(?i:{either})\.?{joined}\s(?=[^\W\d_a-z][^\W\d_]*\.?\s[^\W\d_]))")
