"""Volume, issue and pages in one form: 'a-b' with one hyphen, short last pages filled up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["numbers"]

_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−﹘﹣－]|-{1,3})\s*")
_RANGE = re.compile(r"(?P<first>\d+)-(?P<last>\d+)")
_MARKER = re.compile(r"\A(?i:pp?|pages?)(?:\.\s*|\s+)(?=\d)|\App?(?=\d)")  # the P of 'P05011' is the number's


def numbers(entry: Entry) -> dict[str, Any]:
    """Pages, volume and issue; a bare number of a work that names no venue is neither, and is left over.

    '79.' after a title may be a page, a volume or a count of pages: it goes to `rest`, not guessed.
    """
    pages, volume, issue = _pages(entry.pages), _dashed(entry.volume), _dashed(entry.issue)
    rest = entry.rest
    homeless = entry.confidence and not (
        entry.container_title or entry.series or entry.publisher or entry.place or entry.editors
    )
    lone = [n for n in (volume, issue, pages) if n]
    if homeless and entry.title and len(lone) == 1 and lone[0].isdigit():
        volume = issue = pages = None
        rest = " … ".join(filter(None, (lone[0], rest)))
    return {"pages": pages, "volume": volume, "issue": issue, "rest": rest}


def _dashed(text: str | None) -> str | None:
    return _DASHES.sub("-", text.strip()) or None if text else text


def _pages(text: str | None) -> str | None:
    if not text:
        return text
    text = _MARKER.sub("", _DASHES.sub("-", text.strip()), count=1)
    if (match := _RANGE.fullmatch(text)) and len(match["last"]) < len(match["first"]):
        return f"{match['first']}-{match['first'][: len(match['first']) - len(match['last'])]}{match['last']}"
    return text or None
