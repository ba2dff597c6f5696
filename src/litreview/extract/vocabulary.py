"""The words that the citation grammar turns on, folded once from the lexicon: those of every language, as papers mix them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from litreview import lexicon, similarity

__all__ = ["Vocabulary", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words, as sets, and phrases as tuples of folded words, the longest first."""

    joins: frozenset[str]
    et_al: tuple[tuple[str, ...], ...]
    stops: frozenset[str]
    not_author: frozenset[str]
    months: frozenset[str]
    honorifics: frozenset[str]
    secondary: re.Pattern[str]
    no_date: re.Pattern[str]
    unpublished: frozenset[str]
    sources: frozenset[str]
    locator: re.Pattern[str]


def alternatives(phrases: tuple[str, ...]) -> str:
    """A pattern for any of the phrases, the longest first: white space between words may vary, the last full stop may be absent."""
    patterns = set()
    for phrase in phrases:
        words = [re.escape(word) for word in phrase.rstrip(".").replace(".", ". ").split()]
        patterns.add("".join(w + (r"\s{0,3}" if w.endswith(".") else r"\s{1,3}") for w in words[:-1]) + words[-1])
    return "|".join(sorted(patterns, key=lambda p: (-len(p), p)))


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of all languages of the lexicon."""
    words = lexicon.words
    return Vocabulary(
        joins=frozenset(
            w for w in (w if w == "&" else similarity.fold(w) for w in words("citation", "and")) if w and " " not in w
        ),
        et_al=tuple(
            sorted({tuple(similarity.fold(p).split()) for p in words("citation", "et_al")}, key=lambda p: (-len(p), p))
        ),
        stops=frozenset(similarity.fold(w) for w in words("common", "words"))
        | frozenset(w for p in words("citation", "before") for w in similarity.fold(p).split()),
        not_author=frozenset(similarity.fold(p) for p in words("citation", "not_author")),
        months=frozenset(similarity.fold(form) for m in words("date", "months") for form in m.split("|")),
        honorifics=frozenset(similarity.fold(h) for h in words("citation", "honorific")),
        secondary=re.compile(rf"(?<!\w)(?:{alternatives(words('citation', 'secondary'))})(?!\w)", re.IGNORECASE),
        no_date=re.compile(
            rf"(?<![\w.])(?:{alternatives(words('citation', 'no_date') + words('citation', 'unpublished'))})(?!\w)\.?",
            re.IGNORECASE,
        ),
        sources=frozenset(similarity.fold(p) for p in words("citation", "source")),
        unpublished=frozenset(p.rstrip(".") for p in words("citation", "unpublished")),
        locator=re.compile(
            rf"\s{{0,2}}(?::\s{{0,2}}|[,;]?\s{{0,2}}(?<!\w)(?:{alternatives(words('citation', 'locator'))})\.?\s{{0,2}})"
            r"([\dIVXLCivxlc]{1,6}(?:\s?[-–—,]\s?\d{1,5}){0,4}(?!\w))",
            re.IGNORECASE,
        ),
    )
