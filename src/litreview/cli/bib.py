"""`litreview bib`: one clean .bib from many papers, and the map from old keys to new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from litreview import config
from litreview.cli import options


@click.command()
@options.paths
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE.bib",
    help="File to write; printed where not given.",
)
@click.option(
    "--keymap", type=click.Path(path_type=Path), metavar="FILE.csv", help="Write which reference became which key."
)
@options.settings("dialect", "engine", "lang", "citation_style")
def bib(paths: tuple[str, ...], file: Path | None, keymap: Path | None, **given: Any) -> None:
    """Merge the references of papers and bibliographies into one .bib.

    When FILE.bib is there already and was made by litreview, the works in it keep their keys.
    """
    from litreview import bibtex, dedupe, pipeline, report

    settings = config.load(Path.cwd(), offline=True, **given)
    result = pipeline.run(paths, settings, known=dedupe.known_keys(file) if file else None, track=options.track)
    text = bibtex.write(result.evidence.works, dialect=settings.dialect)
    if file is None:
        click.echo(text, nl=False)
    else:
        options.write_file(file, text)
        click.echo(f"{file}: {len(result.evidence.works)} works", err=True)
    if keymap:
        options.write_file(keymap, report.text(result, "keymap"))
