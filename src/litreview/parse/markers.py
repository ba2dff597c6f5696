"""The words that tell what stands beside them ('eds.', 'accessed', 'no.'), as patterns in all languages."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "accessed_date",
    "accessed_word",
    "either",
    "marker_before",
    "role",
    "role_at_end",
    "role_before",
    "role_inside",
]


def either(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; a look at the first letter spares most places the trial of all."""
    longest = sorted(words, key=len, reverse=True)
    first = "".join(re.escape(c) for c in sorted({c for word in longest for c in (word[0].lower(), word[0].upper())}))
    return f"(?=[{first}])(?:{'|'.join(map(re.escape, longest))})"


def _words(key: str) -> str:
    return either({w.rstrip(".") for w in lexicon.words("reference", key)})


@cache
def role() -> re.Pattern[str]:
    """'(Eds.)', ', Hrsg.' right after names."""
    return re.compile(rf"[\s,]{{0,3}}[(\[]?\s?{_words('editor')}\.?\s?(?:[)\].,:]|$)", re.IGNORECASE)


@cache
def role_at_end() -> re.Pattern[str]:
    """', eds.' that names end with."""
    return re.compile(rf"[\s,(\[]{_words('editor')}\.?[)\]]?[\s.,:]{{0,3}}$", re.IGNORECASE)


@cache
def accessed_word() -> re.Pattern[str]:
    """'Accessed on ' right before a date."""
    return re.compile(
        rf"(?<!\w){_words('accessed')}[\s:(\[]{{0,3}}(?:on\s|am\s|le\s|el\s|em\s|il\s|op\s)?$", re.IGNORECASE
    )


@cache
def accessed_date() -> re.Pattern[str]:
    """'Accessed October 2, 2019', 'Acesso em: 25 jan. 2014': nothing but words before a day and a year."""
    day = r"(?:\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|[^()\0]{0,20}\d{1,2}[^()\0]{0,20}\d{4}|\d{4}[^()\0]{1,12}\d{1,2})"
    return re.compile(
        rf"[\s(\[]{{0,3}}{_words('accessed')}[\s:]{{0,3}}(?:on\s|em:?\s|am\s|le\s|el\s|il\s)?(?P<date>{day})[\s.,;)\]]*",
        re.IGNORECASE,
    )


@cache
def marker_before(key: str) -> re.Pattern[str]:
    """'no. ' right before a number, for each of the words of `[reference] key`."""
    return re.compile(rf"(?<!\w){_words(key)}[\s.:º°]{{0,3}}$", re.IGNORECASE)


@cache
def role_before() -> re.Pattern[str]:
    """', a cura di ', ', ed. by ' right before a name."""
    return re.compile(rf"(?<!\w){_words('editor')}\.?\s(?:(?:by|von|par|di|por)\s)?$", re.IGNORECASE)


@cache
def role_inside() -> re.Pattern[str]:
    """'. Eds. ', ', hrsg. von ', ' (tr. ' before a name; a role of one letter is none."""
    roles = {key: [w for w in lexicon.words("reference", key) if len(w) > 1] for key in ("editor", "translator")}
    who = "|".join(f"(?P<{key}>{either(words)})" for key, words in roles.items())
    joined = r"(?:\s(?:by|von|par|di|por))?"
    return re.compile(rf"[.,(]\s?(?P<who>(?i:{who})\.?{joined}\s(?=[^\W\d_a-z][^\W\d_]*\.?\s[^\W\d_]))")
