"""Bibliographic records to render: real metadata of the record sets, and works made up from the vocabulary."""

from __future__ import annotations

import dataclasses
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocabulary import ENGLISH, LANGUAGES

if TYPE_CHECKING:
    import random
    from pathlib import Path

Name = tuple[str, str]
"""Family and given name; a house has no given name."""

KINDS = {
    "article": 0.4, "inproceedings": 0.13, "chapter": 0.14, "book": 0.14, "thesis": 0.04, "report": 0.04, "web": 0.04, "news": 0.03, "preprint": 0.03, "law": 0.005,
    "software": 0.005,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """A work; empty strings are what it does not have."""

    kind: str
    language: str
    authors: tuple[Name, ...]
    title: str
    year: str
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    month: str = ""
    day: str = ""
    publisher: str = ""
    place: str = ""
    edition: str = ""
    series: str = ""
    number: str = ""
    genre: str = ""
    doi: str = ""
    url: str = ""
    arxiv: str = ""


@dataclass(frozen=True, slots=True)
class Pool:
    """What real metadata gives to draw from."""

    articles: tuple[Record, ...]
    names: tuple[Name, ...]
    titles: tuple[str, ...]


def pool(data: Path) -> Pool:
    """Names, titles and articles of the record sets in `dedupe/`, each once."""
    found: dict[str, Record] = {}
    for path in sorted((data.parent / "dedupe").glob("*.records.jsonl")):
        for line in path.open(encoding="utf-8"):
            record = _article(json.loads(line))
            if record:
                found.setdefault("".join(c for c in record.title.casefold() if c.isalnum()), record)
    articles = tuple(found.values())
    names = tuple(dict.fromkeys(n for r in articles for n in r.authors))
    return Pool(articles, names, tuple(r.title for r in articles))


def _article(raw: dict[str, str]) -> Record | None:
    names = [tuple(part.strip() for part in name.split(", ", 1)) for name in raw["authors"].split(" and ")]
    if (
        not raw["title"]
        or not raw["container_title"]
        or any(len(n) != 2 or not n[0] or not n[1] or ";" in n[1] for n in names)
    ):
        return None
    title = re.sub(r"\s*\[[^\]]*\]\s*|\.$", "", raw["title"]).replace(" - ", ": ")
    number = lambda key: "" if raw.get(key, "").upper() in {"", "UNKNOWN", "NAN"} else str(raw[key])  # noqa: E731
    return Record(
        "article", "en", tuple((n[0], n[1]) for n in names), title.capitalize() if title.isupper() else title, raw["year"][:4],
        container=raw["container_title"], volume=number("volume"), issue=number("issue"), pages=re.sub(r"\s*-+\s*", "-", number("pages")),
        doi=raw.get("doi", "").lower(),
    )  # fmt: skip


def record(source: Pool, rng: random.Random) -> Record:
    """A work of a kind and language drawn by chance."""
    kind = rng.choices(list(KINDS), list(KINDS.values()))[0]
    language = rng.choices(
        ["en", *LANGUAGES], [0.5, 0.16, 0.09, 0.11, 0.03, 0.02, 0.015, 0.015, 0.015, 0.02, 0.01, 0.01]
    )[0]
    words = ENGLISH if language == "en" else LANGUAGES[language]
    year = str(rng.choice([rng.randint(1950, 2024), rng.randint(1985, 2024), rng.randint(1880, 2024)]))
    base = Record(
        kind,
        language,
        _people(language, source, rng),
        _title(language, source, rng),
        year,
        doi=_doi(rng) if rng.random() < 0.15 else "",
    )
    if kind in {"article", "preprint"} and language == "en" and rng.random() < 0.6:
        real = rng.choice(source.articles)
        base = dataclasses.replace(real, doi=real.doi if rng.random() < 0.4 else "")
    return _filled(dataclasses.replace(base, kind=kind), words, source, rng)


def _filled(base: Record, words: dict[str, list[str]], source: Pool, rng: random.Random) -> Record:  # noqa: C901 (a table of kinds)
    """The fields that a work of its kind has."""
    pick = lambda key: rng.choice(words.get(key) or ENGLISH[key])  # noqa: E731
    some = lambda p, value: value if rng.random() < p else ""  # noqa: E731
    fields: dict[str, object] = {}
    match base.kind:
        case "article":
            if not base.container or rng.random() < 0.3:
                fields = {
                    "container": pick("journals"),
                    "volume": some(0.93, _number(rng, 300)),
                    "issue": some(0.5, _number(rng, 12)),
                    "pages": some(0.95, _pages(rng)),
                }
            fields["month"] = some(0.1, str(rng.randint(1, 12)))
        case "inproceedings":
            fields = {
                "container": _proceedings(base, rng),
                "pages": some(0.7, _pages(rng)),
                "publisher": some(0.4, rng.choice(ENGLISH["publishers"])),
                "place": some(0.4, rng.choice(ENGLISH["places"])),
                "editors": _people(base.language, source, rng)[:3] if rng.random() < 0.25 else (),
                "volume": some(0.2, _number(rng, 4000)),
                "series": some(0.12, rng.choice(ENGLISH["series"])),
            }
        case "chapter":
            fields = {
                "container": _title(base.language, source, rng),
                "pages": some(0.85, _pages(rng)),
                "publisher": some(0.85, pick("publishers")),
                "place": some(0.75, pick("places")),
                "editors": _people(base.language, source, rng)[:3] if rng.random() < 0.85 else (),
                "volume": some(0.1, _number(rng, 9)),
                "edition": some(0.05, str(rng.randint(2, 5))),
            }
        case "book":
            fields = {
                "publisher": some(0.92, pick("publishers")),
                "place": some(0.8, pick("places")),
                "edition": some(0.15, str(rng.randint(2, 6))),
                "volume": some(0.06, _number(rng, 5)),
                "series": some(0.1, rng.choice(ENGLISH["series"])),
                "translators": _people(base.language, source, rng)[:1] if rng.random() < 0.06 else (),
            }
            if rng.random() < 0.15:
                fields |= {"editors": base.authors[:3], "authors": ()}
            if rng.random() < 0.2:
                fields["pages"] = _pages(rng)
        case "thesis":
            fields = {
                "genre": pick("theses"),
                "publisher": some(
                    0.95, rng.choice(words.get("universities") or words["houses"] or ENGLISH["universities"])
                ),
                "place": some(0.3, pick("places")),
                "authors": base.authors[:1],
            }
        case "report":
            fields = {
                "genre": pick("reports"),
                "number": some(
                    0.7,
                    rng.choice(["{}", "No. {}", "TR-{}", "{}/" + base.year, "CS-TR-{}"]).format(rng.randint(1, 900)),
                ),
                "publisher": some(0.9, pick("houses")),
                "place": some(0.35, pick("places")),
            }
            if rng.random() < 0.3:
                fields |= {"authors": ((pick("houses"), ""),)}
        case "web":
            fields = {
                "url": _url(rng),
                "publisher": some(0.5, rng.choice(ENGLISH["sites"])),
                "month": some(0.4, str(rng.randint(1, 12))),
            }
            if rng.random() < 0.4:
                fields |= {"authors": ((pick("houses"), ""),)}
        case "news":
            fields = {
                "container": pick("papers"),
                "month": str(rng.randint(1, 12)),
                "day": str(rng.randint(1, 28)),
                "pages": some(0.3, str(rng.randint(1, 40))),
                "url": some(0.4, _url(rng)),
                "authors": base.authors[:2],
            }
        case "preprint":
            fields = {
                "container": some(0.35, "arXiv preprint"),
                "volume": "",
                "issue": "",
                "pages": "",
                "doi": "",
                "arxiv": rng.choice(
                    [
                        f"{rng.randint(7, 24):02d}{rng.randint(1, 12):02d}.{rng.randint(1, 19999):05d}",
                        f"hep-th/{rng.randint(9_201_001, 9_912_345):07d}",
                    ]
                ),
            }
        case "law":
            fields = {
                "authors": (),
                "title": rng.choice(
                    [
                        "Data Protection Act",
                        "Children Act",
                        "Bundesnaturschutzgesetz",
                        "Loi relative à la santé",
                        "Endangered Species Act",
                        "Directive 2008/98/EC on waste",
                        "ISO 9001 Quality management systems",
                    ]
                ),
                "place": some(0.3, pick("places")),
            }
        case _:
            fields = {
                "genre": rng.choice(ENGLISH["software"]),
                "url": _url(rng),
                "publisher": some(0.4, pick("houses")),
                "edition": some(0.5, f"version {rng.randint(0, 4)}.{rng.randint(0, 20)}"),
            }
    return dataclasses.replace(base, **fields)  # type: ignore[arg-type]


def _people(language: str, source: Pool, rng: random.Random) -> tuple[Name, ...]:
    count = rng.choices([1, 2, 3, 4, 5, 7, 12], [34, 28, 18, 9, 5, 4, 2])[0]
    if language == "en" or rng.random() < 0.1:
        return tuple(rng.sample(source.names, count))
    words = LANGUAGES[language]
    return tuple((rng.choice(words["families"]), rng.choice(words["givens"])) for _ in range(min(count, 4)))


def _title(language: str, source: Pool, rng: random.Random) -> str:
    if language == "en":
        title = rng.choice(source.titles)
        parts = re.split(r"(?<=[?:])\s", title)
        return title if len(parts) < 2 or rng.random() < 0.6 else rng.choice(parts).strip(" :")
    words = LANGUAGES[language]
    start = rng.randint(1500, 1990)
    title = rng.choice(words["frames"]).format(
        **{k: rng.choice(words["topics"]) for k in "abc"},
        p=rng.choice(words["places"]),
        y=rng.choice([str(start), f"{start}-{start + rng.randint(1, 60)}"]),
    )
    return title[:1].upper() + title[1:]


def _proceedings(base: Record, rng: random.Random) -> str:
    return rng.choice(ENGLISH["proceedings"]).format(
        n=rng.randint(2, 40),
        t=rng.choice(ENGLISH["topics"]),
        acr=rng.choice(ENGLISH["acronyms"]),
        y=base.year,
        yy=base.year[-2:],
    )


def _number(rng: random.Random, most: int) -> str:
    return str(rng.randint(1, rng.choice([most, max(2, most // 8)])))


def _pages(rng: random.Random) -> str:
    first = rng.choice([rng.randint(1, 90), rng.randint(1, 999), rng.randint(1000, 9999)])
    last = first + rng.randint(1, 40)
    return rng.choices(
        [
            f"{first}-{last}",
            str(first),
            f"e{first}",
            f"{first}-{str(last)[-2:]}" if first > 100 else f"{first}-{last}",
            f"{rng.randint(10, 999999):06d}",
            f"L{rng.randint(1, 99)}",
        ],
        [70, 12, 3, 8, 5, 2],
    )[0]


def _doi(rng: random.Random) -> str:
    return f"10.{rng.randint(1000, 9999)}/" + rng.choice(
        ["j.abc.{}.{:02d}.{:03d}", "s{}-{:03d}-{:04d}-x", "{}/{}/{}", "pnas.{}{}{}"]
    ).format(rng.randint(1990, 2024), rng.randint(1, 12), rng.randint(1, 999))


def _url(rng: random.Random) -> str:
    host = rng.choice(["www.example.org", "data.example.com", "news.example.net", "www.example.gov.uk", "example.edu"])
    return f"http{rng.choice(['', 's'])}://{host}/" + rng.choice(
        ["", "reports/{}.pdf", "{}/index.html", "news/{}", "a/b/c-{}", "page.php?id={}"]
    ).format(rng.randint(10, 99999))
