"""A rule's fixture: evidence on which it fires, and a look-alike on which it stays silent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litreview.model import Evidence


@dataclass(frozen=True)
class Case:
    """`says` is the message of the one fault, and `places` the printed text of each of its places.

    `options` are the rule's, `also` other rules that run, `agreed` the ignores of the settings.
    """

    fires: Evidence
    says: str
    places: tuple[str, ...]
    silent: Evidence
    options: dict[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    agreed: tuple[dict[str, Any], ...] = ()
    agreed_silent: tuple[dict[str, Any], ...] = ()
