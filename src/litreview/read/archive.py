"""Zip archives, opened so that none can fill the memory or lead out of itself."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from litreview.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LIMIT", "is_zip", "members", "names"]

LIMIT = 200_000_000
"""Bytes that are unpacked at once, at most."""

WHOLE = 10 * LIMIT
"""Bytes that an archive says it unpacks to, at most."""

ENTRIES = 20_000
"""Members at most."""


def is_zip(path: Path) -> bool:
    """Whether the file begins like a zip archive."""
    try:
        if not path.is_file():  # what a pipe holds can be read once only
            return False
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


def names(path: str, data: bytes | None = None) -> list[str]:
    """The names of the files in an archive, sorted; InputError when it is no archive, or one that cannot be trusted.

    The archive is `data`, or the file at path.
    """
    with _opened(path, data) as archive:
        return sorted(info.filename for info in archive.infolist() if _is_file(info))


def members(path: str, data: bytes | None, wanted: set[str]) -> Mapping[str, bytes]:
    """Files of an archive by name, those wanted that there are; InputError when they unpack to more than LIMIT bytes."""
    found: dict[str, bytes] = {}
    left = LIMIT
    with _opened(path, data) as archive:
        for info in archive.infolist():
            if info.filename not in wanted or not _is_file(info):
                continue
            if info.flag_bits & 1:
                raise InputError(f"{path}: is protected by a password; save a copy without one")
            try:
                with archive.open(info) as file:
                    found[info.filename] = file.read(left + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
                raise InputError(
                    f"{path}: is damaged ({info.filename} cannot be unpacked); save or download it again"
                ) from error
            left -= len(found[info.filename])
            if left < 0:
                raise InputError(f"{path}: unpacks to more than {LIMIT // 1_000_000} MB; no paper does")
    return found


def _opened(path: str, data: bytes | None) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(Path(path) if data is None else io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(
            f"{path}: is damaged: it begins like a zip archive and is none; save or download it again"
        ) from error
    if len(archive.infolist()) > ENTRIES or sum(info.file_size for info in archive.infolist()) > WHOLE:
        raise InputError(f"{path}: holds too much; unpack it and give the papers one by one")
    for name in archive.namelist():
        inner = PurePosixPath(name.replace("\\", "/"))
        if inner.is_absolute() or ".." in inner.parts or name[1:2] == ":":
            raise InputError(f"{path}: holds a path that leads out of it ({name}); pack it again without")
    return archive


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a file with a name; links are not followed."""
    return bool(info.filename) and not info.is_dir() and not stat.S_ISLNK(info.external_attr >> 16)
