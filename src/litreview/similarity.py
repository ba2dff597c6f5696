"""How alike two strings, names or titles are: the one home of rapidfuzz."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ALIKE",
    "SAME",
    "column",
    "edits",
    "fold",
    "given_fits",
    "initials",
    "numbered",
    "ratio",
    "shared_words",
    "skeleton",
    "split",
    "surname",
    "surname_forms",
    "title",
]

# Letters that Unicode does not take apart, as English-language lists spell them.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_UNPLAIN = re.compile("[ßæœøłđðþıħŋ]")
_TRAIL = "\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\ufffd"  # what a second or third byte of UTF-8 is in Windows-1252
_MISREAD = re.compile(f"[ÂÃÄÅ][{_TRAIL}]|â[€‚„][{_TRAIL}]?")
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})
SAME = 0.94  # likeness of two names from which on they are spelled alike
ALIKE = 0.84  # likeness of two names that differ by a slip of the pen
_SUFFIXES = frozenset({"neto", "filho", "junior", "sobrinho", "jr", "sr", "ii", "iii", "iv"})
_MARK = re.compile("[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u20d0-\u20ff]+")  # what accents become when taken apart
# 'Resolution No. 12', 'Lei n° 13.146', 'Постановление № 7': a kind in up to five words, a sign for 'number', digits
NUMBER_SIGN = r"(?:n[º°o.]{1,2}|nr\.?|num\.|№)"
_NUMBERED = re.compile(rf"((?:[^\W\d_]+\s{{1,2}}){{1,5}}?){NUMBER_SIGN}\s{{0,2}}(\d[\d.]{{0,12}})", re.IGNORECASE)
_INITIAL = re.compile(r"\s*[^\W\d_a-z]\.?\s")
_SIGN = re.compile(r"[^\w\x00-\x7f]+")  # quotation marks and dashes, mostly: without them many a text is ASCII
_NOT_WORD = re.compile(r"[\W_]+")
_ASCII_GAPS = {n: " " for n in range(128) if not chr(n).isalnum()}  # what _NOT_WORD finds in ASCII
_WORD = re.compile(r"[^\W\d_]+")
# Words of a name that its bearer may leave out or move: "de la Torre" is sought as "Torre" too.
PARTICLES = frozenset(
    "a af al ap av bin bint d da dal dalla dall das de degli dei del della delle den der des di do dos du e el het i "
    "ibn in l la las le lo los op s san santa st t te ten ter thor tot und van vande vanden vander ver vom von y z zu "
    "zum zur".split()
)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Text without case, accents and punctuation: words of letters and digits with single spaces between.

    >>> fold("Ibáñez-Søren, L’Été")
    'ibanez soren l ete'
    """
    if not text.isascii():
        text = _MISREAD.sub(_reread, text)
    text = text.casefold()
    if not text.isascii():
        if _UNPLAIN.search(text):  # to look is cheap, and to translate a text with other letters is not
            text = text.translate(_PLAIN)
        text = _SIGN.sub(" ", _MARK.sub("", unicodedata.normalize("NFKD", text)))
        if not text.isascii():
            return _NOT_WORD.sub(" ", text).strip()
    return text if text.isalnum() else " ".join(text.translate(_ASCII_GAPS).split())


def _reread(match: re.Match[str]) -> str:
    """What was UTF-8 and was read as Windows-1252; a space where a byte of it was lost."""
    try:
        return match[0].encode("cp1252").decode("utf-8")
    except UnicodeError:
        return " "


@lru_cache(maxsize=1 << 15)
def surname_forms(name: str) -> tuple[str, ...]:
    """Folded spellings under which a surname may be sought, the fullest first: as printed, joined, without particles, digraphs.

    >>> surname_forms("van der Müller")
    ('van der muller', 'vandermuller', 'muller', 'van der mueller', 'mueller')
    """
    forms: dict[str, None] = {}
    spellings = [name]
    digraphs = name.casefold().translate(_DIGRAPHS)
    if digraphs != name.casefold():
        spellings.append(digraphs)
    for n, spelling in enumerate(spellings):
        words = fold(spelling).split()
        if not words:
            continue
        core = list(words)
        while len(core) > 1 and core[0] in PARTICLES and not _INITIAL.match(name):
            del core[0]
        forms[" ".join(words)] = None
        if len(words) > 1 and not n:
            forms["".join(words)] = None
        forms[" ".join(core)] = None
        if len(core) > 1 and core[-1] in _SUFFIXES:
            forms[" ".join(core[:-1])] = None
    if (of_law := numbered(name)) is not None:
        forms[of_law] = None
    return tuple(forms)


@lru_cache(maxsize=1 << 15)
def skeleton(name: str) -> str:
    """A folded surname with its letters joined: what is left when only spaces, hyphens and particles differ."""
    forms = surname_forms(name)
    return forms[0].replace(" ", "") if forms else ""


def edits(a: str, b: str, limit: int = 2) -> int:
    """Letters inserted, deleted, replaced or swapped between two folded strings; limit + 1 when there are more."""
    return int(OSA.distance(a, b, score_cutoff=limit))


