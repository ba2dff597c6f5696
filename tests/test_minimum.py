"""`--min`: a run whose coverage is below what was agreed upon fails, and says so."""

from __future__ import annotations

import pytest

PAPER = """Tides and treaties

Introduction

The river was closed (Oduya, 2016). Later it was opened (Marlow, 2019). Nobody knows why (Vance, 2009).

References

Oduya, F. B. (2016). Tides and treaties. Journal of Harbour Studies, 12(3), 45-67.
Marlow, A. (2019). Ports of the north. Harbour Press.
"""


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


@pytest.mark.parametrize("command", [("check", "--fail-on", "never"), ("review", "--offline", "-o", "out")])
@pytest.mark.parametrize(("least", "status"), [("resolved=60", 0), ("resolved=95", 1), ("used=100%", 0)])
def test_a_minimum_fails_the_run(litreview, paper, command, least, status):
    """CI must stop a list that is worse than agreed, and let one pass that is not."""
    ran = litreview(command[0], paper, *command[1:], "--min", least)
    assert (status, status == 1) == (ran.status, "LR801" in ran.out)


def test_a_minimum_of_the_settings_holds_too(litreview, paper, tmp_path):
    """A team agrees once, in a file."""
    (tmp_path / "litreview.toml").write_text("[coverage]\nresolved = 95\n", encoding="utf-8")
    ran = litreview("check", paper, "--fail-on", "never", "--select", "LR004")
    assert 1 == ran.status
    assert "resolved citations: 2 of 3 (66.7 %), below the 95 % asked for" in ran.out


@pytest.mark.parametrize(
    ("least", "says"),
    [
        ("resolvd=95", "did you mean 'resolved'"),
        ("resolved", "METER=PERCENT"),
        ("resolved=many", "METER=PERCENT"),
        ("resolved=950", "from 0 to 100"),
        ("live=90", "needs the network"),
    ],
)
def test_a_minimum_that_cannot_be_held_is_refused(litreview, paper, least, says):
    """A typo must not make the gate stand open; live links cannot be told offline."""
    ran = litreview("check", paper, "--min", least)
    assert 2 == ran.status
    assert says in ran.err
