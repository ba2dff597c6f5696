"""`litreview links`: what became of the links of papers and bibliographies, for CI."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litreview import config
from litreview.cli import options
from litreview.cli.review import status
from litreview.errors import UsageError

if TYPE_CHECKING:
    from litreview.model import Document
    from litreview.opinion import Review

SETTINGS = (
    *("select", "extend_select", "ignore", "min_confidence", "fail_on", "today", "offline", "strict_network"),
    *("follow_doi", "timeout", "retries", "concurrency", "per_host", "mailto"),
)
INTERRUPTED = 130


@click.command()
@options.paths
@click.option(
    "-f",
    "--output-format",
    "output_format",
    default="text",
    metavar="FORMAT",
    help="Format of the result: text, json, markdown, github, junit, sarif ...  [default: text]",
)
@options.also
@click.option(
    "--state",
    "state_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Keep the history of links in this file; what holds is not asked again.",
)
@click.option(
    "--budget",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Stop asking after so long; what is left comes first in the next run.",
)
@click.option("--changed-since", metavar="REF", help="Only links that this revision of the files does not have.")
@click.option("--fix", is_flag=True, help="Write permanent moves and archived copies into the .bib.")
@click.option("--diff", is_flag=True, help="Show what --fix would write, and write nothing.")
@click.option("--plan", is_flag=True, help="Show what would be asked of whom, and ask nothing.")
@click.option("--allow-private", is_flag=True, help="Ask private addresses, too.")
@options.settings(*SETTINGS)
def links(  # noqa: PLR0917 (click passes all by name)
    paths: tuple[str, ...],
    output_format: str,
    also: tuple[str, ...],
    state_file: Path | None,
    budget: float | None,
    changed_since: str | None,
    *,
    fix: bool,
    diff: bool,
    plan: bool,
    allow_private: bool,
    **given: Any,
) -> int:
    """Check the links of papers and bibliographies.

    Exits 1 when there is a finding at or above --fail-on (error by default): only proof is an error, and
    with --state a link that was good before must be dead in three runs over three days.
    """
    from litreview import edit, linkrot, report
    from litreview.report.links import FORMATS

    settings = config.load(Path.cwd(), **given)
    wanted = options.formats((f"{output_format}=-", *also), FORMATS)
    job = linkrot.begin(
        paths,
        settings,
        state_file=state_file,
        budget=budget,
        allow_private=allow_private,
        command=click.get_current_context().obj or "",
    )
    if changed_since is not None:
        job = linkrot.changed(job, lambda document: _before(document, changed_since))
    if plan:
        click.echo(
            "".join(f"{requests or '-':>6}  {host}  {what}\n" for host, requests, what in linkrot.plan(job)), nl=False
        )
        return 0
    with options.counted("Asking") as progress:
        review, state = linkrot.ask(job, progress=progress)
    if state_file is not None and state is not None:
        options.write_file(state_file, state)
    if diff:
        click.echo(edit.diff(*_fixed(review)), nl=False)
        return 0
    for path, text in _fixed(review)[1].items() if fix else ():
        options.write_file(Path(path), text)
        click.echo(f"{path}: mended", err=True)
    shown = report.shown(review, settings.min_confidence)
    how = report.Options(min_confidence=settings.min_confidence, pages=options.manual())
    options.unread((file for _, file in wanted), (listing.source.path for listing in review.evidence.lists()))
    for name, file in wanted:
        text = FORMATS[name](shown, how)
        if str(file) == "-":
            click.echo(text, nl=False)
        else:
            options.write_file(file, text)
    interrupted = any(check.reason == "interrupted" for check in review.evidence.checks.values())
    return INTERRUPTED if interrupted else status(shown, settings, bar=settings.fail_on or "error")


def _fixed(review: Review) -> tuple[dict[str, str], dict[str, str]]:
    """The text of each file that safe fixes change, by path, before and after; one that cannot be written back is left."""
    from litreview import edit

    edits = edit.safe(review.findings)
    before, after = {}, {}
    for listing in review.evidence.bibliographies:
        path = Path(listing.source.path)
        if listing.source.id not in edits or not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        if text != mark + listing.document.text:
            click.echo(f"{path}: not written: it is not UTF-8, or has changed meanwhile", err=True)
            continue
        before[str(path)] = text
        after[str(path)] = mark + edit.applied(listing.document.text, edits[listing.source.id])
    return before, after


def _before(document: Document, revision: str) -> str:
    """The text of a file in a revision, "" where it was not there. Raises UsageError where there is no such revision."""
    path = Path(document.source.path).resolve()
    if not path.is_file():
        return ""
    commit = _git(path.parent, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise UsageError(f"--changed-since {revision}: {path.parent} has no such revision")
    return _git(path.parent, "show", f"{commit.strip()}:./{path.name}") or ""


def _git(folder: Path, *arguments: str) -> str | None:
    """What git says in a folder, None where it fails."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise UsageError("--changed-since needs git, which is not installed") from error
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
