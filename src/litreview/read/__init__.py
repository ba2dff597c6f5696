"""1  bytes -> Document: one module a format, chosen by content first and name second."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from litreview import registry
from litreview.errors import InputError
from litreview.model import Document, Problem, Source
from litreview.read import found, text
from litreview.read.formats import FORMATS, recognised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from litreview.read.found import Found

    Apply = Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]

__all__ = ["FORMATS", "document", "documents", "each"]

Made = TypeVar("Made")


def documents(paths: Sequence[str | Path]) -> list[Document]:
    """Every paper and bibliography at paths (files, folders, globs, zip archives, '-'), in the order given, each once.

    Bibliographies that papers name follow at the end; what a paper includes is no paper of its own.
    Raises InputError where a path that was named cannot be read. A file that only lies in a folder or
    matches a glob does not stop the others: it becomes an empty document with a problem "unreadable".
    """
    return each(paths, _itself)


def each(paths: Sequence[str | Path], work: Callable[[Document], Made], *, apply: Apply = map) -> list[Made]:
    """`work(document)` for each of the `documents` at paths, in order. `apply` is `map`, or a `map` that works on several cores."""
    files = found.files(paths)
    done: list[_Done[Made]] = list(apply(partial(_done, work), files))
    papers = _apart(done)
    named = found.added(files, (path for one in papers for path in one.bibliographies))
    return [one.made for one in (*papers, *apply(partial(_done, work), named))]


def _apart(done: Sequence[_Done[Made]]) -> list[_Done[Made]]:
    """Without what another one includes; of those that include each other the first stays."""
    paths = [os.path.realpath(one.path) for one in done]
    parts = [{os.path.realpath(part) for part in one.parts} for one in done]
    holders: dict[str, list[int]] = {}
    for n, inside in enumerate(parts):
        for part in inside - {paths[n]}:
            holders.setdefault(part, []).append(n)
    return [
        one
        for n, one in enumerate(done)
        if all(n < holder and paths[holder] in parts[n] for holder in holders.get(paths[n], ()))
    ]


def _itself(document: Document) -> Document:
    return document


@dataclass(frozen=True, slots=True)
class _Done(Generic[Made]):
    """What was made of a document, and what tells which other files go with it."""

    path: str
    parts: tuple[str, ...]
    bibliographies: tuple[str, ...]
    made: Made


def _done(work: Callable[[Document], Made], one: Found) -> _Done[Made]:
    read = _read(one)
    parts = tuple(part.file for part in read.parts if part.file)
    return _Done(read.source.path, parts, tuple(read.bibliographies), work(read))


def document(path: str | Path, *, id: str | None = None) -> Document:  # noqa: A002 (the field's name)
    """The one file at path; InputError when it cannot be read or holds nothing."""
    (one,) = found.files([path], folders=False)
    return _read(dataclasses.replace(one, id=id or one.id))


def _read(one: Found) -> Document:
    try:
        return _document(one)
    except InputError as error:
        if one.named:
            raise
        return _unreadable(one, str(error).removeprefix(f"{one.path}: "))


def _document(one: Found) -> Document:
    data = one.data()
    form = FORMATS[recognised(one.path, data)]
    source = Source(one.id, one.path, form.kind, hashlib.sha256(data).hexdigest())
    reader = registry.load(form.reader)
    if not form.text:
        made: Document = reader(source, data)
        return made
    content, problems = text.decoded(source, data)
    if not content.strip():
        raise InputError(f"{one.path}: is empty; give a file that holds text")
    made = reader(source, content, one.near) if form.near else reader(source, content)
    return dataclasses.replace(made, problems=(*problems, *made.problems))


def _unreadable(one: Found, message: str) -> Document:
    source = Source(one.id, one.path, "paper", "")
    bare = Document(source, "", "unreadable", text.line_starts(""))
    return dataclasses.replace(bare, problems=(Problem("unreadable", message, bare.span(0, 0)),))
