"""Three invented papers, their works, links and findings, made by hand: what every reporter must be able to show."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import re

from litreview import coverage
from litreview.model import (
    Citation,
    Confidence,
    Conflict,
    Document,
    Entry,
    Evidence,
    Link,
    LinkCheck,
    Match,
    Name,
    Pair,
    Paper,
    Reference,
    Section,
    Source,
    Verdict,
    Work,
)
from litreview.opinion import Edit, Finding, Fix, Place, Review, Run, Severity

TIDES = """Tides and Treaties in the Southern Harbours

Introduction
Harbour law has long followed the tide (Marlow, 2004). Oduya (2016) argues that treaties came first,
while others disagree (Marlow, 2004; Petrenko & Ibsen, 2011; Quint, 1999). In his letters Bram Ibsen says the same.

Methods
We read every treaty of the archive and coded its clauses by hand. No clause was left out of the count at all.

Discussion
The late treaties (Oduya, 2017) are the stronger ones. Their authors were silent <b>on fees</b> (Quint, 1999).

References
Marlow, A. (2004). The tide clock. Journal of Harbour Studies, 12(3), 45-67. https://doi.org/10.5555/jhs.2004.12
Oduya, F. B. (2016). Tides and treaties. Salt Press. http://books.example.org/tides
Petrenko, V. & Ibsen, B. (2011). Lanterns of the north. In Handbook of Lights (pp. 10-31). Salt Press.
Harbour Gazette, October 4, 2012. http://files/963/gazette.html
"""

PORTS = """# Small ports, large debts

## Background
Ports borrow [1, 2]. The tide clock is a common security [1]. Nobody has counted them [9].

## Results
Debt grew with depth [3] and the lamps went out <script>alert(1)</script> [2].

## References
[1] A. Marlow. The Tide Clock. J. Harbour Stud. 12 (2004) 45-67. doi:10.5555/jhs.2004.12
[2] F. Oduya. Tides and Treaties. Salt Press, 2018. http://books.example.org/tides
[3] C. Zhang. Deep debts. Proc. Conf. Port Finance, 2022. https://gone.example.net/debts.pdf
"""

LAMPS = """Lamps without a list

