"""Manners, each wrapped around a transport: a lane a host, waiting when told to, asking each address once."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from litreview.net.messages import Failure, failed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from litreview.net.messages import Request, Response, Send

SILENCES = 4  # timeouts in a row, with no answer between
MARGIN = 0.25  # seconds beyond a Retry-After: clocks and roundings differ


@dataclass(slots=True)
class Lane:
    """The queue of one host: how many may be under way at once, and until when nobody may start."""

    limit: int
    busy: int = 0
    resume: float = 0.0
    silent: int = 0  # timeouts since the last answer
    queue: deque[asyncio.Future[None]] = field(default_factory=deque)

    async def enter(self) -> None:
        """Wait for a turn, in order of arrival."""
        loop = asyncio.get_running_loop()
        if self.queue or self.busy >= self.limit or self.resume > loop.time():
            turn = loop.create_future()
            self.queue.append(turn)
            self._next()
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():
                    self.leave()
                raise
        else:
            self.busy += 1

    def leave(self) -> None:
        """Give the turn to the next."""
        self.busy -= 1
        self._next()

    def pause(self, until: float) -> None:
        """Let nobody start before `until` (loop time)."""
        self.resume = max(self.resume, until)

    def _next(self) -> None:
        loop = asyncio.get_running_loop()
        if self.queue and self.resume > loop.time():
            loop.call_at(self.resume + 0.001, self._next)
            return
        while self.queue and self.busy < self.limit:
            turn = self.queue.popleft()
            if not turn.done():
                self.busy += 1
                turn.set_result(None)


def host(url: str) -> str:
    """What has a lane of its own: a host, with both ports of the web; a service on another port is another one."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port not in (None, 80, 443) else str(parts.hostname)


class Lanes:
    """The lanes of all hosts, and the number of exchanges under way on all of them."""

    def __init__(self, per_host: int, concurrency: int, special: Mapping[str, int]) -> None:
        self._per_host, self._special = per_host, special
        self._all = asyncio.Semaphore(concurrency)
        self._lanes: dict[str, Lane] = {}
        self._waiting = 0
        self.quiet = asyncio.Event()  # set while no request waits for its turn

    def of(self, url: str) -> Lane:
        """The lane of an address's host."""
        name = host(url)
        if name not in self._lanes:
            self._lanes[name] = Lane(max(1, self._special.get(name, self._per_host)))
        return self._lanes[name]

    @asynccontextmanager
    async def turn(self, url: str) -> AsyncIterator[None]:
        """A turn on the host's lane, and one of the whole run's."""
        lane = self.of(url)
        self._waiting += 1
        self.quiet.clear()
        try:
            await lane.enter()
        finally:
            self._waiting -= 1
            if not self._waiting:
                self.quiet.set()
        try:
            async with self._all:
                yield
        finally:
            lane.leave()


def in_lanes(send: Send, lanes: Lanes) -> Send:
    """No host is asked by more than its lane allows at once."""

    async def wrapped(request: Request) -> Response:
        async with lanes.turn(request.url):
            return await send(request)

    return wrapped


def sparing(send: Send, lanes: Lanes) -> Send:
    """A host that keeps silent, time after time, is not asked again in the run: its other addresses need not wait, too."""

    async def wrapped(request: Request) -> Response:
        lane = lanes.of(request.url)
        if lane.silent >= SILENCES:
            return failed(request, Failure.TIMEOUT, f"its host kept silent {SILENCES} times")
        response = await send(request)
        lane.silent = lane.silent + 1 if response.failure is Failure.TIMEOUT else 0
        return response

    return wrapped


def heeding(send: Send, lanes: Lanes, *, longest: float, clock: Callable[[], float]) -> Send:
    """A host that says it is asked too much is left alone for as long as it says, and asked by fewer at once after.

    Sits inside the lane, so that the pause holds before the next one starts. A wait beyond `longest`
    seconds is not waited for: whoever reads the answer gives up on it.
    """

    async def wrapped(request: Request) -> Response:
        response = await send(request)
        if response.status in (429, 503):
            lane = lanes.of(request.url)
            wait = retry_after(response, clock())
            if response.status == 429:
                lane.limit = max(1, lane.limit // 2)
                wait = 1.0 if wait is None else wait
            if wait is not None and wait <= longest:
                lane.pause(asyncio.get_running_loop().time() + wait + MARGIN)
        return response

    return wrapped


def once(send: Send, *, size: int = 128) -> Send:
    """The same plain GET again in a run is no request (many old addresses lead to one new one); `size` answers are kept."""
    memory: dict[str, asyncio.Future[Response]] = {}

    async def wrapped(request: Request) -> Response:
        if request.method != "GET" or request.headers:
            return await send(request)
        known = memory.get(request.url)
        if known is not None:
            memory[request.url] = memory.pop(request.url)  # the last asked for is dropped last
            return await asyncio.shield(known)
        if len(memory) >= size:
            del memory[next(iter(memory))]
        future = memory[request.url] = asyncio.get_running_loop().create_future()
        try:
            response = await send(request)
        except BaseException:
            memory.pop(request.url, None)
            future.cancel()
            raise
        future.set_result(response)
        if response.failure or response.status >= 400:
            memory.pop(request.url, None)  # may pass: to be asked again when its time comes
        return response

    return wrapped


def retry_after(response: Response, now: float) -> float | None:
    """Seconds that a Retry-After (RFC 9110, 10.2.3: seconds or a date) asks for; None where it asks for none."""
    value = response.header("retry-after").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        now = parsedate_to_datetime(response.header("date")).timestamp()  # the host's own clock, where it shows it
    return max(0.0, until - now)
