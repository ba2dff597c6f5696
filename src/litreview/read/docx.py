"""Word (.docx): paragraphs, notes and lists as printed, and the citation fields of reference managers as facts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from litreview.errors import InputError
from litreview.read import archive, fields
from litreview.read.marked import Writer, assembled
from litreview.read.paired import paired
from litreview.read.xml import local, parsed, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.model import Document, Source

__all__ = ["document"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN = "word/document.xml"
PARTS = ("document", "footnotes", "endnotes")
"""The files that text may stand in; each has its own relations, which hold the addresses of its links."""

NESTED = 20
"""Fields that are open at once at most; more were never closed."""


def document(source: Source, data: bytes) -> Document:
    """The text of a Word file, a paragraph a line; notes stand below the paragraph that calls them.

    Fields of Zotero, Mendeley, EndNote and Word give citations and references with certain links.
    """
    names = archive.names(source.path, data)
    wanted = {
        MAIN,
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/numbering.xml",
        "word/styles.xml",
        "docProps/core.xml",
        *(f"word/_rels/{part}.xml.rels" for part in PARTS),
    }
    files = archive.members(
        source.path, data, wanted | {n for n in names if n.startswith("customXml/item") and n.endswith(".xml")}
    )
    if MAIN not in files:
        raise InputError(f"{source.path}: is no Word document: it has no {MAIN}")
    roots = {name: parsed(f"{source.path} ({name})", content, recover=name != MAIN) for name, content in files.items()}
    reader = _Reader(roots)
    body = next((child for child in roots[MAIN] if local(child) == "body"), None)
    for element in () if body is None else body:
        reader.block(element)
    paragraphs, differences = paired(reader.writer.paragraphs)
    if not paragraphs:
        raise InputError(f"{source.path}: holds no text; give a file that does")
    core = roots.get("docProps/core.xml")
    stated = next((words(e) for e in core.iter() if local(e) == "title"), "") if core is not None else ""
    first = paragraphs[0].text
    title = reader.title or stated or (first if len(first) <= 300 and len(first.split()) > 1 else None)
    return assembled(source, "docx", paragraphs, title=title, differences=differences)


@dataclass(slots=True)
class _Field:
    """An open field: what it is told to do, its data, and where its result starts (None until it does)."""

    instruction: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    start: int | None = None
    opened: int = 0


class _Reader:
    """Walks through a Word document in reading order."""

    def __init__(self, roots: Mapping[str, Any]) -> None:
        self.writer = Writer()
        self.title: str | None = None
        self._open: list[_Field] = []
        self._calls: list[tuple[int, Any]] = []
        self._in_list = 0
        self._listed = False
        self._notes = {
            (kind, note.get(f"{W}id")): note
            for kind in ("footnote", "endnote")
            for note in roots.get(f"word/{kind}s.xml", ())
            if note.get(f"{W}type") in (None, "normal")
        }
        self._styles = {
            style.get(f"{W}styleId"): _name(style)
            for style in roots.get("word/styles.xml", ())
            if local(style) == "style"
        }
        self._sources: dict[str, dict[str, Any]] = {}
        for name, root in roots.items():
            if name.startswith("customXml/"):
                self._sources |= fields.word_sources(root)
        self._numbers = _Numbering(roots.get("word/numbering.xml"))
        self._part = "document"
        self._addresses = {
            (part, one.get("Id")): one.get("Target", "")
            for part in PARTS
            for one in roots.get(f"word/_rels/{part}.xml.rels", ())
            if one.get("TargetMode") == "External"
        }

    def block(self, element: Any) -> None:
        """A paragraph, or what holds paragraphs: a table, a content control, an insertion."""
        stack = [element]
        while stack:
            one = stack.pop()
            if not isinstance(one, str):
                name = local(one)
                if name == "p":
                    self._paragraph(one)
                    continue
                if name in ("del", "moveFrom", "sectPr", "tblPr", "trPr", "tcPr"):
                    continue
                if name == "sdt" and _tag(one).startswith("MENDELEY_BIBLIOGRAPHY"):
                    self._in_list += 1
                    stack.append("end of list")
                stack.extend(reversed(one))
            else:
                self._in_list -= 1

    def _paragraph(self, paragraph: Any, *, note: bool = False) -> None:
        self._listed = self._lists()
        style, level = self._style(paragraph)
        if label := self._numbers.label(paragraph):
            self.writer.write(f"{label} ")
        self._inline(paragraph)
        if style == "title" and not note and self.title is None:
            self.title = " ".join("".join(t.text or "" for t in paragraph.iter(f"{W}t")).split()) or None
        self.writer.close(level=level, listed=(self._listed or self._lists()) and not level, note=note)
        self._open = [one for one in self._open if one.start is not None][-NESTED:]  # no instruction goes on below
        calls, self._calls = self._calls, []
        for number, call in [] if note else calls:
            self._part = f"{local(call)}s"
            self.writer.begin(number)
            for inner in call.iter(f"{W}p"):
                self._paragraph(inner, note=True)
            self._part = "document"

    def _lists(self) -> bool:
        return self._in_list > 0 or any(
            fields.is_list("".join(one.instruction)) for one in self._open if one.start is not None
        )

    def _style(self, paragraph: Any) -> tuple[str, int]:
        """The lower-case name of a paragraph's style, and its level as a heading (0: none)."""
        properties = paragraph.find(f"{W}pPr")
        chosen = properties.find(f"{W}pStyle") if properties is not None else None
        name = self._styles.get(chosen.get(f"{W}val"), "") if chosen is not None else ""
        outline = properties.find(f"{W}outlineLvl") if properties is not None else None
        if match := re.fullmatch(r"heading (\d)", name):
            return name, int(match[1])
        if outline is not None and re.fullmatch(r"[0-8]", outline.get(f"{W}val", "")):
            return name, int(outline.get(f"{W}val")) + 1
        return name, 0

    def _inline(self, element: Any) -> None:
        """The runs inside a paragraph, in order, without what was deleted or is a fallback."""
        for one in element:
            name = local(one)
            if name == "r":
                self._run(one)
            elif name == "fldSimple":
                opened = _Field([one.get(f"{W}instr", "")], start=self.writer.at, opened=len(self.writer.paragraphs))
                self._open.append(opened)
                self._inline(one)
                self._close()
            elif name == "sdt" and (cited := fields.of_tag(_tag(one))):
                start = self.writer.at
                self._inline(one)
                self.writer.mark(start, cited)
            elif name == "hyperlink":
                start = self.writer.at
                self._inline(one)
                self.writer.link(start, self._address(one))
            elif name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "bdo", "dir"):
                self._inline(one)

    def _address(self, link: Any) -> str:
        """Where a link leads; "" where that is in the document itself."""
        address, place = self._addresses.get((self._part, link.get(RELATION)), ""), link.get(f"{W}anchor")
        return f"{address}#{place}" if address and place else address

    def _run(self, run: Any) -> None:
        properties = run.find(f"{W}rPr")
        raised = (
            properties is not None
            and (v := properties.find(f"{W}vertAlign")) is not None
            and v.get(f"{W}val") == "superscript"
        )
        for one in run:
            name = local(one)
            if name == "instrText" and self._open:
                self._open[-1].instruction.append(one.text or "")
            elif name == "fldChar":
                self._field(one)
            elif self._hidden():
                continue
            elif name == "t":
                text = one.text or ""
                self.writer.write(f"^{text}^" if raised and re.fullmatch(r"[\d,;–— -]+", text) else text)
            elif name in ("tab", "br", "cr"):
                self.writer.write(" ")
            elif name == "noBreakHyphen":
                self.writer.write("-")
            elif name in ("footnoteReference", "endnoteReference"):
                note = self._notes.get((name.removesuffix("Reference"), one.get(f"{W}id")))
                self._calls += [] if note is None else [(self.writer.call(), note)]

    def _hidden(self) -> bool:
        """Whether the text here is an instruction, and no result."""
        return any(one.start is None for one in self._open)

    def _field(self, mark: Any) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field(data=[d.text or "" for d in mark.iter(f"{W}fldData")]))
        elif kind == "separate" and self._open:
            self._open[-1].start, self._open[-1].opened = self.writer.at, len(self.writer.paragraphs)
        elif kind == "end" and self._open:
            self._close()

    def _close(self) -> None:
        done = self._open.pop()
        if (
            self._open and self._open[-1].start is None
        ):  # EndNote nests a field with the data in the instruction of the citing one
            self._open[-1].data += done.data
        if done.start is None:
            return
        self._listed = self._listed or fields.is_list("".join(done.instruction))
        start = done.start if done.opened == len(self.writer.paragraphs) else 0
        instruction = "".join(done.instruction)
        self.writer.mark(start, fields.cited(instruction, "".join(done.data), self._sources))
        self.writer.link(start, fields.address(instruction))


