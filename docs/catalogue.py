"""Write docs/rules.md from the rules' docstrings."""

from __future__ import annotations

from pathlib import Path

from litreview.rules import RULES
from litreview.rules.pages import catalogue

if __name__ == "__main__":
    Path(__file__).with_name("rules.md").write_text(catalogue(RULES), encoding="utf-8", newline="\n")
