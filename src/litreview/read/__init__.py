"""1  bytes -> Document: one module a format, chosen by content first and name second."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from typing import TYPE_CHECKING

from litreview import registry
from litreview.errors import InputError
from litreview.model import Document, Problem, Source
from litreview.read import found, text
from litreview.read.formats import FORMATS, recognised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from litreview.read.found import Found

__all__ = ["FORMATS", "document", "documents"]


def documents(
    paths: Sequence[str | Path],
    *,
    apply: Callable[[Callable[[Found], Document], Iterable[Found]], Iterable[Document]] = map,
) -> list[Document]:
    """Every paper and bibliography at paths (files, folders, globs, zip archives, '-'), in the order given, each once.

    Bibliographies that papers name follow at the end; what a paper includes is no paper of its own.
    Raises InputError where a path that was named cannot be read. A file that only lies in a folder or
    matches a glob does not stop the others: it becomes an empty document with a problem "unreadable".
    `apply` is `map`, or a `map` that works on several cores.
    """
    files = found.files(paths)
    read = list(apply(_read, files))
    included = {os.path.realpath(part.file) for one in read for part in one.parts if part.file}
    papers = [one for one in read if os.path.realpath(one.source.path) not in included]
    named = found.added(files, (path for one in papers for path in one.bibliographies))
    return [*papers, *apply(_read, named)]


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
        return _unreadable(one, str(error))


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
