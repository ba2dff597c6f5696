"""What the citation grammar reads in: a text, its words, and who its list says can be cited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from litreview import similarity

if TYPE_CHECKING:
    from collections.abc import Callable

    from litreview.extract.roster import Roster

__all__ = ["Scene", "scene"]

_WORD = re.compile(r"[^\W\d_]{2,}")
_SUBJECT = re.compile(r"(?<!\w)([^\W\d_][^\W\d_’'-]{1,40})(?!\w|[’']s\s|\s?[(\[,;]|\s(?:et|and|&|e|y|und|en|i|и)\s)")


@dataclass(frozen=True, slots=True)
class Scene:
    """A text (list, addresses and keys blanked), the same `flat` (in lower case on one line), and the roster.

    `said`: its words in lower case; `is_word`: whether it uses a folded word in lower case, so that the word,
    capitalised, is hardly a name; `is_subject`: whether it speaks of a capitalised word without citing it, as it
    does of places.
    """

    text: str
    flat: str
    roster: Roster
    said: frozenset[str]
    is_word: Callable[[str], bool]
    is_subject: Callable[[str], bool]


def scene(text: str, flat: str, roster: Roster) -> Scene:
    """The scene of a text. What is costly and seldom needed is looked up on first use."""
    words = set(_WORD.findall(" ".join(set(text.split()))))
    said = frozenset(map(str.lower, words))
    lower = frozenset(word if word.isascii() else similarity.fold(word) for word in words if word.islower())

    @cache
    def subjects() -> frozenset[str]:
        return frozenset(m[1] for m in _SUBJECT.finditer(text))

    return Scene(
        text,
        flat,
        roster,
        said,
        lower.__contains__,
        lambda word: word in subjects(),
    )
