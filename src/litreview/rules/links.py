"""LR4: what became of links. Only proof is an error; hosts that refuse robots or are in trouble are no fault of the paper."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from litreview.linkcheck import clean, static
from litreview.model import Confidence, Verdict
from litreview.opinion import Place, Severity
from litreview.rules.rule import Fault, rule
from litreview.rules.wording import count, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from litreview.model import Evidence, Link, LinkCheck, Paper, Reference
    from litreview.opinion import Fix

    Judge = Callable[[Link, LinkCheck], str | None]
    Mender = Callable[[Link, LinkCheck, "Printed"], Fix | None]

TLS = frozenset({"tls", "tls-expired", "tls-host", "tls-chain"})
RESOLVED = frozenset({"unregistered", "landing-dead"})  # what became of a DOI has rules of its own


class Printed:
    """Where links are printed: the reference and the list that each of their places belongs to."""

    def __init__(self, evidence: Evidence) -> None:
        self._lists = tuple(evidence.lists())

    @cached_property
    def _of(self) -> dict[str, tuple[Paper, Reference]]:
        return {reference.id: (listing, reference) for listing in self._lists for reference in listing.references}

    def lines(self, link: Link) -> Iterator[tuple[Place, Paper, Reference]]:
        """The link's places, each with the list and the reference that it stands in."""
        for span in link.where:
            for listing, reference in (self._of[r] for r in link.references if r in self._of):
                if reference.span.source == span.source and reference.span.start <= span.start < reference.span.end:
                    yield Place(span, key=reference.label, field=link.field), listing, reference
                    break

    def places(self, link: Link) -> tuple[Place, ...]:
        """The link's places."""
        return tuple(place for place, _, _ in self.lines(link))


def faults(evidence: Evidence, judge: Judge, mend: Mender | None = None) -> Iterator[Fault]:
    """A fault for each address of which `judge` has something to say, however many texts print it."""
    groups: defaultdict[str, list[Link]] = defaultdict(list)
    for link in evidence.links:
        groups[link.url].append(link)
    printed = Printed(evidence)
    for url, links in groups.items():
        check = evidence.checks.get(url)
        said = check and judge(links[0], check)
        if check is None or not said:
            continue
        places = tuple(place for link in links for place in printed.places(link))
        if not places:
            continue
        yield Fault(
            f"{quoted(clean.masked(links[0].printed))} {said}",
            places,
            tuple(dict.fromkeys(reference for link in links for reference in link.references)),
            confidence=check.confidence,
            fix=mend(links[0], check, printed) if mend and len(links) == 1 else None,
            subject=url,
        )


def because(check: LinkCheck) -> str:
    """The evidence as the end of a sentence."""
    return "; ".join(check.evidence) or check.reason or check.verdict


@rule("LR401", Severity.ERROR, confidence=Confidence.CERTAIN, network=True)
def dead_link(evidence: Evidence) -> Iterator[Fault]:
    """Report a link that is proved to be dead, or that is no address at all.

    Why it matters: A reader cannot get to the source.
    Example: `url = {https://example.org/tides.pdf}`, which answers 404.
    Use instead: The address to which the page has moved, a DOI, or an archived copy.
    How it decides: Answers of 404 or 410 (asked twice), a host that has no address while the network is known to work,
        redirects in a circle, an address that cannot be one. With a history (`--state`): a link that was good before
        must be dead in three runs over three days, and so must one that only times out or fails.
    When it is wrong: Hosts that tell robots that a page is gone.
    See also: LR403, LR405, LR406, LR409
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        if check.verdict is Verdict.INVALID:
            return f"is no address: {because(check)}"
        if check.verdict is Verdict.BROKEN and check.confirmed and check.reason not in RESOLVED:
            return f"is dead: {because(check)}"
        return f"has failed for days: {because(check)}" if check.lasting and check.reason not in TLS else None

    yield from faults(evidence, judge)


@rule("LR402", Severity.INFO, network=True)
def link_blocked(evidence: Evidence) -> Iterator[Fault]:
    """Report a link whose host refuses robots, or wants a login or payment: it is alive, and nobody knows how well.

    Why it matters: The link could not be checked; a reader with a browser, or a subscription, most likely gets there.
    Example: `https://example.org/article/7`, which answers 403 to all but browsers.
    Use instead: The DOI, which can be checked without asking the publisher.
    How it decides: Answers of 401, 402, 403, 407, 423, 429, 451 and 999; pages that test for robots; redirects to a login.
    When it is wrong: A page that is gone, on a host that refuses before it looks.
    See also: LR401
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        return f"could not be checked: {because(check)}" if check.verdict is Verdict.BLOCKED else None

    yield from faults(evidence, judge)


