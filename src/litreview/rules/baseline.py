"""What an earlier run found: which findings are known, which are new, and which are mended."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from litreview.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.opinion import Finding

__all__ = ["compared", "load"]


def load(path: str | None) -> dict[str, str] | None:
    """Messages by fingerprint of the findings in a `review.json`, without the suppressed; None without a path.

    Raises InputError when it cannot be read, or is something else.
    """
    if path is None:
        return None
    try:
        findings = json.loads(Path(path).read_text(encoding="utf-8"))["findings"]
        return {f["fingerprint"]: f["message"] for f in findings if not f.get("suppressed")}
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}: is no review.json of litreview") from error


def compared(
    findings: tuple[Finding, ...], known: Mapping[str, str] | None
) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings, each marked "known" or "new", and the messages of those that are no longer there, in their order.

    Unchanged where there is nothing to compare with.
    """
    if known is None:
        return findings, ()
    marked = tuple(replace(f, baseline="known" if f.fingerprint in known else "new") for f in findings)
    left = {finding.fingerprint for finding in marked}
    return marked, tuple(message for fingerprint, message in known.items() if fingerprint not in left)
