"""Apply fixes to a file's text: what no edit touches stays as it is, byte for byte; edits that overlap are refused."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.opinion import Edit, Finding

__all__ = ["applied", "diff", "safe"]


def safe(findings: Iterable[Finding]) -> dict[str, list[Edit]]:
    """The edits of all safe fixes, by source. A fix of which one edit overlaps an earlier fix is left out, whole."""
    found: dict[str, list[Edit]] = {}
    for finding in findings:
        if finding.fix is None or finding.fix.applicability != "safe" or finding.suppressed:
            continue
        if not any(_overlap(edit, other) for edit in finding.fix.edits for other in found.get(edit.source, ())):
            for edit in finding.fix.edits:
                found.setdefault(edit.source, []).append(edit)
    return found


def applied(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits of its source made; they must not overlap."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


def diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What changes, as a unified diff, by path."""
    lines: list[str] = []
    for path, text in after.items():
        old, new = before[path].splitlines(keepends=True), text.splitlines(keepends=True)
        changed = difflib.unified_diff(old, new, f"a/{path}", f"b/{path}")
        lines += [line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in changed]
    return "".join(lines)


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == one.end and other.start == other.end:
        return one.start == other.start and one.text != other.text
    return one.start < other.end and other.start < one.end
