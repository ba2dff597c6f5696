"""Verdicts on links: what is proved, what is in doubt, and what it costs the hosts. Everything on loopback."""

from __future__ import annotations

import time

import pytest

from fakes.web import as_json, reply, serving, titled
from litreview.linkcheck import Options, checks, engine
from litreview.model import Link, Verdict
from litreview.net import guard


@pytest.fixture
def web():
    with serving() as found:
        yield found


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Second tries come at once."""
    monkeypatch.setattr(engine, "BACKOFF", 0.05)


def check(web, *paths, titles=(), near=None, **options):
    """The verdicts on addresses of the web, which is resolver and archive too."""
    urls = [path if "://" in path else web.url(path) for path in paths]
    links = [Link(url, url, "url", ("r1",), titles=tuple(titles), near=near) for url in urls]
    found = checks(
        links,
        options=Options(
            **{
                "timeout": 2.0,
                "allow_private": True,
                "doi_url": web.url("/doi/", "127.0.0.2"),
                "archive_url": web.url("/wayback/", "127.0.0.3"),
                **options,
            }
        ),
    )
    return [found[url] for url in urls]


def verdict(web, page, path="/vol/3/tides-of-trade", **options):
    """The verdict on one page."""
    web.pages[path] = page
    (found,) = check(web, path, **options)
    return found.verdict


# -- answers


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, Verdict.OK),
        (203, Verdict.OK),
        (206, Verdict.OK),
        (226, Verdict.OK),
        (300, Verdict.OK),
        (400, Verdict.ERROR),
        (401, Verdict.BLOCKED),
        (402, Verdict.BLOCKED),
        (403, Verdict.BLOCKED),
        (404, Verdict.BROKEN),
        (405, Verdict.ERROR),
        (410, Verdict.BROKEN),
        (418, Verdict.ERROR),
        (451, Verdict.BLOCKED),
        (999, Verdict.BLOCKED),
    ],
)
def test_a_status_is_no_more_than_it_says(web, status, expected):
    """Only 404 and 410 are proof of death."""
    assert expected == verdict(web, reply(status))


@pytest.mark.parametrize("status", [500, 502, 503, 520, 530])
def test_a_host_in_trouble_is_asked_three_times_and_not_called_dead(web, status):
    assert (Verdict.ERROR, 3) == (verdict(web, reply(status)), len(web.asked))


def test_a_passing_fault_passes(web):
    """A bad moment of a host is no fault of the paper."""
    assert verdict(web, lambda n: reply(502 if n < 2 else 200)) is Verdict.OK


def test_death_is_asked_for_twice(web):
    """A balancer with one bad server says 404 now and then."""
    assert verdict(web, lambda n: reply(404 if n < 2 else 200)) is Verdict.OK


def test_a_file_that_fails_is_not_asked_too_often(web):
    """HEAD and GET and second tries together stay under six."""
    verdict(web, reply(500), "/files/tides.pdf")
    assert 4 == len(web.asked)


def test_a_host_that_keeps_silent_holds_up_nobody(web):
    """Fifty addresses of a dead host must not take fifty timeouts."""

    def silent(_):
        time.sleep(1.2)

    web.pages["*"] = silent
    start = time.monotonic()
    found = check(web, *(f"/{n}" for n in range(40)), timeout=1.0)
    assert {Verdict.TIMEOUT} == {each.verdict for each in found}
    assert time.monotonic() - start < 4


def test_a_host_that_wants_to_be_left_alone_for_long_is(web):
    """It is blocked, not broken, and not waited for."""
    start = time.monotonic()
    assert verdict(web, reply(429, Retry_After="3600")) is Verdict.BLOCKED
    assert (1, True) == (len(web.asked), time.monotonic() - start < 1.5)


def test_too_many_requests_is_waited_out(web):
    assert verdict(web, lambda n: reply(429, Retry_After="1") if n < 2 else reply()) is Verdict.OK


def test_a_connection_that_is_refused_proves_nothing(web):
    assert Verdict.ERROR == check(web, "http://127.0.0.1:9/x", retries=0)[0].verdict


def test_what_speaks_another_protocol_is_an_error(web):
    """A mail server's greeting, or HTTP of the last century."""
    assert verdict(web, b"220 mail.example.org ESMTP\r\n", retries=0) is Verdict.ERROR


