r"""Citation keys in manuscripts, rewritten by a key map: `\cite{...}` in LaTeX, `[@...]` in Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Paper, Work

__all__ = ["key_map", "rewritten"]

GROUP = r"\s*(?:\([^()]{0,500}\)\s*){0,2}(?:\[[^\[\]]{0,500}\]\s*){0,2}\{[^{}]{0,5000}\}"
CITE = re.compile(rf"\\[A-Za-z]*[cC]ite(?:s\*?(?:{GROUP})+|[A-Za-z]*\*?{GROUP})")  # \parencites takes several groups
KEYS = re.compile(r"\{[^{}]*\}")
KEY = re.compile(r"[^\s,{}]+")
# a key in braces, or as pandoc reads it: inner punctuation only where a letter or digit follows; code is passed over
AT = re.compile(
    r"^(?:```.*?^```|~~~.*?^~~~)|`[^`\n]{1,1000}`"
    r"|(?<![\w@.\\])(-?@)(?:\{([^{}\s]{1,300})\}|(\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))",
    re.DOTALL | re.MULTILINE,
)


def rewritten(text: str, keys: Mapping[str, str], *, latex: bool) -> str:
    """The text of a manuscript with each key of the map replaced; all else stays byte for byte."""
    if latex:
        return CITE.sub(lambda m: KEYS.sub(lambda group: _replaced(group[0], keys), m[0]), text)
    return AT.sub(lambda m: _at(m, keys) if m[1] else m[0], text)


def key_map(
    bibliographies: Iterable[Paper], works: Iterable[Work]
) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """New key by old key, for the keys that change; and (new key, file) of the old keys that mean different works."""
    home = {member: work.key for work in works for member in work.members}
    found: dict[str, dict[str, str]] = {}
    for paper in bibliographies:
        for reference in paper.references:
            if reference.label and reference.id in home:
                found.setdefault(reference.label, {}).setdefault(home[reference.id], paper.source.path)
    changed = {old: next(iter(new)) for old, new in found.items() if len(new) == 1 and old not in new}
    return changed, {old: [*new.items()] for old, new in found.items() if len(new) > 1}


def _replaced(group: str, keys: Mapping[str, str]) -> str:
    return KEY.sub(lambda key: keys.get(key[0], key[0]), group)


def _at(match: re.Match[str], keys: Mapping[str, str]) -> str:
    old = match[2] or match[3]
    new = keys.get(old)
    if new is None:
        return match[0]
    return f"{match[1]}{{{new}}}" if match[2] or not AT.fullmatch(f"@{new}") else f"{match[1]}{new}"
