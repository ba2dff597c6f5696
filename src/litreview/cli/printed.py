"""`litreview extract` and `litreview parse`: what papers print, and what a printed reference says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from litreview import config
from litreview.cli import options
from litreview.errors import InputError


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
                click.echo(f"{document.source.path}:{span.place}: {printed}")


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8"), default="-", metavar="[FILE|-]")
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
    """Parse reference strings, one a line (or JSON lines with "raw"), into entries."""
    from litreview import bibtex, pipeline

    settings = config.load(Path.cwd(), **given)
    rows = [_row(line, n) for n, line in enumerate(file, 1) if line.strip()]
    entries = pipeline.parse_references([raw for _, raw in rows])
    if output_format == "bibtex":
        click.echo(bibtex.write(pipeline.dedupe_entries(entries), dialect=settings.dialect), nl=False)
        return
    for (id_, raw), entry in zip(rows, entries, strict=True):
        click.echo(json.dumps({"id": id_, "raw": raw} | entry.to_dict(), ensure_ascii=False))


def _row(line: str, number: int) -> tuple[str, str]:
    if not line.startswith("{"):
        return str(number), line.strip()
    try:
        row = json.loads(line)
        return str(row.get("id", number)), str(row["raw"])
    except (ValueError, KeyError) as error:
        raise InputError(f'line {number}: not an object with "raw": {error}') from error
