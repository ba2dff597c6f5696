"""What the commands share: their arguments, made from the settings, and how they write what they made."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from litreview import config
from litreview.errors import OutputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from litreview.registry import Table

__all__ = [
    "also",
    "counted",
    "decisions",
    "formats",
    "kept",
    "manual",
    "minima",
    "minimum",
    "paths",
    "settings",
    "state",
    "terminal",
    "track",
    "unread",
    "whole_folder",
    "write_file",
    "write_text",
]

Kept = TypeVar("Kept")
_KEPT: list[object] = []

paths = click.argument("paths", nargs=-1, required=True, metavar="PATH...")
also = click.option("--also", multiple=True, metavar="FORMAT=FILE", help="Write the result in this format too.")


minimum = click.option(
    "--min",
    "minimum",
    multiple=True,
    metavar="METER=PERCENT",
    help="Fail when a meter of coverage is below this: resolved, used, identified, complete, live, agreed.",
)


state = click.option(
    "--state",
    "state_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Read the history of links that `litreview links --state` keeps in this file.",
)


def settings(*names: str) -> Callable[[Any], Any]:
    """Add an option for each setting named, with the help, choices and default that config.py declares."""

    def decorate(command: Any) -> Any:
        for name in reversed(names):
            field = config.declared()[name]
            flag, meta = f"--{name.replace('_', '-')}", field.metadata
            if field.default is False:
                option = click.option(flag, name, is_flag=True, default=None, help=meta["help"])
            else:
                kind: Any = click.Choice(meta["choices"]) if meta["choices"] else _kind(str(field.type))
                several: Any = {"multiple": True, "callback": _several} if field.default == () else {}
                option = click.option(flag, name, type=kind, metavar=meta["metavar"], help=_help(field), **several)
            command = option(command)
        return command

    return decorate


def _several(_context: object, _option: object, given: tuple[str, ...]) -> tuple[str, ...]:
    """What was given, one at a time or parted by commas."""
    return tuple(part.strip() for text in given for part in text.split(",") if part.strip())


def _kind(annotation: str) -> Any:
    return next((kind for word, kind in (("float", float), ("int", int)) if annotation.startswith(word)), str)


def _help(field: Any) -> str:
    default = field.default
    return str(field.metadata["help"]) + (f"  [default: {default}]" if default not in (None, (), False) else "")


def track(items: Iterable[Any], label: str, total: int) -> Iterator[Any]:
    """The same items; on a terminal, a progress bar on standard error once they have taken a second."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress

    start, bar, task = time.monotonic(), None, None
    with contextlib.ExitStack() as stack:
        for n, item in enumerate(items):
            if bar is None and time.monotonic() - start > 1:
                bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
                task = bar.add_task(label, total=total, completed=n)
            yield item
            if bar is not None and task is not None:
                bar.update(task, completed=n + 1)


@contextlib.contextmanager
def counted(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """What is told how many are done, of how many: a bar on a terminal once that has taken a second, else None."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    began = 0.0
    shown: list[tuple[Progress, Any]] = []
    with contextlib.ExitStack() as stack:

        def show(done: int, total: int) -> None:
            nonlocal began
            began = began or time.monotonic()
            if not shown and time.monotonic() - began > 1:
                bar = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
                shown.append((bar, bar.add_task(label, total=total)))
            for bar, task in shown:
                bar.update(task, completed=done)

        yield show


def write_file(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, scratch = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            # mkstemp makes a file that only its owner may read; give it what any new file would have.
            mask = os.umask(0)
            os.umask(mask)
            Path(scratch).chmod(0o666 & ~mask)
            Path(scratch).replace(path)
        except BaseException:
            Path(scratch).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error


def unread(outputs: Iterable[Path], sources: Iterable[str]) -> None:
    """Make sure that no source will be written over but a .bib that litreview wrote. Raises UsageError."""
    from litreview import bibtex

    read = {os.path.realpath(source) for source in sources if source != "-"}
    for path in outputs:
        if os.path.realpath(path) in read and not bibtex.is_output(path.read_text(encoding="utf-8", errors="replace")):
            raise UsageError(f"{path}: is read in this run, and would be written over; name another file")


def decisions(given: Mapping[str, Any]) -> None:
    """Warn of decisions that are named and not there; those of the settings need not be there yet."""
    if (file := given.get("decisions")) and not Path(file).is_file():
        click.echo(f"{file}: is not there, so nothing is decided; `litreview dedupe --review` writes it", err=True)


def kept(thing: Kept) -> Kept:
    """The thing, kept until the next: what a process has at its end costs nothing, to take it apart before costs up to half a second."""
    _KEPT[:] = [thing]
    return thing


def write_text(folder: Path, name: str, text: str) -> None:
    """Write a file into a folder that is there."""
    (folder / name).write_text(text, encoding="utf-8", newline="")


@contextlib.contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder beside which files are made, all of which are then moved into it, or none. Raises OutputError."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: is a file; name a folder to write into with -o")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=folder, prefix=".litreview-"))
        try:
            yield scratch
            for made in scratch.iterdir():
                made.replace(folder / made.name)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error


def formats(wanted: tuple[str, ...], known: Table) -> list[tuple[str, Path]]:
    """Each `FORMAT=FILE`, taken apart, before any work is done. Raises UsageError for a format that is not known."""
    pairs = []
    for text in wanted:
        name, equals, file = text.partition("=")
        if not equals or not file:
            raise UsageError(f"--also {text}: write it as FORMAT=FILE, such as json=review.json")
        known.check(name)
        pairs.append((name, Path(file)))
    return pairs


def minima(wanted: tuple[str, ...]) -> dict[str, float] | None:
    """Each `METER=PERCENT`, taken apart; None where there is none. Raises UsageError for what is no number."""
    least = {}
    for text in wanted:
        name, _, percent = text.partition("=")
        try:
            least[name] = float(percent.removesuffix("%"))
        except ValueError:
            raise UsageError(f"--min {text}: write it as METER=PERCENT, such as resolved=95") from None
    return least or None


def manual() -> dict[str, str]:
    """The page of each rule, by its code."""
    from litreview.rules import RULES
    from litreview.rules.pages import page

    return {rule.code: page(rule) for rule in RULES}


def terminal() -> dict[str, Any]:
    """How to write to standard output: plain, whole lines when piped; in its width, in colour, to a terminal."""
    if not sys.stdout.isatty():
        return {}
    return {"width": shutil.get_terminal_size().columns, "colour": "NO_COLOR" not in os.environ}
