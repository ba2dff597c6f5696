"""Fixtures of LR3: duplicates, keys and consolidation."""

from __future__ import annotations

from fakes.case import Case
from fakes.facts import entry, evidence, listing
from litreview.model import Conflict, Pair, Work

TIDES = entry("Oduya, F. B.", title="Tides and treaties", year="2016", container_title="Journal of Ports")
AGAIN = entry("Oduya, Femi", title="Tides & treaties", year="2016", container_title="Journal of Ports")
COAST = entry("Marlow, Ada", title="The silting coast", year="2019", publisher="Quay Press", type="book")
SILT = entry("Oduya, Femi Bola", title="Silt", year="2019")
ONE, TWO = "Oduya (2016). Tides and treaties.", "Oduya (2016). Tides & treaties."


def bib(*entries, path="refs.bib", key="oduya2016"):
    """A bibliography whose entries all have that key, and print a number so that each stands for itself."""
    raws = [f"@{e.type}{{{key}, {e.title}, {n}}}" for n, e in enumerate(entries, 1)]
    return listing("", entries, path=path, kind="bibliography", labels=[key] * len(entries), raws=raws)


def one_list(*entries, works=None, pairs=()):
    return evidence(listing("Text.", entries), works=works, pairs=pairs)


def two_lists(one, other):
    return evidence(listing("Text.", one, path="a.txt"), listing("Text.", other, path="b.txt"))


def merged(*members, conflicts=(), canonical=TIDES):
    return Work("w1", "oduya2016tides", canonical, members, conflicts=conflicts)


def pair(relation):
    return [Pair("paper.txt#r1", "paper.txt#r2", 0.8, relation, ("titles agree",))]


def with_doi(base, doi):
    return entry("Oduya, F.", title=base.title, year=base.year, doi=doi)


CASES = {
    "LR301": Case(
        evidence(bib(TIDES, TIDES)),
        "the entry oduya2016 stands twice",
        ("@article{oduya2016, Tides and treaties, 2}", "@article{oduya2016, Tides and treaties, 1}"),
        evidence(bib(TIDES, AGAIN)),
    ),
    "LR302": Case(
        evidence(bib(TIDES, COAST)),
        "the key oduya2016 is given to Oduya, F. B. (2016) 'Tides and treaties' and to Marlow, Ada (2019) 'The silting coast'",
        ("@book{oduya2016, The silting coast, 2}", "@article{oduya2016, Tides and treaties, 1}"),
        evidence(bib(TIDES, TIDES)),
    ),
    "LR303": Case(
        one_list(
            with_doi(TIDES, "10.1000/t.7"),
            with_doi(AGAIN, "10.1000/t.7"),
            works=[merged("paper.txt#r1", "paper.txt#r2")],
        ),
        "DOI 10.1000/t.7 is listed twice: Oduya, F. (2016) 'Tides and treaties' and Oduya, F. (2016) 'Tides & treaties'",
        (ONE, TWO),
        # Two papers that cite one work are normal.
        evidence(
            listing("Text.", [with_doi(TIDES, "10.1000/t.7")], path="a.txt"),
            listing("Text.", [with_doi(AGAIN, "10.1000/t.7")], path="b.txt"),
            works=[merged("a.txt#r1", "b.txt#r1")],
        ),
    ),
    "LR304": Case(
        one_list(TIDES, AGAIN, works=[merged("paper.txt#r1", "paper.txt#r2")]),
        "one work seems to be listed twice: Oduya, F. B. (2016) 'Tides and treaties' and Oduya, Femi (2016) 'Tides & treaties'",
        (ONE, TWO),
        one_list(TIDES, AGAIN),
    ),
    "LR305": Case(
        evidence(
            listing("Text.", [TIDES], path="a.txt"),
            listing("Text.", [entry("Oduya, F.", title="Tides & treaties", year="2018")], path="b.txt"),
            works=[
                merged(
                    "a.txt#r1",
                    "b.txt#r1",
                    conflicts=(Conflict("year", (("2016", ("a.txt#r1",)), ("2018", ("b.txt#r1",)))),),
                )
            ],
        ),
        "Oduya, F. B. (2016) 'Tides and treaties': the year is '2016' in a.txt and '2018' in b.txt",
        (ONE, "Oduya (2018). Tides & treaties."),
        evidence(
            listing("Text.", [TIDES], path="a.txt"),
            listing("Text.", [AGAIN], path="b.txt"),
            works=[
                merged(
                    "a.txt#r1",
                    "b.txt#r1",
                    conflicts=(
                        Conflict("title", (("Tides and treaties", ("a.txt#r1",)), ("Tides & treaties", ("b.txt#r1",)))),
                    ),
                )
            ],
        ),
    ),
    "LR306": Case(
        one_list(TIDES, AGAIN, pairs=pair("preprint")),
        "Oduya, F. B. (2016) 'Tides and treaties' and Oduya, Femi (2016) 'Tides & treaties' seem to be versions of one work",
        (ONE, TWO),
        one_list(TIDES, AGAIN, pairs=pair("uncertain")),
    ),
    "LR307": Case(
        evidence(bib(TIDES, path="a.bib"), bib(COAST, path="b.bib")),
        "the key oduya2016 means Oduya, F. B. (2016) 'Tides and treaties' in a.bib and Marlow, Ada (2019) 'The silting coast' in b.bib",
        ("@article{oduya2016, Tides and treaties, 1}", "@book{oduya2016, The silting coast, 1}"),
        evidence(bib(TIDES, path="a.bib"), bib(AGAIN, path="b.bib"), works=[merged("a.bib#r1", "b.bib#r1")]),
    ),
    "LR309": Case(
        evidence(
            listing(
                "Text.",
                [entry("Oduya, F.", title="Tides", year="2016", container_title="Journal of Harbour Studies")],
                path="a.txt",
            ),
            listing(
                "Text.",
                [entry("Marlow, A.", title="Silt", year="2019", container_title="J. Harbour Stud.")],
                path="b.txt",
            ),
        ),
        "one journal is printed as 'Journal of Harbour Studies' and as 'J. Harbour Stud.'",
        ("Oduya (2016). Tides.", "Marlow (2019). Silt."),
        evidence(
            listing(
                "Text.",
                [
                    entry("Oduya, F.", title="Tides", year="2016", container_title="Journal of Harbour Studies"),
                    entry("Marlow, A.", title="Silt", year="2019", container_title="J. Eng."),
                    entry("Marlow, A.", title="Mud", year="2018", container_title="Journal of English"),
                    entry("Marlow, A.", title="Clay", year="2017", container_title="Journal of Engineering"),
                ],
            )
        ),
    ),
    "LR310": Case(
        two_lists([TIDES], [SILT]),
        "'Oduya, Femi Bola' and 'Oduya, F. B.' may be one person",
        ("Oduya (2019). Silt.", ONE),
        # Two people whom the initials fit, and two names within one list.
        two_lists(
            [TIDES, entry("Marlow, Ada Rose", title="Ports", year="2001"), COAST],
            [SILT, entry("Oduya, Farah Bea", title="Mud", year="2018")],
        ),
    ),
    "LR311": Case(
        one_list(TIDES, AGAIN, pairs=pair("edition")),
        "Oduya, F. B. (2016) 'Tides and treaties' and Oduya, Femi (2016) 'Tides & treaties' seem to be editions or volumes of one work",
        (ONE, TWO),
        one_list(TIDES, AGAIN, pairs=pair("preprint")),
    ),
}
