"""What is said and heard on the network: one request, one response, no redirect followed; trouble is a value."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = 256 * 1024  # bytes of a body that are ever read: a title and its page are judged by less
HEAD = 64 * 1024  # bytes of a head that are ever read


class Failure(StrEnum):
    """Why there is no answer. ODD is the scout's: something answered, but not plainly."""

    NXDOMAIN = "nxdomain"
    DNS = "dns"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    RESET = "reset"
    TIMEOUT = "timeout"
    TLS_EXPIRED = "tls-expired"
    TLS_HOST = "tls-host"
    TLS_CHAIN = "tls-chain"
    TLS = "tls"
    PROTOCOL = "protocol"
    PRIVATE = "private"
    INVALID = "invalid"
    ODD = "odd"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. `url` is absolute, ASCII, http or https, without fragment and credentials; headers are (name, value)."""

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: a status, or a failure with its detail. `body` is raw and at most BODY long; `whole` if that is all."""

    url: str
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    whole: bool = True
    failure: Failure | None = None
    detail: str = ""

    def all(self, name: str) -> Iterator[str]:
        """Every value of a header, in order; names ignore case."""
        return (value for key, value in self.headers if key.lower() == name)

    def header(self, name: str) -> str:
        """The first value of a header (`name` in lower case), "" where there is none."""
        return next(self.all(name), "")

    @property
    def content_type(self) -> str:
        """The media type, in lower case, without parameters."""
        return self.header("content-type").partition(";")[0].strip().lower()

    def content(self) -> bytes:
        """The body with its content coding undone, as far as it can be and never beyond BODY bytes."""
        coding = self.header("content-encoding").strip().lower()
        if coding not in ("gzip", "x-gzip", "deflate"):
            return self.body
        try:
            return zlib.decompressobj(wbits=47 if "gzip" in coding else 15).decompress(self.body, BODY)
        except zlib.error:
            return b""


# One exchange: what every manner wraps and every transport is.
Send = Callable[[Request], Awaitable[Response]]


def failed(request: Request, failure: Failure, detail: str = "") -> Response:
    """No answer, and why."""
    return Response(request.url, failure=failure, detail=detail)


def failure_of(error: BaseException) -> tuple[Failure, str]:
    """The cause that an exception of a socket, of TLS, of http.client or of a library above them comes down to."""
    chain = list(_causes(error))
    for cause in chain:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _certificate(cause)
    for cause in chain:
        for kind, failure, detail in CAUSES:
            if isinstance(cause, kind):
                return failure, detail or str(getattr(cause, "reason", None) or cause)
        if isinstance(cause, socket.gaierror):
            return (Failure.NXDOMAIN if cause.errno in ABSENT else Failure.DNS), str(cause.strerror or cause)
        if isinstance(cause, OSError) and cause.errno in UNREACHABLE:
            return Failure.UNREACHABLE, str(cause.strerror or cause)
    return Failure.PROTOCOL, type(error).__name__


CAUSES: tuple[tuple[type[BaseException], Failure, str], ...] = (
    (ssl.SSLError, Failure.TLS, ""),
    (ConnectionRefusedError, Failure.REFUSED, "connection refused"),
    (http.client.RemoteDisconnected, Failure.RESET, "closed without an answer"),
    (ConnectionError, Failure.RESET, "connection reset"),
    (TimeoutError, Failure.TIMEOUT, "no answer in time"),
    (http.client.LineTooLong, Failure.PROTOCOL, "a line of the head is too long"),
    (http.client.BadStatusLine, Failure.PROTOCOL, "the status line is none"),
    (http.client.HTTPException, Failure.PROTOCOL, ""),
)
# A network or host that cannot be reached.
UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM}
# A resolver's "there is no such name" (or a name without an address), against "ask again later".
ABSENT = {getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)}


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and those that it wraps, whichever way its library wraps them; bounded."""
    queue, seen = [error], set[int]()
    while queue and len(seen) < 20:
        here = queue.pop(0)
        if id(here) in seen:
            continue
        seen.add(id(here))
        yield here
        inner = (here.__cause__, here.__context__, getattr(here, "reason", None), *here.args)
        queue.extend(each for each in inner if isinstance(each, BaseException))


def _certificate(error: ssl.SSLCertVerificationError) -> tuple[Failure, str]:
    """By OpenSSL's X509_V_ERR codes (x509_vfy.h): 9, 10 validity; 62-64 host, e-mail and address mismatch."""
    code, message = getattr(error, "verify_code", 0), str(getattr(error, "verify_message", "") or error)
    if code in (9, 10):
        return Failure.TLS_EXPIRED, message
    if code in (62, 63, 64):
        return Failure.TLS_HOST, message
    return Failure.TLS_CHAIN, message
