"""Tokens of a reference, and what the sequence model sees of each: its own look, its neighbours, where it stands."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from litreview import lexicon
from litreview.parse.dates import months
from litreview.parse.names import PARTICLES, SUFFIXES

__all__ = ["features", "tokens"]

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

Token = tuple[int, int]
"""Start and end in the text."""


def tokens(text: str) -> list[Token]:
    """Words with the punctuation that follows them, single signs, and runs of NULs, where an identifier stood."""
    return [match.span() for match in _TOKEN.finditer(text)]


def features(text: str, spans: list[Token]) -> list[list[bytes]]:
    """A list of features for each token; what is seen once of a token or of its neighbours is written once."""
    start, end = _look("^"), _look("$")
    looks = [start, start, *(_look(text[a:b]) for a, b in spans), end, end]
    count = len(spans)
    scale = 12 / count if count else 0.0
    quoted = depth = sentences = since = dated = at = 0
    joined = 5
    last = "start"
    rows = []
    for n, (two_before, before, look, after, two_after, number) in enumerate(
        zip(looks, looks[1:], looks[2:], looks[3:], looks[4:], _distances(looks[2:-2]), strict=False)
    ):
        if look.sign:
            if look.sign in _OPEN:
                depth = 1
            elif look.sign in _CLOSE:
                depth = 0
            elif look.sign in _QUOTES:
                quoted = 1 - quoted
        rows.append([
            *look.own, *before.previous, *after.following, two_before.farther, two_after.later,
            *_shapes(before.shape, look.shape, after.shape), _left(two_before.shape, before.shape, look.shape),
            _right(look.shape, after.shape, two_after.shape), *_near(before.tail, look.shape, number, joined),
            *_sentence(since, number, last), *_place(int(n * scale), quoted, depth, sentences, dated),
            *_edges(min(4, n), min(5, count - n), n > 0 and spans[n][0] == at),
        ])  # fmt: skip
        at = spans[n][1]
        since = since + 1 if since < 7 else 7
        joined = 0 if look.clue == "and" else joined + 1 if joined < 5 else 5
        dated = dated or look.year
        if look.stops:
            sentences = sentences + 1 if sentences < 5 else 5
            since = 0
            last = look.clue
    return rows


def _written(*names: str) -> tuple[bytes, ...]:
    """Features as CRFsuite takes them; up to 15 bytes cost it no allocation."""
    return tuple(name.encode() for name in names)


@lru_cache(maxsize=1 << 14)
def _shapes(before: str, shape: str, after: str) -> tuple[bytes, ...]:
    return _written(f"{before}|{shape}", f"{shape}|{after}", f"{before}|{shape}|{after}")


@lru_cache(maxsize=1 << 14)
def _left(two_before: str, before: str, shape: str) -> bytes:
    return f"{two_before}|{before}|{shape}|".encode()


@lru_cache(maxsize=1 << 14)
def _right(shape: str, after: str, two_after: str) -> bytes:
    return f"|{shape}|{after}|{two_after}".encode()


@lru_cache(maxsize=1 << 14)
def _near(tail_before: str, shape: str, number: int, joined: int) -> tuple[bytes, ...]:
    """What stands before, how far the next number is, and how far 'and' lies back."""
    counted, joining = (f"digit={number}", f"digit={number}|{shape}"), (f"and={joined}", f"and={joined}|{shape}")
    return _written(f"{tail_before}|{shape}|{number}", *counted, *joining)


@lru_cache(maxsize=1 << 14)
def _sentence(since: int, number: int, last: str) -> tuple[bytes, ...]:
    """How far the sentence's begin and the next number are, and what ended the sentence before."""
    return _written(f"{since}|{number}|{last}", f"since={since}", f"last={last}")


@cache
def _place(at: int, quoted: int, depth: int, sentences: int, dated: int) -> tuple[bytes, ...]:
    """Where a token stands: in twelfths of the text, in quotes or brackets, in which sentence, after a year."""
    return _written(f"at={at}", f"in={quoted}{depth}", f"nth={sentences}", f"y={'after' if dated else 'before'}")


@cache
def _edges(first: int, last: int, glued: int) -> tuple[bytes, ...]:
    """How near the begin or the end of the text is, if it is near, and whether no blank stands before the token."""
    return _written(
        f"n={first}" if first < 4 else "n", f"end={last}" if last < 5 else "far", "glued" if glued else "apart"
    )


def _distances(looks: list[_Look]) -> list[int]:
    """How many tokens on the next number stands, at most 9."""
    found, distance = [], 9
    for look in reversed(looks):
        found.append(distance)
        distance = 0 if look.number else min(distance + 1, 9)
    return found[::-1]


class _Look:
    """What one token looks like, as features for itself and for its neighbours."""

    __slots__ = (
        "clue",
        "farther",
        "following",
        "later",
        "number",
        "own",
        "previous",
        "shape",
        "sign",
        "stops",
        "tail",
        "year",
    )

    def __init__(self, token: str) -> None:
        word = token.rstrip(" .,;:?!")
        tail = token[len(word) :].replace(" ", "")
        low = word.lower()
        clues = _clues().get(low, ())
        shape = _shape(word, tail)
        self.shape = shape
        self.tail = tail
        self.number = word[:1].isdecimal()
        self.year = int(shape.startswith("year"))
        self.sign = token[0] if not word[:1].isalnum() else ""
        self.stops = ("." in tail and len(word) > 2) or token[:1] in {'"', "”", "»"} or tail in {"?", "!"}
        self.clue = clues[0] if clues else shape
        own = [f"w={low[:24]}", f"s={shape}", f"t={tail}"]
        if word.isalpha() and len(word) > 2:
            own += [f"<{low[:3]}", f">{low[-3:]}", f">>{low[-2:]}"]
        own += [f"c={clue}" for clue in clues]
        for pattern, script in _SCRIPTS:
            if pattern.search(word):
                own.append(f"script={script}")
        self.own = _written(*own)
        self.previous = _written(f"-w={low[:24]}", f"-s={shape}", f"-t={tail}", *(f"-c={clue}" for clue in clues))
        self.following = _written(f"+w={low[:24]}", f"+s={shape}", f"+t={tail}", *(f"+c={clue}" for clue in clues))
        self.farther = f"--{self.clue}".encode()
        self.later = f"++{self.clue}".encode()


@lru_cache(maxsize=50_000)
def _look(token: str) -> _Look:
    return _Look(token)


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
