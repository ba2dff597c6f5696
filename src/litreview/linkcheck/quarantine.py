"""Links that are let be for a while: each with a reason, and a day on which it is asked again."""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from litreview.errors import UsageError
from litreview.model import LinkCheck, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Link


def held(links: Iterable[Link], entries: Mapping[str, Mapping[str, Any]], today: dt.date) -> dict[str, LinkCheck]:
    """The verdict on links that an entry holds: SKIPPED, with its reason. An entry whose day has come holds none.

    An entry is an address, in which `*` stands for anything, and its `reason` and `until`. Raises
    UsageError where either is missing: what is let be for good, and nobody knows why, is never checked again.
    """
    terms = [(pattern, *_terms(pattern, entry)) for pattern, entry in entries.items()]
    found = {}
    for link in links:
        for pattern, reason, until in terms:
            if today < until and (link.url == pattern or fnmatchcase(link.url, pattern)):
                evidence = (f"in quarantine until {until}: {reason}",)
                found[link.url] = LinkCheck(link.url, Verdict.SKIPPED, reason="quarantine", evidence=evidence)
                break
    return found


def _terms(pattern: str, entry: Mapping[str, Any]) -> tuple[str, dt.date]:
    reason, until = entry.get("reason"), entry.get("until")
    try:
        day = until if isinstance(until, dt.date) else dt.date.fromisoformat(str(until))
    except ValueError as error:
        raise UsageError(f"quarantine of {pattern}: give it an 'until' (YYYY-MM-DD)") from error
    if not isinstance(reason, str) or not reason.strip():
        raise UsageError(f"quarantine of {pattern}: give it a 'reason'")
    return reason, day
