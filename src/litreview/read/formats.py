"""Which formats there are, and which of them some bytes are."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.registry import Table

if TYPE_CHECKING:
    from litreview.model import SourceKind

__all__ = ["FORMATS", "Format", "recognised", "suffixes"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format and how its files are told.

    `reader` is `(source, text) -> Document`, or `(source, bytes) -> Document` where `text` is False;
    where it is `near`, it takes a third argument that reads other files of the paper.
    `start` is how the beginning of its files looks, `member` a name that only its zip archives hold.
    """

    reader: str
    suffixes: tuple[str, ...]
    kind: SourceKind = "paper"
    text: bool = True
    near: bool = False
    start: re.Pattern[str] | None = None
    member: str | None = None


FORMATS = Table(
    "read",
    {
        "pdf": Format(
            "litreview.read.pdf:document", (".pdf",), text=False, start=re.compile(r"[\0-\uffff]{0,1024}?%PDF-")
        ),
        "docx": Format("litreview.read.docx:document", (".docx",), text=False, member="word/document.xml"),
        "bibtex": Format(
            "litreview.read.bib:document",
            (".bib", ".bibtex", ".biblatex"),
            "bibliography",
            start=re.compile(r"(?:\s|%.*\n)*@[A-Za-z]{3,20}[ \t]*[{(][ \t]*[^\s,{}()=]+[ \t]*(?:,|=[ \t]*[{\"])"),
        ),
        "markdown": Format("litreview.read.markdown:document", (".md", ".markdown")),
        "text": Format("litreview.read.text:document", (".txt", ".text")),
    },
)

FOREIGN = {
    b"\xd0\xcf\x11\xe0": "an old Word document, or one with a password; save it as .docx without one",
    b"{\\rtf": "a rich text file; save it as .docx",
    b"\x1f\x8b": "a gzip archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"Rar!": "a rar archive; unpack it first",
}
SAMPLE = 65_536


def suffixes() -> frozenset[str]:
    """The file name endings of all formats: what is taken from a folder."""
    return frozenset(suffix for name in FORMATS for suffix in FORMATS[name].suffixes)


def recognised(path: str, data: bytes) -> str:
    """The name of the format of data; InputError, with what to do, when it is one that cannot be read."""
    for magic, what in FOREIGN.items():
        if data.startswith(magic):
            raise InputError(f"{path}: cannot be read: this is {what}")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(path, data)
    sample = data[:SAMPLE].decode("utf-8-sig", errors="replace")
    suffix = PurePath(path).suffix.lower()
    told = next((name for name in FORMATS if (start := FORMATS[name].start) and start.match(sample)), None)
    if told and not FORMATS[told].text:
        return told
    if _binary(data[:SAMPLE]):
        raise InputError(
            f"{path}: is a binary file, not text; give the paper as one of {', '.join(sorted(suffixes()))}"
        )
    named = next((name for name in FORMATS if suffix in FORMATS[name].suffixes and FORMATS[name].text), None)
    return told or named or "text"


def _zipped(path: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
    except zipfile.BadZipFile as error:
        raise InputError(
            f"{path}: is damaged: it begins like a zip archive and is none; save or download it again"
        ) from error
    for name in FORMATS:
        if FORMATS[name].member in members:
            return name
    raise InputError(f"{path}: is a zip archive that holds no document litreview can read")


def _binary(sample: bytes) -> bool:
    """Whether the bytes are no text: a NUL outside UTF-16 and UTF-32, or many control characters."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    controls = sum(map(sample.count, (bytes([n]) for n in (*range(1, 9), *range(14, 27), 127))))
    return b"\0" in sample or controls > len(sample) / 20
