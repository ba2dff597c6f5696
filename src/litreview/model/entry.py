"""What is understood: names, entries, and the works that entries of many papers mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from litreview.model.plain import fields

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    manager; `rest` is the printed text that no field holds, to the last comma (parted by ' … ', words
    first; what of it says something is in `note` too); `extra` are the fields of a bibliography that
    litreview has no name for, as they stood; `confidence` is 0..1 by field.
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
        return fields(self, drop=("id", "key"))


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