@lru_cache(maxsize=1 << 15)
def surname(a: str, b: str) -> float:
    """How alike two surnames are, 0..1: 1 where a folded form is shared, .95 for one part of a double name, less by edits.

    A name of up to three letters may not differ at all; up to five, by one edit; longer, by two.
    """
    if a == b:
        return 1.0
    left, right = surname_forms(a), surname_forms(b)
    if not left or not right:
        return 0.0
    if set(left) & set(right):
        return 1.0
    words_a, words_b = left[-1].split(), right[-1].split()
    short, long = sorted((words_a, words_b), key=len)
    if len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short) and len(short[0]) > 2:
        return 0.95
    one, two = skeleton(a), skeleton(b)
    allowed = 0 if min(len(one), len(two)) <= 3 else 1 if min(len(one), len(two)) <= 5 else 2
    distance = edits(one, two, allowed) if allowed else allowed + 1
    return 0.0 if distance > allowed else 1 - 0.08 * distance


@lru_cache(maxsize=1 << 15)
def initials(given: str) -> str:
    """First letters of given names, folded, in order; 'JR' and 'J.-R.' are two, 'Jean' is one.

    >>> initials("J. Robert"), initials("MTF"), initials("CdST")
    ('jr', 'mtf', 'cst')
    """
    letters: list[str] = []
    for word in _WORD.findall(given):
        capitals = [c for c in word if c.isupper()]
        if len(word) <= 4 and len(capitals) > 1 and not (len(word) > 1 and word[1:].islower()):
            letters += [fold(c)[:1] for c in capitals]
        elif fold(word) not in PARTICLES or word[:1].isupper():
            letters.append(fold(word)[:1])
    return "".join(letters)


def given_fits(a: str, b: str) -> bool:
    """Whether two printed given names can be one person's: the initials of one are an ordered part of the other's.

    >>> given_fits("Anna Maria", "A."), given_fits("Maria", "A. M."), given_fits("Peter", "A. M.")
    (True, True, False)
    """
    short, long = sorted((initials(a), initials(b)), key=len)
    rest = iter(long)
    return all(letter in rest for letter in short)


def title(a: str, b: str) -> float:
    """How alike two titles are, 0..1, by their words in order; a missing subtitle costs little."""
    one, two = fold(a), fold(b)
    if not one or not two:
        return 0.0
    whole = fuzz.ratio(one, two) / 100
    short, long = sorted((one, two), key=len)
    if len(short) >= 12 and long.startswith(short + " "):
        whole = max(whole, 0.95)
    return float(whole)


def split(name: str) -> tuple[str, str]:
    """(surname, given names) of a person's printed name, in whatever order; the whole is the surname where nothing tells.

    >>> split("Oduya, F. B."), split("Femi B. Oduya"), split("Oduya FB"), split("van der Berg")
    (('Oduya', 'F. B.'), ('Oduya', 'Femi B.'), ('Oduya', 'FB'), ('van der Berg', ''))
    """
    family, comma, given = name.partition(",")
    if comma:
        return family.strip(), given.strip()
    words = name.split()
    n = len(words) - 1
    if n > 0 and words[n].isupper() and len(words[n]) <= 3 and not words[0].isupper():
        return " ".join(words[:n]), words[n]
    if n > 0 and fold(words[n]) in _SUFFIXES:
        n -= 1
    while n > 0 and fold(words[n - 1]) in PARTICLES and not words[n - 1].rstrip(".").isupper():
        n -= 1
    return " ".join(words[n:]), " ".join(words[:n])


def numbered(name: str) -> str | None:
    """What a law, resolution or standard is known by, folded: its kind and number; None for other names.

    >>> numbered("Resolution No. 1.024, of May 2009"), numbered("Marlow")
    ('resolution 1024', None)
    """
    m = _NUMBERED.match(name)
    return f"{fold(m[1])} {re.sub(r'[^0-9]', '', m[2])}" if m else None


# -- one measure, for a pair or for whole columns of pairs; both give the same numbers


def ratio(left: str, right: str) -> float:
    """0..1: the share of characters that stand in both, in order."""
    return float(fuzz.ratio(left, right)) / 100


def shared_words(left: str, right: str) -> float:
    """0..1: how alike the words are, wherever they stand; 1 where all words of one side are on the other."""
    return float(fuzz.token_set_ratio(left, right)) / 100


def column(measure: str, left: Sequence[str], right: Sequence[str], *, least: float = 0) -> Any:
    """`ratio` or `shared_words` of each pair of two columns: a numpy array; 0 for what is below `least`."""
    import numpy as np  # noqa: PLC0415 (costly, and only for columns)
    from rapidfuzz import process  # noqa: PLC0415

    scorer = {"ratio": fuzz.ratio, "shared_words": fuzz.token_set_ratio}[measure]
    return process.cpdist(left, right, scorer=scorer, dtype=np.float64, score_cutoff=least * 100) / 100
