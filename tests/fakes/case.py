"""A rule's fixture: evidence on which it fires, and a look-alike on which it stays silent."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from litreview.model import Evidence


@dataclass(frozen=True)
class Case:
    """`says` is the message of the one fault, and `places` the printed text of each of its places.

    `fires` and `silent` are evidence, or a function that makes it; `options` are the rule's, `also` other
    rules that run, `agreed` the ignores of the settings.
    """

    fires: Evidence | Callable[[], Evidence]
    says: str
    places: tuple[str, ...]
    silent: Evidence | Callable[[], Evidence]
    options: dict[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    agreed: tuple[dict[str, Any], ...] = ()
    agreed_silent: tuple[dict[str, Any], ...] = ()


def files(**texts: str) -> Callable[[], Evidence]:
    """What litreview makes of these files, when it is asked for: names and texts."""

    def made() -> Evidence:
        from litreview import review

        before = Path.cwd()
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                for name, text in texts.items():
                    Path(name).write_text(text, encoding="utf-8")
                return review(list(texts), offline=True, today="2026-11-21").evidence
            finally:
                os.chdir(before)

    return made
