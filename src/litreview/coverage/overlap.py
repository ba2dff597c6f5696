"""Which works the lists share, and how far: the corrected covered area."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any

from litreview.coverage.meters import listings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from litreview.model import Evidence

__all__ = ["corrected_covered_area", "of"]


def of(evidence: Evidence) -> dict[str, Any]:
    """The overlap of all lists that hold a work.

    `occurrences` (N) counts a work once for each list that holds it, `works` (r) once, `lists` (c) are
    their ids; `cca` is None where fewer than two lists hold anything. `pairs` has the pairs of lists that
    share a work; `by_lists` the works that k lists or more hold, for each k that adds some, most first and
    down to two; `only` the works that one list alone holds; `disagreements` the shared works on which the
    lists state different things.
    """
    held = listings(evidence)
    by_list: dict[str, list[str]] = {listing.id: [] for listing in evidence.lists()}
    for work, lists in held.items():
        for listing in lists:
            by_list[listing].append(work)
    by_list = {listing: works for listing, works in by_list.items() if works}
    counts = sorted({len(lists) for lists in held.values() if len(lists) > 1}, reverse=True)
    return {
        "lists": list(by_list),
        "works": sum(bool(lists) for lists in held.values()),
        "occurrences": sum(len(lists) for lists in held.values()),
        "cca": _rounded(by_list.values()),
        "sizes": {listing: len(works) for listing, works in by_list.items()},
        "pairs": [
            {"lists": list(pair), "shared": works, "cca": _rounded([by_list[name] for name in pair])}
            for pair, works in _pairs(held, list(by_list)).items()
        ],
        "by_lists": [{"lists": k, "works": [w for w, lists in held.items() if len(lists) >= k]} for k in counts],
        "only": {listing: [w for w in works if len(held[w]) == 1] for listing, works in by_list.items()},
        "disagreements": [work.id for work in evidence.works if work.conflicts and len(held[work.id]) > 1],
    }


def _pairs(held: Mapping[str, Sequence[str]], order: Sequence[str]) -> dict[tuple[str, str], list[str]]:
    """The works that two lists share, by pair in the order of the lists."""
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for work, lists in held.items():
        for pair in combinations(lists, 2):
            shared[pair[0], pair[1]].append(work)
    place = {listing: n for n, listing in enumerate(order)}
    return dict(sorted(shared.items(), key=lambda item: [place[name] for name in item[0]]))


def corrected_covered_area(lists: Collection[Collection[str]]) -> float | None:
    """CCA = (N - r) / (r (c - 1)): 0 where no work is in two lists, 1 where all lists are the same.

    N is the number of entries of all lists, r the number of distinct works, c the number of lists.
    None for fewer than two lists, or where they hold nothing. Each list holds a work at most once.

    Source: D. Pieper, S.-L. Antoine, T. Mathes, E. A. M. Neugebauer and M. Eikermann, "Systematic review
    finds overlapping reviews were not mentioned in every other overview", Journal of Clinical Epidemiology
    67 (2014) 368-375; they call up to 5 % slight, to 10 % moderate, to 15 % high and more very high.
    Worked example: five reviews of three studies, 41.67 %, in "Corrected Covered Area (CCA)", a vignette of
    the R package junoR (Juno Evidence Alliance). For two lists CCA is the share of their works that both
    hold, as the R package metaSEM documents.

    >>> reviews = [{"S1", "S2"}, {"S2"}, {"S1", "S3"}, {"S1", "S3"}, {"S2"}]
    >>> round(100 * corrected_covered_area(reviews), 2)
    41.67
    """
    distinct = {work for works in lists for work in works}
    if len(lists) < 2 or not distinct:
        return None
    return (sum(map(len, lists)) - len(distinct)) / (len(distinct) * (len(lists) - 1))


def _rounded(lists: Collection[Collection[str]]) -> float | None:
    area = corrected_covered_area(lists)
    return None if area is None else round(area, 4)
