"""Web archives: the copy of a page nearest to a day, by availability API, by redirect, by index, and by Memento (RFC 7089)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from litreview.net import Request

if TYPE_CHECKING:
    from litreview.net import Response

__all__ = ["WEB", "Copy", "ask", "ask_gate", "ask_index", "read", "read_gate", "read_index", "sound"]

WEB = "http://web.archive.org/web/"
MEMENTO = re.compile(r"https?://[^\s/]+/(?:[\w.-]+/){0,3}(\d{14})(?:id_|if_)?/")


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived copy: its address and its time, as YYYYMMDDhhmmss."""

    url: str
    timestamp: str

    @property
    def date(self) -> str:
        """The day, ISO 8601."""
        return f"{self.timestamp[:4]}-{self.timestamp[4:6]}-{self.timestamp[6:8]}"


def ask(url: str, base: str, near: str | None = None) -> Request:
    """The request to the availability API below `base` for the copy nearest to `near` (digits of a time), or the latest."""
    return Request(f"{base}available?url={quote(url, safe='')}" + (f"&timestamp={near}" if near else ""))


def sound(response: Response) -> bool:
    """Whether the availability API answered at all, be it that there is no copy."""
    try:
        return isinstance(json.loads(response.content())["archived_snapshots"], dict)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def read(response: Response) -> Copy | None:
    """The copy that the availability API names; None where there is none or the answer says nothing."""
    try:
        closest = json.loads(response.content())["archived_snapshots"]["closest"]
        if not closest["available"] or not str(closest.get("status", "200")).startswith("2"):
            return None
        return _copy(str(closest["url"]), str(closest["timestamp"]))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def ask_index(url: str, base: str) -> Request:
    """The request to the index (CDX server) below `base`: all copies of an address, with status 200 where it can filter."""
    return Request(f"{base}cdx?url={quote(url, safe='')}&output=json&filter=statuscode:200&limit=200")


def read_index(response: Response, near: str | None = None) -> Copy | None:
    """The copy in the index nearest to `near`, or the latest: rows below a header row, by its names."""
    try:
        header, *rows = json.loads(response.content())
        found = [dict(zip(header, row, strict=False)) for row in rows]
        good = [row for row in found if str(row.get("statuscode", "200")).startswith("2")]
        times = [(str(row["timestamp"]), str(row["original"])) for row in good]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    times = [pair for pair in times if re.fullmatch(r"\d{14}", pair[0])]
    if not times:
        return None
    wanted = int((near or "9" * 14).ljust(14, "0"))
    timestamp, original = min(times, key=lambda pair: abs(int(pair[0]) - wanted))
    return _copy(f"{WEB}{timestamp}/{original}", timestamp)


def ask_gate(url: str, base: str, near: str | None = None) -> Request:
    """The request to a redirecting archive (or Memento TimeGate) at `base`; the redirect is not to be followed."""
    return Request(f"{base}{near or ''}{'/' if near else ''}{url}", "HEAD")


def read_gate(response: Response) -> Copy | None:
    """The copy that a gate redirects to."""
    location = response.header("location")
    match = MEMENTO.match(location) if response.status in (301, 302, 303, 307, 308) else None
    return _copy(location, match[1]) if match else None


def _copy(url: str, timestamp: str) -> Copy | None:
    """A copy, if the answer's values look like one: nothing else is ever written into a bibliography."""
    sound = (
        re.fullmatch(r"\d{14}", timestamp)
        and re.fullmatch(r"https?://[!-~]{4,4000}", url)
        and not re.search(r"[\\{}\"]", url)
    )
    return Copy(url, timestamp) if sound else None
