"""Take apart printed lists of names: 'Marlow, A., & Oduya, B. C.', 'A. Marlow and B. Oduya', 'Marlow A, Oduya BC', 马洛，李."""

from __future__ import annotations

import dataclasses
import re
from functools import cache, lru_cache

from litreview import lexicon
from litreview.model import Name

__all__ = ["split"]

PARTICLES = frozenset({
    "af", "al", "auf", "av", "aus", "bin", "da", "das", "de", "degli", "dei", "del", "della", "delle", "den",
    "der", "des", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "lo", "los", "of", "ten", "ter", "tot",
    "van", "vande", "vanden", "vander", "vom", "von", "y", "zu", "zum", "zur", "'t", "d", "l", "e", "'de",
})  # fmt: skip
_LEADING = frozenset(
    ["van", "von", "de", "di", "da", "du", "della", "del", "den", "der", "dos", "la", "le", "el", "al", "ter"]
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "jnr", "snr"])
_STRONG = r"[;|、；，]|/(?=\s?\w)|&(?:amp;)?|(?<=\s)[–—](?=\s)|(?<=\s)-(?=\s?[^\W\d_a-z]\.)"
_INITIALS = re.compile(r"(?:[^\W\d_a-z][.’']?(?:[a-z]{1,2}\.)?[\s.-]{0,2}){1,5}")
_CONTRACTED = re.compile(r"[A-Z]{1,3}d(?:[a-z]|[ao]s)?[A-Z]{1,3}|[ABCFGHJLMNPRST]d")
_LATE_PARTICLE = re.compile(r"(?<=\.)\s?d\.$")
_CAPS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_LETTER = re.compile(r"[^\W\d_]")
_ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…)[\s.,&]*")
_FULL_STOP = re.compile(r"(?<!\bjr)(?<!\bsr)(?<!\bJr)(?<!\bSr)(?<=[^\W\d_][^\W\d_])\.$")
_SHORT_GIVEN = re.compile(r",\s?[^\W\d_a-z][a-z]\.$|[^\W\d_a-z]{2}\.$")
_WORDS = re.compile(r"\w+")
_ROLES = (("reference", "editor"), ("reference", "translator"))
_OCR_AL = ("al", "ali", "a1", "a1i", "coll", "等")  # how 'et al.' ends, also as OCR reads it
_HOUSES = re.compile(r"\b(?:of|for|the|für|pour|para)\b", re.IGNORECASE)
_COUNTRY = re.compile(r"(?:U\.\s?(?:S\.(?:\s?A\.)?|K\.|N\.)|E\.\s?U\.)\s?")
_INITIAL = re.compile(r"(?:^|[\s,])[^\W\d_a-z]\.")
_LAST_INITIALS = re.compile(r"[^\W\d_]{2,}\s[^\W\d_a-z]{1,3}(?=,|$)")
_FULL_NAME = re.compile(r"(?:[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)?(?:\s|$)){2,3}")


@cache
def _joins() -> re.Pattern[str]:
    words = [w for w in lexicon.words("citation", "and") if w not in {"u", "с"} and not _CJK.search(w)]
    cjk = "".join(w for w in lexicon.words("citation", "and") if _CJK.search(w))
    words += [w.upper() for w in words if len(w) > 1]  # 'A. MARLOW AND B. ODUYA'; a lone capital is an initial
    latin = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True) if w.isalnum())
    return re.compile(rf"{_STRONG}|(?<![^\W\d_])(?:{latin})(?=\s)|(?<=[㐀-鿿])[{cjk}](?=[㐀-鿿])")


@cache
def _et_al() -> re.Pattern[str]:
    words = sorted({w.rstrip(".") for w in lexicon.words("citation", "et_al")}, key=len, reverse=True)
    spaced = "|".join(re.escape(w).replace(r"\ ", r"\s?") for w in words)
    return re.compile(
        rf"[\s,;&]*(?<![^\W\d_])\(?(?:{spaced}|e[tl]\.?\s?a[l1]i?|et\s?coll)(?![^\W\d_])\.?\)?[\s,.;:]*$|等[\s.,;]*$",
        re.IGNORECASE,
    )


@cache
def _houses() -> frozenset[str]:
    return frozenset(w for w in lexicon.words("reference", "organisation") if len(w) > 3)


@cache
def _roles() -> re.Pattern[str]:
    words = sorted(
        {w for key in ("editor", "translator") for w in lexicon.words("reference", key)}, key=len, reverse=True
    )
    spaced = "|".join(re.escape(w) for w in words)
    return re.compile(
        rf"[\s,;]*[(\[]?\s*(?<![^\W\d_])(?:{spaced})(?![^\W\d_])\.?\s*[)\]]?[\s,.;:]*$|^\W*(?:{spaced})(?![^\W\d_])\.?[\s:,]+(?=\S)",
        re.IGNORECASE,
    )


@cache
def _ends(place: int, *keys: tuple[str, str]) -> frozenset[str]:
    """The first (0) or last (-1) words of the lexicon's phrases under these keys."""
    phrases = (_WORDS.findall(phrase.lower()) for section, key in keys for phrase in lexicon.words(section, key))
    return frozenset(words[place] for words in phrases if words)


