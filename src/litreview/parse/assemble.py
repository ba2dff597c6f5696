"""Build an entry from the labelled segments of a reference: every character goes to a field or to `rest`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview import lexicon
from litreview.model import Entry, Name
from litreview.parse import dates, names, numbers
from litreview.parse.rest import held, held_words, rest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from litreview.parse.identifiers import Identifier
    from litreview.parse.segments import Segment

__all__ = ["assemble"]

_FIELD = {
    "author": "authors", "editor": "editors", "translator": "translators", "container": "container_title", "date": "year",
}  # fmt: skip
_NUMBERING = re.compile(r"\W*(\d{1,4})\s?[.)\]]?(?:\s|$)")
_WORDS = re.compile(r"\w+")
_ABBREVIATED = re.compile(r"\b\w{1,12}\.\s*\S")
_QUOTES = "\"'“”„‟‘’‚«»‹›`´"
_OPEN = {")": "(", "]": "[", "}": "{"}


def assemble(text: str, segments: Sequence[Segment], identifiers: Sequence[Identifier], identifier: str = "") -> Entry:
    """The entry that the segments of `text` (in order, not overlapping) and its identifiers make."""
    printed = _Printed(text, segments)
    authors, truncated = printed.names("author")
    editors, _ = printed.names("editor")
    translators, _ = printed.names("translator")
    title, container, more = _titles(printed)
    if len(authors) == 1 and not title and not container and not editors:
        authors = (_as_printed(authors[0]),)
    volume, issue = printed.volume_issue()
    year, date = printed.date()
    notes = [*printed.texts("genre"), *more, *printed.texts("note"), *printed.texts("number")]
    known = printed.identifiers(identifiers)
    first = {kind: values[0] for kind, values in known.items()}
    return Entry(
        id=identifier,
        authors=authors,
        authors_truncated=truncated,
        editors=editors,
        translators=translators,
        title=title,
        container_title=container,
        series=printed.joined("series"),
        publisher=printed.joined("publisher"),
        place=printed.joined("place"),
        volume=volume,
        issue=issue,
        pages=printed.number("pages", numbers.pages),
        year=year,
        date=date,
        accessed=printed.accessed(),
        edition=printed.number("edition", numbers.edition),
        doi=first.get("doi"),
        url=first.get("url"),
        urls=tuple(known.get("url", ())),
        local_files=tuple(known.get("local_file", ())),
        isbn=first.get("isbn"),
        issn=first.get("issn"),
        arxiv=first.get("arxiv"),
        pmid=first.get("pmid"),
        pmcid=first.get("pmcid"),
        note="; ".join(notes) or None,
        rest=rest(text, printed.taken),
        confidence=_confidence(segments),
    )


class _Printed:
    """A reference that is being read: its pieces by label, and which spans of its text some field holds by now."""

    __slots__ = ("pieces", "taken", "text")

    def __init__(self, text: str, segments: Sequence[Segment]) -> None:
        self.text = text
        self.taken: list[tuple[int, int]] = []
        self.pieces: dict[str, list[tuple[int, int]]] = {}
        for segment in segments:
            self.pieces.setdefault(segment.label, []).append((segment.start, segment.end))

    def texts(self, label: str) -> list[str]:
        """The pieces of a label, without the signs around them and without repeats."""
        found: list[str] = []
        for start, end in self.pieces.get(label, ()):
            if (text := _clean(self.text[start:end])) and text not in found:
                self.taken += held_words(self.text, start, end, [text])
                found.append(text)
        return found

    def joined(self, label: str) -> str | None:
        """The pieces of a label as one text."""
        return "; ".join(self.texts(label)) or None

    def names(self, label: str) -> tuple[tuple[Name, ...], bool]:
        """The names of all pieces, and whether 'et al.' follows; a number that a list prints before them is none's."""
        found: list[Name] = []
        truncated = False
        for start, end in self.pieces.get(label, ()):
            if number := _NUMBERING.match(self.text, start, end):
                start = number.end()  # noqa: PLW2901 (the names begin after it)
            more, cut = names.split(self.text[start:end])
            given_first = bool(more) and self.text.startswith(more[0].given or "\0", start)
            self.taken += held_words(self.text, start, end, _parts(more, given_first=given_first))
            found += more
            truncated = truncated or cut
        return tuple(found), truncated

    def number(self, label: str, read: Callable[[str], str | None]) -> str | None:
        """What `read` makes of the first piece that it can read."""
        for start, end in self.pieces.get(label, ()):
            if value := read(self.text[start:end]):
                self.taken += held(self.text, start, end, value)
                return value
        return None

    def volume_issue(self) -> tuple[str | None, str | None]:
        """Volume and issue, each as first printed; one piece may hold both."""
        volume: str | None = None
        issue: str | None = None
        for label in ("volume", "issue"):
            for start, end in self.pieces.get(label, ()):
                piece = self.text[start:end]
                both = label == "volume" or "(" in piece
                v, i = numbers.volume_issue(piece) if both else (None, numbers.issue(piece))
                if label == "issue" and not i:
                    v, i = None, v
                self.taken += held(self.text, start, end, ("" if volume else v or "") + ("" if issue else i or ""))
                volume, issue = volume or v, issue or i
        return volume, issue

    def date(self) -> tuple[str | None, str | None]:
        """The year (the first printed, with its letter) and the most exact date that agrees with it."""
        year = date = None
        for start, end in self.pieces.get("date", ()):
            read = dates.read(self.text[start:end])
            first = year is None
            year = year or read.year
            if year and read.year == (year if first else year[:4]):
                date = max(date or "", read.iso or "", key=len)
                self.taken += ((start + a, start + b) for a, b in read.spans)
        return year, date

    def accessed(self) -> str | None:
        """The first day of access."""
        for start, end in self.pieces.get("accessed", ()):
            read = dates.read(self.text[start:end])
            if read.iso:
                self.taken += ((start + a, start + b) for a, b in read.spans)
                return read.iso
        return None

    def identifiers(self, found: Sequence[Identifier]) -> dict[str, list[str]]:
        """The identifiers of each kind, without repeats; an entry has many addresses and files, of the others one."""
        known: dict[str, list[str]] = {}
        for identifier in found:
            values = known.setdefault(identifier.kind, [])
            if not values or (identifier.kind in {"url", "local_file"} and identifier.value not in values):
                values.append(identifier.value)
                self.taken += held(self.text, identifier.start, identifier.end, identifier.value)
        return known


