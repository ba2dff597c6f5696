"""`litreview rules`, `explain`, `config` and `init`: what is checked, and every setting."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litreview import config as settings_of
from litreview.cli import options
from litreview.errors import UsageError
from litreview.registry import did_you_mean

if TYPE_CHECKING:
    from dataclasses import Field


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
        value = getattr(values, name)
        click.echo(f"{name.replace('_', '-')} = {'(not set)' if value is None else _toml(value)}")
        click.echo(f"    {_help(field)}")


@click.command()
def init() -> None:
    """Write a litreview.toml with every setting, commented out."""
    path = Path(settings_of.FILE)
    if path.exists():
        raise UsageError(f"{path}: is there already; `litreview config` prints what it sets")
    lines = ["# Settings of litreview; what is commented out has its default, or is an example.", ""]
    declared = [(name.replace("_", "-"), field) for name, field in settings_of.declared().items()]
    for name, field in sorted(declared, key=lambda one: _table(one[1])):  # what stands below a table belongs to it
        example = field.metadata["example"]
        text = example if _table(field) else f"{name} = {_toml(field.default if example is None else example)}"
        lines += [f"# {_help(field)}", *(f"#{line}" for line in text.splitlines()), ""]
    options.write_file(path, "\n".join(lines))
    click.echo(f"{path}: written", err=True)


def _help(field: Field[Any]) -> str:
    choices = field.metadata["choices"]
    return str(field.metadata["help"]) + (f" ({', '.join(choices)})" if choices else "")


def _table(field: Field[Any]) -> bool:
    """Whether a setting is a table, or several."""
    example = field.metadata["example"]
    return isinstance(example, str) and example.startswith("[")


def _toml(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_name(key)} = {_toml(inner)}' for key, inner in value.items())} }}" if value else "{}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_toml, value))}]"
    return str(value) if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)


def _name(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else json.dumps(key, ensure_ascii=False)
