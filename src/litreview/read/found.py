"""Which files the given paths mean: files, folders, globs, zip archives and '-', each once, each with an id."""

from __future__ import annotations

import glob
import os
import posixpath
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.read import archive
from litreview.read.formats import MEMBERS, could_be, suffixes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["LIMIT", "Found", "added", "files"]

LIMIT = 200_000_000
"""Bytes of a file at most: far above any paper, and small enough to hold in memory."""

OURS = b"% litreview "
"""How a .bib of ours begins: it is read where it is named, and not where it only lies in a folder or matches a glob."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, in a zip archive where there is one. `named`: it was given by its own path, so that it must be readable.

    Files that it includes must lie in the folder `root`.
    """

    id: str
    path: str
    named: bool
    root: str = ""
    zip: str | None = None

    def data(self) -> bytes:
        """All bytes, LIMIT at most; InputError when they cannot be had."""
        data = archive.members(self.zip, None, {self._member}).get(self._member, b"") if self.zip else self._bytes()
        if len(data) > LIMIT:
            raise InputError(f"{self.path}: is larger than {LIMIT // 1_000_000} MB; give the papers one by one")
        if not data:
            raise InputError(f"{self.path}: is empty; give a file that holds text")
        return data

    def near(self, name: str) -> Found | None:
        """The file that this one calls by a relative name, None where there is none; InputError where it leads out of `root`."""
        if self.path == "-" or "\0" in name:
            return None
        if self.zip:
            inner = posixpath.normpath(posixpath.join(posixpath.dirname(self._member), name.replace("\\", "/")))
            path = f"{self.zip}/{inner}"
            inside = not inner.startswith(("../", "/")) and inner != ".."
            there = inside and inner in archive.names(self.zip)
        else:
            path = os.path.normpath(os.path.join(os.path.dirname(self.path), name))  # noqa: PTH118, PTH120 (as given)
            inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self.root))
            there = inside and Path(path).is_file()
        if not inside:
            raise InputError(f"{name} lies outside the folder of the paper; give that folder, or the file, too")
        return Found(self.id, path, named=False, root=self.root, zip=self.zip) if there else None

    @property
    def _member(self) -> str:
        return self.path[len(self.zip or "") + 1 :]

    def _bytes(self) -> bytes:
        try:
            if self.path == "-":
                return sys.stdin.buffer.read(LIMIT + 1)
            with Path(self.path).open("rb") as file:
                # All that is asked for is set aside at once. A pipe does not say how much it holds.
                size = os.fstat(file.fileno()).st_size or LIMIT
                return file.read(min(size, LIMIT) + 1)
        except OSError as error:
            raise InputError(f"{self.path}: cannot be read: {error.strerror or error}") from error


def files(paths: Sequence[str | Path], *, folders: bool = True) -> list[Found]:
    """The files that paths mean, in the order given, each once; InputError where there are none."""
    if not paths:
        raise InputError("no path was given; name a paper, a bibliography, a folder or a glob")
    found: dict[str, Found] = {}
    for given in map(str, paths):
        for one in _meant(given, folders=folders):
            real = one.path if one.path == "-" else os.path.realpath(one.path)
            if real not in found or (one.named and not found[real].named):
                found[real] = one
    return _with_ids(list(found.values()))


def added(known: Sequence[Found], paths: Iterable[str]) -> list[Found]:
    """The files at paths that are not known, with ids that are not taken: bibliographies that papers name."""
    have = {os.path.realpath(one.path) for one in known}
    new = {os.path.realpath(path): path for path in paths if os.path.realpath(path) not in have}
    zips = {one.zip for one in known if one.zip}
    fresh = [
        Found("", path, named=False, zip=next((z for z in zips if path.startswith(f"{z}/")), None))
        for path in new.values()
    ]
    return _with_ids([*known, *fresh])[len(known) :]


def _meant(given: str, *, folders: bool) -> Iterator[Found]:
    path = Path(given)
    if given == "-":
        yield Found("-", given, named=True)
    elif path.is_dir():
        if not folders:
            raise InputError(f"{given}: is a folder; give one file")
        yield from (Found("", inner, named=False, root=given) for inner in _inside(given))
    elif path.exists():
        inside = list(_file(given, named=True))
        if len(inside) > 1 and not folders:
            raise InputError(f"{given}: is an archive of papers; give one file")
        yield from inside
    elif glob.has_magic(given):
        for match in _matching(given):
            yield from _file(match, named=False)
    else:
        broken = path.is_symlink()
        raise InputError(
            f"{given}: {'points to a file that is not there' if broken else 'there is no such file or folder'}"
        )


def _file(path: str, *, named: bool) -> Iterator[Found]:
    """The file, or the papers in it where it is an archive of papers."""
    is_document = PurePath(path).suffix.lower() in suffixes()
    if is_document or not archive.is_zip(Path(path)) or MEMBERS & set(names := archive.names(path)):
        yield Found("", path, named=named, root=os.path.dirname(path) or ".")  # noqa: PTH120 (as given)
        return
    inner = [name for name in names if _visible(name) and PurePath(name).suffix.lower() in suffixes()]
    if not inner:
        raise InputError(f"{path}: no paper or bibliography in this archive (looked for {_wanted()})")
    for name in inner:
        yield Found("", f"{path}/{name}", named=False, root=path, zip=path)


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
    taken = [
        path for path in matches if Path(path).is_file() and (_taken(path) or PurePath(path).suffix.lower() == ".zip")
    ]
    if not taken:
        raise InputError(f"{pattern}: no paper or bibliography matches (looked for {_wanted()})")
    return taken


def _taken(path: str) -> bool:
    name = PurePath(path)
    return (
        _visible(name.name)
        and name.suffix.lower() in suffixes()
        and not _output(path)
        and could_be(path, _begins(Path(path)))
    )


def _visible(name: str) -> bool:
    return not any(part.startswith((".", "__MACOSX")) for part in PurePath(name).parts)


def _within(path: str, home: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(home) and Path(path).is_file()


def _output(path: str) -> bool:
    return PurePath(path).suffix.lower() == ".bib" and _begins(Path(path)).removeprefix(b"\xef\xbb\xbf").startswith(
        OURS
    )


def _report(folder: Path) -> bool:
    """Whether the folder is the result of an earlier run."""
    return b'"tool":{"name":"litreview"' in b"".join(_begins(folder / "review.json")[:500].split())


def _begins(path: Path) -> bytes:
    try:
        if not path.is_file():  # to open a pipe would wait for who writes to it
            return b""
        with path.open("rb") as file:
            return file.read(5000)
    except OSError:
        return b""


def _wanted() -> str:
    return ", ".join(sorted(suffixes()))


def _with_ids(found: Sequence[Found]) -> list[Found]:
    """Each with the shortest ending of its path, in whole names, that no other has; '/' between names everywhere."""
    parts = [PurePath(one.path if one.path == "-" else os.path.abspath(one.path)).parts for one in found]  # noqa: PTH100 (resolve() follows links)
    depth = [1] * len(found)
    while True:
        groups: dict[tuple[str, ...], list[int]] = {}
        for n, names in enumerate(parts):
            groups.setdefault(names[-depth[n] :], []).append(n)
        clash = [n for group in groups.values() if len(group) > 1 for n in group if depth[n] < len(parts[n])]
        if not clash:
            ids = ["/".join(names[-depth[n] :]).replace("//", "/") for n, names in enumerate(parts)]
            return [Found(id, one.path, one.named, one.root, one.zip) for id, one in zip(ids, found, strict=True)]  # noqa: A001 (the field's name)
        for n in clash:
            depth[n] += 1
