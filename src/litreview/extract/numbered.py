"""Laws, resolutions and standards, which a text cites by kind and number: 'Resolution No. 12, of 4 May 2009'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview import similarity
from litreview.extract.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.extract.scene import Scene

__all__ = ["marks"]

_CITED = re.compile(
    rf"(?<!\w)(?P<kind>(?:[^\W\d_]+\s{{1,2}}){{1,5}})(?P<sign>{similarity.NUMBER_SIGN})\s{{0,2}}(?P<number>\d[\d.]{{0,12}}(?<=\d))"
    r"(?:/(?P<slash>\d{4})(?!\d)|,?\s{1,2}[^\W\d_]{1,3}\s[^;()\n.]{0,30}\s(?P<dated>(?:1[89]|20)\d\d)(?!\d))?",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"(?<=\s){similarity.NUMBER_SIGN}(?=\s{{0,2}}\d)", re.IGNORECASE)
_KIND = 200  # code points before a sign in which five words stand
_DATED = 100  # and after it the number and its date


def marks(scene: Scene) -> list[Mark]:
    """Marks of numbered documents that the list holds, in order."""
    found: list[Mark] = []
    for m in _cited(scene.text) if scene.roster.numbered else ():
        words = m["kind"].split()
        year = m["slash"] or m["dated"]
        for n in range(len(words)):
            start = m.end("kind") - len(m["kind"].split(maxsplit=n)[-1]) if n else m.start()
            name = re.sub(r"\s+", " ", scene.text[start : m.end("number")])
            years = scene.roster.leads.get(similarity.numbered(name) or "")
            if years is not None and (year is None or year in years or years == {""}):
                found.append(Mark(start, m.end(), "narrative", (name,), year=year, sure=0.9, listed=True))
                break
    return found


def _cited(text: str) -> Iterator[re.Match[str]]:
    """Every kind with its number, in order, found from its sign: most words begin none."""
    end = 0
    for sign in _SIGN.finditer(text):
        m = _CITED.search(text, max(end, sign.start() - _KIND), sign.end() + _DATED)
        if m and m.start("sign") == sign.start():
            yield m
            end = m.end()
