"""A text that includes others, as LaTeX and Quarto do: joined to one, with the file and line that each part of it is from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.model import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from litreview.read.found import Found

    Calls = Callable[[str], Iterable[tuple[int, int, str]]]

__all__ = ["Files", "Joined", "quiet"]

DEEP = 15
"""Files that include each other in a chain at most: TeX's own limit."""

FILES = 1000
"""Included files at most."""

LIMIT = 100_000_000
"""Characters of the joined text at most."""

QUIET = re.compile(
    r"\\(?:[^a-zA-Z]|verb\*?(?P<bar>[^a-zA-Z*\s])[^\n]*?(?P=bar)|begin[ \t]*\{(?P<name>verbatim\*?|lstlisting|minted|comment|Verbatim)\}(?:(?!\\end[ \t]*\{(?P=name)\}).)*+)"
    r"|(?P<address>\\(?:url|nolinkurl|path|href)[ \t]*\{[^{}\n]{1,2000}\})|(?P<note>%[^\n]*)",
    re.DOTALL,
)
INPUT = re.compile(
    r"\\(?:input|include|subfile)(?:[ \t]*\{([^{}\n]{1,500})\}|[ \t]+([^\s{}\\]{1,500}))|\\(?:sub)?import\*?[ \t]*\{([^{}\n]{0,500})\}[ \t]*\{([^{}\n]{1,500})\}"
)


@dataclass(frozen=True, slots=True)
class Joined:
    """The text; its parts (`file` is None in the main one); and (kind, message, offset) of what could not be included."""

    text: str
    parts: tuple[Part, ...]
    troubles: tuple[tuple[str, str, int], ...]


def quiet(text: str) -> str:
    """LaTeX of the same length in which comments and what is printed verbatim are blank; in an address a % begins no comment."""
    pieces, done = [], 0
    for match in QUIET.finditer(text):
        if match["note"] or (len(match[0]) > 2 and not match["address"]):
            pieces += [text[done : match.start()], re.sub(r"[^\r\n]", " ", match[0])]
            done = match.end()
    return "".join([*pieces, text[done:]])


def inputs(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of each call of a file in LaTeX."""
    for call in INPUT.finditer(quiet(text)):
        yield call.start(), call.end(), "/".join(filter(None, call.groups()))


class Files:
    """Puts a text and the files that it includes together; `near` finds a file by the name that the text calls it.

    `calls` finds the calls of files, in order: where one starts and ends, and the name; `suffix` may be left out in names.
    """

    def __init__(
        self,
        near: Callable[[str], Found | None],
        decode: Callable[[Found], str],
        *,
        calls: Calls = inputs,
        suffix: str = ".tex",
    ) -> None:
        self._near = near
        self._decode = decode
        self._calls = calls
        self._suffix = suffix
        self._pieces: list[str] = []
        self._parts: list[Part] = []
        self._troubles: list[tuple[str, str, int]] = []
        self._length = 0
        self._files = 0

    def joined(self, text: str) -> Joined:
        """The text with every file that it includes put in below the line that calls it."""
        self._add(text, None, ())
        return self._done()

    def joined_too(self, text: str, file: str) -> Joined:
        """What was joined, and at its end one more file."""
        self._add(text, file, (file,))
        return self._done()

    def _done(self) -> Joined:
        return Joined("".join(self._pieces), tuple(self._parts), tuple(self._troubles))

    def _add(self, text: str, file: str | None, chain: tuple[str, ...]) -> None:
        done, line = 0, 1
        for start, end, name in self._calls(text):
            stop = text.find("\n", end) + 1 or len(text)
            at = self._length + max(0, start - done)
            line = self._put(text[done:stop], file, line)
            done = max(done, stop)
            if child := self._child(name.strip().strip('"'), chain, at):
                self._add(self._decode(child), child.path, (*chain, child.path))
        self._put(text[done:], file, line)

    def _put(self, text: str, file: str | None, line: int) -> int:
        """Add lines of a file, the first of which is that line there; returns the number of the next."""
        if text:
            self._parts.append(Part(self._length, line, file=file))
            self._pieces.append(text if text.endswith("\n") else f"{text}\n")
            self._length += len(self._pieces[-1])
        return line + text.count("\n")

    def _child(self, name: str, chain: tuple[str, ...], at: int) -> Found | None:
        try:
            child = self._near(name if name.endswith(self._suffix) else f"{name}{self._suffix}") or self._near(name)
        except InputError as error:
            self._troubles.append(("not-included", str(error), at))
            return None
        self._files += 1
        if child is None:
            self._troubles.append(("not-included", f"the included file {name} is not there", at))
        elif child.path in chain or len(chain) > DEEP:
            self._troubles.append(("not-included", f"{name} includes itself", at))
        elif self._files > FILES or self._length > LIMIT:
            self._troubles.append(("not-included", f"{name}: too much is included", at))
        else:
            return child
        return None
