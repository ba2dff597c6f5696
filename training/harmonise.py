"""Labelled references of several sources, brought to one scheme of labels; see NOTICE for where they come from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from litreview.parse import numbers
from litreview.parse.features import Sight, tokens
from litreview.parse.identifiers import blank, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy as np

SETS = ("anystyle_core", "grobid_corpus", "linkedbooks_valid")
_SAME = {
    "institution": "publisher", "doi": "other", "arxiv": "other", "url": "other", "isbn": "other", "issn": "other", "pmid": "other", "pmcid": "other",
}  # fmt: skip
_EDITION = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)?|first|second|third|revised)\s(?:ed|edn|edition|aufl|auflage)\b.{0,12}",
    re.IGNORECASE,
)
_YEAR_IN_NUMBER = re.compile(r"[\s,(]+(?P<year>(?:1[5-9]|20)\d\d(?:\s?[-–/]\s?\d{2,4})?)\)?\s*$")
_ISSUE = re.compile(r"\s*(?:n|no|nr|nn|n°|num|fasc)\.?\s*(?=\d)", re.IGNORECASE)
_INNER_QUOTE = re.compile(r",?\s(?:in\s)?[«“„\"](?=\s?\w)")
_CLOSING_QUOTE = re.compile(r"[”»\"],?\s+(?=[^\W\d_a-z])")
_BOTH = re.compile(r"(?P<volume>[\w./-]{1,12})\s?\(\s?(?P<issue>[^()]{1,20}?)\s?\)")


@dataclass(frozen=True, slots=True)
class Example:
    """A printed reference and its labelled parts; characters in no part belong to no field."""

    source: str
    raw: str
    parts: tuple[tuple[int, int, str], ...]


def folded(raw: str) -> str:
    """A reference's letters and digits: what tells whether two strings are the same one."""
    return "".join(c for c in raw.casefold() if c.isalnum())


def load(data: Path, name: str) -> list[Example]:
    """The examples of one set, without any string that a dev set holds."""
    held = {
        folded(json.loads(line)["raw"])
        for path in (data / "dev").glob("*.jsonl")
        for line in path.open(encoding="utf-8")
    }
    with (data / "segments" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        found = [labelled(name, json.loads(line)["segs"]) for line in lines]
    return [e for e in found if folded(e.raw) not in held]


def labelled(source: str, segments: list[list[bytes]]) -> Example:
    """A reference as labelled pieces, in the common scheme."""
    parts, at = [], 0
    for text, label in segments:
        parts.append((at, at + len(text), _SAME.get(label, label)))
        at += len(text)
    raw = "".join(text for text, _ in segments)
    tidy = tuple(p for part in parts for p in _split(source, raw, part))
    return Example(source, raw, _second_titles(tidy))


def _split(source: str, raw: str, part: tuple[int, int, str]) -> Iterator[tuple[int, int, str]]:
    """A part as one or more parts of the common scheme."""
    start, end, label = part
    text = raw[start:end]
    if label == "other":
        return
    if label == "note" and _EDITION.fullmatch(text):
        yield start, end, "edition"
    elif label in {"volume", "issue"}:
        yield from _numbers(source, text, part)
    elif label == "title" and source == "linkedbooks_valid":
        cut = _INNER_QUOTE.search(text, 8) or _CLOSING_QUOTE.search(text, 8)
        if cut:
            yield start, start + cut.start(), "title"
            yield start + cut.end(), end, "container"
        else:
            yield part
    else:
        yield part


def _numbers(source: str, text: str, part: tuple[int, int, str]) -> Iterator[tuple[int, int, str]]:
    """Volume, issue and year where one label holds several of them."""
    start, end, label = part
    if year := _YEAR_IN_NUMBER.search(text):
        yield from _numbers(source, text[: year.start()], (start, start + year.start(), label)) if year.start() else ()
        yield start + year.start("year"), start + year.end("year"), "date"
        return
    if both := _BOTH.fullmatch(text):
        yield start + both.start("volume"), start + both.end("volume"), "volume"
        yield start + both.start("issue"), start + both.end("issue"), "issue"
    elif source == "linkedbooks_valid" and label == "issue" and not _ISSUE.match(text):
        yield start, end, "volume"
    elif label == "volume" and numbers.volume_issue(text)[0] is None:
        yield start, end, "issue"
    else:
        yield part


def _second_titles(parts: tuple[tuple[int, int, str], ...]) -> tuple[tuple[int, int, str], ...]:
    """A second title is the container's, where no container is labelled."""
    if any(label == "container" for _, _, label in parts):
        return parts
    titles = [n for n, (_, _, label) in enumerate(parts) if label == "title"]
    return tuple((s, e, "container") if n in titles[1:] else (s, e, label) for n, (s, e, label) in enumerate(parts))


class Names:
    """Names of groups of features, for a sight that keeps their numbers."""

    def __init__(self) -> None:
        self.groups: list[tuple[str, ...]] = []

    def keep(self, names: tuple[str, ...]) -> int:
        """The number of a group."""
        self.groups.append(names)
        return len(self.groups) - 1

    def of(self, rows: np.ndarray[Any, np.dtype[Any]]) -> list[list[str]]:
        """The features of each token, by the numbers of its groups."""
        return [[*chain.from_iterable(self.groups[number] for number in row)] for row in rows.tolist()]


def sequence(example: Example, names: Names, sight: Sight) -> tuple[list[list[str]], list[str]]:
    """Features, as the sight has given them to `names`, and labels of an example's tokens: a token has the label of its first character."""
    text = blank(example.raw, find(example.raw))
    spans = tokens(text)
    if not spans:
        return [], []
    labels = ["other"] * len(text)
    for start, end, label in example.parts:
        labels[start:end] = [label] * (end - start)
    return names.of(sight.rows([text], [spans])), ["other" if text[s] == "\0" else labels[s] for s, _ in spans]
