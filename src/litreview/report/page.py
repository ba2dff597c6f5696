"""What the page needs beside review.json: the same facts, joined by id, in the order and the words in which they are shown."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from litreview.report import summary
from litreview.report.bibliography import printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Span
    from litreview.opinion import Finding, Review
    from litreview.report import Options

__all__ = ["Page", "build", "evidence", "fix", "host", "past", "people", "told", "where"]

Json = dict[str, Any]

LABELS = {
    "type": "Type",
    "authors": "Authors",
    "editors": "Editors",
    "translators": "Translators",
    "title": "Title",
    "container_title": "In",
    "series": "Series",
    "publisher": "Publisher",
    "place": "Place",
    "volume": "Volume",
    "issue": "Issue",
    "pages": "Pages",
    "year": "Year",
    "date": "Date",
    "accessed": "Accessed",
    "edition": "Edition",
    "doi": "DOI",
    "urls": "Links",
    "local_files": "Local files",
    "isbn": "ISBN",
    "issn": "ISSN",
    "arxiv": "arXiv",
    "pmid": "PubMed",
    "pmcid": "PubMed Central",
    "language": "Language",
    "note": "Note",
}

# What a match's reasons, which crosscheck gives in one word each, are called.
REASONS = {
    "name": "the name is spelt differently",
    "initials": "the initials differ",
    "year": "the year differs",
    "suffix": "the letter after the year differs",
    "no-year": "no year is printed",
    "author": "a co-author differs",
    "author-count": "authors are left out",
    "order": "the authors stand in another order",
    "several": "several references fit",
}


@dataclass(frozen=True, slots=True)
class Page:
    """What the templates read: `data` is review.json; the rest is looked up in it by id.

    `works` are the rows of the list of works; `anchors` say where in the page a citation or a work stands, by id;
    `at` has the same as (start, end, place) by source, in order; `hosts` has the links by host.
    """

    data: Json
    findings: tuple[Finding, ...]
    first: list[Finding]
    verdict: str
    unasked: list[str]
    hidden: int
    works: list[Json]
    anchors: Mapping[str, str]
    at: Mapping[str, list[tuple[int, int, str]]]
    texts: Mapping[str, str]
    members: Mapping[str, Json]
    known: Mapping[str, Json]
    hosts: Mapping[str, list[Json]]
    hashes: Mapping[str, str]
    pairs: Mapping[tuple[str, str], int]
    prose: bool


def build(review: Review, counted: Review, options: Options) -> Page:
    """The page of a review, showing the findings of `counted`."""
    data = options.data or review.to_dict()
    anchors = _anchors(data)
    members = {
        reference["id"]: reference | {"list": listing["id"]}
        for listing in (*data["papers"], *data["bibliographies"])
        for reference in listing["references"]
    }
    ranked = summary.first(counted.findings)
    works = _works(
        review=review, data=data, members=members, anchors=anchors, findings=counted.findings, options=options
    )
    return Page(
        data=data,
        findings=counted.findings,
        first=[finding for finding in ranked if finding.severity != "info"][:10],
        verdict=summary.verdict(review, counted.findings),
        unasked=summary.unasked(review),
        hidden=sum(not finding.suppressed for finding in review.findings) - len(counted.findings),
        works=works,
        anchors=anchors,
        at=_places(data, anchors),
        texts={listing.source.id: listing.document.text for listing in review.evidence.lists()},
        members=members,
        known={work["id"]: work for work in works},
        hosts=_hosts(data["links"]),
        hashes={source["id"]: source["sha256"] for source in data["sources"]},
        pairs={
            (one, other): n
            for n, pair in enumerate(data["overlap"]["pairs"])
            for one, other in (pair["lists"], reversed(pair["lists"]))
        },
        prose=options.prose,
    )


def _anchors(data: Json) -> dict[str, str]:
    """Names of places in the page, by id of work or citation: a work's is its key, where that can stand in an address."""
    plain = re.compile(r"[A-Za-z0-9][\w.:-]*", re.ASCII)
    anchors = {
        work["id"]: f"w-{work['key']}" if plain.fullmatch(work["key"]) else f"w--{n}"
        for n, work in enumerate(data["works"])
    }
    for p, paper in enumerate(data["papers"]):
        anchors |= {citation["id"]: f"p{p}c{n}" for n, citation in enumerate(paper["citations"])}
    return anchors


def _places(data: Json, anchors: Mapping[str, str]) -> dict[str, list[tuple[int, int, str]]]:
    at: dict[str, list[tuple[int, int, str]]] = {}
    for listing in (*data["papers"], *data["bibliographies"]):
        cited = [(item, item["id"]) for item in listing.get("citations", ())]
        listed = [(item, item["work"]) for item in listing["references"] if item["work"]]
        at[listing["source"]] = sorted((item["start"], item["end"], anchors[id_]) for item, id_ in cited + listed)
    return at


def _hosts(links: Iterable[Json]) -> dict[str, list[Json]]:
    hosts: dict[str, list[Json]] = defaultdict(list)
    for link in links:
        hosts[host(link["url"])].append(link)
    return dict(sorted(hosts.items()))


def host(url: str) -> str:
    """The host of a web address, '' for what is none."""
    match = re.match(r"https?://(?:[^/@]*@)?([^/:?#]+)", url, re.IGNORECASE)
    return match[1].lower() if match else ""


