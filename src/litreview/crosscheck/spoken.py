"""Whether the text speaks of a listed work in any way, cited or not: a last look before it is called uncited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview import similarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.crosscheck.listed import Listed
    from litreview.model import Paper

__all__ = ["of", "words"]

_NEAR = 10  # words after a name within which its year may stand
_LONG = 300  # code points in which that many words stand
_PLACES = 500  # places of a phrase that are looked at
_TELLING = 3  # words of a phrase that can mean nothing else


def words(paper: Paper) -> str:
    """The folded words of a paper outside its list, each between spaces."""
    first = min(reference.span.start for reference in paper.references)
    last = max(reference.span.end for reference in paper.references)
    text = paper.document.text
    return f" {similarity.fold.__wrapped__(f'{text[:first]} {text[last:]}')} "


def of(work: Listed, text: str, *, dated: bool = True) -> bool:
    """Whether the text names the work: by a phrase that is telling, or by its lead, with its year close by where citations are `dated`."""
    years = {year for year, _ in work.years}
    for form in work.forms:
        if len(form) <= 2:
            continue
        telling = form.count(" ") + 1 >= _TELLING or (not (years and dated) and len(form) > 4)
        for end in _ends(form, text):
            if telling or any(word[:4] in years for word in text[end : end + _LONG].split()[:_NEAR]):
                return True
    return False


def _ends(form: str, text: str) -> Iterator[int]:
    """Where a phrase ends in the text."""
    sought = f" {form} "
    at = text.find(sought)
    for _ in range(_PLACES):
        if at < 0:
            return
        yield at + len(sought)
        at = text.find(sought, at + 1)
