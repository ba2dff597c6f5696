"""The facts of a run in JSON's own types, as `review.json` has them: dictionaries and lists, always in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litreview.model.plain import fields, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.model.document import Reference
    from litreview.model.entry import Work
    from litreview.model.evidence import Evidence, Link, LinkCheck, Paper

__all__ = ["facts"]


def facts(evidence: Evidence) -> dict[str, Any]:
    """The sources, lists, works, pairs and links of a run: all that is told of it but coverage and opinions."""
    mentions: dict[str, int] = {}
    for paper in evidence.papers:
        for match in paper.matches:
            for work in match.works:
                mentions[work] = mentions.get(work, 0) + 1
    of_reference = {member: work.id for work in evidence.works for member in work.members}
    return {
        "sources": [plain(paper.source) for paper in evidence.lists()],
        "papers": [_paper(paper, of_reference) for paper in evidence.papers],
        "bibliographies": [_listing(paper, of_reference) for paper in evidence.bibliographies],
        "works": [_work(work, mentions.get(work.id, 0)) for work in evidence.works],
        "pairs": [plain(pair) for pair in evidence.pairs],
        "links": [_link(link, evidence.checks.get(link.url)) for link in evidence.links],
    }


def _listing(paper: Paper, of_reference: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": paper.id,
        "source": paper.source.id,
        "path": paper.source.path,
        "references": [
            _reference(reference, fields(entry, drop=("id",)), of_reference.get(reference.id))
            for reference, entry in zip(paper.references, paper.entries, strict=True)
        ],
    }


def _paper(paper: Paper, of_reference: Mapping[str, str]) -> dict[str, Any]:
    index = {reference.id: reference.index for reference in paper.references}
    listing = _listing(paper, of_reference)
    references = listing.pop("references")
    return listing | {
        "title": paper.title,
        "language": paper.language,
        "citation_style": paper.citation_style,
        "vote": dict(paper.vote),
        "has_reference_list": paper.has_reference_list,
        "references": references,
        "citations": [
            fields(citation.span)
            | fields(citation, drop=("span",))
            | {
                "references": [index[r] for r in match.references if r in index],
                "works": list(match.works),
                "status": match.status,
                "confidence": match.confidence,
                "reasons": list(match.reasons),
            }
            for citation, match in zip(paper.citations, paper.matches, strict=True)
        ],
    }


def _reference(reference: Reference, entry: dict[str, Any], work: str | None) -> dict[str, Any]:
    return fields(reference, drop=("span", "stated")) | fields(reference.span) | {"work": work, "entry": entry}


def _work(work: Work, mentions: int) -> dict[str, Any]:
    return {
        "id": work.id,
        "key": work.key,
        "type": work.entry.type,
        "fields": fields(work.entry, drop=("id", "key", "type", "confidence")),
        "provenance": {name: list(gave) for name, gave in work.provenance.items()},
        "conflicts": [
            {"field": c.field, "values": [{"value": v, "references": list(refs)} for v, refs in c.values]}
            for c in work.conflicts
        ],
        "members": list(work.members),
        "mentions": mentions,
    }


def _link(link: Link, check: LinkCheck | None) -> dict[str, Any]:
    return (
        {"url": link.url, "printed": link.printed, "field": link.field}
        | {"keys": list(link.keys), "references": list(link.references)}
        | (fields(check, drop=("url",)) if check else {"verdict": "unchecked", "evidence": []})
        | {"where": [fields(span) for span in link.where]}
    )
