"""One printed name, read from right to left: a person's, or a phrase that a listed work goes by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from litreview import similarity
from litreview.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.extract.scene import Scene

__all__ = ["JUNK", "Name", "Token", "capital", "clean", "name", "only_initials", "surname", "tokens"]

_HYPHEN = "-‐‑–"
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts that write no spaces between words
_LETTERS = rf"[^\W\d_{_UNSPACED}]+"
_TOKEN = re.compile(
    rf"[{_UNSPACED}]+|{_LETTERS}(?:(?:[\u0300-\u036f]|[’'ʼ‘´`](?=[^\W\d_])|[{_HYPHEN}]\n?(?=[^\W\d_]))(?:{_LETTERS})?)*|\d+|&|[^\s\w*]"
)
_CJK = re.compile(f"[{_UNSPACED}]")
_BROKEN = re.compile(rf"[{_HYPHEN}][ \t]*\r?\n\s*(?=[^\W\d_A-Z])")  # a word that a line's end cut
_HYPHENATED = re.compile(rf"([{_HYPHEN}])\s+")
_APART = re.compile(r"[.\s-]+")  # what stands between initials
JUNK = frozenset(",.([（［:;“”\"'’‘«»…，：；、–—-{")
_LONGEST_UNSPACED = 4  # letters of a name in a script without spaces
_LONGEST = 12  # tokens of a person's name
_PREPOSITIONS = frozenset({"in", "op", "s"})  # particles in some names, everyday words in most texts
_LATE = frozenset({"do", "a", "i", "o", "d"})  # particles that are everyday words: inside a name, not at its head


class Token(NamedTuple):
    """A word, a number or a sign at `text[start:end]`; `fold` is "" for a sign."""

    text: str
    start: int
    end: int
    fold: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed, on one line, from the token `first` on; `group`: it is a listed phrase, no person."""

    first: int
    text: str
    group: bool = False


