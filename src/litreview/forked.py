"""Work on all cores of this machine, by processes that see what this one holds and send back only what they found."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from collections import deque
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

__all__ = ["MANY", "PIECE", "Beside", "apply", "enough", "pieces", "unwarned"]

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


@contextmanager
def unwarned() -> Iterator[None]:
    """Without the warning, when a process is split off, of threads: they are numpy's idle ones, which no work calls."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def apply(work: Callable[..., Any], items: Iterable[Any], *shared: Any, most: int | None = None) -> Iterator[Any]:
    """`work(*shared, item)` for each item, in order, on at most so many cores: nothing but items and results travels.

    Items are taken as they are worked on, so that what makes them goes on beside the work. Where a process cannot be split
    safely (other systems, other threads at work), where there is one core or one item, all is done here. Raises as `Beside` does.
    """
    ahead = iter(items)
    first = [*islice(ahead, 2)]
    cores = _cores(most)
    if min(cores, len(first)) < 2:
        yield from (work(*shared, item) for item in chain(first, ahead))
        return
    running: deque[Beside] = deque()
    for item in chain(first, ahead):
        if len(running) > cores:  # one more than can run, so that a core whose work is done does not wait for another's
            yield running.popleft().result()
        running.append(Beside(work, most=most).begin(*shared, item))
    while running:
        yield running.popleft().result()


def _cores(most: int | None) -> int:
    """How many processes may work at once; one where they cannot be split."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    cores = len(os.sched_getaffinity(0))
    return min(cores, most or cores)


class Beside:
    """Work that goes on in a process of its own while this one does something else; with one core, it is done when it is asked for."""

    def __init__(self, work: Callable[..., Any], *, most: int | None = None) -> None:
        self._work, self._most = work, most
        self._asked: Callable[[], Any] = work

    def begin(self, *given: Any) -> Self:
        """Start `work(*given)`."""
        if _cores(self._most) < 2:
            self._asked = partial(self._work, *given)
            return self
        from multiprocessing import get_context  # noqa: PLC0415 (seldom needed)

        context = get_context("fork")
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_sent, args=(receiver, sender, self._work, given), daemon=True)
        with unwarned():
            process.start()
        sender.close()
        self._asked = partial(_received, process, receiver)
        return self

    def result(self) -> Any:
        """What the work gives, or raises; to be asked for once. RuntimeError when a process ended before its work, for want of memory say."""
        return self._asked()


def _sent(receiver: Connection, sender: Connection, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    receiver.close()  # else a process whose parent was killed would wait for itself to read
    found, failed = None, None
    try:
        found = work(*given)
    except Exception as error:  # noqa: BLE001 (it is raised again where the result is asked for)
        failed = error
    sender.send((found, failed))


def _received(process: Any, receiver: Connection) -> Any:
    with receiver:
        try:
            found, failed = receiver.recv()
        except EOFError:
            raise RuntimeError("a process ended before its work was done") from None
    process.join()
    if failed:
        raise failed
    return found
