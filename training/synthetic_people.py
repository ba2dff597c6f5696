"""Who writes works: drawn from the names of a language and from those in the data at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_records import REAL, Vocabulary, balance
from synthetic_template import Name

if TYPE_CHECKING:
    from random import Random

# How many authors a work has: (number, weight).
AUTHORS = ((1, 30), (2, 26), (3, 17), (4, 10), (5, 6), (6, 4), (7, 3), (9, 2), (14, 2))
CORPORATE = balance()["fields"]["corporate"]


def people_of(vocabulary: Vocabulary, rng: Random, most: int = 99) -> tuple[Name, ...]:
    """One person to fourteen, at most so many, no name twice."""
    counts, weights = zip(*AUTHORS, strict=True)
    number = min(most, rng.choices(counts, weights)[0])
    names = [_person(vocabulary, rng) for _ in range(number)]
    return tuple(dict.fromkeys(names))


def _person(vocabulary: Vocabulary, rng: Random) -> Name:
    if vocabulary.people and len(vocabulary.people) > 100 and rng.random() < REAL:
        return rng.choice(vocabulary.people)
    family = rng.choice(vocabulary.words["family"])
    if not vocabulary.words["given"]:
        return Name(family)
    given = rng.choice(vocabulary.words["given"])
    if " " not in given and vocabulary.language in {"en", "es", "pt", "de"} and rng.random() < 0.3:
        given += " " + rng.choice("ABCDEFGHJKLMNPRSTW")
    if vocabulary.language == "ru":  # the family name of a woman follows her patronymic
        family = _feminine(family) if given.endswith("на") else family
    return Name(family, given)


def _feminine(family: str) -> str:
    return family + "а" if family.endswith(("ов", "ев", "ёв", "ин", "ын")) else family


def body_of(vocabulary: Vocabulary, rng: Random) -> tuple[Name, ...]:
    """A ministry, an agency or another corporate author."""
    return (Name(rng.choice(vocabulary.words["bodies"])),)


def authors_of(vocabulary: Vocabulary, rng: Random, corporate: float = CORPORATE, most: int = 99) -> tuple[Name, ...]:
    """People, or by the chance `corporate` a body."""
    return body_of(vocabulary, rng) if rng.random() < corporate else people_of(vocabulary, rng, most)
