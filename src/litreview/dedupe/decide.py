"""Whether two entries mean one work: the one decision, for a single pair and for columns of pairs alike.

Every value of `Compared` is a scalar or a numpy array; the rules are written with `&`, `|` and `^ True`, which mean the
same for both. So every engine decides alike.
"""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["Compared", "Decision", "compared", "decide", "reasons"]


class Compared(NamedTuple):
    """How two entries compare. Likeness is 0..1; a `_same` and a `_other` are both false where a side is silent."""

    title: Any
    main: Any
    people: Any
    people_known: Any
    lead_same: Any
    venue: Any
    venue_known: Any
    years: Any
    years_known: Any
    doi_same: Any
    doi_other: Any
    registrant_same: Any
    ids_same: Any
    ids_other: Any
    volume_same: Any
    volume_other: Any
    issue_same: Any
    issue_other: Any
    page_same: Any
    page_other: Any
    numbers_other: Any
    marker_other: Any
    marked: Any
    generic: Any
    edition_other: Any
    kind_other: Any
    versions: Any


class Decision(NamedTuple):
    """`same`: one work. `apart`: surely two, also where others join them. `uncertain`, `relation`: to be reported."""

    same: Any
    apart: Any
    uncertain: Any
    version: Any
    edition: Any
    score: Any


def compared(left: Any, right: Any, likeness: Any) -> Compared:
    """Features (or columns of features) of two sides; likeness(measure, a, b) is `similarity`'s, or its bulk form."""

    def same(a: Any, b: Any) -> Any:
        return (a == b) & (a != "")

    def other(a: Any, b: Any) -> Any:
        return (a != b) & (a != "") & (b != "")

    versions = (left.kind == "conference") ^ (right.kind == "conference")
    return Compared(
        title=likeness("ratio", left.bare, right.bare),
        main=same(left.main, right.bare_spaced) | same(left.bare_spaced, right.main),
        people=likeness("shared_words", left.people, right.people),
        people_known=(left.people != "") & (right.people != ""),
        lead_same=same(left.lead, right.lead),
        venue=likeness("ratio", left.venue, right.venue),
        venue_known=(left.venue != "") & (right.venue != ""),
        years=abs(left.year - right.year),
        years_known=(left.year > 0) & (right.year > 0),
        doi_same=same(left.doi, right.doi),
        doi_other=other(left.doi, right.doi),
        registrant_same=same(left.registrant, right.registrant),
        ids_same=same(left.ids, right.ids),
        ids_other=other(left.ids, right.ids) & (left.ids_kind == right.ids_kind),
        volume_same=same(left.volume, right.volume),
        volume_other=other(left.volume, right.volume),
        issue_same=same(left.issue, right.issue),
        issue_other=other(left.issue, right.issue),
        page_same=same(left.first, right.first),
        page_other=other(left.first, right.first),
        numbers_other=left.numbers != right.numbers,
        marker_other=left.marker != right.marker,
        marked=(left.marker != "") | (right.marker != ""),
        generic=left.generic | right.generic,
        edition_other=other(left.edition, right.edition),
        kind_other=(left.kind == "chapter") ^ (right.kind == "chapter"),
        versions=versions,
    )
