"""The verdict on every link: known from a run before, plain from the address alone, or asked of the network."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litreview.linkcheck import clean, static
from litreview.model import LinkCheck, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from litreview.model import Link

ARCHIVE = "https://archive.org/wayback/"


@dataclass(slots=True)
class Target:
    """One address to be asked: what else it may have meant, and what its entries say of it."""

    url: str
    candidates: dict[str, None] = field(default_factory=dict)
    titles: dict[str, None] = field(default_factory=dict)
    near: str | None = None

    @property
    def doi(self) -> str | None:
        """The DOI that it is, if it is one."""
        return clean.doi(self.url) if self.url.startswith(clean.RESOLVER) else None


@dataclass(frozen=True, slots=True)
class Options:
    """How links are asked; times in seconds, bases end in a slash.

    `registry_url` is that of Crossref's API, for looking up DOIs in batches, None for none;
    `timegate_url` a Memento TimeGate asked beside the archive; `archive_all` asks the archive for links
    that live, too; `budget` is for the whole run; `mailto` stands in the User-Agent.
    """

    timeout: float = 8.0
    retries: int = 2
    concurrency: int = 256
    per_host: int = 4
    mailto: str | None = None
    doi_url: str = clean.RESOLVER
    registry_url: str | None = None
    archive_url: str | None = ARCHIVE
    timegate_url: str | None = None
    allow_private: bool = False
    follow_doi: bool = False
    archive_all: bool = False
    budget: float | None = None


def checks(
    links: Iterable[Link],
    *,
    offline: bool = False,
    known: Mapping[str, LinkCheck] | None = None,
    first: Callable[[str], str] | None = None,
    progress: Callable[[int, int], None] | None = None,
    options: Options | None = None,
) -> dict[str, LinkCheck]:
    """The verdict on each link, by its address, in the order of the links.

    `known` are verdicts that still hold; `first` gives what addresses are sorted by before they are
    asked, for when the budget runs out; `progress` is called with the number done and of all. Every
    address gets a verdict: UNCHECKED, with its reason ("offline", "no-network", "deferred",
    "interrupted"), where nobody was asked or nobody could answer. Nothing is raised for what the
    network does, and an interrupt ends the asking, not the answer.
    """
    options = options or Options()
    found: dict[str, LinkCheck] = {}
    targets: dict[str, Target] = {}
    for link in links:
        check = (
            found.get(link.url)
            or (known or {}).get(link.url)
            or static.check(link, allow_private=options.allow_private)
        )
        if check is not None:
            found[link.url] = check
            continue
        found[link.url] = LinkCheck(link.url, Verdict.UNCHECKED, reason="offline", evidence=("not asked (offline)",))
        _extend(targets.setdefault(link.url, Target(link.url)), link, options.doi_url)
    asked = sorted(targets.values(), key=lambda target: first(target.url)) if first else list(targets.values())
    if asked and not offline:
        from litreview.linkcheck import engine  # noqa: PLC0415 (asyncio is costly, and offline runs need none)

        found |= engine.ask(asked, options, progress=progress)
    return found


def _extend(target: Target, link: Link, doi_url: str) -> None:
    target.candidates[link.url] = None
    for address in () if link.printed == link.url else clean.in_field(link.printed, resolver=doi_url):
        if address.url == link.url:
            target.candidates |= dict.fromkeys(address.candidates)
    target.titles |= dict.fromkeys(link.titles)
    target.near = target.near or link.near
