"""`litreview review` and `litreview check`: the main job, and its findings alone for CI."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from litreview import config
from litreview.cli import options
from litreview.opinion import Review, Severity

SETTINGS = (
    "lang",
    "citation_style",
    "select",
    "extend_select",
    "ignore",
    "min_confidence",
    "fail_on",
    "today",
)


@click.command()
@options.paths
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default="litreview-report",
    metavar="DIR",
    help="Folder to write into.  [default: litreview-report]",
)
@options.also
@options.settings(*SETTINGS, "offline", "strict_network", "dialect", "engine", "timeout", "per_host", "mailto", "title")
def review(paths: tuple[str, ...], folder: Path, also: tuple[str, ...], **given: Any) -> int:
    """Review papers: every stage, one report.

    PATH is a paper, a bibliography, a folder, a glob or - for standard input. Writes consolidated.bib,
    review.html, review.md, review.json, keymap.csv and tables into the output folder. Only links are
    asked of the network, unless --offline.
    """
    from litreview import dedupe, pipeline, report

    settings = config.load(Path.cwd(), **given)
    result = pipeline.run(
        paths,
        settings,
        known=dedupe.known_keys(folder / "consolidated.bib"),
        command=click.get_current_context().obj or "",
        track=options.track,
    )
    options.write_folder(folder, report.files(result, dialect=settings.dialect))
    for name, file in options.written(also):
        options.write_file(file, report.text(result, name))
    click.echo(report.text(report.shown(result, settings.min_confidence), "text"), nl=False)
    click.echo(f"The report is {folder / 'review.html'}", err=True)
    return _status(result, settings, default="never")


@click.command()
@options.paths
@click.option(
    "-f",
    "--output-format",
    "output_format",
    default="text",
    metavar="FORMAT",
    help="Format of the findings.  [default: text]",
)
@options.also
@options.settings(*SETTINGS)
def check(paths: tuple[str, ...], output_format: str, also: tuple[str, ...], **given: Any) -> int:
    """Print the findings only, for CI and pre-commit; never asks the network.

    Exits 1 when there is a finding at or above --fail-on (error by default).
    """
    from litreview import pipeline, report

    settings = config.load(Path.cwd(), offline=True, **given)
    result = pipeline.run(paths, settings, command=click.get_current_context().obj or "", track=options.track)
    shown = report.shown(result, settings.min_confidence)
    click.echo(report.text(shown, output_format), nl=False)
    for name, file in options.written(also):
        options.write_file(file, report.text(shown, name))
    return _status(result, settings, default="error")


def _status(result: Review, settings: config.Config, default: str) -> int:
    """0, 1 when a shown finding is at or above the bar, 3 when something could not be asked and must be."""
    from litreview import report
    from litreview.model import Verdict

    bar = settings.fail_on or default
    if bar != "never":
        findings = report.shown(result, settings.min_confidence).findings
        if any(f.severity.rank >= Severity(bar).rank and not f.suppressed for f in findings):
            return 1
    unasked = any(check.verdict == Verdict.UNCHECKED for check in result.evidence.checks.values())
    return 3 if settings.strict_network and unasked else 0
