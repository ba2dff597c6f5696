"""What is said and heard on the network: one request, one response, no redirect followed; trouble is a value."""

from __future__ import annotations

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
    """One request. `url` is absolute, ASCII, http or https, without fragment and credentials; headers are (name, value).

    `seconds` is how long this one may take, where that is less than the run's timeout.
    """

    url: str
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = ()
    seconds: float | None = None


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
