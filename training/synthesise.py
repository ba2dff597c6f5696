"""Synthetic references with exact labels: records printed in many styles, then spoiled."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import csl
from harmonise import Example
from noise import spoiled
from records import pool, record
from templates import STYLES, printed, variant

if TYPE_CHECKING:
    from pathlib import Path

    from templates import Piece

CSL_SHARE = 0.3
_OWN_LABELS = {"doi": "other", "url": "other", "arxiv": "other", "accessed": "accessed"}


def synthesise(data: Path, count: int, seed: int) -> list[Example]:
    """That many examples; the same seed gives the same ones."""
    rng = random.Random(seed)
    source = pool(data)
    by_language: dict[str, list[str]] = {}
    for name, style in STYLES.items():
        by_language.setdefault(style.language, []).append(name)
    found = []
    while len(found) < count:
        item = record(source, rng)
        if item.language not in {"zh", "ja", "ko"} and rng.random() < CSL_SHARE:
            if pieces := csl.printed(item, rng.choice(csl.STYLES)):
                found.append(example(spoiled(pieces, rng)))
            continue
        native = by_language.get(item.language, [])
        names = (
            native
            if native and (rng.random() < 0.8 or item.language in {"zh", "ja", "ko"})
            else list(STYLES)
            if rng.random() < 0.15
            else by_language["en"]
        )
        pieces = printed(item, variant(STYLES[rng.choice(names)], rng), rng)
        found.append(example(spoiled(pieces, rng, 1.6 if item.language in {"it", "fr"} else 1.0)))
    return found


def example(pieces: list[Piece], source: str = "synthetic") -> Example:
    """Labelled pieces as an example."""
    parts, at = [], 0
    for text, label in pieces:
        label = _OWN_LABELS.get(label, label)  # noqa: PLW2901 (the common scheme's)
        if label != "other":
            parts.append((at, at + len(text), label))
        at += len(text)
    return Example(source, "".join(re.sub(r"[\r\n]", " ", text) for text, _ in pieces), tuple(parts))
