"""What kind of work an entry is, told by its fields where nobody stated it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from litreview import lexicon

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["kind"]

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"\w+")
_PHD = re.compile(
    r"ph\.?\s?d|doct|dokt|dottor|proefschrift|博士|докт|inaugural|dissertation|thèse|tese\b|habilit", re.IGNORECASE
)
_LAW = re.compile(
    r"\b(?:Act|Law|Directive|Regulation|Gesetz|Verordnung|Richtlinie|Loi|Décret|Ley|Lei|Legge)\b(?:\s(?:No|Nr|n)\b|,?\s(?:of\s)?\d{4}|\s\(EU\))"
)


def kind(entry: Entry) -> dict[str, Any]:
    """The type of an entry that is still 'misc'; a stated type stays."""
    return {"type": _kind(entry) if entry.type == "misc" else entry.type}


def _says(text: str, *keys: str) -> bool:
    """Whether a text has a word or phrase of the lexicon's keys, whole."""
    first, pattern = _sought(keys)
    return not first.isdisjoint(_RUN.findall(text.lower())) and pattern.search(text) is not None


@cache
def _sought(keys: tuple[str, ...]) -> tuple[frozenset[str], re.Pattern[str]]:
    """What the phrases of some keys begin with, which is told fast, and a pattern for them."""
    words = sorted((w for key in keys for w in lexicon.words("reference", key) if len(w) > 2), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)
    return frozenset(run[0] for word in words if (run := _RUN.match(word.lower()))), pattern


def _kind(entry: Entry) -> str:
    return _noted(entry) or (_contained(entry) if entry.container_title else _alone(entry))


def _noted(entry: Entry) -> str | None:
    """The type that a note names: a thesis, a patent, software, a data set."""
    note = " ".join(filter(None, (entry.note, entry.rest)))
    if not _says(note, "thesis", "patent", "software", "dataset", "report"):
        return None
    if _says(note, "thesis") and not (entry.volume or entry.issue):
        return "mastersthesis" if _says(note, "masters") else "phdthesis" if _PHD.search(note) else "thesis"
    named = next((kind for kind in ("patent", "software", "dataset") if _says(note, kind)), None)
    return named or ("report" if not entry.container_title and _says(note, "report") else None)


def _contained(entry: Entry) -> str:
    """The type of a work that is part of another; a series of proceedings with volumes is a journal."""
    container = entry.container_title or ""
    edited = bool(entry.editors or entry.publisher or entry.place or entry.isbn)
    journal = entry.issue or (entry.volume and not edited and not _DIGIT.search(container))
    if _says(container, "proceedings") and not journal:
        return "inproceedings"
    return "incollection" if edited and not entry.issue else "article"


def _alone(entry: Entry) -> str:
    """The type of a work that stands for itself."""
    title = entry.title or ""
    if _LAW.search(title) and not entry.authors:
        return "legislation"
    if entry.editors and not entry.authors and _says(title, "proceedings"):
        return "proceedings"
    if title and (entry.place or entry.isbn or entry.edition or (entry.publisher and not entry.url)):
        return "book"
    return "online" if entry.url and not entry.doi else "misc"
