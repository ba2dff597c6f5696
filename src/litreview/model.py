"""The nouns of fact: everything that one stage establishes and hands to the next.

All are frozen, hold no live object, and point at each other by id, so that they pickle, compare and
travel. Offsets are 0-based code points into `Document.text`; lines and columns start at 1.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

SourceKind = Literal["paper", "bibliography"]
CitationKind = Literal["parenthetical", "narrative", "narrative-no-year", "numeric", "key", "footnote"]
CitationStyle = Literal["author-year", "numeric", "key", "footnote", "none"]
MatchStatus = Literal["linked", "mismatch", "ambiguous", "missing", "elsewhere"]


class Confidence(StrEnum):
    """How sure a finding is, least first; apart from its severity."""

    POSSIBLE = "possible"
    LIKELY = "likely"
    CERTAIN = "certain"

    @property
    def rank(self) -> int:
        """0 for the least sure."""
        return list(type(self)).index(self)


class Verdict(StrEnum):
    """What is known of a link. Only proof makes BROKEN; UNCHECKED: nobody asked, or nobody could."""

    OK = "ok"
    REDIRECTED = "redirected"
    BROKEN = "broken"
    SOFT404 = "soft404"
    BLOCKED = "blocked"
    TIMEOUT = "timeout"
    ERROR = "error"
    SKIPPED = "skipped"
    INVALID = "invalid"
    UNCHECKED = "unchecked"


# -- 1 read -------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Part:
    """From offset `start` on, the text stands on `page`, or in `file`; its first line is line number `line` there."""

    start: int
    line: int = 1
    page: int | None = None
    file: str | None = None


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
    the document's own.
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


# -- 2 extract ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """One item of a reference list, as printed.

    `raw` is the printed text without its bullet or number; `label` is the number or key that the
    text cites it by; `stated` is the entry where the format tells it (a .bib), None where the
    printed text must be parsed; `problem` says why it could not be read, if it could not.
    """

    id: str
    index: int
    raw: str
    span: Span
    label: str | None = None
    stated: Entry | None = None
    confidence: float = 1.0
    problem: str | None = None


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


# -- 3 parse, 4 normalise -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name (`family` with its particle, `given`, `suffix`), or a `literal` that is no person's."""

    family: str | None = None
    given: str | None = None
    suffix: str | None = None
    literal: str | None = None

    @property
    def lead(self) -> str:
        """What a citation calls this author by: the family name, or the literal."""
        return self.family or self.literal or self.given or ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A reference, understood. Types and fields have biblatex's and CSL's names; absent is None or ().

    `id` is that of the reference (or record) it was understood from, "" when there is none; `key`
    the citation key that a bibliography gives it; `date` and `accessed` are ISO 8601, as exact as
    printed; `url` is the first of `urls`; `local_files` are paths that leaked from a reference
    manager; `rest` is the printed text that no field took; `extra` are the fields of a
    bibliography that litreview has no name for, as they stood; `confidence` is 0..1 by field.
    """

    id: str = ""
    type: str = "misc"
    key: str | None = None
    authors: tuple[Name, ...] = ()
    authors_truncated: bool = False
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    title: str | None = None
    container_title: str | None = None
    series: str | None = None
    publisher: str | None = None
    place: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    year: str | None = None
    date: str | None = None
    accessed: str | None = None
    edition: str | None = None
    doi: str | None = None
    url: str | None = None
    urls: tuple[str, ...] = ()
    local_files: tuple[str, ...] = ()
    isbn: str | None = None
    issn: str | None = None
    arxiv: str | None = None
    pmid: str | None = None
    pmcid: str | None = None
    language: str | None = None
    note: str | None = None
    rest: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    confidence: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The `entry` of `review.json`: fields that are unknown are absent."""
        return plain(self, drop=("id", "key"))


