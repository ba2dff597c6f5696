"""The columnar engine on a Dask cluster: blocks are built and pairs are judged by its workers, with the same functions.

Needs the extra `distributed`. The columns are scattered to the workers once; each then takes blocking keys, and chunks of
pairs, as it has time. Neither how many workers there are nor how the work was cut shows in what comes out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from litreview.dedupe import columnar
from litreview.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from litreview.dedupe.decide import Found
    from litreview.dedupe.features import Features

__all__ = ["matches"]

LOCAL = 2
"""Worker processes of a local cluster."""


def matches(table: Sequence[Features], *, merge_versions: bool = False, scheduler: str = "local") -> Found:
    """As the other engines. `scheduler` is the address of a Dask scheduler, or "local" for processes of this machine.

    Raises UsageError where Dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client, LocalCluster  # noqa: PLC0415 (an optional extra)
    except ImportError as error:
        raise UsageError("--scheduler needs Dask: pip install 'litreview-toolkit[distributed]'") from error
    try:
        where: Any = scheduler
        if scheduler == "local":
            where = LocalCluster(n_workers=LOCAL, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call,unused-ignore]
        with Client(where, timeout=30) as client:  # type: ignore[no-untyped-call,unused-ignore]
            found = columnar.matches(table, merge_versions=merge_versions, apply=partial(_apply, client))
        if scheduler == "local":
            where.close()
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"--scheduler {scheduler}: no Dask scheduler answers there: {error}") from error
    return found


def _apply(client: Any, work: Callable[..., Any], items: Iterable[Any], *shared: Any) -> Iterator[Any]:
    """`map(partial(work, *shared), items)` on the cluster, in order; what is shared goes to each worker once."""
    given = client.scatter(list(shared), broadcast=True, hash=False)
    futures = [client.submit(_called, work, item, *given, pure=False) for item in items]
    for future in futures:
        yield future.result()


def _called(work: Callable[..., Any], item: Any, *shared: Any) -> Any:
    return work(*shared, item)
