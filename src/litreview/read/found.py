"""Which files the given paths mean: files, folders, globs and '-', each once, each with an id."""

from __future__ import annotations

import glob
import os
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.read.formats import suffixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["LIMIT", "Found", "files"]

LIMIT = 200_000_000
"""Bytes of a file at most: far above any paper, and small enough to hold in memory."""

OURS = b"% litreview "
"""How a .bib of ours begins: an output is never an input."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read. `named`: it was given by its own path, so that it must be readable."""

    id: str
    path: str
    named: bool

    def data(self) -> bytes:
        """All bytes, LIMIT at most; InputError when they cannot be had."""
        try:
            if self.path == "-":
                data = sys.stdin.buffer.read(LIMIT + 1)
            else:
                with Path(self.path).open("rb") as file:
                    data = file.read(LIMIT + 1)
        except OSError as error:
            raise InputError(f"{self.path}: cannot be read: {error.strerror or error}") from error
        if len(data) > LIMIT:
            raise InputError(f"{self.path}: is larger than {LIMIT // 1_000_000} MB; give the papers one by one")
        if not data:
            raise InputError(f"{self.path}: is empty; give a file that holds text")
        return data


def files(paths: Sequence[str | Path], *, folders: bool = True) -> list[Found]:
    """The files that paths mean, in the order given, each once; InputError where there are none."""
    if not paths:
        raise InputError("no path was given; name a paper, a bibliography, a folder or a glob")
    named: dict[str, bool] = {}
    real: dict[str, str] = {}
    for given in map(str, paths):
        for path, is_named in _meant(given, folders=folders):
            first = real.setdefault(path if path == "-" else os.path.realpath(path), path)
            named[first] = named.get(first, False) or is_named
    return [Found(id, path, named[path]) for id, path in zip(_ids(named), named, strict=True)]  # noqa: A001 (a field)


def _meant(given: str, *, folders: bool) -> Iterator[tuple[str, bool]]:
    path = Path(given)
    if given == "-":
        yield given, True
    elif path.is_dir():
        if not folders:
            raise InputError(f"{given}: is a folder; give one file")
        yield from ((inner, False) for inner in _inside(given))
    elif path.exists():
        yield given, True
    elif glob.has_magic(given):
        yield from ((inner, False) for inner in _matching(given))
    else:
        broken = path.is_symlink()
        raise InputError(
            f"{given}: {'points to a file that is not there' if broken else 'there is no such file or folder'}"
        )


def _inside(folder: str) -> list[str]:
    """The readable files below folder, sorted; nothing hidden, nothing that links out of it, nothing that we wrote."""
    home = os.path.realpath(folder)
    inside = []
    for parent, folders, names in os.walk(folder):  # which follows no link to a folder
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _report(Path(parent, name)))
        inside += [path for name in names if _taken(path := os.path.join(parent, name)) and _within(path, home)]  # noqa: PTH118 (keeps './' as given)
    if not inside:
        raise InputError(f"{folder}: no paper or bibliography in this folder (looked for {_wanted()})")
    return sorted(inside)


def _matching(pattern: str) -> list[str]:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
    taken = [path for path in matches if Path(path).is_file() and _taken(path)]
    if not taken:
        raise InputError(f"{pattern}: no paper or bibliography matches (looked for {_wanted()})")
    return taken


def _taken(path: str) -> bool:
    name = PurePath(path)
    return not name.name.startswith(".") and name.suffix.lower() in suffixes() and not _output(path)


def _within(path: str, home: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(home) and Path(path).is_file()


def _output(path: str) -> bool:
    return PurePath(path).suffix.lower() == ".bib" and _begins(Path(path)).removeprefix(b"\xef\xbb\xbf").startswith(
        OURS
    )


def _report(folder: Path) -> bool:
    """Whether the folder is the result of an earlier run."""
    return b'"tool":{"name":"litreview"' in b"".join(_begins(folder / "review.json").split())


def _begins(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(500) if path.is_file() else b""
    except OSError:
        return b""


def _wanted() -> str:
    return ", ".join(sorted(suffixes()))


def _ids(paths: Iterable[str]) -> list[str]:
    """The shortest ending of each path, in whole names, that no other path has: '/' between names everywhere."""
    absolute = {path: PurePath(path if path == "-" else os.path.abspath(path)).parts for path in paths}  # noqa: PTH100 (resolve() follows links)
    depth = dict.fromkeys(absolute, 1)
    while True:
        groups: dict[tuple[str, ...], list[str]] = {}
        for path, parts in absolute.items():
            groups.setdefault(parts[-depth[path] :], []).append(path)
        clash = [
            path for group in groups.values() if len(group) > 1 for path in group if depth[path] < len(absolute[path])
        ]
        if not clash:
            return ["/".join(parts[-depth[path] :]).replace("//", "/") for path, parts in absolute.items()]
        for path in clash:
            depth[path] += 1