def _parts(names: Sequence[Name], *, given_first: bool) -> list[str]:
    """What names are made of, in printed order."""
    pairs = (
        (n.given, n.family, n.suffix, n.literal) if given_first else (n.family, n.given, n.suffix, n.literal)
        for n in names
    )
    return [part for pair in pairs for part in pair if part]


def _as_printed(name: Name) -> Name:
    """A name that is all a reference prints is as likely a periodical's: it is not taken apart without initials."""
    words = [w for w in (name.given, name.family) if w]
    return name if name.literal or len(words) < 2 or "." in words[0] else Name(literal=" ".join(words))


def _titles(printed: _Printed) -> tuple[str | None, str | None, list[str]]:
    """Title, container title, and what is too much for either.

    A second title is the container where none is labelled; a container with neither title nor
    volume, issue or pages, and no journal's name, is the title.
    """
    titles, containers = printed.texts("title"), printed.texts("container")
    if len(titles) > 1 and not containers:
        containers = titles[1:2]
        titles = titles[:1] + titles[2:]
    numbered = any(label in printed.pieces for label in ("volume", "issue", "pages"))
    if not titles and containers and not numbered and not _periodical(containers[0]):
        titles, containers = containers[:1], containers[1:]
    title = titles[0] if titles else None
    container = containers[0] if containers else None
    return title, container, titles[1:] + containers[1:]


def _periodical(container: str) -> bool:
    """Whether a name says that it is a journal's."""
    words = lexicon.words("reference", "journal")
    return any(len(word) > 1 and word in words for word in _WORDS.findall(container.lower()))


def _confidence(segments: Sequence[Segment]) -> dict[str, float]:
    """How sure the labeller is of each field: the mean of its segments."""
    sure: dict[str, list[float]] = {}
    for segment in segments:
        if segment.label not in {"other", "citnum"}:
            sure.setdefault(_FIELD.get(segment.label, segment.label), []).append(segment.confidence)
    return {field: round(sum(values) / len(values), 3) for field, values in sure.items()}


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
