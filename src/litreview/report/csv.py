"""Tables as CSV (RFC 4180, UTF-8), in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from litreview.report import escape, tables

if TYPE_CHECKING:
    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["citations", "coverage", "findings", "keymap", "links", "references", "works"]


def _write(review: Review, options: Options, table: str) -> str:
    data = options.data or review.to_dict()
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(tables.COLUMNS[table])
    writer.writerows([escape.cell(value) for value in row.values()] for row in tables.rows(data, table))
    return stream.getvalue()


def findings(review: Review, options: Options) -> str:
    """A row a finding, of every confidence."""
    return _write(review, options, "findings")


def works(review: Review, options: Options) -> str:
    """A row a work of the consolidated bibliography."""
    return _write(review, options, "works")


def citations(review: Review, options: Options) -> str:
    """A row a citation, in text order."""
    return _write(review, options, "citations")


def references(review: Review, options: Options) -> str:
    """A row a reference as printed, with what was understood of it."""
    return _write(review, options, "references")


def links(review: Review, options: Options) -> str:
    """A row a link."""
    return _write(review, options, "links")


def coverage(review: Review, options: Options) -> str:
    """A row a meter: first those of the run, whose list is empty, then those of each list."""
    return _write(review, options, "coverage")


def keymap(review: Review, options: Options) -> str:
    """A row a reference: the label or key it had, the key it has in the .bib."""
    return _write(review, options, "keymap")
