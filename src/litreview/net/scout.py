"""The scout: asyncio and one small parser, which settle plain answers quickly; whatever is not plain comes back as ODD."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from litreview.net.guard import Refused
from litreview.net.messages import BODY, HEAD, Failure, Response, failed
from litreview.net.trouble import failure_of

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from litreview.net.guard import Names
    from litreview.net.messages import Request

STATUS = re.compile(rb"HTTP/1\.([01]) (\d{3})(?: [^\r\n]*)?\r?$")
FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t\r]*$")  # RFC 9110, 5.1: a token, then a colon
CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r\n")
INTERIM = 20  # interim answers (RFC 9110, 15.2) that are taken before the final one
PATIENCE = 3.0  # seconds for the rest of a body whose status is known
TEXT = ("text/", "application/xhtml", "application/json", "application/xml", "application/problem+json")
SMALL = 32 * 1024  # a body that nobody reads is taken off the wire up to here, to keep the connection


class Wire(asyncio.Protocol):
    """One connection, one exchange at a time: bytes in, a Response out.

    `fresh` is True until it has answered once; `reusable` says whether it may be asked again.
    """

    def __init__(self) -> None:
        self.fresh = True
        self.reusable = False
        self.transport: asyncio.Transport | None = None
        self._done: asyncio.Future[Response] | None = None
        self._buffer = bytearray()

    def exchange(self, request: Request, data: bytes, seconds: float) -> asyncio.Future[Response]:
        """Send a request; its Response comes within `seconds`, the status alone when only the body is late."""
        loop = asyncio.get_running_loop()
        self._request, self._deadline = request, loop.time() + seconds
        self._done, self.reusable = loop.create_future(), False
        self._body = bytearray()
        self._interim = 0
        self._status, self._headers = 0, tuple[tuple[str, str], ...]()
        self._step: Callable[[], bool] = self._head
        self._timer = loop.call_at(self._deadline, self._late)
        if self.transport is None or self.transport.is_closing():
            self._fail(Failure.RESET, "closed without an answer")
        elif self._buffer:
            self._fail(Failure.ODD, "speaks before it is asked")
        else:
            self.transport.write(data)
        return self._done

    # -- what asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Take bytes as far as they make sense; bytes that nobody asked for make the connection useless."""
        self._buffer += data
        if self._done is None or self._done.done():
            if not self.fresh:
                self.close()
            return
        while self._step():
            pass

    def connection_lost(self, error: Exception | None) -> None:
        """The other side is gone: the end of the body where that was the sign, else a fault."""
        self.reusable = False
        if self._done is None or self._done.done():
            return
        if self._status:
            self._finish(whole=error is None and self._step == self._to_the_end)
        else:
            self._fail(Failure.RESET, "connection reset" if error else "closed without an answer")

    def close(self) -> None:
        """Drop the connection without waiting."""
        self.reusable = False
        if self.transport is not None:
            self.transport.abort()

    # -- the parser: each step says whether another may follow at once

    def _head(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if b"\n\n" in self._buffer or not b"HTTP/".startswith(self._buffer[:5]):
                self._fail(Failure.ODD, "not a plain head")
            elif len(self._buffer) > HEAD:
                self._fail(Failure.PROTOCOL, "the head has no end")
            return False
        first, _, rest = bytes(self._buffer[:end]).partition(b"\n")
        del self._buffer[: end + 4]
        status = STATUS.match(first)
        fields = [FIELD.match(line) for line in rest.decode("latin-1").split("\n")] if rest else []
        if status is None or None in fields or len(rest) > HEAD:
            self._fail(Failure.ODD, "not a plain head")
            return False
        code = int(status[2])
        if 100 <= code < 200:
            if code == 101:
                self._fail(Failure.ODD, "switches protocols unasked")
            self._interim += 1
            if self._interim > INTERIM:
                self._fail(Failure.PROTOCOL, "interim answers without end")
            return code != 101 and self._interim <= INTERIM  # early hints and the like: the final answer follows
        self._headers = tuple((field[1], field[2]) for field in fields if field)
        self._keep = status[1] == b"1" and "close" not in self._value("connection").lower()
        self._status = code
        return self._frame()

    def _frame(self) -> bool:
        """How the body ends: RFC 9112, 6.3."""
        lengths = {value.strip() for name, value in self._headers if name.lower() == "content-length"}
        coding = self._value("transfer-encoding").strip().lower()
        if len(lengths) > 1 or (lengths and not next(iter(lengths)).isdigit()) or coding not in ("", "chunked"):
            self._fail(Failure.ODD, "the body's length is in doubt")
            return False
        self._length = int(next(iter(lengths))) if lengths else -1
        if self._request.method == "HEAD" or self._status in (204, 304) or (self._length == 0 and not coding):
            self._finish(whole=True)
            return False
        media = self._value("content-type").lower()
        if media and not media.startswith(TEXT) and not 0 <= self._length <= SMALL:
            self._finish(whole=False)  # a file: nobody reads it
            return False
        loop = asyncio.get_running_loop()
        self._timer.cancel()
        self._timer = loop.call_at(min(self._deadline, loop.time() + PATIENCE), self._late)
        self._step = self._chunk if coding else self._counted if self._length >= 0 else self._to_the_end
        return True

    def _counted(self) -> bool:
        self._body += self._buffer
        self._buffer.clear()
        if len(self._body) > self._length:
            del self._body[self._length :]
            self._keep = False  # more than was announced
            self._finish(whole=True)
        elif len(self._body) == self._length:
            self._finish(whole=True)
        elif len(self._body) > BODY:
            self._finish(whole=False)
        return False

    def _chunk(self) -> bool:
        size = CHUNK.match(self._buffer)
        if size is None:
            if len(self._buffer) > 1024 or b"\n" in self._buffer:
                self._finish(whole=False)  # a rubbish chunk: the status stands
            return False
        length = int(size[1], 16)
        if length == 0:
            if self._buffer.startswith(b"\r\n", size.end()):
                del self._buffer[: size.end() + 2]
                self._finish(whole=True)
            elif len(self._buffer) > size.end() + 1:
                self._finish(whole=True, keep=False)  # trailers
            return False
        if len(self._body) + len(self._buffer) > BODY:
            self._body += self._buffer[size.end() : size.end() + length]
            self._finish(whole=False)
            return False
        if len(self._buffer) < size.end() + length + 2:
            return False
        self._body += self._buffer[size.end() : size.end() + length]
        del self._buffer[: size.end() + length + 2]
        return True

    def _to_the_end(self) -> bool:
        self._body += self._buffer
        self._buffer.clear()
        if len(self._body) > BODY:
            self._finish(whole=False)
        return False

    # -- the end

    def _late(self) -> None:
        if self._status:
            self._finish(whole=False)
        else:
            self._fail(Failure.TIMEOUT, "no answer in time")

    def _finish(self, *, whole: bool, keep: bool = True) -> None:
        self.fresh = False
        self.reusable = whole and keep and self._keep and not self._buffer
        body = bytes(self._body[:BODY])
        self._settle(Response(self._request.url, self._status, self._headers, body, whole=whole))

    def _fail(self, failure: Failure, detail: str) -> None:
        self.reusable = False
        self._settle(failed(self._request, failure, detail))

    def _settle(self, response: Response) -> None:
        self._timer.cancel()
        if self._done is not None and not self._done.done():
            self._done.set_result(response)
        if not self.reusable:
            self.close()

    def _value(self, name: str) -> str:
        return next((value for key, value in self._headers if key.lower() == name), "")


class Scout:
    """Connections by origin, kept while they are good; `await scout.send(request)` is one exchange."""

    def __init__(
        self, names: Names, *, timeout: float, headers: tuple[tuple[str, str], ...], tls: Callable[[], ssl.SSLContext]
    ) -> None:
        self._names, self._timeout, self._tls = names, timeout, tls
        self._fields = "".join(f"{name}: {value}\r\n" for name, value in headers)
        self._idle: dict[tuple[str, str, int], list[Wire]] = {}

    async def send(self, request: Request) -> Response:
        """One request, one response, within the timeout; a connection gone stale while idle is replaced once."""
        loop = asyncio.get_running_loop()
        end = loop.time() + min(self._timeout, request.seconds or self._timeout)
        parts = urlsplit(request.url)
        secure = parts.scheme == "https"
        host, port = parts.hostname or "", parts.port or (443 if secure else 80)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        own = "".join(f"{name}: {value}\r\n" for name, value in request.headers)
        data = f"{request.method} {target} HTTP/1.1\r\nHost: {parts.netloc}\r\n{self._fields}{own}\r\n".encode(
            "latin-1"
        )
        idle = self._idle.setdefault((parts.scheme, host, port), [])
        while idle:
            wire = idle.pop()
            if not wire.reusable:
                continue
            response = await self._ask(wire, request, data, end, idle)
            if response.failure is not Failure.RESET:
                return response
            break
        try:
            wire = await self._connect(host, port, end, secure=secure)
        except Refused as refused:
            return failed(request, *refused.args)
        except (OSError, UnicodeError) as error:
            return failed(request, *failure_of(error))
        return await self._ask(wire, request, data, end, idle)

    async def _ask(self, wire: Wire, request: Request, data: bytes, end: float, idle: list[Wire]) -> Response:
        try:
            response = await wire.exchange(request, data, max(end - asyncio.get_running_loop().time(), 0.01))
        except asyncio.CancelledError:
            wire.close()
            raise
        if wire.reusable:
            idle.append(wire)
        return response

    async def _connect(self, host: str, port: int, end: float, *, secure: bool) -> Wire:
        """A connection to the first address of the host that takes one. Raises Refused or OSError."""
        loop = asyncio.get_running_loop()
        problem: OSError | None = None
        try:
            async with asyncio.timeout_at(end):
                for address in (await self._names.addresses(host))[:3]:
                    tls, name = (self._tls(), host) if secure else (None, None)
                    try:
                        _, wire = await loop.create_connection(Wire, address, port, ssl=tls, server_hostname=name)
                    except OSError as error:
                        problem = error
                    else:
                        return wire
        except TimeoutError as error:
            raise TimeoutError("no connection in time") from error
        raise problem or OSError("no address")

    async def reach(self, host: str, port: int, seconds: float) -> bool:
        """Whether something takes a connection there."""
        try:
            wire = await self._connect(host, port, asyncio.get_running_loop().time() + seconds, secure=False)
        except (Refused, OSError, UnicodeError):
            return False
        wire.close()
        return True

    def close(self) -> None:
        """Drop every connection that is kept."""
        for wires in self._idle.values():
            for wire in wires:
                wire.close()
        self._idle.clear()
