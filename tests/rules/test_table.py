"""The table of rules, selectors, options, order and fingerprints."""

from __future__ import annotations

import pytest

from fakes.facts import evidence, listing
from litreview import rules
from litreview.errors import UsageError
from litreview.opinion import Severity


def broken(*words, path="paper.txt"):
    """Evidence in which LR001 finds each of the words."""
    text = "One. " + " ".join(words)
    return evidence(listing(text, problems=[("syntax", word) for word in words], path=path))


def test_the_table_is_in_order_of_code():
    """A reader looks a rule up by its code."""
    codes = [rule.code for rule in rules.RULES]
    assert sorted(set(codes)) == codes


@pytest.mark.parametrize("selector", ["LR001", "lr001", "LR00", "LR", "ALL", "bib-syntax-error"])
def test_a_selector_is_a_code_a_prefix_or_a_name(selector):
    """`--select bib-syntax-error` and `--select LR0` both mean LR001."""
    assert "LR001" in [rule.code for rule in rules.named(rules.RULES, selector)]


@pytest.mark.parametrize(("selector", "hint"), [("bibsyntaxerror", "bib-syntax-error"), ("LR993", None), ("", None)])
def test_a_selector_that_means_nothing_is_an_error_with_a_hint(selector, hint):
    """A typo in --ignore must not silently ignore nothing."""
    with pytest.raises(UsageError, match=f"did you mean '{hint}'" if hint else "no rule is"):
        rules.findings(broken("x"), ignore=[selector])


def test_ignoring_wins_over_selecting():
    """`--ignore LR0` silences LR001 whatever else was asked."""
    assert () == rules.findings(broken("bad"), select=["LR001"], ignore=["LR0"])


def test_severity_is_set_by_rule():
    """A team may make any rule milder."""
    found = rules.findings(broken("bad"), select=["LR001"], options={"bib-syntax-error": {"severity": "info"}})
    assert [Severity.INFO] == [finding.severity for finding in found]


@pytest.mark.parametrize("options", [{"LR001": {"severity": "fatal"}}, {"LR001": {"depth": 3}}, {"LR9999": {}}])
def test_an_option_that_there_is_not_is_an_error(options):
    """A typo in the settings must not silently change nothing."""
    with pytest.raises(UsageError):
        rules.findings(broken("bad"), options=options)


def test_findings_stand_in_order_of_position():
    """The same input gives the same bytes."""
    found = rules.findings(broken("first", "second"), select=["LR001"])
    assert ["syntax: first", "syntax: second"] == [finding.message for finding in found]


def test_a_fingerprint_outlives_edits_elsewhere():
    """A baseline must still know a fault after a line was added above it."""
    before = rules.findings(broken("worse"), select=["LR001"])
    after = rules.findings(broken("new", "worse"), select=["LR001"])
    assert before[0].fingerprint == after[1].fingerprint
    assert after[0].fingerprint != after[1].fingerprint


def test_equal_faults_have_fingerprints_of_their_own():
    """A baseline of one must not hide a second of its kind."""
    text = evidence(listing("bad", problems=[("syntax", "bad"), ("syntax", "bad")]))
    assert 2 == len({finding.fingerprint for finding in rules.findings(text, select=["LR001"])})


def test_a_fingerprint_does_not_know_where_the_folder_lies():
    """A baseline made on one machine must hold on another."""
    here = rules.findings(broken("bad", path="/home/a/papers/x.txt"), select=["LR001"], folder="/home/a")
    there = rules.findings(broken("bad", path="/srv/b/papers/x.txt"), select=["LR001"], folder="/srv/b")
    assert here[0].fingerprint == there[0].fingerprint
