"""Mend labelled segments by what every reference keeps to, whoever labelled it: ordered STEPS over the whole list."""

from __future__ import annotations

import re
from itertools import pairwise

from litreview import lexicon
from litreview.parse import borders, conventions, imprints, markers, roles
from litreview.parse.segments import Segment, laid_over

__all__ = ["STEPS", "mend"]

# What parts a number from its second half: '3/4', '11 - 12', '1 & 2'.
_BETWEEN = re.compile(r"\s?[/&–—‐-]{1,2}\s?")
_LETTERS_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]{1,4}$")
_YEAR = re.compile(r"(?<![\d/.-])(?:1[5-9]|20)\d\d[a-z]?(?![\d/-])")
_ENDS_YEAR = re.compile(r"(?<=[^\W\d_],\s)(?:1[5-9]|20)\d\d(?=[.,;)\s]*$)")
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
_WORDS_AFTER = re.compile(
    r"(?<=[\dIVXLC])[\s,.]{1,3}(?!(?:Suppl|Supp|Part|Pt|Teil|No|Nr|Special|Spec|Beih|bis|and|und|et)\b)[^\W\d_]{3,}",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[\s,;]{0,3}(?:and|und|et|&)?[\s,]{0,2}")
_HELD_BY = frozenset({"title", "container", "editor", "author"})
_LEADING_YEAR = re.compile(r"\(?(?P<year>(?:1[5-9]|20)\d\d[a-z]?)\)?\s?[:.]\s+(?=[^\W\d_])")
_IN_QUOTES = re.compile(r",\s?(?:in|dans|en|nel|em)\s?:?\s?[«“„\"](?=\s?\w)")
_WORD_BEFORE = re.compile(r"[^\W\d_a-z][^\W\d_]+\s$")
_TAG_BEFORE = re.compile(r"<[a-z]{1,10}>$")
_TAG_AFTER = re.compile(r"</[a-z]{1,10}>")
_LETTER = re.compile(r"[^\W\d_]")


def mend(text: str, segments: list[Segment]) -> list[Segment]:
    """The segments of a reference, in order, after all steps that its labels call for."""
    labels = {segment.label for segment in segments}
    for needed, needless, step in STEPS:
        if labels.isdisjoint(needless) and not (needed and labels.isdisjoint(needed)):
            mended = step(text, segments)
            if mended != segments:
                segments, labels = mended, {segment.label for segment in mended}
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
            segment = segment.changed(start=start if not last or last.end <= start else segment.start)
        if last and last.label == segment.label and _BETWEEN.fullmatch(text, last.end, segment.start):
            segment = segment.changed(start=found.pop().start)
        found.append(segment)
    return found


def _whole_titles(text: str, segments: list[Segment]) -> list[Segment]:
    """A quotation inside a title does not end it."""
    found: list[Segment] = []
    for printed in segments:
        segment, last = printed, (found[-1] if found else None)
        if last and last.label == segment.label == "title" and not _LETTER.search(text, last.end, segment.start):
            segment = segment.changed(start=found.pop().start)
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
            found[-1] = last.changed(end=names.end())
            found.append(segment.changed(start=names.end()))
        else:
            found.append(segment)
    return found


def _breaks_off(text: str, author: Segment, title: Segment) -> bool:
    """Whether names end in the middle of one: no punctuation follows, or a lone family name and its comma."""
    printed, gap = text[author.start : author.end], text[author.end : title.start]
    if gap.strip():
        return False
    return _ENDS_OPEN.search(printed) is not None or _LONE_FAMILY.fullmatch(printed) is not None


def _dated_titles(text: str, segments: list[Segment]) -> list[Segment]:
    """'2005: Tides' is a year and a title where nothing else is dated."""
    found = []
    for segment in segments:
        year = _LEADING_YEAR.match(text, segment.start, segment.end) if segment.label == "title" else None
        if year:
            found.append(Segment("date", *year.span("year"), segment.confidence))
            found.append(segment.changed(start=year.end()))
        else:
            found.append(segment)
    return found


def _quoted_containers(text: str, segments: list[Segment]) -> list[Segment]:
    """'Tides, in «Harbour Studies»' is a title and its container."""
    found = []
    for segment in segments:
        cut = _IN_QUOTES.search(text, segment.start + 3, segment.end) if segment.label == "title" else None
        if cut:
            found.append(segment.changed(end=cut.start()))
            found.append(segment.changed(label="container", start=cut.end()))
        else:
            found.append(segment)
    return found


def _whole_places(text: str, segments: list[Segment]) -> list[Segment]:
    """A place that starts small goes on from the word before: 'Frankfurt | a.M.'."""
    found: list[Segment] = []
    for segment in segments:
        word = (
            _WORD_BEFORE.search(text, max(0, segment.start - 40), segment.start) if segment.label == "place" else None
        )
        if not word or not text[segment.start].islower():
            found.append(segment)
            continue
        if found and found[-1].end > word.start():
            found[-1] = found[-1].changed(end=max(word.start(), found[-1].start))
        found.append(segment.changed(start=word.start()))
    return found


def _roles_inside(text: str, segments: list[Segment]) -> list[Segment]:
    """'Ports. Ed. Ann Marlow' is a title and its editor; 'Ports (tr. Ann Marlow)' one and its translator."""
    found: list[Segment] = []
    for segment in segments:
        role = markers.role_inside().search(text, segment.start + 3, segment.end) if segment.label in _HELD_BY else None
        broken = found and found[-1].label in {"title", "container"} and not text[found[-1].end : segment.start].strip()
        if role and segment.label in {"title", "container"}:
            found.append(segment.changed(end=role.start()))
        elif role and broken:  # what stands before the role is the title's end
            found[-1] = found[-1].changed(end=role.start())
        else:
            found.append(segment)
            continue
        label = "editor" if role["editor"] else "translator"
        found.append(Segment(label, role.start("who"), segment.end, segment.confidence))
    return found


def _only_numbers(text: str, segments: list[Segment]) -> list[Segment]:
    """A volume, an issue or pages end where words begin: '2, October', '15-29. JSTOR'."""
    found = []
    for segment in segments:
        words = _WORDS_AFTER.search(text, segment.start, segment.end) if segment.label in _NUMBERS else None
        found.append(segment.changed(end=words.start()) if words else segment)
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
            segment.changed(
                start=before.start() if before else segment.start, end=after.end() if after else segment.end
            )
        )
    return found


