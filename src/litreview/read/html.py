"""HTML and EPUB: the main text without navigation, its reference list, and the links from one to the other."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lxml import etree

from litreview.errors import InputError
from litreview.read import archive, encoding
from litreview.read.marked import Cited, Writer, assembled
from litreview.read.xml import local, parsed, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from litreview.model import Document, Source

__all__ = ["document", "epub"]

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
SILENT = frozenset("script style noscript template svg math button select textarea nav head iframe object".split())
AROUND = frozenset("header footer aside nav".split())
"""What stands around the main text, where the page does not say which is the main text."""

APART = re.compile(r"\b(?:mw-cite-backlink|mw-editsection|navbox|toc|reflist-columns-toggle|noprint)\b")
NOTES = re.compile(r"(?:\A|\s)(?:doc-)?(?:foot|end|rear)notes?(?:\s|\Z)")
"""What the role, class or type of an element that holds notes says."""

ROLES = re.compile(r"\b(?:navigation|banner|contentinfo|search|doc-toc|doc-backlink)\b")


def document(source: Source, data: bytes) -> Document:
    """The main text of a page: a paragraph a line."""
    return _made(source, "html", [_tree(source.path, data)], None)


def epub(source: Source, data: bytes) -> Document:
    """The pages of an EPUB in the order of its spine, as one text."""
    container = archive.members(source.path, data, {"META-INF/container.xml"}).get("META-INF/container.xml", b"")
    root = parsed(source.path, container)
    main = next((e.get("full-path", "") for e in root.iter() if local(e) == "rootfile"), "")
    package = parsed(source.path, archive.members(source.path, data, {main}).get(main, b""))
    items = {e.get("id"): e.get("href", "") for e in package.iter() if local(e) == "item"}
    spine = [items[e.get("idref")] for e in package.iter() if local(e) == "itemref" and e.get("idref") in items]
    paths = [posixpath.normpath(posixpath.join(posixpath.dirname(main), unquote(href))) for href in spine]
    pages = archive.members(source.path, data, set(paths))
    title = next((words(e) for e in package.iter() if local(e) == "title"), None)
    trees = [_tree(source.path, pages[path]) for path in paths if path in pages]
    return _made(source, "epub", trees, title)


def _tree(path: str, data: bytes) -> Any:
    """The root of a page, whatever its faults; InputError when there is nothing."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(_utf8(data), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"{path}: is damaged and cannot be read as HTML: {error}") from error
    if root is None:
        raise InputError(f"{path}: holds no text; give a file that does")
    return root


def _utf8(data: bytes) -> bytes:
    """A page in UTF-8: from what a byte-order mark says; else from what the page states, or its letters; else from Windows-1252."""
    codec, mark = encoding.marked(data)
    if codec == "utf-8":
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            stated = re.search(rb"(?:charset|encoding)[ \t]*=[ \t]*[\"']?([A-Za-z0-9_.:-]{2,30})", data[:2000])
            codec = (stated and encoding.known(stated[1].decode("ascii"))) or encoding.detected(data) or "cp1252"
    return data[mark:] if codec == "utf-8" else data[mark:].decode(codec, errors="replace").encode("utf-8")


def _made(source: Source, form: str, roots: list[Any], title: str | None) -> Document:
    listed = {element: label for root in roots for element, label in _listed(root)}
    labels = {element.get("id"): label for element, label in listed.items() if element.get("id")}
    reader = _Reader(listed, labels, {name: note for root in roots for name, note in _notes(root, listed)})
    for root in roots:
        reader.page(root)
    if not reader.writer.paragraphs:
        raise InputError(f"{source.path}: holds no text; give a file that does")
    stated = title or next((_title(root) for root in roots if _title(root)), None)
    return assembled(source, form, reader.writer.paragraphs, title=stated)


def _title(root: Any) -> str | None:
    for element in root.iter("meta"):
        if (element.get("name") or "").lower() in ("citation_title", "dc.title"):
            return " ".join((element.get("content") or "").split()) or None
    heads = [words(e) for e in root.iter("h1")] + [words(e) for e in root.iter("title")]
    return next((head for head in heads if head), None)


