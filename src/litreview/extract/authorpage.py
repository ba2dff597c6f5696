"""Author-page citations, as the MLA has them: '(Oduya 45)', '(Oduya and Marlow 45-47)'."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.extract import authors
from litreview.extract.marks import Mark

if TYPE_CHECKING:
    from litreview.extract.scene import Scene

__all__ = ["marks"]

_PAGE = re.compile(
    r"[(（;]\s{0,2}(?P<names>[^()（）;\d]{2,80}?),?\s{1,2}(?P<pages>\d{1,4}(?:\s?[-–]\s?\d{1,4})?)(?=\s{0,2}[)）;])"
)


def marks(scene: Scene) -> list[Mark]:
    """Marks with a page in place of a year, in order: only of authors whom the list holds."""
    found = []
    for m in _PAGE.finditer(scene.text):
        who = authors.read(scene, m.start("names"), m.end("names"), inside=True)
        if who is not None and who.listed and who.end == m.end("names"):
            start, end = who.start, m.end("pages")
            found.append(
                Mark(start, end, "parenthetical", who.names, who.et_al, locator=m["pages"], sure=0.9, listed=True)
            )
    return found
