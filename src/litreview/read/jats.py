"""JATS, the XML of journals: sections, citations and references as the publisher tagged them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from litreview.errors import InputError
from litreview.read import csl
from litreview.read.marked import Cited, Writer, assembled
from litreview.read.xml import local, parsed, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litreview.model import Document, Entry, Source

__all__ = ["document"]

BLOCKS = frozenset(
    "p title label caption list list-item disp-quote def-item def td th tr table-wrap fig abstract sec fn ack app verse-line".split()
)
SILENT = frozenset(
    "ref-list journal-meta article-categories contrib-group aff pub-date permissions history counts custom-meta-group mml:math math tex-math kwd-group graphic table-wrap-foot object-id self-uri".split()
)
TYPES = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "confproc": "paper-conference",
    "data": "dataset",
    "newspaper": "article-newspaper",
    "patent": "patent",
    "preprint": "article",
    "report": "report",
    "software": "software",
    "thesis": "thesis",
    "web": "webpage",
    "webpage": "webpage",
}
DASH = re.compile(r"[–—−-]")


def document(source: Source, data: bytes) -> Document:
    """An article: its citations and references are those that are tagged, its text a paragraph a line."""
    root = parsed(source.path, data, recover=True)
    article = next((e for e in root.iter() if local(e) == "article"), root)
    refs = [e for e in article.iter() if local(e) == "ref"]
    labels = {ref.get("id"): _label(ref, n) for n, ref in enumerate(refs, 1) if ref.get("id")}
    notes = (e for e in article.iter() if local(e) == "fn" and local(e.getparent()) != "table-wrap-foot")
    reader = _Reader(labels, {note.get("id") or "": note for note in notes})
    title = next(
        (words(e) for e in article.iter() if local(e) == "article-title" and local(e.getparent()) == "title-group"),
        None,
    )
    for part in article:
        if local(part) in ("front", "body", "back", "sub-article"):
            reader.walk(part, 0)
    reader.writer.close()
    if not reader.writer.paragraphs and not refs:
        raise InputError(f"{source.path}: holds no text; give a file that does")
    if refs:
        heading = next(
            (words(e) for e in article.iter() if local(e) == "title" and local(e.getparent()) == "ref-list"),
            "References",
        )
        reader.writer.write(heading)
        reader.writer.close(level=1)
    for n, ref in enumerate(refs, 1):
        entry, raw = _reference(ref)
        reader.writer.write(raw)
        for address in _addresses(ref):
            reader.writer.link(0, address)
        reader.writer.close(listed=True, label=_label(ref, n), stated=entry)
    return assembled(source, "jats", reader.writer.paragraphs, title=title)


def _label(ref: Any, n: int) -> str:
    """What a reference is cited by: its printed number, else its id."""
    printed = next((words(e) for e in ref.iter() if local(e) == "label"), "").strip("[]().")
    return printed if printed.isdecimal() else ref.get("id") or str(n)


class _Reader:
    """Walks through an article in reading order; a note stands below the paragraph that calls it."""

    def __init__(self, labels: Mapping[str, str], notes: Mapping[str, Any]) -> None:
        self.writer = Writer()
        self._labels = labels
        self._notes = notes
        self._numbers: dict[Any, int] = {}
        self._calls: list[Any] = []
        self._in_note = False
        self._before: tuple[int, str] | None = None

    def walk(self, element: Any, depth: int) -> None:
        """An element and all in it; `depth` counts the sections around it."""
        name = local(element)
        if name in SILENT:
            return
        if not name:
            self.writer.write(unescape(element.text or ""))
            return
        if (name == "label" and self._in_note) or element in self._numbers or self._call(element):
            return
        block = name in BLOCKS
        if block:
            self.writer.close()
        start = self.writer.at
        raised = name == "sup" and re.fullmatch(r"[\d,;–— -]+", words(element))
        self.writer.write("^" if raised else "")
        self.writer.write(element.text or "")
        for child in element:
            self.walk(child, depth + (name == "sec"))
            self.writer.write(child.tail or "")
        self.writer.write("^" if raised else "")
        if name == "xref" and element.get("ref-type") == "bibr":
            self._cites(element, start)
        if block:
            level = depth if name == "title" and local(element.getparent()) in ("sec", "app") else 0
            self.writer.close(level=level, note=self._in_note)
            self._before = None
            self._write_notes(depth)

    def _call(self, element: Any) -> bool:
        """Whether an element calls a note, or is one that stands where it is called; the call is then written."""
        name = local(element)
        inner = element[0] if name == "sup" and len(element) == 1 and words(element) == words(element[0]) else element
        if local(inner) == "xref" and inner.get("ref-type") == "fn":
            note = self._notes.get(inner.get("rid") or "")
        else:
            note = inner if local(inner) == "fn" and local(element.getparent()) == "p" else None
        if note is None or self._in_note:
            return False
        if note not in self._numbers:
            self._calls.append(note)
            self._numbers[note] = self.writer.call()
        return True

    def _write_notes(self, depth: int) -> None:
        """The notes that the paragraph before called."""
        if self._in_note:
            return
        calls, self._calls, self._in_note = self._calls, [], True
        for note in calls:
            self.writer.begin(self._numbers[note])
            for part in note:
                self.walk(part, depth)
            self.writer.close(note=True)
        self._in_note = False

    def _cites(self, link: Any, start: int) -> None:
        """The references that a link names, and those between the two ends of a range of numbers."""
        names = [self._labels.get(rid, rid) for rid in (link.get("rid") or "").split()]
        tail = (link.getprevious().tail or "") if link.getprevious() is not None else ""
        if (
            self._before
            and names
            and DASH.fullmatch(tail.strip())
            and names[0].isdecimal()
            and self._before[1].isdecimal()
        ):
            between = range(int(self._before[1]) + 1, min(int(names[0]), int(self._before[1]) + 200))
            names = [*map(str, between), *names]
        self.writer.mark(start, [Cited(name) for name in names])
        self._before = (start, names[-1]) if names else None


def _reference(ref: Any) -> tuple[Entry | None, str]:
    """The entry that a reference's tags state, None where they are too few, and its text."""
    kinds = ("element-citation", "mixed-citation", "nlm-citation", "citation")
    found = {local(e): e for e in reversed([e for e in ref.iter() if local(e) in kinds])}
    citation = next((found[kind] for kind in kinds if kind in found), ref)
    printed = found.get("mixed-citation")
    for part in ref.iter():  # a name is tagged without the blank that is printed in it
        if local(part) in ("surname", "given-names") and not part.tail and part.getnext() is not None:
            part.tail = " "
    item = _item(citation)
    entry = csl.entry(item)
    complete = entry.title and entry.year and entry.authors
    raw = words(printed) if printed is not None else _composed(item) if complete else words(citation)
    return (entry if complete else None), raw or (ref.get("id") or "?")


