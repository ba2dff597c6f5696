"""Fixtures of LR1: citations in the text against the reference list. Whole papers, read and cross-checked."""

from __future__ import annotations

from fakes.case import Case, files

TIDES = "Oduya, F. B. (2016). Tides and treaties. Journal of Ports, 3(1), 1-9."
PORTS = "Oduya, F. B. (2016). Ports of the north. Journal of Ports, 3(2), 10-19."
COAST = "Marlow, A. (2019). The silting coast. London: Quay Press."
THREE = "Abara, T., Brand, S., & Costa, Z. (2019). Shores of trade. Journal of Ports, 6(1), 20-29."
BIB = "@article{oduya2016tides, author = {Oduya, Femi}, title = {Tides}, journal = {Ports}, year = 2016}\n"
BIB += "@article{marlow2019, author = {Marlow, Ada}, title = {Coasts}, journal = {Ports}, year = 2019}\n"


def paper(text, *references):
    """A paper of that text with that list."""
    return files(**{"paper.txt": f"The sea\n\n{text}\n\nReferences\n\n" + "\n\n".join(references) + "\n"})


def numbered(text, *references):
    """The same, with a numbered list."""
    return paper(text, *(f"[{n}] {reference}" for n, reference in enumerate(references, 1)))


CASES = {
    "LR101": Case(
        paper("Ports silt (Marlow, 2020). Ada Marlow (2020) saw it (Oduya, 2016).", TIDES),
        "'Marlow, 2020' is cited twice, but not found in the reference list",
        ("Marlow, 2020", "Ada Marlow (2020)"),
        paper("Ports silt (Oduya, 2016), as the census (2020) and the Treaty of Marlow show.", TIDES),
    ),
    "LR102": Case(
        paper("Ports silt (Oduya, 2016).", TIDES, COAST),
        "Marlow, A. (2019) 'The silting coast' is listed, but never cited",
        (COAST,),
        # The citation of 1990 may well mean the work of 2019: one fault, told once, from the side of the text.
        paper("Ports silt (Oduya, 2016; Marlow, 1990).", TIDES, COAST),
    ),
    "LR103": Case(
        paper("Ports silt (Oduya, 2017), and silt again (Oduya, 2017), as bays do (Marlow, 2019).", TIDES, COAST),
        "'Oduya, 2017' is cited, but is listed with 2016: did you mean Oduya, F. B. (2016) 'Tides and treaties'?",
        ("Oduya, 2017", "Oduya, 2017"),
        paper("Ports silt (Oduya, 2016, p. 2017).", TIDES),
    ),
    "LR104": Case(
        paper("Ports silt (Oduja, 2016), as bays do (Marlow, 2019).", TIDES, COAST),
        "'Oduja, 2016' is cited, but not listed in this spelling: did you mean Oduya, F. B. (2016) 'Tides and treaties'?",
        ("Oduja, 2016",),
        paper("Ports silt (ODUYA, 2016).", TIDES),
    ),
    "LR105": Case(
        paper("Harbours silt (Oduya, 2016).", TIDES, PORTS),
        "'Oduya, 2016' fits 2 references: Oduya, F. B. (2016) 'Tides and treaties' and Oduya, F. B. (2016) 'Ports of the north'",
        ("Oduya, 2016",),
        paper("Ports silt (Oduya, 2016a, 2016b).", TIDES.replace("2016", "2016a"), PORTS.replace("2016", "2016b")),
    ),
    "LR106": Case(
        paper("Ports silt (Oduya, 2016a).", TIDES),
        "'Oduya, 2016a' is cited, but listed without the letter: Oduya, F. B. (2016) 'Tides and treaties'",
        ("Oduya, 2016a",),
        paper("Ports silt (Oduya, 2016a).", TIDES.replace("2016", "2016a")),
    ),
    "LR107": Case(
        paper("Ports silt (Abara & Brand, 2019).", THREE),
        "'Abara & Brand, 2019' names 2 of the 3 authors of Abara, T. et al. (2019) 'Shores of trade'",
        ("Abara & Brand, 2019",),
        paper("Ports silt (Abara, Brand et al., 2019), as Abara (2019) says.", THREE),
    ),
    "LR108": Case(
        paper("Ports silt (Abara, Costa, & Brand, 2019).", THREE),
        "'Abara, Costa, & Brand, 2019' names the authors in another order than the list: Abara, Brand and Costa (2019)",
        ("Abara, Costa, & Brand, 2019",),
        paper("Ports silt (Abara, Brand, & Costa, 2019).", THREE),
    ),
    "LR109": Case(
        paper("Ports silt (Abara, Brand, & Costa, 2019).", THREE),
        "'Abara, Brand, & Costa, 2019' is of 3 authors, and citations are shortened from 3 on",
        ("Abara, Brand, & Costa, 2019",),
        paper("Ports silt (Abara et al., 2019).", THREE),
    ),
    "LR110": Case(
        numbered("Ports silt [1], and bays [2], and seas [4].", TIDES, COAST),
        "[4] is cited once, but the list has 2 references and none of that number",
        ("4",),
        numbered("Ports silt [1], and bays [2], at 4 m.", TIDES, COAST),
    ),
    "LR111": Case(
        numbered("Ports silt [1], and so do bays [3].", TIDES, COAST, THREE),
        "reference 2, Marlow, A. (2019) 'The silting coast', is never cited",
        (f"[2] {COAST}",),
        numbered("Ports silt [1-3].", TIDES, COAST, THREE),
    ),
    "LR112": Case(
        numbered("Ports silt [2], and so do bays [1].", TIDES, COAST),
        "[1] is first cited after a higher number",
        ("1",),
        numbered("Ports silt [1], and so do bays [2], as in [1].", TIDES, COAST),
    ),
    "LR113": Case(
        paper("Ports silt (Oduya, 2016; Abara et al., 2019).", TIDES, THREE),
        "'Oduya, 2016; Abara et al., 2019' is not in alphabetical order",
        ("Oduya, 2016", "Abara et al., 2019"),
        paper("Ports silt (Oduya, 2016), and so does sand (Abara et al., 2019).", TIDES, THREE),
    ),
    "LR114": Case(
        paper("Ports silt (Brand, 1950, as cited in Marlow, 2020), and so on (Oduya, 2016).", TIDES),
        "'Marlow, 2020' is named as the source of a citation, but not found in the reference list",
        ("Marlow, 2020",),
        paper("Ports silt (Brand, 1950, as cited in Oduya, 2016).", TIDES),
    ),
    "LR118": Case(
        files(**{"paper.md": "# The sea\n\nAs oduya2016tides shows, ports silt [@marlow2019].\n", "refs.bib": BIB}),
        "oduya2016tides is a key of the bibliography, but cites nothing without its @",
        ("oduya2016tides",),
        files(**{"paper.md": "# The sea\n\nAs @oduya2016tides shows; `oduya2016tides` is a key.\n", "refs.bib": BIB}),
    ),
    "LR119": Case(
        paper("Oduya has argued the reverse (Marlow, 2019).", TIDES, COAST),
        "Oduya is named without a year; Oduya, F. B. (2016) 'Tides and treaties' is listed, but never cited",
        ("Oduya",),
        paper("Oduya has argued the reverse (Oduya, 2016).", TIDES),
    ),
    "LR120": Case(
        paper("Abstract\n\nPorts silt (Oduya, 2016).\n\nIntroduction\n\nPorts silt.", TIDES),
        "the abstract cites 'Oduya, 2016'",
        ("Oduya, 2016",),
        paper("Abstract\n\nPorts silt.\n\nIntroduction\n\nPorts silt (Oduya, 2016).", TIDES),
    ),
}
