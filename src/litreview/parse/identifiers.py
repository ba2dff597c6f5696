"""Find what has a grammar of its own in a printed reference: addresses, DOIs and other identifiers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Identifier", "blank", "find"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier: `text[start:end]` with its marker ('doi:', brackets); `value` is the bare identifier.

    `kind` is a field of Entry: url, local_file, doi, arxiv, isbn, issn, pmid or pmcid.
    """

    kind: str
    value: str
    start: int
    end: int


# Quantifiers are bounded and no two that can match the same text stand side by side, so that a
# hostile line costs no more than its length.
_LOCAL = re.compile(
    r"<?(?P<path>(?:https?://files/\d{1,9}/|file://|zotero://)[^<>\r\n]{0,400}?)(?:(?P<ext>\.(?:pdf|html?|docx?|epub|txt|djvu)\b)|(?=[<>\r\n])|$)>?"
    r"|(?P<windows>\b[A-Za-z]:\\[^\s<>|\"]{1,300})",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?P<registrant>10(?<!\w10)\.\s?\d{4,9}(?:\.\d{1,9}){0,3})\s?/\s?(?P<suffix>[^\s\"“”]{1,200})")
_DOI_MARKER = re.compile(
    r"<?(?:https?\s?://\s?(?:(?:dx|www)\.\s?)?doi\.\s?org/\s?|(?:dx\.)?doi\.org/\s?|\bdoi\s{0,2}[:.]?\s{0,2}|\binfo:doi/)\Z",
    re.IGNORECASE,
)
_DOI_MARKED = 40  # code points before a DOI in which its marker stands
_ARXIV_OLD = (
    r"(?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nlin|nucl-(?:ex|th)|physics|quant-ph|math|cs|q-bio|q-fin|stat"
    r"|adap-org|alg-geom|chao-dyn|cmp-lg|comp-gas|dg-ga|funct-an|patt-sol|q-alg|solv-int|supr-con)(?:\.[A-Za-z-]{2,12})?/\s?\d{7}"
)
_ARXIV = re.compile(
    rf"(?:\barxiv\s?[:.\s]\s?(?:eprint\s?)?(?P<new>\d{{4}}\s?\.\s?\d{{4,5}}|{_ARXIV_OLD})|\b(?P<old>{_ARXIV_OLD}))(?P<version>v\d{{1,2}})?"
    r"(?:\s?\[[a-zA-Z.-]{2,20}\])?",
    re.IGNORECASE,
)
_URL = re.compile(
    r"<?(?P<url>(?:\b(?:https?|ftp)\s?:\s?/\s?/\s?|\bwww\.\s?(?=[a-z0-9-]{1,60}\.))[^\s<>\"“”]{1,1000})", re.IGNORECASE
)
_ANGLED = re.compile(r"<(?P<url>(?:https?|ftp)://[^<>]{1,1000}|www\.[^<>]{1,1000})>", re.IGNORECASE)
_NUMBERED = (
    ("arxiv", _ARXIV),
    (
        "isbn",
        re.compile(
            r"\b(?:e-?)?ISBN(?:[-\s]?1[03])?\s?:?\s?(?P<value>97[89][-–\s]?(?:\d[-–\s]?){9}\d|(?:\d[-–\s]?){9}[\dXx])\b",
            re.IGNORECASE,
        ),
    ),
    ("issn", re.compile(r"\b[ep]?-?ISSN\s?:?\s?(?P<value>\d{4}\s?[-–]?\s?\d{3}[\dXx])\b", re.IGNORECASE)),
    ("pmcid", re.compile(r"\b(?:PMCID\s?:?\s?)?(?P<value>PMC\s?\d{5,9})\b", re.IGNORECASE)),
    ("pmid", re.compile(r"\b(?:PMID|pubmed(?:\s?id)?)\s?:?\s?(?P<value>\d{4,9})\b", re.IGNORECASE)),
)
# Most references have none, and a look for a few letters is many times faster than one for all patterns.
_LOCAL_SIGNS = ("://files/", "file://", "zotero://", ":\\")
_NUMBERED_WORDS = ("arxiv", "isbn", "issn", "pmc", "pmid", "pubmed")
_MAYBE_OLD_ARXIV = re.compile(r"/\s?\d{7}")
_TRAILING = ".,;:!?'’‘\"“”«»*"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<"}
# A printed line broke inside an address: it goes on where it ends in the middle of something.
_GOES_ON = re.compile(r"\s{1,3}(?=[^\s<>\"“”]{1,300})(?P<more>[a-z0-9%?=&_~/][^\s<>\"“”]{0,300})")
_GLUED = re.compile(
    r"(?<=.)(?:https?:|pmid|[.,;]\s?(?:url|arxiv|isbn|issn|available|accessed|epub)|\?\w{1,30}=|\||&gt;)", re.IGNORECASE
)
_BREAKS = re.compile(r"(?<=[^/=:])(?=https?://)", re.IGNORECASE)


def find(text: str) -> list[Identifier]:
    """All identifiers of a printed reference, in order; only a DOI may stand inside another, an address. Linear."""
    found: list[Identifier] = []
    free = text
    for look in (_local_files, _dois, _urls, _numbered):
        fresh: list[Identifier] = []
        for identifier in look(free):
            if identifier.value and (not fresh or identifier.start >= fresh[-1].end):
                fresh.append(_whole(text, identifier) if "\0" in identifier.value else identifier)
        if fresh:
            found += fresh
            free = blank(free, fresh)
    return sorted(found, key=lambda i: i.start)


def _whole(text: str, identifier: Identifier) -> Identifier:
    """An address as it stands, with the DOI in it that was found before."""
    value = "".join(text[identifier.start : identifier.end].split()).strip("<>")
    return Identifier(identifier.kind, value, identifier.start, identifier.end)


def blank(text: str, found: Iterable[Identifier]) -> str:
    """The text with each identifier (in order) replaced by as many NULs: offsets stay."""
    pieces, at = [], 0
    for i in found:
        if i.end > at:
            pieces += [text[at : i.start], "\0" * (i.end - max(at, i.start))]
            at = i.end
    return "".join([*pieces, text[at:]])


def _local_files(text: str) -> Iterator[Identifier]:
    lower = text.lower()
    if any(sign in lower for sign in _LOCAL_SIGNS):
        for match in _LOCAL.finditer(text):
            path = match["windows"] or match["path"] + (match["ext"] or "")
            yield Identifier("local_file", path.strip(), match.start(), match.end())


def _dois(text: str) -> Iterator[Identifier]:
    free = 0
    for match in _DOI.finditer(text):
        marker = _DOI_MARKER.search(text, max(free, match.start() - _DOI_MARKED), match.start())
        yield Identifier("doi", *_doi(text, match, marker))
        free = match.end()


def _urls(text: str) -> Iterator[Identifier]:
    if "//" not in text and "/ /" not in text and "www." not in text.lower():
        return
    for match in _URL.finditer(text):
        angled = _ANGLED.match(text, match.start())
        value, end = ("".join(angled["url"].split()), angled.end()) if angled else _url(text, match)
        for piece in _glued(value, match.start(), end):
            yield Identifier("url", *piece)


def _numbered(text: str) -> Iterator[Identifier]:
    lower = text.lower()
    if any(word in lower for word in _NUMBERED_WORDS) or _MAYBE_OLD_ARXIV.search(text):
        found = (i for kind, pattern in _NUMBERED for i in _numbers(kind, pattern, text))
        yield from sorted(found, key=lambda i: i.start)


def _numbers(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Identifier]:
    for match in pattern.finditer(text):
        value = next(v for k, v in match.groupdict().items() if v and k != "version") + (
            match.groupdict().get("version") or ""
        )
        yield Identifier(kind, re.sub(r"\s", "", value), match.start(), match.end())


def _doi(text: str, match: re.Match[str], marker: re.Match[str] | None) -> tuple[str, int, int]:
    """The bare lower-case DOI and its span, with its marker; a suffix that a line end cut goes on after the space."""
    start = (marker or match).start()
    if not marker and text[start - 1 : start] == "<":
        start -= 1
    suffix, end = match["suffix"], match.end()
    if marker and (more := _GOES_ON.match(text, end)):
        nxt = more["more"]
        cut = suffix[-1] in "/-_(" or (
            suffix[-1] == "." and any(c.isdigit() for c in nxt) and not re.match(r"(?:19|20)\d\d\b", nxt)
        )
        if cut and not re.match(r"(?:https?|www|doi|pmid|accessed|retrieved)\b", nxt, re.IGNORECASE):
            suffix, end = suffix + nxt, more.end()
    bare = _trimmed(suffix)
    if glued := _GLUED.search(bare):
        bare = _trimmed(bare[: glued.start()])
    end -= len(suffix) - len(bare)
    if text[start] == "<" and text[end : end + 1] == ">":
        end += 1
    registrant = match["registrant"].replace(" ", "")
    return f"{registrant}/{bare}".lower(), start, end


def _url(text: str, match: re.Match[str]) -> tuple[str, int]:
    """The address and where it ends in the text; goes on over a space after a character that ends none."""
    value, end = match["url"], match.end()
    for _ in range(3):
        more = _GOES_ON.match(text, end)
        if more is None:
            break
        nxt = more["more"]
        open_end = value[-1] in "/=&?_-%" or (
            value[-1] == "." and re.match(r"[a-z0-9-]{1,60}(?:[./][a-z0-9-]|\.$)", nxt)
        )
        if not (open_end or nxt[0] in "/?=&%") or re.match(
            r"(?:https?:|www\.|accessed|retrieved|pp?\b|vol\b|\d{1,2}\b)", nxt, re.IGNORECASE
        ):
            break
        if value[-1] == "/" and not re.search(r"[\d/._=%-]", nxt):
            break  # a complete address, then a word of the sentence
        value, end = value + nxt, more.end()
    trimmed = _trimmed(value)
    end -= len(value) - len(trimmed)
    if text[match.start()] == "<" and text[end : end + 1] == ">":
        end += 1
    return re.sub(r"\s", "", trimmed), end


def _glued(value: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Addresses printed without a space between them, apart; an address inside an address stays."""
    pieces = _BREAKS.split(value)
    if len(pieces) == 1:
        return [(value, start, end)]
    spans, at = [], start
    for n, piece in enumerate(pieces):
        stop = end if n == len(pieces) - 1 else min(at + len(piece), end)
        spans.append((_trimmed(piece), at, stop))
        at = stop
    return spans


def _trimmed(value: str) -> str:
    """Without the punctuation of the sentence: a closing bracket stays where its opening is inside."""
    while value:
        last = value[-1]
        if last in _TRAILING or (last in _PAIRS and value.count(_PAIRS[last]) < value.count(last)):
            value = value[:-1]
        else:
            break
    return value
