"""Fixtures of LR2: completeness and form of entries."""

from __future__ import annotations

from fakes.case import Case
from fakes.facts import entry, evidence, listing

TIDES = {"title": "Tides and treaties", "year": "2016"}
PORTS = {"container_title": "Journal of Ports"}


def printed(raw, *authors, **fields):
    """A paper whose list has one reference, printed like that and understood like this."""
    return evidence(listing("Text.", [entry(*authors, **fields)], raws=[raw]))


def stated(*authors, **fields):
    """A bibliography with one entry."""
    return evidence(listing("", [entry(*authors, key="oduya2016", **fields)], path="refs.bib", kind="bibliography"))


CASES = {
    "LR201": Case(
        stated("Oduya, Femi", **TIDES),
        "Oduya, Femi (2016) 'Tides and treaties' lacks journal, which @article must have",
        ("Oduya (2016). Tides and treaties.",),
        # Printed styles leave out much, and the parser may have missed the journal: no volume, no pages, no accusation.
        printed("Oduya, F. (2016). Tides and treaties. Unread rest", "Oduya, F.", rest="Unread rest", **TIDES),
    ),
    "LR204": Case(
        stated("Oduya, Femi", title="Tides", year="20166", **PORTS),
        "Oduya, Femi (20166) 'Tides': '20166' is not a year",
        ("Oduya (20166). Tides.",),
        stated("Oduya, Femi", title="Tides", year="in press", **PORTS),
    ),
    "LR205": Case(
        printed("Oduya, F. (2091). Tides.", "Oduya, F.", title="Tides", year="2091"),
        "Oduya, F. (2091) 'Tides': 2091 is still to come",
        ("Oduya, F. (2091). Tides.",),
        printed("Oduya, F. (2027). Tides. In press.", "Oduya, F.", title="Tides", year="2027"),
    ),
    "LR206": Case(
        printed("Oduya, F. Tides. J. Ports, 86-63.", "Oduya, F.", pages="86-63", **PORTS, **TIDES),
        "Oduya, F. (2016) 'Tides and treaties': pages 86 to 63 end before they start",
        ("Oduya, F. Tides. J. Ports, 86-63.",),
        printed("Oduya, F. Tides. J. Ports, 637-41.", "Oduya, F.", pages="637-41", **PORTS, **TIDES),
    ),
    "LR208": Case(
        printed("Oduya, F. (2016). Tides. doi: 10.1000 / tides.7", "Oduya, F.", **TIDES),
        "Oduya, F. (2016) 'Tides and treaties': '10.1000 /' is not a DOI",
        ("Oduya, F. (2016). Tides. doi: 10.1000 / tides.7",),
        printed("Oduya, F. (2016). Tides. doi:10.1000/\ntides.7", "Oduya, F.", doi="10.1000/tides.7", **TIDES),
    ),
    "LR211": Case(
        stated("Oduya, Femi", isbn="978-0-306-40615-8", **TIDES),
        "Oduya, Femi (2016) 'Tides and treaties': the check digit of ISBN 9780306406158 does not fit",
        ("Oduya (2016). Tides and treaties.",),
        stated("Oduya, Femi", isbn="978-0-306-40615-7, 0-306-40615-2", **TIDES),
    ),
    "LR212": Case(
        stated("Oduya, Femi", issn="0317-8472", **TIDES),
        "Oduya, Femi (2016) 'Tides and treaties': the check digit of ISSN 0317-8472 does not fit",
        ("Oduya (2016). Tides and treaties.",),
        stated("Oduya, Femi", issn="0317-8471", **TIDES),
    ),
    "LR218": Case(
        printed(
            "Oduya, F. (2016). TIDES AND TREATIES OF THE NORTH.",
            "Oduya, F.",
            title="Tides and Treaties of the North",
            year="2016",
        ),
        "the title 'TIDES AND TREATIES OF THE NORTH' is set in capitals throughout",
        ("Oduya, F. (2016). TIDES AND TREATIES OF THE NORTH.",),
        printed(
            "ODUYA, F. (2016). Tides and treaties of the north.",
            "Oduya, F.",
            title="Tides and treaties of the north",
            year="2016",
        ),
    ),
    "LR220": Case(
        stated("Oduya, Femi", title="Tides and treaties.", year="2016"),
        "the title of Oduya, Femi (2016) 'Tides and treaties.' ends with '.'",
        ("Oduya (2016). Tides and treaties..",),
        stated("Oduya, Femi", title="Tides, treaties and so on ...", year="2016"),
    ),
    "LR224": Case(
        printed(
            "Oduya, F. (2016). Tides. <http://files/963/tides.pdf><http://files/964/81.html>",
            "Oduya, F.",
            local_files=("http://files/963/tides.pdf", "http://files/964/81.html"),
            **TIDES,
        ),
        "Oduya, F. (2016) 'Tides and treaties' links to 2 files on one machine: 'http://files/963/tides.pdf'",
        ("http://files/963/tides.pdf", "http://files/964/81.html"),
        printed(
            "Oduya, F. (2016). Tides. http://files.example.org/963/tides.pdf",
            "Oduya, F.",
            urls=("http://files.example.org/963/tides.pdf",),
            **TIDES,
        ),
    ),
    "LR229": Case(
        stated("Oduya, Femi", title="TODO", year="2016"),
        "oduya2016: nothing is said by title 'TODO'",
        ("Oduya (2016). TODO.",),
        stated("Oduya, Femi", title="The unknown coast", year="2016"),
    ),
    "LR231": Case(
        printed("Harbour Gazette, October 4, 2012.", "{Harbour Gazette}", year="2012", date="2012-10-04"),
        "'Harbour Gazette, October 4, 2012.' does not name a work",
        ("Harbour Gazette, October 4, 2012.",),
        printed("Treaty of Tides, 1815.", title="Treaty of Tides", year="1815", type="legislation"),
    ),
    "LR232": Case(
        printed('Oduya, F. (2016). "The river"s edge".', "Oduya, F.", title="The river's edge", year="2016"),
        "river\"s has a double quote inside: is river's meant?",
        ('river"s',),
        printed(
            'Oduya, F. (2016). "The river\'s edge", http://example.org/a"b',
            "Oduya, F.",
            title="The river's edge",
            year="2016",
        ),
    ),
}
