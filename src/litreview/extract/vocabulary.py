"""The words that the citation grammar turns on, folded once from the lexicon: those of every language, as papers mix them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon, similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["Vocabulary", "alternatives", "flat", "places", "spoken", "vocabulary"]

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Folded words, as sets; `events` have years of their own (laws, storms); `et_al` are phrases of folded words by their last word, the longest first.

    `around` are the words around names in scripts without spaces, as printed; `unspaced` takes such a text apart.
    """

    joins: frozenset[str]
    et_al: Mapping[str, tuple[tuple[str, ...], ...]]
    stops: frozenset[str]
    not_author: frozenset[str]
    events: frozenset[str]
    places: frozenset[str]
    counted: frozenset[str]
    measured: frozenset[str]
    honorifics: frozenset[str]
    around: frozenset[str]
    unspaced: re.Pattern[str]
    secondary: re.Pattern[str]
    no_date: tuple[str, ...]
    unpublished: frozenset[str]
    sources: frozenset[str]
    locator: re.Pattern[str]


def alternatives(phrases: tuple[str, ...]) -> str:
    """A pattern for any of the phrases, the longest first: white space between words may vary, the last full stop may be absent.

    A look at the first letter spares most places the trial of all.
    """
    patterns = set()
    for phrase in phrases:
        words = [re.escape(word) for word in phrase.rstrip(".").replace(".", ". ").split()]
        patterns.add("".join(w + (r"\s{0,3}" if w.endswith(".") else r"\s{1,3}") for w in words[:-1]) + words[-1])
    first = "".join(sorted({re.escape(phrase[0]) for phrase in phrases}))
    return f"(?=[{first}])(?:{'|'.join(sorted(patterns, key=lambda p: (-len(p), p)))})"


def flat(text: str) -> str:
    """Text in lower case on one line, each letter where it stood; text itself where lower case would move letters."""
    lower = text.lower().replace("\n", " ")
    return lower if len(lower) == len(text) else text


@cache
def _parts(phrase: str) -> frozenset[str]:
    """The words of a phrase of two letters or more; none for scripts without spaces."""
    return frozenset() if _UNSPACED.search(phrase) else frozenset(re.findall(r"[^\W\d_]{2,}", phrase.lower()))


def spoken(phrases: Iterable[str], said: frozenset[str]) -> list[str]:
    """The phrases all of whose words a text says: the only ones that are worth a search."""
    unspaced = max(said, default="") >= "\u3040"  # these scripts sort behind all alphabets
    return [phrase for phrase in phrases if _parts(phrase) <= said and (unspaced or not _UNSPACED.search(phrase))]


def places(text: str, phrases: Iterable[str]) -> list[int]:
    """Where any of the phrases begins in text, in order. One search a phrase is many times faster than one pattern of all."""
    found = []
    for phrase in phrases:
        at = text.find(phrase)
        while at >= 0:
            found.append(at)
            at = text.find(phrase, at + 1)
    return sorted(found)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of all languages of the lexicon."""
    words = lexicon.words
    around = frozenset(
        w for k in ("and", "et_al", "according", "before") for w in words("citation", k) if _UNSPACED.match(w)
    )
    months = frozenset(similarity.fold(form) for month in words("date", "months") for form in month.split("|"))
    return Vocabulary(
        joins=frozenset(similarity.fold(w) or w for w in words("citation", "and") if " " not in similarity.fold(w)),
        et_al=_by_last_word(words("citation", "et_al")),
        stops=frozenset(similarity.fold(w) for w in words("common", "words"))
        | frozenset(w for p in words("citation", "before") for w in similarity.fold(p).split()),
        not_author=frozenset(similarity.fold(p) for p in words("citation", "not_author")) | months,
        places=frozenset(similarity.fold(p) for p in words("citation", "place")),
        events=frozenset(similarity.fold(p) for p in words("citation", "event")),
        counted=frozenset(similarity.fold(p) for p in words("citation", "counted")) | months,
        measured=frozenset(similarity.fold(p) for p in words("citation", "measured")),
        honorifics=frozenset(similarity.fold(h) for h in words("citation", "honorific")),
        around=around,
        unspaced=_unspaced(around),
        secondary=re.compile(rf"(?<!\w)(?:{alternatives(words('citation', 'secondary'))})(?!\w)", re.IGNORECASE),
        no_date=words("citation", "no_date") + words("citation", "unpublished"),
        sources=frozenset(similarity.fold(p) for p in words("citation", "source")),
        unpublished=frozenset(p.rstrip(".") for p in words("citation", "unpublished")),
        locator=re.compile(
            rf"\s{{0,2}}(?::\s{{0,2}}|[,;]?\s{{0,2}}(?<!\w)(?:{alternatives(words('citation', 'locator'))})\.?\s{{0,2}})"
            r"([\dIVXLCivxlc]{1,6}(?:\s?[-–—,]\s?\d{1,5}){0,4}(?:\s?ff?\b\.?)?(?!\w))",
            re.IGNORECASE,
        ),
    )


def _by_last_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    folded = sorted({tuple(_tokens(phrase)) for phrase in phrases}, key=lambda p: (-len(p), p))
    return {last: tuple(p for p in folded if p[-1] == last) for last in {p[-1] for p in folded}}


def _tokens(phrase: str) -> Iterator[str]:
    """The folded words of a phrase as texts are taken apart: at full stops, but not at hyphens."""
    for word in phrase.split():
        yield from [similarity.fold(word)] if "-" in word else similarity.fold(word).split()


def _unspaced(around: Iterable[str]) -> re.Pattern[str]:
    """What takes a text without spaces apart at the words around names, named `word`, and at Japanese endings; the rest comes as pieces."""
    words = [re.escape(word) for word in sorted(around, key=lambda word: (-len(word), word))]
    pattern = "|".join([*words, "[\u3040-\u309f]+"])
    return re.compile(rf"(?P<word>{pattern})|(?:(?!{pattern}).)+")
