"""Metadata for synthetic references: words of twelve languages, and field values of the records and references at hand.

`vocabulary/LANGUAGE.toml` alone is enough to make records. Where the data folder is there, real titles, journals, names,
publishers and places are added to it at run time and are never written to this repository.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from synthetic_template import Name, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

HERE = Path(__file__).parent / "synthetic"
DATA = Path(__file__).parents[2] / "shared" / "data"
# The share of values that come from the data at hand, where it has enough of them: fewer are of the wrong language.
REAL = 0.75
ENOUGH = 90
ENOUGH_TITLES = 25

_WORDS = ("given", "family")
_ROMAN = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
)
_NUMBERS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one language offers: word lists written here, and values harvested from the data."""

    language: str
    words: Mapping[str, tuple[str, ...]]
    real: Mapping[str, tuple[str, ...]]
    people: tuple[Name, ...]
    articles: tuple[Record, ...]

    def one(self, name: str, rng: Random) -> str:
        """A value of the list, real or written here."""
        real = self.real.get(name, ())
        return rng.choice(real if len(real) >= ENOUGH and rng.random() < REAL else self.words[name])

    def phrase(self, name: str, rng: Random, **more: str) -> str:
        """A pattern of the list with its gaps filled: {a} {b} {A} subjects, {c} a context, {p} a person, {l} a place, {n} {th} {word} {roman} a number."""
        pattern = rng.choice(self.words[name])
        first, second = rng.sample(self.words["subjects"], 2)
        number = rng.randint(2, 19)
        gaps = {
            "a": first,
            "b": second,
            "A": first[:1].upper() + first[1:],
            "c": rng.choice(self.words["contexts"]),
            "n": str(number),
        }
        gaps |= {
            "th": ordinal(number),
            "word": _NUMBERS[number % 10],
            "roman": _ROMAN[number],
            "acronym": "".join(word[0] for word in first.split()).upper(),
        }
        gaps["p"] = f"{rng.choice(self.words['given'] or ('',))} {rng.choice(self.words['family'])}".strip()
        gaps["l"] = rng.choice(self.words["places"]).split(",")[0]
        text = pattern.format(**gaps, **more)
        for rule in self.words.get("contractions", ()):
            apart, joined = rule.split(">")
            text = re.sub(rf"\b{apart}", joined, text)
        return text


def balance() -> dict[str, dict[str, Any]]:
    """The knobs: what is drawn how often."""
    return tomllib.loads((HERE / "balance.toml").read_text(encoding="utf-8"))


def lists() -> dict[str, tuple[str, ...]]:
    """Lists that no language owns: journals of a field, collaborations, tools."""
    return _words(HERE / "lists.toml")


def ordinal(number: int) -> str:
    """The English ordinal: 1st, 2nd, 11th."""
    return f"{number}{'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def vocabularies(*, data: Path | None = DATA, without: str = "") -> dict[str, Vocabulary]:
    """The vocabulary of each language; `without` names a labelled set whose values stay out, to measure on it."""
    words = {path.stem: _words(path) for path in sorted((HERE / "languages").glob("*.toml"))}
    stops = {language: frozenset(lists["stop"]) for language, lists in words.items()}
    harvest = _harvest(data, without, stops) if data and data.is_dir() else {}
    return {
        language: Vocabulary(language, lists, *harvest.get(language, ({}, (), ()))) for language, lists in words.items()
    }


def _words(path: Path) -> dict[str, tuple[str, ...]]:
    lists = {}
    for name, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
        items = text.split() if name in (*_WORDS, "stop", "months", "short_months") else text.strip("\n").splitlines()
        lists[name] = tuple(item.replace("_", " ") for item in items)
    return lists


# --- what the data at hand offers ---

_SCRIPTS = (
    ("ru", re.compile("[а-яё]{3}")),
    ("ko", re.compile("[가-힣]{2}")),
    ("ja", re.compile("[ぁ-んァ-ン]{2}")),
    ("zh", re.compile("[一-鿿]{2}")),
)
# Titles in capitals, with markup, addresses or a labeller's leftovers teach nothing good.
_BAD = re.compile(r"https?:|www\.|[<>{}\\|↵]|�|UNKNOWN|^\W|^[^a-zà-ÿα-ωа-я一-鿿가-힣ぁ-ん]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_]) -(?=[^\W\d_])")
_PROCEEDINGS = re.compile(r"(?i)\b(proc|conf|symp|workshop|congress|meeting|advances in)")


def language_of(text: str, stops: Mapping[str, frozenset[str]]) -> str:
    """The language of a title by its script, then by its little words; English where nothing speaks for another."""
    for language, pattern in _SCRIPTS:
        if pattern.search(text):
            return language
    tokens = re.findall(r"[^\W\d_]+", text.lower())
    votes = {language: sum(token in words for token in tokens) for language, words in stops.items()}
    best = max(votes, key=lambda language: (votes[language], language == "en"))
    return best if votes[best] >= 2 and votes[best] > votes["en"] else "en"


