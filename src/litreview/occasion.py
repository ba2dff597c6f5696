"""When a run is made, how it asks, and what it must reach, by the settings."""

from __future__ import annotations

import datetime as dt
import gc
import os
import sys
import threading
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from litreview import config, coverage, forked, linkcheck
from litreview.errors import InputError, UsageError
from litreview.registry import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

__all__ = ["asking", "cores", "minima", "now", "today", "uncollected"]

LONGEST = 32
"""Items that go to a worker at once, at most: what it makes of them travels together."""


@contextmanager
def cores(
    jobs: int, *, load: Callable[[], None] = lambda: None
) -> Iterator[Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]]:
    """A `map` that works on so many cores, in order; with one, the map of this process.

    `load` loads what each worker would, and is called where they can have it of this process.
    Raises InputError when a file makes a worker crash.
    """
    if jobs < 2:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (seldom needed)
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # A fork has all that is loaded, and starts at once; but it would copy the locks that other threads hold.
    split = sys.platform == "linux" and threading.active_count() == 1
    if split:
        load()
    with ProcessPoolExecutor(jobs, get_context("fork" if split else "spawn")) as pool:

        def apply(work: Callable[[Any], Any], items: Iterable[Any]) -> Iterable[Any]:
            with forked.unwarned():
                return chain.from_iterable(pool.map(partial(_each, work), _runs([*items], jobs)))

        try:
            yield apply
        except BrokenProcessPool as error:
            raise InputError("reading a file crashed; leave --jobs out to see at which one") from error


def _runs(items: Sequence[Any], jobs: int) -> Iterator[Sequence[Any]]:
    """The items in runs: long ones first, for neighbours say the same and a worker remembers; short ones last, so that all end together."""
    start = 0
    while start < len(items):
        size = min(max(1, (len(items) - start) // (4 * jobs)), LONGEST)
        yield items[start : start + size]
        start += size


def _each(work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
    return [work(item) for item in items]


@contextmanager
def uncollected() -> Iterator[None]:
    """Without looking for cycles: nearly all that a run makes is kept to its end and has none, and the search costs a few per cent of it.

    At the end all that is left counts as old, as if it had been searched: it is frozen and thawed, unless somebody else froze what must stay so.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def asking(settings: config.Config) -> linkcheck.Options:
    """How links are asked, by the settings; whether private addresses may be is for the environment alone to say."""
    return linkcheck.Options(
        timeout=settings.timeout,
        retries=settings.retries,
        concurrency=settings.concurrency,
        per_host=settings.per_host,
        mailto=settings.mailto,
        doi_url=settings.doi_url,
        registry_url=_registry(settings),
        archive_url=settings.archive_url,
        timegate_url=settings.timegate_url,
        follow_doi=settings.follow_doi,
        allow_private=os.environ.get("LITREVIEW_ALLOW_PRIVATE") == "1",
    )


def _registry(settings: config.Config) -> str | None:
    """The registry that knows the resolver's DOIs: another resolver has another one, or none."""
    usual = config.Config()
    named = settings.registry_url != usual.registry_url
    return settings.registry_url or None if named or settings.doi_url == usual.doi_url else None


def minima(settings: config.Config, *, recalls: bool = False) -> dict[str, dict[str, float]]:
    """The options of the rule on coverage that the setting `coverage` makes; `recalls`: there is a history of links.

    Raises UsageError for what cannot be held.
    """
    if not settings.coverage:
        return {}
    for name, least in settings.coverage.items():
        if name not in coverage.METERS:
            raise UsageError(f"no meter is named '{name}'{did_you_mean(name, list(coverage.METERS))}")
        if isinstance(least, bool) or not isinstance(least, int | float) or not 0 <= least <= 100:
            raise UsageError(f"the least of {name} must be a number from 0 to 100, not {least!r}")
    if settings.offline and settings.coverage.get("live") and not recalls:
        raise UsageError(
            "a least of live links needs the network, or the --state that `litreview links` keeps: "
            "run `litreview review` without --offline, or name the file"
        )
    return {"LR801": {name: float(least) for name, least in settings.coverage.items()}}


def today(settings: config.Config) -> dt.date:
    """The date of the run: the setting, else SOURCE_DATE_EPOCH, else today."""
    if settings.today:
        try:
            return dt.date.fromisoformat(settings.today)
        except ValueError as error:
            raise UsageError(f"--today {settings.today}: write it as YYYY-MM-DD") from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch}: must be seconds since 1970") from error


def now(settings: config.Config) -> dt.datetime:
    """The time of the run; noon of the day, where the settings or SOURCE_DATE_EPOCH name one."""
    if not settings.today and "SOURCE_DATE_EPOCH" not in os.environ:
        return dt.datetime.now(dt.UTC)
    return dt.datetime.combine(today(settings), dt.time(12), dt.UTC)
