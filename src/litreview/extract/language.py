"""The language of a text, told by its most common words."""

from __future__ import annotations

import re
from collections import Counter

from litreview import lexicon

__all__ = ["language"]

# Scripts that write few spaces or none: their letters are counted against words of average length.
_LETTERS = {
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ja": re.compile("[\u3040-\u30ff]"),
    "ko": re.compile("[\uac00-\ud7af]"),
}
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
    if not sample.isascii():
        letters = {code: len(script.findall(sample)) // 2 for code, script in _LETTERS.items()}
        if letters["ja"] > letters["zh"] // 10:  # Japanese is written in Chinese characters too
            letters |= {"ja": letters["ja"] + letters["zh"], "zh": 0}
        votes |= letters
    return max(votes, key=lambda code: (votes[code], -lexicon.LANGUAGES.index(code)))