def tokens(scene: Scene, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`."""
    out: list[Token] = []
    for m in _TOKEN.finditer(scene.text, start, end):
        printed, (first, last) = m.group(), m.span()
        if printed >= "\u3040" and _CJK.match(printed):
            out += _unspaced(scene, printed, first)
        else:
            out.append(Token(printed, first, last, similarity.fold(printed)))
    return out


def _unspaced(scene: Scene, run: str, at: int) -> Iterator[Token]:
    """The tokens of a run of Chinese, Japanese or Korean: words that join and introduce names, and names of two to four letters.

    What stands before a listed name, or is too long for a name, becomes a token that no name can hold.
    """
    for m in vocabulary().unspaced.finditer(run):
        if word := m["word"]:
            means = (similarity.fold(word) or word) if word in vocabulary().around else ""
            yield Token(word, at + m.start(), at + m.end(), means)
            continue
        piece, begin = m.group(), at + m.start()
        known = (n for n in range(4, 1, -1) if n < len(piece) and piece[-n:] in scene.roster.surnames)
        cut = len(piece) - next(known, len(piece) if len(piece) <= _LONGEST_UNSPACED else 0)
        if cut:
            yield Token(piece[:cut], begin, begin + cut, "")
        if cut < len(piece):
            yield Token(piece[cut:], begin + cut, begin + len(piece), similarity.fold(piece[cut:]))


def name(scene: Scene, words: Sequence[Token], last: int) -> Name | None:
    """The name that ends before the token `last`; None where no name does."""
    return _listed(scene, words, last) or _person(scene, words, last)


def surname(printed: str) -> str:
    """What is likely the surname in a printed name, without its particles."""
    words = similarity.split(printed)[0].split()
    return words[-1] if words else ""


def only_initials(printed: str) -> bool:
    """Whether a printed name holds nothing but initials: 'J.', 'M. T.', 'J R'."""
    letters = [word for word in _APART.split(printed) if word]
    short = all(len(word) <= 3 and word.isupper() for word in letters)
    return short and ("." in printed or all(len(word) == 1 for word in letters))


def clean(printed: str) -> str:
    """A printed name on one line, its hyphenation at a line's end undone."""
    return _HYPHENATED.sub(r"\1", " ".join(printed.split()))


def capital(token: Token) -> bool:
    """Whether a token is written as names are: with a capital in it, or in a script that has none."""
    return any(c.isupper() for c in token.text) or _CJK.match(token.text) is not None


def _listed(scene: Scene, words: Sequence[Token], last: int) -> Name | None:
    """The longest phrase of two words or more that ends at `last` and that a listed work goes by."""
    for first in range(max(0, last - scene.roster.longest - 4), last - 1):
        if not words[first].fold:
            continue
        phrase = scene.text[words[first].start : words[last - 1].end]
        folded = similarity.fold(_BROKEN.sub("", phrase) if "\n" in phrase else phrase)
        if " " in folded and folded in scene.roster.leads and (first == 0 or words[first - 1].text not in _HYPHEN):
            return Name(first, clean(phrase), group=folded not in scene.roster.surnames)
    return None


def _person(scene: Scene, words: Sequence[Token], last: int) -> Name | None:
    """A person's name that ends at `last`: capitalised words, initials and particles."""
    first = _without_openers(scene, words, _leftmost(scene, words, last), last)
    if first >= last or not any(capital(word) or word.fold in scene.roster.leads for word in words[first:last]):
        return None
    return Name(first, clean(scene.text[words[first].start : words[last - 1].end]))


def _leftmost(scene: Scene, words: Sequence[Token], last: int) -> int:
    """The leftmost token that could belong to the name that ends at `last`; `last` where none could."""
    first = n = last
    while n and last - n < _LONGEST:
        word = words[n - 1]
        if n > 1 and _after_initial(words[n - 2], word):
            n -= 1
        elif _name_like(scene, word):
            first = n = n - 1
        elif first < last and _particle(word):
            n -= 1
            first = first if word.fold in _LATE else n
        else:
            break
    return first


def _after_initial(before: Token, sign: Token) -> bool:
    """Whether a sign is the full stop of an initial, or the hyphen after that: 'J.-P. Oduya'."""
    return (sign.text == "." and _initial(before)) or (sign.text in _HYPHEN and before.text == ".")


def _without_openers(scene: Scene, words: Sequence[Token], first: int, last: int) -> int:
    """The first token of the name proper, after what opens a sentence or addresses a person: 'However', 'Dr. Oduya'."""
    while first < last and (not words[first].fold or (first < last - 1 and _opens(scene, words[first]))):
        first += 1
    if _begins_sentence(scene, words, first, last):
        first += 1
    if first < last - 1 and words[first].text.islower() and scene.is_word(words[first].fold):
        phrase = similarity.fold(scene.text[words[first].start : words[last - 1].end])
        while phrase not in scene.roster.surnames and first < last - 1 and words[first].text.islower():
            first += 1  # 'as in the theory de Oduya': a preposition, unless the list has it with the name
    return first


def _begins_sentence(scene: Scene, words: Sequence[Token], first: int, last: int) -> bool:
    """Whether a name's first word opens a sentence, and is no given name that the list knows for the rest: 'Later Oduya'."""
    if first > last - 2 or _initial(words[first]) or not (first == 0 or words[first - 1].text in ".:!?"):
        return False
    rest = scene.text[words[first + 1].start : words[last - 1].end]
    letters = scene.roster.given.get(similarity.skeleton(rest))
    return letters is not None and words[first].fold[:1] not in letters


def _opens(scene: Scene, word: Token) -> bool:
    if _initial(word) or _particle(word):
        return False
    known = vocabulary()
    return word.fold in known.honorifics or (len(word.fold) > 2 and _common(scene, word)) or word.fold in known.stops


def _initial(token: Token) -> bool:
    return token.text.isupper() and len(token.text) <= (4 if "-" in token.text else 3)


def _name_like(scene: Scene, token: Token) -> bool:
    if not token.fold or not token.text[0].isalpha() or token.text in vocabulary().around:
        return False
    if capital(token):
        listed = token.fold in scene.roster.surnames or token.fold in similarity.PARTICLES - _PREPOSITIONS
        listed = listed or (token.text.isupper() and token.fold in scene.roster.leads)  # WHO is no 'who'
        return listed or token.fold not in vocabulary().stops or len(token.fold) == 1
    return len(token.fold) > 4 and token.fold in scene.roster.surnames and token.fold in scene.roster.leads


def _particle(token: Token) -> bool:
    return token.fold in similarity.PARTICLES and token.fold not in vocabulary().joins | _PREPOSITIONS


def _common(scene: Scene, token: Token) -> bool:
    return scene.is_word(token.fold) and token.fold not in scene.roster.surnames