def _item(citation: Any) -> dict[str, Any]:
    """A tagged citation as CSL-JSON (JATS 1.3, the elements of a reference)."""

    def first(*names: str) -> str:
        return next((words(e) for name in names for e in citation.iter() if local(e) == name), "")

    kind = citation.get("publication-type") or citation.get("citation-type") or ""
    title, source = first("article-title", "chapter-title", "data-title", "part-title"), first("source")
    pages = "-".join(filter(None, (first("fpage"), first("lpage")))) or first("elocation-id", "page-range")
    ids = {e.get("pub-id-type"): words(e) for e in citation.iter() if local(e) == "pub-id"}
    found = {
        "type": TYPES.get(kind, "article-journal" if title and source else "document"),
        "title": title or source,
        "container-title": source if title else "",
        "author": _people(citation, ("author", None)),
        "editor": _people(citation, ("editor",)),
        "issued": {"raw": first("year")},
        "volume": first("volume"),
        "issue": first("issue"),
        "page": pages,
        "publisher": first("publisher-name", "institution"),
        "publisher-place": first("publisher-loc"),
        "edition": first("edition"),
        "ISBN": first("isbn"),
        "DOI": ids.get("doi", ""),
        "PMID": ids.get("pmid", ""),
        "PMCID": ids.get("pmcid", ""),
        "URL": next((link for link in _addresses(citation) if link.startswith("http")), ""),
    }
    return {name: value for name, value in found.items() if value}


def _addresses(citation: Any) -> list[str]:
    """Where the links of a reference lead."""
    links = (e for e in citation.iter() if local(e) in ("ext-link", "uri"))
    return [e.get("{http://www.w3.org/1999/xlink}href") or words(e) for e in links]


def _people(citation: Any, roles: tuple[str | None, ...]) -> list[dict[str, str]]:
    people = []
    for one in citation.iter():
        group = one.getparent()
        role = group.get("person-group-type") if group is not None and local(group) == "person-group" else None
        if role not in roles:
            continue
        if local(one) in ("name", "string-name"):
            parts = {local(part): words(part) for part in one}
            if parts.get("surname"):
                people.append(
                    {
                        "family": parts["surname"],
                        "given": parts.get("given-names", ""),
                        "suffix": parts.get("suffix", ""),
                    }
                )
        elif local(one) == "collab":
            people.append({"literal": words(one)})
    return people


def _composed(item: Mapping[str, Any]) -> str:
    """A line for a reference that is tagged, and not printed."""
    names = "; ".join(p.get("literal") or f"{p['family']}, {p['given']}".rstrip(", ") for p in item.get("author", []))
    place = " ".join(
        filter(None, (item.get("container-title"), item.get("volume"), f"({item['issue']})" if "issue" in item else ""))
    )
    link = f"https://doi.org/{item['DOI']}" if "DOI" in item else item.get("URL", "")
    parts = (
        names,
        f"({item['issued']['raw']})",
        item["title"],
        ", ".join(filter(None, (place, item.get("page")))),
        item.get("publisher"),
        link,
    )
    return ". ".join(part.rstrip(".") for part in parts if part)
