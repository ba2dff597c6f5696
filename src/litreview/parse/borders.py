"""Mend where the names, the title and what holds it part: at quotation marks, at the ends of sentences, at commas; steps of `mend`."""

from __future__ import annotations

import re
from functools import cache

from litreview import lexicon
from litreview.parse.names import SUFFIXES
from litreview.parse.segments import Segment, laid_over

__all__ = [
    "articles", "at_punctuation", "first_sentences", "last_sentences", "lone_notes", "quoted_titles", "ranges", "words_after_names", "years_in_titles",
]  # fmt: skip

_QUOTED = re.compile(
    r"[“„«\"](?P<title>[^“”„«»\"\0]{8,400})(?:(?<=[.,?!])\s?[”»“\"](?=[\s(]|$)|\s?[”»“\"](?=[,.;]|\s[\[(]|\s(?:in|In|en|dans)\s))"
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
_FEW_WORDS = re.compile(r"(?:[^\s,;:.(]+\s){0,2}[^\s,;:.(]+(?=[,;:.]\s)")
_SMALL_WORD = re.compile(r"\s[a-zà-ÿ]{1,4}\s?$")
_WORD = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_PARTICLES = r"(?:(?:d[aeiou]s?|del|della|v[ao]n|den|der|la|le|el|[dD]i|[Dd]e|[Vv]an|[Ll]e|[Ee]l)\s){0,3}"
_MEDICAL = rf"{_PARTICLES}{_WORD}(?:\s{_WORD})?\s[^\W\d_a-z]{{1,4}}(?:\s(?:Jr|Sr|II|III))?"
# One name with one initial could as well be 'Ann B. Marlow'.
_AFTER_MEDICAL = re.compile(
    rf"(?:(?:(?>{_MEDICAL}),\s){{1,40}}{_MEDICAL}|{_PARTICLES}{_WORD}\s[^\W\d_a-z]{{2,4}})\.\s(?P<title>[^\W\d_a-z][^\W\d_]{{2,}}.{{0,60}})$"
)
_AFTER_INVERTED = re.compile(
    rf"(?:^|[;,&]\s|and\s){_PARTICLES}{_WORD}(?:\s[^\W\d_a-z][^\W\d_]{{2,}})?,\s(?:[^\W\d_a-z]\.[\s-]?){{1,4}}\s?(?P<title>[^\W\d_a-z][^\W\d_]+[^.;&]{{0,40}})$"
)
_SENTENCE = re.compile(r"(?<=[^\W_]{3})[.?!]\s(?=[^\W\d_a-z])")
_ARTICLE = re.compile(r"[,.:]\s(?P<article>A|An|The)\s?$")
_NAMED = re.compile(r"(?<!\w)[^\W\d_a-z](?:\.|$)|[^\W\d_a-z]{2}\.?$")
_FIRST_SENTENCE = re.compile(r"[^.?!]{0,200}?[^\W\d_]{4}[.?!]\s(?=[^\W\d_a-z])")
# 'Biogeochemistry. J Coast Res', but 'Astrophys. J.' is all one name.
_FIRST_WORD = re.compile(r"[^\W\d_]{5,}(?:[yaeo]|ing|ion|ism|ics)[.?!]\s(?=[^\W\d_a-z][^\s.]*\s[^.]+\.?\s*$)")
_VENUE = re.compile(
    rf"(?:{_WORD})\.?(?:\s(?:{_WORD}\.?|of|the|for|in|on|to|and|&|de|der|des|du|della|del|la|le)){{0,7}}[\s,]*"
)
_PLAIN = re.compile(r"(?<![\w'’-])[a-zà-ÿ]{4,}")
_YEAR_IN_BRACKETS = re.compile(r"\s?\(\d{4}[a-z]?\)\s?")
_DASHED = re.compile(r"\d{4}\s?[–-]$")
_FREE_YEAR = re.compile(r"(?<![\d–-])(?:1[5-9]|20)\d\d(?![\d–-])")


def quoted_titles(text: str, segments: list[Segment]) -> list[Segment]:
    """What is quoted where a title begins is the title, all of it and no more: '“Tides of 1900,” Coast Watch, 1999'."""
    first = next((s for s in segments if s.label == "title"), None)
    quoted = _QUOTED.search(text, max(0, first.start - 2)) if first else None
    if not first or not quoted or quoted.start() >= first.end:
        return segments
    named = segments[segments.index(first) - 1] if first is not segments[0] else None
    late = text[first.start : quoted.start()].strip(" .,;(")
    if late and not (named and named.label == "author" and late[-1:] in ":,." and quoted.end() >= first.end):
        return segments
    start = quoted.start() if late else first.start
    made = [Segment("title", start, quoted.end(), first.confidence)]
    if late and named:
        made.insert(0, named.changed(end=first.start + len(text[first.start : quoted.start()].rstrip())))
        start = named.start
    if first.end > quoted.end() and _LETTERS.search(text, quoted.end(), first.end):
        if any(s.label == "container" for s in segments):  # '“Tides.” Review of Ports' is one title, and has its own
            return segments
        made.append(first.changed(label="container", start=quoted.end()))
    return laid_over(segments, made, (start, max(quoted.end(), first.end)))


def words_after_names(text: str, segments: list[Segment]) -> list[Segment]:
    """'Marlow A, Oduya BC. Tides, | ports and silt' begins its title with a word that is no name: it has no initials."""
    segments, found = list(segments), []
    for n, segment in enumerate(segments):
        following = segments[n + 1] if n + 1 < len(segments) else None
        word = None
        if segment.label == "author" and (following is None or following.label != "date"):
            word = _AFTER_MEDICAL.match(text, segment.start, segment.end)
            if not word and following and following.label == "title":
                word = _AFTER_INVERTED.search(text, segment.start, segment.end)
        if not word or _suffix(word["title"]) or _NAMED.search(word["title"]) or _et_al().search(word["title"]):
            found.append(segment)
            continue
        found.append(segment.changed(end=word.start("title")))
        if following and following.label == "title" and not text[segment.end : following.start].strip():
            segments[n + 1] = following.changed(start=word.start("title"))
        else:
            found.append(segment.changed(label="title", start=word.start("title")))
    return found


def _suffix(word: str) -> bool:
    return word.strip(" .,").lower() in SUFFIXES


@cache
def _et_al() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(lexicon.words("citation", "et_al"), key=len, reverse=True))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def articles(text: str, segments: list[Segment]) -> list[Segment]:
    """'Marlow, A. B., A | model of tides' has an article, and no author of that name."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        joined = (
            last and (last.label, segment.label) == ("author", "title") and not text[last.end : segment.start].strip()
        )
        article = _ARTICLE.search(text, last.start, last.end) if last and joined else None
        if last and article:
            found[-1] = last.changed(end=article.start("article"))
            found.append(segment.changed(start=article.start("article")))
        else:
            found.append(segment)
    return found


def lone_notes(text: str, segments: list[Segment]) -> list[Segment]:
    """What stands between names and a publisher is the title, where nothing else is one."""
    labels = [segment.label for segment in segments]
    n = labels.index("note")
    said = text[segments[n].start : segments[n].end].lower()
    if any(word in said for key in ("thesis", "report") for word in lexicon.words("reference", key)):
        return segments
    if labels[:n] in (["author"], ["author", "date"]) and labels[n + 1 : n + 2] in (["place"], ["publisher"]):
        return [*segments[:n], segments[n].changed(label="title"), *segments[n + 1 :]]
    return segments


def at_punctuation(text: str, segments: list[Segment]) -> list[Segment]:
    """A title goes on up to a comma or stop: '... of the modern | Harbour; Coast Press', 'Encyclopedia of | Ports, Marlow, A.'."""
    found: list[Segment] = []
    for n, segment in enumerate(segments):
        last = found[-1] if found else None
        if not last or (last.label, segment.label) not in _JOINED or not _unparted(text, last, segment):
            found.append(segment)
            continue
        stop = _FEW_WORDS.match(text, segment.start, segment.end)
        following = segments[n + 1].label if n + 1 < len(segments) else ""
        if stop and stop.end() + 1 < segment.end:
            found[-1] = last.changed(end=stop.end())
            found.append(segment.changed(start=stop.end() + 1))
        elif following in {"publisher", "place"} and " " not in text[segment.start : segment.end].strip():
            found[-1] = last.changed(end=segment.end)
        else:
            found.append(segment)
    return found


_JOINED = {("title", "publisher"), ("title", "place"), ("title", "container"), ("container", "editor")}


def _unparted(text: str, title: Segment, following: Segment) -> bool:
    """Whether nothing but a blank parts a title from what follows; before others than houses and editors print often loses the stop."""
    if text[title.end : following.start].strip() or not text[title.end - 1 : title.end].isalnum():
        return False
    if not text[following.start].isalpha():
        return False
    return following.label not in {"place", "container"} or _SMALL_WORD.search(text, title.start, title.end) is not None


def first_sentences(text: str, segments: list[Segment]) -> list[Segment]:
    """'Silt. Coast Press' and 'Biogeochemistry. J Coast Res' begin with the title, where nothing else is one."""
    for n, segment in enumerate(segments[1:], 1):
        first = {"publisher": _FIRST_SENTENCE, "container": _FIRST_WORD}.get(segment.label)
        if first and (title := first.match(text[: segment.end], segment.start)):
            parts = [segment.changed(label="title", end=title.end()), segment.changed(start=title.end())]
            return [*segments[:n], *parts, *segments[n + 1 :]]
        if segment.label not in {"author", "editor", "date"}:
            break
    return segments


def last_sentences(text: str, segments: list[Segment]) -> list[Segment]:
    """'Storm leaves town dark. Coast Daily' and 'Tides in the bay. J. Coast. Res. | 12' end with where they appeared.

    A name in capitals ends a title in small letters, before a volume or an address, or where it is a newspaper's.
    """
    for n, segment in enumerate(segments):
        if segment.label != "title":
            continue
        held = n + 1 < len(segments) and segments[n + 1].label in {"volume", "editor"}
        published = any(s.label == "publisher" for s in segments)
        for stop in _SENTENCE.finditer(text, segment.start, segment.end):
            venue = _VENUE.fullmatch(text, stop.end(), segment.end)
            if not venue or venue[0].isupper() or len(_PLAIN.findall(text[segment.start : stop.start()])) < 2:
                continue
            if held or (not published and _appears(text, segment, venue[0])):
                parts = [segment.changed(end=stop.start() + 1), segment.changed(label="container", start=stop.end())]
                return [*segments[:n], *parts, *segments[n + 1 :]]
    return segments


def _appears(text: str, title: Segment, venue: str) -> bool:
    """Whether a title's last sentence is where it appeared: a newspaper's name, or an address follows."""
    newspapers = lexicon.words("reference", "newspaper")
    return any(word.lower() in newspapers for word in venue.split()) or "\0" in text[title.end : title.end + 60]


def years_in_titles(text: str, segments: list[Segment]) -> list[Segment]:
    """A year in brackets between two halves of a title is the title's, where another year dates the work."""
    if [s.label for s in segments].count("date") < 2:
        return segments
    found: list[Segment] = []
    for segment in segments:
        halves = len(found) > 1 and [found[-2].label, found[-1].label, segment.label] == ["title", "date", "title"]
        if halves and _YEAR_IN_BRACKETS.fullmatch(text, found[-2].end, segment.start):
            found.pop()
            segment = segment.changed(start=found.pop().start)  # noqa: PLW2901 (both halves and the year)
        found.append(segment)
    return found


def ranges(text: str, segments: list[Segment]) -> list[Segment]:
    """'Ports 1350–1500. ... 1990' ends its title with years, where another year is free to date the work."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if (
            last
            and (last.label, segment.label) == ("title", "date")
            and _DASHED.search(text[last.start : segment.start].rstrip())
            and _FREE_YEAR.search(text, segment.end)
        ):
            found[-1] = last.changed(end=segment.end)
        else:
            found.append(segment)
    return found
