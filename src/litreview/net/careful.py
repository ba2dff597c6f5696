"""The careful transport: requests in a thread, for what is not plain and for proxies; deadlined, capped, never redirected."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import socket
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from requests.utils import select_proxy
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from litreview.net.guard import Refused, in_thread
from litreview.net.messages import BODY, Response, failed
from litreview.net.scout import INTERIM
from litreview.net.trouble import failure_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from litreview.net.guard import Names
    from litreview.net.messages import Request


class _Answer(http.client.HTTPResponse):
    """http.client takes 103 Early Hints for the answer; this one waits for the final status."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(INTERIM):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 100 < status < 200 or status == 101:
                return version, status, reason
            while self.fp.readline(65537).strip():
                pass
        raise http.client.HTTPException("interim answers without end")


class _Lease:
    """A session that serves one exchange at a time, whose sockets can be shut from another thread.

    `addresses` are the only ones that it connects to: those that were looked up and allowed.
    """

    def __init__(self, ca: str) -> None:
        self.addresses: Sequence[str] = ()
        self.sockets: list[socket.socket] = []
        self.abandoned = False
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = ca
        self.session.mount("http://", _Pinned(self))
        self.session.mount("https://", _Pinned(self))

    def connect(self, port: int, seconds: float) -> socket.socket:
        """A socket to the first allowed address that takes one."""
        problem: OSError | None = None
        for address in self.addresses[:3]:
            try:
                found = socket.create_connection((address, port), timeout=seconds)
            except OSError as error:
                problem = error
            else:
                if self.abandoned:
                    found.close()
                    raise OSError("nobody waits any more")
                self.sockets.append(found.dup())  # TLS takes the socket away, but not its double
                return found
        raise problem or OSError("no address")

    def shut(self) -> None:
        """End whatever the session waits for: a timeout of requests is one of each read, not of the exchange."""
        for each in self.sockets:
            with contextlib.suppress(OSError):  # closed already
                each.shutdown(socket.SHUT_RDWR)

    def abandon(self) -> None:
        """End what it does in its thread, also what it is about to begin."""
        self.abandoned = True
        self.shut()
        self.close()

    def close(self) -> None:
        """Close the session and forget its sockets."""
        self.session.close()
        for each in self.sockets:
            each.close()
        self.sockets.clear()


class _Pinned(HTTPAdapter):
    """An adapter whose direct connections go to the lease's addresses only; those to a proxy go as ever."""

    def __init__(self, lease: _Lease) -> None:
        self._lease = lease
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Make pools of connections that ask the lease for their socket."""
        super().init_poolmanager(*arguments, **options)
        lease = self._lease

        def socket_of(connection: HTTPConnection) -> socket.socket:
            seconds = connection.timeout
            return lease.connect(connection.port or 80, seconds if isinstance(seconds, int | float) else 10.0)

        class Plain(HTTPConnection):
            response_class = _Answer
            _new_conn = socket_of

        class Secure(HTTPSConnection):
            response_class = _Answer
            _new_conn = socket_of

        plain = type("Pool", (HTTPConnectionPool,), {"ConnectionCls": Plain})
        secure = type("Pool", (HTTPSConnectionPool,), {"ConnectionCls": Secure})
        self.poolmanager.pool_classes_by_scheme = {"http": plain, "https": secure}


class Careful:
    """Sessions leased by host; `await careful.send(request)` is one exchange. The environment is read once, here."""

    def __init__(
        self,
        names: Names,
        *,
        timeout: float,
        headers: tuple[tuple[str, str], ...],
        proxies: Mapping[str, str],
    ) -> None:
        self._names, self._timeout, self._headers, self._proxies = names, timeout, dict(headers), dict(proxies)
        self._ca = authorities()
        self._idle: dict[str, list[_Lease]] = {}

    async def send(self, request: Request) -> Response:
        """One request, one response, within the timeout."""
        host = urlsplit(request.url).hostname or ""
        proxied = bool(select_proxy(request.url, self._proxies))
        seconds = min(self._timeout, request.seconds or self._timeout)
        try:
            addresses = await asyncio.wait_for(self._names.addresses(host), seconds)
        except Refused as refused:
            if not proxied or refused.args[0] == "private":
                return failed(request, *refused.args)
            addresses = ()  # a proxy may know the name: it looks names up itself
        except TimeoutError as error:
            return failed(request, *failure_of(error))
        idle = self._idle.setdefault(host, [])
        lease = idle.pop() if idle else _Lease(self._ca)
        lease.addresses = addresses
        try:
            # The reaper ends an exchange in time, but for one by way of a proxy, whose socket it does not have.
            response: Response = await asyncio.wait_for(in_thread(self._exchange, lease, request, seconds), seconds + 1)
        except TimeoutError as error:
            lease.abandon()
            return failed(request, *failure_of(error))
        except asyncio.CancelledError:
            lease.abandon()
            raise
        if response.whole and not response.failure:
            idle.append(lease)
        else:
            lease.close()
        return response

    def _exchange(self, lease: _Lease, request: Request, seconds: float) -> Response:
        end = time.monotonic() + seconds
        reaper = threading.Timer(seconds, lease.shut)
        reaper.daemon, reaper.name = True, "litreview-net-reaper"
        reaper.start()
        try:
            with lease.session.request(
                request.method,
                request.url,
                headers={**self._headers, **dict(request.headers)},
                proxies=self._proxies,
                timeout=seconds,
                allow_redirects=False,
                stream=True,
            ) as answer:
                body, whole = _body(answer, end)
                return Response(request.url, answer.status_code, tuple(answer.raw.headers.items()), body, whole=whole)
        # What escapes RequestException: ValueError and LocationParseError for addresses, errors of sockets and of urllib3.
        except (requests.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            if time.monotonic() >= end:
                return failed(request, *failure_of(TimeoutError()))
            return failed(request, *failure_of(error))
        finally:
            reaper.cancel()

    def close(self) -> None:
        """Close every session that is kept."""
        for leases in self._idle.values():
            for lease in leases:
                lease.close()


def authorities() -> str:
    """The file of certificate authorities that the environment names for requests, curl or OpenSSL, else that of requests."""
    names = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE")
    return next((path for path in map(os.environ.get, names) if path), None) or requests.utils.DEFAULT_CA_BUNDLE_PATH


def _body(answer: requests.Response, end: float) -> tuple[bytes, bool]:
    """At most BODY raw bytes until `end`, and whether that is all; a body that breaks off leaves what came."""
    parts: list[bytes] = []
    size = 0
    try:
        while size <= BODY and time.monotonic() < end:
            part = answer.raw.read1(16384, decode_content=False)
            if not part:
                return b"".join(parts)[:BODY], size <= BODY
            parts.append(part)
            size += len(part)
    except (HTTPError, http.client.HTTPException, OSError, ValueError):
        pass  # the status is known: that is what was asked
    return b"".join(parts)[:BODY], False
