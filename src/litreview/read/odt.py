"""OpenDocument text (.odt): paragraphs and notes as printed; bibliography marks and Zotero's reference marks as facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from litreview.errors import InputError
from litreview.read import archive, fields
from litreview.read.marked import Cited, Writer, assembled
from litreview.read.paired import paired
from litreview.read.xml import local, parsed, words

if TYPE_CHECKING:
    from litreview.model import Document, Source

__all__ = ["document"]

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
HREF = "{http://www.w3.org/1999/xlink}href"
MAIN = "content.xml"
MARKS = {
    "title": "title",
    "journal": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "publisher": "publisher",
    "school": "publisher",
    "edition": "edition",
    "isbn": "ISBN",
    "url": "URL",
}
TYPES = {
    "article": "article-journal",
    "book": "book",
    "conference": "paper-conference",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "www": "webpage",
}


def document(source: Source, data: bytes) -> Document:
    """The text of an ODT file, a paragraph a line; notes stand below the paragraph that calls them."""
    files = archive.members(source.path, data, {MAIN, "meta.xml"})
    if MAIN not in files:
        raise InputError(f"{source.path}: is no ODT document: it has no {MAIN}")
    root = parsed(source.path, files[MAIN])
    reader = _Reader()
    body = next((e for e in root.iter() if local(e) == "text" and "office" in str(e.tag)), None)
    if body is not None:
        reader.walk(body)
    paragraphs, differences = paired(reader.writer.paragraphs)
    if not paragraphs:
        raise InputError(f"{source.path}: holds no text; give a file that does")
    meta = parsed(source.path, files["meta.xml"], recover=True) if "meta.xml" in files else None
    stated = next((words(e) for e in meta.iter() if local(e) == "title"), "") if meta is not None else ""
    first = paragraphs[0].text
    title = reader.title or stated or (first if len(first) <= 300 and len(first.split()) > 1 else None)
    return assembled(source, "odt", paragraphs, title=title, differences=differences)


class _Reader:
    """Walks through an ODT document in reading order."""

    def __init__(self) -> None:
        self.writer = Writer()
        self.title: str | None = None
        self._starts: dict[str, int] = {}
        self._notes: list[tuple[int, Any]] = []
        self._lists = 0

    def walk(self, element: Any, *, note: bool = False) -> None:
        """What holds paragraphs: the text, a section, a list, a table, the bibliography."""
        name = local(element)
        if name in ("tracked-changes", "annotation", "sequence-decls", "bibliography-source", "index-title-template"):
            return
        if name in ("p", "h"):
            self._paragraph(element, note=note)
            return
        is_list = name == "index-body" and local(element.getparent()) == "bibliography"
        is_list = is_list or (name == "section" and "_BIBL" in (element.get(f"{TEXT}name") or ""))
        self._lists += is_list
        for child in element:
            self.walk(child, note=note)
        self._lists -= is_list

    def _paragraph(self, element: Any, *, note: bool) -> None:
        self._starts.clear()
        self._inline(element)
        level = element.get(f"{TEXT}outline-level", "1") if local(element) == "h" else "0"
        if (element.get(f"{TEXT}style-name") or "") == "Title" and self.title is None:
            self.title = words(element) or None
        heading = int(level) if re.fullmatch(r"\d", level) else 1
        self.writer.close(
            level=heading,
            listed=self._lists > 0 and not heading and local(element.getparent()) != "index-title",
            note=note,
        )
        notes, self._notes = self._notes, []
        for number, body in notes:
            self.writer.begin(number)
            self.walk(body, note=True)

    def _inline(self, element: Any) -> None:
        self.writer.write(element.text or "")
        for child in element:
            name = local(child)
            if name == "note":
                self._notes += [(self.writer.call(), part) for part in child if local(part) == "note-body"]
            elif name in ("s", "tab", "line-break"):
                self.writer.write(" ")
            elif name in ("reference-mark-start", "bookmark-start"):
                self._starts[child.get(f"{TEXT}name") or ""] = self.writer.at
            elif name in ("reference-mark-end", "bookmark-end"):
                told = child.get(f"{TEXT}name") or ""
                if told in self._starts:
                    self.writer.mark(self._starts.pop(told), fields.cited(told, "", {}))
            elif name == "bibliography-mark":
                start = self.writer.at
                self._inline(child)
                self.writer.mark(start, [_cited(child)])
            elif name not in ("annotation", "annotation-end"):
                start = self.writer.at
                self._inline(child)
                self.writer.link(start, (child.get(HREF) or "") if name == "a" else "")
            self.writer.write(child.tail or "")


def _cited(mark: Any) -> Cited:
    """What a bibliography mark cites: its attributes are the item."""
    stated = {name.rpartition("}")[2]: value for name, value in mark.attrib.items()}
    people = [one.strip() for one in re.split(r";|\band\b", stated.get("author", "")) if one.strip()]
    item: dict[str, Any] = {theirs: stated[ours] for ours, theirs in MARKS.items() if stated.get(ours)}
    item |= {
        "type": TYPES.get(stated.get("bibliography-type", ""), "document"),
        "issued": {"raw": stated.get("year", "")},
    }
    item["author"] = [
        {"family": family.strip(), "given": given.strip()} if comma else {"literal": one}
        for one in people
        for family, comma, given in [one.partition(",")]
    ]
    return Cited(stated.get("identifier") or words(mark), item)
