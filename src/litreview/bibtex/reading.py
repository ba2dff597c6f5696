"""The text of a .bib to entries with exact places, and to everything about it that is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from litreview.bibtex.blocks import Block, blocks
from litreview.bibtex.entries import entry
from litreview.bibtex.fields import fields, resolved
from litreview.bibtex.vocabulary import IN_BOOK, KNOWN_TYPES, TYPE
from litreview.bibtex.writing import HEADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Entry

__all__ = ["Bibliography", "Item", "Trouble", "comments", "is_output", "read"]

OUTSIDE = re.compile(r"[\ufeff \t]*(?:%|@comment\b)", re.IGNORECASE)
GENERATIONS = 5  # how far a crossref of a crossref is followed
# what a child takes from its parent under another name
RENAMED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
NOT_INHERITED = frozenset(
    {"crossref", "xdata", "label", "shorthand", "keywords", "options", "note", "abstract", "file"}
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with `text[start:end]`; `kind` is that of `model.Problem`."""

    kind: str
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as it stands: `fields` have lower-case names and values without delimiters, macros replaced."""

    type: str
    key: str
    fields: Mapping[str, str]
    start: int
    end: int
    faults: tuple[str, ...] = ()

    def entry(self, *, id: str = "") -> Entry:  # noqa: A002 (the model's word)
        """What it says."""
        return entry(self.type, self.key or None, self.fields, id=id)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A whole .bib: its entries, and what is wrong with it."""

    items: tuple[Item, ...]
    troubles: tuple[Trouble, ...] = ()


def is_output(text: str) -> bool:
    """Whether litreview wrote it, and may write it anew."""
    return text.lstrip("\ufeff \t\r\n").startswith(HEADER[:12])


def comments(texts: Iterable[str]) -> list[str]:
    """The `@comment` and `@preamble` blocks of some .bib files as they stand, each once: groups of JabRef, and the like."""
    found = (text[b.start : b.end].strip() for text in texts for b in blocks(text) if b.kind in ("comment", "preamble"))
    return list(dict.fromkeys(found))


def read(text: str) -> Bibliography:
    """Every entry that can be made out, in order. No input makes it fail; it is linear in the text."""
    found = blocks(text)
    macros = _macros(text, found)
    items: list[Item] = []
    troubles: list[Trouble] = []
    for block in found:
        if block.is_entry:
            item, wrong = _item(text, block, macros)
            items += [item] if item else []
            troubles += wrong
        elif block.kind == "text" and (outside := _outside(text, block)):
            troubles.append(outside)
    inherited, unresolved = _inherited(items)
    troubles += [*unresolved, *_repeated(items)]
    return Bibliography(inherited, tuple(sorted(troubles, key=lambda t: (t.start, t.kind, t.message))))


def _macros(text: str, found: Iterable[Block]) -> dict[str, str]:
    """Every @string, wherever it stands; a later definition wins, as in BibTeX."""
    macros: dict[str, str] = {}
    for block in found:
        if block.kind == "string":
            for name, value in fields(text, replace(block, closed=False)).pairs:
                macros[name] = resolved(value, macros)[0]
    return macros


def _item(text: str, block: Block, macros: Mapping[str, str]) -> tuple[Item | None, list[Trouble]]:
    def trouble(kind: str, message: str) -> Trouble:
        return Trouble(kind, message, block.start, block.end)

    stated = fields(text, block)
    name = f"entry '{stated.key}'" if stated.key else f"an entry @{block.kind}"
    if not stated.pairs and (stated.faults or not stated.key):
        return None, [trouble("syntax", f"{name} cannot be read: {_short(text[block.start : block.end])}")]
    said: dict[str, str] = {}
    troubles = [trouble("syntax", f"{name}: {fault}") for fault in stated.faults]
    for field, value in stated.pairs:
        said[field], unknown = resolved(value, macros)
        troubles += [
            trouble("undefined-string", f"{name}: no @string defines '{macro}' (field {field})") for macro in unknown
        ]
    for field, value in stated.repeated:
        again = resolved(value, macros)[0]
        same = "the same value" if again == said[field] else f"another value: {_short(again)}"
        troubles.append(trouble("duplicate-field", f"{name}: field '{field}' stands twice, with {same}"))
    if block.kind not in KNOWN_TYPES and block.kind not in TYPE:
        troubles.append(trouble("unknown-entry-type", f"{name}: no entry type is called '{block.kind}'"))
    return Item(block.kind, stated.key, said, block.start, block.end, stated.faults), troubles


def _outside(text: str, block: Block) -> Trouble | None:
    """Text between entries, but for lines that are comments and meant to stand there."""
    lines = text[block.start : block.end].splitlines(keepends=True)
    kept = [line for line in lines if line.strip() and not OUTSIDE.match(line)]
    printed = "".join(kept).strip("\ufeff \t\r\n")
    if not printed:
        return None
    start = text.index(kept[0], block.start)
    end = text.rindex(kept[-1].rstrip(), start, block.end) + len(kept[-1].rstrip())
    return Trouble("text-outside-entry", f"text that belongs to no entry is not read: {_short(printed)}", start, end)


def _inherited(items: list[Item]) -> tuple[tuple[Item, ...], list[Trouble]]:
    """Items with what `crossref` and `xdata` give them, but for `@xdata`, which is no reference; and the ones that name no entry."""
    parents = {item.key.casefold(): item for item in reversed(items) if item.key}
    troubles = []
    done = []
    for item in items:
        said = dict(item.fields)
        for _ in range(GENERATIONS):
            links = [name for name in ("crossref", "xdata") if name in said]
            if not links:
                break
            for link in links:
                for key in (part.strip() for part in said.pop(link).split(",")):
                    parent = parents.get(key.casefold())
                    if parent is None or parent is item:
                        troubles.append(
                            Trouble(
                                "unresolved-crossref",
                                f"entry '{item.key}': {link} names '{key}', which is not here",
                                item.start,
                                item.end,
                            )
                        )
                        continue
                    _inherit(said, parent, renamed=link == "crossref" and item.type in IN_BOOK | {"conference"})
        done.append(
            item if "crossref" not in item.fields and "xdata" not in item.fields else replace(item, fields=said)
        )
    return tuple(item for item in done if item.type != "xdata"), troubles


def _inherit(said: dict[str, str], parent: Item, *, renamed: bool) -> None:
    for name, value in parent.fields.items():
        if name in ("crossref", "xdata"):
            said.setdefault(name, value)
        elif name not in NOT_INHERITED and not (renamed and name in RENAMED.values() and name in parent.fields):
            said.setdefault(RENAMED.get(name, name) if renamed else name, value)
    if renamed and "booktitle" in parent.fields:
        said.setdefault("booktitle", parent.fields["booktitle"])


def _repeated(items: Iterable[Item]) -> list[Trouble]:
    """Keys that stand twice; BibTeX does not tell capitals from small letters in them."""
    first: dict[str, Item] = {}
    troubles = []
    for item in items:
        other = first.setdefault(item.key.casefold(), item) if item.key else item
        if other is not item:
            same = "the same content" if other.fields == item.fields and other.type == item.type else "another entry"
            troubles.append(
                Trouble("duplicate-key", f"key '{item.key}' stands twice, with {same}", item.start, item.end)
            )
    return troubles


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 200 else f"{text[:199]}…"