# -- redirects


def to(target, status=302, **headers):
    return reply(status, b"", Location=target, **headers)


@pytest.mark.parametrize(
    ("hops", "expected", "suggested"),
    [
        ((301,), Verdict.REDIRECTED, "/1"),
        ((308, 301), Verdict.REDIRECTED, "/2"),
        ((301, 302), Verdict.REDIRECTED, "/1"),
        ((302, 301), Verdict.OK, None),
        ((303,), Verdict.OK, None),
        ((307,), Verdict.OK, None),
    ],
)
def test_only_permanent_moves_are_offered(web, hops, expected, suggested):
    """What is written into a .bib must hold."""
    for n, status in enumerate(hops):
        web.pages[f"/{n}"] = to(f"/{n + 1}", status)
    web.pages[f"/{len(hops)}"] = reply()
    (found,) = check(web, "/0")
    assert (expected, suggested and web.url(suggested)) == (found.verdict, found.suggest)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:alert(1)", "http://[::bad/", ""])
def test_a_redirect_to_what_is_not_of_the_web_is_not_followed(web, target):
    assert verdict(web, to(target)) is Verdict.ERROR


def test_a_redirect_into_a_private_network_is_not_followed(web, monkeypatch):
    """A page on the web must not make a build server ask its own network."""

    async def allowed(self, host):
        return ["127.0.0.1"] if host == "public.example" else await usual(self, host)

    usual = guard.Names.addresses
    monkeypatch.setattr(guard.Names, "addresses", allowed)
    web.pages["/a"] = to(web.url("/secret"))
    url = f"http://public.example:{web.port}/a"
    found = checks([Link(url, url, "url", ())], options=Options(timeout=2.0, archive_url=None))
    assert (Verdict.ERROR, "private", ["/a"]) == (found[url].verdict, found[url].reason, web.paths())


def test_a_circle_is_broken_and_not_walked_twice(web):
    web.pages |= {"/a": to("/b"), "/b": to("/a")}
    assert (Verdict.BROKEN, ["/a", "/b"]) == (check(web, "/a", archive_url=None)[0].verdict, web.paths())


def test_redirects_without_end_have_one(web):
    for n in range(40):
        web.pages[f"/{n}"] = to(f"/{n + 1}")
    assert (Verdict.BROKEN, True) == (check(web, "/0", archive_url=None)[0].verdict, len(web.asked) <= 21)


def test_a_cookie_opens_the_door(web):
    """Some hosts set a cookie and redirect to the same address: a loop for whoever keeps none."""
    seen = []

    def door(_):
        seen.append(1)
        return to("/a", Set_Cookie="seen=1; Path=/") if len(seen) < 2 else reply()

    assert verdict(web, door, "/a") is Verdict.OK


@pytest.mark.parametrize("location", ["/caf\u00e9 noir", "caf%C3%A9%20noir", "//127.0.0.1:{port}/caf\u00e9%20noir"])
def test_locations_are_read_as_browsers_do(web, location):
    """Raw UTF-8, blanks, relative addresses, addresses without a scheme."""
    web.pages |= {"/a": to(location.format(port=web.port)), "/caf%C3%A9%20noir": reply()}
    assert check(web, "/a")[0].verdict is Verdict.OK


@pytest.mark.parametrize(
    "page",
    [
        reply(body='<meta http-equiv="Refresh" content="0; URL=\'/gone\'">'),
        reply(body="<META HTTP-EQUIV=refresh CONTENT='3;url=/gone'>"),
        reply(Refresh="0; url=/gone"),
    ],
)
def test_a_refresh_is_a_redirect(web, page):
    """A page that sends its readers on to a dead one is dead."""
    assert verdict(web, page, "/a") is Verdict.BROKEN


