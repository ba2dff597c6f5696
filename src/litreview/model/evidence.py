"""What is found out: links and their verdicts, matches, coverage, and the evidence of a whole run."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from litreview.model.document import Citation, CitationStyle, Document, Reference, Section, Source, Span
    from litreview.model.entry import Entry, Pair, Work

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
class History:
    """What earlier runs saw of a link: when it was asked last, good last, and bad first since then, in how many runs (ISO 8601)."""

    asked: str
    ok: str | None = None
    bad: str | None = None
    runs: int = 0


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What was found out about a link; `evidence` are plain sentences, in order.

    `reason` names the cause in one word for rules ("http-404", "nxdomain", "unregistered", "tls-expired",
    "private", "no-network" ...), "" where the verdict says all. By its `history`, where one is kept, `confirmed`
    is False while a link that was good before is dead in too few runs to fail a build, `lasting` is
    True where faults that prove nothing have gone on for days.
    """

    url: str
    verdict: Verdict
    status: int | None = None
    reason: str = ""
    confirmed: bool = True
    lasting: bool = False
    final_url: str | None = None
    suggest: str | None = None
    archive: str | None = None
    evidence: tuple[str, ...] = ()
    confidence: Confidence = Confidence.CERTAIN
    history: History | None = None


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
class Account:
    """The cross-check of one paper, by work. Citations and references are ids.

    missing      citations that name one unlisted work (also those listed `elsewhere`), work by work
    wrong_year   citations of one listed work under another year, work by work
    wrong_name   citations of one listed work under another spelling of its lead, work by work
    used         references that some citation means, may mean, or means under another year or spelling
    uncited      references that nothing in the text speaks of: not in `used`, their lead's name shared
                 by no unlinked citation, and their name and year nowhere side by side in the text
    """

    missing: tuple[tuple[str, ...], ...] = ()
    wrong_year: tuple[tuple[str, ...], ...] = ()
    wrong_name: tuple[tuple[str, ...], ...] = ()
    used: frozenset[str] = frozenset()
    uncited: tuple[str, ...] = ()


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

    `entries` stand in the order of `references`; `vote` says how the citation style was decided;
    `matches`, one a citation, and their `account` are the cross-check's.
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
    account: Account = Account()


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
