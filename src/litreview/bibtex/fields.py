"""The key and the fields of one entry's block: read by bibtexparser, mended where that cannot; macros resolved."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.bibtex.blocks import Block

__all__ = ["MONTHS", "Fields", "fields", "resolved"]

MONTHS = {
    "jan": "January", "feb": "February", "mar": "March", "apr": "April", "may": "May", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "oct": "October", "nov": "November", "dec": "December",
}  # fmt: skip
NAME = re.compile(r"[^\s%={}\",#]+")
BARE = re.compile(r"[^\s#{}\",]+")
# what may follow a whole value: the next field, perhaps after a forgotten comma or a comment, or the end of the block
AFTER = re.compile(r"[\s,;]*(?:%[^\n]*\n[\s,;]*)*(?:[A-Za-z][\w:.+/-]*\s*=|\Z)")
FIELD = re.compile(r"[\s,;]*(?:%[^\n]*(?:\n|\Z)[\s,;]*)*([A-Za-z][\w:.+/-]*)\s*=[\s=]*")
KEY = re.compile(r"\s*([^,={}\"\n]*?)\s*[,;]")
LOOSE = re.compile(r"[^,\n]*")
DELIMITER = re.compile(r'[{}"]')
JOIN = re.compile(r"\s*#\s*")
# most entries: values in braces, at most one level within, or numbers, each after a comma, and nothing to be told apart
VALUE = r"\{[^{}\\@]*+(?:\{[^{}\\@]*+\}[^{}\\@]*+)*+\}|\d++"
PLAIN_FIELD = re.compile(rf"\s*+,\s*+([A-Za-z][\w:.+/-]*+)\s*+=\s*+({VALUE})", re.ASCII)
PLAIN = re.compile(rf"\s*+([\w:.+/-]++)((?:{PLAIN_FIELD.pattern})++)\s*+,?\s*+", re.ASCII)
NO_KEY = "it has no key"
Parsed = tuple[str, list[tuple[str, str]], list[str]]  # key, fields, faults


@dataclass(frozen=True, slots=True)
class Fields:
    """What a block says: names in lower case, values as they stand with their delimiters; `faults` are sentences."""

    key: str
    pairs: tuple[tuple[str, str], ...]
    repeated: tuple[tuple[str, str], ...] = ()
    faults: tuple[str, ...] = ()


def fields(text: str, block: Block) -> Fields:
    """The fields of a block; those that repeat a name stand apart. Never fails: what cannot be read is left out."""
    inside = text[block.body : block.end]
    if text[block.end - 1] in ")}":
        inside = inside[:-1]
    read = (_plain(inside) or _parsed(f"@{block.kind}{{{inside}}}")) if block.closed else None
    key, pairs, faults = read or _mended(inside)
    first: dict[str, str] = {}
    repeated = []
    for name, value in pairs:
        if first.setdefault(name.lower(), value) is not value:
            repeated.append((name.lower(), value))
    if not block.closed:
        faults = ["its braces do not balance", *faults]
    return Fields(key, tuple(first.items()), tuple(repeated), tuple(faults))


def resolved(value: str, macros: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A value without delimiters, its `#` joined and its macros replaced; and the macros that nobody defined."""
    pieces = _pieces(value)
    if pieces is None:
        return value.strip('"{} \t\r\n'), ()
    out, unknown = [], []
    for piece in pieces:
        if piece[0] in '{"':
            out.append(piece[1:-1])
        elif piece.isdigit():
            out.append(piece)
        elif (known := macros.get(piece.lower(), MONTHS.get(piece.lower()))) is not None:
            out.append(known)
        else:
            out.append(piece)
            unknown.append(piece)
    return "".join(out), tuple(unknown)


def _plain(inside: str) -> Parsed | None:
    """The same as bibtexparser reads, for an entry in which there is nothing to be decided; None for any other."""
    match = PLAIN.fullmatch(inside)
    return (match[1], PLAIN_FIELD.findall(match[2]), []) if match else None