@rule("LR403", Severity.WARNING, network=True)
def link_unstable(evidence: Evidence) -> Iterator[Fault]:
    """Report a link that gave no good answer, without proof that it is dead.

    Why it matters: It may be a bad hour of the host, or the beginning of the end.
    Example: `https://example.org/tides`, which answers 503, now and again at the end of the run.
    Use instead: Run again with `--state`: what fails in three runs over three days becomes LR401.
    How it decides: Timeouts, connections that are refused or cut off, names that could not be looked up, answers of 5xx;
        a link that was good in the run before and is dead in this one.
    When it is wrong: The network between you and the host.
    See also: LR401, LR411
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        if check.lasting or check.reason in TLS:
            return None
        if check.verdict in (Verdict.TIMEOUT, Verdict.ERROR):
            return f"gave no good answer: {because(check)}"
        return f"was good before: {because(check)}" if check.verdict is Verdict.BROKEN and not check.confirmed else None

    yield from faults(evidence, judge)


@rule("LR405", Severity.WARNING, network=True)
def soft_404(evidence: Evidence) -> Iterator[Fault]:
    """Report a link that answers well, but with something else than the page.

    Why it matters: A reader lands on 'not found', on a home page or on an offer to buy the domain.
    Example: `https://example.org/vol/3/tides`, which redirects to `https://example.org/`.
    Use instead: The page's new address, a DOI, or an archived copy.
    How it decides: Titles that say 'not found' in the languages of the lexicon, redirects of a deep address to a home page or to a
        page called an error, parked domains, hosts that show one page for any path. A page that shows the title of
        the entry is the page, whatever else it says.
    When it is wrong: A home page that is the work cited.
    See also: LR401, LR409
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        return f"does not lead to its page: {because(check)}" if check.verdict is Verdict.SOFT404 else None

    yield from faults(evidence, judge)


@rule("LR406", Severity.ERROR, confidence=Confidence.CERTAIN, network=True)
def doi_not_registered(evidence: Evidence) -> Iterator[Fault]:
    """Report a DOI that nobody has registered.

    Why it matters: It leads nowhere, and may be mistyped, cut off or made up.
    Example: `doi = {10.5555/tides.2O16}`, with a letter O for a zero.
    Use instead: The DOI as the publisher prints it.
    How it decides: The handle API of the resolver knows no such DOI, and the resolver answers 404. Its being in trouble, or
        refusing robots, is no proof.
    When it is wrong: A DOI that will be registered when the issue appears.
    See also: LR208, LR407
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        return "is not a registered DOI" if check.reason == "unregistered" else None

    yield from faults(evidence, judge)


@rule("LR407", Severity.WARNING, network=True)
def doi_landing_dead(evidence: Evidence) -> Iterator[Fault]:
    """Report a DOI that is registered, but leads to a dead page. Asked only with `--follow-doi`.

    Why it matters: The publisher has lost the page or forgot to update the DOI; a reader cannot get there.
    Example: `10.5555/tides.2016`, whose landing page answers 404.
    Use instead: Keep the DOI, and tell the publisher or its registration agency.
    How it decides: The landing page is dead as LR401 or LR405 would have it. Refusing robots means that it is alive.
    When it is wrong: Publishers that tell robots that a page is gone.
    See also: LR401, LR406
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        return f"is registered, but leads to a dead page: {because(check)}" if check.reason == "landing-dead" else None

    yield from faults(evidence, judge)


