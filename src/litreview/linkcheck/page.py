"""What a web page says of itself: its title, where it refreshes to, whether it is a scholarly one; all in linear time."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.net import Response

HTML = ("text/html", "application/xhtml+xml", "")
META = 200  # tags that are read
NOTE = 300  # bytes of plain text that may be nothing but a title
ATTRIBUTE = re.compile(
    r"([a-z_:-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,2000}))", re.IGNORECASE
)
REFRESH = re.compile(r"\s*(\d{1,4})(?:\.\d*)?\s*[;,\s]\s*(?:url\s*=\s*)?['\"]?([^'\"]+)", re.IGNORECASE)
SOON = 10  # seconds: a page that refreshes later wants to be read first
SILENT = ("script", "style", "noscript", "template", "svg")
TAG = re.compile(r"<[^<>]*>")
# Names of meta elements that only pages about a work carry (Highwire Press, Dublin Core, PRISM, BE Press).
SCHOLARLY = ("citation_", "dc.", "dcterms.", "prism.", "bepress_citation_", "eprints.")


@dataclass(frozen=True)  # no slots: its text is made when it is first wanted
class Page:
    """A page's `title` and first `heading`, the address that it `refresh`es to, its meta elements and its source."""

    source: str
    title: str
    heading: str
    refresh: str | None
    meta: tuple[tuple[str, str], ...]

    @property
    def scholarly(self) -> bool:
        """Whether the page says of itself that it is about a work."""
        return (
            any(name.startswith(SCHOLARLY) and value for name, value in self.meta)
            or '"ScholarlyArticle"' in self.source
        )

    @cached_property
    def text(self) -> str:
        """The words that a reader sees, blanks squeezed."""
        return _words(self.source, self.source.lower())


def read(response: Response) -> Page | None:
    """The page in a response; None where it holds none."""
    if response.content_type == "text/plain" and len(response.body) < NOTE:
        note = " ".join(_decoded(response).split())
        return Page(html.escape(note), note, "", None, ())
    if response.content_type not in HTML or not response.body:
        return None
    source = _decoded(response)
    if not response.content_type and "<" not in source[:1000]:
        return None
    lowered = source.lower()
    if len(lowered) != len(source):  # some letters grow: positions would not fit
        source = lowered
    metas = [_attributes(tag) for tag in _tags(source, lowered, "<meta")]
    return Page(
        source=source,
        title=_between(source, lowered, "<title", "</title"),
        heading=_between(source, lowered, "<h1", "</h1"),
        refresh=next(filter(None, map(_refresh, metas)), None),
        meta=tuple(
            ((m.get("name") or m.get("property") or "").lower(), m.get("content", "")) for m in metas if "content" in m
        ),
    )


def _decoded(response: Response) -> str:
    body = response.content()
    declared = re.search(
        rb"charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", response.header("content-type").encode() + b" " + body[:1024]
    )
    try:
        return body.decode(declared[1].decode("ascii") if declared else "utf-8", "replace")
    except (LookupError, ValueError):
        return body.decode("utf-8", "replace")


def _between(source: str, lowered: str, opening: str, closing: str) -> str:
    """The text of the first such element, without tags."""
    start = lowered.find(opening)
    begin = lowered.find(">", start) + 1
    end = lowered.find(closing, begin)
    if start < 0 or not begin or end < 0:
        return ""
    return _words(source[begin : min(end, begin + 2000)], "")


def _tags(source: str, lowered: str, name: str) -> Iterator[str]:
    """The tags of that name, but those in comments and for browsers without scripts."""
    at, hidden = 0, 0
    for _ in range(META):
        at = lowered.find(name, at)
        if at < 0:
            return
        for opening, closing in (("<!--", "-->"), ("<noscript", "</noscript")):
            start = lowered.rfind(opening, hidden, at)
            if start >= 0 and lowered.rfind(closing, start, at) < 0:
                hidden = at
                break
        else:
            end = source.find(">", at)
            yield source[at : end if 0 <= end < at + 4000 else at + 4000]
        at += len(name)


def _attributes(tag: str) -> dict[str, str]:
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "") for match in ATTRIBUTE.finditer(tag)
    }


def _refresh(meta: dict[str, str]) -> str | None:
    return refresh(meta.get("content", "")) if meta.get("http-equiv", "").lower() == "refresh" else None


def refresh(text: str) -> str | None:
    """The address that a Refresh header, or an element that stands for one, leads to soon; None where it does not."""
    match = REFRESH.match(text)
    return match[2].strip() if match and int(match[1]) <= SOON else None


def _words(source: str, lowered: str) -> str:
    """The text between tags, that of silent elements left out, blanks squeezed."""
    for name in SILENT:
        if f"<{name}" in lowered:
            source = _dropped(source, lowered, name)
            lowered = source.lower()
    return " ".join(html.unescape(TAG.sub(" ", source)).split())


def _dropped(source: str, lowered: str, name: str) -> str:
    """The source without the elements of that name."""
    kept, at = [], 0
    while True:
        start = lowered.find(f"<{name}", at)
        end = lowered.find(f"</{name}", start)
        kept.append(source[at : start if start >= 0 else len(source)])
        if start < 0 or end < 0:
            return "".join(kept)
        at = end


def folded(text: str) -> str:
    """Letters and digits only, without case and accents, words apart by one blank: for comparing what is printed."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c)).split())
