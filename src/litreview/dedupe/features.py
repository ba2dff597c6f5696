"""What duplicates are compared by: each entry reduced to folded strings and numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from litreview.dedupe.words import (
    ASIDE,
    GENERIC,
    MARKERS,
    ORDINALS,
    PARTS,
    PREPRINT,
    PREPRINT_DOI,
    SMALL,
    TELLING,
    TERSE,
    UNKNOWN,
)
from litreview.similarity import fold

if TYPE_CHECKING:
    from litreview.model import Entry, Name

__all__ = ["Features", "Known", "doi", "features", "known", "number", "pages"]

LONGEST = 1000
"""Characters of a title that are compared."""

SHORT = 200
"""Characters of a name or a venue that are compared: what is longer is no name."""

BRACKETS = re.compile(r"\[[^\[\]]{0,300}\]")
REMARK = re.compile(
    r"\[(?:erratum|corrig|corrected|comment|see comment|update|retract|reprint|reply)\b.*$|\(retracted article\b.*$",
    re.IGNORECASE | re.DOTALL,
)
OTHER_TITLE = re.compile(r"\[([^\[\]]{25,400})\]\.?$")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
RETRACTED = re.compile(r"^retracted(?: article)?\s+")
SUBTITLE = re.compile(r"[:?!;.–—-](?:(?<=[:?!;])|(?<=\.)\s|(?<=\s[–—-])[–—-]*\s|(?<=-)-)")
DIGITS = re.compile(r"\d+")
PAGES = re.compile(r"([A-Za-z]{0,4})0*(\d+)(\w*)(?:\s*[-‐‑–—]+\s*([A-Za-z]{0,4})0*(\d+))?")
NO_FIRST = re.compile(r"suppl[a-z]*\W*\d+$|\W*(?:[a-z]+\W+)?\d+ ?(?:pp?|pages|leaves)\b\.?$", re.IGNORECASE)
DOI = re.compile(r"10\.\d{4,9}/\S+")
YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
COCHRANE = re.compile(r"cd\d+\w*")
ARXIV_VERSION = re.compile(r"v\d+$")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
KINDS = {
    "article": "paper", "inproceedings": "paper", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "book": "volume", "report": "volume", "dataset": "data", "software": "data", "patent": "patent",
}  # fmt: skip
"""Types whose works may share a title and authors; a report is often called a book."""
OF_GROUP = {"a": "r", "f": "e", "v": "e"}
"""The kind of a group of ASIDE, where another has its name."""
beginning = itemgetter(slice(5))


class Known(NamedTuple):
    """What an entry is known by from run to run, folded as in `Features`."""

    doi: str
    pmid: str
    arxiv: str
    title: str
    bare: str
    lead: str
    year: int


class Features(NamedTuple):
    """One entry, folded: "" and 0 where nothing is known. `low`, `high` and `head` only bring titles together."""

    doi: str
    registrant: str
    pmid: str
    arxiv: str
    title: str
    bare: str
    other: str
    main: str
    part: str
    numbers: str
    marker: str
    generic: bool
    short: bool
    low: str
    high: str
    head: str
    lead: str
    people: str
    year: int
    venue: str
    venue_words: str
    venue_head: str
    initials: str
    volume: str
    issue: str
    first: str
    supplement: bool
    own_pages: bool
    edition: str
    kind: str
    book: bool
    chapter: bool
    conference: bool
    preprint: bool

    @property
    def nothing(self) -> str:
        """How "nothing known" looks, in all features that are text."""
        return ""


def features(entry: Entry) -> Features:
    """The features of an entry; they depend on nothing but its fields."""
    name, pmid, arxiv, title, bare, lead, year = known(entry)
    printed = (entry.title or "")[:LONGEST].strip()
    words = title.split()
    long = sorted([word for word in words if len(word) > 3])
    marker, generic = _nature(printed, title, words)
    first, supplement, own_pages = _place((entry.pages or "")[:SHORT])
    venue, venue_words, venue_head, initials, at_preprints = _venue((entry.container_title or "")[:SHORT])
    return Features(
        doi=name,
        registrant=name.partition("/")[0],
        pmid=pmid,
        arxiv=arxiv,
        title=title,
        bare=bare,
        other=_other(printed),
        main=_main(printed, title),
        part=_part(words),
        numbers=_numbers(words, bare),
        marker=marker,
        generic=generic,
        short=len(title) < 30,
        low=" ".join(long[:4]),
        high=" ".join(long[-4:]),
        head=bare[:12],
        lead=lead,
        people=_people(entry.authors or entry.editors),
        year=year,
        venue=venue,
        venue_words=venue_words,
        venue_head=venue_head,
        initials=initials,
        volume="" if venue.startswith("cochrane database") else _volume(entry.volume, year),  # PubMed's is the month
        issue=number(entry.issue),
        first=first,
        supplement=supplement,
        own_pages=own_pages,
        edition=number(entry.edition),
        kind=_kind(entry),
        book=entry.type in ("book", "collection", "proceedings", "reference", "mvbook"),
        chapter=entry.type in ("inbook", "incollection", "suppbook"),
        conference=entry.type == "inproceedings",
        preprint=bool(entry.arxiv) or at_preprints or bool(PREPRINT_DOI.match(name)),
    )


def known(entry: Entry) -> Known:
    """What an entry is known by."""
    title = _title((entry.title or "")[:LONGEST].strip())
    return Known(
        doi(entry.doi) if entry.doi else "",
        (entry.pmid or "").strip(),
        ARXIV_VERSION.sub("", entry.arxiv.casefold().removeprefix("arxiv:").strip()) if entry.arxiv else "",
        title,
        title.replace(" ", ""),
        _lead(entry.authors[0].lead) if entry.authors else "",
        _year(entry.year or entry.date or ""),
    )


def doi(text: str) -> str:
    """A DOI in small letters, without resolver, scheme or closing punctuation; "" when there is none."""
    match = DOI.search(text.casefold())
    return match[0].rstrip(".,;:)]}>\"'") if match else ""


def number(text: str | None) -> str:
    """The first number in text without leading noughts; folded words where there is none; "" for nothing."""
    if not text:
        return ""
    if text.isdecimal():
        return text.lstrip("0")
    folded = fold(text)
    if folded in UNKNOWN:
        return ""
    digits = DIGITS.search(folded)
    return digits[0].lstrip("0") if digits else folded


def pages(text: str) -> tuple[str, str]:
    """First and last page; an abbreviated last page is completed. 'Suppl-12', which is but a last one, and '215 p.' are none."""
    match = PAGES.search(text.rpartition("p.")[2])  # what stands before 'pp.' is a volume that was not told apart
    if not match or NO_FIRST.match(text):
        return "", ""
    first, last = match[1].casefold() + match[2] + match[3].casefold(), match[5] or ""
    if last and len(last) < len(match[2]):
        last = match[2][: len(match[2]) - len(last)] + last
    return first, last


def _place(text: str) -> tuple[str, bool, bool]:
    """The number of the first page, whether it is one of a supplement, and whether no other work can stand on these pages.

    One or two pages hold many abstracts; three, or the number of an article, are one work's. A Cochrane review keeps its
    number in all its versions, which it cannot tell apart.
    """
    first, last = pages(text)
    if COCHRANE.fullmatch(first):
        return "", False, False
    digits = first.lstrip(LETTERS)
    several = last.isdecimal() and digits.isdecimal() and int(last) - int(digits) > 1
    return digits, first.startswith("s"), several or len(digits) > 4


def _kind(entry: Entry) -> str:
    """What a work is, where two of a kind are never one of another: what is said to be an article names where it appeared."""
    kind = KINDS.get(entry.type, "")
    return kind if kind != "paper" or entry.container_title else ""


def _title(text: str) -> str:
    """The folded title, without markup and the bracketed remarks of databases ('[Chinese]', '[Review]')."""
    bare = text.rstrip(".")
    if "[" in bare or "<" in bare or "etracted" in bare:
        if bare.startswith("[") and bare.endswith("]"):  # a translated title
            bare = bare[1:-1]
        bare = BRACKETS.sub(" ", REMARK.sub(" ", TAG.sub(" ", bare)))
    folded = fold(bare) or fold(text)
    if folded.startswith("retracted"):
        folded = RETRACTED.sub("", folded)
    return "" if folded in UNKNOWN else folded


def _main(text: str, title: str) -> str:
    """The folded title up to its subtitle."""
    match = SUBTITLE.search(text.strip("[]. "))
    return _title(text[: match.start()].strip("[ ")) if match else title


def _other(text: str) -> str:
    """The title in another language that stands in brackets after a title."""
    match = OTHER_TITLE.search(text) if "]" in text[-2:] and not text.startswith("[") else None
    return fold(match[1]).replace(" ", "") if match else ""


def _nature(printed: str, title: str, words: list[str]) -> tuple[str, bool]:
    """The markers of a title, and whether it is one of many that say as much."""
    generic = len(title) < 9 or title in TERSE
    told = TELLING.intersection(map(beginning, words))
    if not told and "[" not in printed:
        return "", generic
    kinds = {letter for letter, needs, pattern in MARKERS if not needs.isdisjoint(told) and pattern.search(title)}
    aside = ASIDE.search(printed)
    if aside and aside.lastgroup:
        kinds.add(OF_GROUP.get(aside.lastgroup, aside.lastgroup))
    return "".join(sorted(kinds)), generic or bool(GENERIC.match(title))


def _part(words: list[str]) -> str:
    """The number of a part: after 'part', 'volume' and their like."""
    if PARTS.isdisjoint(words):
        return ""
    for before, word in pairwise(words):
        if before in PARTS and (word in ORDINALS or word.isdecimal()):
            return ORDINALS.get(word, word).lstrip("0")
    return ""


def _numbers(words: list[str], bare: str) -> str:
    """All digits, so that '10 000' and '10000' are one; and what a numeral at the end counts."""
    last = words[-1] if words else ""
    digits = "" if bare.isalpha() else "".join(DIGITS.findall(bare))
    return digits + ORDINALS.get(last, "")


@lru_cache(maxsize=1 << 16)
def _venue(text: str) -> tuple[str, str, str, str, bool]:
    """The folded venue, its words cut to three letters, the first of them, its initials, and whether it holds preprints."""
    venue = fold(text)
    words = [word for word in venue.split() if word not in SMALL]
    cut = [word[:3] for word in words]
    initials = (
        words[0] if len(words) == 1 and len(words[0]) <= 6 else "".join(w[0] for w in words) if len(words) > 2 else ""
    )
    return venue, " ".join(cut), cut[0] if cut else "", initials, bool(PREPRINT.search(venue))


@lru_cache(maxsize=1 << 16)
def _lead(name: str) -> str:
    family = fold(name)
    return "" if family in UNKNOWN else family


@lru_cache(maxsize=1 << 16)
def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in fold(text).split() if len(word) > 1 and word not in UNKNOWN)


def _people(names: tuple[Name, ...]) -> str:
    """The words of the names, without initials: 'Si Hyun Kang' and 'Kang, S. H.' must share one."""
    parts = [part for name in names[:8] for part in (name.family, name.literal, name.given) if part]
    words = {word for part in parts for word in _words(part[:SHORT])}
    return " ".join(sorted(words))


def _year(text: str) -> int:
    if len(text) == 4 and text.isdecimal():
        return int(text)
    match = YEAR.search(text)
    return int(match[0]) if match else 0


def _volume(text: str | None, year: int) -> str:
    """The volume, where a number is printed that is not the year."""
    volume = number(text)
    return "" if volume == str(year) or not volume.isdecimal() else volume
