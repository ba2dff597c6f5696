"""Build an entry from the labelled segments of a reference: every letter goes to a field or to `rest`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon
from litreview.model import Entry, Name
from litreview.parse import dates, names, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.parse.identifiers import Identifier
    from litreview.parse.segments import Segment

__all__ = ["assemble"]

_FIELD = {
    "author": "authors", "editor": "editors", "translator": "translators", "container": "container_title", "date": "year",
}  # fmt: skip
# The words that introduce a field belong to it, and are left out where it was found.
_MARKERS = {
    "author": (("citation", "and"), ("citation", "et_al")),
    "editor": (("citation", "and"), ("citation", "et_al"), ("reference", "editor"), ("reference", "in")),
    "translator": (("reference", "translator"),),
    "container": (("reference", "in"),),
    "edition": (("reference", "edition"),),
    "volume": (("reference", "volume"),),
    "issue": (("reference", "issue"),),
    "pages": (("reference", "pages"),),
    "accessed": (("reference", "accessed"),),
    "url": (("reference", "available"), ("reference", "accessed")),
    "doi": (("reference", "available"),),
}
_DASHES = re.compile(r"[\s_‐‑‒–—―−-]{1,12}[.,]?")
_NUMBERING = re.compile(r"\W*(\d{1,4})\s?[.)\]]?(?:\s|$)")
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")
_ABBREVIATED = re.compile(r"\b\w{1,12}\.\s*\S")
_QUOTES = "\"'“”„‟‘’‚«»‹›`´"
_OPEN = {")": "(", "]": "[", "}": "{"}


def assemble(text: str, segments: Sequence[Segment], identifiers: Sequence[Identifier], identifier: str = "") -> Entry:
    """The entry that the segments of `text` (in order, not overlapping) and its identifiers make."""
    parts: dict[str, list[str]] = {}
    sure: dict[str, list[float]] = {}
    untaken: list[str] = []
    at = 0
    for start, end, segment in _in_order(segments, identifiers):
        untaken.append(text[at:start])
        at = end
        if segment is None:
            continue
        piece = text[start:end]
        if segment.label in {"other", "citnum"}:
            untaken.append(piece)
            continue
        parts.setdefault(segment.label, []).append(piece)
        sure.setdefault(_FIELD.get(segment.label, segment.label), []).append(segment.confidence)
    untaken.append(text[at:])
    left = _left(untaken, {*parts, *(i.kind for i in identifiers)})

    authors, truncated = _names(parts.get("author", ()), left)
    editors, _ = _names(parts.get("editor", ()), left)
    translators, _ = _names(parts.get("translator", ()), left)
    title, container, more = _titles(parts)
    if len(authors) == 1 and not title and not container and not editors:
        authors = (_as_printed(authors[0]),)
    volume, issue = _volume_issue(parts, left)
    pages = _first(parts.get("pages", ()), numbers.pages, left)
    year, date = _date(parts.get("date", ()), left)
    accessed = _accessed(parts.get("accessed", ()), left)
    notes = [*(_clean(p) for p in (*parts.get("genre", ()), *more, *parts.get("note", ()), *parts.get("number", ())))]
    known: dict[str, list[str]] = {}
    for found in identifiers:
        known.setdefault(found.kind, []).append(found.value)
    for kind in ("doi", "arxiv", "isbn", "issn", "pmid", "pmcid"):
        left += known.get(kind, [])[1:]
    return Entry(
        id=identifier,
        authors=authors,
        authors_truncated=truncated,
        editors=editors,
        translators=translators,
        title=title,
        container_title=container,
        series=_joined(parts.get("series", ())),
        publisher=_joined(parts.get("publisher", ())),
        place=_joined(parts.get("place", ())),
        volume=volume,
        issue=issue,
        pages=pages,
        year=year,
        date=date,
        accessed=accessed,
        edition=_first(parts.get("edition", ()), numbers.edition, left),
        doi=next(iter(known.get("doi", ())), None),
        url=next(iter(known.get("url", ())), None),
        urls=tuple(dict.fromkeys(known.get("url", ()))),
        local_files=tuple(dict.fromkeys(known.get("local_file", ()))),
        isbn=next(iter(known.get("isbn", ())), None),
        issn=next(iter(known.get("issn", ())), None),
        arxiv=next(iter(known.get("arxiv", ())), None),
        pmid=next(iter(known.get("pmid", ())), None),
        pmcid=next(iter(known.get("pmcid", ())), None),
        note="; ".join(n for n in notes if n) or None,
        rest=" ".join(" ".join(left).split()) or None,
        confidence={key: round(sum(values) / len(values), 3) for key, values in sure.items()},
    )


def _in_order(segments: Sequence[Segment], identifiers: Sequence[Identifier]) -> list[tuple[int, int, Segment | None]]:
    merged: list[tuple[int, int, Segment | None]] = [(s.start, s.end, s) for s in segments]
    merged += [(i.start, i.end, None) for i in identifiers]
    return sorted(merged, key=lambda item: item[:2])


@cache
def _introducing(label: str) -> frozenset[str]:
    """The words that introduce a field of this label, in all languages."""
    found = (w.lower() for section, key in _MARKERS.get(label, ()) for w in lexicon.words(section, key))
    return frozenset(word for phrase in found for word in _WORDS.findall(phrase))


def _left(pieces: Sequence[str], labels: Iterable[str]) -> list[str]:
    """The pieces that no field took, without those that are only punctuation or introduce a field."""
    introducing = frozenset[str]().union(*map(_introducing, labels))
    words = ((piece, _WORDS.findall(piece.lower())) for piece in pieces)
    return [piece.strip(" ,;:.") for piece, found in words if not introducing.issuperset(found)]


def _names(pieces: Sequence[str], left: list[str]) -> tuple[tuple[Name, ...], bool]:
    """The names of all pieces; a number that a list prints before them is left."""
    found: list[Name] = []
    truncated = False
    for piece in pieces:
        if number := _NUMBERING.match(piece):
            left.append(number[1])
        more, cut = names.split(piece[number.end() :] if number else piece)
        left += [] if more else [piece]
        found += more
        truncated = truncated or cut
    return tuple(found), truncated


def _as_printed(name: Name) -> Name:
    """A name that is all a reference prints is as likely a periodical's: it is not taken apart without initials."""
    words = [w for w in (name.given, name.family) if w]
    return name if name.literal or len(words) < 2 or "." in words[0] else Name(literal=" ".join(words))


