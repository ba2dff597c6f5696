"""`litreview convert`: a bibliography in another format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from litreview import write
from litreview.cli import options

if TYPE_CHECKING:
    from litreview.model import Document, Entry


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="IN... OUT")
@click.option("--to", "form", type=click.Choice([*write.FORMATS]), help="Format to write, where OUT does not tell it.")
def convert(paths: tuple[str, ...], form: str | None) -> None:
    """Write the references of IN (bibliographies, or papers) to OUT, in the format that its ending names; '-' prints.

    Nothing is merged or tidied: each reference stays one. Keys are kept; what has none gets one.
    """
    from litreview import dedupe, read

    *given, out = paths
    if not given:
        raise click.UsageError("name what to convert, and where to: litreview convert refs.ris refs.bib")
    wanted = form or write.format_of(out)
    options.unread([Path(out)], given)
    listed = read.each(
        given, _entries, apply=lambda work, files: options.track(map(work, files), "Reading", len(files))
    )
    entries = [entry for one in listed for entry in one]
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


def _entries(document: Document) -> list[Entry]:
    """The references of a document as they are understood, each with the key or label that it has there.

    What is stated is left as it is; of what is printed, only all parts together tell the type.
    """
    from litreview import extract, normalise, parse

    references = extract.references(document)
    read = zip(references, parse.entries(references), strict=True)
    return [
        replace(entry if reference.stated else normalise.entry(entry), key=entry.key or reference.label)
        for reference, entry in read
    ]