def _editors(text: str, segments: list[Segment]) -> list[Segment]:
    """Names are editors' when 'eds.' follows them, or when others' stand before the title and these after it."""
    titled = authored = False
    found: list[Segment] = []
    for n, printed in enumerate(segments):
        segment = printed
        if segment.label == "author":
            end = segments[n + 1].start if n + 1 < len(segments) else len(text)
            role = markers.role().match(text, segment.end, min(end, segment.end + 24)) or markers.role_at_end().search(
                text, max(segment.start, segment.end - 40), segment.end
            )
            joined = (
                n + 1 < len(segments)
                and segments[n + 1].label == "editor"
                and _JOINED.fullmatch(text, segment.end, segments[n + 1].start)
            )
            if role or joined or (titled and authored):
                segment = segment.changed(label="editor")
            authored = True
        last = found[-1] if found else None
        if last and last.label == segment.label == "editor" and _JOINED.fullmatch(text, last.end, segment.start):
            segment = segment.changed(start=found.pop().start)  # 'Marlow, | J. F. (Eds.)' is one name
        titled = titled or segment.label in {"title", "container"}
        found.append(segment)
    return found


def _accessed(text: str, segments: list[Segment]) -> list[Segment]:
    """A date after 'accessed' is no date of the work, and a note that says when is no note."""
    found, at = [], 0
    for printed in segments:
        segment = printed
        if segment.label == "date" and markers.accessed_word().search(
            text[max(at, segment.start - 30) : segment.start]
        ):
            segment = segment.changed(label="accessed")
        elif segment.label == "note" and (visit := markers.accessed_date().fullmatch(text, segment.start, segment.end)):
            segment = segment.changed(label="accessed", start=visit.start("date"))
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
            if markers.marker_before(other).search(before) and not markers.marker_before(segment.label).search(before):
                segment = segment.changed(label=other)
        at = segment.end
        found.append(segment)
    return found


def _volume_and_pages(text: str, segments: list[Segment]) -> list[Segment]:
    """'597 A6' is a volume and a page where no pages are labelled, or where these go on: '42, RG4002'."""
    found: list[Segment] = []
    paged = any(s.label == "pages" for s in segments)
    for n, segment in enumerate(segments):
        both = _TWO_NUMBERS.fullmatch(text, segment.start, segment.end) if segment.label == "volume" else None
        following = segments[n + 1] if n + 1 < len(segments) else None
        goes_on = following is not None and following.label == "pages" and following.start == segment.end
        if both and both["pages"] and (goes_on or (not paged and any(c.isdecimal() for c in both["pages"]))):
            found.append(segment.changed(end=both.end("volume")))
            found.append(segment.changed(label="pages", start=both.start("pages"), end=both.end("pages")))
        elif found and segment.label == found[-1].label == "pages" and found[-1].end == segment.start:
            found.append(segment.changed(start=found.pop().start))
        else:
            found.append(segment)
    return found


def _bracketed(text: str, segments: list[Segment]) -> list[Segment]:
    """'(A Collaboration)' between authors and a journal is no title."""
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
    containers = [s for s in segments if s.label == "container"]
    free = [(a.end, b.start) for a, b in pairwise([Segment("", 0, 0), *segments, Segment("", len(text), len(text))])]
    for start, end in [*((s.start, s.end) for s in segments if s.label == "note" or s in containers[1:]), *free]:
        match = _RANGE.search(text, max(0, start - 1), end)
        if match and match.start() >= containers[0].end:
            pages = Segment("pages", *match.span("pages"), 0.5)
            cut = [s.changed(end=match.start()) if s.start < match.start() < s.end else s for s in segments]
            return sorted([*cut, pages], key=lambda s: s.start)
    return segments


