"""Named tables of interchangeable parts, loaded on first use; other packages add parts by entry point."""

from __future__ import annotations

import difflib
import importlib
from functools import cache
from os.path import commonprefix
from typing import TYPE_CHECKING, Any

from litreview.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint

__all__ = ["Table", "did_you_mean", "load"]

CLOSE = 0.6
SHORT = 20  # a list of more names than this tells nobody how to choose


class Table:
    """Parts of one room by name, in the order in which they run or are offered.

    A part is an object or the string `"module:attribute"`, imported when it is first asked for.
    Packages add parts through the entry point group `litreview.<room>`; ours win over theirs.
    """

    def __init__(self, room: str, parts: Mapping[str, Any]) -> None:
        self.room = room
        self._parts = dict(parts)

    def __iter__(self) -> Iterator[str]:
        """The names of all parts, ours first."""
        yield from self._parts
        yield from (name for name in _plugins(self.room) if name not in self._parts)

    def __getitem__(self, name: str) -> Any:
        """The part of that name; UsageError, with a suggestion, when there is none."""
        if name in self._parts:
            return load(self._parts[name])
        if name in _plugins(self.room):
            return _plugins(self.room)[name].load()
        raise self._unknown(name)

    def check(self, name: str) -> None:
        """Raise UsageError, with a suggestion, when there is no part of that name; nothing is loaded."""
        if name not in self._parts and name not in list(self):
            raise self._unknown(name)

    def _unknown(self, name: str) -> UsageError:
        return UsageError(f"no {self.room} named '{name}'{did_you_mean(name, list(self))}")


@cache
def _plugins(room: str) -> dict[str, EntryPoint]:
    """What other packages add to a room; asking the installation is slow, so once a run."""
    from importlib.metadata import entry_points  # noqa: PLC0415 (costly, and our own parts need none of it)

    return {point.name: point for point in entry_points(group=f"litreview.{room}")}


def load(part: Any) -> Any:
    """The part itself, imported when it is listed as `"module:attribute"`."""
    if not isinstance(part, str):
        return part
    module, _, attribute = part.partition(":")
    return getattr(importlib.import_module(module), attribute)


def did_you_mean(word: str, known: list[str]) -> str:
    """', did you mean ...?' where something known is close to word, else how to choose."""
    likeness = {name: difflib.SequenceMatcher(None, name, word).ratio() for name in known}
    # Of those that are equally close, the one that begins alike; then the first.
    alike = {name: len(commonprefix((name, word))) for name in known}  # noqa: RUF071 (letters are meant, not folders)
    close = max(known, key=lambda name: (likeness[name], alike[name]), default="")
    if likeness.get(close, 0) >= CLOSE:
        return f": did you mean '{close}'?"
    return f" (there are: {', '.join(known)})" if 0 < len(known) <= SHORT else ""
