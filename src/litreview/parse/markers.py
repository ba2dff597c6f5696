"""The words that tell what stands beside them ('eds.', 'accessed', 'no.'), as patterns in all languages."""

from __future__ import annotations

import re
from functools import cache

from litreview import lexicon

__all__ = ["accessed_word", "marker_before", "role", "role_at_end", "role_inside"]


def _alternatives(key: str) -> str:
    words = {w.rstrip(".") for w in lexicon.words("reference", key)}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def role() -> re.Pattern[str]:
    """'(Eds.)', ', Hrsg.' right after names."""
    return re.compile(rf"[\s,]{{0,3}}[(\[]?\s?(?:{_alternatives('editor')})\.?\s?(?:[)\].,:]|$)", re.IGNORECASE)


@cache
def role_at_end() -> re.Pattern[str]:
    """', eds.' that names end with."""
    return re.compile(rf"[\s,(\[](?:{_alternatives('editor')})\.?[)\]]?[\s.,:]{{0,3}}$", re.IGNORECASE)


@cache
def accessed_word() -> re.Pattern[str]:
    """'Accessed on ' right before a date."""
    return re.compile(
        rf"(?<!\w)(?:{_alternatives('accessed')})[\s:(\[]{{0,3}}(?:on\s|am\s|le\s|el\s|em\s|il\s|op\s)?$", re.IGNORECASE
    )


@cache
def marker_before(key: str) -> re.Pattern[str]:
    """'no. ' right before a number, for each of the words of `[reference] key`."""
    return re.compile(rf"(?<!\w)(?:{_alternatives(key)})[\s.:º°]{{0,3}}$", re.IGNORECASE)


@cache
def role_inside() -> re.Pattern[str]:
    """'. Eds. ', ', hrsg. von ', ' (tr. ' before a name; a role of one letter is none."""
    roles = {key: [w for w in lexicon.words("reference", key) if len(w) > 1] for key in ("editor", "translator")}
    either = "|".join(
        f"(?P<{key}>{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})" for key, words in roles.items()
    )
    joined = r"(?:\s(?:by|von|par|di|por))?"
    return re.compile(rf"[.,(]\s?(?P<who>(?i:{either})\.?{joined}\s(?=[^\W\d_a-z][^\W\d_]*\.?\s[^\W\d_]))")
