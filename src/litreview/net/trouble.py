"""What went wrong, out of the exceptions of sockets, TLS, http.client and the libraries above them."""

from __future__ import annotations

import errno
import http.client
import socket
import ssl
from typing import TYPE_CHECKING

from litreview.net.messages import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator


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
