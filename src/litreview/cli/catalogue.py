"""`litreview rules`, `explain`, `config` and `init`: what is checked, and every setting."""

from __future__ import annotations

from pathlib import Path

import click

from litreview import config as settings_of
from litreview.cli import options
from litreview.errors import UsageError
from litreview.registry import did_you_mean


@click.command()
def rules() -> None:
    """List every rule: code, name, severity, and whether it is on."""
    from litreview.rules import RULES

    for rule in RULES:
        state = "on" if rule.default else "off"
        click.echo(f"{rule.code}  {rule.name:32} {rule.severity:8} {state}")


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule, by its code or its name."""
    from litreview.rules import RULES
    from litreview.rules.pages import text

    wanted = code.strip()
    rule = next((r for r in RULES if wanted.upper() == r.code or wanted.lower() == r.name), None)
    if rule is None:
        raise UsageError(f"no rule is '{code}'{did_you_mean(code, [r.code for r in RULES] + [r.name for r in RULES])}")
    click.echo(text(rule))


@click.command()
def config() -> None:
    """Print every setting with its value here, its choices and what it does."""
    values = settings_of.load(Path.cwd())
    for name, field in settings_of.declared().items():
        choices = f" ({', '.join(field.metadata['choices'])})" if field.metadata["choices"] else ""
        click.echo(f"{name.replace('_', '-')} = {getattr(values, name)!r}\n    {field.metadata['help']}{choices}")


@click.command()
def init() -> None:
    """Write a litreview.toml with every setting, commented out."""
    path = Path(settings_of.FILE)
    if path.exists():
        raise UsageError(f"{path}: is there already; `litreview config` prints what it sets")
    lines = ["# Settings of litreview; what is commented out has its default.", ""]
    for name, field in settings_of.declared().items():
        lines += [f"# {field.metadata['help']}", f"# {name.replace('_', '-')} = {_toml(field.default)}", ""]
    options.write_file(path, "\n".join(lines))
    click.echo(f"{path}: written", err=True)


def _toml(default: object) -> str:
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, int | float):
        return str(default)
    if isinstance(default, tuple):
        return "[]"
    return f'"{default}"' if isinstance(default, str) else '""'
