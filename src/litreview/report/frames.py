"""Tables as pandas data frames, imported only when one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from litreview.report import tables

if TYPE_CHECKING:
    from litreview.opinion import Review

__all__ = ["citations", "findings", "references", "works"]


def findings(review: Review) -> pd.DataFrame:
    """A row a finding, of every confidence."""
    return _frame(review, "findings")


def works(review: Review) -> pd.DataFrame:
    """A row a work of the consolidated bibliography."""
    return _frame(review, "works")


def citations(review: Review) -> pd.DataFrame:
    """A row a citation, in text order."""
    return _frame(review, "citations")


def references(review: Review) -> pd.DataFrame:
    """A row a reference as printed, with what was understood of it."""
    return _frame(review, "references")


def _frame(review: Review, table: str) -> pd.DataFrame:
    return pd.DataFrame(tables.rows(review.to_dict(), table), columns=list(tables.COLUMNS[table]))
