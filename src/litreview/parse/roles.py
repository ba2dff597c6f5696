"""Mend who edited or translated what: the names beside 'eds.' and the book before them; steps of `mend`."""

from __future__ import annotations

import re
from functools import cache

from litreview import lexicon
from litreview.parse.markers import either, role_before, role_inside
from litreview.parse.names import PARTICLES
from litreview.parse.segments import Segment, laid_over

__all__ = ["books_before_editors", "editors_after_books", "names_in_brackets", "people_before_roles"]

_BOOK = re.compile(
    r"(?:[^\W\d_]+[\s:-]{1,2}){1,9}?(?:of|in|on|for|to|the|and|der|des|von)\s[^,;.()\d]{2,60}(?P<end>[,;])\s"
)
_BOOKS = frozenset({"title", "container"})
_CAPITALIZED = r"[^\W\d_a-z](?:[^\W\d_]|['’-](?=[^\W\d_]))*\.?"
_SMALL = r"and|und|et|y|e|en|&|d[aeiou]s?|del|della|v[ao]n|den|der|la|le|el|ter"
_PEOPLE = rf"(?:{_CAPITALIZED}|{_SMALL})(?:[,;]?\s(?:{_CAPITALIZED}|{_SMALL})){{1,30}}"


@cache
def _role() -> str:
    return "|".join(
        f"(?P<{key}>{either({w.rstrip('.') for w in lexicon.words('reference', key) if ' ' not in w})})"
        for key in ("editor", "translator")
    )


@cache
def _in_brackets() -> re.Pattern[str]:
    """'(A. Marlow and B. Oduya, eds.)', names and all."""
    return re.compile(rf"\((?P<who>{_PEOPLE}),\s(?i:{_role()})\.?\)")


@cache
def _people_and_role() -> re.Pattern[str]:
    """'OKONKWO, James (org.).' from a segment's start."""
    return re.compile(rf"(?P<who>{_PEOPLE})[,.]?\s\(?(?i:{_role()})\b\.?\)?")


def names_in_brackets(text: str, segments: list[Segment]) -> list[Segment]:
    """'Tides (A. Marlow, Trans.)' is a book and its translator."""
    found = _in_brackets().search(text)
    if not found:
        return segments
    label = "editor" if found["editor"] else "translator"
    return laid_over(segments, [Segment(label, *found.span("who"), 0.9)], found.span())


def people_before_roles(text: str, segments: list[Segment]) -> list[Segment]:
    """'Ann Marlow, | Ben Oduya (eds), | Ports' and 'In: MARLOW, Ann, ed. | Ports' are editors and a book."""
    for n, segment in enumerate(segments[:-1]):
        following = segments[n + 1]
        if segment.label not in _BOOKS or following.label not in {*_BOOKS, "note"} or following.start < segment.end + 3:
            continue
        people = _people_and_role().match(text, segment.start, following.start)
        if not people or not people["editor"] or people.end("who") < segment.end - 3:
            continue
        before, names = segments[:n], segment.changed(label="editor", end=people.end("who"))
        if before and before[-1].label == "author" and segment.label == "title":
            names = names.changed(start=before.pop().start)
        book = "container" if any(s.label == "title" for s in before) else "title"
        return [*before, names, following.changed(label=book), *segments[n + 2 :]]
    return segments


def books_before_editors(text: str, segments: list[Segment]) -> list[Segment]:
    """'In Encyclopedia of Ports, A. Marlow, Eds.' begins with the book: no name has an 'of' in it."""
    found: list[Segment] = []
    for segment in segments:
        book = _BOOK.match(text, segment.start, segment.end) if segment.label == "editor" else None
        if book:
            found.append(segment.changed(label="container", end=book.start("end")))
            found.append(segment.changed(start=book.end()))
        else:
            found.append(segment)
    return found


def editors_after_books(text: str, segments: list[Segment]) -> list[Segment]:
    """'Tides, a cura di | A. Marlow' and 'Tides of the north, ed. by A. Marlow' have an editor, and no author."""
    found: list[Segment] = []
    for segment in segments:
        at = found[-1].end if found else 0
        if segment.label != "author":
            found.append(segment)
        elif found and role_before().search(text, max(at, segment.start - 24), segment.start):
            found.append(segment.changed(label="editor"))
        elif (
            not found
            and (role := role_inside().search(text, segment.start + 3, segment.end))
            and _is_title(text[: role.start()])
        ):
            found.append(segment.changed(label="title", end=role.start()))
            found.append(segment.changed(label="editor" if role["editor"] else "translator", start=role.start("who")))
        else:
            found.append(segment)
    return found


def _is_title(text: str) -> bool:
    """Whether words are no names: one of them is small, and neither a particle nor an 'and'."""
    joints = lexicon.words("citation", "and")
    return any(
        word[0].islower() and word not in PARTICLES and word not in joints for word in re.findall(r"[^\W\d_]{2,}", text)
    )
