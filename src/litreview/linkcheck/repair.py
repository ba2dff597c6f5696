"""What to put in place of a dead address: the archived copy nearest to the day on which it was read."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from litreview.linkcheck.checks import ARCHIVE
from litreview.services import archive

if TYPE_CHECKING:
    from litreview.linkcheck.checks import Options
    from litreview.model import LinkCheck
    from litreview.net.client import Client

GATE = "https://web.archive.org/web/"  # the gate of ARCHIVE; an archive elsewhere has its own, or none


async def archived(check: LinkCheck, near: str | None, client: Client, options: Options) -> LinkCheck:
    """The check with an archived copy, if there is one near the day (ISO 8601, as exact as known), else the latest."""
    copy = await _copy(urldefrag(check.url).url, digits(near), client, options)
    if copy is None:
        return check
    return replace(check, archive=copy.url, evidence=(*check.evidence, f"archived on {copy.date}"))


async def _copy(url: str, near: str | None, client: Client, options: Options) -> archive.Copy | None:
    """Availability, then redirect, then index: each of them knows copies that another misses. Then another archive."""
    base = options.archive_url or ARCHIVE
    found = archive.read(await client.send(archive.ask(url, base, near)))
    if found is None and base == ARCHIVE:
        found = archive.read_gate(await client.send(archive.ask_gate(url, GATE, near)))
    if found is None:
        found = archive.read_index(await client.send(archive.ask_index(url, base)), near)
    if found is None and options.timegate_url:
        found = archive.read_gate(await client.send(archive.ask_gate(url, options.timegate_url)))
    return found


def digits(near: str | None) -> str | None:
    """A day as an archive's time; the middle of a year or month of which the day is not known."""
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", near or "")
    if match is None:
        return None
    return match[1] + (match[2] or "07") + (match[3] or ("15" if match[2] else "01"))
