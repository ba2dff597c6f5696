"""Fixtures of LR4 and of LR901 and LR902: what became of links."""

from __future__ import annotations

from fakes.case import Case
from fakes.facts import entry, evidence, listing, span
from litreview.model import Confidence, Link, LinkCheck, Verdict

TIDES = entry("Oduya, F. B.", title="Tides and treaties", year="2016", key="tides", type="misc")
URL = "http://example.org/tides"
DOI = "10.5555/tides"
COPY = "http://web.archive.org/web/20160203040506/http://example.org/tides"


def linked(verdict=None, reason="", *evidence_, printed=URL, url=None, field="url", **fields):
    """A bibliography that prints one link, and what became of it."""
    raw = f"@misc{{tides,\n  {field} = {{{printed}}}\n}}"
    paper = listing("", [TIDES], path="refs.bib", kind="bibliography", raws=[raw], labels=["tides"])
    url = url or printed
    link = Link(url, printed, field, ("refs.bib#r1",), ("tides",), (span(paper.document, printed),))
    check = LinkCheck(url, verdict, reason=reason, evidence=evidence_, **fields) if verdict else None
    return evidence(paper, links=(link,), checks={url: check} if check else {})


OK = linked(Verdict.OK, "", "200")

CASES = {
    "LR401": Case(
        linked(Verdict.BROKEN, "http-404", "404: not found", status=404),
        "'http://example.org/tides' is dead: 404: not found",
        (URL,),
        # Good in the run before: three bad runs over three days are awaited.
        linked(Verdict.BROKEN, "http-404", "404: not found", confirmed=False),
    ),
    "LR402": Case(
        linked(Verdict.BLOCKED, "http-403", "403: refuses robots"),
        "'http://example.org/tides' could not be checked: 403: refuses robots",
        (URL,),
        linked(Verdict.TIMEOUT, "timeout", "no answer in time"),
    ),
    "LR403": Case(
        linked(Verdict.TIMEOUT, "timeout", "no answer in time"),
        "'http://example.org/tides' gave no good answer: no answer in time",
        (URL,),
        linked(Verdict.ERROR, "tls-expired", "the certificate is out of date"),
    ),
    "LR404": Case(
        linked(Verdict.REDIRECTED, "moved", "moved for good", suggest="https://example.org/new"),
        "'http://example.org/tides' has moved for good to https://example.org/new",
        (URL,),
        # A redirect for the time being: the address is the one to keep.
        linked(Verdict.OK, "", "200", final_url="https://example.org/new"),
    ),
    "LR405": Case(
        linked(Verdict.SOFT404, "home-page", "redirects to a home page", confidence=Confidence.LIKELY),
        "'http://example.org/tides' does not lead to its page: redirects to a home page",
        (URL,),
        OK,
    ),
    "LR406": Case(
        linked(Verdict.BROKEN, "unregistered", printed=DOI, url=f"https://doi.org/{DOI}", field="doi"),
        "'10.5555/tides' is not a registered DOI",
        (DOI,),
        # A resolver in trouble says nothing of the DOI.
        linked(Verdict.ERROR, "http-503", printed=DOI, url=f"https://doi.org/{DOI}", field="doi"),
    ),
    "LR407": Case(
        linked(
            Verdict.BROKEN, "landing-dead", "registered", "404: not found", printed=DOI, url=f"https://doi.org/{DOI}"
        ),
        "'10.5555/tides' is registered, but leads to a dead page: registered; 404: not found",
        (DOI,),
        linked(Verdict.OK, "", "registered", printed=DOI, url=f"https://doi.org/{DOI}"),
    ),
    "LR408": Case(
        linked(Verdict.OK, "", "200", final_url="https://example.org/tides"),
        "'http://example.org/tides' is answered the same with https:",
        (URL,),
        linked(Verdict.OK, "", "200", final_url="https://example.org/"),
    ),
    "LR409": Case(
        linked(Verdict.BROKEN, "http-404", "404: not found", archive=COPY),
        f"'http://example.org/tides' has an archived copy: {COPY}",
        (URL,),
        linked(Verdict.OK, "", "200", archive=COPY),
    ),
    "LR410": Case(
        linked(Verdict.OK, "never-archived", "200"),
        "'http://example.org/tides' has never been archived",
        (URL,),
        OK,
    ),
    "LR411": Case(
        linked(Verdict.ERROR, "tls-expired", "the certificate is out of date"),
        "'http://example.org/tides' cannot be trusted: the certificate is out of date",
        (URL,),
        linked(Verdict.ERROR, "http-503", "503: the host is in trouble"),
    ),
    "LR413": Case(
        linked(printed="http://192.168.0.7/tides"),
        "'http://192.168.0.7/tides' leads into a private network",
        ("http://192.168.0.7/tides",),
        linked(printed="http://192.0.43.7/tides"),
    ),
    "LR901": Case(
        linked(Verdict.UNCHECKED, "no-network", "no network: nothing answered"),
        "1 link could not be checked: no network: nothing answered",
        (URL,),
        linked(Verdict.UNCHECKED, "offline", "not asked (offline)"),
    ),
    "LR902": Case(
        linked(Verdict.UNCHECKED, "deferred", "the time was up"),
        "1 link left for the next run: the time was up",
        (URL,),
        linked(Verdict.UNCHECKED, "no-network", "no network: nothing answered"),
    ),
}
