"""Work on all cores of this machine, by processes that see what this one holds and send back only what they found."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections import deque
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

__all__ = ["MANY", "PIECE", "apply", "enough", "pieces"]

MANY = 20_000
"""Rows from which on it pays to start processes."""

PIECE = 10_000
"""Rows for one process, at least: it ends with its piece, so that what it copied of this one's memory stays small."""

SHARE = 8
"""Into how many pieces many rows are cut: to split off a process costs time for all that this one holds."""


def enough(rows: int, done: int) -> bool:
    """Whether so many rows are worth a process, when so many others have been done before them."""
    return rows >= max(PIECE, done // SHARE)


def pieces(rows: int, number: int = 0) -> list[slice]:
    """The rows in pieces of nearly one size: so many, else one where they are few."""
    number = number or (min(SHARE, rows // PIECE) if rows >= MANY else 1)
    ends = [rows * n // number for n in range(number + 1)]
    return [slice(*both) for both in pairwise(ends)]


def apply(work: Callable[..., Any], items: Iterable[Any], *shared: Any, most: int | None = None) -> Iterator[Any]:
    """`work(*shared, item)` for each item, in order, on at most so many cores: nothing but items and results travels.

    Items are taken as they are worked on, so that what makes them goes on beside the work. Where a process cannot be split
    safely (other systems, other threads at work), where there is one core or one item, all is done here.
    Raises RuntimeError when a process ended before its work, for want of memory say.
    """
    ahead = iter(items)
    first = [*islice(ahead, 2)]
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    cores = min(cores, most or cores)
    if min(cores, len(first)) < 2 or threading.active_count() > 1:
        yield from (work(*shared, item) for item in chain(first, ahead))
        return
    from multiprocessing import get_context  # noqa: PLC0415 (seldom needed)

    context = get_context("fork")
    running: deque[Any] = deque()
    for item in chain(first, ahead):
        if len(running) > cores:  # one more than can run, so that a core whose work is done does not wait for another's
            yield _result(*running.popleft())
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_sent, args=(receiver, sender, work, shared, item), daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads: numpy's idle ones, that no piece calls
            process.start()
        sender.close()
        running.append((process, receiver))
    while running:
        yield _result(*running.popleft())


def _sent(
    receiver: Connection, sender: Connection, work: Callable[..., Any], shared: tuple[Any, ...], item: Any
) -> None:
    receiver.close()  # else a process whose parent was killed would wait for itself to read
    sender.send(work(*shared, item))


def _result(process: Any, receiver: Connection) -> Any:
    with receiver:
        try:
            found = receiver.recv()
        except EOFError as error:
            raise RuntimeError("a process of the merge ended before its work was done") from error
    process.join()
    return found
