"""The canonical record of a work: the best value a field by a stated rule, who gave it, and who says otherwise.

The rule: the value that most entries give; of equal counts the surest, then the fullest (the longest; of the same length
the one that is not all capitals, then the first in order). Links, identifiers, keywords, notes and local files are never
chosen between: all are kept.
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from litreview import similarity
from litreview.dedupe import features
from litreview.model import Conflict, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from litreview.model import Name

__all__ = ["Record", "canonical"]

Gave = dict[str, tuple[str, ...]]

# attribute -> what two values of it must share to be one value
SAME: dict[str, Callable[[Any], object]] = {
    "title": lambda value: similarity.fold(value).replace(" ", ""),
    "container_title": similarity.fold,
    "year": str.strip,
    "volume": features.number,
    "issue": features.number,
    "pages": lambda value: features.pages(value)[0] or similarity.fold(value),
    "doi": features.doi,
    "edition": features.number,
}
LOOSE = ("series", "publisher", "place", "date", "accessed", "isbn", "issn", "arxiv", "pmid", "pmcid", "language")
FIELDS = ("type", "authors", "editors", "translators", *SAME, *LOOSE, "urls", "note")
chosen_between, provided = attrgetter(*SAME, *LOOSE), attrgetter(*FIELDS)
JOINED = {"keywords": ", ", "groups": ", ", "file": ";", "mendeley-groups": ", "}


class Record(NamedTuple):
    """The canonical record of a work, the ids of the entries that gave each field, and what they disagree on."""

    entry: Entry
    provenance: Gave
    conflicts: tuple[Conflict, ...]


def canonical(entries: Sequence[Entry]) -> Record:
    """One entry from all entries of a work, whose order decides nothing but the order of links and ids."""
    if len(entries) == 1:
        ids = (entries[0].id,)
        given = zip(FIELDS, provided(entries[0]), strict=True)
        return Record(entries[0], {name: ids for name, value in given if value}, ())
    chosen: dict[str, Any] = {"type": _type(entries)}
    gave: Gave = {"type": tuple([e.id for e in entries if e.type == chosen["type"]])}
    everybody = tuple([e.id for e in entries])
    conflicts = []
    for name, *values in zip((*SAME, *LOOSE), *map(chosen_between, entries), strict=True):
        if not any(values):
            continue
        if values.count(values[0]) == len(values):
            chosen[name], gave[name] = values[0], everybody
            continue
        groups = _groups(entries, name, values)
        chosen[name], gave[name] = groups[0]
        if len(groups) > 1 and name in SAME and (conflict := _conflict(name, groups)):
            conflicts.append(conflict)
    for name in ("authors", "editors", "translators"):
        _people(entries, name, chosen, gave)
    urls = tuple(dict.fromkeys([url for e in entries for url in (e.url, *e.urls) if url]))
    if urls:
        gave["urls"] = tuple([e.id for e in entries if e.url or e.urls])
    merged = Entry(
        **chosen,
        url=urls[0] if urls else None,
        urls=urls,
        local_files=tuple(dict.fromkeys([file for e in entries for file in e.local_files])),
        note="; ".join(dict.fromkeys([e.note for e in entries if e.note])) or None,
        extra=_extra(entries),
        confidence=_confidence(entries, gave),
    )
    return Record(merged, gave, tuple(conflicts))


def _confidence(entries: Sequence[Entry], gave: Gave) -> dict[str, float]:
    """How sure the surest of those is who gave a field."""
    if not any(e.confidence for e in entries):
        return {}
    sure = {name: max(e.confidence.get(name, 0) for e in entries if e.id in ids) for name, ids in gave.items()}
    return {name: value for name, value in sure.items() if value}


def _type(entries: Sequence[Entry]) -> str:
    """The type that most entries state; 'misc' only where nobody knows better."""
    kinds = [e.type for e in entries]
    return min(set(kinds), key=lambda kind: (kind == "misc", -kinds.count(kind), kind))


def _groups(entries: Sequence[Entry], name: str, values: Sequence[Any]) -> list[tuple[str, tuple[str, ...]]]:
    """The values of a field (one an entry), best first, with the ids of the entries that give them."""
    giving = [(value, entry) for value, entry in zip(values, entries, strict=True) if value]
    if len(giving) == 1 or [value for value, _ in giving].count(giving[0][0]) == len(giving):
        return [(giving[0][0], tuple([entry.id for _, entry in giving]))]
    same = SAME.get(name, str)
    groups: dict[object, list[tuple[Any, Entry]]] = {}
    for value, entry in giving:
        groups.setdefault(same(value), []).append((value, entry))
    ranked = []
    for members in groups.values():
        best = members[0][0]
        if len(members) > 1:
            best = min([value for value, _ in members], key=lambda v: (-len(v), v.isupper(), v))
        sure = max([e.confidence.get(name, 1.0) for _, e in members])
        ranked.append(((-len(members), -sure, -len(best), best), best, tuple([e.id for _, e in members])))
    return [(value, ids) for _, value, ids in sorted(ranked)]


def _conflict(name: str, groups: Sequence[tuple[str, tuple[str, ...]]]) -> Conflict | None:
    """Values that cannot both be right: an abbreviation or a missing subtitle is no conflict."""
    best = groups[0][0]
    against = [groups[0], *(group for group in groups[1:] if not _compatible(name, best, group[0]))]
    return Conflict(name, tuple(against)) if len(against) > 1 else None


def _compatible(name: str, best: str, other: str) -> bool:
    if name not in ("title", "container_title"):
        return False
    one, two = similarity.fold(best), similarity.fold(other)
    if name == "title":
        return similarity.ratio(one, two) >= 0.9 or similarity.shared_words(one, two) >= 0.95
    return similarity.shared_words(*(" ".join(w[:3] for w in text.split()) for text in (one, two))) >= 0.75


def _people(entries: Sequence[Entry], name: str, chosen: dict[str, Any], gave: Gave) -> None:
    """The list of most names, not cut short where another is whole, with the fullest given names."""
    lists = [e for e in entries if getattr(e, name)]
    if not lists:
        return
    if (
        all(getattr(e, name) == getattr(lists[0], name) for e in lists[1:])
        and len({e.authors_truncated for e in lists}) == 1
    ):
        chosen[name], gave[name] = getattr(lists[0], name), tuple([e.id for e in lists])
        if name == "authors":
            chosen["authors_truncated"] = lists[0].authors_truncated
        return

    def full(e: Entry) -> tuple[bool, int, int, str]:
        people: tuple[Name, ...] = getattr(e, name)
        written = " and ".join(f"{p.lead}, {p.given or ''}" for p in people)
        return (name == "authors" and e.authors_truncated, -len(people), -len(written), written)

    best = min(lists, key=full)
    chosen[name] = getattr(best, name)
    if name == "authors":
        chosen["authors_truncated"] = best.authors_truncated
    leads = [similarity.fold(p.lead) for p in chosen[name]]
    gave[name] = tuple(e.id for e in lists if [similarity.fold(p.lead) for p in getattr(e, name)] == leads)


def _extra(entries: Sequence[Entry]) -> dict[str, str]:
    """The other fields: lists are joined, of the rest the longest value is kept."""
    values: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for name, value in entry.extra.items():
            values[name].append(value)
    merged = {}
    for name, given in sorted(values.items()):
        if separator := JOINED.get(name):
            parts = (part.strip() for value in given for part in value.split(separator.strip()))
            merged[name] = separator.join(dict.fromkeys(part for part in parts if part))
        else:
            merged[name] = min(given, key=lambda value: (-len(value), value))
    return merged
