"""What to put in place of a dead address: the archived copy nearest to the day on which it was read."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from litreview.linkcheck.checks import ARCHIVE
from litreview.model import Verdict
from litreview.services import archive

if TYPE_CHECKING:
    from litreview.linkcheck.checks import Options
    from litreview.model import LinkCheck
    from litreview.net.client import Client

PATIENCE = 3  # answers that are none, before an archive is left alone
GATE = "https://web.archive.org/web/"  # the gate of ARCHIVE; an archive elsewhere has its own, or none


class Archivist:
    """Looks copies up. An archive that answers with rubbish, or not at all, is not asked again in the run."""

    def __init__(self, client: Client, options: Options) -> None:
        self._client, self._options = client, options
        self._faults = 0
        self._turn = asyncio.Semaphore(options.per_host)

    async def archived(self, check: LinkCheck, near: str | None) -> LinkCheck:
        """The check with an archived copy, if there is one near the day (ISO 8601, as exact as known), else the latest."""
        async with self._turn:
            if self._faults >= PATIENCE or not self._options.archive_url:
                return check
            faults = self._faults
            copy = await self._copy(urldefrag(check.url).url, digits(near), self._options.archive_url)
        if copy is not None:
            return replace(check, archive=copy.url, evidence=(*check.evidence, f"archived on {copy.date}"))
        if check.verdict in (Verdict.OK, Verdict.REDIRECTED) and self._faults == faults:
            return replace(check, reason="never-archived")
        return check

    async def _copy(self, url: str, near: str | None, base: str) -> archive.Copy | None:
        """Availability, then redirect, then index: each of them knows copies that another misses. Then another archive."""
        send = self._client.send
        answer = await send(archive.ask(url, base, near))
        if not archive.sound(answer):
            self._faults += PATIENCE if answer.status == 429 else 1
        found = archive.read(answer)
        if found is None and base == ARCHIVE:
            found = archive.read_gate(await send(archive.ask_gate(url, GATE, near)))
        if found is None and self._faults < PATIENCE:
            found = archive.read_index(await send(archive.ask_index(url, base)), near)
        if found is None and self._options.timegate_url:
            found = archive.read_gate(await send(archive.ask_gate(url, self._options.timegate_url)))
        return found


def digits(near: str | None) -> str | None:
    """A day as an archive's time; the middle of a year or month of which the day is not known."""
    match = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", near or "")
    if match is None:
        return None
    return match[1] + (match[2] or "07") + (match[3] or ("15" if match[2] else "01"))
