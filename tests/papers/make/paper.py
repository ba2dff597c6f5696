"""The sample paper, as data: one small paper about invented works, with three faults planted in it."""

from __future__ import annotations

from dataclasses import dataclass, field

TITLE = "The slow ports of Vane: a short study"
AUTHORS = "Ines Ferreira and Jonah Quist"


@dataclass(frozen=True)
class Cite:
    """Works cited at one place; `text` is how that is printed, `shape` how LaTeX and pandoc say it."""

    keys: tuple[str, ...]
    text: str
    shape: str = "paren"
    locator: str = ""


@dataclass(frozen=True)
class Work:
    """A work: as CSL-JSON (`item`), as printed (`printed`); where the title is a hyperlink, `link` is its address."""

    key: str
    printed: str
    item: dict = field(default_factory=dict)
    link: str = ""


def person(family, given):
    return {"family": family, "given": given}


WORKS = [
    Work(
        "brandt2008",
        "Brandt, L. (2008). Rope, tar and tide. In A. Marlow (Ed.), Handbook of slow ports (pp. 41–66). Harbour Press.",
        {
            "type": "chapter",
            "title": "Rope, tar and tide",
            "author": [person("Brandt", "Lotte")],
            "editor": [person("Marlow", "Ada")],
            "container-title": "Handbook of slow ports",
            "publisher": "Harbour Press",
            "page": "41-66",
            "issued": {"date-parts": [[2008]]},
        },
    ),
    Work(
        "celik2019",
        "Çelik, D., Okafor, N., & Lindqvist, P. (2019). Counting boats from the shore. Coastal Letters, 7(1), 15–29. https://doi.org/10.5555/coastal.2019.07",
        {
            "type": "article-journal",
            "title": "Counting boats from the shore",
            "author": [person("Çelik", "Deniz"), person("Okafor", "Nkechi"), person("Lindqvist", "Per")],
            "container-title": "Coastal Letters",
            "volume": "7",
            "issue": "1",
            "page": "15-29",
            "DOI": "10.5555/coastal.2019.07",
            "issued": {"date-parts": [[2019, 4]]},
        },
    ),
    Work(
        "devries2015",
        "de Vries, J., & O’Neill, S. (2015). Sediment and memory. In Proceedings of the Estuary Symposium (pp. 88–97). Estuary Society.",
        {
            "type": "paper-conference",
            "title": "Sediment and memory",
            "author": [person("de Vries", "Joost"), person("O’Neill", "Siobhan")],
            "container-title": "Proceedings of the Estuary Symposium",
            "publisher": "Estuary Society",
            "page": "88-97",
            "issued": {"date-parts": [[2015]]},
        },
    ),
    Work(
        "harbour2014",
        "Harbour Authority of Vane. (2014). Annual statistics of small ports. https://ports.example/statistics/2014",
        {
            "type": "report",
            "title": "Annual statistics of small ports",
            "author": [{"literal": "Harbour Authority of Vane"}],
            "publisher": "Harbour Authority of Vane",
            "URL": "https://ports.example/statistics/2014",
            "issued": {"date-parts": [[2014]]},
        },
    ),
    Work(
        "marlow2012",
        "Marlow, A., & Gómez-Šulc, M. (2012). Quays and crowds. Harbour Press.",
        {
            "type": "book",
            "title": "Quays and crowds",
            "author": [person("Marlow", "Ada"), person("Gómez-Šulc", "Marta")],
            "publisher": "Harbour Press",
            "issued": {"date-parts": [[2012]]},
        },
    ),
    Work(
        "mueller2010",
        "Müller, K. (2010). Lighthouses as instruments of measurement [Doctoral thesis, University of Vane].",
        {
            "type": "thesis",
            "title": "Lighthouses as instruments of measurement",
            "author": [person("Müller", "Katrin")],
            "publisher": "University of Vane",
            "issued": {"date-parts": [[2010]]},
        },
    ),
    Work(
        "oduya2016",
        "Oduya, F. B. (2016). The tides of harbour towns. Journal of Ports, 12(3), 123–145. https://doi.org/10.5555/ports.2016.012",
        {
            "type": "article-journal",
            "title": "The tides of harbour towns",
            "author": [person("Oduya", "Florence B.")],
            "container-title": "Journal of Ports",
            "volume": "12",
            "issue": "3",
            "page": "123-145",
            "DOI": "10.5555/ports.2016.012",
            "issued": {"date-parts": [[2016]]},
        },
    ),
    Work(
        "tanaka2020",
        "Tanaka, H. (2020). Nets and the people who mend them. Fishing Quarterly, 31, 2–11.",
        {
            "type": "article-journal",
            "title": "Nets and the people who mend them",
            "author": [person("Tanaka", "Haru")],
            "container-title": "Fishing Quarterly",
            "volume": "31",
            "page": "2-11",
            "issued": {"date-parts": [[2020]]},
        },
        "https://doi.org/10.5555/nets.2020.031",
    ),
]
"""Tanaka (2020) is never cited. Its DOI is not printed: its title is a hyperlink."""

UNLISTED = Work(
    "petrenko2011",
    "",
    {
        "type": "book",
        "title": "Ferries without timetables",
        "author": [person("Petrenko", "Olha")],
        "publisher": "Harbour Press",
        "issued": {"date-parts": [[2011]]},
    },
)
"""Cited, and not listed."""

SECTIONS: list[tuple[str, list[list[str | Cite]]]] = [
    (
        "Introduction",
        [
            [
                "Small ports change slowly ",
                Cite(("oduya2016",), "(Oduya, 2016)"),
                ". The crowds on their quays were described by ",
                Cite(("marlow2012",), "Marlow and Gómez-Šulc (2012)", "text"),
                ", who counted them by hand. Boats have been counted from the shore since then ",
                Cite(("celik2019",), "(Çelik et al., 2018)"),
                ", and from lighthouses before ",
                Cite(("mueller2010",), "(Müller, 2010)"),
                ".",
            ],
            [
                "Official figures are older than any of these studies ",
                Cite(("harbour2014", "brandt2008"), "(Harbour Authority of Vane, 2014; Brandt, 2008)"),
                ". They leave out the ferries ",
                Cite(("petrenko2011",), "(Petrenko, 2011)"),
                ", which carry most of the people whom this paper is about.",
            ],
        ],
    ),
    (
        "What the water keeps",
        [
            [
                "Sediment is the archive of a port, as ",
                Cite(("devries2015",), "de Vries and O’Neill (2015, p. 90)", "text", "90"),
                " put it. We took samples at nine places and compared them with the tables of ",
                Cite(("oduya2016",), "Oduya (2016)", "text"),
                ". The layers agree with what was written down at the time, and so does the height of the older quays.",
            ],
        ],
    ),
]


def by_key(key):
    return next(work for work in [*WORKS, UNLISTED] if work.key == key)


def printed(paragraph):
    """A paragraph as a reader sees it."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in paragraph)


def linked(work, escaped, link):
    """A work as printed, its title as `link(title, address)` where it is a hyperlink, all else `escaped`."""
    if not work.link:
        return escaped(work.printed)
    before, title, after = work.printed.partition(work.item["title"])
    return escaped(before) + link(escaped(title), work.link) + escaped(after)
