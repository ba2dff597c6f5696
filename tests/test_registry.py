"""Tables of parts load on first use and suggest a name when asked for one that they do not have."""

from __future__ import annotations

import pytest

from litreview.errors import UsageError
from litreview.registry import Table, did_you_mean

PARTS = Table("colours", {"red": "litreview.errors:UsageError", "blue": len})


def test_parts_in_the_order_of_the_table():
    assert list(PARTS) == ["red", "blue"]


def test_listed_by_name_is_loaded_when_asked():
    assert (PARTS["red"], PARTS["blue"]) == (UsageError, len)


def test_unknown_part_is_refused_with_a_suggestion():
    with pytest.raises(UsageError, match="no colours named 'bleu': did you mean 'blue'"):
        PARTS["bleu"]


def test_nothing_close_lists_what_there_is():
    assert did_you_mean("xyz", ["red", "blue"]) == " (there are: red, blue)"
