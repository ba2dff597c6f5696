"""Names as BibTeX writes them: pybtex tells their parts, and they are written so that it tells the same again."""

from __future__ import annotations

import re
from functools import lru_cache

from litreview.bibtex import latex
from litreview.model import Name

__all__ = ["read", "write"]

AND = re.compile(r"\s+and(?=\s)", re.IGNORECASE)
LONGEST = 1000
"""Characters of a name whose parts are told: what is longer is no name."""

OTHERS = frozenset({"others", "et al", "et al.", "{others}", "{et al.}", "{et al}"})
LETTER = re.compile(r"""\{\\(?:[`'^~=".uvHcdbkr]\s*\{?\\?[A-Za-z]\}?|[A-Za-z]{1,2})\}""")
_LETTERS = r"[^\s,{}\\~\"=`']+(?:'[^\s,{}\\~\"=`']+)*"  # that LaTeX prints as they stand
_WORD = rf"(?=[^\W\d_]){_LETTERS}"
SIMPLE = re.compile(rf"{_WORD}(?: {_WORD})*, {_LETTERS}(?: {_LETTERS})*")
PLAIN = re.compile(rf"{_WORD}(?: {_WORD}){{0,4}}")
# what needs no protection in any dialect: two words of plain letters, neither of them an 'and'
ORDINARY = re.compile(
    r"(?!and,)[A-Za-z]+(?:-[A-Za-z]+)?, (?!and$)[A-Za-z.]+(?:[ -](?!and\b)[A-Za-z.]+)*", re.ASCII | re.IGNORECASE
)
BRACE = re.compile(r"[{}]")
EXTENDED = re.compile(r"\s*(family|given|prefix|suffix)(?:-i)?\s*=\s*")


def read(text: str) -> tuple[tuple[Name, ...], bool]:
    """The names of a field, and whether it says that there are others."""
    if not text:
        return (), False
    parts = [part for part in _split(text) if part]
    names = [_name(part) for part in parts if part.casefold() not in OTHERS]
    return tuple(names), len(names) < len(parts)


def write(names: tuple[Name, ...], *, truncated: bool = False, ascii_only: bool = True) -> str:
    """The names for an `author` field: 'Family, Suffix, Given', what is no person's in braces."""
    if not names:
        return "others" if truncated else ""
    parts = [written for name in names if (written := _written(name, ascii_only=ascii_only))]
    return " and ".join([*parts, "others"] if truncated else parts)


def _split(text: str) -> list[str]:
    """At each 'and' outside of braces."""
    if "{" not in text:
        return [part.strip() for part in AND.split(text)]
    parts, start, depth, position = [], 0, 0, 0
    for match in AND.finditer(text):
        depth += text.count("{", position, match.start()) - text.count("}", position, match.start())
        position = match.start()
        if depth <= 0:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    parts.append(text[start:].strip())
    return parts


def _name(text: str) -> Name:
    # most names are 'Family, Given' or 'Given Family' in plain letters, and in a large export nearly every one is new
    if SIMPLE.fullmatch(text):
        family, _, given = text.partition(", ")
        return Name(family, given)
    if PLAIN.fullmatch(text) and all(word[0].isupper() for word in text.split(" ")):
        given, _, family = text.rpartition(" ")
        return Name(family, given or None)
    return _harder(text)


@lru_cache(maxsize=65536)
def _harder(text: str) -> Name:
    if _braced(text):
        return Name(literal=latex.decode(text[1:-1]))
    if EXTENDED.match(text):
        return _extended(text)
    if not text.strip(", ") or len(text) > LONGEST:
        return Name(literal=text)
    return _person(text)


def _person(text: str) -> Name:
    from pybtex.database import Person  # noqa: PLC0415 (costly, and seldom needed)
    from pybtex.errors import capture  # noqa: PLC0415
    from pybtex.exceptions import PybtexError  # noqa: PLC0415

    try:
        with capture():  # too many commas are no reason to stop
            person = Person(text if text.rstrip(", ").count(",") == 0 else text.rstrip(", "))
    except PybtexError:  # braces a hundred deep
        return Name(literal=latex.decode(text))
    family = " ".join([*person.prelast_names, *person.last_names])
    given = " ".join([*person.first_names, *person.middle_names])
    suffix = " ".join(person.lineage_names)
    return Name(
        family=latex.decode(family) or None, given=latex.decode(given) or None, suffix=latex.decode(suffix) or None
    )


def _extended(text: str) -> Name:
    """Biblatex's 'family=Marlow, given=Ada', which pybtex does not read."""
    parts: dict[str, str] = {}
    for part in text.split(","):
        if match := EXTENDED.match(part):
            parts[match[1]] = latex.decode(part[match.end() :].strip().strip('"'))
    family = " ".join(filter(None, (parts.get("prefix"), parts.get("family"))))
    return Name(family=family or None, given=parts.get("given"), suffix=parts.get("suffix"))


def _braced(text: str) -> bool:
    """Whether one pair of braces holds all of text."""
    if not text.startswith("{") or not text.endswith("}") or LETTER.fullmatch(text):
        return False
    depth = 0
    for match in BRACE.finditer(text):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return match.end() == len(text)
    return False


def _written(name: Name, *, ascii_only: bool) -> str:
    text = f"{name.family}, {name.given}"
    if name.family and name.given and not name.suffix and ORDINARY.fullmatch(text):
        return text
    return _protected(name, ascii_only=ascii_only)


@lru_cache(maxsize=65536)
def _protected(name: Name, *, ascii_only: bool) -> str:
    family, given, suffix = (
        _safe(latex.encode(part, ascii_only=ascii_only)) if part else ""
        for part in (name.family, name.given, name.suffix)
    )
    if not family and not given:
        return f"{{{latex.encode(name.literal or '', ascii_only=ascii_only)}}}" if name.literal else ""
    if suffix:
        return f"{family}, {suffix}, {given}" if given else f"{family} {suffix}, "
    if given or " " in (name.family or "") or family.startswith("{"):
        return f"{family}, {given}"
    return family


def _safe(text: str) -> str:
    """In braces where a comma or an 'and' inside would be read as a separator."""
    if "," in text or ("and" in text.casefold() and AND.search(f" {text} ")):
        return f"{{{text}}}"
    return text