def _harvest(
    data: Path, without: str, stops: Mapping[str, frozenset[str]]
) -> dict[str, tuple[dict[str, tuple[str, ...]], tuple[Name, ...], tuple[Record, ...]]]:
    values: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    people: dict[str, dict[Name, None]] = defaultdict(dict)
    articles: dict[str, dict[str, Record]] = defaultdict(dict)
    for row in _rows(data / "dedupe", "*.records.jsonl"):
        record = _article(row, stops)
        if record:
            articles[record.language].setdefault(record.fields["title"].casefold(), record)
            values[record.language]["titles"][record.fields["title"]] = None
            values[record.language]["journals"][record.fields["container"]] = None
            people[record.language].update(dict.fromkeys(record.people["authors"]))
    for row in _rows(data / "refparse" / "train", "*.jsonl"):
        if without and row["id"].startswith(without):
            continue
        language = language_of(row.get("title", "") or row["raw"], stops)
        for name, value in _values(row):
            if 3 <= len(value) <= 300 and not _BAD.search(value):
                values[language][name][value] = None
        if "authors" not in row.get("_skip", ()):
            people[language].update(dict.fromkeys(map(_person, filter(_is_person, row.get("authors", ())))))
    return {
        language: (
            {name: tuple(found) for name, found in lists.items()},
            tuple(people[language]),
            tuple(articles[language].values()),
        )
        for language, lists in values.items()
    }


def _rows(folder: Path, pattern: str) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(pattern)):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _values(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(list, value) of one labelled reference."""
    skipped = row.get("_skip", ())
    clean = {
        name: _HYPHEN.sub("", row[name]).strip(" .,;:")
        for name in row
        if isinstance(row[name], str) and name not in skipped
    }
    container = clean.get("container_title", "")
    if "title" in clean:
        yield "titles" if container else "books", clean["title"]
    if container and ("volume" in clean or _PROCEEDINGS.search(container) or "." not in container):
        yield (
            "proceedings" if _PROCEEDINGS.search(container) else "journals" if "volume" in clean else "books",
            container,
        )
    for name in ("publisher", "place", "institution", "series"):
        if name in clean:
            yield (
                {"publisher": "publishers", "place": "places", "institution": "universities"}.get(name, name),
                clean[name],
            )


def _is_person(author: dict[str, str]) -> bool:
    family = author.get("family", "")
    if "-" in (family[:1], author.get("given", "")[:1]) or " -" in f"{family}{author.get('given', '')}":
        return False  # two names that the text joins by a dash
    if author.get("given", "")[:1].islower() or (family[:1].islower() and " " not in family):
        return False  # 'a cura di', or a name that OCR spoiled
    return (
        1 < len(family) < 30
        and bool(author.get("given"))
        and not re.search(r"\d|[.:;()&\[\]/*]| and |\bet\b", f"{family} {author['given'].replace('.', '')}")
    )


def _person(author: dict[str, str]) -> Name:
    family = author["family"]
    return Name(family.title() if family.isupper() and len(family) > 2 else family, _given(author["given"]))


def _given(given: str) -> str:
    """Given names with a space between initials and no full stop: 'J K' for 'JK', 'J.K.' and 'J. K.'."""
    words = re.sub(r"\.(?=-)", "", given).replace(".", " ").split()
    return " ".join(" ".join(word) if word.isupper() and len(word) <= 3 and word.isalpha() else word for word in words)


def _article(row: dict[str, Any], stops: Mapping[str, frozenset[str]]) -> Record | None:
    """A record of a search export as an article, if it has what one needs."""
    title, container = row["title"].strip(" .").removesuffix(". [Chinese]"), row["container_title"].strip()
    parts = [name.split(",", 1) for name in row["authors"].split(" and ") if "," in name]
    authors = tuple(Name(family.strip(), _given(given)) for family, given in parts if _given(given))
    if (
        not authors
        or not container
        or _BAD.search(title + container)
        or title.isupper()
        or not row["year"].isdigit()
        or len(title) > 300
    ):
        return None
    fields = {"title": title, "container": container, "year": row["year"]}
    fields |= {name: row[name] for name in ("volume", "issue", "doi") if row[name] and row[name] != "UNKNOWN"}
    if re.fullmatch(r"[a-zA-Z]?\d{1,7}(?:\s*-+\s*[a-zA-Z]?\d{1,7})?", row["pages"]):
        fields["pages"] = re.sub(r"\s*-+\s*", "-", row["pages"])
    return Record("article", language_of(title, stops), {"authors": authors}, fields)
