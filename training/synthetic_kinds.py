"""One record of each kind of work, drawn from a vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_numbers import Fields, abbreviated, date, doi, eprint, isbn, issue, pages, roman, url, volume
from synthetic_people import authors_of, body_of, people_of
from synthetic_records import ENOUGH, ENOUGH_TITLES, REAL, Vocabulary
from synthetic_template import Name, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

People = dict[str, tuple[Name, ...]]

# The chance that a field is there, where a kind may lack it.
ISSUE = 0.55
MONTH = 0.15
DOI = 0.22
PMID = 0.03
URL = 0.08
NOTE = 0.03
SERIES = 0.15
EDITION = 0.15
# The first year of kinds that are young.
SINCE = {"web": 1996, "preprint": 1992, "dataset": 1990, "software": 1985}
SINCE |= {"standard": 1960, "conference": 1950, "report": 1945, "thesis": 1920, "newspaper": 1900, "patent": 1930}


def record(kind: str, vocabulary: Vocabulary, rng: Random) -> Record:
    """A record of the kind, with every field in each form that a layout may ask for."""
    people: People = {}
    fields: Fields = date(vocabulary, rng, SINCE.get(kind, 0))
    KINDS[kind](vocabulary, rng, fields, people)
    if people.get("authors"):
        fields["citnum"] = people["authors"][0].family[:3] + fields.get("year", "")[2:4]
    if "container" in fields:
        fields["short"] = abbreviated(fields["container"])
    if fields.get("volume", "").isdigit():
        fields["roman"] = roman(int(fields["volume"]) % 99 + 1)
    if "pages" in fields:
        fields["first"] = fields["pages"].split("-")[0]
    return Record(kind, vocabulary.language, people, {name: value for name, value in fields.items() if value})


def _title(vocabulary: Vocabulary, rng: Random, name: str = "titles") -> str:
    real = vocabulary.real.get(name, ())
    if len(real) >= ENOUGH_TITLES and rng.random() < REAL:
        return rng.choice(real)
    return vocabulary.phrase("titles", rng)


def _extras(vocabulary: Vocabulary, rng: Random, fields: Fields) -> None:
    if rng.random() < DOI and fields["year"] >= "1960":
        fields.setdefault("doi", doi(rng, fields["year"]))
    else:
        fields.pop("doi", None)
    if rng.random() < URL:
        fields["url"] = url(vocabulary, rng)
    if rng.random() < NOTE:
        fields["note"] = rng.choice(vocabulary.words["notes"])
    if rng.random() < PMID:
        fields["pmid"] = str(rng.randint(100000, 39999999))
        if rng.random() < 0.4:
            fields["pmcid"] = f"PMC{rng.randint(100000, 9999999)}"
    if rng.random() > MONTH:
        fields["monthyear"] = fields["year"]


def _article(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    if len(vocabulary.articles) > 100 and rng.random() < REAL / 2:
        real = rng.choice(vocabulary.articles)
        people["authors"] = real.people["authors"]
        fields |= {name: value for name, value in real.fields.items() if name != "year"}
    else:
        people["authors"] = authors_of(vocabulary, rng)
        fields["title"] = _title(vocabulary, rng)
        fields["container"] = vocabulary.one("journals", rng)
        fields["volume"] = volume(rng)
        fields["pages"] = pages(rng)
        if rng.random() < ISSUE:
            fields["issue"] = issue(rng)
    _extras(vocabulary, rng, fields)
    if rng.random() < 0.03:
        fields["issn"] = f"{rng.randint(0, 9999):04}-{rng.randint(0, 999):03}{rng.choice('0123456789X')}"


def _translated(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    _article(vocabulary, rng, fields, people)
    words = (
        "rural schooling",
        "soil moisture",
        "the modern novel",
        "bridge design",
        "folk medicine",
        "steel corrosion",
        "parish registers",
        "river ports",
    )
    note = f"Notes on {rng.choice(words)} and {rng.choice(words)}"
    fields["title"] += rng.choice((f" [{note}]", f" = {note}", f" ({note})"))
    if rng.random() < 0.5:
        fields["note"] = (
            f"in {rng.choice(('German', 'Russian', 'Chinese', 'Japanese', 'Korean', 'Polish', 'Spanish with English abstract', 'French'))}"
        )


def _chapter(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, most=4)
    if rng.random() < 0.85:
        people["editors"] = people_of(vocabulary, rng, 4)
    fields["title"] = _title(vocabulary, rng)
    fields["container"] = _title(vocabulary, rng, "books")
    fields["pages"] = pages(rng, article=False)
    _imprint(vocabulary, rng, fields)
    if rng.random() < 0.12:
        fields["volume"] = str(rng.randint(1, 12))
    _extras(vocabulary, rng, fields)


def _conference(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng)
    if rng.random() < 0.12:
        people["editors"] = people_of(vocabulary, rng, 3)
    fields["title"] = _title(vocabulary, rng)
    real = vocabulary.real.get("proceedings", ())
    made = vocabulary.phrase("conferences", rng, year=fields["year"][:4])
    fields["container"] = rng.choice(real) if len(real) >= ENOUGH and rng.random() < REAL else made
    if rng.random() < 0.8:
        fields["pages"] = pages(rng, article=False)
    if rng.random() < 0.5:
        fields["place"] = vocabulary.one("places", rng)
    if rng.random() < 0.5:
        fields["publisher"] = vocabulary.one("publishers", rng)
    if rng.random() < SERIES:
        fields["series"] = rng.choice(vocabulary.words["series"])
        fields["volume"] = volume(rng)
    _extras(vocabulary, rng, fields)


def _imprint(vocabulary: Vocabulary, rng: Random, fields: Fields) -> None:
    if rng.random() < 0.85:
        fields["publisher"] = vocabulary.one("publishers", rng)
    if rng.random() < 0.8 or "publisher" not in fields:
        fields["place"] = vocabulary.one("places", rng)
    if rng.random() < SERIES:
        fields["series"] = rng.choice(vocabulary.words["series"])
        if rng.random() < 0.6:
            fields["volume"] = volume(rng)
    if rng.random() < EDITION:
        fields["edition"] = vocabulary.phrase("editions", rng).rstrip(".")


def _book(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, most=4)
    fields["title"] = _title(vocabulary, rng, "books")
    _imprint(vocabulary, rng, fields)
    if rng.random() < 0.08:
        people["translators"] = people_of(vocabulary, rng, 2)
    if rng.random() < 0.1:
        fields["volume"] = str(rng.randint(1, 9))
    if rng.random() < 0.08:
        fields["isbn"] = isbn(rng)
    if rng.random() < 0.2:
        fields["pages"] = rng.choice(
            (pages(rng, article=False), str(rng.randint(2, 600)), f"{rng.randint(2, 600)} ff.")
        )
    if rng.random() < 0.4:
        fields["extent"] = str(rng.randint(60, 900))
    _extras(vocabulary, rng, fields)


def _edited(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    _book(vocabulary, rng, fields, people)
    people["editors"] = people_of(vocabulary, rng, 4)
    del people["authors"]


def _thesis(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng, 1)
    fields["title"] = _title(vocabulary, rng)
    fields["genre"] = rng.choice(vocabulary.words["theses"])
    fields["institution"] = vocabulary.one("universities", rng)
    if rng.random() < 0.5:
        fields["place"] = vocabulary.one("places", rng)
    _extras(vocabulary, rng, fields)


def _report(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, 0.4, 5)
    fields["title"] = _title(vocabulary, rng)
    fields["genre"] = rng.choice(vocabulary.words["reports"])
    fields["institution"] = rng.choice(vocabulary.words[rng.choice(("bodies", "universities"))])
    if rng.random() < 0.7:
        letters = "".join(rng.choices("ABCDEFGHLMNPRSTW", k=rng.randint(2, 4)))
        fields["number"] = rng.choice(
            (
                str(rng.randint(1, 999)),
                f"{letters}-{rng.randint(70, 2024)}-{rng.randint(1, 99)}",
                f"{letters}/{rng.randint(1, 400)}",
                f"w{rng.randint(1000, 32000)}",
            )
        )
    if rng.random() < 0.6:
        fields["place"] = vocabulary.one("places", rng)
    _extras(vocabulary, rng, fields)


def _web(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    if rng.random() < 0.85:
        people["authors"] = authors_of(vocabulary, rng, 0.55, 2)
    fields["title"] = vocabulary.phrase("titles", rng)
    if rng.random() < 0.4:
        fields["container"] = rng.choice(vocabulary.words[rng.choice(("bodies", "newspapers"))])
    fields["url"] = url(vocabulary, rng)
    if rng.random() < 0.35:
        del fields["accessed"]
    if rng.random() < 0.2:
        for name in ("year", "date", "mdy", "ymd", "iso", "monthyear"):
            del fields[name]


def _newspaper(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    if rng.random() < 0.75:
        people["authors"] = people_of(vocabulary, rng, 2)
    fields["title"] = vocabulary.phrase("titles", rng)
    fields["container"] = rng.choice(vocabulary.words["newspapers"])
    if rng.random() < 0.4:
        fields["pages"] = rng.choice(
            (str(rng.randint(1, 40)), f"A{rng.randint(1, 30)}", f"{rng.randint(1, 20)}-{rng.randint(21, 30)}")
        )
    if rng.random() < 0.35:
        fields["url"] = url(vocabulary, rng)


def _law(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    if rng.random() < 0.3:
        people["authors"] = body_of(vocabulary, rng)
    fields["title"] = vocabulary.phrase("laws", rng)
    fields["number"] = rng.choice(
        (
            f"{rng.randint(1, 999)}",
            f"{rng.randint(1, 180)}/{fields['year'][:4]}",
            f"{fields['year'][:4]}/{rng.randint(10, 999)}",
        )
    )
    if rng.random() < 0.6:
        fields["container"] = rng.choice(vocabulary.words["gazettes"])
        fields["pages"] = rng.choice((str(rng.randint(1, 4000)), f"{rng.randint(1, 80)}-{rng.randint(81, 120)}"))
    if rng.random() < 0.3:
        fields["volume"] = str(rng.randint(1, 400))
    if rng.random() < 0.2:
        fields["url"] = url(vocabulary, rng)


def _standard(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    body = rng.choice(vocabulary.words["standards"])
    people["authors"] = (Name(body),)
    number = f"{rng.randint(100, 29999)}{rng.choice(('', '-' + str(rng.randint(1, 9))))}"
    fields["number"] = f"{body} {number}{rng.choice(('', ':' + fields['year'][:4]))}"
    fields["title"] = vocabulary.phrase("titles", rng)
    if rng.random() < 0.5:
        fields["place"] = vocabulary.one("places", rng)
    fields["institution"] = rng.choice(vocabulary.words["bodies"])


_TOOLS = (
    "tidyplots",
    "LinAlgKit",
    "OpenMeshFlow",
    "gnostat",
    "SeqAligner",
    "quickgraph",
    "PyHydro",
    "TreeRank",
    "FluxSolver",
    "corpora-tools",
    "SurveyR",
    "imgstack",
)


def _patent(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng, 4)
    fields["title"] = _title(vocabulary, rng)
    country = rng.choice(("US", "U.S.", "European", "EP", "WO", "DE", "Japanese", "JP"))
    fields["genre"] = f"{country} Patent"
    digits = rng.randint(1000000, 9999999)
    fields["number"] = rng.choice(
        (f"{digits:,}", str(digits), f"{country[:2].upper()} {digits}{rng.choice(('A1', 'B2', ''))}")
    )


def _software(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, 0.2, 4)
    fields["title"] = (
        f"{rng.choice(_TOOLS)}{rng.choice((': ', ' - '))}{vocabulary.phrase('titles', rng)}"
        if rng.random() < 0.6
        else rng.choice(_TOOLS)
    )
    fields["edition"] = (
        f"{rng.choice(('Version ', 'version ', 'v', 'R package version '))}{rng.randint(0, 9)}.{rng.randint(0, 20)}{rng.choice(('', '.1', '.12'))}"
    )
    fields["genre"] = rng.choice(("Computer software", "Software", "R package", "Python package", "Computer program"))
    fields["publisher"] = rng.choice(("Zenodo", "GitHub", "CRAN", *vocabulary.words["universities"]))
    if rng.random() < 0.6:
        fields["url"] = url(vocabulary, rng)
    else:
        fields["doi"] = f"10.5281/zenodo.{rng.randint(10000, 9999999)}"


def _dataset(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, 0.4, 5)
    fields["title"] = vocabulary.phrase("titles", rng)
    fields["genre"] = rng.choice(("Data set", "Dataset", "dataset", "Data file", "Datensatz"))
    fields["publisher"] = rng.choice(
        ("Zenodo", "Dryad", "figshare", "UK Data Archive", "GESIS Datenarchiv", "Harvard Dataverse", "PANGAEA", "ICPSR")
    )
    if rng.random() < 0.5:
        fields["edition"] = f"Version {rng.randint(1, 5)}.{rng.randint(0, 9)}"
    fields["doi"] = doi(rng, fields["year"])


def _preprint(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng)
    fields["title"] = _title(vocabulary, rng)
    if rng.random() < 0.8:
        fields |= eprint(rng)
        fields["genre"] = rng.choice(("arXiv preprint", "ArXiv e-prints", "preprint", "arXiv e-prints"))
    else:
        fields["genre"] = rng.choice(("bioRxiv", "medRxiv", "SSRN", "PsyArXiv", "Preprint"))
        fields["doi"] = (
            f"10.1101/{fields['year'][:4]}.{rng.randint(1, 12):02}.{rng.randint(1, 28):02}.{rng.randint(100000, 999999)}"
        )
    if rng.random() < 0.1:
        fields["note"] = rng.choice(vocabulary.words["notes"])


def _unpublished(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng, 4)
    fields["title"] = _title(vocabulary, rng)
    fields["note"] = rng.choice(vocabulary.words["notes"])


KINDS: Mapping[str, Callable[[Vocabulary, Random, Fields, People], None]] = {
    "article": _article,
    "translated": _translated,
    "chapter": _chapter,
    "conference": _conference,
    "book": _book,
    "edited": _edited,
    "thesis": _thesis,
    "report": _report,
    "web": _web,
    "newspaper": _newspaper,
    "law": _law,
    "standard": _standard,
    "unpublished": _unpublished,
    "patent": _patent,
    "software": _software,
    "dataset": _dataset,
    "preprint": _preprint,
}
