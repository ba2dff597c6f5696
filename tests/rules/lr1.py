"""Fixtures of LR1: citations in the text against the reference list."""

from __future__ import annotations

from fakes.case import Case
from fakes.facts import cite, entry, evidence, listing

TIDES = entry("Oduya, F. B.", title="Tides and treaties", year="2016", container_title="Journal of Ports")
COAST = entry("Marlow, Ada", title="The silting coast", year="2019", publisher="Quay Press", type="book")
THREE = entry(
    "Abara, T.", "Brand, S.", "Costa, Z.", title="Shores of trade", year="2019", container_title="Journal of Ports"
)
ODUYA = {"names": ("Oduya",), "year": "2016"}
MARLOW = {"names": ("Marlow",), "year": "2020"}
NUMBERED = {"citation_style": "numeric"}


def linked(surface, ref=0, **fields):
    return cite(surface, refs=(ref,), **fields)


def number(n, status="linked", refs=None):
    return cite(f"[{n}]", status, (n - 1,) if refs is None else refs, kind="numeric", label=str(n))


CASES = {
    "LR101": Case(
        evidence(
            listing(
                "Silt (Marlow, 2020). Ada Marlow (2020) knew. (Oduya, 2016) too.",
                [TIDES],
                [
                    cite("Marlow, 2020", "missing", **MARLOW),
                    cite("Ada Marlow (2020)", "missing", kind="narrative", names=("Ada Marlow",), year="2020"),
                    linked("Oduya, 2016", **ODUYA),
                ],
            )
        ),
        "'Marlow, 2020' is cited twice, but not found in the reference list",
        ("Marlow, 2020", "Ada Marlow (2020)"),
        evidence(listing("Silt (Oduya, 2016).", [TIDES], [linked("Oduya, 2016", **ODUYA)])),
    ),
    "LR102": Case(
        evidence(listing("Silt (Oduya, 2016).", [TIDES, COAST], [linked("Oduya, 2016", **ODUYA)])),
        "Marlow, Ada (2019) 'The silting coast' is listed, but never cited",
        ("Marlow (2019). The silting coast.",),
        # The citation of 2020 may well mean the work of 2019: one fault, told once, from the side of the text.
        evidence(
            listing(
                "Silt (Oduya, 2016; Marlow, 2020).",
                [TIDES, COAST],
                [
                    linked("Oduya, 2016", **ODUYA),
                    cite("Marlow, 2020", "missing", **MARLOW),
                ],
            )
        ),
    ),
    "LR103": Case(
        evidence(
            listing(
                "Silt (Oduya, 2017), and again (Oduya, 2017).",
                [TIDES],
                [
                    cite("Oduya, 2017", "mismatch", (0,), names=("Oduya",), year="2017"),
                    cite("Oduya, 2017", "mismatch", (0,), nth=2, names=("Oduya",), year="2017"),
                ],
            )
        ),
        "'Oduya, 2017' is cited, but is listed with 2016: did you mean Oduya, F. B. (2016) 'Tides and treaties'?",
        ("Oduya, 2017", "Oduya, 2017"),
        evidence(listing("Silt (Oduya, 2016a).", [TIDES], [linked("Oduya, 2016a", names=("Oduya",), year="2016a")])),
    ),
    "LR104": Case(
        evidence(
            listing(
                "Silt (Oduja, 2016).", [TIDES], [cite("Oduja, 2016", "mismatch", (0,), names=("Oduja",), year="2016")]
            )
        ),
        "'Oduja, 2016' is cited, but not listed in this spelling: did you mean Oduya, F. B. (2016) 'Tides and treaties'?",
        ("Oduja, 2016",),
        evidence(listing("Silt (ODUYA, 2016).", [TIDES], [linked("ODUYA, 2016", names=("ODUYA",), year="2016")])),
    ),
    "LR105": Case(
        evidence(
            listing(
                "Silt (Oduya, 2016).",
                [TIDES, entry("Oduya, F.", title="Ports", year="2016")],
                [
                    cite("Oduya, 2016", "ambiguous", (0, 1), **ODUYA),
                ],
            )
        ),
        "'Oduya, 2016' fits 2 references: Oduya, F. B. (2016) 'Tides and treaties' and Oduya, F. (2016) 'Ports'",
        ("Oduya, 2016",),
        evidence(
            listing(
                "Silt (Oduya, 2016a).",
                [TIDES, entry("Oduya, F.", title="Ports", year="2016")],
                [
                    linked("Oduya, 2016a", names=("Oduya",), year="2016a"),
                ],
            )
        ),
    ),
    "LR106": Case(
        evidence(listing("Silt (Oduya, 2016a).", [TIDES], [linked("Oduya, 2016a", names=("Oduya",), year="2016a")])),
        "'Oduya, 2016a' is cited, but listed without the letter: Oduya, F. B. (2016) 'Tides and treaties'",
        ("Oduya, 2016a",),
        evidence(
            listing(
                "Silt (Oduya, 2016a).",
                [entry("Oduya, F.", title="Ports", year="2016a")],
                [
                    linked("Oduya, 2016a", names=("Oduya",), year="2016a"),
                ],
            )
        ),
    ),
    "LR107": Case(
        evidence(
            listing(
                "Silt (Abara & Brand, 2019).",
                [THREE],
                [
                    linked("Abara & Brand, 2019", names=("Abara", "Brand"), year="2019"),
                ],
            )
        ),
        "'Abara & Brand, 2019' names 2 of the 3 authors of Abara, T. et al. (2019) 'Shores of trade'",
        ("Abara & Brand, 2019",),
        evidence(
            listing(
                "Silt (Abara, Brand et al., 2019; Abara, 2019).",
                [THREE],
                [
                    linked("Abara, Brand et al., 2019", names=("Abara", "Brand"), et_al=True, year="2019"),
                    linked("Abara, 2019", names=("Abara",), year="2019"),
                ],
            )
        ),
    ),
    "LR108": Case(
        evidence(
            listing(
                "Silt (Abara, Costa, Brand, 2019).",
                [THREE],
                [
                    linked("Abara, Costa, Brand, 2019", names=("Abara", "Costa", "Brand"), year="2019"),
                ],
            )
        ),
        "'Abara, Costa, Brand, 2019' names the authors in another order than the list: Abara, Brand, Costa (2019)",
        ("Abara, Costa, Brand, 2019",),
        evidence(
            listing(
                "Silt (Abara, Brand, Costa, 2019).",
                [THREE],
                [
                    linked("Abara, Brand, Costa, 2019", names=("Abara", "Brand", "Costa"), year="2019"),
                ],
            )
        ),
    ),
    "LR109": Case(
        evidence(listing("Silt (Oduya et al., 2016).", [TIDES], [linked("Oduya et al., 2016", et_al=True, **ODUYA)])),
        "'Oduya et al., 2016': Oduya, F. B. (2016) 'Tides and treaties' has 1 author; citations are shortened from 3 on",
        ("Oduya et al., 2016",),
        evidence(
            listing(
                "Silt (Abara et al., 2019).",
                [THREE],
                [
                    linked("Abara et al., 2019", names=("Abara",), et_al=True, year="2019"),
                ],
            )
        ),
    ),
    "LR110": Case(
        evidence(listing("Silt [1], [57].", [TIDES], [number(1), number(57, "missing", ())], **NUMBERED)),
        "[57] is cited once, but the list has 1 reference and none of that number",
        ("[57]",),
        evidence(listing("Silt [1].", [TIDES], [number(1)], **NUMBERED)),
    ),
    "LR111": Case(
        evidence(listing("Silt [1].", [TIDES, COAST], [number(1)], labels=["1", "2"], **NUMBERED)),
        "reference 2, Marlow, Ada (2019) 'The silting coast', is never cited",
        ("Marlow (2019). The silting coast.",),
        evidence(
            listing(
                "Silt [1-2].",
                [TIDES, COAST],
                [
                    cite("[1-2]", refs=(0,), kind="numeric", label="1"),
                    cite("[1-2]", refs=(1,), kind="numeric", label="2"),
                ],
                labels=["1", "2"],
                **NUMBERED,
            )
        ),
    ),
    "LR112": Case(
        evidence(listing("Silt [2], then [1].", [TIDES, COAST], [number(2), number(1)], **NUMBERED)),
        "[1] is first cited after a higher number",
        ("[1]",),
        evidence(
            listing("Silt [1], then [2], as in [1].", [TIDES, COAST], [number(1), number(2), number(1)], **NUMBERED)
        ),
    ),
    "LR113": Case(
        evidence(
            listing(
                "Silt (Oduya, 2016; Abara, 2019).",
                [TIDES, THREE],
                [
                    linked("Oduya, 2016", **ODUYA),
                    linked("Abara, 2019", 1, names=("Abara",), year="2019"),
                ],
            )
        ),
        "'Oduya, 2016; Abara, 2019' is not in alphabetical order",
        ("Oduya, 2016", "Abara, 2019"),
        evidence(
            listing(
                "Silt (Oduya, 2016) and sand (Abara, 2019).",
                [TIDES, THREE],
                [
                    linked("Oduya, 2016", **ODUYA),
                    linked("Abara, 2019", 1, names=("Abara",), year="2019"),
                ],
            )
        ),
    ),
    "LR114": Case(
        evidence(
            listing(
                "Silt (Brand, 1950, as cited in Marlow, 2020).",
                [TIDES],
                [
                    cite("Marlow, 2020", "missing", secondary=True, **MARLOW),
                ],
            )
        ),
        "'Marlow, 2020' is named as the source of a citation, but not found in the reference list",
        ("Marlow, 2020",),
        evidence(
            listing(
                "Silt (Brand, 1950, as cited in Oduya, 2016).",
                [TIDES],
                [
                    linked("Oduya, 2016", secondary=True, **ODUYA),
                ],
            )
        ),
    ),
    "LR118": Case(
        evidence(
            listing(
                "As oduya2016tides shows, and @marlow2019 too.",
                cites=[
                    cite("@marlow2019", kind="key", label="marlow2019"),
                ],
                citation_style="key",
            ),
            listing("", [TIDES], path="refs.bib", kind="bibliography", labels=["oduya2016tides"]),
        ),
        "oduya2016tides is a key of the bibliography, but cites nothing without its @",
        ("oduya2016tides",),
        evidence(
            listing(
                "As @oduya2016tides shows; see `oduya2016tides` and oduya2016tides-notes.",
                cites=[
                    cite("@oduya2016tides", kind="key", label="oduya2016tides"),
                ],
                citation_style="key",
            ),
            listing("", [TIDES], path="refs.bib", kind="bibliography", labels=["oduya2016tides"]),
        ),
    ),
    "LR119": Case(
        evidence(
            listing(
                "Oduya has argued the reverse (Marlow, 2019).",
                [TIDES, COAST],
                [
                    linked("Marlow, 2019", 1, names=("Marlow",), year="2019"),
                ],
            )
        ),
        "Oduya is named without a year; Oduya, F. B. (2016) 'Tides and treaties' is listed, but never cited",
        ("Oduya",),
        evidence(listing("Oduya has argued the reverse (Oduya, 2016).", [TIDES], [linked("Oduya, 2016", **ODUYA)])),
    ),
    "LR120": Case(
        evidence(
            listing("Abstract. Silt (Oduya, 2016).", [TIDES], [linked("Oduya, 2016", section="Abstract", **ODUYA)])
        ),
        "the abstract cites 'Oduya, 2016'",
        ("Oduya, 2016",),
        evidence(
            listing(
                "Introduction. Silt (Oduya, 2016).",
                [TIDES],
                [
                    linked("Oduya, 2016", section="Introduction", **ODUYA),
                ],
            )
        ),
    ),
}
