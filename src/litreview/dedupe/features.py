"""What duplicates are compared by: each entry reduced to folded strings and numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from litreview.similarity import fold

if TYPE_CHECKING:
    from litreview.model import Entry, Name

__all__ = ["Features", "doi", "features", "number", "pages"]

BRACKETS = re.compile(r"\[[^\[\]]{0,300}\]")
REMARK = re.compile(
    r"\[(?:erratum|corrig|corrected|comment|see comment|update|retract|reprint|reply)\b.*$", re.IGNORECASE | re.DOTALL
)
OTHER_TITLE = re.compile(r"\[([^\[\]]{25,400})\]\.?\s*$")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
NOT_ISBN = re.compile(r"[^0-9X]")
ARXIV_VERSION = re.compile(r"v\d+$")
DIGITS = re.compile(r"\d+")
SUBTITLE = re.compile(r"\s*(?:[:?!;]|\.\s|\s[-–—]+\s|--)\s*")
PAGES = re.compile(r"([A-Za-z]*)0*(\d+)(\w*)(?:\s*[-‐‑–—]+\s*([A-Za-z]*)0*(\d+))?")
DOI = re.compile(r"10\.\d{4,9}/\S+")
YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10"}
SMALL = frozenset("a an and de der des di do du el et for für fur in la las le les los of on the to und y".split())
UNKNOWN = frozenset(
    {"unknown", "na", "n a", "none", "null", "nan", "anonymous", "anon", "no author", "no authors listed", "no title"}
)
RETRACTED = re.compile(r"^retracted(?: article)?\s+")
ORDINAL = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "a": "1", "b": "2", "c": "3"}
PARTS = frozenset(
    [
        *(
            "part",
            "parts",
            "volume",
            "vol",
            "study",
            "experiment",
            "chapter",
            "section",
            "phase",
            "series",
            "paper",
            "book",
        ),
        *(
            "teil",
            "band",
            "kapitel",
            "partie",
            "tome",
            "chapitre",
            "parte",
            "tomo",
            "capitulo",
            "deel",
            "czesc",
            "tom",
            "chast",
        ),
    ]
)
PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|ssrn|preprints?|research square|osf preprints?)\b"
)
PREPRINT_DOI = re.compile(r"10\.(?:48550|1101/(?:19|20)|2139/ssrn|31234|31235|20944|21203|26434)")
# what stands beside an article without being it: one letter a kind
MARKERS = (
    ("e", re.compile(r"\b(?:erratum|errata|corrigend(?:um|a))\b|^(?:authors? |publishers? )?corrections?(?: to)?\b")),
    ("t", re.compile(r"^(?:retraction|withdrawal|expression of concern)\b|\bretraction (?:of|notice)\b")),
    (
        "r",
        re.compile(
            r"^(?:a |the |authors? )*(?:reply|response|rejoinder)\b|\b(?:reply|rejoinder|authors? response)$|\breply (?:to|from)\b"
        ),
    ),
    ("c", re.compile(r"^(?:a )?(?:comments? (?:on|to)|commentary on|letter|discussion of|remarks on)\b|\bcomments?$")),
    ("b", re.compile(r"^(?:book review|review of)\b")),
    ("s", re.compile(r"^(?:supplement|supplementary|supporting information|appendix)\b")),
)
GENERIC = re.compile(
    r"^(?:(?:guest |an? )?editorials?(?: board| comment| note| introduction)?|introduction(?: to .*)?|preface|foreword|prologue|"
    r"epilogue|conclusions?|(?:table of )?contents?|front ?matter|back ?matter|index|news|in memoriam|obituary|book reviews?|"
    r"letters?(?: to the editors?)?|comments?(?: on .*)?|commentary|(?:authors? )?repl(?:y|ies)|erratum|corrigendum|correction|"
    r"abstracts?|announcements?|discussion|summary|acknowledge?ments?|(?:message|remarks|letter|note|notes|words?|comments?) from .*|"
    r"from the .*editors?.*|.*\beditor(?:s|ial)?(?: s)? (?:comments?|notes?|introduction|remarks|message|column|page|preface|choice)|"
    r"in this issue|call for papers.*|welcome.*|session .*|proceedings.*|keynote.*|panel.*|poster.*|workshop.*|.*conference.*proceedings.*)$"
)


class Features(NamedTuple):
    """One entry, folded: "" and 0 where nothing is known."""

    doi: str
    registrant: str
    pmid: str
    arxiv: str
    isbn: str
    title: str
    bare: str
    other: str
    main: str
    part: str
    numbers: str
    marker: str
    generic: bool
    short: bool
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
    last: str
    edition: str
    kind: str


def features(entry: Entry) -> Features:
    """The features of an entry; they depend on nothing but its fields."""
    title = _title(entry.title or "")
    venue = fold(entry.container_title or "")
    year = _year(entry.year or entry.date or "")
    words = [word for word in venue.split() if word not in SMALL]
    first, last = pages(entry.pages or "")
    name = doi(entry.doi or "")
    return Features(
        doi=name,
        registrant=name.partition("/")[0],
        pmid=(entry.pmid or "").strip(),
        arxiv=ARXIV_VERSION.sub("", (entry.arxiv or "").casefold().removeprefix("arxiv:").strip()),
        isbn=NOT_ISBN.sub("", (entry.isbn or "").upper()),
        title=title,
        bare=title.replace(" ", ""),
        other=_other(entry.title or ""),
        main=_main(entry.title or ""),
        part=_part(title),
        numbers=_numbers(title),
        marker="".join(letter for letter, pattern in MARKERS if pattern.search(title)),
        generic=len(title) < 9 or bool(GENERIC.match(title)),
        short=len(title) < 30,
        lead=_surname(entry.authors[0]) if entry.authors else "",
        people=_people(entry.authors or entry.editors),
        year=year,
        venue=venue,
        venue_head=words[0][:3] if words else "",
        venue_words=" ".join(word[:3] for word in words),
        initials=_initials(words),
        volume=_volume(entry.volume, year),
        issue=number(entry.issue),
        first=first,
        last=last,
        edition=number(entry.edition),
        kind="preprint" if entry.arxiv or PREPRINT.search(venue) or PREPRINT_DOI.match(name) else _kind(entry.type),
    )


def doi(text: str) -> str:
    """A DOI in small letters, without resolver, scheme or closing punctuation; "" when there is none."""
    match = DOI.search(text.casefold())
    return match[0].rstrip(".,;:)]}>\"'") if match else ""


def _title(text: str) -> str:
    """The folded title, without markup and the bracketed remarks of databases ('[Chinese]', '[Review]')."""
    bare = text.strip().rstrip(".")
    if bare.startswith("[") and bare.endswith("]"):  # a translated title
        bare = bare[1:-1]
    folded = fold(BRACKETS.sub(" ", REMARK.sub(" ", TAG.sub(" ", bare))))
    folded = RETRACTED.sub("", folded or fold(text))
    return "" if folded in UNKNOWN else folded


def _other(text: str) -> str:
    """The title in another language that stands in brackets after a title."""
    match = OTHER_TITLE.search(text)
    return fold(match[1]).replace(" ", "") if match and not text.startswith("[") else ""


def _main(text: str) -> str:
    """The folded title up to its subtitle."""
    return _title(SUBTITLE.split(text.strip("[]. "), maxsplit=1)[0])


def _part(title: str) -> str:
    """The number of a part: after 'part', 'volume' and their like, or at the end of the title."""
    words = title.split()
    for n, word in enumerate(words):
        number = ROMAN.get(word, word if word.isdigit() else ORDINAL.get(word, ""))
        if number and ((n and words[n - 1] in PARTS) or (n == len(words) - 1 and len(number) < 3)):
            return number.lstrip("0")
    return ""


def _numbers(title: str) -> str:
    """All digits, in order of their words: '10 000' and '10000' are one."""
    return "".join(DIGITS.findall(title))


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


def number(text: str | None) -> str:
    """The first number in text without leading noughts; folded words where there is none; "" for nothing."""
    folded = fold(text or "")
    if not folded or folded in UNKNOWN:
        return ""
    digits = DIGITS.search(folded)
    return digits[0].lstrip("0") if digits else folded


def _volume(text: str | None, year: int) -> str:
    """The volume, where a number is printed that is not the year."""
    volume = number(text)
    return "" if volume == str(year) or not volume.isdigit() else volume


def _initials(words: list[str]) -> str:
    """What an abbreviation keeps of a venue: its initials, or the venue where it is an acronym; too short means nothing."""
    if len(words) == 1 and len(words[0]) <= 6:
        return words[0]
    return "".join(word[0] for word in words) if len(words) > 2 else ""


def pages(text: str) -> tuple[str, str]:
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
