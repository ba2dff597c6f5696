"""The citation fields that reference managers leave in a Word file, as items of CSL-JSON."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import TYPE_CHECKING, Any

from litreview.errors import InputError
from litreview.read.marked import Cited
from litreview.read.paired import identity
from litreview.read.xml import local, parsed, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["address", "cited", "endnote_item", "is_list", "of_tag", "word_sources"]

LIST = re.compile(r"\s*(?:ADDIN\s+(?:ZOTERO_BIBL|EN\.REFLIST|Mendeley\s+Bibliography)|BIBLIOGRAPHY\b)")
LINKED = re.compile(r"\s*HYPERLINK\s+(?:\"([^\"]{1,4000})\"|([^\s\"\\]{1,4000}))(?:\s+\\l\s+\"([^\"]{1,500})\")?")


def is_list(instruction: str) -> bool:
    """Whether a field's result is the reference list."""
    return LIST.match(instruction) is not None


def address(instruction: str) -> str:
    """Where a HYPERLINK field leads (ECMA-376 part 1, 17.16.5.25); "" where that is in the document itself."""
    match = LINKED.match(instruction)
    if not match:
        return ""
    return (match[1] or match[2]) + (f"#{match[3]}" if match[3] else "")


def cited(instruction: str, data: str, sources: Mapping[str, Mapping[str, Any]]) -> list[Cited]:
    """What a field cites: by Zotero or Mendeley (JSON in its instruction), EndNote (XML in its instruction or data), or Word.

    `data` is the field's own data in base64, `sources` are Word's by tag. A field that cites nothing gives nothing.
    """
    if "CSL_CITATION" in instruction:
        return list(_of_json(instruction[instruction.index("CSL_CITATION") + 12 :]))
    if "EN.CITE" in instruction:
        return list(_of_endnote(instruction)) or list(_of_endnote(_decoded(data)))
    if match := re.match(r"\s*CITATION\s+(\S+)(.*)", instruction, re.DOTALL):
        tags = [match[1], *re.findall(r"\\m\s+(\S+)", match[2])]
        page = re.search(r"\\p\s+(\S+)", match[2])
        return [Cited(tag, sources.get(tag, {}), page[1] if page and n == 0 else None) for n, tag in enumerate(tags)]
    return []


def of_tag(tag: str) -> list[Cited]:
    """What a content control of Mendeley Cite cites, by its tag."""
    _, _, code = tag.partition("MENDELEY_CITATION_v3_")
    return list(_of_json(_decoded(code))) if code else []


def _of_json(text: str) -> Iterator[Cited]:
    try:
        field, _ = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return
    items = field.get("citationItems") if isinstance(field, dict) else None
    for one in items if isinstance(items, list) else []:
        item = one.get("itemData") if isinstance(one, dict) else None
        if isinstance(item, dict):
            locator = one.get("locator")
            yield Cited(identity(item, one.get("uris") or one.get("uri")), item, str(locator) if locator else None)


def _decoded(data: str) -> str:
    try:
        return (
            base64.b64decode("".join(data.split()), validate=False).decode("utf-8", errors="replace").replace("\0", "")
        )
    except (binascii.Error, ValueError):
        return ""


def _of_endnote(text: str) -> Iterator[Cited]:
    start, end = text.find("<EndNote>"), text.rfind("</EndNote>")
    if start < 0 or end < 0:
        return
    try:
        root = parsed("", text[start : end + 10].encode())
    except InputError:
        return
    for cite in root.iter("Cite"):
        record = cite.find("record")
        item = endnote_item(record) if record is not None else {}
        item = item or {
            "title": "",
            "author": [{"family": words(a)} for a in cite.iter("Author")],
            "issued": {"raw": cite.findtext("Year", "")},
        }
        key = cite.find(".//foreign-keys/key")
        number = cite.findtext("RecNum") or (key.text if key is not None else None)
        yield Cited(
            f"record:{number.strip()}" if number else identity(item),
            item,
            (cite.findtext("Pages") or "").strip() or None,
        )


