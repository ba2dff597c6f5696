"""Stage 6, links to verdicts: what became of the addresses that references print.

collect    entries -> links                  what is printed, cleaned; no request
clean      text -> addresses                 what typesetting and sentences did to them, undone
static     link -> verdict                   what the address alone tells
checks     links -> verdicts                 known, static, or asked
engine     all links of a run side by side   second tries, the canary, the budget
visit      address -> what came of it        redirects, cookies, refreshes
page       response -> page
soft404    visit -> doubt                    pages that answer with something else
judge      visit -> verdict
registration   DOI -> verdict
repair     dead address -> archived copy
history    verdicts over many runs           a state file
quarantine links that are let be for a while
plan       what would be asked of whom
"""

from __future__ import annotations

from litreview.linkcheck.checks import Options, checks
from litreview.linkcheck.collect import links

__all__ = ["Options", "checks", "links"]
