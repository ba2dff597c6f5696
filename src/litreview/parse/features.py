"""Tokens of a reference, and what the sequence model sees of each: its own look, its neighbours, where it stands."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from litreview import lexicon
from litreview.parse.crf import Rows
from litreview.parse.dates import months
from litreview.parse.names import PARTICLES, SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Array = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Sight", "tokens"]

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
_NUMBERS = frozenset({"dx", *(f"d{digits}" for digits in range(1, 7))})
_QUOTES = frozenset("\"“”„«»‘’‚`´'")

_BITS = 20
"""Of the number of a shape, a tail or a clue."""

Token = tuple[int, int]
"""Start and end in the text."""


def tokens(text: str) -> list[Token]:
    """Words with the punctuation that follows them, single signs, and runs of NULs, where an identifier stood."""
    return [match.span() for match in _TOKEN.finditer(text)]


class Sight:
    """What the model sees of tokens: features in groups that often come back, each group kept as the number that `keep` gives it.

    A token is looked at once, in Python, when it is first met; where it stands, and what stands beside it, is told of all tokens
    of many texts at once.
    """

    def __init__(self, keep: Callable[[tuple[str, ...]], int]) -> None:
        self._keep = keep
        self._spelled: list[str] = []
        self._codes: dict[str, int] = {}
        self._kind = cache(self._kinds)
        self._numbers: dict[str, int] = {}
        self._looks = Rows(np.zeros((0, len(_Look._fields)), np.int64))
        self._new: list[tuple[int, ...]] = []
        self._seen: dict[Callable[..., tuple[str, ...]], dict[int, int]] = {}
        self._and, self._start = self._code("and"), self._code("start")

    def __len__(self) -> int:
        """How many tokens have been met that differ."""
        return len(self._numbers)

    def rows(self, texts: Sequence[str], spans: Sequence[list[Token]]) -> Array:
        """The groups of all tokens, tokens x groups: their own look, their neighbours', where they stand."""
        looks = [
            self._number_of(token)
            for text, places in zip(texts, spans, strict=True)
            if places
            for token in ("^", "^", *(text[start:end] for start, end in places), "$", "$")
        ]
        if self._new:
            self._looks.add(np.array(self._new))
            self._new = []
        look = _Look(*self._looks.take(np.array(looks)).T)
        lengths = np.array([len(places) for places in spans if places])
        at = _Places(lengths)
        here = at.here + 2 + 4 * at.text  # among the looks, which have two more before each text and two after it
        before, after, two_before, two_after = here - 1, here + 1, here - 2, here + 2
        own = _Look(*(column[here] for column in look))
        stop = at.last(own.stops == 1)
        number = np.minimum(at.until(own.number == 1), 9)
        since = np.minimum(np.where(stop < 0, at.nth, at.here - stop - 1), 7)
        last = np.where(stop < 0, self._start, own.clue[stop])
        joined = np.minimum(np.where((joint := at.last(own.clue == self._and)) < 0, 5, at.here - joint - 1), 5)
        bracket = at.last(own.bracket != 0, itself=True)
        depth = (bracket >= 0) & (own.bracket[bracket] > 0)
        quoted = at.count(own.quote == 1, itself=True) % 2
        begins, ends = np.array([span for places in spans for span in places]).T
        glued = (at.nth > 0) & (begins == np.roll(ends, 1))
        length = lengths[at.text]
        return np.stack([
            own.own, own.own_kind, look.previous[before], look.previous_kind[before], look.following[after],
            look.following_kind[after], look.farther[two_before], look.later[two_after],
            self._group(_shapes, look.shape[before], own.shape, look.shape[after]),
            self._group(_left, look.shape[two_before], look.shape[before], own.shape),
            self._group(_right, own.shape, look.shape[after], look.shape[two_after]),
            self._group(_near, look.tail[before], own.shape, number=number, joined=joined),
            self._group(_sentence, last, since=since, number=number),
            self._group(_place, at=12 * at.nth // length, quoted=quoted, depth=depth,
                        sentences=np.minimum(at.count(own.stops == 1), 5), dated=at.last(own.year == 1) >= 0),
            self._group(_edges, first=np.minimum(at.nth, 4), last=np.minimum(length - at.nth, 5), glued=glued),
        ], axis=1)  # fmt: skip

    def _group(self, names: Callable[..., tuple[str, ...]], *spelled: Array, **numbers: Array) -> Array:
        """The number kept for each token's group of features: `names` of what is spelled and of numbers below 16."""
        key: Any = 0
        for column in spelled:
            key = key << _BITS | column
        for column in numbers.values():
            key = key << 4 | column
        seen = self._seen.setdefault(names, {})
        keys, at, back = np.unique(key, return_index=True, return_inverse=True)
        kept = []
        for one, n in zip(keys.tolist(), at.tolist(), strict=True):
            row = seen.get(one)
            if row is None:
                words = (self._spelled[column[n]] for column in spelled)
                row = seen[one] = self._keep(names(*words, **{name: int(c[n]) for name, c in numbers.items()}))
            kept.append(row)
        group: Array = np.array(kept)[back]
        return group

    def _code(self, spelled: str) -> int:
        code = self._codes.setdefault(spelled, len(self._spelled))
        if code == len(self._spelled):
            self._spelled.append(spelled)
        return code

    def _number_of(self, token: str) -> int:
        """The row of a token's look, which is new where the token is."""
        number = self._numbers.get(token)
        if number is None:
            number = self._numbers[token] = len(self._numbers)
            self._new.append(self._looked(token))
        return number

    def _looked(self, token: str) -> tuple[int, ...]:
        """The values of a _Look."""
        word = token.rstrip(" .,;:?!")
        low = word.lower()
        tail = token[len(word) :].replace(" ", "")
        start = low[:24].rstrip("\0")
        names: tuple[str, ...] = (f"w={start}",)
        if word.isalpha() and len(word) > 2:
            names += (f"<{low[:3]}", f">{low[-3:]}", f">>{low[-2:]}")
        if not word.isascii():
            names += tuple(f"script={script}" for pattern, script in _SCRIPTS if pattern.search(word))
        stops = ("." in tail and len(word) > 2) or token[:1] in {'"', "”", "»"} or tail in {"?", "!"}
        kept = self._keep(names), self._keep((f"-w={start}",)), self._keep((f"+w={start}",))
        return (*kept, stops, *self._kind(_shape(word, tail), tail, _clues().get(low, ())))

    def _kinds(self, shape: str, tail: str, clues: tuple[str, ...]) -> tuple[int, ...]:
        """The values of a _Look that tokens of one shape, with the same punctuation and clues, have in common."""
        near = (
            self._keep((f"{where}s={shape}", f"{where}t={tail}", *(f"{where}c={clue}" for clue in clues)))
            for where in ("", "-", "+")
        )
        clue = clues[0] if clues else shape
        year = shape.startswith("year")
        return (
            *near, self._keep((f"--{clue}",)), self._keep((f"++{clue}",)),
            self._code(shape), self._code(tail), self._code(clue),
            year or shape in _NUMBERS, year, (shape in _OPEN) - (shape in _CLOSE), shape in _QUOTES,
        )  # fmt: skip


