"""One record of each kind of work, drawn from a vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_grey import GREY
from synthetic_numbers import Fields, abbreviated, date, isbn, issue, pages, roman, volume
from synthetic_parts import CHANCE, LISTS, People, extras, imprint, title_of
from synthetic_people import authors_of, people_of
from synthetic_records import ENOUGH, REAL, Vocabulary
from synthetic_template import Name, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

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


def _article(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    if len(vocabulary.articles) > 100 and rng.random() < REAL / 2:
        real = rng.choice(vocabulary.articles)
        people["authors"] = real.people["authors"]
        fields |= {name: value for name, value in real.fields.items() if name != "year"}
    else:
        people["authors"] = authors_of(vocabulary, rng)
        fields["title"] = title_of(vocabulary, rng)
        fields["container"] = vocabulary.one("journals", rng)
        fields["volume"] = volume(rng)
        fields["pages"] = pages(rng)
        if rng.random() < CHANCE["issue"]:
            fields["issue"] = issue(rng)
    extras(vocabulary, rng, fields)
    if vocabulary.language == "ko" and rng.random() < 0.2:  # the society beside its journal
        fields["institution"] = vocabulary.one("universities", rng)
    if rng.random() < 0.03:
        fields["issn"] = f"{rng.randint(0, 9999):04}-{rng.randint(0, 999):03}{rng.choice('0123456789X')}"


def _translated(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    _article(vocabulary, rng, fields, people)
    note = f"Notes on {rng.choice(LISTS['english'])} and {rng.choice(LISTS['english'])}"
    fields["title"] += rng.choice((f" [{note}]", f" = {note}", f" ({note})"))
    if rng.random() < 0.5:
        fields["note"] = f"in {rng.choice(LISTS['tongues'])}"


def _chapter(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, most=4)
    if rng.random() < 0.85:
        people["editors"] = people_of(vocabulary, rng, 4)
    fields["title"] = title_of(vocabulary, rng)
    fields["container"] = title_of(vocabulary, rng, "books")
    fields["pages"] = pages(rng, article=False)
    imprint(vocabulary, rng, fields)
    if rng.random() < 0.12:
        fields["volume"] = str(rng.randint(1, 12))
    extras(vocabulary, rng, fields)


def _conference(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng)
    if rng.random() < 0.12:
        people["editors"] = people_of(vocabulary, rng, 3)
    fields["title"] = title_of(vocabulary, rng)
    real = vocabulary.real.get("proceedings", ())
    made = vocabulary.phrase("conferences", rng, year=fields["year"][:4])
    fields["container"] = rng.choice(real) if len(real) >= ENOUGH and rng.random() < REAL else made
    if rng.random() < 0.8:
        fields["pages"] = pages(rng, article=False)
    if rng.random() < 0.5:
        fields["place"] = vocabulary.one("places", rng)
    if rng.random() < 0.5:
        fields["publisher"] = vocabulary.one("publishers", rng)
    if rng.random() < CHANCE["series"]:
        fields["series"] = rng.choice(vocabulary.words["series"])
        fields["volume"] = volume(rng)
    extras(vocabulary, rng, fields)


def _book(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, most=4)
    fields["title"] = title_of(vocabulary, rng, "books")
    imprint(vocabulary, rng, fields)
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
    if rng.random() < 0.05:
        fields["volumes"] = (
            f"{rng.randint(2, 12)} {rng.choice(('vols', 'vols', 'volumes', 'Bde', 'voll', 't', 'vol'))}."
        )
    extras(vocabulary, rng, fields)


def _edition(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    """An older work with its editor or translator."""
    _book(vocabulary, rng, fields, people)
    if rng.random() < 0.3:
        people["authors"] = (Name(rng.choice(LISTS["classics"])),)
    people[rng.choice(("editors", "editors", "translators"))] = people_of(vocabulary, rng, 2)


def _edited(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    _book(vocabulary, rng, fields, people)
    people["editors"] = people_of(vocabulary, rng, 4)
    del people["authors"]


KINDS: Mapping[str, Callable[[Vocabulary, Random, Fields, People], None]] = {
    "article": _article,
    "translated": _translated,
    "chapter": _chapter,
    "conference": _conference,
    "book": _book,
    "edited": _edited,
    "edition": _edition,
    **GREY,
}
