"""Read exports of bibliographic records: one row a record, whatever the format, to entries and what is wrong with them."""

from __future__ import annotations

import codecs
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from litreview import bibtex
from litreview.errors import InputError
from litreview.model import Entry, Problem, Source, Span
from litreview.read import text
from litreview.read.people import people
from litreview.registry import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

__all__ = [
    "FLAW",
    "READERS",
    "Records",
    "content",
    "entry",
    "flagged",
    "known",
    "pieces",
    "pubmed",
    "records",
]

# name -> (path) -> an iterator of rows; a row is field -> text or list of texts, or a sentence where it cannot be read
READERS = Table(
    "records",
    {
        ".bib": "litreview.read.records_bib:rows",
        ".jsonl": "litreview.read.records_jsonl:rows",
        ".ndjson": "litreview.read.records_jsonl:rows",
        ".csv": "litreview.read.records_csv:rows",
        ".tsv": "litreview.read.records_csv:rows",
        ".ris": "litreview.read.records_ris:rows",
        ".nbib": "litreview.read.records_nbib:rows",
        ".ciw": "litreview.read.records_wos:rows",
        ".txt": "litreview.read.records_wos:rows",
        ".enw": "litreview.read.records_enw:rows",
        ".xml": "litreview.read.records_endnote:rows",
        ".parquet": "litreview.read.records_parquet:rows",
    },
)

# what exports call a field -> what an Entry calls it; other names are kept in `extra`
FIELDS = {
    name: attribute
    for attribute, others in {
        "id": "id",
        "type": "type entry_type entrytype document_type publication_type item_type documenttype doctype document_identifier pt dt",
        "key": "key citation_key citekey entry_key bibtex_key",
        "authors": "authors author au creators author_names author_s authorships_author_display_name author_full_names af",
        "editors": "editors editor",
        "translators": "translators translator",
        "title": "title article_title document_title study_title display_name ti",
        "container_title": "container_title journal journaltitle journal_title booktitle book_title source_title so "
        "publication_title pubtitle publication secondary_title venue journal_book primary_location_source_display_name source",
        "series": "series",
        "publisher": "publisher",
        "place": "place address location city",
        "volume": "volume vol vl biblio_volume",
        "issue": "issue number no is issue_number biblio_issue",
        "pages": "pages page page_range pagination art_no article_number ar pg",
        "year": "year publication_year published_year py yr pub_year pubyear",
        "date": "date publication_date date_published pubdate",
        "accessed": "accessed",
        "edition": "edition",
        "doi": "doi di digitalobjectidentifier",
        "url": "url urls link study_url articleurl documenturl plink external_url",
        "isbn": "isbn isbns bn",
        "issn": "issn issns sn",
        "arxiv": "arxiv arxiv_id",
        "pmid": "pmid pubmed_id medline_pmid ids_pmid pm",
        "pmcid": "pmcid pmc_id",
        "language": "language langid language_of_original_document la",
        "note": "note",
    }.items()
    for name in others.split()
}
WHOLE = frozenset({"authors", "editors", "translators", "url"})  # of which a list is more than its text
PACKED = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"BZh": "bzip2",
    b"\xfd7zX": "xz",
    b"7z\xbc\xaf": "7z",
    b"(\xb5/\xfd": "zstd",
}
FLAW = "\0"
"""Under which a row says what is wrong with its encoding: no export has a field of that name."""

WORST = 5
"""Places of damaged text that are told of one file."""