The lamps of the north burned whale oil (Petrenko & Ibsen, 2011), as nobody denies (Vance, 2009). Vance (2009)
counted ninety of them.
"""

ENTRIES = {
    "tides.txt#r1": Entry(
        id="tides.txt#r1", type="article", authors=(Name("Marlow", "A."),), title="The tide clock",
        container_title="Journal of Harbour Studies", volume="12", issue="3", pages="45-67", year="2004",
        doi="10.5555/jhs.2004.12", url="https://doi.org/10.5555/jhs.2004.12",
        urls=("https://doi.org/10.5555/jhs.2004.12",), language="en",
    ),
    "tides.txt#r2": Entry(
        id="tides.txt#r2", type="book", authors=(Name("Oduya", "F. B."),), title="Tides and treaties",
        publisher="Salt Press", year="2016", url="http://books.example.org/tides",
        urls=("http://books.example.org/tides",), language="en",
    ),
    "tides.txt#r3": Entry(
        id="tides.txt#r3", type="incollection", authors=(Name("Petrenko", "V."), Name("Ibsen", "B.")),
        title="Lanterns of the north", container_title="Handbook of Lights", publisher="Salt Press",
        pages="10-31", year="2011", language="en",
    ),
    "tides.txt#r4": Entry(
        id="tides.txt#r4", type="misc", authors=(Name(literal="Harbour Gazette"),), year="2012", date="2012-10-04",
        local_files=("http://files/963/gazette.html",),
    ),
    "ports.md#r1": Entry(
        id="ports.md#r1", type="article", authors=(Name("Marlow", "A."),), title="The Tide Clock",
        container_title="J. Harbour Stud.", volume="12", pages="45-67", year="2004", doi="10.5555/jhs.2004.12",
        language="en",
    ),
    "ports.md#r2": Entry(
        id="ports.md#r2", type="book", authors=(Name("Oduya", "F."),), title="Tides and Treaties",
        publisher="Salt Press", year="2018", url="http://books.example.org/tides",
        urls=("http://books.example.org/tides",), language="en",
    ),
    "ports.md#r3": Entry(
        id="ports.md#r3", type="inproceedings", authors=(Name("Zhang", "C."),), title="Deep debts",
        container_title="Proc. Conf. Port Finance", year="2022", url="https://gone.example.net/debts.pdf",
        urls=("https://gone.example.net/debts.pdf",), language="en",
    ),
}  # fmt: skip

# surface, kind, status, references, works, names, year; in text order of each paper
CITED = {
    "tides.txt": [
        ("Marlow, 2004", "parenthetical", "linked", (1,), ("w-clock",), ("Marlow",), "2004"),
        ("Oduya (2016)", "narrative", "linked", (2,), ("w-tides",), ("Oduya",), "2016"),
        ("Marlow, 2004", "parenthetical", "linked", (1,), ("w-clock",), ("Marlow",), "2004"),
        ("Petrenko & Ibsen, 2011", "parenthetical", "linked", (3,), ("w-lamps",), ("Petrenko", "Ibsen"), "2011"),
        ("Quint, 1999", "parenthetical", "missing", (), (), ("Quint",), "1999"),
        ("Bram Ibsen", "narrative-no-year", "ambiguous", (3, 4), ("w-lamps",), ("Bram Ibsen",), None),
        ("Oduya, 2017", "parenthetical", "mismatch", (2,), ("w-tides",), ("Oduya",), "2017"),
        ("Quint, 1999", "parenthetical", "missing", (), (), ("Quint",), "1999"),
    ],
    "ports.md": [
        ("1", "numeric", "linked", (1,), ("w-clock",), (), None),
        ("2", "numeric", "linked", (2,), ("w-tides",), (), None),
        ("1", "numeric", "linked", (1,), ("w-clock",), (), None),
        ("9", "numeric", "missing", (), (), (), None),
        ("3", "numeric", "linked", (3,), ("w-debts",), (), None),
        ("2", "numeric", "linked", (2,), ("w-tides",), (), None),
    ],
    "lamps.txt": [
        ("Petrenko & Ibsen, 2011", "parenthetical", "elsewhere", (), ("w-lamps",), ("Petrenko", "Ibsen"), "2011"),
        ("Vance, 2009", "parenthetical", "missing", (), (), ("Vance",), "2009"),
        ("Vance (2009)", "narrative", "missing", (), (), ("Vance",), "2009"),
    ],
}

REASONS = {"mismatch": ("year",)}


def document(name, text, title):
    """A document as `read` would give it."""
    starts = [0, *(n + 1 for n, letter in enumerate(text) if letter == "\n")]
    source = Source(name, f"papers/{name}", "paper", hashlib.sha256(text.encode(errors="replace")).hexdigest())
    return Document(source, text, "text", starts, title=title)


def paper(name, text, title, raws, cited, **more):
    """A paper whose references are `raws` as they stand in text, and whose citations are rows such as CITED has."""
    doc = document(name, text, title)
    references = []
    for n, raw in enumerate(raws, 1):
        start = text.index(raw)
        references.append(Reference(f"{name}#r{n}", n - 1, raw, doc.span(start, start + len(raw)), label=str(n)))
    citations, matches, at = [], [], 0
    for n, (surface, kind, status, own, works, names, year) in enumerate(cited, 1):
        found = re.compile(rf"(?<!\w){re.escape(surface)}(?!\w|, )|(?<!\w){re.escape(surface)}(?=[,;)])").search(
            text, at
        )
        span = doc.span(*found.span())
        at = span.end
        citation = f"{name}#c{n}"
        citations.append(Citation(citation, span, surface, kind, names, year=year, confidence=0.95))
        ids = tuple(references[r - 1].id for r in own)
        matches.append(Match(citation, status, ids, works, 0.9, REASONS.get(status, ())))
    return Paper(
        name, doc.source, doc, title, references=tuple(references), entries=more.pop("entries", ()),
        citations=tuple(citations), matches=tuple(matches), has_reference_list=bool(raws), **more,
    )  # fmt: skip


def sections(text, *titles, level=1):
    """Sections of those headings, each up to the next."""
    starts = [text.index(f"{title}\n") for title in titles]
    ends = [*starts[1:], len(text)]
    return tuple(Section(t, level, a, b) for t, a, b in zip(titles, starts, ends, strict=True))


def listed(text, heading):
    """The printed references below a heading."""
    lines = text.split(f"{heading}\n")[1].splitlines()
    return [line.split("] ", 1)[-1] for line in lines if line]


def papers():
    """The three papers."""
    chosen = {name: tuple(e for i, e in ENTRIES.items() if i.startswith(name)) for name in ("tides.txt", "ports.md")}
    return (
        paper(
            "tides.txt", TIDES, "Tides and Treaties in the Southern Harbours", listed(TIDES, "References"),
            CITED["tides.txt"], entries=chosen["tides.txt"], language="en", citation_style="author-year",
            vote={"author-year": 8.0, "numeric": 0.0},
            sections=sections(TIDES, "Introduction", "Methods", "Discussion", "References"),
        ),
        paper(
            "ports.md", PORTS, "Small ports, large debts", listed(PORTS, "## References"),
            CITED["ports.md"], entries=chosen["ports.md"], language="en", citation_style="numeric",
            vote={"author-year": 0.0, "numeric": 6.0},
            sections=sections(PORTS, "Background", "Results", "References", level=2),
        ),
        paper(
            "lamps.txt", LAMPS, "Lamps without a list", [], CITED["lamps.txt"],
            language="en", citation_style="author-year", vote={"author-year": 3.0},
        ),
    )  # fmt: skip


def works():
    """The five works of the two lists."""
    first = dataclasses.replace
    return (
        Work(
            "w-clock", "marlow2004tide", first(ENTRIES["tides.txt#r1"], id=""), ("tides.txt#r1", "ports.md#r1"),
            {"title": ("tides.txt#r1", "ports.md#r1"), "issue": ("tides.txt#r1",), "year": ("tides.txt#r1", "ports.md#r1")},
        ),
        Work(
            "w-tides", "oduya2016tides", first(ENTRIES["tides.txt#r2"], id=""), ("tides.txt#r2", "ports.md#r2"),
            {"title": ("tides.txt#r2", "ports.md#r2"), "year": ("tides.txt#r2",)},
            (Conflict("year", (("2016", ("tides.txt#r2",)), ("2018", ("ports.md#r2",)))),),
        ),
        Work("w-lamps", "petrenko2011lanterns", first(ENTRIES["tides.txt#r3"], id=""), ("tides.txt#r3",)),
        Work("w-gazette", "harbourgazette2012", first(ENTRIES["tides.txt#r4"], id=""), ("tides.txt#r4",)),
        Work("w-debts", "zhang2022deep", first(ENTRIES["ports.md#r3"], id=""), ("ports.md#r3",)),
    )  # fmt: skip


def links(listings):
    """Four links, one in each state that a reader must be able to tell apart."""
    span = {r.id: r.span for p in listings for r in p.references}
    rows = [
        ("https://doi.org/10.5555/jhs.2004.12", "doi", ("tides.txt#r1", "ports.md#r1"), "marlow2004tide"),
        ("http://books.example.org/tides", "url", ("tides.txt#r2", "ports.md#r2"), "oduya2016tides"),
        ("http://files/963/gazette.html", "local_files", ("tides.txt#r4",), "harbourgazette2012"),
        ("https://gone.example.net/debts.pdf", "url", ("ports.md#r3",), "zhang2022deep"),
    ]
    return tuple(Link(url, url, name, refs, (key,), tuple(span[r] for r in refs)) for url, name, refs, key in rows)


CHECKS = (
    LinkCheck("https://doi.org/10.5555/jhs.2004.12", Verdict.OK, 200, evidence=("HEAD answered 200",)),
    LinkCheck(
        "http://books.example.org/tides", Verdict.REDIRECTED, 301, final_url="https://books.example.org/tides",
        suggest="https://books.example.org/tides", evidence=("HEAD answered 301",),
    ),
    LinkCheck("http://files/963/gazette.html", Verdict.SKIPPED, evidence=("a path of a reference manager",)),
    LinkCheck(
        "https://gone.example.net/debts.pdf", Verdict.BROKEN, 404,
        archive="https://web.example.org/2022/https://gone.example.net/debts.pdf",
        evidence=("HEAD answered 404", "GET answered 404"),
    ),
)  # fmt: skip


def findings(listings):
    """Findings of each severity and confidence, with and without a fix; one is ignored."""
    cited = {c.id: Place(c.span) for p in listings for c in p.citations}
    printed = {r.id: Place(r.span, key=r.label, field="year") for p in listings for r in p.references}
    year = cited["tides.txt#c7"].span
    local = printed["tides.txt#r4"].span
    rows = [
        ("LR004", "no-reference-section", "error", "certain", "No reference list was found, but 3 citations.",
         "lamps.txt", None, (), (cited["lamps.txt#c1"],), None),
        ("LR101", "cited-not-listed", "error", "likely", "(Quint, 1999) is cited 2 times, but not listed.",
         "tides.txt", None, (), (cited["tides.txt#c5"], cited["tides.txt#c8"]), None),
        ("LR103", "year-mismatch-in-text", "error", "likely",
         "(Oduya, 2017) is not listed; did you mean Oduya, F. B. (2016)?", "tides.txt", "w-tides", ("tides.txt#r2",),
         (cited["tides.txt#c7"], printed["tides.txt#r2"]),
         Fix("suggest", "Cite 2016", (Edit("tides.txt", year.start, year.end, "Oduya, 2016"),))),
        ("LR110", "number-out-of-range", "error", "certain", "[9] is cited, but the list ends at 3.",
         "ports.md", None, (), (cited["ports.md#c4"],), None),
        ("LR102", "listed-not-cited", "warning", "likely", "Harbour Gazette (2012) is listed, but never cited.",
         "tides.txt", "w-gazette", ("tides.txt#r4",), (printed["tides.txt#r4"],), None),
        ("LR224", "local-file-link", "error", "certain", "http://files/963/gazette.html is a path of one computer.",
         "tides.txt", "w-gazette", ("tides.txt#r4",), (printed["tides.txt#r4"],),
         Fix("safe", "Remove the path", (Edit("tides.txt", local.end - 29, local.end, ""),))),
        ("LR305", "metadata-conflict", "warning", "certain", "The lists state 2016 and 2018 for one work.",
         None, "w-tides", ("tides.txt#r2", "ports.md#r2"), (printed["tides.txt#r2"], printed["ports.md#r2"]), None),
        ("LR401", "dead-link", "error", "certain", "https://gone.example.net/debts.pdf answered 404, twice.",
         "ports.md", "w-debts", ("ports.md#r3",), (printed["ports.md#r3"],),
         Fix("suggest", "https://web.example.org/2022/https://gone.example.net/debts.pdf")),
        ("LR203", "missing-identifier", "info", "certain", "Tides and treaties has no identifier.",
         "tides.txt", "w-tides", ("tides.txt#r2",), (printed["tides.txt#r2"],), None),
        ("LR304", "probable-duplicate", "warning", "possible", "Two references may mean one work.",
         "tides.txt", None, ("tides.txt#r3", "tides.txt#r4"), (printed["tides.txt#r3"],), None),
    ]  # fmt: skip
    made = [
        Finding(rule, name, Severity(severity), Confidence(sure), message, paper_id, work, references, places, fix,
                fingerprint=hashlib.sha256(f"{rule}{message}".encode()).hexdigest()[:16])
        for rule, name, severity, sure, message, paper_id, work, references, places, fix in rows
    ]  # fmt: skip
    ignored = dataclasses.replace(made[-2], suppressed={"by": "litreview.toml", "reason": "the press gives none"})
    return (*made[:-2], ignored, made[-1])


def reviewed(evidence, found, **more):
    """A review of that evidence, its coverage filled in."""
    evidence = dataclasses.replace(evidence, coverage=coverage.of(evidence))
    run = Run("0.1.0", evidence.today, offline=False, command="litreview review papers -o report")
    return Review(run, evidence, found, **more)


def review():
    """Three invented papers with every kind of fact and finding."""
    listings = papers()
    evidence = Evidence(
        dt.date(2026, 1, 1), listings, (), works(),
        (Pair("tides.txt#r3", "tides.txt#r4", 0.62, "uncertain", ("both are of the north",)),),
        links(listings), {check.url: check for check in CHECKS},
    )  # fmt: skip
    return reviewed(evidence, findings(listings), not_run={"LR403": "needs a second run"})