@pytest.mark.parametrize(
    "page",
    [
        reply(body='<noscript><meta http-equiv="refresh" content="0; url=/gone"></noscript><p>Abstract'),
        reply(body='<!-- <meta http-equiv="refresh" content="0; url=/gone"> --><p>Abstract'),
        reply(body='<meta http-equiv="refresh" content="300; url=/gone"><p>News'),
        reply(body='<meta http-equiv="refresh" content="60"><p>News'),
    ],
)
def test_what_only_looks_like_a_refresh_is_none(web, page):
    assert verdict(web, page, "/a") is Verdict.OK


# -- pages that answer with something else


@pytest.mark.parametrize(
    "page",
    [
        titled("Page not found | Journal of Tides"),
        titled("404"),
        titled("Error 404 (Not Found)!!1"),
        titled("Seite nicht gefunden – Institut"),
        titled("Página no encontrada"),
        titled("Страница не найдена"),
        titled("页面不存在"),
        titled("Whoops! That page can't be found."),
        titled("Journal of Tides", "The page you requested does not exist. ", 1),
        titled("tides.example", "This domain is for sale. Buy this domain. ", 1),
        titled("tides.example", '<script src="//sedoparking.com/x.js"></script>', 1),
        reply(body="404 not found", Content_Type="text/plain"),
        to("/"),
        to("/index.html", 301),
        to("/error/404.html"),
        to("/lander?domain=tides.example"),
    ],
)
def test_a_page_that_is_something_else_is_told(web, page):
    """Status 200, and nothing of what was cited."""
    web.pages |= {path: titled("Journal of Tides") for path in ("/", "/index.html", "/error/404.html")}
    web.pages["/lander?domain=tides.example"] = titled("tides.example")
    assert verdict(web, page) is Verdict.SOFT404


@pytest.mark.parametrize(
    "page",
    [
        titled("Lost and not found: a study of harbours"),
        titled("Page not found: how links to tide tables die"),
        reply(body="<html><head><script src=/app.js></script></head><body><div id=root></div></body></html>"),
        reply(body="<title>Tides</title>" + "<p>The file does not exist, said the harbour master. " * 100),
        reply(body='<title>Page not found</title><meta name="citation_title" content="Page not found">'),
        reply(body=b"\xff\xfe\x00", Content_Type="text/html; charset=utf-99"),
        reply(body=b"%PDF-1.7", Content_Type="application/pdf"),
        to("/vol/3/issue/1"),
        to("/tides/"),
    ],
)
def test_a_page_that_only_looks_dead_is_let_be(web, page):
    """A false alarm costs more than a miss."""
    web.pages |= {"/vol/3/issue/1": titled("Issue 1"), "/tides/": titled("Tides")}
    assert verdict(web, page) is Verdict.OK


def test_the_title_of_the_entry_proves_a_page_alive(web):
    """Whatever else it says: a home page may be the new place of the one article."""
    web.pages["/"] = titled("Tides and treaties of the north")
    assert verdict(web, to("/"), titles=["{Tides} and Treaties of the North"]) is Verdict.OK


@pytest.mark.parametrize("page", [to("/login?next=/a"), titled("Just a moment...", "Checking your browser. ", 1)])
def test_a_wall_is_no_grave(web, page):
    """Readers with a login, or a browser, get in."""
    web.pages["/login?next=/a"] = reply(body="<title>Log in</title><input type=password>")
    assert verdict(web, page) is Verdict.BLOCKED


def test_a_host_that_shows_one_page_for_any_path_shows_none(web):
    """The address of a PDF that gives the portal's front page, as any other does."""
    web.pages["*"] = titled("Welcome to our portal")
    (found,) = check(web, "/papers/tides.pdf")
    assert (Verdict.SOFT404, "any-path") == (found.verdict, found.reason)


def test_many_addresses_that_end_above_themselves_have_lost_their_pages(web):
    """A site that sends every article to one overview."""
    for n in range(4):
        web.pages[f"/vol/{n}/article"] = to("/archive/all")
    web.pages["/archive/all"] = titled("All volumes")
    found = check(web, *(f"/vol/{n}/article" for n in range(4)))
    assert {Verdict.SOFT404} == {each.verdict for each in found}


# -- DOIs


def doi(name):
    return f"https://doi.org/10.5555/{name}"


