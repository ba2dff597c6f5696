"""White space as any other: of odd widths, and of none."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["even", "plain"]

_WIDE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_NONE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def even(text: str) -> str:
    """The text with a plain space for each: same length, same offsets."""
    return text if text.isascii() else _NONE.sub(" ", _WIDE.sub(" ", text))


def plain(text: str) -> str:
    """The text with plain spaces for those that are seen, none for those that are not (soft hyphens, joiners), and letters with their accents."""
    return text if text.isascii() else unicodedata.normalize("NFC", _NONE.sub("", _WIDE.sub(" ", text)))
