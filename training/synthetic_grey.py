"""Records of what stands outside journals and publishers' lists: theses, reports, the web, laws, data and the like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from synthetic_numbers import Fields, doi, eprint, url
from synthetic_parts import LISTS, People, extras, title_of
from synthetic_people import authors_of, body_of, people_of
from synthetic_template import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from synthetic_records import Vocabulary


def _thesis(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng, 1)
    fields["title"] = title_of(vocabulary, rng)
    fields["genre"] = rng.choice(vocabulary.words["theses"])
    fields["institution"] = vocabulary.one("universities", rng)
    if rng.random() < 0.5:
        fields["place"] = vocabulary.one("places", rng)
    extras(vocabulary, rng, fields)


def _report(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, 0.4, 5)
    fields["title"] = title_of(vocabulary, rng)
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
    extras(vocabulary, rng, fields)


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


def _patent(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng, 4)
    fields["title"] = title_of(vocabulary, rng)
    country = rng.choice(("US", "U.S.", "European", "EP", "WO", "DE", "Japanese", "JP"))
    fields["genre"] = f"{country} Patent"
    digits = rng.randint(1000000, 9999999)
    fields["number"] = rng.choice(
        (f"{digits:,}", str(digits), f"{country[:2].upper()} {digits}{rng.choice(('A1', 'B2', ''))}")
    )


def _software(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = authors_of(vocabulary, rng, 0.2, 4)
    fields["title"] = rng.choice(LISTS["tools"])
    if rng.random() < 0.6:
        fields["title"] += rng.choice((": ", " - ")) + vocabulary.phrase("titles", rng)
    version = f"{rng.randint(0, 9)}.{rng.randint(0, 20)}{rng.choice(('', '.1', '.12'))}"
    fields["edition"] = rng.choice(("Version ", "version ", "v", "R package version ")) + version
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
    fields["publisher"] = rng.choice(LISTS["repositories"])
    if rng.random() < 0.5:
        fields["edition"] = f"Version {rng.randint(1, 5)}.{rng.randint(0, 9)}"
    fields["doi"] = doi(rng, fields["year"])


def _preprint(vocabulary: Vocabulary, rng: Random, fields: Fields, people: People) -> None:
    people["authors"] = people_of(vocabulary, rng)
    fields["title"] = title_of(vocabulary, rng)
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
    fields["title"] = title_of(vocabulary, rng)
    fields["note"] = rng.choice(vocabulary.words["notes"])


GREY: Mapping[str, Callable[[Vocabulary, Random, Fields, People], None]] = {
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
