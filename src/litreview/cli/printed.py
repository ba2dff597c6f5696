"""`litreview extract` and `litreview parse`: what papers print, and what a printed reference says."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from litreview import config
from litreview.cli import options
from litreview.errors import InputError

CHUNK = 500  # strings parsed at a time


@click.command()
@options.paths
@click.option(
    "--what",
    type=click.Choice(["references", "citations"]),
    default="references",
    help="What to print.  [default: references]",
)
@click.option(
    "-f",
    "--output-format",
    "output_format",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    help="text or JSON lines.  [default: text]",
)
@options.settings("lang", "citation_style")
def extract(paths: tuple[str, ...], what: str, output_format: str, **given: Any) -> None:
    """Print references or citations as they stand in papers, with their positions."""
    from litreview import pipeline, read
    from litreview.model import fields

    settings = config.load(Path.cwd(), offline=True, **given)
    for document in read.documents(paths):
        paper = pipeline.listing(document, settings)
        for item in getattr(paper, what):
            span = item.span
            if output_format == "jsonl":
                row = fields(item, drop=("span", "stated")) | fields(span)
                click.echo(json.dumps(row, ensure_ascii=False))
            else:
                printed = " ".join((item.raw if what == "references" else item.surface).split())
                where = (
                    f"{span.file}:{span.line}:{span.column}" if span.file else f"{document.source.path}:{span.place}"
                )
                click.echo(f"{where}: {printed}")


@click.command()
@click.argument("file", type=click.File("rb"), default="-", metavar="[FILE|-]")
@click.option(
    "-f",
    "--output-format",
    "output_format",
    type=click.Choice(["jsonl", "bibtex", "csl-json"]),
    default="jsonl",
    help="Format of the entries.  [default: jsonl]",
)
@options.settings("dialect")
def parse(file: Any, output_format: str, **given: Any) -> None:
    """Parse reference strings, one a line (or JSON lines with "raw"), into entries.

    JSON lines are written as they are read, so that a file may be of any size.
    """
    from litreview import api, bibtex, write
    from litreview.read.text import lenient

    settings = config.load(Path.cwd(), **given)
    rows = (_row(line, n) for n, line in enumerate(map(lenient, file), 1) if line.strip())
    if output_format == "bibtex":
        works = api.dedupe_entries(api.parse_references(raw for _, raw in rows))
        click.echo(bibtex.write(works, dialect=settings.dialect), nl=False)
    elif output_format == "csl-json":
        named = list(rows)
        entries = api.parse_references(raw for _, raw in named)
        keyed = [replace(entry, key=name) for (name, _), entry in zip(named, entries, strict=True)]
        click.echo(write.text(keyed, "csl-json"), nl=False)
    else:
        while chunk := list(itertools.islice(rows, CHUNK)):
            entries = api.parse_references(raw for _, raw in chunk)
            for (name, raw), entry in zip(chunk, entries, strict=True):
                click.echo(json.dumps({"id": name, "raw": raw} | entry.to_dict(), ensure_ascii=False))


def _row(line: str, number: int) -> tuple[str, str]:
    """The id and the string of a line; a line has its number for an id where it states none."""
    if not line.startswith("{"):
        return str(number), line.strip()
    try:
        row = json.loads(line)
        return str(row.get("id", number)), str(row["raw"])
    except (ValueError, KeyError) as error:
        raise InputError(f'line {number}: not an object with "raw": {error}') from error
