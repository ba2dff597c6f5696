"""Dates, volumes, pages, identifiers and abbreviated journals as references print them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

    from synthetic_records import Vocabulary

Fields = dict[str, str]

YEAR_LETTER = 0.04
# The share of works from before 1930, by language.
OLD = {"it": 0.15, "fr": 0.08, "de": 0.04}


def date(vocabulary: Vocabulary, rng: Random, since: int) -> Fields:
    """The year and the day in each form, not before the year `since`; `accessed` is a day of the web's years after it."""
    old = OLD.get(vocabulary.language, 0.01)
    year = (
        rng.randint(1560, 1930)
        if rng.random() < old and since < 1900
        else int(rng.triangular(max(since, 1930), 2026, 2012))
    )
    month, day = rng.randrange(12), rng.randint(1, 28)
    names = vocabulary.words[rng.choice(("months", "months", "short_months"))]
    written = vocabulary.words["date"][0].format(day=day, month=names[month], year=year)
    seen = max(year, 1998) + rng.randrange(4)
    forms = (f"{day:02}.{month + 1:02}.{seen}", f"{seen}-{month + 1:02}-{day:02}", f"{names[month]} {day}, {seen}")
    spoken = vocabulary.words["date"][0].format(day=day, month=names[month], year=seen)
    cjk = vocabulary.language in {"zh", "ja", "ko"}
    return {
        "year": f"{year}{rng.choice('aabbc')}" if rng.random() < YEAR_LETTER and not cjk else str(year),
        "date": written,
        "mdy": f"{names[month]} {day}, {year}" if vocabulary.language == "en" else written,
        "ymd": f"{year}, {names[month]} {day}" if not cjk else written,
        "iso": f"{year}-{month + 1:02}-{day:02}",
        "monthyear": f"{year}年{names[month]}" if cjk else _month(vocabulary, rng, names[month], month, year),
        "accessed": rng.choice(
            (spoken, spoken, forms[0], forms[1], forms[2] if vocabulary.language == "en" else spoken)
        ),
    }


def _month(vocabulary: Vocabulary, rng: Random, name: str, month: int, year: int) -> str:
    """A month, two, a season or a conference's days, and the year."""
    draw = rng.random()
    if draw < 0.08 and vocabulary.language == "en":
        return f"{rng.choice(('Spring', 'Summer', 'Fall', 'Autumn', 'Winter'))} {year}"
    if draw < 0.14 and month < 11:
        names = vocabulary.words["months"]
        return f"{names[month]}{rng.choice(('/', '-', '–'))}{names[month + 1]} {year}"
    if draw < 0.2 and vocabulary.language == "en":
        first = rng.randint(1, 24)
        return rng.choice(
            (
                f"{name} {first}-{first + 3}, {year}",
                f"{name}, {year}",
                f"{first} {name} {year}",
                f"{name} {first}, {year}",
            )
        )
    return f"{name} {year}"


def pages(rng: Random, *, article: bool = True) -> str:
    """A range of pages, cut, with letters or not; an article may have a first page or a number alone."""
    first = rng.choice((rng.randint(1, 99), rng.randint(100, 999), rng.randint(1000, 19999 if article else 1400)))
    last = first + rng.randint(1, 30)
    draw = rng.random()
    if draw < 0.02:
        return f"{first}, {last}-{last + rng.randint(1, 9)}"
    if not article or draw < 0.72:
        return f"{first}-{last}"
    if draw < 0.78:  # a cut last page: 1234-56
        cut = str(last)[-2:]
        return f"{first}-{cut}" if first > 99 and last // 100 == first // 100 else f"{first}-{last}"
    if draw < 0.82:
        letter = rng.choice(("S", "L", "e", "F"))
        return f"{letter}{first}-{rng.choice((letter, ''))}{last}"
    return rng.choice(
        (str(first), f"e{first}", f"{rng.randint(1, 199999):06}", f"A{rng.randint(1, 199)}", f"L{rng.randint(1, 99)}")
    )


def doi(rng: Random, year: str) -> str:
    """A DOI in the form of one of the large publishers."""
    number, letters = rng.randint(1, 99999), "".join(rng.choices("abcdefghjklmnprstvw", k=rng.randint(3, 6)))
    return rng.choice(
        (
            f"10.{rng.choice((1016, 1007, 1002, 1038, 1080, 1093, 1111, 1136, 1145, 1371, 3390, 5281, 17487, 21105))}/{letters}.{year[:4]}.{number}",
            f"10.1016/j.{letters}.{year[:4]}.{rng.randint(1, 12):02}.{rng.randint(1, 99):03}",
            f"10.1007/s{number:05}-{rng.randint(0, 22):03}-{rng.randint(1, 9999):04}-{rng.choice('0123456789xz')}",
            f"10.1103/PhysRev{rng.choice('ABCDX')}.{rng.randint(1, 99)}.{number:06}",
            f"10.1016/S{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}({rng.randint(70, 99)}){number:05}-{rng.randint(0, 9)}",
            f"10.1371/journal.p{letters[:3]}.{number:07}",
            f"10.1093/{letters}/{letters[:3]}{number}",
            f"10.{rng.randint(1000, 39999)}/{number}",
        )
    )


