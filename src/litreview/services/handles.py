"""DOIs, by the resolver's own handle API, which says whether one is registered and where it leads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import quote

from litreview.net import Request

if TYPE_CHECKING:
    from litreview.net import Response

__all__ = ["Handle", "State", "ask", "ask_resolver", "read", "read_resolver"]


class State(StrEnum):
    """What is known of a DOI. UNKNOWN: whoever was asked did not say."""

    REGISTERED = "registered"
    UNREGISTERED = "unregistered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Handle:
    """A DOI's state and, where it is told, the address of its landing page."""

    state: State
    target: str | None = None


def ask(doi: str, base: str) -> Request:
    """The request for one DOI to the handle API below `base`, which ends in a slash."""
    return Request(f"{base}api/handles/{quote(doi, safe='/:;().,-_')}", headers=(("Accept", "application/json"),))


def read(response: Response) -> Handle:
    """The answer of the handle API (RFC 3652's response codes): 1 and 200 exist, 100 does not; all else says nothing."""
    try:
        answer = json.loads(response.content())
        code = answer["responseCode"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return Handle(State.UNKNOWN)
    if code == 100 and response.status in (200, 404):
        return Handle(State.UNREGISTERED)
    if code not in (1, 200) or response.status != 200:
        return Handle(State.UNKNOWN)
    return Handle(State.REGISTERED, _target(answer))


def ask_resolver(doi: str, base: str) -> Request:
    """The request for one DOI to the resolver itself; its redirect is not to be followed."""
    return Request(base + quote(doi, safe="/:;().,-_"))


def read_resolver(response: Response) -> Handle:
    """A redirect is a registration, 404 is none; a resolver in trouble, or one that refuses robots, says nothing."""
    location = response.header("location")
    if response.status in (301, 302, 303, 307, 308) and location:
        return Handle(State.REGISTERED, location)
    return Handle(State.UNREGISTERED if response.status == 404 else State.UNKNOWN)


def _target(answer: dict[str, object]) -> str | None:
    values = answer.get("values")
    for value in values if isinstance(values, list) else ():
        data = value.get("data") if isinstance(value, dict) and value.get("type") == "URL" else None
        if isinstance(data, dict) and isinstance(data.get("value"), str):
            return str(data["value"])
    return None