PAGE_ENDS = (
    ("page_start", "start_page", "first_page", "startpage", "bp", "biblio_first_page"),
    ("page_end", "end_page", "last_page", "endpage", "ep", "biblio_last_page"),
)
LESSER = {"source": "container_title", "pg": "pages"}  # which say something else where another column says it
SAID_AS = {"abstract_note": "abstract", "ab": "abstract"}  # what is kept in `extra` under one name
TYPES = {
    "journal_article": "article", "journal": "article", "article_journal": "article", "review": "article", "letter": "article",
    "magazine_article": "article", "newspaper_article": "article", "early_access": "article", "article_in_press": "article",
    "editorial": "article", "note": "article", "short_survey": "article", "conference_paper": "inproceedings",
    "conference_proceedings": "inproceedings", "paper_conference": "inproceedings", "proceedings_paper": "inproceedings",
    "book_chapter": "incollection", "chapter": "incollection", "book_section": "incollection", "edited_book": "book",
    "dissertation": "thesis", "techreport": "report", "technical_report": "report", "web_page": "online", "webpage": "online",
    "generic": "misc", "preprint": "article", "unpublished_work": "unpublished", "computer_program": "software",
    "journalarticle": "article", "magazinearticle": "article", "newspaperarticle": "article", "conferencepaper": "inproceedings",
    "booksection": "incollection", "encyclopediaarticle": "incollection", "dictionaryentry": "incollection", "monograph": "book",
    "computerprogram": "software", "blogpost": "online", "journal_articles": "article", "ieee_journals": "article",
    "ieee_conferences": "inproceedings", "proceeding": "inproceedings", "j": "article", "b": "book", "p": "patent",
}  # fmt: skip
RESOLVER = re.compile(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)
CITATION = re.compile(r";\s*(\d+)(?:\(([^()]{1,30})\))?:([\w-]+)")
"""Volume, issue and pages, as the one column of PubMed's table has them."""

DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
RANGE = re.compile(r"(?<=\w)\s*(?:-{1,3}|[‐‑–—])\s*(?=\w)")
NOTHING = frozenset({"nan", "none", "null", "unknown", "n/a", "na"})
LONGEST_NOTHING = max(map(len, NOTHING))
NOT_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Records:
    """The entries of one file, in order. `ids` are the records' own, where they have one; `problems` tell of bad rows."""

    path: str
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


def records(path: Path) -> Records:
    """The records of an export, told by its suffix. Entries have the ids and keys that the file gives, "" where none.

    A row that cannot be read is a problem, not an exception; a line number counts rows. InputError for a file that is
    not there, or of a suffix that nobody reads.
    """
    return next(pieces(path, sys.maxsize))


def pieces(path: Path, size: int) -> Iterator[Records]:
    """What `records` gives, as it is read: one or more, of `size` rows each but for the last."""
    _check(path)
    rows = enumerate(READERS[path.suffix.lower()](path), 1)
    seen: set[str] = set()
    first = True
    while True:
        piece = _piece(path, islice(rows, size), seen)
        if first and not (piece.entries or piece.problems or path.suffix.lower() == ".bib"):  # one of ours has none
            nothing = Problem("no-record", f"no record was found: is this a {path.suffix} export?", _row(path, 1))
            piece = Records(str(path), (), (nothing,))
        yield piece
        first = False
        if len(piece.entries) + len(piece.problems) < size:
            return


def _check(path: Path) -> None:
    """InputError for a file that is not there, is compressed, or is of a suffix that nobody reads."""
    if not path.is_file():
        raise InputError(f"{path}: no such file; give an export of records")
    with path.open("rb") as file:
        head = file.read(4)
    if packed := next((name for mark, name in PACKED.items() if head.startswith(mark)), ""):
        raise InputError(f"{path}: is compressed ({packed}): unpack it, and give what is in it")
    if path.suffix.lower() not in [*READERS]:
        raise InputError(f"{path}: not an export that litreview reads (there are: {', '.join(READERS)})")


def _row(path: Path, number: int) -> Span:
    return Span(str(path), 0, 0, number, 1)


def _piece(path: Path, rows: Iterable[tuple[int, dict[str, Any] | str]], seen: set[str]) -> Records:
    entries, problems = [], []

    def problem(kind: str, message: str, number: int) -> None:
        problems.append(Problem(kind, message, _row(path, number)))

    for number, row in rows:
        if isinstance(row, str):
            problem("syntax", f"record {number} cannot be read: {row}", number)
            continue
        if broken := row.pop(FLAW, None):
            problem("encoding", broken, number)
        one = entry(row)
        entries.append(one)
        name = one.id or f"number {number}"
        if not one.title:
            problem(
                "no-title",
                f"record {name} has no title: it is merged only where an identifier or all else agrees",
                number,
            )
        if not one.authors and not one.editors:
            problem(
                "no-author",
                f"record {name} has no author: it is merged only where an identifier or its place agrees",
                number,
            )
        if one.id and one.id in seen:
            problem(
                "repeated-id",
                f"the id {name} stands more than once: clusters.csv calls these records by file and number",
                number,
            )
        seen.add(one.id)
    return Records(str(path), tuple(entries), tuple(problems))