def past(history: Json) -> str:
    """The history of a link: 'Good last on 2026-11-01; bad in 3 runs since 2026-11-19.' or 'Never seen good.'."""
    said = [f"good last on {history['ok'][:10]}" if "ok" in history else "never seen good"]
    if "bad" in history:
        said.append(f"bad in {summary.count(history['runs'], 'run')} since {history['bad'][:10]}")
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def where(page: Page, span: Span) -> str | None:
    """The place in the page that shows the citation or reference in which a span begins, if there is one."""
    places = page.at.get(span.source, [])
    n = bisect_right(places, (span.start, sys.maxsize, "")) - 1
    return places[n][2] if n >= 0 and span.start < max(places[n][1], places[n][0] + 1) else None


def evidence(page: Page, finding: Finding) -> list[tuple[str, str, str]]:
    """What is printed at the first places of a finding, cut to a line or two: before, there, after; each only once.

    A few words, such as `[9]`, are shown in what stands around them, unless the prose is to be left out.
    """
    said: dict[str, tuple[str, str, str]] = {}
    for place in finding.places:
        start, end, text = place.span.start, place.span.end, page.texts.get(place.span.source, "")
        printed = _one_line(text[start : min(end, start + 300)], 160)
        around = 70 if page.prose and len(printed) < 60 else 0
        before, after = text[max(0, start - around) : start], text[end : end + around]
        before, after = before.rpartition("\n\n")[2], after.partition("\n\n")[0]
        if printed:
            said.setdefault(printed, (_one_line(before), printed, _one_line(after)))
    return list(said.values())[:2]


def _one_line(text: str, most: int = 300) -> str:
    joined = re.sub(r"\s+", " ", text)
    return f"{joined[:most]}…" if len(joined) > most else joined


def fix(finding: Finding) -> str | None:
    """What a reader would paste, if anything: the text to put in, or what is suggested where no edit is given."""
    if finding.fix is None:
        return None
    if not finding.fix.edits:
        return finding.fix.title
    return next((edit.text for edit in finding.fix.edits if edit.text), None)


def people(names: Iterable[Mapping[str, str]], most: int = 99) -> str:
    """'Marlow, A.; Oduya, F. B.', and 'et al.' for those after the most that there is room for."""
    said = [n.get("literal") or ", ".join(filter(None, (n.get("family"), n.get("given")))) for n in names]
    return "; ".join(said[:most]) + (" et al." if len(said) > most else "")


def value(name: str, stated: Any) -> str:
    """A field's value as one string."""
    if name in ("authors", "editors", "translators"):
        return people(stated or ())
    return " ".join(map(str, stated)) if isinstance(stated, list) else str(stated or "")


def told(reasons: Iterable[str]) -> str:
    """Why a citation was matched as it was."""
    return "; ".join(REASONS.get(reason, reason) for reason in reasons)


# -- the list of works --------------------------------------------------------------------------


def _works(
    *,
    review: Review,
    data: Json,
    members: Mapping[str, Json],
    anchors: Mapping[str, str],
    findings: Iterable[Finding],
    options: Options,
) -> list[Json]:
    counts = Counter(finding.work for finding in findings)
    links: dict[str, dict[int, None]] = defaultdict(dict)
    for n, link in enumerate(data["links"]):
        for reference in link["references"]:
            if reference in members and members[reference]["work"]:
                links[members[reference]["work"]][n] = None
    rows = []
    prints = options.printed or printed(review.evidence.works, options.dialect, options.style)
    for work, (block, formatted) in zip(data["works"], prints, strict=True):
        own = [members[member] for member in work["members"] if member in members]
        rows.append(
            work
            | {
                "anchor": anchors[work["id"]],
                "lists": list(dict.fromkeys(member["list"] for member in own)),
                "own": own,
                "table": _table(work, own),
                "marks": _marks(work, own, found=counts[work["id"]] > 0),
                "links": list(links[work["id"]]),
                "bibtex": block.strip(),
                "formatted": formatted,
            }
        )
    return rows


def _marks(work: Json, own: list[Json], *, found: bool) -> list[str]:
    """What the list of works can be narrowed to."""
    shared = len({member["list"] for member in own}) > 1
    marks = {"conflict": work["conflicts"], "shared": shared, "unused": not work["mentions"], "finding": found}
    return [mark for mark, holds in marks.items() if holds]


def _table(work: Json, own: list[Json]) -> list[Json]:
    """A row a field: the chosen value, what each reference states, and why that one was chosen."""
    chosen = work["fields"] | {"type": work["type"]}
    conflicts = {conflict["field"] for conflict in work["conflicts"]}
    rows = []
    for name, label in LABELS.items():
        stated = [value(name, member["entry"].get(name)) for member in own]
        if chosen.get(name) or any(stated):
            one = value(name, chosen.get(name))
            rows.append(
                {"label": label, "chosen": one, "stated": stated, "differs": name in conflicts}
                | {
                    "alike": set(stated) == {one},
                    "in_bib": name != "local_files",
                    "why": _why(one, stated, own, work["provenance"].get(name)),
                }
            )
    return rows


def _why(chosen: str, stated: list[str], own: list[Json], provenance: list[str] | None) -> str:
    if not chosen:
        return "left out"
    givers = [member["list"] for member in own if provenance and member["id"] in provenance]
    if not givers:
        givers = [member["list"] for member, text in zip(own, stated, strict=True) if text == chosen]
    others = sum(bool(text) for text in stated) - len(givers)
    if not givers:
        return "made from what the lists state"
    if len(givers) == len(own):
        return "stated by all" if len(set(stated)) == 1 else "alike in all; spelling chosen"
    names = ", ".join(dict.fromkeys(givers)) if len(givers) < 3 else f"{len(givers)} of {len(own)}"
    return f"from {names}; others differ" if others > 0 else f"stated by {names} alone"