def _parsed(text: str) -> Parsed | None:
    """By bibtexparser; None unless it saw one entry, with fields that are whole."""
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry  # noqa: PLC0415 (costly, and seldom needed)
    from bibtexparser.splitter import Splitter  # noqa: PLC0415

    logger = logging.getLogger("bibtexparser")
    if not logger.handlers:  # each further one would make the next slower
        logger.addHandler(logging.NullHandler())  # our own findings say it better
    if text.count("@") > 1 and re.search(r"^\s*@", text[1:], re.MULTILINE):
        return None  # it would take an '@' at a line's start for a new block
    seen = Splitter(text).split().blocks
    entry = seen[0] if len(seen) == 1 else None
    if isinstance(entry, DuplicateFieldKeyBlock):
        entry = entry.ignore_error_block
    if not isinstance(entry, Entry) or not entry.fields:
        return None
    pairs = [(field.key, field.value) for field in entry.fields]
    if not all(NAME.fullmatch(name) and _pieces(value) is not None for name, value in pairs):
        return None
    return entry.key.strip(), pairs, [] if entry.key.strip() else [NO_KEY]


def _mended(inside: str) -> Parsed:
    """By rules that forgive: a value ends at the first delimiter that a field or the end of the block follows."""
    match = KEY.match(inside)
    key, position = (match[1], match.end()) if match else ("", 0)
    faults = [] if key else [NO_KEY]
    body = inside.rstrip(" \t\r\n,;")
    pairs: list[tuple[str, str]] = []
    while match := FIELD.match(body, position):
        if pairs and "," not in match[0]:
            faults.append(f"a comma is missing before '{match[1]}'")
        if match[0].count("=") > 1:
            faults.append(f"two equals signs after '{match[1]}'")
        end = _value_end(body, match.end())
        value = body[match.end() : end].strip()
        if _pieces(value) is None:
            faults.append(f"the value of '{match[1]}' is not whole")
        pairs.append((match[1], value))
        position = end if AFTER.match(body, end) else body.find(",", end)  # else something odd follows: on to a comma
        if position < 0:
            break
    return key, pairs, faults


def _value_end(body: str, start: int) -> int:
    """Where the value that starts at start ends, its `#` parts included."""
    while True:
        end, whole = _part_end(body, start)
        join = JOIN.match(body, end) if whole else None
        if join is None:
            return end
        start = join.end()


def _part_end(body: str, start: int) -> tuple[int, bool]:
    opening = body[start : start + 1]
    if opening not in ("{", '"'):
        match = LOOSE.match(body, start)
        return (match.end() if match else start), False
    depth = 0
    guess = None
    for match in DELIMITER.finditer(body, start + (opening == '"')):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if match[0] != ('"' if opening == '"' else "}"):
            continue
        if AFTER.match(body, match.end()):
            if depth <= 0:
                return match.end(), True
            guess = guess or match.end()
        elif depth == 0 and JOIN.match(body, match.end()):
            return match.end(), True
    return guess or len(body), False


def _pieces(value: str) -> list[str] | None:
    """The parts that `#` joins, with their delimiters; None where the value is not whole."""
    value = value.strip()
    if value.startswith("{") and value.endswith("}") and value.count("{") == 1 == value.count("}"):
        return [value]
    pieces = []
    position = 0
    while position < len(value):
        end = _piece_end(value, position)
        if end is None:
            return None
        pieces.append(value[position:end])
        join = JOIN.match(value, end)
        if join is None:
            return pieces if end == len(value) else None
        position = join.end()
    return pieces or None


def _piece_end(value: str, start: int) -> int | None:
    if value[start] not in '{"':
        match = BARE.match(value, start)
        return match.end() if match else None
    depth = 0
    for match in DELIMITER.finditer(value, start + (value[start] == '"')):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == ('"' if value[start] == '"' else "}"):
            return match.end()
    return None
