"""LR9: findings that the authors agreed to live with, why, and until when; and ignores that need a second look."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from typing import TYPE_CHECKING, Any, Literal

from litreview.errors import UsageError
from litreview.model import Confidence
from litreview.opinion import Finding, Place, Severity
from litreview.registry import did_you_mean
from litreview.rules.rule import Fault, rule
from litreview.rules.wording import quoted
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from litreview.model import Evidence, Paper, Span

__all__ = ["Ignore", "applied", "inline", "stated"]

Outcome = Literal["used", "unused", "unasked", "expired", "unknown"]
FIELDS = ("rule", "path", "work", "text", "reason", "until")
# Every run is bounded, as a line of a hostile file may be a megabyte long.
_COMMENT = re.compile(
    r"(?:%|<!--|//)[ \t]{0,9}litreview:[ \t]{0,9}ignore[ \t]{1,9}"
    r"(?P<rules>[\w-]{1,60}(?:,[ \t]{0,9}[\w-]{1,60}){0,20})(?P<reason>[^\r\n]{0,400}?)(?:-->|(?=\r)|$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Ignore:
    """An agreement to live with the findings of a rule, where all that is given agrees.

    `path` is a pattern for the source, `work` a work's id or key, `text` a part of the printed text;
    `span` is where the agreement stands in a source (None in the settings): it holds for what is shown on its line and the next;
    `outcome` is what became of it in a run ("unasked": the rules that it means had nothing to judge by, or its path is not part of the run).
    """

    rule: str
    reason: str = ""
    path: str | None = None
    work: str | None = None
    text: str | None = None
    until: dt.date | None = None
    span: Span | None = None
    outcome: Outcome = "unused"


def stated(tables: Iterable[Mapping[str, Any]]) -> tuple[Ignore, ...]:
    """The `[[tool.litreview.ignores]]` of the settings. Raises UsageError for a table that cannot be read."""
    found = []
    for table in tables:
        for name, value in table.items():
            if name not in FIELDS:
                raise UsageError(f"ignores: nothing is named '{name}'{did_you_mean(name, list(FIELDS))}")
            if name != "until" and not isinstance(value, str):
                raise UsageError(f"ignores: {name} must be a string, not {value!r}")
        if "rule" not in table:
            raise UsageError("ignores: each must name its rule")
        until = table.get("until")
        try:
            until = dt.date.fromisoformat(str(until)) if until is not None else None
        except ValueError as error:
            raise UsageError(f"ignores: until must be a date (YYYY-MM-DD), not {until!r}") from error
        found.append(Ignore(**{**table, "until": until}))
    return tuple(found)


def inline(listings: Iterable[Paper]) -> Iterator[Ignore]:
    """The ignores that stand in the sources: `% litreview: ignore LR102 reason`, or the same in a comment of HTML."""
    for listing in listings:
        document = listing.document
        if "litreview:" not in document.text:
            continue
        for found in _COMMENT.finditer(document.text):
            for selector in found["rules"].split(","):
                yield Ignore(selector.strip(), found["reason"].strip(" \t:"), span=document.span(*found.span()))


def applied(
    findings: Sequence[Finding],
    ignores: Sequence[Ignore],
    evidence: Evidence,
    meant: Callable[[str], set[str]],
    ran: set[str],
) -> tuple[tuple[Finding, ...], tuple[Ignore, ...]]:
    """The findings, those agreed upon marked as suppressed, and the ignores, each with what became of it.

    `meant(selector)` are the codes that a selector means, none if there are none; `ran` are the codes of
    the rules that ran and had something to judge by.
    """
    listings = {listing.source.id: listing for listing in evidence.lists()}
    keys = {work.id: work.key for work in evidence.works}
    out = list(findings)
    seen = []
    for ignore in ignores:
        codes = meant(ignore.rule)
        if not codes or (ignore.until and ignore.until < evidence.today):
            seen.append(replace(ignore, outcome="expired" if codes else "unknown"))
            continue
        by = {"by": f"{ignore.span.source}:{ignore.span.line}" if ignore.span else "settings", "reason": ignore.reason}
        hits = [
            n for n, finding in enumerate(findings) if finding.rule in codes and _holds(ignore, finding, listings, keys)
        ]
        for n in hits:
            out[n] = replace(out[n], suppressed=out[n].suppressed or by)
        asked = codes <= ran and any(_of_path(ignore, listing) for listing in listings.values())
        seen.append(replace(ignore, outcome="used" if hits else "unused" if asked else "unasked"))
    return tuple(out), tuple(seen)


def _holds(ignore: Ignore, finding: Finding, listings: Mapping[str, Paper], keys: Mapping[str, str]) -> bool:
    if not finding.places or ignore.work not in (None, finding.work, keys.get(finding.work or "")):
        return False
    if ignore.span:
        shown = finding.places[0].span
        return ignore.span.source == shown.source and shown.line - ignore.span.line in (0, 1)
    return any(_meant(ignore, place, listings[place.span.source]) for place in finding.places)


def _meant(ignore: Ignore, place: Place, listing: Paper) -> bool:
    printed = listing.document.text[place.span.start : place.span.end]
    return _of_path(ignore, listing) and (ignore.text is None or fold(ignore.text) in fold(printed))


def _of_path(ignore: Ignore, listing: Paper) -> bool:
    path = listing.source.path.replace("\\", "/")
    return ignore.path is None or fnmatch(path, ignore.path) or fnmatch(path, f"*/{ignore.path}")


def _named(ignore: Ignore) -> str:
    conditions = [f"{name} {quoted(value)}" for name in ("path", "work", "text") if (value := getattr(ignore, name))]
    return f"the ignore of {ignore.rule}" + (f" ({', '.join(conditions)})" if conditions else "")


def _places(ignore: Ignore) -> tuple[Place, ...]:
    return (Place(ignore.span),) if ignore.span else ()


@rule("LR904", Severity.WARNING, confidence=Confidence.CERTAIN)
def unused_ignore(ignores: Sequence[Ignore]) -> Iterator[Fault]:
    """Report an ignore that suppressed nothing.

    Why it matters: What it was for is mended; left in place, it will hide the next fault of its kind.
    Example: `% litreview: ignore LR102 background reading` above an entry that is cited by now.
    Use instead: Remove the ignore.
    How it decides: All rules that it means ran and had what they judge by, its path is one of this run's, and no finding
        was suppressed by it.
    When it is wrong: An ignore without a path, for a paper that is not part of this run.
    See also: LR906
    """
    for ignore in ignores:
        if ignore.outcome == "unused":
            yield Fault(f"{_named(ignore)} suppressed nothing", _places(ignore), subject=_named(ignore))


@rule("LR905", Severity.WARNING, confidence=Confidence.CERTAIN)
def ignore_without_reason(ignores: Sequence[Ignore]) -> Iterator[Fault]:
    """Report an ignore that does not say why.

    Why it matters: Nobody will dare to remove it.
    Example: `% litreview: ignore LR102`
    Use instead: `% litreview: ignore LR102 background reading, cited in the appendix`
    How it decides: There is no text after the rule, or no `reason` in the settings.
    When it is wrong: Never known to be.
    See also: LR904
    """
    for ignore in ignores:
        if not ignore.reason.strip():
            yield Fault(f"{_named(ignore)} gives no reason", _places(ignore), subject=_named(ignore))


@rule("LR906", Severity.WARNING, confidence=Confidence.CERTAIN)
def ignore_expired(ignores: Sequence[Ignore]) -> Iterator[Fault]:
    """Report an ignore whose time is over; it no longer suppresses.

    Why it matters: The fault was to be mended by then.
    Example: `until = 2026-01-01`, in a run of February 2026.
    Use instead: Mend the fault, or agree on a new date.
    How it decides: The date lies before that of the run.
    When it is wrong: Never known to be.
    See also: LR904
    """
    for ignore in ignores:
        if ignore.outcome == "expired":
            yield Fault(f"{_named(ignore)} ended on {ignore.until}", _places(ignore), subject=_named(ignore))


@rule("LR907", Severity.ERROR, confidence=Confidence.CERTAIN)
def unknown_code(ignores: Sequence[Ignore]) -> Iterator[Fault]:
    """Report an ignore that names no rule.

    Why it matters: It suppresses nothing, though somebody relies on it.
    Example: `% litreview: ignore LR1002 background reading`
    Use instead: `% litreview: ignore LR102 background reading`
    How it decides: The word is neither a code, nor the start of one, nor a name. On the command line and in the lists of the
        settings, an unknown rule ends the run instead.
    When it is wrong: A rule of a later version.
    See also: LR904
    """
    for ignore in ignores:
        if ignore.outcome == "unknown":
            yield Fault(f"{_named(ignore)}: there is no such rule", _places(ignore), subject=_named(ignore))