def _may_end(text: str) -> tuple[bool, bool]:
    """Whether a role ('eds.') may begin or end a list of names, and whether 'et al.' may end it: most have neither."""
    lower = text.lower()
    begins, ends = _WORDS.search(lower), _WORDS.search(lower[::-1])
    if not (begins and ends):
        return False, False
    first, last = begins[0], ends[0][::-1]
    role = first in _ends(0, *_ROLES) or last in _ends(-1, *_ROLES)
    return role, last.endswith(_OCR_AL) or last in _ends(-1, ("citation", "et_al"))


def split(text: str) -> tuple[tuple[Name, ...], bool]:
    """The names of a printed list, in order, and whether it ends in 'et al.'.

    A name that no rule takes apart is kept whole as a literal; no letter is lost but those of
    'and', 'et al.' and roles ('eds.').
    """
    text, truncated = _bare(text)
    if not _LETTER.search(text):
        return (), truncated
    if _is_house(text):
        if ";" in text:
            lists = [split(part) for part in text.split(";")]
            return tuple(name for found, _ in lists for name in found), truncated or any(cut for _, cut in lists)
        if not _names_people(text):
            return (Name(literal=text.strip(" ,;.")),), truncated
    chunks = [c.strip(" ,") for c in _joins().split(text) if c and c.strip(" ,.")]
    names: list[Name] = []
    turned = any(_inverted(chunk) for chunk in (chunks[0], chunks[-1])) if chunks else False
    for n, chunk in enumerate(chunks):
        names += _chunk(chunk, first=n == 0, inverted=turned and (n > 0 or chunk.count(",") % 2 == 1))
    return tuple(names), truncated


def _bare(text: str) -> tuple[str, bool]:
    """A list of names without roles, 'et al.' and the full stop at its end, and whether there was an 'et al.'."""
    text = " ".join(text.split()).strip(" ,;:([")
    truncated = False
    for _ in range(3):
        role, cut = _may_end(text)
        if not (role or cut):
            break
        shorter = _roles().sub("", text).strip(" ,;:([") if role else text
        if cut and (bare := _et_al().sub("", shorter).rstrip(" ,;:([")) != shorter:
            truncated, shorter = True, bare
        if shorter == text or not shorter:
            break
        text = shorter
    if "…" in text or ". ." in text or ".." in text:
        text = _ELLIPSIS.sub(", ", text)
    if text.endswith(".") and _FULL_STOP.match(text, len(text) - 1) and not _SHORT_GIVEN.search(text):
        text = text[:-1]
    return text, truncated


def _inverted(chunk: str) -> bool:
    pieces = chunk.split(",")
    return len(pieces) == 2 and (not _initials(pieces[0]) or ("." not in chunk and not chunk.isupper()))


def _chunk(chunk: str, *, first: bool, inverted: bool) -> list[Name]:
    """The names between two strong separators, whose commas part names or the parts of one."""
    pieces = [p for p in (p.strip() for p in chunk.split(",")) if p]
    names: list[Name] = []
    at = 0
    while at < len(pieces):
        piece, following = pieces[at], pieces[at + 1 : at + 2]
        at += 1
        stem, _, tail = piece.rpartition(" ")
        if following and stem and _suffix(tail) and _initials(following[0]):  # 'Marlow Jr., A. B.'
            names.append(Name(family=stem, given=following[0], suffix=tail))
            at += 1
            continue
        if following and _suffix(following[0]) and not _initials(piece):
            given = pieces[at + 1] if at + 1 < len(pieces) and _initials(pieces[at + 1]) else None
            if given:
                names.append(Name(family=piece, given=given, suffix=following[0]))
                at += 2
                continue
        sure = inverted or (first and (len(pieces) == 2 or (at == 1 and _first_is_inverted(pieces))))
        if (
            following
            and not _self_contained(piece)
            and not (" " in piece and _suffix(following[0]))
            and _given(following[0], sure=_shouted(piece, following[0]) or (sure and _one_family(piece, following[0])))
        ):
            given, at = following[0], at + 1
            given, particle = _trailing_particle(given)
            suffix = pieces[at] if at < len(pieces) and _suffix(pieces[at]) else None
            at += suffix is not None
            names.append(Name(family=f"{particle} {piece}".strip(), given=given, suffix=suffix))
        elif _suffix(piece) and names and names[-1].family and names[-1].suffix is None:
            names.append(dataclasses.replace(names.pop(), suffix=piece))
        else:
            names.append(_single(piece))
    return names


def _first_is_inverted(pieces: list[str]) -> bool:
    """'Marlow, Ann, Ben Oduya': the first name is turned round, the others are not."""
    return len(pieces) >= 3 and all(" " in p or _suffix(p) for p in pieces[2:]) and " " not in pieces[0]


def _shouted(piece: str, following: str) -> bool:
    """Whether a family name in capitals stands before a given name that is not: 'MARLOW, Ann Mary'."""
    return len(piece) > 1 and piece.isupper() and not any(len(w) > 1 and w.isupper() for w in following.split())