def handle(target):
    return as_json({"responseCode": 1, "values": [{"type": "URL", "data": {"format": "string", "value": target}}]})


def test_a_doi_is_asked_of_its_resolver_and_not_of_the_publisher(web):
    """Publishers refuse robots; the resolver is made for them."""
    web.pages["/doi/api/handles/10.5555/tides"] = handle(web.url("/landing"))
    (found,) = check(web, doi("tides"))
    assert (Verdict.OK, ["/doi/api/handles/10.5555/tides"]) == (found.verdict, web.paths())


@pytest.mark.parametrize(
    ("api", "resolver", "expected"),
    [
        (as_json({"responseCode": 100}, 404), reply(404), "unregistered"),
        (as_json({"responseCode": 100}, 404), reply(302, b"", Location="/landing"), ""),
        (as_json({"responseCode": 100}, 404), reply(503), "unregistered"),
        (reply(404), reply(404), "unregistered"),
        (reply(404), reply(302, b"", Location="/landing"), ""),
        (reply(503), reply(503), "http-503"),
        (reply(403), reply(403), "http-403"),
        (reply(200), reply(500), "resolver"),
        (as_json({"responseCode": 2}, 500), reply(500), "http-500"),
    ],
)
def test_a_doi_is_unregistered_only_when_the_resolver_says_so(web, api, resolver, expected):
    """A resolver in trouble, or one that refuses robots, says nothing of the DOI."""
    web.pages |= {"/doi/api/handles/10.5555/tides": api, "/doi/10.5555/tides": resolver}
    (found,) = check(web, doi("tides"), retries=0)
    assert (expected, expected == "unregistered") == (found.reason, found.verdict is Verdict.BROKEN)


def test_a_resolver_that_wants_to_be_left_alone_is(web):
    """For a thousand DOIs, that would be a thousand requests too many."""
    web.pages["*"] = reply(429, Retry_After="3600")
    found = check(web, *(doi(n) for n in range(3)))
    assert ({Verdict.BLOCKED}, 3) == ({each.verdict for each in found}, len(web.asked))


@pytest.mark.parametrize(
    ("landing", "expected"), [(reply(), "ok"), (reply(403), "ok"), (reply(404), "broken"), (reply(500), "error")]
)
def test_landing_pages_are_visited_when_asked_for(web, landing, expected):
    """A publisher that refuses robots is alive."""
    web.pages |= {"/doi/api/handles/10.5555/tides": handle(web.url("/landing")), "/landing": landing}
    (found,) = check(web, doi("tides"), follow_doi=True, retries=0)
    assert (expected, "landing-dead" if expected == "broken" else found.reason) == (found.verdict, found.reason)


@pytest.mark.parametrize("landing", ["file:///etc/passwd", "http://[::bad/", "/relative", ""])
def test_a_landing_page_that_is_no_address_is_not_visited(web, landing):
    """What a registry says is not to be trusted with a file of ours."""
    web.pages["/doi/api/handles/10.5555/tides"] = handle(landing)
    (found,) = check(web, doi("tides"), follow_doi=True)
    assert (Verdict.OK, 1) == (found.verdict, len(web.asked))


def test_a_registry_answers_for_many_dois_at_once(web):
    """What it does not know is asked of the resolver."""
    dois = [f"10.5555/{n}" for n in range(60)]
    web.pages["*"] = lambda _: as_json({"message": {"items": [{"DOI": d.upper()} for d in dois[1:]]}})
    web.pages["/doi/api/handles/10.5555/0"] = handle("https://example.org/")
    found = check(web, *(f"https://doi.org/{d}" for d in dois), registry_url=web.url("/api/", "127.0.0.4"))
    assert ({Verdict.OK}, 3) == ({each.verdict for each in found}, len(web.asked))


# -- archives


def test_the_copy_nearest_to_the_day_of_access_is_offered(web):
    """A copy of today shows what the page has become."""
    copy = "http://web.archive.org/web/20160304050607/http://example.org/tides"
    asked = f"/wayback/available?url=http%3A%2F%2F127.0.0.1%3A{web.port}%2Fgone&timestamp=20160301"
    web.pages[asked] = as_json(
        {
            "archived_snapshots": {
                "closest": {"available": True, "url": copy, "timestamp": "20160304050607", "status": "200"}
            }
        }
    )
    (found,) = check(web, "/gone", near="2016-03-01")
    assert copy == found.archive


