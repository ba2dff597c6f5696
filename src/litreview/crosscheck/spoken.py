"""Whether the text speaks of a listed work in any way, cited or not: a last look before it is called uncited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview import similarity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.crosscheck.listed import Listed
    from litreview.model import Paper

__all__ = ["Words", "of", "words"]

_NEAR = 10  # words after a name within which its year may stand
_PLACES = 500  # places of a word that are looked at
_TELLING = 3  # words of a phrase that can mean nothing else


@dataclass(frozen=True, slots=True)
class Words:
    """The folded words of a text outside its list, in order, and where each stands."""

    said: Sequence[str]
    places: Mapping[str, Sequence[int]]


def words(paper: Paper) -> Words:
    """The words of a paper outside its list."""
    first = min(reference.span.start for reference in paper.references)
    last = max(reference.span.end for reference in paper.references)
    text = paper.document.text
    said = similarity.fold.__wrapped__(f"{text[:first]} {text[last:]}").split()
    places: dict[str, list[int]] = {}
    for n, word in enumerate(said):
        places.setdefault(word, []).append(n)
    return Words(said, places)


def of(work: Listed, text: Words) -> bool:
    """Whether the text names the work: by a phrase that is telling, or by its lead with its year close by."""
    years = {year for year, _ in work.years}
    for form in work.forms:
        phrase = form.split()
        ends = _ends(phrase, text) if len(form) > 2 else []
        if ends and (len(phrase) >= _TELLING or (not years and len(form) > 4)):
            return True
        if any(word[:4] in years for end in ends for word in text.said[end : end + _NEAR]):
            return True
    return False


def _ends(phrase: Sequence[str], text: Words) -> list[int]:
    """Where a phrase ends in the text."""
    starts = text.places.get(phrase[0], ())[:_PLACES] if phrase else ()
    return [n + len(phrase) for n in starts if text.said[n : n + len(phrase)] == list(phrase)]
