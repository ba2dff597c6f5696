"""The language of a text, told by its most common words."""

from __future__ import annotations

import re
from collections import Counter

from litreview import lexicon

__all__ = ["language"]

_HAN = re.compile("[\u4e00-\u9fff]")
_SAMPLE = 20_000  # code points: enough for a sure vote, and no more for a book


def language(text: str) -> str:
    """The code of the language (of those in the lexicon) whose common words text uses most; 'en' where none is found."""
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + text[len(text) // 2 :][: _SAMPLE // 2]
    votes = dict.fromkeys(lexicon.LANGUAGES, 0)
    known = lexicon.spoken("common", "words")
    counts = Counter(sample.casefold().split())
    for word in known.keys() & counts.keys():
        for code in known[word]:
            votes[code] += counts[word]
    # Chinese has no spaces: its characters are counted against the letters of a word of average length.
    votes["zh"] = 0 if sample.isascii() else len(_HAN.findall(sample)) // 2
    return max(votes, key=lambda code: (votes[code], -lexicon.LANGUAGES.index(code)))
