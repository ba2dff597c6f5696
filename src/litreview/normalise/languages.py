"""The language of an entry, told by its title's script and common words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview import lexicon

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["language"]

_SCRIPTS = (
    ("ko", re.compile(r"[가-힯]")),
    ("ja", re.compile(r"[぀-ヿ]")),
    ("zh", re.compile(r"[㐀-鿿]")),
    ("uk", re.compile(r"[іїєґ]", re.IGNORECASE)),
    ("ru", re.compile(r"[Ѐ-ӿ]")),
)
_WORD = re.compile(r"[^\W\d_]+")


def language(entry: Entry) -> dict[str, Any]:
    """The language code of the title where it is plain, e.g. 'de'; a stated one stays."""
    if entry.language or not entry.title:
        return {}
    for code, script in _SCRIPTS if not entry.title.isascii() else ():
        if script.search(entry.title):
            return {"language": code}
    scores: dict[str, int] = {}
    known = lexicon.spoken("common", "words")
    for word in _WORD.findall(entry.title.lower()):
        for code in known.get(word, ()):
            scores[code] = scores.get(code, 0) + 1
    best = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if best and best[0][1] >= 2 and (len(best) == 1 or best[0][1] > best[1][1]):
        return {"language": best[0][0]}
    return {}
