"""Every rule fires on its fixture, once and in these words, and is silent on the look-alike."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from litreview import rules


def _cases():
    found = {}
    for path in sorted(Path(__file__).parent.glob("lr*.py")):
        spec = importlib.util.spec_from_file_location(f"fixtures_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        found |= module.CASES
    return found


CASES = _cases()


def test_every_rule_has_a_fixture():
    """A rule without a look-alike will one day accuse an innocent."""
    assert [rule.code for rule in rules.RULES] == sorted(CASES)


@pytest.fixture(scope="module")
def facts():
    """Evidence of a case, made once."""
    made = {}

    def of(code, side):
        if (code, side) not in made:
            given = getattr(CASES[code], side)
            made[code, side] = given() if callable(given) else given
        return made[code, side]

    return of


def _found(code, facts, agreed):
    case = CASES[code]
    found = rules.findings(facts, select=[code, *case.also], options={code: case.options}, agreed=agreed)
    return [finding for finding in found if finding.rule == code]


@pytest.mark.parametrize("code", CASES)
def test_fires(code, facts):
    """A rule that stays silent on its own example misses what its page promises."""
    case = CASES[code]
    found = _found(code, facts(code, "fires"), case.agreed)
    text = {listing.source.id: listing.document.text for listing in facts(code, "fires").lists()}
    printed = [tuple(text[p.span.source][p.span.start : p.span.end] for p in f.places) for f in found]
    assert [(case.says, case.places)] == [(f.message, places) for f, places in zip(found, printed, strict=True)]


@pytest.mark.parametrize("code", CASES)
def test_stays_silent_on_the_look_alike(code, facts):
    """A false alarm costs more trust than a miss."""
    case = CASES[code]
    assert [] == [f.message for f in _found(code, facts(code, "silent"), case.agreed_silent)]


@pytest.mark.parametrize("code", CASES)
def test_offers_the_fix_that_it_promises(code, facts):
    """`--fix` must do what the catalogue says; a safe or unsafe fix must say what to change."""
    case = CASES[code]
    fixes = [f.fix for f in _found(code, facts(code, "fires"), case.agreed)]
    promised = next(rule.fix for rule in rules.RULES if rule.code == code)
    assert [promised] == [fix and fix.applicability for fix in fixes]
    assert promised is None or all(fix.edits for fix in fixes)
