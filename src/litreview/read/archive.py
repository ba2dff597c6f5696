"""Zip archives, opened so that none can fill the memory or lead out of itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from litreview.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LIMIT", "members", "names"]

LIMIT = 200_000_000
"""Bytes of all members together at most, unpacked."""

ENTRIES = 20_000
"""Members at most."""


def names(path: str, data: bytes) -> list[str]:
    """The names of the files in an archive, sorted; InputError when it is no archive, or one that cannot be trusted."""
    with _opened(path, data) as archive:
        return sorted(info.filename for info in archive.infolist() if not info.is_dir())


def members(path: str, data: bytes, wanted: set[str] | None = None) -> Mapping[str, bytes]:
    """Files of an archive by name: those wanted that there are, or all; InputError when they unpack to more than LIMIT bytes."""
    found: dict[str, bytes] = {}
    left = LIMIT
    with _opened(path, data) as archive:
        for info in archive.infolist():
            if info.is_dir() or (wanted is not None and info.filename not in wanted):
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


def _opened(path: str, data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InputError(
            f"{path}: is damaged: it begins like a zip archive and is none; save or download it again"
        ) from error
    if len(archive.infolist()) > ENTRIES:
        raise InputError(f"{path}: holds more than {ENTRIES} files; give the papers one by one")
    for name in archive.namelist():
        inner = PurePosixPath(name.replace("\\", "/"))
        if inner.is_absolute() or ".." in inner.parts or inner.as_posix()[1:2] == ":":
            raise InputError(f"{path}: holds a path that leads out of it ({name}); pack it again without")
    return archive
