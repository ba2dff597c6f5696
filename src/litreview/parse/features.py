"""Tokens of a reference, and what the sequence model sees of each: its own look, its neighbours, where it stands."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Generic, TypeVar

from litreview import lexicon
from litreview.parse.dates import months
from litreview.parse.names import PARTICLES, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Sight", "tokens"]

Kept = TypeVar("Kept")
"""What is kept of a group of features: their names, or a row of weights."""

_LETTERS = r"[^\W\d_]+(?:[\u0300-\u036f°][^\W\d_]+)*[\u0300-\u036f°]?"
# A word (letters or digits, not both: 'D85' is a journal's section and a volume) takes the punctuation
# that follows it along, after a space too: PDF prints 'Phys .Rev .'.
_TOKEN = re.compile(
    rf"\0+|</?[a-z]{{1,10}}>|(?:['’](?=t\s))?{_LETTERS}(?:['’]{_LETTERS})?(?:\s?[.,;:?!])*|\d+(?:[a-z](?![^\W_]))?(?:\s?[.,;:?!])*|[^\w\s\0](?:\s?[.,;:])*|_+[.,;:]*"
)
_CLUES = (
    "in", "editor", "translator", "edition", "volume", "issue", "pages", "accessed", "available", "thesis",
    "report", "proceedings", "journal", "newspaper", "organisation",
)  # fmt: skip
_SCRIPTS = (
    (re.compile(r"[㐀-鿿]"), "han"),
    (re.compile(r"[가-힯]"), "hangul"),
    (re.compile(r"[぀-ヿ]"), "kana"),
    (re.compile(r"[Ѐ-ӿ]"), "cyrillic"),
)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_QUOTES = frozenset("\"“”„«»‘’‚`´'")

_SEEN = 1 << 14
"""How many groups of one kind are remembered."""

Token = tuple[int, int]
"""Start and end in the text."""


def tokens(text: str) -> list[Token]:
    """Words with the punctuation that follows them, single signs, and runs of NULs, where an identifier stood."""
    return [match.span() for match in _TOKEN.finditer(text)]


class Sight(Generic[Kept]):
    """What the model sees of tokens: features in groups that often come back, each group kept as `keep` makes of it.

    Training keeps the names themselves, the tagger a row of weights. The cost is a few cached look-ups a token.
    """

    def __init__(self, keep: Callable[[tuple[str, ...]], Kept]) -> None:
        def cached(names: Callable[..., tuple[str, ...]]) -> Callable[..., Kept]:
            return lru_cache(maxsize=_SEEN)(lambda *key: keep(names(*key)))

        kind = lru_cache(maxsize=_SEEN)(partial(_Kind, keep))
        self._look = lru_cache(maxsize=_SEEN)(partial(_Look, keep, kind))
        self._shapes, self._near, self._sentence = cached(_shapes), cached(_near), cached(_sentence)
        self._left, self._right, self._place, self._edges = (
            cached(_left),
            cached(_right),
            cached(_place),
            cached(_edges),
        )

    def rows(self, text: str, spans: list[Token]) -> list[tuple[Kept, ...]]:
        """The groups of each token, equally many: its own look, its neighbours, where it stands."""
        look_of, shapes, left, right = self._look, self._shapes, self._left, self._right
        near, sentence, place, edges = self._near, self._sentence, self._place, self._edges
        first, final = look_of("^"), look_of("$")
        own = [look_of(text[a:b]) for a, b in spans]
        looks = [first, first, *own, final, final]
        count = len(spans)
        scale = 12 / count if count else 0.0
        quoted = depth = sentences = since = dated = 0
        joined, at = 5, -1
        last = "start"
        rows = []
        for n, (two_before, before, look, after, two_after, number, (begin, end)) in enumerate(
            zip(looks, looks[1:], own, looks[3:], looks[4:], _distances(own), spans, strict=False)
        ):
            if look.sign:
                if look.sign in _OPEN:
                    depth = 1
                elif look.sign in _CLOSE:
                    depth = 0
                elif look.sign in _QUOTES:
                    quoted = 1 - quoted
            rows.append((
                *look.own, *before.previous, *after.following, two_before.kind.farther, two_after.kind.later,
                shapes(before.shape, look.shape, after.shape), left(two_before.shape, before.shape, look.shape),
                right(look.shape, after.shape, two_after.shape), near(before.tail, look.shape, number, joined),
                sentence(since, number, last), place(int(n * scale), quoted, depth, sentences, dated),
                edges(min(4, n), min(5, count - n), begin == at),
            ))  # fmt: skip
            at = end
            since = since + 1 if since < 7 else 7
            clue = look.kind.clue
            joined = 0 if clue == "and" else joined + 1 if joined < 5 else 5
            dated = dated or look.year
            if look.stops:
                sentences = sentences + 1 if sentences < 5 else 5
                since = 0
                last = clue
        return rows


def _shapes(before: str, shape: str, after: str) -> tuple[str, ...]:
    return f"{before}|{shape}", f"{shape}|{after}", f"{before}|{shape}|{after}"


def _left(two_before: str, before: str, shape: str) -> tuple[str, ...]:
    return (f"{two_before}|{before}|{shape}|",)


def _right(shape: str, after: str, two_after: str) -> tuple[str, ...]:
    return (f"|{shape}|{after}|{two_after}",)


def _near(tail_before: str, shape: str, number: int, joined: int) -> tuple[str, ...]:
    """What stands before, how far the next number is, and how far 'and' lies back."""
    counted, joining = (f"digit={number}", f"digit={number}|{shape}"), (f"and={joined}", f"and={joined}|{shape}")
    return (f"{tail_before}|{shape}|{number}", *counted, *joining)


def _sentence(since: int, number: int, last: str) -> tuple[str, ...]:
    """How far the sentence's begin and the next number are, and what ended the sentence before."""
    return f"{since}|{number}|{last}", f"since={since}", f"last={last}"