def url(vocabulary: Vocabulary, rng: Random) -> str:
    """An invented address in words of the language."""
    words = re.findall(r"[a-z]{4,}", _ascii(" ".join(rng.sample(vocabulary.words["subjects"], 2)).lower())) or [
        "report",
        "annual",
        "data",
        "library",
    ]
    host = f"{rng.choice(('www.', 'www.', '', 'data.'))}{rng.choice(words)}{rng.choice(('-', ''))}{rng.choice(words)}"
    domain = rng.choice(("org", "com", "gov", "edu", "net", "info", "eu", "ac.uk", "de", "fr", "int"))
    path = "/".join(rng.sample(words, min(len(words), rng.randint(0, 3))))
    tail = rng.choice(
        (
            "",
            "/",
            ".html",
            ".pdf",
            "/index.php?id=" + str(rng.randint(1, 9999)),
            f"/{rng.randint(1990, 2025)}/{rng.randint(1, 12):02}/",
        )
    )
    return (
        f"{rng.choice(('http://', 'https://', 'https://', ''))}{host}.{domain}/{path}{tail}"
        if path
        else f"http://{host}.{domain}"
    )


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()


def isbn(rng: Random) -> str:
    """An ISBN of either length, its check digit not reckoned."""
    body = f"{rng.randint(0, 9)}-{rng.randint(100, 999)}-{rng.randint(10000, 99999)}-{rng.choice('0123456789X')}"
    return rng.choice((body, "978-" + body.replace("X", "7"), body.replace("-", "")))


def volume(rng: Random) -> str:
    """A volume."""
    return rng.choice(
        (str(rng.randint(1, 40)), str(rng.randint(1, 40)), str(rng.randint(40, 400)), str(rng.randint(1, 20)))
    )


def issue(rng: Random) -> str:
    """An issue, a double issue or a supplement."""
    return rng.choices(
        (
            str(rng.randint(1, 12)),
            f"{rng.randint(1, 11)}-{rng.randint(2, 12)}",
            f"Suppl. {rng.randint(1, 4)}",
            str(rng.randint(13, 300)),
        ),
        (80, 6, 4, 10),
    )[0]


_NUMERALS = (("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


def roman(number: int) -> str:
    """The Roman numeral."""
    text = ""
    for letters, value in _NUMERALS:
        while number >= value:
            text, number = text + letters, number - value
    return text


_LITTLE = frozenset(
    [
        "of",
        "the",
        "and",
        "in",
        "for",
        "on",
        "de",
        "la",
        "le",
        "les",
        "des",
        "du",
        "et",
        "di",
        "del",
        "della",
        "der",
        "die",
        "das",
        "und",
        "für",
        "zur",
        "y",
        "e",
        "da",
        "do",
        "dos",
        "van",
        "het",
    ]
)


def abbreviated(container: str) -> str:
    """A journal's name cut as lists of abbreviations do: 'Journal of Regional Studies' -> 'J. Reg. Stud.'."""
    words = container.split()
    if len(words) < 2 or "." in container or ord(max(container)) > 0x24F:
        return container
    cuts = {
        "journal": "J.",
        "international": "Int.",
        "proceedings": "Proc.",
        "review": "Rev.",
        "revue": "Rev.",
        "zeitschrift": "Z.",
    }
    kept = [word for word in words if word.lower() not in _LITTLE]
    return " ".join(cuts.get(word.lower()) or (_cut(word) if len(word) > 5 else word) for word in kept)


def _cut(word: str) -> str:
    match = re.match(r"[^\W\d_]{2,4}?[bcdfghjklmnpqrstvwxz](?=[aeiouy]|$)", word)
    return f"{match[0] if match else word[:4]}."


_ARCHIVES = (
    "cond-mat",
    "hep-ph",
    "hep-th",
    "astro-ph",
    "astro-ph.CO",
    "gr-qc",
    "quant-ph",
    "math.AG",
    "cs.LG",
    "cs.CL",
    "nucl-th",
    "hep-ex",
    "hep-lat",
    "stat.ML",
)


def eprint(rng: Random) -> Fields:
    """An arXiv number and its category, in the form of before or after 2007."""
    category = rng.choice(_ARCHIVES)
    if rng.random() < 0.35:
        return {
            "arxiv": f"{category.split('.')[0]}/{rng.randint(91, 106) % 100:02}{rng.randint(1, 12):02}{rng.randint(1, 999):03}",
            "category": "",
        }
    version = rng.choice(("", "", "", "v1", "v2", "v3"))
    return {
        "arxiv": f"{rng.randint(7, 25):02}{rng.randint(1, 12):02}.{rng.randint(1, 99999):0{rng.choice((4, 5))}}{version}",
        "category": category,
    }