ENDNOTE_TYPES = {
    "Journal Article": "article-journal",
    "Book": "book",
    "Book Section": "chapter",
    "Conference Paper": "paper-conference",
    "Conference Proceedings": "paper-conference",
    "Dataset": "dataset",
    "Magazine Article": "article-magazine",
    "Newspaper Article": "article-newspaper",
    "Report": "report",
    "Thesis": "thesis",
    "Web Page": "webpage",
}


def endnote_item(record: Any) -> dict[str, Any]:
    """EndNote's <record> as CSL-JSON."""
    kind = record.find("ref-type")
    found = {
        "type": ENDNOTE_TYPES.get(kind.get("name", "") if kind is not None else "", "document"),
        "title": _first(record, "titles/title"),
        "container-title": _first(record, "titles/secondary-title") or _first(record, "periodical/full-title"),
        "collection-title": _first(record, "titles/tertiary-title"),
        "author": [_person(words(one)) for one in record.findall("contributors/authors/author")],
        "editor": [_person(words(one)) for one in record.findall("contributors/secondary-authors/author")],
        "issued": {"raw": _first(record, "dates/year")},
        "volume": _first(record, "volume"),
        "issue": _first(record, "number"),
        "page": _first(record, "pages"),
        "publisher": _first(record, "publisher"),
        "publisher-place": _first(record, "pub-location"),
        "edition": _first(record, "edition"),
        "ISBN": _first(record, "isbn"),
        "DOI": _first(record, "electronic-resource-num"),
        "URL": _first(record, "urls/related-urls/url") or _first(record, "urls/web-urls/url"),
        "language": _first(record, "language"),
    }
    return {name: value for name, value in found.items() if value}


def _first(element: Any, path: str) -> str:
    found = element.find(path)
    return words(found) if found is not None else ""


def _person(text: str) -> dict[str, str]:
    """A name as EndNote keeps it: 'Family, Given', or an organisation with a comma at its end or none at all."""
    family, comma, given = (part.strip() for part in text.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": family}


WORD_TYPES = {
    "ArticleInAPeriodical": "article-magazine",
    "Book": "book",
    "BookSection": "chapter",
    "ConferenceProceedings": "paper-conference",
    "DocumentFromInternetSite": "webpage",
    "InternetSite": "webpage",
    "JournalArticle": "article-journal",
    "Patent": "patent",
    "Report": "report",
}
WORD_FIELDS = {
    "Title": "title",
    "Publisher": "publisher",
    "City": "publisher-place",
    "Volume": "volume",
    "Issue": "issue",
    "Pages": "page",
    "Edition": "edition",
    "URL": "URL",
    "DOI": "DOI",
}


def word_sources(root: Any) -> dict[str, dict[str, Any]]:
    """Word's own sources (`b:Sources`, ECMA-376 part 1, 22.6) as CSL-JSON, by tag."""
    found = {}
    for source in (element for element in root.iter() if local(element) == "Source"):
        fields = {local(child): child for child in source}
        tag = words(fields["Tag"]) if "Tag" in fields else ""
        item: dict[str, Any] = {theirs: words(fields[ours]) for ours, theirs in WORD_FIELDS.items() if ours in fields}
        container = next(
            (
                fields[n]
                for n in ("JournalName", "PeriodicalTitle", "BookTitle", "ConferenceName", "InternetSiteTitle")
                if n in fields
            ),
            None,
        )
        item |= {"type": WORD_TYPES.get(words(fields["SourceType"]) if "SourceType" in fields else "", "document")}
        item |= {"container-title": words(container)} if container is not None else {}
        item |= {"issued": {"raw": words(fields["Year"])}} if "Year" in fields else {}
        item |= (
            {
                "author": list(_word_people(fields["Author"], "Author")),
                "editor": list(_word_people(fields["Author"], "Editor")),
            }
            if "Author" in fields
            else {}
        )
        if tag:
            found[tag] = item
    return found


def _word_people(people: Any, role: str) -> Iterator[dict[str, str]]:
    for group in (child for child in people if local(child) == role):
        for one in group.iter():
            if local(one) == "Corporate":
                yield {"literal": words(one)}
            elif local(one) == "Person":
                parts = {local(part): words(part) for part in one}
                given = " ".join(filter(None, (parts.get("First"), parts.get("Middle"))))
                yield {"family": parts.get("Last", ""), "given": given}
