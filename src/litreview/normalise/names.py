"""Names in one form: 'MARLOW, AB' is Marlow, A. B.; 'et al.' and 'others' are no authors."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from litreview import lexicon
from litreview.model import Name

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["names"]

_GLUED = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_])")
_CAPITALS = re.compile(r"[^\W\d_a-z]{1,3}(?=\.?$)")
_SINGLE = re.compile(r"(?<=[^\W\d_a-z])(?<![^\W\d_'’.-].)(?![\w.'’-])")  # the place after a capital that stands alone
_DONE = re.compile(r"[^\W\d_]\.(?: [^\W\d_]\.){0,9}")
_WORD = re.compile(r"[^\W\d_]+")


def names(entry: Entry) -> dict[str, Any]:
    """Authors, editors and translators."""
    shouted = len(entry.authors) > 1 and all(n.family and n.given and n.family.isupper() for n in entry.authors)
    authors = [_tidied(name, shouted=shouted) for name in entry.authors]
    people = [name for name in authors if name.lead.casefold().strip(" .") not in _others()]
    return {
        "authors": tuple(people),
        "authors_truncated": entry.authors_truncated or len(people) < len(authors),
        "editors": tuple(map(_tidied, entry.editors)),
        "translators": tuple(map(_tidied, entry.translators)),
    }


@cache
def _others() -> frozenset[str]:
    return frozenset(w.strip(". ") for w in lexicon.words("citation", "et_al")) | {"others"}


def _tidied(name: Name, *, shouted: bool = False) -> Name:
    """A name in one form; `shouted` where a whole list is in capitals, so that short names are no acronyms."""
    if name.literal is not None:
        return Name(name.family, name.given, name.suffix, " ".join(name.literal.split()))
    alone = name.given is None and " " not in (name.family or "")  # as likely an acronym
    family = name.family if alone else _family(name.family, longer=0 if shouted else 3)
    return Name(family, _given(name.given), name.suffix)


def _family(family: str | None, longer: int) -> str | None:
    """Capitals become a name's capitals, unless they are few enough to be initials or an acronym."""
    if family is None:
        return None
    family = " ".join(family.split())
    if family.isupper() and max(map(len, _WORD.findall(family)), default=0) > longer:
        return _WORD.sub(lambda m: m[0].capitalize(), family)
    return family


def _given(given: str | None) -> str | None:
    """Initials with full stops and spaces: 'AB', 'AB.', 'A.B.' and 'A B' are 'A. B.'; names in full stay."""
    if given is None or _DONE.fullmatch(given):
        return given
    given = " ".join((_GLUED.sub(" ", given) if "." in given else given).split())
    if given.isupper() and (capitals := _CAPITALS.match(given)):
        return ". ".join(capitals[0]) + "."
    if given.isupper() and max(map(len, _WORD.findall(given)), default=0) > 3:
        given = _WORD.sub(lambda m: m[0] if len(m[0]) < 2 else m[0].capitalize(), given)
    return _SINGLE.sub(".", given)
