"""Which findings are agreed upon, which are known, and which are mended."""

from __future__ import annotations

import json

import pytest

from fakes.facts import entry, evidence, listing
from litreview import rules
from litreview.errors import InputError, UsageError
from litreview.rules import baseline

PAPER = "Ports silt (Marlow, 2020; Oduya, 2016).\n\nReferences\n\nOduya, F. (2016). Tides. Journal of Ports, 3, 1-9.\n"
SHORT = entry("Oduya, F.", title="Tides", year="2016")


def bib(text="", path="lib/refs.bib"):
    """A bibliography whose entry lacks a journal."""
    return evidence(listing(text, [SHORT], path=path, kind="bibliography", raws=["@article{tides}"], labels=["tides"]))


def suppressed(facts, **given):
    return [f.suppressed for f in rules.findings(facts, select=["LR201"], **given)]


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"path": "lib/*.bib"},
        {"path": "refs.bib"},
        {"text": "TIDES"},
        {"work": "lib/refs.bib#r1"},
        {"path": "*", "text": "tides"},
    ],
)
def test_what_is_agreed_upon_is_suppressed_with_its_reason(condition):
    """A finding that a team decided to live with must not fail its CI, and the report must say why."""
    assert [{"by": "settings", "reason": "draft"}] == suppressed(
        bib(), agreed=[{"rule": "LR2", "reason": "draft", **condition}]
    )


@pytest.mark.parametrize(
    "condition", [{"path": "other.bib"}, {"text": "ports"}, {"work": "w9"}, {"rule": "LR1"}, {"until": "2020-01-01"}]
)
def test_what_was_not_agreed_upon_is_found(condition):
    """An ignore for one thing must not hide another."""
    assert [None] == suppressed(bib(), agreed=[{"rule": "LR201", "reason": "draft", **condition}])


@pytest.mark.parametrize(
    "comment",
    [
        "% litreview: ignore LR201 draft",
        "<!-- litreview: ignore LR201: draft -->",
        "%litreview: ignore LR1, LR201 draft",
    ],
)
def test_a_comment_holds_for_its_line_and_the_next(comment):
    """An exception stands best beside what it is an exception for."""
    assert [{"by": "lib/refs.bib:1", "reason": "draft"}] == suppressed(bib(comment))
    assert [None] == suppressed(bib(f"{comment}\n\n"))


def test_a_comment_ends_where_its_line_does_on_windows():
    assert [{"by": "lib/refs.bib:1", "reason": "draft"}] == suppressed(bib("% litreview: ignore LR201 draft\r"))


def test_prose_about_ignores_is_no_ignore():
    """A paper about this tool may say what it likes."""
    assert [None] == suppressed(bib("write litreview: ignore LR201 draft"))


@pytest.mark.parametrize(
    "table", [{"rule": "LR201", "pth": "x"}, {"reason": "x"}, {"rule": 5}, {"rule": "LR201", "until": "soon"}]
)
def test_an_ignore_that_cannot_be_read_is_an_error(table):
    """A typo must not silently ignore nothing, or everything."""
    with pytest.raises(UsageError):
        rules.findings(bib(), agreed=[table])


def test_an_ignore_of_a_rule_that_did_not_run_is_not_called_unused():
    """`check --select LR1` must not advise to remove the ignores of LR2."""
    found = rules.findings(bib("% litreview: ignore LR201 draft"), select=["LR904"])
    assert [] == [f.message for f in found]


def test_a_baseline_tells_known_from_new_and_names_what_is_mended(tmp_path):
    """A team that starts with a hundred findings must see the hundred and first."""
    found = rules.findings(bib(), select=["LR201"])
    gone = {"fingerprint": "f", "message": "mended"}
    before = tmp_path / "review.json"
    before.write_text(json.dumps({"findings": [{"fingerprint": found[0].fingerprint, "message": "old"}, gone]}))
    marked, mended = baseline.compared(found, baseline.load(str(before)))
    assert (["known"], ("mended",)) == ([f.baseline for f in marked], mended)
    assert ["new"] == [f.baseline for f in baseline.compared(found, {})[0]]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"findings": [{}]}', '{"findings": 3}', '{"findings": [3]}'])
def test_a_baseline_that_is_no_review_is_an_error(text, tmp_path):
    """The wrong file must not make everything new."""
    path = tmp_path / "base.json"
    path.write_text(text)
    with pytest.raises(InputError, match=r"base\.json"):
        baseline.load(str(path))
    with pytest.raises(InputError, match="cannot be read"):
        baseline.load(str(tmp_path / "none.json"))


def test_what_is_known_does_not_fail_and_what_is_new_does(litreview, tmp_path):
    """CI must be green on the day on which it is introduced, and red on the first new fault."""
    paper = tmp_path / "paper.txt"
    paper.write_text(PAPER)
    first = litreview("check", "paper.txt", "--also", "json=before.json", cwd=tmp_path)
    again = litreview("check", "paper.txt", "--baseline", "before.json", cwd=tmp_path)
    paper.write_text(PAPER.replace("Ports silt", "Bays silt (Brand, 2003). Ports silt"))
    worse = litreview("check", "paper.txt", "--baseline", "before.json", cwd=tmp_path)
    assert (1, 0, 1) == (first.status, again.status, worse.status)


def test_what_the_settings_agree_upon_does_not_fail(litreview, tmp_path):
    """`[[ignores]]` of litreview.toml hold for `check`."""
    (tmp_path / "paper.txt").write_text(PAPER)
    (tmp_path / "litreview.toml").write_text(
        '[[ignores]]\nrule = "cited-not-listed"\npath = "paper.txt"\ntext = "Marlow"\nreason = "in print"\nuntil = 2099-01-01\n'
    )
    ran = litreview("check", "paper.txt", cwd=tmp_path)
    assert (0, False) == (ran.status, "LR101" in ran.out)


@pytest.mark.parametrize(("path", "told"), [("lib/*.bib", 1), ("other.bib", 0)])
def test_an_ignore_for_a_file_that_is_not_part_of_the_run_is_let_be(path, told):
    """A hook gives the files that changed: each commit would be warned of the ignores for all others."""
    agreed = [{"rule": "LR218", "reason": "so printed", "path": path}]
    assert told == len(rules.findings(bib(), select=["LR218", "LR904"], agreed=agreed))
