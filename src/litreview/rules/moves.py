"""LR4: links that work, or have a copy that does, and could be written better; what is safe is written by `--fix`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from litreview.linkcheck import collect
from litreview.model import Confidence, Verdict
from litreview.opinion import Edit, Fix, Severity
from litreview.rules.links import faults
from litreview.rules.rule import rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Evidence, Link, LinkCheck, Paper, Reference, Span
    from litreview.rules.links import Printed
    from litreview.rules.rule import Fault

ARCHIVED = re.compile(r"[,{\s](?:archiveurl|archive-url)\s{0,50}=", re.IGNORECASE)
SOUND = re.compile(r"[!#$%&'()*+,./:;=?@\[\]_~0-9A-Za-z-]+")  # what an address may hold that goes into a .bib


@rule("LR404", Severity.INFO, confidence=Confidence.CERTAIN, network=True, fix="safe")
def link_moved(evidence: Evidence) -> Iterator[Fault]:
    """Report a link that has moved for good.

    Why it matters: The old address will stop to redirect one day.
    Example: `http://example.org/tides`, which answers 301 to `https://example.org/tides`.
    Use instead: The new address.
    How it decides: Permanent redirects (301, 308) only, as far as they lead from the start on, to a page that answers well.
        A DOI is never replaced by what it leads to.
    When it is wrong: Hosts that call every redirect permanent.
    See also: LR405, LR408
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        moved = check.verdict is Verdict.REDIRECTED and check.suggest
        return f"has moved for good to {check.suggest}" if moved else None

    yield from faults(evidence, judge, _replaced)


@rule("LR408", Severity.INFO, confidence=Confidence.CERTAIN, default=False, network=True, fix="safe")
def insecure_link(evidence: Evidence) -> Iterator[Fault]:
    """Report a link with `http:` whose host answers the same with `https:`.

    Why it matters: Whoever sits between can read and change what the reader gets.
    Example: `http://example.org/tides`, which redirects to `https://example.org/tides`.
    Use instead: The address with `https:`.
    How it decides: The host itself redirects to the same address with `https:`, be it for good or not.
    When it is wrong: Never known to be.
    See also: LR404
    """

    def judge(link: Link, check: LinkCheck) -> str | None:
        works = check.verdict in (Verdict.OK, Verdict.REDIRECTED)
        return (
            "is answered the same with https:" if works and _secured(link) in (check.suggest, check.final_url) else None
        )

    def mend(link: Link, _: LinkCheck, printed: Printed) -> Fix | None:
        return _fix(link, _secured(link), printed)

    yield from faults(evidence, judge, mend)


@rule("LR409", Severity.INFO, network=True, fix="safe")
def archive_available(evidence: Evidence) -> Iterator[Fault]:
    """Report a dead link of which there is an archived copy.

    Why it matters: A reader can still get to what was cited.
    Example: `https://example.org/tides`, which answers 404, with a copy in a web archive from the year of the entry.
    Use instead: Keep `url`, and add `archiveurl` and `archivedate`.
    How it decides: The copy nearest to the day on which the entry was accessed, or to its year, as the archive tells it.
    When it is wrong: A copy of a page that said 'not found' already.
    See also: LR401, LR405
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        dead = check.verdict in (Verdict.BROKEN, Verdict.SOFT404) and check.archive
        return f"has an archived copy: {check.archive}" if dead else None

    yield from faults(evidence, judge, _archived)


@rule("LR410", Severity.INFO, default=False, network=True)
def never_archived(evidence: Evidence) -> Iterator[Fault]:
    """Report a link that works, and of which no archive has a copy yet.

    Why it matters: When the page goes, what was cited goes with it.
    Example: `https://example.org/tides`, which no archive knows.
    Use instead: Ask an archive to save the page (`https://web.archive.org/save`), and note the copy in `archiveurl`.
    How it decides: The archive's availability API, its redirect and its index know no copy. Asked only where this rule runs.
    When it is wrong: A copy that the archive has under another address.
    See also: LR409
    """

    def judge(_: Link, check: LinkCheck) -> str | None:
        return "has never been archived" if check.reason == "never-archived" else None

    yield from faults(evidence, judge)


def _secured(link: Link) -> str:
    return re.sub("^http:", "https:", link.url)


def _replaced(link: Link, check: LinkCheck, printed: Printed) -> Fix | None:
    return _fix(link, check.suggest or "", printed)


def _fix(link: Link, target: str, printed: Printed) -> Fix | None:
    """Put another address in place of the printed one, wherever it stands in a bibliography."""
    if not SOUND.fullmatch(target):
        return None
    edits = []
    for place, listing, _ in printed.lines(link):
        span = _core(link, place.span, listing)
        if span is None:
            return None
        edits.append(Edit(span.source, span.start, span.end, target))
    return Fix("safe", f"write {target}", tuple(edits)) if edits else None


def _core(link: Link, span: Span, listing: Paper) -> Span | None:
    """The address alone, within what is printed; None in a paper, or where it is printed in another form than it has."""
    if listing.source.kind != "bibliography":
        return None
    text = listing.document.text[span.start : span.end]
    plain = next((form for form in (link.url, _bare(link.url)) if form and form in text), None)
    if plain is None:
        return None
    start = span.start + text.index(plain)
    return listing.document.span(start, start + len(plain))


def _bare(url: str) -> str:
    """An address without the slash that an empty path has."""
    return url[:-1] if urlsplit(url).path == "/" and url.endswith("/") else ""


def _archived(link: Link, check: LinkCheck, printed: Printed) -> Fix | None:
    """Add the copy's address and day after the field that holds the dead one."""
    stamp = re.search(r"/(\d{4})(\d{2})(\d{2})\d{6}", check.archive or "")
    if check.archive is None or stamp is None or not SOUND.fullmatch(check.archive) or link.field != "url":
        return None
    edits = []
    for _, listing, reference in printed.lines(link):
        at = _after(listing, reference)
        if at is None or ARCHIVED.search(reference.raw):
            return None
        added = f",\n  archiveurl = {{{check.archive}}},\n  archivedate = {{{'-'.join(stamp.groups())}}}"
        edits.append(Edit(listing.source.id, at, at, added))
    return Fix("safe", f"add archiveurl = {check.archive}", tuple(edits)) if edits else None


def _after(listing: Paper, reference: Reference) -> int | None:
    """The offset after the url field of a bibliography's entry, its delimiter included."""
    value = collect.values(reference.raw).get("url") if listing.source.kind == "bibliography" else None
    return None if value is None else reference.span.start + value[1] + 1
