"""The names of a record, in whatever form a database lists them, as persons and organisations."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from litreview.bibtex import names
from litreview.model import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["inverted", "people"]

_UPPER = r"[^\W\d_a-z]"  # and what lies beyond ASCII is looked at
_INITIALS = rf"{_UPPER}(?:[.\s-]{{0,2}}{_UPPER}){{0,3}}\.?"
INITIALS = re.compile(_INITIALS)
LAST = re.compile(rf"(\S.*?)\s+({_INITIALS})")  # Oduya FB, Oduya F. B.
FIRST = re.compile(rf"{_INITIALS}\s+\S.*")  # FB Oduya
SEVERAL = re.compile(r"\S+\s+\S.*")  # a name of two words or more
SUFFIX = re.compile(
    r"([^,]+), ?([^,]+), ?((?:jr|sr)\.?|i{2,3}|iv)", re.IGNORECASE
)  # which BibTeX writes before what is given
NUMBER = re.compile(r"\s*\(\d{4,12}\)")  # Scopus gives every author one
OTHERS = re.compile(r"[,;\s]*\b(?:and\s+)?(?:et\.? al\b\.?|others\b)[,.;\s]*$", re.IGNORECASE)
ODD = re.compile(r"[;|\n({&]|(?:al|others)[\s.,;]*$")  # what a list in BibTeX, of 'A, B and C, D', has not
BRACED = re.compile(r"(?:\{[^{}]*\}|[^;{}])+")  # up to a semicolon outside of braces
BETWEEN = re.compile(r"\s*,\s*(?:&\s*|and\s+)?|\s+&\s+|\s+and\s+")
LONGEST = 200
"""Characters of a name that is taken apart: what is longer is no name."""


def people(value: object) -> tuple[tuple[Name, ...], bool]:
    """The names of a text or of a list of names or CSL objects, and whether there are others.

    A text is BibTeX ('A and B'), or has semicolons, bars or commas between the names.
    """
    if isinstance(value, str):
        return _listed(value)
    found: list[Name] = []
    truncated = False
    for one in value if isinstance(value, list | tuple) else []:
        if isinstance(one, dict):
            parts = {name: str(one[name]) or None for name in ("family", "given", "suffix", "literal") if one.get(name)}
            found += [Name(**parts)] if any(parts.values()) else []
        else:
            more, cut = _listed(str(one))
            found += more
            truncated |= cut
    return tuple(found), truncated


def inverted(given: Sequence[str]) -> list[str]:
    """Names of a format that writes 'Family, Given': one of several words without a comma or initials is an organisation's, in braces."""
    turned = [_turned(name) for name in given]
    return [
        f"{{{name}}}" if not re.search("[,;{]", name) and " " in name.strip() and not OTHERS.search(name) else name
        for name in turned
    ]


def _listed(text: str) -> tuple[tuple[Name, ...], bool]:
    listed = text.split(" and ")
    if len(listed) > 1 and not ODD.search(text) and all(name.count(",") == 1 for name in listed):
        return names.read(text)  # as most are: nothing is to be turned
    if "{" in text:
        return names.read(" and ".join(BRACED.findall(text)) if ";" in text else text)
    text = unescape(text).rstrip()
    tail = text[-20:].lower()
    others = OTHERS.search(text, len(text) - 20) if "al" in tail or "others" in tail else None
    pieces = _pieces(text[: others.start()] if others else text)
    found, truncated = names.read(" and ".join(map(_turned, pieces)))
    return found, truncated or bool(others)


def _pieces(text: str) -> list[str]:
    """The names of a list; what has an 'and' of its own is in braces."""
    for sign in (";", "|", "\n"):
        if sign in text:
            pieces = [piece for part in text.split(sign) if (piece := part.strip(" ,\t\r"))]
            return [f"{{{piece}}}" if " and " in piece and "," not in piece else piece for piece in pieces]
    joined = text.split(" and ")
    if len(joined) > 1 and ", and " not in text and joined[0].count(",") < 2:  # as in BibTeX
        return joined
    parts = [part for part in BETWEEN.split(text.strip(" ,")) if part]
    if len(parts) < 2 or "," not in text or max(map(len, parts)) > LONGEST:
        return [text]
    if (
        len(parts) % 2 == 0
        and all(map(INITIALS.fullmatch, parts[1::2]))
        and not any(map(INITIALS.fullmatch, parts[::2]))
    ):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    listed = len(parts) > 2 or any(LAST.fullmatch(part) or FIRST.fullmatch(part) for part in parts)
    return parts if listed and all(map(SEVERAL.fullmatch, parts)) else [text]


def _turned(name: str) -> str:
    """'Oduya FB' as 'Oduya, FB'; all else as it is, without the number that Scopus gives."""
    if len(name) > LONGEST:
        return name
    name = (NUMBER.sub("", name) if "(" in name else name).strip()
    if "," in name:
        return SUFFIX.sub(r"\1, \3, \2", name) if name.count(",") == 2 else name
    match = LAST.fullmatch(name) if "{" not in name and " and " not in name else None
    return f"{match[1]}, {match[2]}" if match and match[2].isupper() else name
