"""`litreview dedupe`: search exports, merged."""

from __future__ import annotations

import gc
from collections import Counter
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litreview import config
from litreview.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.dedupe.exports import Exports
    from litreview.model import Entry
    from litreview.read.records import Records


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("litreview-merged"),
    metavar="DIR",
    help="Folder to write into.  [default: litreview-merged]",
)
@click.option("--clusters", type=click.Path(path_type=Path), metavar="FILE.csv", help="Write clusters.csv there.")
@click.option("--review", is_flag=True, help="Walk the uncertain pairs, and write what you decide into the decisions.")
@click.option(
    "--scheduler", metavar="ADDRESS|local", help="Work on the machines of a Dask cluster, or on local processes."
)
@options.settings("dialect", "engine", "merge_versions", "decisions")
def dedupe(
    paths: tuple[Path, ...],
    folder: Path,
    clusters: Path | None,
    scheduler: str | None,
    *,
    review: bool,
    **given: Any,
) -> None:
    """Merge search exports: what means one work becomes one entry, and nothing is lost.

    FILE is an export as .bib, .ris, .nbib, .jsonl, .csv, .tsv, .parquet, EndNote's .xml or .enw, or Web of Science's
    .ciw or .txt. Writes merged.bib, clusters.csv, keymap.csv, review.csv (pairs to look at), originals.jsonl (what was
    merged, as it stood), problems.csv and prisma.json.
    """
    from litreview.dedupe import exports

    gc.disable()  # millions of records, and no cycle among them: looking for one would take a third of the time
    if not review:
        options.decisions(given)
    settings = config.load(Path.cwd(), offline=True, **given)
    made = _merged(paths, folder, scheduler, settings)
    if review:
        _walk(made, Path(settings.decisions))
        made = _merged(paths, folder, scheduler, settings)
    options.kept(made)
    with options.whole_folder(folder) as scratch:

        def keep(name: str, text: str) -> None:
            if clusters and name == "clusters.csv":
                options.write_file(clusters, text)
            else:
                options.write_text(scratch, name, text)

        exports.files(made, keep, dialect=settings.dialect)
    kinds = Counter(problem.kind for problem in made.problems)
    first = {problem.kind: problem for problem in reversed(made.problems)}
    for problem in sorted(first.values(), key=made.problems.index):
        more = f" ({kinds[problem.kind] - 1:,} more like it)" if kinds[problem.kind] > 1 else ""
        click.echo(f"{problem.span.source}:{problem.span.line}: {problem.message}{more}", err=True)
    if made.problems:
        click.echo(f"{len(made.problems):,} in all: {folder / 'problems.csv'}", err=True)
    for name, number in made.counts.items():
        click.echo(f"{name.replace('_', ' '):20} {number:>9,}")
    click.echo(f"The merged file is {folder / 'merged.bib'}", err=True)


def _merged(paths: tuple[Path, ...], folder: Path, scheduler: str | None, settings: config.Config) -> Exports:
    from dataclasses import replace

    from litreview import dedupe, forked
    from litreview.dedupe import exports
    from litreview.dedupe.decisions import load
    from litreview.read.records import pieces

    read: list[Records] = []
    ids: list[str] = []
    origin: dict[str, tuple[str, str]] = {}

    def arriving() -> Iterator[list[Entry]]:
        """The entries, as they are read, in pieces that are worth a process; what comes next is prepared while those are at work."""
        waiting: list[Entry] = []
        done = 0
        for piece in chain.from_iterable(pieces(path, forked.PIECE) for path in paths):
            read.append(piece)
            waiting += piece.entries
            if forked.enough(len(waiting), done):
                yield waiting
                done += len(waiting)
                waiting = []
        if waiting:
            yield waiting
        if done:
            from litreview.dedupe import columnar  # noqa: F401 (will be needed, and takes long to load)
        found = exports.identified([(one.path, one.entries) for one in read])
        ids.extend(found[0])
        origin.update(found[1])

    table = dedupe.folded(arriving())
    rows = [entry for one in read for entry in one.entries]
    entries = [entry if entry.id == name else replace(entry, id=name) for entry, name in zip(rows, ids, strict=True)]
    known: dict[str, str] = {}
    for path in (*(path for path in paths if path.suffix == ".bib"), folder / "keymap.csv"):
        known |= dedupe.known_keys(path)
    merged = dedupe.grouped(
        entries,
        engine=settings.engine,
        known=known,
        merge_versions=settings.merge_versions,
        decided=load(Path(settings.decisions)),
        scheduler=scheduler,
        table=table,
    )
    problems = [problem for one in read for problem in one.problems]
    return exports.Exports(entries, origin, merged, [*problems, *exports.crowds(entries, table, origin)])


def _walk(made: Exports, file: Path) -> None:
    """Ask about each uncertain pair, and write what was decided."""
    from litreview.dedupe.decisions import added, beside
    from litreview.dedupe.features import features

    entries = {entry.id: entry for entry in made.entries}
    pairs = [pair for pair in made.merged.pairs if pair.relation == "uncertain"]
    decided = 0
    for n, pair in enumerate(pairs, 1):
        two = [entries[pair.left], entries[pair.right]]
        click.echo(f"\n{n} of {len(pairs)}: {', '.join(pair.reasons)}\n{beside(*two)}")
        answer = click.prompt(
            "[s]ame work, [d]ifferent works, [n]ot now, [q]uit", type=click.Choice("sdnq"), show_choices=False
        )
        if answer == "q":
            break
        if answer in "sd":
            kind = "same" if answer == "s" else "different"
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            rows, titles = [features(one) for one in two], [one.title or "" for one in two]
            options.write_file(file, added(text, kind, rows, titles=titles))
            decided += 1
    has = f"; {file} has them" if decided else ""
    click.echo(f"{decided} decided{has}" if pairs else "No pair is uncertain.", err=True)
