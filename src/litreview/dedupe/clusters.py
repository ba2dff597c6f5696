"""From pairs to groups: connected components, taken apart again where they would join what a veto keeps apart."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["clusters", "components"]

Pair = tuple[int, int]


def clusters(
    same: Sequence[tuple[float, int, int]],
    apart: Callable[[Sequence[Pair]], Sequence[bool]],
    rank: Callable[[int], Any],
) -> list[list[int]]:
    """Groups of two or more rows that mean one work, each sorted, in the order of their first row.

    `same` are the pairs (score, lower row, higher row); `apart` says of other pairs within a component which are vetoed;
    `rank` orders rows by their content, so that the outcome does not depend on the order of the rows.
    """
    found = components((a, b) for _, a, b in same)
    large = [rows for rows in found if len(rows) > 2]
    agreed = {(a, b) for _, a, b in same}
    pairs = [pair for rows in large for pair in combinations(rows, 2) if pair not in agreed]
    vetoes: dict[int, set[int]] = defaultdict(set)
    for (a, b), veto in zip(pairs, apart(pairs), strict=True):
        if veto:
            vetoes[a].add(b)
            vetoes[b].add(a)
    if not vetoes:
        return found
    edges: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
    home = {row: n for n, rows in enumerate(found) for row in rows}
    for edge in same:
        edges[home[edge[1]]].append(edge)
    split = []
    for n, rows in enumerate(found):
        split += _agreeable(rows, edges[n], vetoes, rank) if any(row in vetoes for row in rows) else [rows]
    return sorted(split)


def components(pairs: Iterable[Pair]) -> list[list[int]]:
    """Rows that pairs connect, each group sorted, in the order of their first row."""
    parent: dict[int, int] = {}

    def root(row: int) -> int:
        while (above := parent.setdefault(row, row)) != row:
            parent[row] = parent[above]
            row = above
        return row

    for a, b in pairs:
        one, two = root(a), root(b)
        parent[max(one, two)] = min(one, two)
    groups: dict[int, list[int]] = defaultdict(list)
    for row in sorted(parent):
        groups[root(row)].append(row)
    return list(groups.values())


def _agreeable(
    rows: Sequence[int],
    edges: Sequence[tuple[float, int, int]],
    vetoes: dict[int, set[int]],
    rank: Callable[[int], Any],
) -> list[list[int]]:
    """The component, joined along its surest pairs first, but never over a veto."""
    group = {row: {row} for row in rows}
    position = {row: n for n, row in enumerate(sorted(rows, key=rank))}
    surest = sorted(edges, key=lambda edge: (-edge[0], *sorted((position[edge[1]], position[edge[2]]))))
    for _, a, b in surest:
        one, two = group[a], group[b]
        if one is not two and not any(vetoes.get(row, set()) & two for row in one):
            one |= two
            for row in two:
                group[row] = one
    return [sorted(members) for members in {id(g): g for g in group.values()}.values() if len(members) > 1]
