r"""Citations by key: pandoc's [@key, p. 3; -@key] and @key, LaTeX's \citep[p. 3]{key, key} and its relatives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.extract.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["marks"]

_KEY = r"[^\W_][\w:.#$%&+?<>~/-]{0,100}"
_PANDOC = re.compile(rf"(?<![\w@.\\/])(?P<mark>-?@)(?:\{{(?P<braced>[^{{}}\s]{{1,100}})\}}|(?P<key>{_KEY}))")
_LATEX = re.compile(
    r"\\(?P<command>[a-zA-Z]{0,12}[cC]ite[a-zA-Z]{0,12}|nocite)\*?(?P<notes>(?:\s{0,2}\[[^\[\]]{0,200}\]){0,2})\s{0,2}\{(?P<keys>[^{}]{1,2000})\}"
)
_BRACKET = re.compile(r"\[[^\[\]]{0,2000}\]")
_LOCATOR = re.compile(r"\s{0,2}(?:,|\[)\s{0,2}(?:pp?\.|chap\.|sec\.)?\s{0,2}(\d{1,5}(?:\s?[-–]\s?\d{1,5})?)")


def marks(text: str) -> list[Mark]:
    """All marks by key, in order. A bare @word counts only where the text also cites that key in brackets, or it has a digit."""
    found = sorted([*_pandoc(text), *_latex(text)], key=lambda mark: (mark.start, mark.end))
    bracketed = {mark.label for mark in found if mark.sure == 1.0}
    return [m for m in found if m.sure == 1.0 or m.label in bracketed or any(c.isdigit() for c in m.label or "")]


def _pandoc(text: str) -> Iterator[Mark]:
    if "@" not in text:
        return
    inside = [(m.start(), m.end()) for m in _BRACKET.finditer(text) if "@" in m.group()]
    at = 0
    for m in _PANDOC.finditer(text):
        while at < len(inside) and inside[at][1] < m.start():
            at += 1
        bracketed = at < len(inside) and inside[at][0] < m.start()
        key = m["braced"] or m["key"].rstrip(":.#$%&+?<>~/-")
        end = m.end() if m["braced"] else m.start() + len(m["mark"]) + len(key)
        locator = _LOCATOR.match(text, end)
        yield Mark(
            m.start(), end, "key", label=key, locator=locator[1] if locator else None, sure=1.0 if bracketed else 0.7
        )


def _latex(text: str) -> Iterator[Mark]:
    if "\\" not in text:
        return
    for m in _LATEX.finditer(text):
        locator = _LOCATOR.search(m["notes"])
        at = m.start("keys")
        for printed in m["keys"].split(","):
            key = printed.strip()
            if key and key != "*":
                start = at + len(printed) - len(printed.lstrip())
                yield Mark(start, start + len(key), "key", label=key, locator=locator[1] if locator else None)
            at += len(printed) + 1
