"""How alike two strings, names or titles are: the one home of rapidfuzz."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.model import Entry

__all__ = [
    "ALIKE",
    "SAME",
    "abbreviates",
    "acronym",
    "aliases",
    "called",
    "column",
    "edits",
    "fold",
    "given_fits",
    "head_forms",
    "initials",
    "lead_forms",
    "numbered",
    "ratio",
    "shared_words",
    "skeleton",
    "split",
    "surname",
    "surname_forms",
    "title",
    "title_forms",
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
_TITLE_WORDS = 12  # words of a title that may stand for an author
_HEAD_WORDS = 12  # words before the first stop of a reference that may be an organisation's name
_HEAD = re.compile(r"[^\W\d_](?:[^,.:;(\[\d\n“\"]|(?<=\b[A-Z])\.)*")
_HEAD_LENGTH = 160  # code points of a reference in which an organisation's acronym stands
_ACRONYM = re.compile(r"[(\[]([^\W\d_a-z][^\W_]{1,9})[)\]]")
_FIRST = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
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


@lru_cache(maxsize=1 << 13)
def acronym(name: str) -> str:
    """Capital letters that an organisation's name is shortened to.

    >>> acronym("World Health Organization"), acronym("Centers for Disease Control and Prevention")
    ('WHO', 'CDCP')
    """
    words = [word for word in _WORD.findall(name) if word[:1].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


_ASIDE = re.compile(r"\s*[\[(（]([^\[\]()（）]{1,80})[\])）]\s*")
_DASH = re.compile(r"\s+[–—-]+\s+|\s*[:/|]\s+")


@lru_cache(maxsize=1 << 13)
def aliases(name: str) -> tuple[str, ...]:
    """Shorter names that a printed organisation's name implies, the whole first: what stands in brackets, around a dash, its acronym.

    >>> aliases("Harbour Research Institute [HRI]")
    ('Harbour Research Institute [HRI]', 'Harbour Research Institute', 'HRI')
    """
    found = dict.fromkeys([name.strip()])
    bare = _ASIDE.sub(" ", name).strip(" .,")
    parts = [bare, *_ASIDE.findall(name)]
    for part in (*parts, *_DASH.split(bare)):
        if part.strip(" .,"):
            found[part.strip(" .,")] = None
            if short := acronym(part):
                found[short] = None
    return tuple(found)


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


def lead_forms(name: str, *, group: bool) -> Iterator[str]:
    """Folded forms of the name that leads a work, the fullest first; a long name may be cut short, an organisation's have aliases."""
    yield from surname_forms(name)
    for alias in aliases(name) if group else ():
        yield from surname_forms(alias)
    words = fold(name).split()
    for n in range(len(words) - 1, 1, -1) if group or len(words) > 3 else ():
        yield " ".join(words[:n])


def title_forms(title: str) -> Iterator[str]:
    """Folded beginnings of a title, the longest first, that may stand in a citation for an author: one word only if it is long."""
    if (of_law := numbered(title)) is not None:
        yield of_law
    words = fold(title).split()
    for n in range(min(len(words), _TITLE_WORDS), 0, -1):
        if n > 1 or len(words) == 1 or len(words[0]) > 4:
            yield " ".join(words[:n])


def head_forms(raw: str) -> Iterator[str]:
    """Folded forms of what a printed reference begins with, up to its first stop, bracket or number; its acronyms; its first word."""
    if (of_law := numbered(raw)) is not None:
        yield of_law
    head = _HEAD.match(raw)
    if head and 0 < len(head[0].split()) <= _HEAD_WORDS:
        yield from lead_forms(head[0].strip(), group=len(head[0].split()) > 1)
    for m in _ACRONYM.finditer(raw, 0, _HEAD_LENGTH):
        yield fold(m[1])
    if first := _FIRST.search(raw):
        yield fold(first.group())


def called(entry: Entry, raw: str) -> Iterator[str]:
    """Folded forms that a citation may call a reference by, its lead's fullest first; `raw` lends what parsing may have missed."""
    people = entry.authors or entry.editors
    if people:
        yield from lead_forms(people[0].lead, group=people[0].family is None)
    if not entry.authors and entry.title:
        yield from title_forms(entry.title)
    if not people and entry.container_title:
        yield fold(entry.container_title)
    yield from head_forms(raw)


@lru_cache(maxsize=1 << 13)
def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short name can be taken in order from the beginnings of a long name's words, the first from the first.

    >>> abbreviates("HaReIn", "Harbour Research Institute"), abbreviates("HRX", "Harbour Research Institute")
    (True, False)
    """
    letters, words = fold(short).replace(" ", ""), fold(long).split()
    if len(words) < 2 or not 2 <= len(letters) <= 12 or letters[0] != words[0][0]:
        return False
    reached = {0}  # how many letters have been taken so far, in every way there is
    for n, word in enumerate(words):
        taken = set() if n == 0 else set(reached)
        for start in reached:
            for k in range(1, len(word) + 1):
                if letters[start : start + k] != word[:k]:
                    break
                taken.add(start + k)
        reached = taken
    return len(letters) in reached


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
