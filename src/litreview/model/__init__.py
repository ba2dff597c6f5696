"""The nouns of fact: everything that one stage establishes and hands to the next.

All are frozen, hold no live object, and point at each other by id, so that they pickle, compare and
travel. Offsets are 0-based code points into `Document.text`; lines and columns start at 1.
"""

from __future__ import annotations

from litreview.model import dictionary
from litreview.model.document import (
    Citation,
    CitationKind,
    CitationStyle,
    Document,
    Hyperlink,
    Part,
    Problem,
    Reference,
    Section,
    Source,
    SourceKind,
    Span,
)
from litreview.model.entry import Conflict, Entry, Name, Pair, Work
from litreview.model.evidence import (
    Account,
    Confidence,
    Coverage,
    Evidence,
    History,
    Link,
    LinkCheck,
    Match,
    MatchStatus,
    Meter,
    Paper,
    Verdict,
)
from litreview.model.plain import fields, plain
from litreview.model.travel import travelling

__all__ = [
    "Account",
    "Citation",
    "CitationKind",
    "CitationStyle",
    "Confidence",
    "Conflict",
    "Coverage",
    "Document",
    "Entry",
    "Evidence",
    "History",
    "Hyperlink",
    "Link",
    "LinkCheck",
    "Match",
    "MatchStatus",
    "Meter",
    "Name",
    "Pair",
    "Paper",
    "Part",
    "Problem",
    "Reference",
    "Section",
    "Source",
    "SourceKind",
    "Span",
    "Verdict",
    "Work",
    "dictionary",
    "fields",
    "plain",
]

travelling(
    Citation, Document, Entry, Match, Name, Paper, Reference, Section, Source, Span
)  # what comes back from workers
