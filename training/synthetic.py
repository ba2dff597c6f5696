"""Write labelled synthetic references, to train the sequence model on layouts and kinds of work that the labelled sets lack.

    python training/synthetic.py N OUT.jsonl [--seed 7] [--without SET]

A line is `{"id", "src", "segs": [[text, label], ...]}`, as in the labelled sets; `src` says kind, language and layout. Joined, the
texts are the reference. Punctuation and words between fields are 'other'; 'et al.' belongs to the authors; a full stop belongs to
initials but to no other field; the day of a visit is 'accessed', the one label of ours. `synthetic/balance.toml` holds every knob.
`--without` keeps the values of one labelled set out, so that a model can be measured on it.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tomllib
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import synthetic_csl as csl
from synthetic_kinds import record
from synthetic_noise import noisy
from synthetic_numbers import eprint
from synthetic_parts import LISTS
from synthetic_records import DATA, HERE, Vocabulary, balance, vocabularies
from synthetic_template import OTHER, Layout, Name, NameStyle, Record, Segment, parse, render

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# A reference prints one of these at least.
_HEAD = ("title", "container", "short", "authors", "editors")
# What may be missing: not the head of a reference.
_OPTIONAL = (
    "volume",
    "issue",
    "pages",
    "year",
    "publisher",
    "place",
    "editors",
    "authors",
    "container",
    "institution",
    "genre",
    "doi",
)
Balance = dict[str, dict[str, Any]]


@dataclasses.dataclass(frozen=True, slots=True)
class Printer:
    """A layout of our own: its name, the kinds and languages it prints, and the field whose journals it cites."""

    name: str
    family: str
    languages: frozenset[str]
    kinds: Mapping[str, Layout]
    containers: tuple[str, ...]


def references(
    number: int, seed: int = 7, *, data: Path | None = DATA, without: str = "", styles: bool = True
) -> Iterator[dict[str, object]]:
    """That many labelled references, the same for the same seed and data; without `styles`, in our own layouts only."""
    rng = Random(seed)
    weights = balance() if styles else balance() | {"styles": {}}
    words = vocabularies(data=data, without=without)
    printers = tuple(_printers())
    for index in range(number):
        language, kind, layout, segments = _reference(rng, weights, words, printers)
        yield {
            "id": f"synthetic-{index:06}",
            "src": f"{kind}/{language}/{layout}",
            "segs": [list(segment) for segment in segments],
        }


def _printers() -> Iterator[Printer]:
    """The layouts of `synthetic/layouts`, each checked as it is read."""
    names = {
        name: NameStyle(**style)
        for name, style in tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8")).items()
    }
    for path in sorted((HERE / "layouts").glob("*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            authors = names[table["names"]]
            # A list of editors stands before its container with given names first, unless the layout says how.
            given_first = dataclasses.replace(authors, order="given", comma=", ", upper=False, between=", ")
            editors = names[table["editors"]] if "editors" in table else given_first
            kinds = {
                kind: Layout(parse(template), authors, editors)
                for keys, template in table.items()
                if keys not in {"names", "editors", "languages", "containers"}
                for kind in keys.split()
            }
            containers = LISTS[table["containers"]] if "containers" in table else ()
            yield Printer(name, path.stem, frozenset(table["languages"].split()), kinds, containers)


def _drawn(table: Mapping[str, float], rng: Random) -> str:
    return rng.choices(tuple(table), tuple(table.values()))[0]


def _reference(
    rng: Random, weights: Balance, words: Mapping[str, Vocabulary], printers: tuple[Printer, ...]
) -> tuple[str, str, str, list[Segment]]:
    """Language, kind, layout and segments of one reference: drawn again until a layout prints enough of a record."""
    while True:
        language = _drawn(weights["languages"], rng)
        kind = _drawn(weights["kinds"] | weights["kinds_of"].get(language, {}), rng)
        work = record(kind, words[language], rng)
        if rng.random() < weights["noise"]["missing"]:
            work = _lacking(work, rng)
        name, layout, work = _layout(work, rng, weights, printers)
        if layout is None:
            continue
        segments = render(layout, work, rng)
        labels = {label for _, label in segments} - {OTHER}
        if len(labels) >= 2 and labels & set(_HEAD):
            return language, kind, name, noisy(segments, rng, weights["noise"])


def _lacking(work: Record, rng: Random) -> Record:
    """The record without one of its fields."""
    gone = rng.choice([name for name in _OPTIONAL if work.has(name)] or ["note"])
    forms = {
        "year": ("year", "date", "mdy", "ymd", "iso", "monthyear"),
        "pages": ("pages", "first"),
        "container": ("container", "short"),
        "volume": ("volume", "roman"),
    }
    fields = {name: value for name, value in work.fields.items() if name not in forms.get(gone, (gone,))}
    return dataclasses.replace(
        work, fields=fields, people={name: people for name, people in work.people.items() if name != gone}
    )


def _layout(
    work: Record, rng: Random, weights: Balance, printers: tuple[Printer, ...]
) -> tuple[str, Layout | None, Record]:
    """A layout for the record by the families' weights, and the record with the journals of the layout's field."""
    own = [printer for printer in printers if work.language in printer.languages and work.kind in printer.kinds]
    styles = [style for style, languages in weights["styles"].items() if work.language in languages.split()]
    families = {printer.family: weights["layouts"][printer.family] for printer in own}
    if styles and work.kind in csl.TYPES:
        families["csl"] = weights["layouts"]["csl"]
    if not families:
        return "", None, work
    family = _drawn(families, rng)
    if family == "csl":
        style = rng.choice(styles)
        return f"csl:{style}", csl.layout(style, work), work
    printer = rng.choice([printer for printer in own if printer.family == family])
    if printer.containers and work.kind == "article" and work.has("container") and rng.random() < 0.75:
        work = _of_field(work, printer, rng)
    return printer.name, printer.kinds[work.kind], work


def _of_field(work: Record, printer: Printer, rng: Random) -> Record:
    """The record in a journal of the layout's field; physics adds e-prints, collaborations and errata."""
    container = rng.choice(printer.containers)
    fields, people = {**work.fields, "container": container, "short": container}, work.people
    if container in {"JHEP", "JCAP"}:  # volumes are months there, and pages the number of the paper
        fields |= {"volume": f"{rng.randint(1, 12):02}", "first": f"{rng.randint(1, 199):03}"}
    if printer.family == "physics":
        if rng.random() < 0.4:
            fields |= eprint(rng)
        if rng.random() < 0.04:
            body, speaker = (
                rng.choice(LISTS["collaborations"]),
                f"{rng.choice('ABCDEFGHJKM')}. {rng.choice(LISTS['speakers'])} et al.",
            )
            people = {**people, "authors": (Name(rng.choice((body, f"{body}, {speaker}", f"{speaker} ({body})"))),)}
        if rng.random() < 0.5:
            place = f"{rng.choice(('B', 'D', ''))}{rng.randint(20, 99)}, {rng.randint(100, 900)} ({fields.get('year', '1999')})"
            fields["erratum"] = f"{rng.choice(('Erratum-ibid.', 'Erratum:', 'Erratum', 'erratum ibid.'))} {place}"
    return dataclasses.replace(work, fields=fields, people=people)


def main() -> None:
    """Write the references that the command line asks for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("number", type=int, metavar="N", help="how many references")
    parser.add_argument("out", type=Path, metavar="OUT.jsonl")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--without", default="", metavar="SET", help="a labelled set whose values stay out: linkedbooks_valid"
    )
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for row in references(options.number, options.seed, without=options.without):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