def _titles(parts: dict[str, list[str]]) -> tuple[str | None, str | None, list[str]]:
    """Title, container title, and what is too much for either.

    A second title is the container where none is labelled; a container with neither title nor
    volume, issue or pages, and no journal's name, is the title.
    """
    titles = [t for t in map(_clean, parts.get("title", ())) if t]
    containers = [c for c in map(_clean, parts.get("container", ())) if c]
    if len(titles) > 1 and not containers:
        containers = titles[1:2]
        titles = titles[:1] + titles[2:]
    numbered = any(parts.get(k) for k in ("volume", "issue", "pages"))
    if not titles and containers and not numbered and not _periodical(containers[0]):
        titles, containers = containers[:1], containers[1:]
    title = titles[0] if titles else None
    container = containers[0] if containers else None
    return title, container, titles[1:] + containers[1:]


def _periodical(container: str) -> bool:
    """Whether a name says that it is a journal's."""
    words = lexicon.words("reference", "journal")
    return any(len(word) > 1 and word in words for word in _WORDS.findall(container.lower()))


def _volume_issue(parts: dict[str, list[str]], left: list[str]) -> tuple[str | None, str | None]:
    volume = issue = None
    for piece in parts.get("volume", ()):
        v, i = numbers.volume_issue(piece)
        left += [x for x in (v if volume else "", i if issue else "") if x]
        volume, issue = volume or v, issue or i
    for piece in parts.get("issue", ()):
        v, i = numbers.volume_issue(piece) if "(" in piece else (None, numbers.issue(piece))
        number = i or v
        volume = volume or (v if i else None)
        left += [number] if number and issue else []
        issue = issue or number
    return volume, issue


def _first(pieces: Sequence[str], read: object, left: list[str]) -> str | None:
    """What `read` makes of the first piece; what it makes of the others is left."""
    values = [v for v in (read(p) for p in pieces) if v] if callable(read) else []
    left += values[1:]
    return values[0] if values else None


def _date(pieces: Sequence[str], left: list[str]) -> tuple[str | None, str | None]:
    """The year (the first printed, with its letter) and the most exact date that agrees with it."""
    read = [dates.read(p) for p in pieces]
    left += [d.rest for d in read if _WORD.search(d.rest)]
    dated = [d for d in read if d.year and d.iso]
    if not dated:
        return None, None
    year = dated[0].year or ""
    agree = [d.iso or "" for d in dated if (d.iso or "")[:4] == year[:4]]
    left += [d.year or "" for d in dated if (d.iso or "")[:4] != year[:4]]
    return year, max(agree, key=len)


def _accessed(pieces: Sequence[str], left: list[str]) -> str | None:
    for piece in pieces:
        read = dates.read(piece)
        if read.iso:
            return read.iso
        left.append(piece)
    return None


def _joined(pieces: Sequence[str]) -> str | None:
    return "; ".join(dict.fromkeys(p for p in map(_clean, pieces) if p)) or None


def _clean(piece: str) -> str:
    """A printed piece without the punctuation and the quotation marks around it."""
    piece = " ".join(piece.split()).strip(" ,;:")
    while piece:
        before = piece
        if piece[-1] == "." and not (_ABBREVIATED.search(piece) and len(piece) < 60):
            piece = piece[:-1]
        if piece and piece[-1] in _OPEN and piece.count(piece[-1]) > piece.count(_OPEN[piece[-1]]):
            piece = piece[:-1]
        if (
            piece
            and piece[0] in "([{"
            and piece.count(piece[0]) > sum(piece.count(c) for c, o in _OPEN.items() if o == piece[0])
        ):
            piece = piece[1:]
        if len(piece) > 1 and piece[0] in "([" and piece[-1] in ")]" and piece.count(piece[0]) == 1:
            piece = piece[1:-1]
        if piece and piece[0] in _QUOTES and not (piece[0] in "'’" and piece.count(piece[0]) == 1):
            piece = piece[1:]
        if (
            piece
            and piece[-1] in _QUOTES
            and (piece[-1] not in "'’" or piece[:-1].count(piece[-1]) % 2 or "‘" in piece or before[0] in _QUOTES)
        ):
            piece = piece[:-1]
        piece = piece.strip(" ,;:")
        if piece == before:
            break
    return piece.lstrip(". ")
