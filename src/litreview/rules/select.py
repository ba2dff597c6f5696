"""Which rules run: selectors are a code, the start of a code, a name, or ALL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.errors import UsageError
from litreview.registry import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.rules.rule import Rule

__all__ = ["chosen", "named"]


def chosen(
    rules: Sequence[Rule], select: Iterable[str] = (), extend_select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> tuple[Rule, ...]:
    """The rules that run: those selected (else those that are on) and those added, without the ignored, in order.

    A selector that is a rule's own code or name also turns on a rule that is off; ignoring always wins.
    """
    wanted = {r.code for s in select for r in named(rules, s)} if select else {r.code for r in rules if r.default}
    wanted |= {r.code for s in extend_select for r in named(rules, s)}
    wanted -= {r.code for s in ignore for r in named(rules, s)}
    return tuple(r for r in rules if r.code in wanted)


def named(rules: Sequence[Rule], selector: str) -> tuple[Rule, ...]:
    """The rules that a selector means, at least one. Raises UsageError, with a suggestion, when it means none."""
    code, name = selector.strip().upper(), selector.strip().lower()
    found = tuple(
        r for r in rules if code == "ALL" or r.name == name or (code.startswith("LR") and r.code.startswith(code))
    )
    if not found:
        raise UsageError(f"no rule is '{selector}'{did_you_mean(name, [r.name for r in rules])}")
    return found
