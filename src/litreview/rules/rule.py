"""What a rule is: a code, a name that states the fault, a page of documentation and a generator of faults, in one place."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from litreview.errors import UsageError
from litreview.model import Confidence
from litreview.opinion import Place
from litreview.registry import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from litreview.model import Reference, Span
    from litreview.opinion import Applicability, Fix, Severity

__all__ = ["SECTIONS", "Fault", "Rule", "about", "at", "rule"]

SECTIONS = (
    "What it does",
    "Why it matters",
    "Example",
    "Use instead",
    "How it decides",
    "When it is wrong",
    "Options",
    "See also",
)
"""The parts of a rule's page, in order. The docstring's first sentence is the first; 'Options' only where there are any."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule says of one work or place; the room adds code, severity and fingerprint, and makes it a Finding.

    `places` are the printed places it is about (at least one; the first is where it is shown);
    `references` are ids, the first of which names the work unless `work` does; `subject` is the
    printed text that makes this fault this fault from run to run, where the text of the first place
    does not; `confidence` and `severity` are for the fault that is less sure or less bad than its rule's others.
    """

    message: str
    places: tuple[Place, ...]
    references: tuple[str, ...] = ()
    work: str | None = None
    confidence: Confidence | None = None
    severity: Severity | None = None
    fix: Fix | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. `default`: runs unless ignored; `network`: reads answers from outside; `check(evidence, **options)` finds."""

    code: str
    name: str
    severity: Severity
    confidence: Confidence
    check: Callable[..., Iterator[Fault]]
    default: bool = True
    network: bool = False
    fix: Applicability | None = None
    since: str = "0.1"

    @property
    def options(self) -> Mapping[str, Any]:
        """Each option of `[tool.litreview.rules.CODE]` and its default: the keyword arguments of the generator."""
        parameters = inspect.signature(self.check).parameters.values()
        return {p.name.replace("_", "-"): p.default for p in parameters if p.kind is p.KEYWORD_ONLY}

    @property
    def page(self) -> Mapping[str, str]:
        """The documentation, section by section, from the docstring. Markdown; a paragraph each."""
        first, *rest = re.split(r"\n(?=[A-Z][a-z ]+: )", inspect.getdoc(self.check) or "")
        sections = dict(part.split(": ", 1) for part in rest)
        return {"What it does": _joined(first)} | {title: _joined(text) for title, text in sections.items()}

    def run(self, evidence: Any, given: Mapping[str, Any]) -> Iterator[Fault]:
        """Its faults, under the options given. Raises UsageError for an option that the rule has not, or of another type."""
        options = {}
        for name, value in given.items():
            usual = self.options.get(name.replace("_", "-"))
            if usual is None:
                raise UsageError(
                    f"{self.code}: no option is named '{name}'{did_you_mean(name, ['severity', *self.options])}"
                )
            kinds = (int, float) if isinstance(usual, float) else type(usual)
            if not isinstance(value, kinds) or isinstance(value, bool) != isinstance(usual, bool):
                raise UsageError(f"{self.code}: {name} must be a {type(usual).__name__}, not {value!r}")
            options[name.replace("-", "_")] = value
        return self.check(evidence, **options)


def rule(
    code: str,
    severity: Severity,
    *,
    confidence: Confidence = Confidence.LIKELY,
    default: bool = True,
    network: bool = False,
    fix: Applicability | None = None,
    since: str = "0.1",
) -> Callable[[Callable[..., Iterator[Fault]]], Rule]:
    """Make a generator a rule, called as the function is: `year_mismatch_in_text` is `year-mismatch-in-text`."""

    def made(check: Callable[..., Iterator[Fault]]) -> Rule:
        name = check.__name__.replace("_", "-")
        return Rule(code, name, severity, confidence, check, default=default, network=network, fix=fix, since=since)

    return made


def at(spans: Iterable[Span], *, key: str | None = None, field: str | None = None) -> tuple[Place, ...]:
    """The places at spans, all of one key and field."""
    return tuple(Place(span, key=key, field=field) for span in spans)


def about(reference: Reference, message: str, *, field: str | None = None, **more: Any) -> Fault:
    """A fault of one reference (or of one field of it), shown where the reference stands; `more` as in Fault."""
    return Fault(message, at([reference.span], key=reference.label, field=field), (reference.id,), **more)


def _joined(text: str) -> str:
    return " ".join(text.split())
