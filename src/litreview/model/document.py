"""What is printed: sources, documents, references and citations, with their places."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model.entry import Entry, Name

SourceKind = Literal["paper", "bibliography"]
CitationKind = Literal["parenthetical", "narrative", "narrative-no-year", "numeric", "key", "footnote"]
CitationStyle = Literal["author-year", "numeric", "key", "footnote", "none"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read. `id` is its shortest unique path in the run."""

    id: str
    path: str
    kind: SourceKind
    sha256: str


@dataclass(frozen=True, slots=True)
class Span:
    """`text[start:end]` of a source; `line` and `column` are those of `start`.

    Where the source has pages, lines count on the `page`; where a text includes another `file`, in that file.
    """

    source: str
    start: int
    end: int
    line: int
    column: int
    page: int | None = None
    file: str | None = None

    @property
    def place(self) -> str:
        """Where it is, as its reader counts: "4:12", "p. 3, 4:12", or "chapter.tex:4:12" in an included file."""
        at = f"{self.line}:{self.column}"
        if self.page is not None:
            return f"p. {self.page}, {at}"
        return f"{PurePath(self.file).name}:{at}" if self.file else at


@dataclass(frozen=True, slots=True)
class Part:
    """From offset `start` on, the text stands on `page`, or in `file`; its first line is line number `line` there."""

    start: int
    line: int = 1
    page: int | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """`text[start:end]` of a document leads to the web address `url`, which need not be printed there."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a source that could not be read as it should, kept as a value.

    `kind` is a fact that a rule may hold an opinion on: "encoding", "syntax", "text-outside-entry",
    "undefined-string", "unresolved-crossref", "unknown-entry-type", "duplicate-field", "duplicate-key".
    """

    kind: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """A source, decoded.

    `references`, `citations` and `sections` are None unless the format itself tells them: a citation's
    `label` is then the `label` of its reference, or a key of one of `bibliographies` (paths, which are
    read too). `nocite` are keys that are listed though the text does not cite them ("*": all of them).
    `parts` say, in order, where pages or included files begin, where there are any; `authors` are
    the document's own; `hyperlinks` are those that lead out of it, in order.
    """

    source: Source
    text: str
    format: str
    lines: Sequence[int]
    title: str | None = None
    problems: tuple[Problem, ...] = ()
    references: tuple[Reference, ...] | None = None
    citations: tuple[Citation, ...] | None = None
    authors: tuple[Name, ...] = ()
    sections: tuple[Section, ...] | None = None
    bibliographies: tuple[str, ...] = ()
    nocite: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    hyperlinks: tuple[Hyperlink, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of `text[start:end]`; O(log lines)."""
        line = bisect_right(self.lines, start)
        column = start - self.lines[line - 1] + 1
        at = bisect_right(self.parts, start, key=lambda part: part.start)
        if not at:
            return Span(self.source.id, start, end, line, column)
        part = self.parts[at - 1]
        line += part.line - bisect_right(self.lines, part.start)
        return Span(self.source.id, start, end, line, column, part.page, part.file)


@dataclass(frozen=True, slots=True)
class Reference:
    """One item of a reference list, as printed.

    `raw` is the printed text without its bullet or number; `label` is the number or key that the
    text cites it by; `stated` is the entry where the format tells it (a .bib), None where the
    printed text must be parsed; `problem` says why it could not be read, if it could not;
    `hyperlinks` are those of the document that stand in it.
    """

    id: str
    index: int
    raw: str
    span: Span
    label: str | None = None
    stated: Entry | None = None
    confidence: float = 1.0
    problem: str | None = None
    hyperlinks: tuple[Hyperlink, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a document, from its heading to the next of its level or above."""

    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited work at one place: `(A, 2010; B, 2012)` is two, `[5-7]` is three on one span.

    `names` are the printed surnames or the printed full names of the authors, in printed order;
    `year` keeps its suffix (`2012a`); `label` is the number or key of a numeric or key citation;
    `problem` is "malformed" where something stands between author and year that does not belong.
    """

    id: str
    span: Span
    surface: str
    kind: CitationKind
    names: tuple[str, ...] = ()
    et_al: bool = False
    year: str | None = None
    label: str | None = None
    locator: str | None = None
    section: str | None = None
    sentence: str | None = None
    confidence: float = 1.0
    secondary: bool = False
    problem: str | None = None
