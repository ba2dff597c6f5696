"""Spoil printed references as PDF extraction and OCR do; labels stay with their characters."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from templates import Piece

_LIGATURES = {"ffi": "ﬃ", "fi": "ﬁ", "fl": "ﬂ", "ff": "ﬀ"}
_OCR = {
    "l": "1",
    "I": "l",
    "o": "0",
    "rn": "m",
    "e": "c",
    "u": "n",
    "S": "5",
    "B": "8",
    "h": "li",
    "O": "0",
    "vol": "voi",
}


def spoiled(pieces: list[Piece], rng: random.Random, amount: float = 1.0) -> list[Piece]:
    """The pieces with no, one or several kinds of noise."""
    for chance, spoil in _SPOILS:
        if rng.random() < chance * amount:
            pieces = spoil(pieces, rng)
    return pieces


def _each(change: Callable[[str, random.Random], str]) -> Callable[[list[Piece], random.Random], list[Piece]]:
    def spoil(pieces: list[Piece], rng: random.Random) -> list[Piece]:
        return [(change(text, rng), label) for text, label in pieces]

    return spoil


def _hyphens(text: str, rng: random.Random) -> str:
    """Words that a line's end cut: 'Univer- sity'."""

    def cut(match: re.Match[str]) -> str:
        word = match[0]
        at = rng.randint(3, len(word) - 3)
        return f"{word[:at]}{rng.choice(['- ', '- ', '-', ' -'])}{word[at:]}" if rng.random() < 0.08 else word

    return re.sub(r"[^\W\d_]{7,}", cut, text)


def _spaced(text: str, rng: random.Random) -> str:
    """'Phys .Rev .D' : the space on the wrong side of the punctuation."""
    return re.sub(r"([.,:;])\s", lambda m: f" {m[1]}" if rng.random() < 0.8 else m[0], text)


def _lost(text: str, rng: random.Random) -> str:
    return re.sub(r"(?<=\w)\s(?=\w)", lambda m: "" if rng.random() < 0.06 else m[0], text)


def _tight(text: str, rng: random.Random) -> str:
    return re.sub(r"([.,:;])\s(?=\w)", lambda m: m[1] if rng.random() < 0.7 else m[0], text)


def _ligatures(text: str, _: random.Random) -> str:
    for plain, glyph in _LIGATURES.items():
        text = text.replace(plain, glyph)
    return text


def _accents(text: str, rng: random.Random) -> str:
    """Accents apart from their letters: 'Mu¨ller', or lost."""
    form = unicodedata.normalize("NFD", text)
    how = rng.choice(["apart", "combining", "lost"])
    if how == "combining":
        return form
    return re.sub(
        r"[\u0300-\u036f]",
        lambda m: {"\u0308": " ¨", "\u0301": "´", "\u0300": "`"}.get(m[0], "") if how == "apart" else "",
        form,
    )


def _quotes(text: str, rng: random.Random) -> str:
    left, right = rng.choice(
        [('"', '"'), ("''", "''"), ("``", "''"), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"), ("”", "”")]
    )
    return text.replace("“", left).replace("”", right)


def _misread(text: str, rng: random.Random) -> str:
    return re.sub("|".join(_OCR), lambda m: _OCR[m[0]] if rng.random() < 0.03 else m[0], text)


def _numbered(pieces: list[Piece], rng: random.Random) -> list[Piece]:
    """A number before the reference."""
    number = str(rng.randint(1, 200))
    left, right = rng.choice([("[", "] "), ("", ". "), ("(", ") "), ("", " "), ("[", "]"), ("", ") ")])
    return [*([(left, "other")] if left else []), (number, "citnum"), (right, "other"), *pieces]


def _open(pieces: list[Piece], _: random.Random) -> list[Piece]:
    """Without its last full stop."""
    text, label = pieces[-1]
    return [*pieces[:-1], (text.rstrip(". "), label)] if text.rstrip(". ") else pieces[:-1]


def _shouted(pieces: list[Piece], _: random.Random) -> list[Piece]:
    return [(text.upper() if label in {"author", "editor"} else text, label) for text, label in pieces]


def _shouted_title(pieces: list[Piece], _: random.Random) -> list[Piece]:
    return [(text.upper() if label == "title" else text, label) for text, label in pieces]


def _small(pieces: list[Piece], _: random.Random) -> list[Piece]:
    """A title in lower case, as BibTeX prints it."""
    return [
        (text[:1] + text[1:].lower() if label == "title" and "author" not in text else text, label)
        for text, label in pieces
    ]


_SPOILS: tuple[tuple[float, Callable[[list[Piece], random.Random], list[Piece]]], ...] = (
    (0.25, _numbered),
    (0.12, _open),
    (0.04, _shouted),
    (0.03, _shouted_title),
    (0.1, _small),
    (0.15, _each(_quotes)),
    (0.15, _each(_hyphens)),
    (0.05, _each(_spaced)),
    (0.04, _each(_lost)),
    (0.05, _each(_tight)),
    (0.05, _each(_ligatures)),
    (0.05, _each(_accents)),
    (0.05, _each(_misread)),
)