@rule("LR411", Severity.WARNING, network=True)
def tls_problem(evidence: Evidence) -> Iterator[Fault]:
    """Report a link whose host cannot prove who it is.

    Why it matters: Browsers warn, and many readers turn back.
    Example: `https://example.org/`, whose certificate ran out last year.
    Use instead: The DOI, another copy, or `http:` where nothing is at stake.
    How it decides: The certificate is out of date, for another host, or signed by nobody known; or no secure
        connection could be made.
    When it is wrong: Hosts that leave out an intermediate certificate, which browsers find by themselves.
    See also: LR403
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        return f"cannot be trusted: {because(check)}" if check.reason in TLS else None

    yield from faults(evidence, judge)


@rule("LR413", Severity.WARNING, confidence=Confidence.CERTAIN)
def private_address(evidence: Evidence) -> Iterator[Fault]:
    """Report a link that leads into a private network.

    Why it matters: Nobody outside of that network can follow it.
    Example: `http://localhost:8888/tides.ipynb`, `http://192.168.0.7/`, `http://wiki.local/tides`
    Use instead: The public address, or nothing.
    How it decides: Addresses that are not of the public internet, and names that only a private network knows; nothing is
        asked. An address whose name turned out to be that of a private host is named after a run with the network.
    When it is wrong: Never known to be.
    See also: LR224
    """
    printed = Printed(evidence)
    for link in evidence.links:
        check = evidence.checks.get(link.url) or static.check(link)
        if check is None or check.verdict is not Verdict.SKIPPED or check.reason != "private":
            continue
        places = printed.places(link)
        if places:
            yield Fault(
                f"{quoted(clean.masked(link.printed))} leads into a private network",
                places,
                link.references,
                subject=link.url,
            )


@rule("LR901", Severity.INFO, confidence=Confidence.CERTAIN, network=True)
def source_unreachable(evidence: Evidence) -> Iterator[Fault]:
    """Report links that could not be checked because there was no network, or because the run was interrupted.

    Why it matters: Silence is no all-clear.
    Example: A run without a network.
    Use instead: Run again; `--strict-network` makes it exit with 3.
    How it decides: Nothing answered, the resolver and the archive neither.
    When it is wrong: A network that lets nothing but a proxy through, which is not set in the environment.
    See also: LR902
    """
    yield from _unasked(evidence, ("no-network", "interrupted"), "could not be checked")


@rule("LR902", Severity.INFO, confidence=Confidence.CERTAIN, network=True)
def budget_exhausted(evidence: Evidence) -> Iterator[Fault]:
    """Report links that were left for the next run, because the time was up or a host wants to be left alone.

    Why it matters: Silence is no all-clear.
    Example: `--budget 60` on a list of thousands; an answer of 429 that says to come back tomorrow.
    Use instead: Run again with the same `--state`: what waited longest is asked first.
    How it decides: The budget was spent before the link was settled, or its host answered 429 until the end.
    When it is wrong: Never known to be.
    See also: LR901
    """
    yield from _unasked(evidence, ("deferred", "http-429"), "left for the next run")


def _unasked(evidence: Evidence, reasons: tuple[str, ...], said: str) -> Iterator[Fault]:
    """One fault for all links that were not asked for one of the reasons."""
    printed = Printed(evidence)
    links = [link for link in evidence.links if (c := evidence.checks.get(link.url)) and c.reason in reasons]
    places = tuple(place for link in links for place in printed.places(link))
    if places:
        why = because(evidence.checks[links[0].url])
        references = tuple(dict.fromkeys(reference for link in links for reference in link.references))
        yield Fault(f"{count(len(links), 'link')} {said}: {why}", places, references, subject=said)
