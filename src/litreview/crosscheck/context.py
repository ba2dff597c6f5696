"""What the text around citations tells of them: which organisation an acronym stands for, whose title a sentence speaks of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview import similarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from litreview.crosscheck.listed import Listed, Listing
    from litreview.model import Citation

__all__ = ["acronyms", "spoken_of"]

_ASIDE = re.compile(r"[(\[（［]\s?([^\W\d_][\w&./-]{1,11})\s?[)\]）］;,]")
_BEFORE = 160  # code points before a bracketed acronym in which its long form stands
_AROUND = 300  # code points of its paragraph to each side of a citation that may speak of the work's subject
_ENOUGH = 2  # telling words of its title that speak for a work
_TITLE_WORD = 5  # letters of a word that says something of a subject


def acronyms(text: str, wanted: Iterable[str], listing: Listing) -> Mapping[str, tuple[Listed, ...]]:
    """The listed works of each wanted acronym (folded) that the text defines: 'Harbour Research Institute (HRI)'."""
    names = set(wanted)
    found: dict[str, tuple[Listed, ...]] = {}
    for m in _ASIDE.finditer(text) if names else ():
        name = similarity.fold(m[1])
        if name in names and name not in found:
            words = similarity.fold(text[max(0, m.start() - _BEFORE) : m.start()]).split()
            phrases = (" ".join(words[n:]) for n in range(len(words) - 1))
            works = next((listing.by_form[phrase] for phrase in phrases if phrase in listing.by_form), ())
            if works:
                found[name] = works
    return found


def spoken_of(text: str, citation: Citation, works: Sequence[Listed]) -> Listed | None:
    """The one of several works whose title shares most words with the text around a citation; None where none stands out."""
    start, end = citation.span.start, citation.span.end
    before = text[max(0, start - _AROUND) : start].rpartition("\n\n")[2]
    after = text[end : end + _AROUND].partition("\n\n")[0]
    said = set(similarity.fold(f"{before} {after}").split())
    titles = [_subject(work) for work in works]
    shared = set.intersection(*titles) if titles else set()
    hits = [len((title - shared) & said) for title in titles]
    best = max(hits, default=0)
    return works[hits.index(best)] if best >= _ENOUGH and hits.count(best) == 1 else None


def _subject(work: Listed) -> set[str]:
    """The telling words of a title."""
    return {w for w in similarity.fold(work.entry.title or work.reference.raw).split() if len(w) >= _TITLE_WORD}
