"""One visit to an address, as a reader's browser would make it: redirects, cookies and refreshes, up to the page."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from litreview.linkcheck import clean, page
from litreview.net import Failure, Request, Response

if TYPE_CHECKING:
    from litreview.linkcheck.page import Page
    from litreview.net.client import Client

HOPS = 20  # what browsers take (Fetch standard, 4.4)
COOKIES = 50
GLANCE = 3.0  # seconds for a HEAD: its answer only spares a GET
# Paths that promise a file: a HEAD tells whether it is there, and nobody sends megabytes for nothing.
FILE = re.compile(
    r"\.(?:pdf|ps|djvu|epub|docx?|pptx?|xlsx?|od[tsp]|zip|gz|tgz|bz2|xz|7z|rar|tar|mp[34]|avi|mov|iso|exe|dmg|nc|h5|nii|tiff?)$",
    re.IGNORECASE,
)
TEMPORARY, PERMANENT = (302, 303, 307, 300), (301, 308)


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect from one address to the next."""

    url: str
    target: str
    permanent: bool


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of it: the hops, the last response and its page.

    `end` says why the way ended before an answer: "loop", "hops" (too many), "location" (no address to
    go to) or "scheme" (an address that is not for the web); "" where it did not.
    """

    url: str
    hops: tuple[Hop, ...]
    response: Response
    page: Page | None = None
    end: str = ""

    @property
    def final(self) -> str:
        """The address that answered last."""
        return self.hops[-1].target if self.hops and not self.end else self.response.url

    @property
    def moved(self) -> str | None:
        """Where permanent redirects lead from the start on: the address to put instead."""
        target = None
        for hop in self.hops:
            if not hop.permanent:
                break
            target = hop.target
        return target


async def visit(url: str, client: Client, *, again: bool = False) -> Visit:
    """Go to an address and on to where it leads. Every hop is a request of its own, with its own manners and guard.

    On a second visit (`again`) nothing is asked of a file's head before the file itself.
    """
    hops: list[Hop] = []
    jar: dict[str, dict[str, str]] = {}
    seen = {(url, "")}
    at = url
    while True:
        response = await _ask(at, _cookies(jar, at), client, first=not hops, glance=not again)
        _keep(jar, response)
        found = page.read(response) if 200 <= response.status < 300 else None
        target, permanent, end = _next(at, response, found)
        if end or target is None:
            return Visit(url, tuple(hops), response, found, end)
        hops.append(Hop(at, target, permanent))
        state = (target, _cookies(jar, target))
        if state in seen:
            return Visit(url, tuple(hops), response, None, "loop")
        if len(hops) > HOPS:
            return Visit(url, tuple(hops), response, None, "hops")
        seen.add(state)
        at = target


async def _ask(url: str, cookies: str, client: Client, *, first: bool, glance: bool) -> Response:
    url = urldefrag(url).url
    headers = (("Cookie", cookies),) if cookies else ()
    if glance and FILE.search(urlsplit(url).path):
        response = await client.send(Request(url, "HEAD", headers, GLANCE))
        if 200 <= response.status < 400 and response.content_type not in page.HTML:
            return response
        if response.failure in (Failure.NXDOMAIN, Failure.DNS, Failure.REFUSED, Failure.PRIVATE):
            return response
    return await (client.send if first else client.follow)(Request(url, "GET", headers))


def _next(at: str, response: Response, found: Page | None) -> tuple[str | None, bool, str]:
    """Where a response leads, whether for good, and why it leads nowhere."""
    if response.status in (*TEMPORARY, *PERMANENT):
        location = response.header("location")
        if not location and response.status == 300:
            return None, False, ""  # a choice: the reader makes it
        target, end = _target(at, location)
        return target, response.status in PERMANENT, end
    refresh = (found and found.refresh) or page.refresh(response.header("refresh"))
    if refresh and 200 <= response.status < 300:
        target, _ = _target(at, refresh)
        if target and urldefrag(target).url != urldefrag(at).url:
            return target, False, ""
    return None, False, ""


def _target(at: str, location: str) -> tuple[str | None, str]:
    """A Location as an address: relative ones resolved, raw UTF-8 encoded, the fragment inherited (RFC 9110, 10.2.2)."""
    with contextlib.suppress(UnicodeError):  # latin-1 it is, or it was decoded already
        location = location.encode("latin-1").decode("utf-8")
    if not location.strip():
        return None, "location"
    try:
        target = urljoin(at, location.strip())
        if urlsplit(target).scheme.lower() not in ("http", "https"):
            return None, "scheme"
        fragment = urlsplit(at).fragment
        return clean.canonical(target + ("#" + fragment if fragment and "#" not in target else "")), ""
    except ValueError:
        return None, "location"


def _cookies(jar: dict[str, dict[str, str]], url: str) -> str:
    """The Cookie header for an address, "" for none."""
    host = urlsplit(url).hostname or ""
    pairs = [
        f"{name}={value}"
        for domain, cookies in jar.items()
        if host == domain or (domain.startswith(".") and host.endswith(domain))
        for name, value in cookies.items()
    ]
    return "; ".join(pairs)


def _keep(jar: dict[str, dict[str, str]], response: Response) -> None:
    """Keep the cookies of a response, for this visit only, for its host or the domain above it that it names."""
    host = urlsplit(response.url).hostname or ""
    for line in response.all("set-cookie"):
        pair, *attributes = line[:4096].split(";")
        name, _, value = pair.strip().partition("=")
        domain = next(
            (a.partition("=")[2].strip().lower() for a in attributes if a.strip().lower().startswith("domain=")), ""
        )
        wide = "." + domain.lstrip(".")
        place = wide if domain.count(".") and ("." + host).endswith(wide) else host
        if name and sum(map(len, jar.values())) < COOKIES:
            jar.setdefault(place, {})[name] = value
