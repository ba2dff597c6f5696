"""From marked-up paragraphs, as Word, ODT, HTML and JATS hold them, to a document with sections, references and citations."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from litreview.model import Citation, Document, Part, Problem, Reference
from litreview.read import csl
from litreview.read.text import hyperlinks, line_starts, nested

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from litreview.model import CitationKind, Entry, Source

__all__ = ["Cited", "Difference", "Mark", "Paragraph", "Writer", "assembled", "number"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One item of a citation: `label` says which, `item` is what the file knows of it, as CSL-JSON, where it does."""

    label: str
    item: Mapping[str, object] = field(default_factory=dict)
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` of a paragraph is how these items are cited."""

    start: int
    end: int
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: of level n when it is a heading; with `listed` when it is an item of the reference list.

    `links` are (start, end, address) of what is linked in it.
    """

    text: str
    level: int = 0
    marks: tuple[Mark, ...] = ()
    listed: bool = False
    note: bool = False
    label: str | None = None
    stated: Entry | None = None
    links: tuple[tuple[int, int, str], ...] = ()


class Writer:
    """Paragraphs in the making: white space is made single as it comes.

    A note is called and begun as Markdown does it: 'Tides rise.[^1]', and below '[^1]: Oduya, Tides, 45.'
    """

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self._pieces: list[str] = []
        self._marks: list[Mark] = []
        self._links: list[tuple[int, int, str]] = []
        self._spaced = True
        self._called = 0
        self._begun = 0
        self.at = 0

    def call(self) -> int:
        """Call the next note here; its number, which is to be given to `begin` where the note stands."""
        self._called += 1
        self.write(f"[^{self._called}]")
        return self._called

    def begin(self, note: int) -> None:
        """The next paragraph that holds anything begins a note."""
        self.write(f"[^{note}]: ")
        self._begun = self.at

    def write(self, text: str) -> None:
        """More text of the paragraph."""
        single = re.sub(r"\s+", " ", text)
        if self._spaced:
            single = single.removeprefix(" ")
        if single:
            self._pieces.append(single)
            self.at += len(single)
            self._spaced = single.endswith(" ")

    def mark(self, start: int, cited: Sequence[Cited]) -> None:
        """What was written since offset start cites these items."""
        if cited and start < self.at:
            self._marks.append(Mark(start, self.at, tuple(cited)))

    def link(self, start: int, address: str) -> None:
        """What was written since offset start leads to this address."""
        if address and start < self.at:
            self._links.append((start, self.at, address))

    def close(
        self,
        *,
        level: int = 0,
        listed: bool = False,
        note: bool = False,
        label: str | None = None,
        stated: Entry | None = None,
    ) -> None:
        """The paragraph ends; nothing happens where nothing was written, or only how a note begins."""
        if self._begun and self.at == self._begun:
            return
        text = "".join(self._pieces).rstrip()
        if text:
            marks = tuple(Mark(m.start, min(m.end, len(text)), m.cited) for m in self._marks if m.start < len(text))
            self.paragraphs.append(Paragraph(text, level, marks, listed, note, label, stated, tuple(self._links)))
        self._pieces, self._marks, self._links, self._spaced, self.at, self._begun = [], [], [], True, 0, 0


@dataclass(frozen=True, slots=True)
class Difference:
    """What print and structure say differently, at `text[start:end]` of the paragraph with this number (from 0)."""

    paragraph: int
    start: int
    end: int
    message: str


def assembled(
    source: Source,
    form: str,
    paragraphs: Sequence[Paragraph],
    *,
    title: str | None = None,
    differences: Sequence[Difference] = (),
) -> Document:
    """The document that paragraphs make: an empty line between two; each is a part whose line is its number, from 1.

    `references` is None where no paragraph is listed, and then `citations` is too: labels would lead nowhere.
    """
    text = "\n\n".join(paragraph.text for paragraph in paragraphs) + "\n"
    starts = list(accumulate((len(paragraph.text) + 2 for paragraph in paragraphs), initial=0))[:-1]
    parts = tuple(Part(start, number) for number, start in enumerate(starts, 1))
    bare = Document(source, text, form, line_starts(text), title=title, parts=parts)
    references = tuple(_references(bare, paragraphs, starts))
    citations = tuple(_citations(bare, paragraphs, starts)) if references else ()
    problems = tuple(
        Problem("stated-otherwise", d.message, bare.span(starts[d.paragraph] + d.start, starts[d.paragraph] + d.end))
        for d in differences
    )
    links = (
        (at + start, min(at + end, at + len(p.text)), address)
        for p, at in zip(paragraphs, starts, strict=True)
        for start, end, address in p.links
    )
    return replace(
        bare,
        problems=problems,
        references=references or None,
        citations=citations or None,
        hyperlinks=hyperlinks(text, links),
        sections=nested(
            [(p.level, p.text, at) for p, at in zip(paragraphs, starts, strict=True) if p.level], len(text)
        ),
    )


NUMBER = re.compile(r"(?:\[(\d{1,4})\]|(\d{1,4})[.)])\s*|(\d{1,3})\s+(?=[^\W\d_])")


def number(text: str) -> tuple[str | None, int]:
    """The printed number that an item of a list starts with, and how long it is with what parts it from the item."""
    match = NUMBER.match(text)
    return (match[1] or match[2] or match[3], match.end()) if match else (None, 0)


def _references(bare: Document, paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[Reference]:
    listed = [k for k, paragraph in enumerate(paragraphs) if paragraph.listed]
    for n, k in enumerate(listed):
        paragraph = paragraphs[k]
        printed, skip = number(paragraph.text)
        start, end = starts[k] + skip, starts[k] + len(paragraph.text)
        yield Reference(
            f"{bare.source.id}#r{n + 1}",
            n,
            paragraph.text[skip:],
            bare.span(start, end),
            label=paragraph.label or printed,
            stated=paragraph.stated,
        )


def _citations(bare: Document, paragraphs: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[Citation]:
    count = 0
    for paragraph, offset in zip(paragraphs, starts, strict=True):
        for mark in paragraph.marks:
            for cited, start, end in _pieces(paragraph.text, mark):
                count += 1
                surface = paragraph.text[start:end]
                kind = _kind(paragraph, surface, start)
                names = () if kind == "numeric" else _names(cited.item, surface)
                year = None if kind == "numeric" else re.search(r"\b(?:1[5-9]|20)\d\d[a-z]?\b", surface)
                yield Citation(
                    f"{bare.source.id}#c{count}",
                    bare.span(offset + start, offset + end),
                    surface,
                    kind,
                    names,
                    et_al=bool(re.search(r"\bet al", surface)),
                    year=year[0] if year else None,
                    label=cited.label,
                    locator=cited.locator,
                )


def _pieces(text: str, mark: Mark) -> Iterator[tuple[Cited, int, int]]:
    """Each item of a mark with the part of it that prints the item: all of it, where the parts cannot be told."""
    start, end = mark.start, mark.end
    while start < end and text[start] in "([ ^":
        start += 1
    while (
        end > start
        and text[end - 1] in ")] ^"
        and (text[end - 1] != ")" or text.count("(", start, end) < text.count(")", start, end))
    ):
        end -= 1
    parts = [m.span() for m in re.finditer(r"[^;]+", text[start:end])]
    if len(parts) != len(mark.cited):
        parts = [m.span() for m in re.finditer(r"[^,]+", text[start:end])]
    for n, cited in enumerate(mark.cited):
        if len(parts) != len(mark.cited) or not (piece := text[start + parts[n][0] : start + parts[n][1]]).strip():
            yield cited, start, end
            continue
        lead = len(piece) - len(piece.lstrip())
        yield cited, start + parts[n][0] + lead, start + parts[n][0] + len(piece.rstrip())


def _kind(paragraph: Paragraph, surface: str, start: int) -> CitationKind:
    if paragraph.note:
        return "footnote"
    if not re.search(r"[^\W\d_]{2}", surface):
        return "numeric"
    before = paragraph.text[:start]
    return (
        "parenthetical"
        if before.count("(") + before.count("[") > before.count(")") + before.count("]")
        else "narrative"
    )


def _names(item: Mapping[str, object], surface: str) -> tuple[str, ...]:
    """The lead names of an item's authors that a citation prints."""
    return tuple(name.lead for name in csl.entry(item).authors if name.lead and name.lead in surface)