def _listed(root: Any) -> Iterator[tuple[Any, str]]:
    """The items of the page's reference lists, and what each is called: its number in a numbered list, else its id."""
    for holder in root.iter():
        role, classes = f" {holder.get('role', '')} ", holder.get("class") or ""
        is_list = "doc-bibliography" in role or re.search(r"(?:^|\s)(?:references|csl-bib-body)(?:\s|$)", classes)
        if not is_list or any(other.get("role") == "doc-bibliography" for other in holder.iterancestors()):
            continue
        entries = [
            e
            for e in holder.iter()
            if "doc-biblioentry" in (e.get("role") or "") or "csl-entry" in (e.get("class") or "").split()
        ]
        entries = entries or list(holder.iter("li")) or list(holder.iter("p"))
        numbered = entries and entries[0].tag == "li" and local(entries[0].getparent()) == "ol"
        for n, entry in enumerate(entries, 1):
            yield entry, str(n) if numbered else entry.get("id") or ""


def _notes(root: Any, listed: Mapping[Any, str]) -> Iterator[tuple[str, Any]]:
    """The foot- and endnotes of a page that stand in no reference list, each with its id."""
    for holder in root.iter("section", "div", "ol", "ul", "dl", "aside", "footer", "li", "p"):
        told = (holder.get("role"), holder.get("class"), holder.get("epub:type"))
        if any(NOTES.search(one or "") for one in told):
            found = [e for e in holder.iter("li", "p", "div", "aside", "dd") if e.get("id") and e not in listed]
            around = {outer for note in found for outer in note.iterancestors()}
            yield from ((note.get("id"), note) for note in found if note not in around and words(note))


class _Reader:
    """Walks through pages in reading order; a note stands below the paragraph that calls it."""

    def __init__(self, listed: Mapping[Any, str], labels: Mapping[str, str], notes: Mapping[str, Any]) -> None:
        self.writer = Writer()
        self._listed = listed
        self._labels = labels
        self._notes = notes
        self._numbers: dict[Any, int] = {}
        self._calls: list[Any] = []
        self._in_note = False
        self._around = True

    def page(self, root: Any) -> None:
        """The main text of a page: what it says that is, or all but what stands around it."""
        mains = [e for e in root.iter() if e.tag == "main" or e.get("role") == "main"]
        articles = list(root.iter("article"))
        mains = mains or (articles if len(articles) == 1 else [])
        self._around = not mains
        self._walk(mains[0] if mains else root)
        self.writer.close()

    def _walk(self, element: Any) -> None:
        name = local(element)
        if name in SILENT or (self._around and name in AROUND) or _apart(element):
            return
        if not name:
            self.writer.write(unescape(element.text or ""))
            return
        if element in self._numbers or self._call(element):
            return
        block = name in BLOCKS
        if block:
            self.writer.close()
        self._inside(element, name)
        if block:
            level = int(name[1]) if re.fullmatch("h[1-6]", name) else 0
            listed, label = element in self._listed, self._listed.get(element) or None
            self.writer.close(level=level, listed=listed, note=self._in_note, label=label)
            self._write_notes()

    def _inside(self, element: Any, name: str) -> None:
        """What an element holds, raised numbers between carets, and where it leads."""
        start = self.writer.at
        raised = name == "sup" and re.fullmatch(r"[\d,;–— -]+", words(element))
        if name == "br":
            self.writer.write(" ")
        self.writer.write("^" if raised else "")
        self.writer.write(element.text or "")
        for child in element:
            self._walk(child)
            self.writer.write(child.tail or "")
        self.writer.write("^" if raised else "")
        if name == "a":
            address = element.get("href") or ""
            self.writer.link(start, address)
            if label := self._labels.get(unquote(address.rpartition("#")[2])):
                self.writer.mark(start, [Cited(label)])

    def _call(self, element: Any) -> bool:
        """Whether an element is the call of a note, which is then written; in a note, whether it only leads back."""
        name = local(element)
        inner = element[0] if name == "sup" and len(element) == 1 and words(element) == words(element[0]) else element
        if local(inner) != "a" or "#" not in (inner.get("href") or ""):
            return False
        if self._in_note:
            return not re.search(r"[^\W\d_]", words(inner))
        note = self._notes.get(unquote(inner.get("href").rpartition("#")[2]))
        if note is None:
            return False
        if note not in self._numbers:
            self._calls.append(note)
            self._numbers[note] = self.writer.call()
        return True

    def _write_notes(self) -> None:
        """The notes that the paragraph before called."""
        if self._in_note:
            return
        calls, self._calls, self._in_note = self._calls, [], True
        for note in calls:
            self.writer.begin(self._numbers[note])
            self._inside(note, "")
            self.writer.close(note=True)
        self._in_note = False


def _apart(element: Any) -> bool:
    if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", ""):
        return True
    return bool(ROLES.search(element.get("role") or "") or APART.search(element.get("class") or ""))
