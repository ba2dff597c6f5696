"""Addresses as they stand in reference lists, and verdicts that need no request."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes.facts import entry, listing
from litreview import linkcheck
from litreview.linkcheck import clean, static
from litreview.model import Link, Verdict

PAGE = "http://example.org/a_b"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        (PAGE, PAGE),
        (f"{PAGE}.", PAGE),
        (f"({PAGE}),", PAGE),
        (f"<{PAGE}>", PAGE),
        (f"“{PAGE}”", PAGE),
        (f"URL: {PAGE}", PAGE),
        (f"Available at:{PAGE}", PAGE),
        (f"{PAGE} (accessed 2020-01-01)", PAGE),
        (f"{PAGE} [Online; accessed 3 May 2019]", PAGE),
        (f"{PAGE}, abgerufen am 3. Mai 2019", PAGE),
        (f"{PAGE} consulté le 3 mai 2019", PAGE),
        (f"\\url{{{PAGE}}}", PAGE),
        (f"\\href{{{PAGE}}}{{here}}", PAGE),
        (f'<a href="{PAGE}">here</a>', PAGE),
        ("http://example.org/a\\_b", PAGE),
        ("http://example.org/a{\\_}b", PAGE),
        ("http://example.org/a\\textunderscore{}b", PAGE),
        ("http://example.org/\n   a_b", PAGE),
        ("http://example.org/ a_b", PAGE),
        ("http://exam\u00adple.org/a\u200b_b", PAGE),
        ("HTTP://EXAMPLE.ORG/a_b", PAGE),
        ("example.org/a_b", PAGE),
        ("www.example.org/a_b", "http://www.example.org/a_b"),
        ("http://example.org/{\\textasciitilde}ada", "http://example.org/~ada"),
        ("http://example.org/$\\sim$ada", "http://example.org/~ada"),
        ("http://example.org/\\~{}ada", "http://example.org/~ada"),
        ("http://example.org/q?a=1\\&b=2\\%20c", "http://example.org/q?a=1&b=2%20c"),
        ("http://example.org/q?a=1&amp;b=2", "http://example.org/q?a=1&b=2"),
        ("http://example.org/q?a=1&copy=2", "http://example.org/q?a=1&copy=2"),
        ("http://example.org/Rot_(links)", "http://example.org/Rot_(links)"),
        ("(see http://example.org/Rot_(links))", "http://example.org/Rot_(links)"),
        ("http://example.org/my paper.html", "http://example.org/my%20paper.html"),
        ("http://example.org/über", "http://example.org/%C3%BCber"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://example.org/a%2Fb+c%zz", "http://example.org/a%2Fb+c%25zz"),
        ("http://ada:secret@example.org/a", "http://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("http://example.org", "http://example.org/"),
        (
            "https://web.archive.org/web/2019/http://example.org/a",
            "https://web.archive.org/web/2019/http://example.org/a",
        ),
        ("10.5555/Tides.2016", "https://doi.org/10.5555/tides.2016"),
        ("doi:10.5555/tides.", "https://doi.org/10.5555/tides"),
        ("DOI 10.5555/tides", "https://doi.org/10.5555/tides"),
        ("http://dx.doi.org/10.5555%2Ftides", "https://doi.org/10.5555/tides"),
        ("doi.org/10.5555/tides", "https://doi.org/10.5555/tides"),
        ("https://resolver.example/10.5555/tides", "https://doi.org/10.5555/tides"),
        (
            "10.1002/(SICI)1096(1996)9:1<1::AID-A1>3.0.CO;2-1",
            "https://doi.org/10.1002/(sici)1096(1996)9:1<1::aid-a1>3.0.co;2-1",
        ),
        ("arXiv:2101.00001v2", "https://doi.org/10.48550/arxiv.2101.00001"),
    ],
)
def test_what_typesetting_did_is_undone(printed, meant):
    """A link that works would be called broken for the sentence around it."""
    assert [meant] == [address.url for address in clean.in_field(printed, resolver="https://resolver.example/")]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("http://a.example/xhttp://b.example/y", ["http://a.example/x", "http://b.example/y"]),
        ("http://a.example/x; http://b.example/y", ["http://a.example/x", "http://b.example/y"]),
        ("http://a.example/go?to=http://b.example/y", ["http://a.example/go?to=http://b.example/y"]),
    ],
)
def test_addresses_that_are_glued_together_are_told_apart(printed, meant):
    assert meant == [address.url for address in clean.in_field(printed)]


def test_the_likeliest_meaning_is_tried_first_and_the_printed_one_last():
    """A full stop may belong to the address after all."""
    (address,) = clean.in_field("http://example.org/Inc.")
    assert ("http://example.org/Inc", "http://example.org/Inc.") == address.candidates


def test_a_note_is_searched_for_addresses_and_nothing_else():
    """Words of a note are no broken links."""
    found = clean.in_prose("Talk, see www.example.org/a, doi:10.5555/x.1) and p. 10.5, 3/4.")
    assert ["http://www.example.org/a", "https://doi.org/10.5555/x.1"] == [address.url for address in found]


@given(st.text(max_size=200))
def test_no_text_stops_the_cleaning(text):
    """Bibliographies hold anything."""
    for address in (*clean.in_field(text), *clean.in_prose(text)):
        assert address.url.isprintable() or not address.candidates
        static.check(Link(address.url, address.printed, "url", ()))


@given(
    st.from_regex(
        re.compile(r"https?://[a-z]{1,9}\.(org|com)(/[\w().,;~%é-]{0,9}){0,3}(\?[\w=&]{0,9})?"), fullmatch=True
    )
)
def test_cleaning_twice_is_cleaning_once(text):
    """The address that a report suggests must be one that the next run takes as it is."""
    for address in clean.in_field(text):
        assert address.url == clean.canonical(address.url)


@pytest.mark.parametrize(
    "text", ["(" * 400_000, "http://" * 100_000, "\\url{" * 100_000, "<a href=" * 90_000, "10.1/" * 99_999]
)
@pytest.mark.usefixtures("ends")
def test_hostile_fields_come_to_an_end(text):
    """A field of a megabyte would hold up a build for hours."""
    clean.in_field(text)
    clean.in_prose(text)


@pytest.mark.parametrize(
    ("printed", "verdict", "reason"),
    [
        ("file:///home/ada/x.pdf", Verdict.SKIPPED, "local"),
        ("C:\\Users\\ada\\x.pdf", Verdict.SKIPPED, "local"),
        ("/home/ada/x.pdf", Verdict.SKIPPED, "local"),
        ("tides.pdf", Verdict.SKIPPED, "local"),
        ("http://files/963/x.pdf", Verdict.SKIPPED, "local"),
        ("mailto:ada@example.org", Verdict.SKIPPED, "scheme"),
        ("urn:isbn:0451450523", Verdict.SKIPPED, "scheme"),
        ("ftp://example.org/x.tar", Verdict.SKIPPED, "scheme"),
        ("javascript:void(0)", Verdict.SKIPPED, "scheme"),
        ("zotero://select/items/1_ABC", Verdict.SKIPPED, "scheme"),
        ("http://localhost:8888/x", Verdict.SKIPPED, "private"),
        ("http://192.168.0.7/x", Verdict.SKIPPED, "private"),
        ("http://0x7f.1/x", Verdict.SKIPPED, "private"),
        ("http://[fe80::1]/x", Verdict.SKIPPED, "private"),
        ("http://wiki.local/x", Verdict.SKIPPED, "private"),
        ("http://abcdefghij.onion/x", Verdict.SKIPPED, "private"),
        ("http://www.jstor.org.ezproxy.lib.example.edu/stable/1", Verdict.SKIPPED, "proxy"),
        ("https://www.google.com/url?q=http://example.org/x", Verdict.SKIPPED, "tracker"),
        ("http://", Verdict.INVALID, "malformed"),
        ("http:///path", Verdict.INVALID, "malformed"),
        ("http://[::1", Verdict.INVALID, "malformed"),
        ("http://example.org:99999/", Verdict.INVALID, "malformed"),
        ("http://exa_mple..org/", Verdict.INVALID, "malformed"),
        ("http://http://example.org/", Verdict.INVALID, "malformed"),
        ("htp://example.org/", Verdict.INVALID, "malformed"),
        (f"http://{'a' * 70}.example/", Verdict.INVALID, "malformed"),
        ("http://300.1.2.3/", Verdict.INVALID, "malformed"),
        ("forthcoming", Verdict.INVALID, "malformed"),
    ],
)
def test_what_the_address_alone_tells(printed, verdict, reason):
    """No request is needed to know it, and none is made."""
    (address,) = clean.in_field(printed)
    check = static.check(Link(address.url, printed, "url", ()))
    assert (verdict, reason) == (check.verdict, check.reason)


@pytest.mark.parametrize(
    "printed", ["http://proxy.golang.example.org/x", "https://example.org/files/1/x.pdf", "10.5555/x"]
)
def test_what_only_looks_private_is_asked(printed):
    """A link that is not asked is not checked."""
    (address,) = clean.in_field(printed)
    assert static.check(Link(address.url, printed, "url", ())) is None


def test_what_a_proxy_or_tracker_hides_is_offered():
    """The reader needs the address behind."""
    printed = [
        "https://www-jstor-org.uni.idm.oclc.org/stable/1",
        "https://www.google.com/url?q=http://example.org/x&sa=D",
    ]
    suggested = [static.check(Link(text, text, "url", ())).suggest for text in printed]
    assert ["https://www.jstor.org/stable/1", "http://example.org/x"] == suggested


def bib(*raws, **fields):
    """A bibliography of those raw entries."""
    entries = [
        entry("Oduya, F.", title="Tides and treaties", year="2016", key=f"k{n}", **fields) for n in range(len(raws))
    ]
    return listing("", entries, path="refs.bib", kind="bibliography", raws=raws, labels=[e.key for e in entries])


def test_links_stand_where_the_bib_prints_them():
    """An annotation in CI points at the character."""
    paper = bib('@misc{k0,\n  url = {\\url{http://example.org/a\\_b}},\n  note = "see http://example.org/n."\n}')
    found = linkcheck.links([paper])
    text = paper.document.text
    assert [("url", "\\url{http://example.org/a\\_b}"), ("note", "http://example.org/n.")] == [
        (link.field, text[link.where[0].start : link.where[0].end]) for link in found
    ]


def test_one_address_in_two_entries_is_one_link():
    """It is asked once, and reported with both keys."""
    found = linkcheck.links([bib("@misc{k0, url={http://example.org/a}}", "@misc{k1, url={http://example.org/a} }")])
    assert [("http://example.org/a", ("k0", "k1"), 2)] == [(link.url, link.keys, len(link.where)) for link in found]


def test_offline_nothing_is_asked():
    """Every link still gets its word."""
    found = linkcheck.links([bib("@misc{k0, url={http://example.org/a}}", "@misc{k1, url={mailto:a@example.org}}")])
    checks = linkcheck.checks(found, offline=True)
    assert [Verdict.UNCHECKED, Verdict.SKIPPED] == [check.verdict for check in checks.values()]