def _notes(text: str, segments: list[Segment]) -> list[Segment]:
    """A note that names a house and a date is who published, and when."""
    found = []
    for segment in segments:
        date = _FULL_DATE.search(text, segment.start, segment.end) if segment.label == "note" else None
        if date is None or not _names_house(text[segment.start : date.start()]):
            found.append(segment)
            continue
        found.append(segment.changed(label="publisher", end=date.start()))
        found.append(Segment("date", *date.span("date"), segment.confidence))
    return found


def _names_house(text: str) -> bool:
    houses = lexicon.words("reference", "organisation")
    return any(word in houses for word in re.findall(r"[^\W\d_]+", text.lower()))


def _year(text: str, segments: list[Segment]) -> list[Segment]:
    """The one year that stands in no segment, or ends one, where none is dated: 'Coast Press, 1970'."""
    free = [m for m in _YEAR.finditer(text) if not any(s.start < m.end() and m.start() < s.end for s in segments)]
    ends = [
        _ENDS_YEAR.search(text, s.start, s.end) for s in segments if s.label in {"note", "publisher", "place", "volume"}
    ]
    free = free or [year for year in ends if year]
    if len({m[0] for m in free}) != 1:
        return segments
    return laid_over(segments, [Segment("date", *free[0].span(), 0.5)], free[0].span())


def _count(text: str, segments: list[Segment]) -> list[Segment]:
    """A bare number after a title's last sentence is none of its words: 'A title. 79.'."""
    found = []
    for segment in segments:
        count = _COUNT_AFTER.search(text, segment.start, segment.end) if segment.label == "title" else None
        found.append(segment.changed(end=count.start()) if count else segment)
    return found


_NUMBERS, _NONE = frozenset({"volume", "issue", "pages"}), frozenset[str]()
STEPS = (
    (_NONE, _NONE, conventions.numbered_by_commas),
    (_NONE, {"date"}, conventions.numbered_after_years),
    ({"volume"}, _NONE, conventions.extents),
    ({"title"}, _NONE, borders.quoted_titles),
    (_NONE, _NONE, conventions.law_reviews),
    (_NONE, _NONE, conventions.volumes_after_colons),
    ({"author"}, _NONE, conventions.given_first),
    ({"author"}, _NONE, conventions.short_titles),
    ({"author"}, _NONE, borders.words_after_names),
    ({"publisher", "place", "editor"}, _NONE, borders.at_punctuation),
    ({"publisher", "container"}, {"title"}, borders.first_sentences),
    ({"title"}, {"container"}, borders.last_sentences),
    ({"note"}, {"title", "container"}, borders.lone_notes),
    ({"author"}, _NONE, borders.articles),
    ({"editor"}, {"container"}, roles.books_before_editors),
    ({"author"}, {"editor"}, roles.editors_after_books),
    (_NONE, _NONE, roles.names_in_brackets),
    ({"title", "container"}, {"editor"}, roles.people_before_roles),
    ({"date"}, _NONE, borders.ranges),
    (_NONE, _NONE, imprints.houses_before_cities),
    ({"container"}, {"publisher"}, imprints.houses_at_ends),
    (_NONE, {"publisher", "place"}, imprints.imprints_inside),
    ({"publisher", "place"}, _NONE, imprints.cities_after_titles),
    ({"publisher"}, {"place"}, imprints.placed_houses),
    ({"place"}, {"publisher"}, imprints.placed_houses),
    ({"publisher"}, {"place"}, imprints.houses_beside_cities),
    ({"place"}, {"publisher"}, imprints.houses_beside_cities),
    ({"container"}, {"pages"}, conventions.article_numbers),
    (_NUMBERS, _NONE, _only_numbers),
    (_NONE, _NONE, _whole_numbers),
    ({"volume", "pages"}, _NONE, _volume_and_pages),
    ({"volume", "issue"}, _NONE, _marked),
    ({"title"}, _NONE, _whole_names),
    ({"title"}, {"date"}, _dated_titles),
    ({"title"}, _NONE, _whole_titles),
    ({"date"}, _NONE, borders.years_in_titles),
    ({"title"}, {"container"}, _quoted_containers),
    (_HELD_BY, _NONE, _roles_inside),
    ({"editor", "translator"}, {"publisher"}, imprints.houses_after_names),
    ({"place"}, _NONE, _whole_places),
    (_NONE, _NONE, _tagged),
    ({"container"}, _NONE, _bracketed),
    ({"author"}, _NONE, _editors),
    ({"date", "note"}, _NONE, _accessed),
    ({"note"}, {"publisher", "container"}, _notes),
    ({"note", "genre"}, {"publisher", "container"}, imprints.houses_in_notes),
    (_NONE, {"date"}, _year),
    ({"container"}, {"pages"}, _pages),
    ({"title"}, _NONE, _count),
)
"""Labels of which a step needs one (none: it is always taken), labels with which it is needless, and the step."""
