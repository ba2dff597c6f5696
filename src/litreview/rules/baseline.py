"""What an earlier run found: which findings are known, which are new, and which are mended."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from litreview.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.opinion import Finding

__all__ = ["compared", "read"]


def read(text: str, name: str = "baseline") -> dict[str, str]:
    """Messages by fingerprint of the findings in a `review.json`, without the suppressed. Raises InputError."""
    try:
        findings = json.loads(text)["findings"]
        return {f["fingerprint"]: f["message"] for f in findings if not f.get("suppressed")}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{name}: is no review.json of litreview") from error


def compared(findings: Iterable[Finding], known: Mapping[str, str]) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings, each marked "known" or "new", and the messages of those that are no longer there, in their order."""
    marked = tuple(replace(f, baseline="known" if f.fingerprint in known else "new") for f in findings)
    left = {finding.fingerprint for finding in marked}
    return marked, tuple(message for fingerprint, message in known.items() if fingerprint not in left)
