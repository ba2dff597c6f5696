"""Fixtures of LR0: reading the input."""

from __future__ import annotations

from fakes.case import Case
from fakes.facts import cite, entry, evidence, listing

TIDES = entry("Oduya, F. B.", title="Tides and treaties", year="2016", container_title="Journal of Ports")
COAST = entry("Marlow, Ada", title="The silting coast", year="2019", publisher="Quay Press", type="book")
SHORE = entry("Brand, S.", title="Shores of trade", year="2011", container_title="Journal of Ports")


def _noted(kind, text, part, clean):
    """A bibliography of which the reader noted a problem, and one of which it noted none."""
    fires = listing(text, path="refs.bib", kind="bibliography", problems=[(kind, part)])
    return Case(
        evidence(fires), f"{kind}: {part}", (part,), evidence(listing(clean, path="refs.bib", kind="bibliography"))
    )


CASES = {
    "LR001": _noted(
        "syntax", "@article{tides, author = {Marlow", "@article{tides, author = {Marlow", "@comment{tides}"
    ),
    "LR002": _noted("text-outside-entry", "} year = {2019},", "year = {2019},", "% year = {2019},"),
    "LR003": _noted("encoding", "author = {GÃ³mez}", "GÃ³mez", "author = {Gómez}"),
    "LR004": Case(
        evidence(
            listing(
                "Ports silt (Oduya, 2016). So do bays (Marlow, 2019).",
                cites=[
                    cite("Oduya, 2016", "missing", names=("Oduya",), year="2016"),
                    cite("Marlow, 2019", "missing", names=("Marlow",), year="2019"),
                ],
            )
        ),
        "the text has 2 citations (of about 2 works), but no reference list was found",
        ("Oduya, 2016",),
        evidence(
            listing(
                "Ports silt @tides. So do bays @coast.",
                cites=[
                    cite("@tides", works=("refs.bib#r1",), kind="key", label="tides"),
                    cite("@coast", works=("refs.bib#r2",), kind="key", label="coast"),
                ],
            ),
            listing("", [TIDES, COAST], path="refs.bib", kind="bibliography", labels=["tides", "coast"]),
        ),
    ),
    "LR005": Case(
        evidence(listing("Text.", [entry(note="as above and below, in the usual place of all such things")])),
        "no author, title and year were recognised in 'as above and below, in the usual place of all such things'",
        ("as above and below, in the usual place of all such things",),
        evidence(listing("Text.", [entry(title="Treaty of Tides", type="legislation")], raws=["Treaty of Tides."])),
    ),
    "LR006": Case(
        evidence(listing("Nothing is cited here.", [TIDES, COAST, SHORE])),
        "no citation was recognised in the text, though 3 references are listed",
        ("Oduya (2016). Tides and treaties.",),
        evidence(listing("A note on one work.", [TIDES])),
    ),
    "LR007": Case(
        evidence(
            listing(
                "As [1], [2], [3] and [4] say; also Oduya, 2016; Marlow, 2019; Brand, 2011.",
                [TIDES, COAST, SHORE],
                [
                    *(cite(f"[{n}]", refs=(min(n, 3) - 1,), kind="numeric", label=str(n)) for n in (1, 2, 3, 4)),
                    cite("Oduya, 2016", refs=(0,), names=("Oduya",), year="2016"),
                    cite("Marlow, 2019", refs=(1,), names=("Marlow",), year="2019"),
                    cite("Brand, 2011", refs=(2,), names=("Brand",), year="2011"),
                ],
            )
        ),
        "most works are cited like '1', but 3 like 'Oduya, 2016'",
        ("Oduya, 2016", "Marlow, 2019", "Brand, 2011"),
        evidence(
            listing(
                "As [1], [2] and [3] say; Oduya, 2016, is one of them.",
                [TIDES, COAST, SHORE],
                [
                    *(cite(f"[{n}]", refs=(n - 1,), kind="numeric", label=str(n)) for n in (1, 2, 3)),
                    cite("Oduya, 2016", refs=(0,), names=("Oduya",), year="2016", kind="narrative"),
                ],
            )
        ),
    ),
    "LR008": _noted("undefined-string", "journal = jtides", "jtides", "journal = {jtides}"),
    "LR009": _noted("unresolved-crossref", "crossref = {ports2016}", "ports2016", "crossref = {}"),
    "LR010": _noted("unknown-entry-type", "@aritcle{tides}", "@aritcle", "@article{tides}"),
    "LR012": _noted("duplicate-field", "year = {2016}, year = {2018}", "year = {2018}", "year = {2016}"),
    "LR013": Case(
        evidence(
            listing(
                "It silted (Harbour Gazette, 4, 2012).",
                cites=[
                    cite("Harbour Gazette, 4, 2012", names=("Harbour Gazette",), year="2012", problem="malformed"),
                ],
            )
        ),
        "'Harbour Gazette, 4, 2012' holds a stray part: the usual form is 'Harbour Gazette, 2012'",
        ("Harbour Gazette, 4, 2012",),
        evidence(
            listing(
                "It silted (Harbour Gazette, 2012, p. 4).",
                cites=[
                    cite("Harbour Gazette, 2012, p. 4", names=("Harbour Gazette",), year="2012", locator="4"),
                ],
            )
        ),
    ),
    "LR014": Case(
        evidence(listing("", problems=[("unreadable", "")])), "unreadable:", ("",), evidence(listing("Text."))
    ),
    "LR015": _noted("stated-otherwise", "Oduya (2017) says", "2017", "Oduya (2016) says"),
}
