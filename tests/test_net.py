"""The network's manners and safety, on loopback."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import subprocess
import sys
import time

import pytest

from fakes.web import reply, serving
from litreview.net import Failure, Request, Response, hosts, manners
from litreview.net.client import Client, agent, opened


@pytest.fixture
def web():
    with serving() as found:
        yield found


def ask(*urls, method="GET", **options):
    """The responses to requests that are made at once."""

    async def run():
        async with opened(Client(**{"allow_private": True, "timeout": 2.0, **options})) as client:
            return await asyncio.gather(*(client.send(Request(url, method)) for url in urls))

    return asyncio.run(run())


def test_early_hints_are_not_the_answer(web):
    """A server that sends 103 before its answer would be called broken."""
    web.pages["/a"] = b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\n" + reply(200)
    (response,) = ask(web.url("/a"))
    assert (200, None) == (response.status, response.failure)


def test_requests_waits_for_the_answer_after_early_hints_too(web):
    """Through the careful transport it is the same: the bare line ends make it go there."""
    odd = b"HTTP/1.1 103 Early Hints\r\nLink: </s.css>\r\n\r\nHTTP/1.1 200 OK\nContent-Length: 0\n\n"
    web.pages["/a"] = odd
    (response,) = ask(web.url("/a"))
    assert (200, None) == (response.status, response.failure)


def test_headers_that_drip_do_not_hold_up_a_run(web):
    """A timeout of each read never fires; the deadline is that of the whole exchange."""

    def drip(_):
        time.sleep(1.5)
        return b"HTTP/1.1 200 OK\r\nX-Slow: "

    web.pages["/a"] = drip
    start = time.monotonic()
    (response,) = ask(web.url("/a"), timeout=1.0)
    assert Failure.TIMEOUT == response.failure
    assert time.monotonic() - start < 1.8


def test_an_endless_body_is_not_read_to_its_end(web):
    """A body without end would fill the memory."""
    web.pages["/a"] = reply(body=b"z" * 3_000_000)
    (response,) = ask(web.url("/a"))
    assert (200, 256 * 1024, False) == (response.status, len(response.body), response.whole)


def test_a_gzip_bomb_is_not_inflated():
    """A megabyte that unpacks to a gigabyte would fill the memory."""
    bomb = Response("http://a.example/", 200, (("Content-Encoding", "gzip"),), gzip.compress(bytes(5_000_000)))
    assert 256 * 1024 == len(bomb.content())


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 200),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nabc\r\n", 200),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-Author: Mo\xe9nch\r\n\r\nabcdef", 200),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204),
        (b"HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", 404),
        (b"WAT 9000 lol\r\n\r\n", 0),
        (b"<html>HTTP/0.9</html>\r\n\r\n", 0),
    ],
)
def test_what_is_not_quite_http_is_read_as_browsers_do(web, raw, status):
    """Half of the web is a little wrong; only what has no status at all is a fault."""
    web.pages["/a"] = raw
    (response,) = ask(web.url("/a"), timeout=4.0)
    assert status == response.status


def test_a_connection_is_used_again(web):
    """A connection for each request costs hosts more than the answers do."""

    async def run():
        async with opened(Client(allow_private=True)) as client:
            for _ in range(3):
                await client.send(Request(web.url("/a")))
            return [len(wires) for wires in client._scout._idle.values()]

    web.pages["/a"] = reply()
    assert [1] == asyncio.run(run())


def test_a_connection_that_went_stale_is_replaced(web):
    """Hosts close idle connections: that is no fault of the next address."""
    web.pages["/a"] = lambda n: reply() if n != 2 else b""

    async def run():
        async with opened(Client(allow_private=True)) as client:
            return [(await client.send(Request(web.url("/a")))).status for _ in range(2)]

    assert [200, 200] == asyncio.run(run())


def test_a_host_is_asked_by_a_few_at_once(web):
    """More at once gets everybody's robot banned."""

    def slow(_):
        time.sleep(0.05)
        return reply()

    web.pages["*"] = slow
    ask(*(web.url(f"/{n}") for n in range(20)), per_host=3)
    assert (20, 3) == (len(web.asked), web.most)


def test_nobody_asks_before_retry_after_has_run_out(web):
    """A host that says when to come back means it, for all of its addresses."""
    web.pages["/busy"] = reply(429, Retry_After="1")
    web.pages["/other"] = reply()
    ask(web.url("/busy"), web.url("/other"), per_host=1)
    (_, _, first), (_, _, second) = web.asked
    assert second - first >= 1.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), ("Thu, 01 Jan 1970 00:01:40 GMT", 90.0), ("soon", None), ("", None), ("²", None), ("-3", None)],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    """RFC 9110, 10.2.3; rubbish asks for nothing."""
    assert seconds == manners.retry_after(Response("u", 429, (("Retry-After", value),)), now=10.0)


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 169.254.169.254 0.0.0.0 224.0.0.1 100.64.0.1 ::1 fe80::1 fc00::1 ::ffff:10.0.0.1 64:ff9b::7f00:1 "
    "2002:7f00:1::".split(),
)
def test_private_addresses_are_known_in_every_disguise(address):
    """A link in a paper must not reach what stands behind the reader's firewall."""
    assert hosts.private_address(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["127.1", "0x7f000001", "2130706433", "017700000001", "[::1]"])
def test_addresses_are_recognised_as_resolvers_spell_them(host):
    """What the C library takes for loopback is loopback."""
    assert hosts.literal(host).is_loopback


def test_public_addresses_are_not_private():
    """Else nothing could be checked."""
    assert [False, False] == [
        hosts.private_address(ipaddress.ip_address(a)) for a in ("192.0.43.7", "2606:2800:220::1")
    ]


def test_a_private_host_gets_no_request(web):
    """Not even a connection, in either transport."""
    (response,) = ask(web.url("/a"), web.url("/a"), allow_private=False)[:1]
    assert (Failure.PRIVATE, []) == (response.failure, web.asked)


def test_an_address_for_the_user_agent_adds_no_header():
    """A pull request may bring settings along."""
    assert "Mozilla/5.0 (compatible; litreview/1; mailto:a@b.orgX-Evil: 1)" == agent("1", "a@b.org\r\nX-Evil: 1é")


def test_a_proxy_of_the_environment_is_used(web, monkeypatch):
    """Behind a firewall it is the only way out."""
    monkeypatch.setenv("http_proxy", web.url(""))
    monkeypatch.setenv("no_proxy", "")
    web.pages["http://192.0.43.7/a"] = reply(204)
    (response,) = ask("http://192.0.43.7/a", allow_private=False)
    assert (204, ["http://192.0.43.7/a"]) == (response.status, web.paths())


def test_nothing_costly_is_imported_for_names():
    """`litreview --version` and offline runs import neither requests nor asyncio."""
    code = "import sys, litreview.linkcheck, litreview.services.handles; print({'requests','asyncio','ssl'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "set()" == done.stdout.strip()
