"""Exports of reference managers and databases as bibliographies: each record is a reference that states its entry."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litreview.errors import InputError
from litreview.model import Document, Problem, Reference
from litreview.read import csl, records
from litreview.read.text import line_starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Entry, Source

__all__ = ["csl_json", "endnote", "enw", "nbib", "ris", "table", "wos"]


def ris(source: Source, text: str) -> Document:
    """RIS: a record from TY to ER."""
    return _read(source, text, ".ris", [match.start() for match in re.finditer(r"^\ufeff?TY  ?-", text, re.MULTILINE)])


def nbib(source: Source, text: str) -> Document:
    """PubMed's format: a record from PMID on, or from OWN where ERIC wrote it."""
    starts = [re.finditer(rf"^{tag} ?-", text, re.MULTILINE) for tag in ("PMID", "OWN")]
    return _read(source, text, ".nbib", next(filter(None, ([m.start() for m in found] for found in starts)), []))


def enw(source: Source, text: str) -> Document:
    """EndNote's tags: a record from %0 on."""
    return _read(source, text, ".enw", [match.start() for match in re.finditer(r"^%0 ", text, re.MULTILINE)])


def wos(source: Source, text: str) -> Document:
    """What Web of Science saves as plain text: a record from PT on."""
    return _read(source, text, ".ciw", [match.start() for match in re.finditer(r"^PT ", text, re.MULTILINE)])


def endnote(source: Source, text: str) -> Document:
    """EndNote's XML: a record an element."""
    return _read(source, text, ".xml", [match.start() for match in re.finditer(r"<record[\s>]", text)])


def table(source: Source, text: str) -> Document:
    """A table: a record a row, below a header."""
    starts, lines = [], line_starts(text)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=max("\t;,", key=text.partition("\n")[0].count))
        before = 0
        for cells in rows:
            starts += [int(lines[min(before, len(lines) - 1)])] if cells else []
            before = rows.line_num
    except csv.Error as error:
        raise InputError(f"{source.path}: cannot be read as a table: {error}") from error
    return _read(source, text, ".csv", starts[1:])


def csl_json(source: Source, text: str) -> Document:
    """CSL-JSON: a list of items, or an object that holds one."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{source.path}: is no JSON: {error}") from error
    items = items if isinstance(items, list) else items.get("items", []) if isinstance(items, dict) else []
    kept = [item for item in items if isinstance(item, dict)]
    starts, at = [], 0
    for item in kept:
        match = re.compile(rf'\{{\s*"id"\s*:\s*{re.escape(json.dumps(item.get("id"), ensure_ascii=False))}').search(
            text, at
        )
        at = match.end() if match else at
        starts += [match.start()] if match else []
    entries = [replace(csl.entry(item), key=_key(item), extra=_extra(item)) for item in kept]
    return _document(source, text, entries, starts, ())


def _key(item: dict[str, Any]) -> str | None:
    key = item.get("citation-key") or item.get("id")
    return str(key) if isinstance(key, str | int) else None


def _extra(item: dict[str, Any]) -> dict[str, str]:
    """What an item says that no field of an entry takes, and other formats hold, too."""
    said = {"abstract": item.get("abstract"), "keywords": item.get("keyword")}
    return {name: " ".join(value.split()) for name, value in said.items() if isinstance(value, str) and value.strip()}


def _read(source: Source, text: str, suffix: str, starts: Sequence[int]) -> Document:
    """The document that the reader of records for that suffix makes; `starts` is where records begin."""
    path = Path(source.path)
    if path.suffix.lower() == suffix and path.is_file():
        read = records.records(path)
    else:  # standard input, or a member of an archive
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, f"records{suffix}")
            copy.write_text(text, encoding="utf-8", newline="")
            read = records.records(copy)
    return _document(source, text, read.entries, starts, read.problems)


def _document(
    source: Source, text: str, entries: Sequence[Entry], starts: Sequence[int], problems: Sequence[Problem]
) -> Document:
    bare = Document(source, text, "export", line_starts(text))
    told = len(starts) == len(entries) + sum(problem.kind == "syntax" for problem in problems)
    places = [*starts, len(text)] if told else [0] * (len(entries) + 1)
    wrong = {problem.span.line for problem in problems if problem.kind == "syntax"}
    rows = [n for n in range(1, len(places)) if n not in wrong] if told else list(range(1, len(entries) + 1))
    references = []
    for n, (row, entry) in enumerate(zip(rows, entries, strict=False)):
        start, end = (places[row - 1], places[row]) if told else (0, 0)
        raw = text[start:end].rstrip()
        identity = f"{source.id}#r{n + 1}"
        label = entry.key or entry.id or None
        references.append(
            Reference(
                identity,
                n,
                raw or entry.title or "",
                bare.span(start, start + len(raw)),
                label=label,
                stated=replace(entry, id=identity),
            )
        )
    kept = [problem for problem in problems if problem.kind != "encoding"]
    moved = tuple(replace(problem, span=_at(bare, places, problem.span.line, told=told)) for problem in kept)
    return replace(bare, references=tuple(references), citations=(), problems=moved)


def _at(bare: Document, places: Sequence[int], row: int, *, told: bool) -> Any:
    """The place of the row of that number, from 1."""
    start = places[row - 1] if told and row <= len(places) else 0
    return bare.span(start, start)
