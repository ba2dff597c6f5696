"""`litreview review` and `litreview check`: the main job, and its findings alone for CI."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litreview import config
from litreview.cli import options
from litreview.opinion import Severity

if TYPE_CHECKING:
    from litreview.opinion import Review

SETTINGS = (
    "lang",
    "citation_style",
    "jobs",
    "select",
    "extend_select",
    "ignore",
    "min_confidence",
    "fail_on",
    "baseline",
    "today",
)
TELLS_KNOWN = ("json", "sarif", "csv")
"""The formats that say of each finding whether the baseline has it; the others leave it out."""


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
@options.minimum
@options.state
@click.option("--no-text", is_flag=True, help="Leave the papers' prose out of the page.")
@options.settings(
    *SETTINGS,
    "offline",
    "strict_network",
    "dialect",
    "engine",
    "timeout",
    "per_host",
    "mailto",
    "title",
    "reference_style",
)
def review(
    paths: tuple[str, ...],
    folder: Path,
    also: tuple[str, ...],
    minimum: tuple[str, ...],
    state_file: Path | None,
    *,
    no_text: bool,
    **given: Any,
) -> int:
    """Review papers: every stage, one report.

    PATH is a paper, a bibliography, a folder, a glob or - for standard input. Writes consolidated.bib,
    review.html, review.md, review.json, keymap.csv and tables into the output folder. Only links are
    asked of the network, unless --offline.
    """
    from litreview import dedupe, report
    from litreview.occasion import uncollected

    settings = config.load(Path.cwd(), coverage=options.minima(minimum), **given)
    more = options.formats(also, report.FORMATS)
    draft = report.Draft(dialect=settings.dialect, style=settings.reference_style, jobs=settings.jobs)
    result = _run(
        paths,
        settings,
        known=dedupe.known_keys(folder / "consolidated.bib"),
        state_file=state_file,
        works=draft.works,
        facts=draft.facts,
    )
    options.unread((file for _, file in more), (listing.source.path for listing in result.evidence.lists()))
    how = {
        "title": settings.title,
        "prose": not no_text,
        "style": settings.reference_style,
        "dialect": settings.dialect,
        "min_confidence": settings.min_confidence,
        "pages": options.manual(),
    }
    with uncollected(), options.whole_folder(folder) as scratch:
        keep = partial(options.write_text, scratch)
        draft.files(result, keep, **how)
    for name, file in more:
        options.write_file(file, report.text(result, name, **how))
    shown = report.shown(result, settings.min_confidence)
    click.echo(report.text(shown, "text", **options.terminal()), nl=False)
    click.echo(f"The report is {folder / 'review.html'}", err=True)
    return status(shown, settings, bar=settings.fail_on or "never")


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
@options.minimum
@options.state
@options.settings(*SETTINGS)
def check(
    paths: tuple[str, ...],
    output_format: str,
    also: tuple[str, ...],
    minimum: tuple[str, ...],
    state_file: Path | None,
    **given: Any,
) -> int:
    """Print the findings only, for CI and pre-commit; never asks the network.

    Exits 1 when there is a finding at or above --fail-on (error by default).
    """
    from litreview import report

    settings = config.load(Path.cwd(), offline=True, coverage=options.minima(minimum), **given)
    more = options.formats((f"{output_format}=-", *also), report.FORMATS)
    shown = report.shown(_run(paths, settings, state_file=state_file), settings.min_confidence)
    options.unread((file for _, file in more), (listing.source.path for listing in shown.evidence.lists()))
    pages = options.manual()
    for name, file in more:
        told = shown if name in TELLS_KNOWN else _new(shown)
        if str(file) == "-":
            click.echo(report.text(told, name, pages=pages, **options.terminal()), nl=False)
        else:
            options.write_file(file, report.text(told, name, pages=pages))
    if known := len(shown.findings) - len(_new(shown).findings):
        click.echo(f"{known} more are known from {settings.baseline}", err=True)
    return status(shown, settings, bar=settings.fail_on or "error")


def _new(shown: Review) -> Review:
    """The review with those findings only that the baseline has not."""
    return replace(shown, findings=tuple(finding for finding in shown.findings if finding.baseline != "known"))


def _run(
    paths: tuple[str, ...],
    settings: config.Config,
    *,
    state_file: Path | None,
    **more: Any,
) -> Review:
    from litreview import pipeline

    command = click.get_current_context().obj or ""
    with options.counted("Asking") as asked:
        found = pipeline.run(
            paths,
            settings,
            state_file=state_file,
            command=command,
            track=options.track,
            asked=asked,
            **more,
        )
    return options.kept(found)


def status(shown: Review, settings: config.Config, *, bar: str) -> int:
    """0, 1 when a shown finding that is not known is at or above the bar, 3 when something could not be asked and must be.

    Coverage below what was asked for is always 1: to ask for a minimum is to want that.
    """
    from litreview.model import Verdict

    new = [finding for finding in shown.findings if finding.baseline != "known"]
    if any(
        finding.rule == "LR801" or (bar != "never" and finding.severity.rank >= Severity(bar).rank) for finding in new
    ):
        return 1
    unasked = any(check.verdict == Verdict.UNCHECKED for check in shown.evidence.checks.values())
    return 3 if settings.strict_network and unasked else 0
