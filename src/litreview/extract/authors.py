"""The authors of a citation, read from right to left: what stands before a year, up to where it stops being names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.extract.names import JUNK, Name, Token, capital, clean, name, only_initials, surname, tokens
from litreview.extract.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.extract.scene import Scene

__all__ = ["Authors", "read"]

_WINDOW = 240  # code points to the left of a year in which its authors are sought
_MOST = 30  # authors of one citation
_SHORT = 4  # letters of an 'and'
# Words that link the parts of an organisation's name.
_LINKS = frozenset(
    re.findall(
        r"\S+",
        "of for the on in and at de da do dos das del della di du des la le les et e y fur und der van voor en &",
    )
)


@dataclass(frozen=True, slots=True)
class Authors:
    """Names that end at a year: they stand at `text[start:end]`, `names` as printed in printed order.

    `listed`: the first of them leads a work of the list, and `years` are those of its works; `group`: the name is an
    organisation, a title, a law, no person's; `odd`: a number stood between the names and the year.
    """

    start: int
    end: int
    names: tuple[str, ...]
    et_al: bool = False
    listed: bool = False
    years: frozenset[str] = frozenset()
    group: bool = False
    odd: bool = False


@dataclass(frozen=True, slots=True)
class _Joint:
    """What joins two names: the first ends before the token `end`; `strong`: an 'and' stands between them."""

    end: int
    strong: bool


def read(scene: Scene, start: int, end: int, *, inside: bool) -> Authors | None:
    """The authors that end at `end`, sought no further left than `start`; None where no name stands there.

    `inside`: the stretch is all in one bracket, so that commas and semicolons join names.
    """
    cut = end - start > _WINDOW
    words = tokens(scene, max(start, end - _WINDOW), end)[cut:]
    tail, odd = _without_stray_number(words, _trimmed(words, len(words)), inside=inside)
    last, et_al = _without_et_al(words, _trimmed(words, _without_possessive(words, tail)))
    last = _trimmed(words, _without_possessive(words, last))
    last = _trimmed(words, _without_aside(words, last))
    found = name(scene, words, last)
    if found is None:
        return None
    names = _joined(scene, words, found, inside=inside, et_al=et_al)
    if not et_al and not names[0].group:
        names = _organisation(scene, words, names, last, inside=inside)
    if all(only_initials(n.text) for n in names):
        return None
    lead = names[0]
    years = scene.roster.years(lead.text)
    if years is None and not lead.group:
        years = scene.roster.years(surname(lead.text))
    return Authors(
        words[lead.first].start,
        words[tail - 1].end,
        tuple(n.text for n in names),
        et_al,
        years is not None,
        years or frozenset(),
        lead.group,
        odd,
    )


def _trimmed(words: Sequence[Token], last: int) -> int:
    while last and words[last - 1].text in JUNK:
        last -= 1
    return last


def _without_stray_number(words: Sequence[Token], last: int, *, inside: bool) -> tuple[int, bool]:
    """The tokens without a short number that belongs to nothing: (Harbour Gazette, 4, 2012)."""
    if (
        inside
        and last > 2
        and words[last - 2].text == ","
        and words[last - 1].text.isdigit()
        and len(words[last - 1].text) < 3
    ):
        return last - 2, True
    return last, False


def _without_et_al(words: Sequence[Token], last: int) -> tuple[int, bool]:
    """The tokens without an 'et al.' at their end, in any language."""
    for phrase in vocabulary().et_al.get(words[last - 1].fold, ()) if last else ():
        n, k = last, len(phrase)
        while n and k:
            token = words[n - 1]
            if token.fold == phrase[k - 1] or (token.text == "&" and phrase[k - 1] in ("et", "and")):
                k -= 1
            elif token.text not in JUNK:
                break
            n -= 1
        if not k:
            return n, True
    return last, False


def _without_possessive(words: list[Token], last: int) -> int:
    """The tokens without a possessive ending; one that is part of the last word is cut off in place."""
    if last and words[last - 1].text[-2:] in ("’s", "'s"):
        word = words[last - 1]
        words[last - 1] = Token(word.text[:-2], word.start, word.end - 2, similarity.fold(word.text[:-2]))
    return last - 2 if last > 1 and words[last - 1].text == "s" and words[last - 2].text in "’'" else last


def _without_aside(words: Sequence[Token], last: int) -> int:
    """The tokens without a bracketed acronym at their end: 'Harbour Research Institute [HRI]'."""
    if last > 3 and words[last - 1].text in ")]）］":
        for n in range(last - 2, max(last - 6, 0), -1):
            if words[n].text in "([（［":
                return n
    return last


def _joined(scene: Scene, words: Sequence[Token], found: Name, *, inside: bool, et_al: bool) -> list[Name]:
    """All names that are joined to the last one, in printed order."""
    names = [found]
    listing = et_al  # commas join names in running text too, once something else has shown that this is a list of them
    while len(names) < _MOST and (
        joint := _joint(words, names[0].first, inside=inside, listing=listing) or _foreign(scene, words, names[0])
    ):
        more = name(scene, words, joint.end)
        if more is None or not (joint.strong or _belongs(scene, more, names[0], et_al=et_al)):
            break
        if len(names) == 1 and only_initials(found.text):
            names = [Name(more.first, f"{more.text}, {found.text}")]
        elif only_initials(more.text):
            further = _joint(words, more.first, inside=inside, listing=True)
            family = name(scene, words, further.end) if further else None
            if family is None:
                break
            names.insert(0, Name(family.first, f"{family.text}, {more.text}"))
        else:
            names.insert(0, more)
        listing = listing or joint.strong
    return names


def _belongs(scene: Scene, more: Name, after: Name, *, et_al: bool) -> bool:
    """Whether a name before a comma or semicolon is a co-author of the one after it, not the end of what went before.

    Where the list knows the one after, it must know the co-author too, if under another spelling.
    """
    own, known = surname(more.text), scene.roster.surnames
    if more.group:
        return False
    if only_initials(more.text) or only_initials(after.text) or any(f in known for f in similarity.surname_forms(own)):
        return True
    if et_al or scene.roster.years(surname(after.text)) is not None:
        return scene.roster.nearly(own)
    return True


def _joint(words: Sequence[Token], first: int, *, inside: bool, listing: bool) -> _Joint | None:
    """What joins the name that begins at `first` to one before it; None when nothing does."""
    n = first
    strong = bool(n) and (words[n - 1].text == "&" or words[n - 1].fold in vocabulary().joins)
    n -= strong
    comma = bool(n) and words[n - 1].text in ",，、"
    sign = bool(n) and not strong and (words[n - 1].text == "/" or (words[n - 1].text in ";；" and inside))
    if not (strong or sign or (comma and (inside or listing))):
        return None
    n -= comma or sign
    while n > 1 and words[n - 1].text == ".":
        n -= 1
    return _Joint(n, strong) if n else None


def _foreign(scene: Scene, words: Sequence[Token], after: Name) -> _Joint | None:
    """What else joins two names that follow each other in a listed work: an unknown 'and', or one with an article, short words."""
    n = after.first - 1
    while n > 0 and after.first - n <= 2 and 0 < len(words[n].fold) <= _SHORT and not capital(words[n]):
        before = name(scene, words, n)
        if before and any(pair in scene.roster.beside for pair in product(_skeletons(before), _skeletons(after))):
            return _Joint(n, strong=True)
        n -= 1
    return None


def _skeletons(found: Name) -> tuple[str, str]:
    """A name as the roster has it, whether all of it is the surname or not."""
    return similarity.skeleton(found.text), similarity.skeleton(surname(found.text))


def _organisation(scene: Scene, words: Sequence[Token], names: list[Name], last: int, *, inside: bool) -> list[Name]:
    """The names, or the one longer name that they are the end of: 'Ministry of Ports and Tides'."""
    first = n = names[0].first
    while n > 1 and words[n - 1].fold in _LINKS:
        back = n - 1
        while back > 1 and words[back - 1].fold in _LINKS:
            back -= 1
        if not _part(words[back - 1]) or scene.is_word(words[back - 1].fold):
            break
        n = back - 1
        while n and _part(words[n - 1]):
            n -= 1
    if n == first or words[first].fold in scene.roster.surnames:
        return names
    phrase = clean(scene.text[words[n].start : words[last - 1].end])
    if not inside and scene.roster.years(phrase) is None:
        return names
    return [Name(n, phrase, group=True)]


def _part(token: Token) -> bool:
    return capital(token) and token.fold not in vocabulary().stops
