"""Which printed reference is which item of the reference manager, and where print and item disagree."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from litreview.read import csl
from litreview.read.marked import Difference, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.read.marked import Paragraph

__all__ = ["identity", "paired"]

SAME = 0.6
"""The share of an item's title words that a printed reference must hold to be it."""

FULL = 1.25
"""The same where title, lead and year all agree."""


def identity(item: Mapping[str, Any], uris: object = None) -> str:
    """What tells an item from all others: its URI, else its DOI, else a hash of what it says; never its `id`."""
    if isinstance(uris, list) and uris and isinstance(uris[0], str):
        return uris[0]
    if isinstance(item.get("DOI"), str) and item["DOI"].strip():
        return f"doi:{item['DOI'].strip().lower()}"
    stated = {name: value for name, value in item.items() if name != "id"}
    return "item:" + hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()[:16]


def paired(paragraphs: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Difference]]:
    """The paragraphs, listed ones with the label and the entry of the item that they print, and what differs.

    A numbered list is cited by number: its number is then the label, of the reference and of what cites it.
    """
    items: dict[str, Mapping[str, Any]] = {}
    for cited in (cited for paragraph in paragraphs for mark in paragraph.marks for cited in mark.cited):
        items.setdefault(cited.label, cited.item)
    of_paragraph, homes = _pairs(paragraphs, items)
    labels = {label: number(paragraphs[k].text)[0] or of_paragraph[k] for label, k in homes.items()}
    made, differences = [], []
    for k, paragraph in enumerate(paragraphs):
        marks = tuple(
            replace(m, cited=tuple(replace(c, label=labels.get(c.label, c.label)) for c in m.cited))
            for m in paragraph.marks
        )
        found = replace(paragraph, marks=marks)
        if (label := of_paragraph.get(k)) is not None:
            entry = csl.entry(items[label])
            found = replace(found, label=labels[label], stated=entry if entry.title else None)
            differences += _difference(k, paragraph.text, items[label])
        made.append(found)
    return made, differences


def _pairs(
    paragraphs: Sequence[Paragraph], items: Mapping[str, Mapping[str, Any]]
) -> tuple[dict[int, str], dict[str, int]]:
    """The item of each listed paragraph that prints one, best pairs first; and the paragraph of each item.

    An item that only finds a paragraph that is taken, and fits it fully, is the same work by another label.
    """
    listed = {k: _words(paragraph.text) for k, paragraph in enumerate(paragraphs) if paragraph.listed}
    holders: dict[str, list[int]] = {}
    for k, words in listed.items():
        for word in words:
            holders.setdefault(word, []).append(k)
    scored = [
        (-score, k, n, label)
        for n, (label, item) in enumerate(items.items())
        for k, score in _scores(item, listed, holders).items()
        if score >= SAME
    ]
    pairs: dict[int, str] = {}
    homes: dict[str, int] = {}
    for score, k, _, label in sorted(scored):
        if label not in homes and (k not in pairs or score <= -FULL):
            pairs.setdefault(k, label)
            homes[label] = k
    return pairs, homes


def _scores(
    item: Mapping[str, Any], listed: Mapping[int, set[str]], holders: Mapping[str, list[int]]
) -> dict[int, float]:
    """How much each listed paragraph looks like an item: the share of title words, and a little for lead and year."""
    entry = csl.entry(item)
    title = _words(entry.title or "")
    if not title:
        return {}
    lead = _words(entry.authors[0].lead) if entry.authors else set()
    near = {k for word in title | lead for k in holders.get(word, ())[:200]}
    return {
        k: len(title & listed[k]) / len(title)
        + 0.2 * bool(lead and lead <= listed[k])
        + 0.1 * (entry.year in listed[k])
        for k in near
        if title & listed[k]
    }


def _words(text: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return set(re.findall(r"\w{2,}", plain))


def _difference(k: int, printed: str, item: Mapping[str, Any]) -> list[Difference]:
    """That the list prints one year and the item states another; what the text prints is held against the entry later."""
    stated = csl.year(item)
    bare = re.sub(r"https?://\S+|\b10\.\d{4,}/\S+", " ", printed)
    years = re.findall(r"(?<![\d–-])((?:1[5-9]|20)\d\d)[a-z]?(?![\d–-])", bare)
    if not stated or not years or stated in bare:
        return []
    at = printed.find(years[0])
    return [Difference(k, at, at + 4, f"the list prints {years[0]}, the reference manager says {stated}")]
