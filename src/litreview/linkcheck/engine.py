"""The engine: all links of a run side by side, second tries at its end, a canary for the network, a budget for the time."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from litreview.linkcheck import clean, judge, soft404
from litreview.linkcheck.registration import Registrar
from litreview.linkcheck.repair import Archivist
from litreview.linkcheck.visit import visit
from litreview.model import Confidence, LinkCheck, Verdict
from litreview.net import client as net
from litreview.net import manners
from litreview.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from litreview.linkcheck.checks import Options, Target
    from litreview.linkcheck.visit import Visit

RESOLVER_LANES = 8  # requests at once to the DOI resolver, which is made for them
BACKOFF = 1.0  # seconds before a second try, doubled for each further one
BELIEVED = 3  # second answers of a host that agree with its first: its word is taken from then on
CANARY = 5.0  # seconds for a connection that tells whether there is a network at all
SILENCE = 2.0  # seconds without any answer before the canary is asked
DEAD = (Verdict.BROKEN, Verdict.SOFT404)
SILENT = ("dns", "nxdomain", "unreachable", "refused", "timeout")  # what a network that is not there looks like


def ask(
    targets: Sequence[Target], options: Options, *, progress: Callable[[int, int], None] | None = None
) -> dict[str, LinkCheck]:
    """Ask for all targets; every one gets a verdict, also when the run is cut short."""
    return _run(Engine(targets, options, progress).run())


def _run(main: Coroutine[Any, Any, dict[str, LinkCheck]]) -> dict[str, LinkCheck]:
    """Run to the end; in a thread of its own where a loop runs already (a notebook)."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(main)
    result: list[dict[str, LinkCheck]] = []
    thread = threading.Thread(target=lambda: result.append(asyncio.run(main)))
    thread.start()
    thread.join()
    return result[0]


