"""What the kinds of work have in common: titles, imprints, identifiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_numbers import Fields, doi, url, volume
from synthetic_records import ENOUGH_TITLES, REAL, Vocabulary, balance, lists

if TYPE_CHECKING:
    from random import Random

    from synthetic_template import Name

People = dict[str, "tuple[Name, ...]"]

# The chance that a field is there, where a kind may lack it.
CHANCE = balance()["fields"]
LISTS = lists()


def title_of(vocabulary: Vocabulary, rng: Random, name: str = "titles") -> str:
    """A title, real or made; `name` is 'titles' of articles or 'books'."""
    real = vocabulary.real.get(name, ())
    if len(real) >= ENOUGH_TITLES and rng.random() < REAL:
        return rng.choice(real)
    title = vocabulary.phrase("titles", rng)
    if rng.random() > CHANCE["years"] or title.endswith("?"):
        return title
    first = rng.randint(1400, 1990)
    last = first + rng.randint(1, 80)
    return title + rng.choice(
        (
            f", {first}-{last}",
            f", {first}–{last}",
            f" ({first}-{last})",
            f" {first}–{last % 100:02}",
            f" in {first}",
            f", {first}",
        )
    )


def imprint(vocabulary: Vocabulary, rng: Random, fields: Fields) -> None:
    """Add publisher, place, series and edition, or some of them."""
    if rng.random() < 0.85:
        fields["publisher"] = vocabulary.one("publishers", rng)
    if rng.random() < 0.8 or "publisher" not in fields:
        fields["place"] = vocabulary.one("places", rng)
    if rng.random() < CHANCE["series"]:
        fields["series"] = rng.choice(vocabulary.words["series"])
        if rng.random() < 0.6:
            fields["volume"] = volume(rng)
    if rng.random() < CHANCE["edition"]:
        fields["edition"] = vocabulary.phrase("editions", rng).rstrip(".")


def extras(vocabulary: Vocabulary, rng: Random, fields: Fields) -> None:
    """Add identifiers, an address and a note by their chances, and take the month away as often as it lacks."""
    if rng.random() < CHANCE["doi"] and fields["year"] >= "1960":
        fields.setdefault("doi", doi(rng, fields["year"]))
    else:
        fields.pop("doi", None)
    if rng.random() < CHANCE["url"]:
        fields["url"] = url(vocabulary, rng)
    if rng.random() < CHANCE["note"]:
        fields["note"] = rng.choice(vocabulary.words["notes"])
    if rng.random() < CHANCE["pmid"]:
        fields["pmid"] = str(rng.randint(100000, 39999999))
        if rng.random() < 0.4:
            fields["pmcid"] = f"PMC{rng.randint(100000, 9999999)}"
    if rng.random() > CHANCE["month"]:
        fields["monthyear"] = fields["year"]
