"""Verdicts over many runs: a small file, to be committed or cached, that tells a bad hour from a dead link.

One line a link, sorted by address, so that a version control system shows what changed:

    {"version": 1, "links": {
    "https://example.org/a": {"asked": "2026-11-21T08:00", "ok": "2026-11-21T08:00", "check": {"verdict": "ok", ...}},
    "https://example.org/b": {"asked": ..., "ok": ..., "bad": "2026-11-19T08:00", "runs": 2, "check": {...}}
    }}
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from litreview.errors import UsageError
from litreview.model import Confidence, History, LinkCheck, Verdict, fields, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

VERSION = 1
RUNS, DAYS = 3, 3  # a link that was good is dead, and a fault lasts, after so many bad runs over so many days
GOOD = (Verdict.OK, Verdict.REDIRECTED)
DEAD = (Verdict.BROKEN, Verdict.SOFT404)
FAULTY = (Verdict.TIMEOUT, Verdict.ERROR)
KEPT = dt.timedelta(days=5)  # a good answer holds so long, and up to twice that, by the address
PROVED = dt.timedelta(hours=1)  # a proof of death, asked twice, is not asked for again at once
FORGOTTEN = dt.timedelta(days=90)  # a link that nobody prints any more
LARGEST = 100_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one link: when it was asked last, good last, and bad first since then, in how many runs."""

    asked: str
    check: Mapping[str, Any]
    ok: str | None = None
    bad: str | None = None
    runs: int = 0


State = dict[str, Record]


def load(path: Path) -> State:
    """The state that a file holds; none where there is no file. Raises UsageError for a file that is something else."""
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8") as file:
            return _records(json.loads(file.read(LARGEST)))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UsageError(f"{path}: is no state file of litreview ({error}); name another, or remove it") from error


def _records(data: dict[str, Any]) -> State:
    if data["version"] != VERSION:
        raise ValueError(f"version {data['version']}")
    return {url: _record(**record) for url, record in data["links"].items()}


def _record(
    asked: str, check: Mapping[str, Any], ok: str | None = None, bad: str | None = None, runs: int = 0
) -> Record:
    """A record of the file. Raises ValueError or TypeError for times that are none, and for a check that is no object."""
    for stamp in (asked, ok or asked, bad or asked):
        _when(stamp)
    return Record(asked, dict(check), ok, bad, int(runs))


def text(state: State) -> str:
    """The state as the file holds it."""
    lines = [f"{_json(url)}: {_json(plain(record))}" for url, record in sorted(state.items())]
    return f'{{"version": {VERSION}, "links": {{\n' + ",\n".join(lines) + "\n}}\n"


def known(state: State, now: dt.datetime) -> dict[str, LinkCheck]:
    """The verdicts that still hold: good ones for some days, proofs of death for the hour. Failures that may pass never."""
    found = {}
    for url, record in state.items():
        verdict = record.check.get("verdict")
        age = now - _when(record.asked)
        if (verdict in GOOD and (age < KEPT or age < _kept(url))) or (verdict in DEAD and age < PROVED):
            check = _check(url, record.check)
            if check is not None:
                found[url] = check
    return found


def recalled(state: State, urls: Iterable[str]) -> dict[str, LinkCheck]:
    """The last verdict on each address, however old, with its date: for a run that asks nothing."""
    found = {}
    for url in urls:
        check = _check(url, state[url].check) if url in state else None
        if check is not None:
            found[url] = replace(check, evidence=(*check.evidence, f"asked on {state[url].asked[:10]}"))
    return found


def told(state: State, checks: Mapping[str, LinkCheck]) -> dict[str, LinkCheck]:
    """The checks with the history of their links."""
    return {
        url: replace(check, history=History(**fields(state[url], drop=("check",)))) if url in state else check
        for url, check in checks.items()
    }


def waited(state: State, url: str) -> str:
    """What links are sorted by before they are asked: those never asked first, then those that waited longest."""
    return state[url].asked if url in state else ""


def settled(
    state: State, checks: Mapping[str, LinkCheck], fresh: Iterable[str], now: dt.datetime
) -> tuple[State, dict[str, LinkCheck]]:
    """The state after a run, and its checks in the light of it; `fresh` are the addresses that were asked in it."""
    judged = dict(checks)
    after = {url: record for url, record in state.items() if url in checks or now - _when(record.asked) < FORGOTTEN}
    for url in fresh:
        check = checks[url]
        if check.verdict in (Verdict.UNCHECKED, Verdict.SKIPPED, Verdict.INVALID):
            continue
        judged[url], after[url] = _judged(check, state.get(url), now)
    return after, judged


def _judged(check: LinkCheck, before: Record | None, now: dt.datetime) -> tuple[LinkCheck, Record]:
    stamp = now.isoformat(timespec="minutes")
    ok = before.ok if before else None
    if check.verdict in GOOD:
        return check, Record(stamp, _plain(check), ok=stamp)
    if check.verdict is Verdict.BLOCKED:  # neither good nor bad
        return check, Record(stamp, _plain(check), ok, before.bad if before else None, before.runs if before else 0)
    bad, runs = (before.bad, before.runs + 1) if before and before.bad else (stamp, 1)
    days = (now.date() - _when(bad).date()).days + 1
    long = runs >= RUNS and days >= DAYS
    if runs > 1:
        check = replace(check, evidence=(*check.evidence, f"bad in {runs} runs since {bad[:10]}"))
    if check.verdict in DEAD:
        check = replace(check, confirmed=long or ok is None)
    elif check.verdict in FAULTY:
        check = replace(check, lasting=long, confidence=Confidence.LIKELY if long else check.confidence)
    return check, Record(stamp, _plain(check), ok, bad, runs)


def _plain(check: LinkCheck) -> dict[str, Any]:
    """A check without its address, its history and what has its default."""
    found = fields(check, drop=("url", "history"))
    usual = (("confirmed", True), ("lasting", False), ("confidence", "certain"))
    return {name: value for name, value in found.items() if (name, value) not in usual}


def _check(url: str, record: Mapping[str, Any]) -> LinkCheck | None:
    if any(not isinstance(record.get(name, ""), str) for name in ("reason", "final_url", "suggest", "archive")):
        return None
    try:
        return LinkCheck(
            url,
            Verdict(record["verdict"]),
            status=record.get("status"),
            reason=record.get("reason", ""),
            confirmed=record.get("confirmed", True),
            lasting=record.get("lasting", False),
            final_url=record.get("final_url"),
            suggest=record.get("suggest"),
            archive=record.get("archive"),
            evidence=tuple(map(str, record.get("evidence", ()))),
            confidence=Confidence(record.get("confidence", "certain")),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _kept(url: str) -> dt.timedelta:
    """How long a good answer holds: spread by address, so that not all are asked again on one day."""
    return KEPT * (1 + int.from_bytes(hashlib.sha256(url.encode()).digest()[:2]) / 65536)


@lru_cache(4096)  # the links of one run have one stamp
def _when(stamp: str) -> dt.datetime:
    return dt.datetime.fromisoformat(stamp).replace(tzinfo=dt.UTC)


_json = json.JSONEncoder(ensure_ascii=False).encode