def content(path: Path) -> tuple[str, str]:
    """The text of an export, and what is wrong with its encoding; "" for nothing."""
    data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    decoded, problems = text.decoded(Source(str(path), str(path), "paper", ""), data)
    return decoded, "; ".join(f"line {p.span.line} {p.message}" for p in problems[:WORST])


def flagged(rows: Iterable[Any], wrong: str) -> Iterator[Any]:
    """The rows, the first of which says what is wrong with the encoding of their file."""
    for row in rows:
        if wrong and isinstance(row, dict):
            row[FLAW], wrong = wrong, ""
        yield row


def pubmed(accession: str, database: str) -> str:
    """The PubMed id among accession numbers: of another database's number nobody knows what it is."""
    number = accession.removeprefix("PUBMED ").strip()
    own = not database or "pubmed" in database.casefold() or "medline" in database.casefold() or "NLM" in database
    return number if own and number.isdigit() and len(number) <= 8 else ""


def known(name: str) -> str | None:
    """What an Entry calls a field that an export calls so; None for what it has no name for."""
    return FIELDS.get(_folded(name))


def entry(row: Mapping[str, Any]) -> Entry:
    """One row as an Entry: known fields by any of their usual names, all others in `extra` as text."""
    if isinstance(stated := row.get("entry"), Entry):  # a .bib says it better
        return stated
    said: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for (folded, attribute), value in zip(_columns(*row), row.values(), strict=True):
        text = value.strip() if isinstance(value, str) else _text(value)
        if not text:
            continue
        if attribute is None or attribute in said:
            extra[folded] = text
        elif len(text) > LONGEST_NOTHING or text.casefold() not in NOTHING:
            said[attribute] = value if attribute in WHOLE else text
    if extra:
        start, end = (next((extra.pop(n) for n in options if n in extra), "") for options in PAGE_ENDS)
        if start and "pages" not in said:
            said["pages"] = f"{start}-{end}" if end else start
        if "volume" not in said and (place := CITATION.search(extra.get("citation", "")[:1000])):
            said |= {k: v for k, v in zip(("volume", "issue", "pages"), place.groups(), strict=True) if v}
    _settle(said)
    if not DATE.fullmatch(said.get("date", "0000")):
        extra["date"] = said.pop("date")
    return Entry(**said, extra=extra)


def _settle(said: dict[str, Any]) -> None:
    """What needs more than its text: names, links, pages, the type."""
    said["type"] = _kind(said.get("type") or ("article" if "volume" in said else "misc"))
    if "authors" in said:
        said["authors"], said["authors_truncated"] = people(said["authors"])
    for role in ("editors", "translators"):
        if role in said:
            said[role] = people(said[role])[0]
    if "doi" in said:
        said["doi"] = RESOLVER.sub("", said["doi"], count=1)
    if "pmid" in said:
        said["pmid"] = said["pmid"].rpartition("/")[2]
    if "date" in said and "year" not in said and (year := YEAR.search(said["date"])):
        said["year"] = year[0]
    if "pages" in said:
        said["pages"] = RANGE.sub("-", said["pages"])
    if "url" in said:
        urls = said["url"] if isinstance(said["url"], list | tuple) else str(said["url"]).split()
        said["urls"] = tuple(dict.fromkeys(map(str, urls)))
        said["url"] = said["urls"][0]


@lru_cache(maxsize=256)
def _columns(*names: str) -> tuple[tuple[str, str | None], ...]:
    """What each column of a row is called in `extra`, and in an Entry if that has it."""
    folded = [*map(_folded, names)]
    better = {FIELDS.get(name, "pages" if name in PAGE_ENDS[0] else "") for name in folded if name not in LESSER}
    return tuple(
        (SAID_AS.get(name, name) or "unnamed", FIELDS.get(name) if LESSER.get(name) not in better else None)
        for name in folded
    )


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    return NOT_NAME.sub("_", name.casefold()).strip("_")


@lru_cache(maxsize=4096)
def _kind(printed: str) -> str:
    kind = _folded(printed)
    return TYPES.get(kind, bibtex.TYPE.get(kind, kind if kind in bibtex.KNOWN_TYPES else "misc"))


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if value is None or value != value:  # noqa: PLR0124 (not a number: an empty cell)
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_text, value)))
    return str(value)
