"""`--min`: a run whose coverage is below what was agreed upon fails, and says so."""

from __future__ import annotations

import json

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


@pytest.fixture
def history(tmp_path):
    """A state file: one link that has been dead for three runs, one that is good; and the paper that prints both."""
    paper = PAPER.replace("45-67.", "45-67. https://example.org/tides").replace(
        "Press.", "Press. https://example.org/b"
    )
    (tmp_path / "linked.txt").write_text(paper, encoding="utf-8")
    dead = {"verdict": "broken", "status": 404, "reason": "http-404", "evidence": ["GET answered 404"]}
    good = {"verdict": "ok", "status": 200, "evidence": ["GET answered 200"]}
    links = {
        "https://example.org/tides": {"asked": "2026-01-09T08:00", "check": dead, "ok": "2026-01-01T08:00"}
        | {"bad": "2026-01-05T08:00", "runs": 3},
        "https://example.org/b": {"asked": "2026-01-09T08:00", "check": good, "ok": "2026-01-09T08:00"},
    }
    (tmp_path / "links.json").write_text(json.dumps({"version": 1, "links": links}), encoding="utf-8")
    return tmp_path / "links.json"


@pytest.mark.parametrize(("least", "status"), [("live=50", 0), ("live=90", 1)])
def test_a_history_says_offline_which_links_live(litreview, history, least, status):
    """The weekly job knows the links; a gate on a pull request need not ask them again."""
    ran = litreview("check", "linked.txt", "--fail-on", "never", "--state", history, "--min", least)
    assert (status, True) == (ran.status, "LR401" in ran.out)
    assert "asked on 2026-01-09" in ran.out


def test_the_page_tells_the_history_of_a_link(litreview, history, tmp_path):
    """Whether a link died yesterday or has been dead for a year decides what to do about it."""
    litreview("review", "linked.txt", "--offline", "--state", history)
    page = (tmp_path / "litreview-report" / "review.html").read_text(encoding="utf-8")
    assert "Good last on 2026-01-01; bad in 3 runs since 2026-01-05." in page
    told = json.loads((tmp_path / "litreview-report" / "review.json").read_text(encoding="utf-8"))
    assert [3, 0] == [link["history"]["runs"] for link in told["links"]]


@pytest.mark.parametrize("text", [None, "[]", '{"version": 1, "links": {"u": {"asked": 5, "check": {}}}}'])
def test_a_state_file_that_is_none_is_refused(litreview, paper, tmp_path, text):
    """A typo in its name must not make the gate on live links stand open."""
    if text:
        (tmp_path / "links.json").write_text(text, encoding="utf-8")
    ran = litreview("check", paper, "--state", "links.json", "--min", "live=90")
    assert 2 == ran.status
    assert "links.json" in ran.err


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
