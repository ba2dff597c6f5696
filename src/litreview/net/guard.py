"""Which addresses may be asked: names are looked up once, and what they resolve to is kept off private networks."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
import threading
from collections import Counter
from typing import TYPE_CHECKING, Any

from litreview.net.hosts import literal, private_address, private_name
from litreview.net.messages import Failure
from litreview.net.trouble import failure_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LOOKUPS = 8  # at once: many a home resolver drops questions that come by the dozen, and each drop costs five seconds
TRIES = 3  # look-ups of a name that fails


class Refused(Exception):  # noqa: N818 (it is an answer, not an error)
    """A host that may not be, or cannot be, asked: args are a Failure and its detail."""


class Names:
    """Looked-up names of one run. `known` says that some name resolved: the resolver is alive."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self.allow_private = allow_private
        self.known = False
        self._found: dict[str, asyncio.Future[Sequence[str]]] = {}
        self._turn = asyncio.Semaphore(LOOKUPS)
        self._asked: Counter[str] = Counter()

    async def addresses(self, host: str) -> Sequence[str]:
        """The addresses of a host, IPv4 first; Refused where there are none or one of them is private.

        A name of which one address is private is refused whole: the next look-up could give that one.
        """
        address = literal(host)
        if address is not None:
            return self._allowed(host, [str(address)])
        if host not in self._found:
            self._found[host] = asyncio.ensure_future(self._look_up(host))
            self._found[host].add_done_callback(lambda found: found.cancelled() or found.exception())
        try:
            return self._allowed(host, await asyncio.shield(self._found[host]))
        except OSError as error:
            failure, detail = failure_of(error)
            if self._asked[host] < TRIES:
                self._found.pop(host, None)  # to be asked again when its time comes
            raise Refused(failure, detail) from error

    async def _look_up(self, host: str) -> Sequence[str]:
        self._asked[host] += 1
        async with self._turn:
            rows = await in_thread(socket.getaddrinfo, host, None, 0, socket.SOCK_STREAM)
        self.known = self.known or not private_name(host)
        found = dict.fromkeys((family, str(address[0])) for family, _, _, _, address in rows)
        return [address for _, address in sorted(found, key=lambda pair: pair[0] != socket.AF_INET)]

    def _allowed(self, host: str, addresses: Sequence[str]) -> Sequence[str]:
        if not self.allow_private and (
            private_name(host) or any(private_address(ipaddress.ip_address(a.partition("%")[0])) for a in addresses)
        ):
            raise Refused(Failure.PRIVATE, "a private address")
        return addresses


async def in_thread(function: Callable[..., Any], *arguments: Any) -> Any:
    """Run a blocking function in a thread that never holds up the end of the process (a look-up can hang)."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Any] = loop.create_future()

    def settle(result: Any, error: BaseException | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(result)
        else:
            future.set_exception(error)

    def work() -> None:
        result, problem = None, None
        try:
            result = function(*arguments)
        except BaseException as error:  # noqa: BLE001 (it is raised again where it is awaited)
            problem = error
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, result, problem)

    threading.Thread(target=work, daemon=True, name="litreview-net").start()
    return await future