# -- 5 dedupe -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Conflict:
    """Entries of one work that state different values for one field."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Work:
    """Entries, of any paper, that mean one thing.

    `id` hashes the first identifier, else folded title, lead author and year, and does not depend
    on `key`; `entry` is the canonical record; `provenance` says which members gave each field.
    """

    id: str
    key: str
    entry: Entry
    members: tuple[str, ...]
    provenance: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may mean one work: reported, not merged. `score` is 0..1."""

    left: str
    right: str
    score: float
    relation: Literal["uncertain", "preprint", "version", "edition"]
    reasons: tuple[str, ...] = ()


# -- 6 linkcheck --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Link:
    """An address that references print: `url` is what would be asked, `printed` how it stands.

    `titles` are those of the entries that print it, and `near` is the first access date or year that
    they state (ISO 8601, as exact as printed): a page and an archived copy are judged by them.
    """

    url: str
    printed: str
    field: str
    references: tuple[str, ...]
    keys: tuple[str, ...] = ()
    where: tuple[Span, ...] = ()
    titles: tuple[str, ...] = ()
    near: str | None = None


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What was found out about a link; `evidence` are plain sentences, in order.

    `reason` names the cause in one word for rules ("http-404", "nxdomain", "unregistered", "tls-expired",
    "private", "no-network" ...), "" where the verdict says all. `confirmed` is False while a known link's
    history says that one more bad run is to be awaited before a build fails.
    """

    url: str
    verdict: Verdict
    status: int | None = None
    reason: str = ""
    confirmed: bool = True
    final_url: str | None = None
    suggest: str | None = None
    archive: str | None = None
    evidence: tuple[str, ...] = ()
    confidence: Confidence = Confidence.CERTAIN


# -- 7 crosscheck, 8 coverage -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Match:
    """What a citation was matched to. `references` are ids; see design section 6 for `status`."""

    citation: str
    status: MatchStatus
    references: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meter:
    """`n` of `of`; `unchecked` were not asked, and count as neither good nor bad."""

    n: int
    of: int
    unchecked: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well text, list and papers cover each other: meters by name, for the run and by paper id."""

    meters: Mapping[str, Meter] = field(default_factory=dict)
    papers: Mapping[str, Mapping[str, Meter]] = field(default_factory=dict)
    overlap: Mapping[str, Any] = field(default_factory=dict)
    profile: Mapping[str, Any] = field(default_factory=dict)
    consolidation: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """All facts about one source: a paper, or (with no citations) a bibliography.

    `entries` stand in the order of `references`; `vote` says how the citation style was decided.
    """

    id: str
    source: Source
    document: Document
    title: str | None = None
    language: str | None = None
    citation_style: CitationStyle = "none"
    vote: Mapping[str, float] = field(default_factory=dict)
    has_reference_list: bool = False
    sections: tuple[Section, ...] = ()
    references: tuple[Reference, ...] = ()
    entries: tuple[Entry, ...] = ()
    citations: tuple[Citation, ...] = ()
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """All facts of a run: what rules read. `today` is the only clock that they see."""

    today: dt.date
    papers: tuple[Paper, ...] = ()
    bibliographies: tuple[Paper, ...] = ()
    works: tuple[Work, ...] = ()
    pairs: tuple[Pair, ...] = ()
    links: tuple[Link, ...] = ()
    checks: Mapping[str, LinkCheck] = field(default_factory=dict)
    coverage: Coverage = field(default_factory=Coverage)

    def lists(self) -> Iterator[Paper]:
        """Papers and bibliographies: all that hold references, in input order within each kind."""
        yield from self.papers
        yield from self.bibliographies


def plain(value: Any, drop: tuple[str, ...] = ()) -> Any:
    """A noun as JSON's own types: None, "", () and {} are left out of objects, numbers and False are kept."""
    if dataclasses.is_dataclass(value):
        pairs = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value) if f.name not in drop)
        return {name: plain(item) for name, item in pairs if not _absent(item)}
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, str | tuple | dict) and not value)
