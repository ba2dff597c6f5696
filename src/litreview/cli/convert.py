"""`litreview convert`: a bibliography in another format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from litreview import write
from litreview.cli import options


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="IN... OUT")
@click.option("--to", "form", type=click.Choice([*write.FORMATS]), help="Format to write, where OUT does not tell it.")
def convert(paths: tuple[str, ...], form: str | None) -> None:
    """Write the references of IN (bibliographies, or papers) to OUT, in the format that its ending names; '-' prints.

    Nothing is merged or tidied: each reference stays one. Keys are kept; what has none gets one.
    """
    from litreview import dedupe, extract, parse, read

    *given, out = paths
    if not given:
        raise click.UsageError("name what to convert, and where to: litreview convert refs.ris refs.bib")
    wanted = form or write.format_of(out)
    entries = []
    for document in read.documents(given):
        references = extract.references(document)
        entries += [
            replace(entry, key=entry.key or reference.label)
            for reference, entry in zip(references, parse.entries(references), strict=True)
        ]
    wishes = [
        (dedupe.keys.readable(entry), [entry.key] if entry.key and not entry.key.isdigit() else []) for entry in entries
    ]
    keyed = [replace(entry, key=key) for entry, key in zip(entries, dedupe.keys.assigned(wishes), strict=True)]
    text = write.text(keyed, wanted)
    if out == "-":
        click.echo(text, nl=False)
    else:
        options.write_file(Path(out), text)
        click.echo(f"{out}: {len(keyed)} references", err=True)