class Engine:
    """One run. `done` are the verdicts so far."""

    def __init__(
        self, targets: Sequence[Target], options: Options, progress: Callable[[int, int], None] | None
    ) -> None:
        self.targets, self.options, self.progress = targets, options, progress
        self.done: dict[str, LinkCheck] = {}
        self._agent = net.agent(__version__, options.mailto)
        self._trouble = asyncio.Event()  # some fault that may be the network's own
        self._seconds: Counter[str] = Counter()  # second answers that agreed, by host
        self._liars: set[str] = set()  # hosts whose second answer differed
        self._turns: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(4))
        self._alive: asyncio.Task[bool] | None = None

    async def run(self) -> dict[str, LinkCheck]:
        """Settle every target, until all are, the budget is spent, there is no network, or somebody interrupts."""
        options = self.options
        self.client = net.Client(
            timeout=options.timeout,
            concurrency=options.concurrency,
            per_host=options.per_host,
            lanes={manners.host(options.doi_url): RESOLVER_LANES},
            user_agent=self._agent,
            allow_private=options.allow_private,
        )
        self.archivist = Archivist(self.client, options)
        self.registrar = Registrar(self.client, options, self._later)
        reason, evidence = "deferred", "the time was up"
        async with net.opened(self.client):
            self.registrar.start([doi for target in self.targets if (doi := target.doi)])
            work = asyncio.gather(*map(self._target, self.targets))
            silence = asyncio.create_task(self._silence())
            try:
                await asyncio.wait((work, silence), timeout=options.budget, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                reason, evidence = "interrupted", "interrupted before it was asked"
            if silence.done():
                reason, evidence = "no-network", "no network: nothing answered"
            work.cancel()
            silence.cancel()
            await asyncio.gather(work, silence, return_exceptions=True)
            if (
                not self.client.answers
                and any(c.reason in SILENT for c in self.done.values())
                and not await self._network()
            ):
                reason, evidence = "no-network", "no network: nothing answered"
                self.done = {url: check for url, check in self.done.items() if check.reason not in SILENT}
        self._collapse()
        for target in self.targets:
            self.done.setdefault(
                target.url, LinkCheck(target.url, Verdict.UNCHECKED, reason=reason, evidence=(evidence,))
            )
        return {target.url: self.done[target.url] for target in self.targets}

    # -- one target

    async def _target(self, target: Target) -> None:
        try:
            check = await self._checked(target)
        except Exception as error:  # noqa: BLE001 (one hostile answer must not cost the other thousand theirs)
            check = LinkCheck(
                target.url, Verdict.ERROR, reason="internal", evidence=(f"{type(error).__name__}: {error}"[:200],)
            )
        self.done[target.url] = check
        if self.progress:
            self.progress(len(self.done), len(self.targets))

    async def _checked(self, target: Target) -> LinkCheck:
        doi = target.doi
        check = await (self._doi(target, doi) if doi else self._address(target))
        lives = check.verdict in (Verdict.OK, Verdict.REDIRECTED) and doi is None
        if (check.verdict in DEAD and check.reason != "unregistered") or (lives and self.options.archive_all):
            return await self.archivist.archived(check, target.near)
        return check

    async def _address(self, target: Target) -> LinkCheck:
        """The verdict on what an address most likely means; where that is dead, on what else it may mean."""
        first = None
        for url in target.candidates:
            check = await self._settled(url, tuple(target.titles))
            if check.verdict not in (*DEAD, Verdict.ERROR):
                break
            first = first or check
        else:
            return first or check
        if first is None:
            return check
        return replace(check, url=target.url, evidence=(*check.evidence, f"found as {url}"))

    async def _doi(self, target: Target, doi: str) -> LinkCheck:
        """Whether a DOI is registered; with `follow_doi`, whether its landing page lives, too."""
        check, told = await self.registrar.check(target.url, doi)
        landing = clean.address(told or "")
        if check.verdict is not Verdict.OK or not self.options.follow_doi or landing is None:
            return check
        page = await self._settled(landing, tuple(target.titles))
        if page.verdict in DEAD:
            return replace(
                page, url=target.url, reason="landing-dead", evidence=("registered", *page.evidence), suggest=None
            )
        if page.verdict in (Verdict.OK, Verdict.REDIRECTED, Verdict.BLOCKED):
            return replace(
                check,
                status=page.status,
                final_url=page.final_url or landing,
                evidence=(*check.evidence, *page.evidence),
            )
        return replace(page, url=target.url, evidence=("registered", *page.evidence), suggest=None)

    async def _settled(self, url: str, titles: tuple[str, ...]) -> LinkCheck:
        """Visit until the answer is one to rely on: passing faults are tried again, proofs of death once more."""
        seen, tries, waited = await self._visit(url), 0, 0.0
        while True:
            check = judge.verdict(seen, titles)
            if (
                judge.passing(seen.response)
                and tries < self.options.retries
                and waited + self._wait(seen) <= self.options.timeout
            ):
                self._trouble.set()
                await self._later(tries)
                tries += 1
                waited += self._wait(seen)
                seen = await self._visit(url, again=True)
                continue
            if check.verdict is Verdict.BROKEN:
                return await self._confirmed(check, seen, titles)
            if check.verdict in (Verdict.OK, Verdict.REDIRECTED) and soft404.suspicious(seen, titles):
                return await self._probed(check, seen)
            return check

    async def _visit(self, url: str, *, again: bool = False) -> Visit:
        return await visit(url, self.client, again=again)

    def _wait(self, seen: Visit) -> float:
        """Seconds for which the host wants to be left alone."""
        return manners.retry_after(seen.response, self.client.clock()) or 0.0

    async def _confirmed(self, check: LinkCheck, seen: Visit, titles: tuple[str, ...]) -> LinkCheck:
        """A proof of death is asked for once more at the end of the run, unless its host's second answers always agree."""
        if check.reason == "nxdomain" and not await self._network():
            return replace(check, verdict=Verdict.ERROR, reason="dns", confidence=Confidence.LIKELY)
        if check.reason in ("loop", "hops"):
            return check
        await self.client.lanes.quiet.wait()
        host = urlsplit(seen.response.url).hostname or ""
        async with self._turns[host]:
            if self._seconds[host] >= BELIEVED and host not in self._liars:
                return check
            await asyncio.sleep(BACKOFF / 2)
            again = judge.verdict(await self._visit(seen.url, again=True), titles)
        if again.verdict is check.verdict:
            self._seconds[host] += 1
            return again
        self._liars.add(host)
        if again.verdict in (Verdict.OK, Verdict.REDIRECTED, Verdict.BLOCKED):
            return again
        return replace(again, evidence=(*check.evidence, "and on a second try:", *again.evidence))

    async def _probed(self, check: LinkCheck, seen: Visit) -> LinkCheck:
        """A page that may be one for any path: ask for a path that cannot be there, and compare."""
        nonsense = hashlib.sha256(seen.url.encode()).hexdigest()[:12]
        path = urlsplit(seen.url).path
        suffix = path[path.rfind(".") :] if "." in path.rpartition("/")[2] else ""
        sibling = urljoin(urldefrag(seen.url).url, f"{nonsense}{suffix}")
        other = await self._visit(sibling)
        if seen.page and soft404.same(seen.page, other.page, (path, urlsplit(sibling).path)):
            return replace(
                check,
                verdict=Verdict.SOFT404,
                reason="any-path",
                suggest=None,
                evidence=("its host shows this page for any path", *check.evidence),
                confidence=Confidence.LIKELY,
            )
        return check

    # -- the run as a whole

    async def _later(self, tries: int) -> None:
        """Wait for the end of the first round, so that second tries come as late as they can; then a little more."""
        await asyncio.sleep(BACKOFF * 2**tries)
        await self.client.lanes.quiet.wait()

    async def _silence(self) -> None:
        """Return when there is no network: nothing answers, and the canary neither."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._trouble.wait(), SILENCE)
        if self.client.answers or await self._canary() or self.client.answers:
            await asyncio.Event().wait()

    async def _canary(self) -> bool:
        bases = [base for base in (self.options.doi_url, self.options.archive_url) if base]
        return any(await asyncio.gather(*(self.client.reach(base, CANARY) for base in bases)))

    async def _network(self) -> bool:
        """Whether names can be looked up: one could, or the canary's can."""
        if self.client.names.known:
            return True
        self._alive = self._alive or asyncio.create_task(self._canary())
        return await asyncio.shield(self._alive)

    def _collapse(self) -> None:
        """Where most addresses of a host end in one place above them, they have lost their pages."""
        groups: defaultdict[tuple[str, str], list[LinkCheck]] = defaultdict(list)
        of_host = Counter(urlsplit(url).hostname for url in self.done)
        for check in self.done.values():
            if check.final_url and check.verdict in (Verdict.OK, Verdict.REDIRECTED):
                start, end = urlsplit(check.url), urlsplit(check.final_url)
                if end.path.strip("/").count("/") < start.path.strip("/").count("/") and not end.query:
                    groups[start.hostname or "", check.final_url].append(check)
        for (host, _), group in groups.items():
            for check in group if len(group) >= max(3, 0.75 * of_host[host]) else ():
                evidence = (f"{len(group)} addresses of its host end in this one place", *check.evidence)
                self.done[check.url] = replace(
                    check,
                    verdict=Verdict.SOFT404,
                    reason="one-place",
                    suggest=None,
                    evidence=evidence,
                    confidence=Confidence.LIKELY,
                )
