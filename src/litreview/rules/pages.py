"""The documentation of rules as Markdown: a page for one, and the catalogue of all."""

from __future__ import annotations

from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING

from litreview.rules.rule import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litreview.rules.rule import Rule

__all__ = ["GROUPS", "catalogue", "page", "text", "traits"]

GROUPS = {
    "LR0": "Reading the input",
    "LR1": "Citations in the text against the reference list",
    "LR2": "Completeness and form of entries",
    "LR3": "Duplicates, keys and consolidation over several papers",
    "LR4": "Links",
    "LR8": "Coverage",
    "LR9": "The run itself",
}
INTRODUCTION = """\
# The rules

Made from the rules' docstrings by `python docs/catalogue.py`; edit those.

A rule is selected, ignored and given options by its code (`LR103`), the start of it (`LR1`) or its name.
*Severity* says how bad a fault is, and every rule takes `severity` as an option; *confidence* says how sure the
finding is, and `--min-confidence` what is shown.

```toml
[tool.litreview]
ignore = ["LR220"]                       # never report these
rules.LR004.min-citations = 5            # an option of one rule
rules.listed-not-cited.severity = "info"

[[tool.litreview.ignores]]               # agreed upon: kept in the report, with the reason, and no longer a failure
rule = "LR102"
path = "chapter3.md"                     # all that is given must agree: path (a pattern), work (id or key), text
reason = "background reading"
until = 2027-01-01                       # from then on it counts again
```

In a source, a comment does the same for what is shown on its line and the next: `% litreview: ignore LR102 background reading`, or
`<!-- litreview: ignore LR102: background reading -->`. With `--baseline review.json`, the findings of an earlier run are
known, and only new ones fail.
"""
FIXES = {"safe": "safe fix", "unsafe": "unsafe fix", "suggest": "suggestion only", None: "no fix"}


def traits(rule: Rule) -> str:
    """'error · likely · no network · suggestion only · on · since 0.1'."""
    network = "network" if rule.network else "no network"
    state = "on" if rule.default else "off unless selected"
    return " · ".join((rule.severity, rule.confidence, network, FIXES[rule.fix], state, f"since {rule.since}"))


def page(rule: Rule) -> str:
    """A rule's page: in Markdown, as SARIF's help holds it."""
    lines = [f"### {rule.code} {rule.name}", "", f"*{traits(rule)}*", ""]
    for title in SECTIONS:
        if text := rule.page.get(title):
            lines += [f"**{title}.** {text}", ""]
    return "\n".join(lines)


def text(rule: Rule, width: int = 100) -> str:
    """The page for a terminal: the titles of its sections in one column, what they say in another."""
    indent = " " * (max(map(len, SECTIONS)) + 3)
    sections = (
        fill(said, width, initial_indent=title.ljust(len(indent)), subsequent_indent=indent)
        for title in SECTIONS
        if (said := rule.page.get(title))
    )
    return "\n".join((f"{rule.code}  {rule.name}", traits(rule), "", *sections))


def catalogue(rules: Iterable[Rule]) -> str:
    """Every rule: a table of each group, then its pages."""
    parts = [INTRODUCTION]
    for group, members in groupby(rules, key=lambda rule: rule.code[:3]):
        listed = list(members)
        parts += [f"## {group} {GROUPS[group]}", "", "| code | name | severity | default |", "|---|---|---|---|"]
        for rule in listed:
            link = f"{rule.code}-{rule.name}".lower()
            parts.append(
                f"| [{rule.code}](#{link}) | {rule.name} | {rule.severity} | {'on' if rule.default else 'off'} |"
            )
        parts += ["", *(page(rule) for rule in listed)]
    return "\n".join(parts).rstrip("\n") + "\n"
