"""White space as any other: of odd widths, and of none."""

from __future__ import annotations

import unicodedata

__all__ = ["even", "plain"]

_WIDE = dict.fromkeys([0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_NONE = [0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF]
_EVEN = _WIDE | dict.fromkeys(_NONE, " ")
_PLAIN = _WIDE | dict.fromkeys(_NONE)


def even(text: str) -> str:
    """The text with a plain space for each: same length, same offsets."""
    return text if text.isascii() else text.translate(_EVEN)


def plain(text: str) -> str:
    """The text with plain spaces for those that are seen, none for those that are not (soft hyphens, joiners), and letters with their accents."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_PLAIN))
