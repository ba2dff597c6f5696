"""Hand-made evidence for rules: a paper's text, its references and citations, without any stage that would find them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from litreview.model import (
    Citation,
    Document,
    Entry,
    Evidence,
    Match,
    Name,
    Paper,
    Problem,
    Reference,
    Source,
    Work,
)

TODAY = dt.date(2026, 11, 21)


def document(text, *, path="paper.txt", kind="paper", problems=()):
    """A document of that text; `problems` are pairs of a kind and the text that it is about."""
    lines = [0] + [n + 1 for n, c in enumerate(text) if c == "\n"]
    bare = Document(Source(path, path, kind, "0" * 64), text, "text", lines)
    return replace(bare, problems=tuple(Problem(k, f"{k}: {t}", span(bare, t)) for k, t in problems))


def span(document, text, nth=1):
    """The span of the nth occurrence of text."""
    start = -1
    for _ in range(nth):
        start = document.text.index(text, start + 1)
    return document.span(start, start + len(text))


def people(*names):
    """Names from 'Family, Given', or 'Literal' in braces."""
    parts = [(n, *n.partition(", ")[::2]) for n in names]
    return tuple(
        Name(literal=n[1:-1]) if n.startswith("{") else Name(family, given or None) for n, family, given in parts
    )


def entry(*authors, **fields):
    """An article (unless told) by those authors."""
    return Entry(**{"type": "article", "authors": people(*authors), **fields})


def cite(surface, status="linked", refs=(), *, nth=1, reasons=(), works=(), confidence=1.0, **fields):
    """A citation printed as surface, and what it was matched to: refs are indexes into the list."""
    return surface, nth, {"kind": "parenthetical", **fields}, (status, refs, works, confidence, reasons)


def listing(
    text="",
    entries=(),
    cites=(),
    *,
    path="paper.txt",
    kind="paper",
    raws=None,
    labels=None,
    problems=(),
    **fields,
):
    """A paper: its text and, on lines after it unless the text has them, the raw references of its entries."""
    raws = raws or [e.note or f"{' & '.join(a.lead for a in e.authors)} ({e.year}). {e.title}." for e in entries]
    for raw in raws:
        text += "" if raw in text else f"\n{raw}"
    doc = document(text, path=path, kind=kind, problems=problems)
    references, known = [], []
    for n, (raw, e) in enumerate(zip(raws, entries, strict=True)):
        stated = e if kind == "bibliography" else None
        label = labels[n] if labels else e.key
        references.append(Reference(f"{path}#r{n + 1}", n, raw, span(doc, raw), label=label, stated=stated))
        known.append(replace(e, id=f"{path}#r{n + 1}"))
    citations, matches = [], []
    for n, (surface, nth, details, (status, refs, works, confidence, reasons)) in enumerate(cites, 1):
        citations.append(Citation(f"{path}#c{n}", span(doc, surface, nth), surface, **details))
        ids = tuple(references[r].id for r in refs)
        matches.append(Match(f"{path}#c{n}", status, ids, tuple(works) or ids, confidence, tuple(reasons)))
    return Paper(
        **{
            "id": path,
            "source": doc.source,
            "document": doc,
            "citation_style": "author-year",
            "has_reference_list": bool(entries),
            "references": tuple(references),
            "entries": tuple(known),
            "citations": tuple(citations),
            "matches": tuple(matches),
            **fields,
        }
    )


def evidence(*listings, works=None, **fields):
    """All facts of a run over those papers and bibliographies; a work each reference, unless told."""
    if works is None:
        works = [Work(e.id, e.key or e.id, e, (e.id,)) for paper in listings for e in paper.entries]
    papers = tuple(p for p in listings if p.source.kind == "paper")
    bibliographies = tuple(p for p in listings if p.source.kind == "bibliography")
    return Evidence(
        **{"today": TODAY, "papers": papers, "bibliographies": bibliographies, "works": tuple(works), **fields}
    )