def _name(style: Any) -> str:
    """The lower-case name of a style."""
    name = style.find(f"{W}name")
    return str(name.get(f"{W}val", "")).lower() if name is not None else ""


def _tag(control: Any) -> str:
    """The tag of a content control."""
    tag = control.find(f"{W}sdtPr/{W}tag")
    return str(tag.get(f"{W}val", "")) if tag is not None else ""


class _Numbering:
    """Counts the items of numbered lists, whose numbers Word prints and does not store."""

    def __init__(self, root: Any) -> None:
        root = () if root is None else root
        abstract = {one.get(f"{W}abstractNumId"): one for one in root if local(one) == "abstractNum"}
        self._forms: dict[str, tuple[str, str, int]] = {}
        self._counts: dict[str, int] = {}
        for one in root:
            link = one.find(f"{W}abstractNumId") if local(one) == "num" else None
            form = abstract.get(link.get(f"{W}val")) if link is not None else None
            level = next((lvl for lvl in form if lvl.get(f"{W}ilvl") == "0"), None) if form is not None else None
            if level is not None:
                kind, shape, start = (_value(level, name) for name in ("numFmt", "lvlText", "start"))
                self._forms[one.get(f"{W}numId")] = (kind, shape, int(start) if start.isdecimal() else 1)

    def label(self, paragraph: Any) -> str:
        """What is printed before a paragraph: its number in its list, as "[7]" or "7."; "" where it has none."""
        number = paragraph.find(f"{W}pPr/{W}numPr")
        if number is None or _value(number, "ilvl") not in ("", "0"):
            return ""
        name = _value(number, "numId")
        kind, shape, start = self._forms.get(name, ("", "", 1))
        if kind == "bullet":
            return "•"
        if kind != "decimal" or "%1" not in shape:
            return ""
        self._counts[name] = self._counts.get(name, start - 1) + 1
        return shape.replace("%1", str(self._counts[name]))


def _value(element: Any, name: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val", "")) if found is not None else ""
