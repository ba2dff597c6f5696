"""What a visit proves: a verdict with its evidence. What is in doubt is never 'broken'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.linkcheck import soft404
from litreview.model import Confidence, LinkCheck, Verdict
from litreview.net import Failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.linkcheck.visit import Visit
    from litreview.net import Response

GONE = {404: "not found", 410: "gone"}
# Alive, but not for robots, or not without paying or logging in. 999 is one company's own, 407 a proxy's.
REFUSED = {
    401: "wants a login",
    402: "wants payment",
    403: "refuses robots",
    407: "wants a login",
    423: "locked",
    429: "too many requests",
    451: "withheld for legal reasons",
    999: "refuses robots",
}
FAULTS = {
    Failure.NXDOMAIN: "the host has no address",
    Failure.DNS: "the host's name could not be looked up",
    Failure.UNREACHABLE: "the host cannot be reached",
    Failure.REFUSED: "the host refuses the connection",
    Failure.RESET: "the connection was cut off",
    Failure.TLS_EXPIRED: "the certificate is out of date",
    Failure.TLS_HOST: "the certificate is for another host",
    Failure.TLS_CHAIN: "the certificate is signed by nobody known",
    Failure.TLS: "no secure connection could be made",
    Failure.PROTOCOL: "the answer is not HTTP",
    Failure.ODD: "the answer is not HTTP",
}
ENDS = {
    "loop": (Verdict.BROKEN, "redirects in a circle"),
    "hops": (Verdict.BROKEN, "redirects without end"),
    "location": (Verdict.ERROR, "redirects to what is no address"),
    "scheme": (Verdict.ERROR, "redirects to what is not of the web"),
}


def verdict(visit: Visit, titles: Sequence[str] = ()) -> LinkCheck:
    """The verdict on a visit. `titles` are those that the entries give: found on the page, they prove it alive."""
    response = visit.response
    if visit.end:
        kind, evidence = ENDS[visit.end]
        return _check(visit, kind, visit.end, evidence, confidence=Confidence.LIKELY)
    if response.failure is not None:
        return _failed(visit, response.failure, response.detail)
    status = response.status
    if status in GONE:
        return _check(visit, Verdict.BROKEN, f"http-{status}", f"{status}: {GONE[status]}")
    if status in REFUSED:
        return _check(visit, Verdict.BLOCKED, f"http-{status}", f"{status}: {REFUSED[status]}")
    if not 200 <= status < 400 or status in (304, 305, 306):
        return _check(visit, Verdict.ERROR, f"http-{status}", f"{status}: {_class(status)}")
    if status == 202 and len(response.body) < 100:
        return _check(
            visit, Verdict.BLOCKED, "http-202", "202: asks for patience instead of answering, as tests for robots do"
        )
    doubt = soft404.doubt(visit, titles)
    if doubt is not None:
        return _check(visit, doubt.verdict, doubt.reason, *doubt.evidence, confidence=doubt.confidence)
    moved = visit.moved
    if moved is not None and moved != visit.url:
        return _check(visit, Verdict.REDIRECTED, "moved", "moved for good", suggest=moved)
    return _check(visit, Verdict.OK, "", f"{status}")


def passing(response: Response) -> bool:
    """Whether a fault may be over in a moment: worth another try at the end of the run."""
    if response.failure is not None:
        return response.failure in (Failure.DNS, Failure.UNREACHABLE, Failure.REFUSED, Failure.RESET)
    return response.status in (408, 421, 425, 429) or 500 <= response.status < 600


def _class(status: int) -> str:
    if 500 <= status < 600:
        return "the host is in trouble"
    return "the host does not take the request" if 400 <= status < 500 else "no answer that HTTP knows"


def _failed(visit: Visit, failure: Failure, detail: str) -> LinkCheck:
    match failure:
        case Failure.TIMEOUT:
            return _check(visit, Verdict.TIMEOUT, "timeout", detail or "no answer in time")
        case Failure.NXDOMAIN:
            return _check(visit, Verdict.BROKEN, "nxdomain", FAULTS[failure])
        case Failure.PRIVATE if visit.hops:
            return _check(visit, Verdict.ERROR, "private", "redirects to a private address, which was not asked")
        case Failure.PRIVATE:
            return _check(visit, Verdict.SKIPPED, "private", "the host's address is a private one")
    evidence = FAULTS.get(failure, failure.value)
    return _check(visit, Verdict.ERROR, failure.value, f"{evidence} ({detail})" if detail else evidence)


def _check(
    visit: Visit,
    kind: Verdict,
    reason: str,
    *evidence: str,
    suggest: str | None = None,
    confidence: Confidence = Confidence.CERTAIN,
) -> LinkCheck:
    final = visit.final if visit.hops else None
    way = (
        (f"by way of {len(visit.hops)} redirects" if len(visit.hops) > 1 else "by way of a redirect",)
        if visit.hops
        else ()
    )
    return LinkCheck(
        url=visit.url,
        verdict=kind,
        status=visit.response.status or None,
        reason=reason,
        final_url=final,
        suggest=suggest,
        evidence=evidence + way,
        confidence=confidence,
    )