def test_the_index_knows_what_the_availability_api_misses(web):
    rows = [
        ["timestamp", "original", "statuscode"],
        ["20100101000000", "http://a.example/", "200"],
        ["20160101000000", "http://a.example/", "200"],
    ]
    web.pages["*"] = lambda _: as_json({"archived_snapshots": {}} if "available" in web.paths()[-1] else rows)
    web.pages["/gone"] = reply(404)
    (found,) = check(web, "/gone", near="2011")
    assert "http://web.archive.org/web/20100101000000/http://a.example/" == found.archive


def test_what_was_never_archived_is_told_only_when_asked_for(web):
    """Each living link would cost the archive two requests."""
    web.pages["*"] = lambda _: as_json({"archived_snapshots": {}})
    web.pages["/a"] = reply()
    (usual,), (asked,) = check(web, "/a"), check(web, "/a", archive_all=True)
    assert ("", "never-archived") == (usual.reason, asked.reason)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://a.example/}, note={x}", "http://a.example/\n"])
def test_an_archive_cannot_write_into_a_bib(web, url):
    """What comes from outside is never taken as it is."""
    closest = {"available": True, "url": url, "timestamp": "20160304050607", "status": "200"}
    web.pages["*"] = lambda _: as_json({"archived_snapshots": {"closest": closest}})
    web.pages["/gone"] = reply(404)
    assert check(web, "/gone")[0].archive is None


# -- the run


def test_what_an_address_may_mean_is_tried_in_turn(web):
    """The full stop belonged to the address."""
    web.pages["/Inc."] = reply()
    link = Link(web.url("/Inc"), web.url("/Inc."), "url", ())
    found = checks([link], options=Options(timeout=2.0, allow_private=True, archive_url=None))
    assert Verdict.OK == found[link.url].verdict


def test_without_a_network_nothing_is_broken():
    """A build on a train must not call every link dead, and must not take minutes to say so."""
    start = time.monotonic()
    urls = [f"http://host-{n}.invalid/x" for n in range(30)] + ["https://doi.org/10.5555/x"]
    options = Options(timeout=5.0, doi_url="http://resolver.invalid/", archive_url="http://archive.invalid/")
    found = checks([Link(url, url, "url", ()) for url in urls], options=options)
    assert {(Verdict.UNCHECKED, "no-network")} == {(each.verdict, each.reason) for each in found.values()}
    assert time.monotonic() - start < 15


def test_a_name_that_does_not_exist_is_broken_where_others_do(web):
    """RFC 6761 has it that nobody can register .invalid."""
    (found,) = check(web, "http://no-such-journal.invalid/")
    assert found.reason in ("nxdomain", "dns")
    assert (found.verdict is Verdict.BROKEN) == (found.reason == "nxdomain")


def test_what_is_left_when_the_time_is_up_is_deferred(web):
    """And said so: silence is no all-clear."""

    def slow(_):
        time.sleep(0.3)
        return reply()

    web.pages["*"] = slow
    found = check(web, *(f"/{n}" for n in range(40)), budget=0.5)
    assert {("ok", ""), ("unchecked", "deferred")} == {(each.verdict, each.reason) for each in found}


def test_those_that_waited_longest_come_first(web):
    """Else the end of a long list is never asked."""
    web.pages["*"] = reply()
    links = [Link(web.url(f"/{n}"), "x", "url", ()) for n in range(9)]
    options = Options(allow_private=True, per_host=1, archive_url=None)
    checks(links, options=options, first=lambda url: url[::-1])
    assert sorted(web.paths()) == web.paths()


def test_a_notebook_may_check_links(web):
    """There a loop runs already."""
    import asyncio

    web.pages["/a"] = reply()

    async def cell():
        return check(web, "/a")

    assert [Verdict.OK] == [each.verdict for each in asyncio.run(cell())]
