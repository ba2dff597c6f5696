"""Crossref: which of many DOIs it has registered, in one request."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from litreview.net import Request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.net import Response

__all__ = ["BATCH", "ask", "read"]

BATCH = 40  # DOIs in one request: about 2,000 characters of address


def ask(dois: Sequence[str], base: str) -> Request:
    """The request for up to BATCH DOIs to the REST API below `base`, which ends in a slash."""
    wanted = ",".join(f"doi:{quote(doi, safe='/:;().-_')}" for doi in dois)
    return Request(
        f"{base}works?filter={wanted}&select=DOI&rows={len(dois)}", headers=(("Accept", "application/json"),)
    )


def read(response: Response) -> frozenset[str]:
    """The DOIs, in lower case, that the answer knows. The others are unknown to Crossref, which says nothing of them."""
    try:
        items = json.loads(response.content())["message"]["items"] if response.status == 200 else []
        return frozenset(str(item["DOI"]).lower() for item in items)
    except (ValueError, TypeError, KeyError, RecursionError):
        return frozenset()