def _place(at: int, quoted: int, depth: int, sentences: int, dated: int) -> tuple[str, ...]:
    """Where a token stands: in twelfths of the text, in quotes or brackets, in which sentence, after a year."""
    return f"at={at}", f"in={quoted}{depth}", f"nth={sentences}", f"y={'after' if dated else 'before'}"


def _edges(first: int, last: int, glued: int) -> tuple[str, ...]:
    """How near the begin or the end of the text is, if it is near, and whether no blank stands before the token."""
    return f"n={first}" if first < 4 else "n", f"end={last}" if last < 5 else "far", "glued" if glued else "apart"


def _distances(looks: list[_Look[Kept]]) -> list[int]:
    """How many tokens on the next number stands, at most 9."""
    found, distance = [], 9
    for look in reversed(looks):
        found.append(distance)
        distance = 0 if look.number else distance + 1 if distance < 9 else 9
    return found[::-1]


class _Look(Generic[Kept]):
    """What one token looks like: its word's features and its kind's, for itself, the token after it and the one before."""

    __slots__ = ("following", "kind", "number", "own", "previous", "shape", "sign", "stops", "tail", "year")

    def __init__(
        self,
        keep: Callable[[tuple[str, ...]], Kept],
        kind_of: Callable[[str, str, tuple[str, ...]], _Kind[Kept]],
        token: str,
    ) -> None:
        word = token.rstrip(" .,;:?!")
        low = word.lower()
        self.tail = tail = token[len(word) :].replace(" ", "")
        self.shape = shape = _shape(word, tail)
        self.kind = kind = kind_of(shape, tail, _clues().get(low, ()))
        self.number = word[:1].isdecimal()
        self.year = int(shape.startswith("year"))
        self.sign = token[0] if not word[:1].isalnum() else ""
        self.stops = ("." in tail and len(word) > 2) or token[:1] in {'"', "”", "»"} or tail in {"?", "!"}
        start = low[:24].rstrip("\0")
        own: tuple[str, ...] = (f"w={start}",)
        if word.isalpha() and len(word) > 2:
            own += (f"<{low[:3]}", f">{low[-3:]}", f">>{low[-2:]}")
        if not word.isascii():
            own += tuple(f"script={script}" for pattern, script in _SCRIPTS if pattern.search(word))
        self.own = (keep(own), kind.own)
        self.previous = (keep((f"-w={start}",)), kind.previous)
        self.following = (keep((f"+w={start}",)), kind.following)


class _Kind(Generic[Kept]):
    """What tokens of one shape, with the same punctuation and clues, have in common."""

    __slots__ = ("clue", "farther", "following", "later", "own", "previous")

    def __init__(self, keep: Callable[[tuple[str, ...]], Kept], shape: str, tail: str, clues: tuple[str, ...]) -> None:
        self.clue = clues[0] if clues else shape
        self.own, self.previous, self.following = (
            keep((f"{where}s={shape}", f"{where}t={tail}", *(f"{where}c={clue}" for clue in clues)))
            for where in ("", "-", "+")
        )
        self.farther, self.later = keep((f"--{self.clue}",)), keep((f"++{self.clue}",))


def _shape(word: str, tail: str) -> str:
    """A word's kind: a sign, a number by its length, a year, an initial, capitals, name-like, lower case."""
    if not word:
        return tail[:1]
    first = word[0]
    if not first.isalnum():
        return "id" if first == "\0" else first
    return _number_shape(word) if first.isdecimal() else _word_shape(word) + ("." if "." in tail else "")


def _number_shape(word: str) -> str:
    if word[:4].isdecimal() and 1400 <= int(word[:4]) <= 2099 and len(word) <= 5:
        return "year" if len(word) == 4 else "yeara" if word[4].isalpha() else "d5"
    return f"d{min(len(word), 6)}" if word.isdecimal() else "dx"


def _word_shape(word: str) -> str:
    if word[0] >= "\u2e80":  # Chinese, Japanese and Korean have no capitals: a name is short, a title long
        return f"cjk{min(len(word), 8) // 2}"
    if len(word) == 1:
        return "I" if word.isupper() else "i"
    if word.isupper():
        return "AA" if len(word) < 4 else "AAA"
    if word[0].isupper():
        return "Aa" if len(word) < 5 else "Aaa"
    return "aa"


@cache
def _clues() -> dict[str, tuple[str, ...]]:
    """What single words tell, from the lexicon: 'hrsg' an editor, 'märz' a month, 'van' a name."""
    found: dict[str, tuple[str, ...]] = {}

    def add(word: str, clue: str) -> None:
        if clue not in found.get(word, ()):
            found[word] = (*found.get(word, ()), clue)

    for section, keys in (("citation", ("and", "et_al")), ("reference", _CLUES)):
        for key in keys:
            for word in lexicon.words(section, key):
                if " " not in word:
                    add(word.rstrip(".").lower(), key)
    for month in months():
        add(month, "month")
    for word in PARTICLES:
        add(word, "particle")
    for word in SUFFIXES:
        add(word, "suffix")
    return found
