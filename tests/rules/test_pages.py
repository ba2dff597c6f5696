"""The documentation of rules is complete, and docs/rules.md is what the docstrings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from fakes.facts import entry, evidence, listing
from litreview import config, rules
from litreview.rules.pages import GROUPS, catalogue
from litreview.rules.rule import SECTIONS

ROOT = Path(__file__).resolve().parents[2]
BY_CODE = {rule.code: rule for rule in rules.RULES}


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
def test_page_has_every_section_in_order(rule):
    """A page without 'When it is wrong' leaves the accused author without a defence."""
    expected = [title for title in SECTIONS if title != "Options" or rule.options]
    assert expected == list(rule.page)
    assert all(rule.page.values())


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
def test_options_of_the_page_are_those_of_the_rule(rule):
    """An option that the page names with another default misleads."""
    text = rule.page.get("Options", "")
    assert [name for name, default in rule.options.items() if f"{name} ({default})" not in text] == []


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.code)
def test_see_also_names_known_groups(rule):
    """A reader follows these."""
    named = rule.page["See also"].split(", ")
    assert [code for code in named if code[:3] not in GROUPS or code == rule.code] == []


def test_the_catalogue_is_up_to_date():
    """`python docs/catalogue.py` writes it; what it says must be what the rules say."""
    assert catalogue(rules.RULES) == (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def test_the_settings_of_the_introduction_are_settings(tmp_path):
    """What the documentation shows must work when it is copied."""
    toml = catalogue(rules.RULES).split("```toml\n")[1].split("```")[0]
    (tmp_path / "pyproject.toml").write_text(toml, encoding="utf-8")
    settings = config.load(tmp_path)
    facts = evidence(listing("Text.", [entry("Oduya, F.", title="Tides", year="2016")]))
    found = rules.findings(facts, ignore=settings.ignore, options=settings.rules, agreed=settings.ignores)
    assert "LR907" not in [finding.rule for finding in found]
