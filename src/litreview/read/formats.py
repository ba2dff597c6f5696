"""Which formats there are, and which of them some bytes are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.read import archive, encoding
from litreview.registry import Table

if TYPE_CHECKING:
    from litreview.model import SourceKind

__all__ = ["FORMATS", "MEMBERS", "Format", "could_be", "recognised", "suffixes"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format and how its files are told.

    `reader` is `(source, text) -> Document`, or `(source, bytes) -> Document` where `text` is False;
    where it is `near`, it takes a third argument that reads other files of the paper.
    A `strict` one is told by its name and its content together.
    `start` is how the beginning of its files looks, `member` a name that only its zip archives hold; `told` says
    the same to a user whose file does not look so.
    """

    reader: str
    suffixes: tuple[str, ...]
    kind: SourceKind = "paper"
    text: bool = True
    near: bool = False
    strict: bool = False
    start: re.Pattern[str] | None = None
    member: str | None = None
    told: str = ""


PACKED = "a {} file is a zip archive of a kind of its own"

FORMATS = Table(
    "read",
    {
        "pdf": Format(
            "litreview.read.pdf:document",
            (".pdf",),
            text=False,
            start=re.compile(r"[\0-\uffff]{0,1024}?%PDF-"),
            told="a PDF begins with '%PDF-'",
        ),
        "docx": Format(
            "litreview.read.docx:document",
            (".docx",),
            text=False,
            member="word/document.xml",
            told=PACKED.format("Word"),
        ),
        "odt": Format(
            "litreview.read.odt:document", (".odt",), text=False, member="content.xml", told=PACKED.format("ODT")
        ),
        "epub": Format(
            "litreview.read.html:epub",
            (".epub",),
            text=False,
            member="META-INF/container.xml",
            told=PACKED.format("EPUB"),
        ),
        "html": Format(
            "litreview.read.html:document",
            (".html", ".htm", ".xhtml"),
            text=False,
            start=re.compile(
                r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html\b)",
                re.IGNORECASE | re.DOTALL,
            ),
        ),
        "jats": Format(
            "litreview.read.jats:document",
            (".xml", ".nxml"),
            text=False,
            strict=True,
            start=re.compile(r"\s*(?:<[?!].{0,20000}?)?<(?:\w+:)?(?:article|pmc-articleset)\b", re.DOTALL),
            told="JATS has <article> around all",
        ),
        "bibtex": Format(
            "litreview.read.bib:document",
            (".bib", ".bibtex", ".biblatex"),
            "bibliography",
            start=re.compile(r"(?:\s|%.*\n)*@[A-Za-z]{3,20}[ \t]*[{(][ \t]*[^\s,{}()=]+[ \t]*(?:,|=[ \t]*[{\"])"),
        ),
        "ris": Format(
            "litreview.read.exports:ris", (".ris",), "bibliography", start=re.compile(r"\s*TY  ?- ?[A-Z]{2,8}\s")
        ),
        "nbib": Format(
            "litreview.read.exports:nbib", (".nbib",), "bibliography", start=re.compile(r"\s*(?:PMID|OWN) ?-")
        ),
        "enw": Format("litreview.read.exports:enw", (".enw",), "bibliography", start=re.compile(r"\s*%0 [A-Z]")),
        "wos": Format(
            "litreview.read.exports:wos", (".ciw",), "bibliography", start=re.compile(r"\s*FN [A-Z].{0,80}\s+VR ")
        ),
        "endnote": Format(
            "litreview.read.exports:endnote",
            (".xml",),
            "bibliography",
            strict=True,
            start=re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<xml>\s*<records>"),
            told="EndNote's XML begins with <xml><records>",
        ),
        "csl-json": Format(
            "litreview.read.exports:csl_json",
            (".json",),
            "bibliography",
            strict=True,
            start=re.compile(
                r"\s*(?:\{\s*\"items\"\s*:\s*)?\[\s*\{(?=.{0,20000}?\"(?:title|author|type)\"\s*:)", re.DOTALL
            ),
            told="CSL-JSON is a list of items that have a type, a title or an author",
        ),
        "csv": Format(
            "litreview.read.exports:table",
            (".csv", ".tsv"),
            "bibliography",
            strict=True,
            start=re.compile(r"(?=[^\r\n]{0,3000}\btitle\b)[^\r\n]{0,3000}\b(?:authors?|year|doi)\b", re.IGNORECASE),
            told="the first line of a table names its columns: title, and authors, year or doi",
        ),
        "latex": Format("litreview.read.latex:document", (".tex", ".ltx", ".latex"), near=True),
        "markdown": Format("litreview.read.markdown:document", (".md", ".markdown", ".qmd", ".rmd"), near=True),
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
FOREIGN_MEMBERS = {
    "xl/workbook.xml": "an Excel workbook; save the sheet as .csv",
    "ppt/presentation.xml": "a presentation; save it as PDF",
    "Index/Document.iwa": "a Pages document; export it as Word or PDF",
}
MEMBERS = frozenset(member for name in FORMATS if (member := FORMATS[name].member)) | FOREIGN_MEMBERS.keys()
"""Names by which a zip archive is told to be a document, and no archive of papers."""

SAMPLE = 65_536


def suffixes() -> frozenset[str]:
    """The file name endings of all formats: what is taken from a folder."""
    return frozenset(suffix for name in FORMATS for suffix in FORMATS[name].suffixes)


def could_be(path: str, data: bytes) -> bool:
    """Whether a file of that name that begins with data may be meant: of a format that its name alone tells, or that data tells."""
    suffix = PurePath(path).suffix.lower()
    named = [FORMATS[name] for name in FORMATS if suffix in FORMATS[name].suffixes]
    return not all(form.strict for form in named) or _told(path, data) is not None


def recognised(path: str, data: bytes) -> str:
    """The name of the format of data; InputError, with what to do, when it is one that cannot be read."""
    for magic, what in FOREIGN.items():
        if data.startswith(magic):
            raise InputError(f"{path}: cannot be read: this is {what}")
    if data.startswith(b"PK\x03\x04"):
        return _packed(path, set(archive.names(path, data)))
    told = _told(path, data)
    if told and not FORMATS[told].text:
        return told
    if not encoding.is_text(data[:SAMPLE]):
        raise InputError(
            f"{path}: is a binary file, not text; give the paper as one of {', '.join(sorted(suffixes()))}"
        )
    if told:
        return told
    suffix = PurePath(path).suffix.lower()
    named = [name for name in FORMATS if suffix in FORMATS[name].suffixes]
    if named and all(FORMATS[name].strict or not FORMATS[name].text for name in named):
        told = "; ".join(FORMATS[name].told for name in named)
        raise InputError(f"{path}: is not what its name says: {told}. Give it the ending of what it is")
    return named[0] if named else "text"


def _packed(path: str, members: set[str]) -> str:
    """The name of the format of a zip archive with these members; InputError where it is none that can be read."""
    for name in FORMATS:
        if FORMATS[name].member in members:
            return name
    for member, what in FOREIGN_MEMBERS.items():
        if member in members:
            raise InputError(f"{path}: cannot be read: this is {what}")
    raise InputError(f"{path}: is a zip archive that holds no document; give it by its own path if it holds papers")


def _told(path: str, data: bytes) -> str | None:
    """The format that the beginning of a file tells; a strict one only where its name agrees."""
    codec, mark = encoding.marked(data[:SAMPLE])
    sample = data[mark:SAMPLE].decode(codec, errors="replace")
    suffix = PurePath(path).suffix.lower()
    for name in FORMATS:
        form = FORMATS[name]
        if form.start and form.start.match(sample) and (not form.strict or suffix in form.suffixes):
            return name
    return None