def _one_family(piece: str, following: str) -> bool:
    """Whether piece can be a family name with `following` as its given name: not two names in full."""
    return " " not in piece or " " not in following or piece.split(maxsplit=1)[0].lower() in PARTICLES


def _self_contained(piece: str) -> bool:
    """A name that needs no next piece: it holds both initials and a family name."""
    words = piece.split()
    if len(words) < 2:
        return False
    leading = _initials(words[0]) and ("." in words[0] or not words[-1].isupper())
    return leading or _vancouver(words) is not None


def _given(piece: str, *, sure: bool) -> bool:
    """Whether a piece after a family name is its given name: initials, or words where the shape says so."""
    bare, _ = _trailing_particle(piece)
    if _initials(bare):
        return True
    words = bare.split()
    if (
        words
        and len(words) <= 4
        and any(_initials(w) and "." in w for w in words[1:])
        and words[0][:1].isupper()
        and not _initials(words[0])
    ):
        return all(_initials(w) for w in words[1:])  # 'Ann B.'
    return sure and 0 < len(words) <= 3 and all(w[:1].isupper() for w in words)


@lru_cache(maxsize=1 << 14)
def _initials(piece: str) -> bool:
    """'A.', 'A. B.', 'J.-P.', 'AB', 'Yu. A.', 'CdST', 'A. d.': initials and nothing else."""
    piece = _LATE_PARTICLE.sub("", piece.strip())
    if not piece or len(piece) > 24:
        return False
    if "." not in piece:
        letters = piece.replace("-", "").replace(" ", "")
        return (letters.isalpha() and letters.isupper() and len(letters) <= 3) or _CONTRACTED.fullmatch(
            piece
        ) is not None
    return _INITIALS.fullmatch(piece) is not None


def _suffix(piece: str) -> bool:
    return piece.strip(" .").lower() in SUFFIXES


def _trailing_particle(given: str) -> tuple[str, str]:
    """'J. van der' is J., and 'van der' begins the family name."""
    words = given.split()
    at = len(words)
    while at > 1 and words[at - 1].lower() in PARTICLES and words[at - 1].islower():
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def _vancouver(words: list[str]) -> int | None:
    """Where the initials begin in 'de la Marlow AB'; None when it is no such name."""
    at = len(words)
    while at > 1 and (
        _initials(words[at - 1]) or (words[at - 1].lower() in {"da", "de", "do", "dos"} and at < len(words))
    ):
        at -= 1
    if at == len(words) or at == 0 or any(_initials(w) and "." in w for w in words[:at]):
        return None
    return at


def _single(piece: str) -> Name:
    """A name that stands in one piece."""
    piece = piece.strip(" ,;")
    if _CJK.search(piece):
        return Name(family=piece.strip(" ."))
    words = piece.split()
    suffix = None
    if len(words) > 1 and _suffix(words[-1]) and not (words[-1] in {"JR", "SR"} and _vancouver(words[:-1]) is None):
        suffix, words = words[-1], words[:-1]
    if len(words) == 1:
        word = words[0].rstrip(".")
        if len(word) > 2 and word.isupper() and word.isalpha() and piece.endswith("."):
            return Name(literal=word)
        return Name(family=word if not _initials(words[0]) else words[0], suffix=suffix)
    if _is_house(piece) and not any(_initials(w) for w in words):
        return Name(literal=piece.strip(" ."))
    if (at := _vancouver(words)) is not None:
        return Name(family=" ".join(words[:at]), given=" ".join(words[at:]), suffix=suffix)
    at = len(words) - 1
    while at > 1 and (
        (words[at - 1].lower() in PARTICLES and words[at - 1][:1].islower()) or words[at - 1].lower() in _LEADING
    ):
        at -= 1
    if words[0].lower() in PARTICLES and words[0].islower():
        at = 0
    family, given = " ".join(words[at:]), " ".join(words[:at])
    if not _LETTER.search(family):
        return Name(literal=piece)
    return Name(family=family.rstrip("."), given=given or None, suffix=suffix)


def _names_people(text: str) -> bool:
    """Whether a list that names a house names people, too: by initials, or first and each in full.

    'Ann Marlow, Ben Oduya, and Coast Institute' does; 'Department of Health, Education and Welfare' does not.
    """
    if _INITIAL.search(_COUNTRY.sub("", text)) or len(_LAST_INITIALS.findall(text)) > 1:
        return True
    pieces = [piece.strip() for chunk in _joins().split(text) for piece in chunk.split(",") if piece.strip()]
    if "," not in text or _is_house(pieces[0]):
        return False
    return all(_FULL_NAME.fullmatch(piece) or _is_house(piece) for piece in pieces)


def _is_house(text: str) -> bool:
    """Whether a piece names an organisation: one of its words says so, or it is too long for a person."""
    if text.count(",") > 2:
        return False
    words = _CAPS.findall(text.lower())
    return not _houses().isdisjoint(words) or (len(words) > 5 and "," not in text and _HOUSES.search(text) is not None)
