"""`litreview bib`: one clean .bib from many papers, and the map from old keys to new."""

from __future__ import annotations

import difflib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litreview import config
from litreview.cli import options
from litreview.errors import UsageError
from litreview.registry import did_you_mean

if TYPE_CHECKING:
    from litreview.model import Evidence, Paper, Work

REWRITTEN = ("latex", "markdown")
"""The formats that cite by key, and whose text is the file itself."""


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
@click.option("--cited-by", metavar="PAPER", help="Write only the works that this one of the papers cites.")
@click.option(
    "--rewrite-keys", is_flag=True, help="Rewrite the keys in LaTeX and Markdown papers that cite a .bib by key."
)
@click.option("--diff", is_flag=True, help="With --rewrite-keys: print what would change, and write nothing.")
@options.settings("dialect", "engine", "merge_versions", "decisions", "lang", "citation_style")
def bib(
    paths: tuple[str, ...],
    file: Path | None,
    keymap: Path | None,
    cited_by: str | None,
    *,
    rewrite_keys: bool,
    diff: bool,
    **given: Any,
) -> None:
    """Merge the references of papers and bibliographies into one .bib.

    When FILE.bib is there already and was made by litreview, the works in it keep their keys.
    """
    from dataclasses import replace

    from litreview import dedupe, pipeline, report

    options.decisions(given)
    settings = config.load(Path.cwd(), offline=True, **given)
    result = pipeline.run(paths, settings, known=dedupe.known_keys(file) if file else None, track=options.track)
    options.unread(filter(None, (file, keymap)), (listing.source.path for listing in result.evidence.lists()))
    if rewrite_keys:
        _rewrite(result.evidence, diff=diff)
    if diff:
        return
    works = _cited_by(result.evidence, cited_by) if cited_by else result.evidence.works
    part = replace(result, evidence=replace(result.evidence, works=works))
    text = report.text(part, "bibtex", dialect=settings.dialect)
    if file is None:
        click.echo(text, nl=False)
    else:
        options.write_file(file, text)
        click.echo(f"{file}: {len(works)} works", err=True)
    if keymap:
        options.write_file(keymap, report.text(result, "keymap"))


def _rewrite(evidence: Evidence, *, diff: bool) -> None:
    """Rewrite the keys in the papers that cite by key, and in the files that they include, each by the bibliographies that it names."""
    told: set[str] = set()
    for paper in evidence.papers:
        if paper.document.format not in REWRITTEN:
            continue
        keys, unclear = _keys(paper, evidence)
        for old in sorted(unclear.keys() - told):
            meant = " and ".join(f"{key} in {file}" for key, file in unclear[old])
            click.echo(f"{old}: means {meant}; left as it is, so see which one each paper means", err=True)
        told |= unclear.keys()
        for path in dict.fromkeys((paper.source.path, *(part.file for part in paper.document.parts if part.file))):
            _rewrite_file(Path(path), keys, latex=paper.document.format == "latex", diff=diff)


def _keys(paper: Paper, evidence: Evidence) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """New key by old key; and the keys that the paper cites though they mean different works in its bibliographies."""
    from litreview.dedupe import rewrite

    named = set(map(os.path.realpath, paper.document.bibliographies))
    own = [one for one in evidence.bibliographies if os.path.realpath(one.source.path) in named]
    keys, unclear = rewrite.key_map(own or evidence.bibliographies, evidence.works)
    cited = {citation.label for citation in paper.citations}
    return keys, {old: new for old, new in unclear.items() if old in cited}


def _rewrite_file(path: Path, keys: dict[str, str], *, latex: bool, diff: bool) -> None:
    from litreview.dedupe import rewrite

    try:
        before = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        click.echo(f"{path}: is no file in UTF-8; left as it is", err=True)
        return
    after = rewrite.rewritten(before, keys, latex=latex)
    if diff:
        one, two = before.splitlines(keepends=True), after.splitlines(keepends=True)
        click.echo("".join(difflib.unified_diff(one, two, str(path), str(path))), nl=False)
    elif after != before:
        options.write_file(path, after)
        click.echo(f"{path}: keys rewritten", err=True)


def _cited_by(evidence: Evidence, name: str) -> tuple[Work, ...]:
    """The works that one paper cites or lists; the paper is named by its id or path. Raises UsageError for no paper."""
    paper = next((paper for paper in evidence.papers if name in (paper.id, paper.source.path)), None)
    if paper is None:
        raise UsageError(
            f"--cited-by {name}: no such paper{did_you_mean(name, [paper.id for paper in evidence.papers])}"
        )
    cited = {work for match in paper.matches for work in match.works}
    listed = {reference.id for reference in paper.references}
    return tuple(work for work in evidence.works if work.id in cited or not listed.isdisjoint(work.members))
