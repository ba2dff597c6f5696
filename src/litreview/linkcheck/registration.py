"""Whether DOIs are registered: in batches where a registry knows many, else by the handle API, else by the resolver."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from litreview.linkcheck import judge
from litreview.linkcheck.visit import Visit
from litreview.model import LinkCheck, Verdict
from litreview.net import manners
from litreview.services import crossref, handles

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from litreview.linkcheck.checks import Options
    from litreview.net import Response
    from litreview.net.client import Client


class Registrar:
    """Looks DOIs up. `later(tries)` waits for the time of another try."""

    def __init__(self, client: Client, options: Options, later: Callable[[int], Awaitable[None]]) -> None:
        self._client, self._options, self._later = client, options, later
        self._batches: dict[str, asyncio.Task[frozenset[str]]] = {}

    def start(self, dois: Sequence[str]) -> None:
        """Begin to look up all DOIs of the run in batches, where a registry is named that answers for many."""
        if not self._options.registry_url:
            return
        for n in range(0, len(dois), crossref.BATCH):
            batch = dois[n : n + crossref.BATCH]
            self._batches |= dict.fromkeys(batch, asyncio.create_task(self._batch(batch)))

    async def check(self, url: str, doi: str) -> tuple[LinkCheck, str | None]:
        """The verdict on a DOI, and the address of its landing page where that is told."""
        if doi in self._batches and doi in await self._batches[doi]:
            return self._registered(url, "registered, says Crossref"), f"{self._options.doi_url}{doi}"
        response, handle = await self._ask(doi)
        if handle.state is handles.State.REGISTERED:
            return self._registered(url, "registered"), handle.target
        if self._left_alone(response):
            return self._unknown(url, response), None
        # The API's 'no' is asked for once more, in the other way; its silence is made up for.
        other = await self._client.send(handles.ask_resolver(doi, self._options.doi_url))
        second = handles.read_resolver(other)
        if second.state is handles.State.REGISTERED:
            return self._registered(url, "registered"), second.target
        if handles.State.UNREGISTERED in (handle.state, second.state):
            evidence = ("the resolver knows no such DOI",)
            return LinkCheck(url, Verdict.BROKEN, status=404, reason="unregistered", evidence=evidence), None
        answer = other if response.failure and not other.failure else response
        return self._unknown(url, answer), None

    async def _ask(self, doi: str) -> tuple[Response, handles.Handle]:
        tries = 0
        while True:
            response = await self._client.send(handles.ask(doi, self._options.doi_url))
            handle = handles.read(response)
            known = handle.state is not handles.State.UNKNOWN
            if known or tries >= self._options.retries or not judge.passing(response) or self._left_alone(response):
                return response, handle
            await self._later(tries)
            tries += 1

    def _left_alone(self, response: Response) -> bool:
        """Whether the resolver wants to be left alone for longer than a run lasts."""
        return (manners.retry_after(response, self._client.clock()) or 0.0) > self._options.timeout

    async def _batch(self, dois: Sequence[str]) -> frozenset[str]:
        assert self._options.registry_url is not None
        return crossref.read(await self._client.send(crossref.ask(dois, self._options.registry_url)))

    @staticmethod
    def _registered(url: str, evidence: str) -> LinkCheck:
        return LinkCheck(url, Verdict.OK, status=200, evidence=(evidence,))

    @staticmethod
    def _unknown(url: str, response: Response) -> LinkCheck:
        """The resolver in trouble: its fault is never the DOI's."""
        check = judge.verdict(Visit(url, (), response))
        if check.verdict in (Verdict.BLOCKED, Verdict.TIMEOUT, Verdict.ERROR):
            return check
        reason = check.reason or "resolver"
        return LinkCheck(
            url, Verdict.ERROR, check.status, reason, evidence=("the resolver does not say", *check.evidence)
        )
