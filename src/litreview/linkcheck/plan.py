"""What a run would ask, and of whom: for whoever wants to know before anything leaves the machine."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from litreview.linkcheck import clean, static
from litreview.services import crossref

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from litreview.linkcheck.checks import Options
    from litreview.model import Link


def plan(links: Iterable[Link], options: Options, known: Container[str] = ()) -> list[tuple[str, int, str]]:
    """(host, requests at first, what for), most requests first. Redirects may lead on to other hosts, as they do readers."""
    hosts: Counter[str] = Counter()
    dois = 0
    for url, link in {link.url: link for link in links}.items():
        if url in known or static.check(link, allow_private=options.allow_private):
            continue
        if url.startswith(clean.RESOLVER) and clean.doi(url):
            dois += 1
        else:
            hosts[urlsplit(url).hostname or ""] += 1
    rows = [(host, n, "pages") for host, n in hosts.items()]
    if dois and options.registry_url:
        rows.append(
            (_host(options.registry_url), -(-dois // crossref.BATCH), f"{dois} DOIs, {crossref.BATCH} at a time")
        )
    if dois:
        rows.append(
            (
                _host(options.doi_url),
                dois,
                "DOIs" + (" that the registry does not know" if options.registry_url else ""),
            )
        )
    rows.sort(key=lambda row: (-row[1], row[0]))
    if rows and not dois:
        rows.append(
            (_host(options.doi_url), 0, "a connection, to tell whether there is a network, where nothing answers")
        )
    if rows and options.archive_url:
        rows.append((_host(options.archive_url), 0, "copies of pages that turn out to be dead"))
    return rows


def _host(base: str) -> str:
    return urlsplit(base).hostname or base
