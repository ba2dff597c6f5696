"""The command line: arguments in, text and exit status out; the only printer. A command is a file and a row."""

from __future__ import annotations

import gc
import os
import shlex
import sys
import traceback
from typing import TYPE_CHECKING, Any

import click

import litreview
from litreview import errors, registry

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "main", "run"]

COMMANDS = {
    "review": "litreview.cli.review:review",
    "check": "litreview.cli.review:check",
    "bib": "litreview.cli.bib:bib",
    "links": "litreview.cli.links:links",
    "dedupe": "litreview.cli.dedupe:dedupe",
    "convert": "litreview.cli.convert:convert",
    "extract": "litreview.cli.printed:extract",
    "parse": "litreview.cli.printed:parse",
    "rules": "litreview.cli.catalogue:rules",
    "explain": "litreview.cli.catalogue:explain",
    "config": "litreview.cli.catalogue:config",
    "init": "litreview.cli.catalogue:init",
}

EXIT_USAGE, EXIT_INTERNAL, EXIT_INTERRUPTED = 2, 4, 130


class Commands(click.Group):
    """The commands of COMMANDS, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, or None when the table has none of that name."""
        return registry.load(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """As click does, but with a suggestion for a command that does not exist."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            ctx.fail(f"no command named '{args[0]}'{registry.did_you_mean(args[0], list(COMMANDS))}")
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(litreview.__version__, prog_name="litreview")
def main() -> None:
    """Review the citations and references of papers: one clean .bib, what is wrong and where, one report to send.

    Point it at papers:  litreview review paper.txt another.md -o report
    """


def run(arguments: Sequence[str] | None = None) -> int:
    """Run a command line (sys.argv when None) and return its exit status (design section 5). Never raises."""
    gc.set_threshold(100_000, 50, 50)  # nearly all that is made is kept to the end: to look for cycles in it is in vain
    try:
        arguments = sys.argv[1:] if arguments is None else list(arguments)
        typed = shlex.join(["litreview", *arguments])
        return int(main.main(arguments, prog_name="litreview", standalone_mode=False, obj=typed) or 0)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("litreview: interrupted", err=True)
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        click.echo(f"litreview: {error.format_message()}", err=True)
        return EXIT_USAGE
    except errors.LitreviewError as error:
        click.echo(f"litreview: {error}", err=True)
        return EXIT_USAGE
    except BrokenPipeError:
        # The reader of a pipe went away: point stdout elsewhere, so that the interpreter's flush stays silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 (no traceback reaches a user)
        if os.environ.get("LITREVIEW_DEBUG"):
            traceback.print_exc()
        click.echo(
            f"litreview: internal error: {type(error).__name__}: {error}\n"
            "This is a fault of litreview, not of your papers. LITREVIEW_DEBUG=1 prints where it happened.",
            err=True,
        )
        return EXIT_INTERNAL
