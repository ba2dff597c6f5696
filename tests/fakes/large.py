"""A review of any size, of papers that nobody wrote: for measuring."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

from fakes.invented import paper, reviewed, sections
from litreview.model import Confidence, Entry, Evidence, Link, Name, Work
from litreview.opinion import Finding, Fix, Place, Severity

WORDS = (
    "harbour tide lantern debt treaty salt port archive clause letter depth lamp oil coast pilot buoy chart light wind "
    "cargo"
).split()
OUTCOMES = {"linked": 90, "missing": 4, "mismatch": 4, "ambiguous": 2}


def review(references, *, papers=3, findings=300):
    """A review of that many references in all; a reference in seven is one that an earlier paper has too."""
    chance = random.Random(7)
    entries, listings, members = [], [], {}
    for n in range(papers):
        own = _own(chance, entries, references // papers)
        listings.append(_paper(chance, f"paper{n}.txt", n, [entries[i] for i in own], own))
        for place, i in enumerate(own, 1):
            members.setdefault(i, []).append(f"paper{n}.txt#r{place}")
    works = tuple(
        Work(f"w{i}", f"{e.authors[0].family.lower()}{e.year}{i}", e, tuple(members[i]), {"title": tuple(members[i])})
        for i, e in enumerate(entries)
    )
    spans = {r.id: r.span for listing in listings for r in listing.references}
    links = tuple(
        Link(w.entry.url, w.entry.url, "url", w.members, (w.key,), tuple(spans[m] for m in w.members)) for w in works
    )
    evidence = Evidence(dt.date(2026, 1, 1), tuple(listings), (), works, (), links)
    cited = [(listing, citation) for listing in listings for citation in listing.citations]
    return reviewed(evidence, tuple(_finding(n, *cited[n % len(cited)], works) for n in range(findings)))


def _own(chance, entries, count):
    own = []
    while len(own) < count:
        if entries and chance.random() < 0.15:
            i = chance.randrange(len(entries))
        else:
            i = len(entries)
            entries.append(_entry(chance, i))
        if i not in own:
            own.append(i)
    return own


def _words(chance, count):
    return " ".join(chance.choice(WORDS) for _ in range(count)).capitalize()


def _entry(chance, i):
    year = str(chance.randint(1985, 2025))
    names = (Name(_words(chance, 1) + chance.choice("abcdefg"), chance.choice("ABCDEF") + ".") for _ in range(4))
    url = f"https://doi.org/10.5555/{i}.{year}"
    return Entry(
        type=chance.choice(["article", "article", "book", "inproceedings"]),
        authors=tuple(names)[: chance.randint(1, 4)],
        title=_words(chance, chance.randint(6, 12)),
        container_title=f"Journal of {_words(chance, 3)}",
        publisher="Salt Press",
        volume=str(chance.randint(1, 90)),
        issue=str(chance.randint(1, 12)),
        pages=f"{chance.randint(1, 500)}-{chance.randint(501, 900)}",
        year=year,
        doi=f"10.5555/{i}.{year}",
        url=url,
        urls=(url,),
        language="en",
    )


def _paper(chance, name, number, entries, own):
    raws = [
        f"{'; '.join(f'{a.family}, {a.given}' for a in e.authors)} ({e.year}). {e.title}. {e.container_title}, "
        f"{e.volume}({e.issue}), {e.pages}. {e.url} ({number})"
        for e in entries
    ]
    body, cited = [], []
    for n in range(len(own) * 2):
        k = chance.randrange(len(own))
        lead, year = entries[k].authors[0].family, entries[k].year
        status = chance.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
        body.append(f"{_words(chance, 14)} ({lead}, {year}). " + ("\n\n" if n % 6 == 5 else ""))
        matched = ((k + 1,), (f"w{own[k]}",)) if status != "missing" else ((), ())
        cited.append((f"{lead}, {year}", "parenthetical", status, *matched, (lead,), year))
    text = f"{_words(chance, 6)}\n\nIntroduction\n{''.join(body)}\n\nReferences\n" + "\n".join(raws) + "\n"
    known = tuple(dataclasses.replace(e, id=f"{name}#r{n}") for n, e in enumerate(entries, 1))
    return paper(
        name, text, _words(chance, 6), raws, cited, entries=known, language="en", citation_style="author-year",
        sections=sections(text, "Introduction", "References"),
    )  # fmt: skip


def _finding(n, listing, citation, works):
    return Finding(
        rule=f"LR10{n % 8 + 1}",
        name="year-mismatch-in-text",
        severity=list(Severity)[n % 3],
        confidence=list(Confidence)[1 + n % 2],
        message=f"({citation.surface}) is not listed; did you mean another one of {n}?",
        paper=listing.id,
        work=works[n % len(works)].id,
        places=(Place(citation.span),),
        fix=Fix("suggest", f"Cite {n}") if n % 2 else None,
        fingerprint=f"{n:016x}",
    )