class _Look(NamedTuple):
    """What tokens look like, a column each: groups of features for themselves and for their neighbours, and what they are."""

    own: Array
    previous: Array
    following: Array
    stops: Array
    own_kind: Array
    previous_kind: Array
    following_kind: Array
    farther: Array
    later: Array
    shape: Array
    tail: Array
    clue: Array
    number: Array
    year: Array
    bracket: Array  # 1 opens, -1 closes
    quote: Array


class _Places:
    """Where each token stands in its text, when texts lie end to end, and what came before it there."""

    def __init__(self, lengths: Array) -> None:
        self.text = np.repeat(np.arange(len(lengths)), lengths)
        self.here = np.arange(len(self.text))
        self._start = (np.cumsum(lengths) - lengths)[self.text]
        self._end = np.cumsum(lengths)[self.text]
        self.nth = self.here - self._start

    def last(self, those: Array, *, itself: bool = False) -> Array:
        """The nearest token before each, or the token itself, that is one of those; -1 where there is none."""
        found = np.maximum.accumulate(np.where(those, self.here, -1))
        if not itself:
            found = np.concatenate([[-1], found[:-1]])
        return np.where(found < self._start, -1, found)

    def until(self, those: Array) -> Array:
        """How many tokens stand between each and the next of those; very many where there is none."""
        far = 2 * len(those) + 16
        following = np.minimum.accumulate(np.where(those, self.here, far)[::-1])[::-1]
        following = np.concatenate([following[1:], [far]])
        return np.where(following < self._end, following, far + self.here) - self.here - 1

    def count(self, those: Array, *, itself: bool = False) -> Array:
        """How many of those stand before each token, or there."""
        upto = np.cumsum(those)
        before = upto - those
        counted: Array = (upto if itself else before) - before[self._start]
        return counted


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


def _sentence(last: str, since: int, number: int) -> tuple[str, ...]:
    """How far the sentence's begin and the next number are, and what ended the sentence before."""
    return f"{since}|{number}|{last}", f"since={since}", f"last={last}"


def _place(at: int, quoted: int, depth: int, sentences: int, dated: int) -> tuple[str, ...]:
    """Where a token stands: in twelfths of the text, in quotes or brackets, in which sentence, after a year."""
    return f"at={at}", f"in={quoted}{depth}", f"nth={sentences}", f"y={'after' if dated else 'before'}"


def _edges(first: int, last: int, glued: int) -> tuple[str, ...]:
    """How near the begin or the end of the text is, if it is near, and whether no blank stands before the token."""
    return f"n={first}" if first < 4 else "n", f"end={last}" if last < 5 else "far", "glued" if glued else "apart"


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

    english = frozenset(lexicon.words("common", "words", "en"))
    for section, keys in (("citation", ("and", "et_al")), ("reference", _CLUES)):
        for key in keys:
            own = lexicon.words(section, key, "en")
            for word in lexicon.words(section, key):
                if " " not in word and (word in own or word not in english):  # Czech joins names by an 'a'
                    add(word.rstrip(".").lower(), key)
    for month in months():
        add(month, "month")
    for word in PARTICLES:
        add(word, "particle")
    for word in SUFFIXES:
        add(word, "suffix")
    return found
