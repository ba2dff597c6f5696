"""Read Parquet tables; needs pyarrow, which the extra `parquet` installs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litreview.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["rows"]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """A row a record, a batch of rows in memory at a time."""
    try:
        from pyarrow import ArrowException, parquet  # noqa: PLC0415 (an optional extra)
    except ImportError as error:
        raise InputError(f"{path}: reading Parquet needs pyarrow: pip install 'litreview-toolkit[parquet]'") from error
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches():
                yield from batch.to_pylist()
    except (ArrowException, OSError) as error:
        raise InputError(f"{path}: cannot be read as Parquet: {error}") from error
