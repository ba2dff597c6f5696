"""Titles in one form: no capitals throughout, no stray quotation marks, no full stop at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["titles"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# English words that a title's capitals leave small, and those of languages that print titles so.
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "off", "on", "onto",
    "or", "over", "per", "the", "to", "toward", "towards", "up", "upon", "via", "with", "de", "del", "der", "die",
    "das", "des", "di", "du", "e", "en", "et", "la", "le", "les", "los", "o", "par", "pour", "sur", "und",
    "von", "y", "zu",
})  # fmt: skip
_SHORT_END = re.compile(r"\b\w{1,5}\.$|\.\s?\.$")
_OCR_APOSTROPHE = re.compile(r"(?<=[^\W\d_])[\"”](?=s\b)")
_SPACED = re.compile(r" (?=[,;:?!](?:\s|$))")


def titles(entry: Entry) -> dict[str, Any]:
    """The title and the container's; the printed text keeps what they looked like."""
    return {"title": _title(entry.title), "container_title": _title(entry.container_title, shout=4)}


def _title(title: str | None, shout: int = 2) -> str | None:
    if not title:
        return title
    title = " ".join(title.split())
    if '"' in title or "”" in title:
        title = _OCR_APOSTROPHE.sub("'", title)
    title = _SPACED.sub("", title)
    for mark in '"“”„':
        if title.count(mark) == 1 and title[0] == mark:
            title = title[1:]
    if title.endswith(".") and not _SHORT_END.search(title, max(0, len(title) - 8)):
        title = title[:-1]
    if title.isupper():
        words = _WORD.findall(title)
        title = _lowered(title) if len(words) > shout and sum(map(len, words)) > 12 else title
    return title.strip() or None


def _lowered(title: str) -> str:
    """A title in capitals, with capitals where English titles have them; words without a vowel stay."""
    first = True

    def word(match: re.Match[str]) -> str:
        nonlocal first
        text, leads = match[0].lower(), first or title[: match.start()].rstrip()[-1:] in ":.?!–—"
        first = False
        if not re.search(r"[aeiouyàâäéèêëíîïóôöúûüąęœæøåа-я]", text) and len(text) > 1:
            return match[0]
        return text if text in _SMALL and not leads else text[:1].upper() + text[1:]

    return _WORD.sub(word, title)
