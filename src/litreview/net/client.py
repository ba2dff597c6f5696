"""The parts put together: one `send` with all its manners, for the length of a run."""

from __future__ import annotations

import asyncio
import ssl
import time
import urllib.request
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from litreview.net import manners
from litreview.net.guard import Names
from litreview.net.messages import Failure, Response
from litreview.net.scout import Scout

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from litreview.net.careful import Careful
    from litreview.net.messages import Request, Send

# What browsers send, so that no host needs to guess; identity, as nothing here wants a body that must be inflated.
HEADERS = (
    ("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "en,*;q=0.5"),
    ("Accept-Encoding", "identity"),
)


def agent(version: str, mailto: str | None = None) -> str:
    """The User-Agent: it names the tool, and whom to write to; `Mozilla/5.0` as some hosts refuse all others."""
    # A settings file of somebody else's may have set the address: no header of its own comes of it.
    whom = "".join(c for c in mailto or "" if c.isascii() and c.isprintable())
    return f"Mozilla/5.0 (compatible; litreview/{version}{'; mailto:' + whom if whom else ''})"


class Client:
    """A run's way to the network: `send` for everything, `follow` for where redirects lead, `reach` for the canary.

    `names` says what the resolver knows; `answers` counts the responses of any kind.
    """

    def __init__(
        self,
        *,
        timeout: float = 8.0,
        concurrency: int = 256,
        per_host: int = 4,
        lanes: Mapping[str, int] | None = None,
        user_agent: str = "litreview",
        allow_private: bool = False,
    ) -> None:
        self.names = Names(allow_private=allow_private)
        self.answers = 0
        self._headers = (("User-Agent", user_agent), *HEADERS)
        self._timeout = timeout
        self._proxies = {k: v for k, v in urllib.request.getproxies().items() if k != "no"}
        self._scout = Scout(self.names, timeout=timeout, headers=self._headers, tls=tls_context)
        self._slow: Careful | None = None
        self._odd: set[str] = set()
        self.lanes = manners.Lanes(per_host, concurrency, lanes or {})
        self.clock = time.time
        spared = manners.sparing(self._exchange, self.lanes)
        heeded = manners.heeding(spared, self.lanes, longest=timeout, clock=self.clock)
        self.send: Send = manners.in_lanes(heeded, self.lanes)
        self.follow: Send = manners.once(self.send)

    async def reach(self, url: str, seconds: float) -> bool:
        """Whether the host of an address takes a connection: the canary. No request is made."""
        if self._proxies:
            return True  # the proxy is the network: its answers tell
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return await self._scout.reach(parts.hostname or "", port, seconds)

    def close(self) -> None:
        """Drop every connection."""
        self._scout.close()
        if self._slow is not None:
            self._slow.close()

    async def _exchange(self, request: Request) -> Response:
        """The scout first; what it finds odd goes to requests, and so does that address ever after."""
        if not self._proxies and request.url not in self._odd:
            response = await self._scout.send(request)
            if response.failure not in (Failure.ODD, Failure.RESET):
                return self._counted(response)
            self._odd.add(request.url)
        return self._counted(await self._careful().send(request))

    def _careful(self) -> Careful:
        if self._slow is None:
            from litreview.net.careful import Careful  # noqa: PLC0415 (requests is costly, and most runs need none)

            self._slow = Careful(self.names, timeout=self._timeout, headers=self._headers, proxies=self._proxies)
        return self._slow

    def _counted(self, response: Response) -> Response:
        self.answers += response.status > 0
        return response


@asynccontextmanager
async def opened(client: Client) -> AsyncIterator[Client]:
    """The client, closed at the end."""
    try:
        yield client
    finally:
        client.close()
        await asyncio.sleep(0)  # lets the transports go


@cache
def tls_context() -> ssl.SSLContext:
    """Certificates are checked against the authorities that the environment names, else those that requests brings."""
    from litreview.net.careful import authorities  # noqa: PLC0415 (with requests, which is costly)

    return ssl.create_default_context(cafile=authorities())
