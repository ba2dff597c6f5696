"""What duplicates are compared by: each entry reduced to folded strings and numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from litreview.similarity import fold

if TYPE_CHECKING:
    from litreview.model import Entry, Name

__all__ = ["Features", "doi", "features"]

BRACKETS = re.compile(r"\[[^\[\]]{0,80}\]")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
DIGITS = re.compile(r"\d+")
SUBTITLE = re.compile(r"\s*(?:[:?!;]|\.\s|\s[-–—]+\s|--)\s*")
PAGES = re.compile(r"([A-Za-z]*)0*(\d+)(\w*)(?:\s*[-‐‑–—]+\s*([A-Za-z]*)0*(\d+))?")
DOI = re.compile(r"10\.\d{4,9}/\S+")
YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
SMALL = frozenset("a an and de der des di do du el et für fur in la las le les los of on the to und y".split())
UNKNOWN = frozenset({"unknown", "na", "n a", "none", "null", "nan", "anonymous", "anon", "no author", "no authors listed", "no title"})
# what stands beside an article without being it: one letter a kind
MARKERS = (
    ("e", re.compile(r"\b(?:erratum|errata|corrigend(?:um|a)|correction(?: to)?|publisher correction)\b")),
    ("t", re.compile(r"\b(?:retraction|retracted|withdrawn|expression of concern)\b")),
    ("r", re.compile(r"\b(?:reply|authors? repl(?:y|ies)|response to|in response|rejoinder)\b")),
    ("c", re.compile(r"^(?:comments? on|commentary|re|letter|discussion of)\b|\bcomments?$")),
    ("b", re.compile(r"^(?:book review|review of)\b")),
    ("s", re.compile(r"^(?:supplement|supplementary|appendix)\b")),
)
GENERIC = re.compile(
    r"^(?:(?:guest |an? )?editorial(?: board| comment| note)?|introduction(?: to .*)?|preface|foreword|prologue|epilogue|conclusions?|"
    r"contents?|table of contents|front ?matter|back ?matter|index|news|in memoriam|obituary|book reviews?|letters?(?: to the editor)?|"
    r"comments?(?: on .*)?|commentary|repl(?:y|ies)|authors? reply|erratum|corrigendum|correction|abstracts?|announcements?|discussion|summary|"
    r"acknowledge?ments?|message from .*|welcome.*|session .*|proceedings.*|keynote.*|panel.*|poster.*|workshop.*|.*conference.*proceedings.*)$"
)


class Features(NamedTuple):
    """One entry, folded: "" and 0 where nothing is known."""

    doi: str
    ids: str
    title: str
    bare: str
    main: str
    numbers: str
    marker: str
    generic: bool
    lead: str
    people: str
    year: int
    venue: str
    initials: str
    volume: str
    issue: str
    first: str
    last: str
    edition: str
    kind: str


def features(entry: Entry) -> Features:
    """The features of an entry; they depend on nothing but its fields."""
    title = _title(entry.title or "")
    venue = fold(entry.container_title or "")
    first, last = _pages(entry.pages or "")
    return Features(
        doi=doi(entry.doi or ""),
        ids=_ids(entry),
        title=title,
        bare=title.replace(" ", ""),
        main=_main(entry.title or ""),
        numbers=_numbers(title),
        marker="".join(letter for letter, pattern in MARKERS if pattern.search(title)),
        generic=len(title) < 12 or bool(GENERIC.match(title)),
        lead=_surname(entry.authors[0]) if entry.authors else "",
        people=_people(entry.authors or entry.editors),
        year=_year(entry.year or entry.date or ""),
        venue=venue,
        initials="".join(word[0] for word in venue.split() if word not in SMALL),
        volume=_number(entry.volume),
        issue=_number(entry.issue),
        first=first,
        last=last,
        edition=_number(entry.edition),
        kind=_kind(entry.type),
    )


def doi(text: str) -> str:
    """A DOI in small letters, without resolver, scheme or closing punctuation; "" when there is none."""
    match = DOI.search(text.casefold())
    return match[0].rstrip(".,;:)]}>\"'") if match else ""


def _ids(entry: Entry) -> str:
    if entry.pmid:
        return f"pmid:{entry.pmid}"
    return f"arxiv:{re.sub(r'v[0-9]+$', '', entry.arxiv.casefold())}" if entry.arxiv else ""


def _title(text: str) -> str:
    """The folded title, without markup and the bracketed remarks of databases ('[Chinese]', '[Review]')."""
    bare = text.strip().rstrip(".")
    if bare.startswith("[") and bare.endswith("]"):  # a translated title
        bare = bare[1:-1]
    folded = fold(BRACKETS.sub(" ", TAG.sub(" ", bare)))
    folded = folded or fold(text)
    return "" if folded in UNKNOWN else folded


def _main(text: str) -> str:
    """The folded title up to its subtitle."""
    return _title(SUBTITLE.split(text.strip("[]. "), maxsplit=1)[0])


def _numbers(title: str) -> str:
    words = title.split()
    found = [str(int(n)) for word in words for n in DIGITS.findall(word)]
    found += [ROMAN[w] for n, w in enumerate(words) if w in ROMAN and (w not in "ivx" or n == len(words) - 1 or words[n - 1] in ("part", "study", "volume"))]
    return " ".join(sorted(found))


@lru_cache(maxsize=1 << 16)
def _words(name: Name) -> tuple[str, ...]:
    return tuple(fold(" ".join(filter(None, (name.family, name.literal, name.given)))).split())


def _surname(name: Name) -> str:
    family = fold(name.lead)
    return "" if family in UNKNOWN else family


def _people(names: tuple[Name, ...]) -> str:
    """The words of the names, without initials: 'Si Hyun Kang' and 'Kang, S. H.' must share one."""
    words = {word for name in names[:8] for word in _words(name) if len(word) > 1 and word not in UNKNOWN}
    return " ".join(sorted(words))


def _year(text: str) -> int:
    match = YEAR.search(text)
    return int(match[0]) if match else 0


def _number(text: str | None) -> str:
    folded = fold(text or "")
    if not folded or folded in UNKNOWN:
        return ""
    digits = DIGITS.search(folded)
    return digits[0].lstrip("0") if digits else folded


def _pages(text: str) -> tuple[str, str]:
    """First and last page; an abbreviated last page is completed."""
    match = PAGES.search(text)
    if not match:
        return "", ""
    first, last = match[1].casefold() + match[2] + match[3].casefold(), match[5] or ""
    if last and len(last) < len(match[2]):
        last = match[2][: len(match[2]) - len(last)] + last
    return first, last


def _kind(kind: str) -> str:
    kind = kind.casefold()
    if kind in ("book", "collection", "proceedings", "reference", "mvbook"):
        return "book"
    if kind in ("inbook", "incollection", "suppbook"):
        return "chapter"
    if "thesis" in kind:
        return "thesis"
    return "conference" if kind in ("inproceedings", "conference") else ""
