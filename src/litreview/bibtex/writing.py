"""Works to the text of a .bib, in either dialect: the same works give the same bytes."""

from __future__ import annotations

import re
from itertools import starmap
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from litreview.bibtex import latex, names
from litreview.bibtex.entries import ISO
from litreview.bibtex.fields import MONTHS
from litreview.bibtex.vocabulary import BIBTEX_TYPE, LANGUAGE_NAMES, field_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from litreview.model import Entry, Work

__all__ = ["HEADER", "Dialect", "blocks", "fields", "joined", "keyed", "order", "write"]

Dialect = Literal["bibtex", "biblatex"]
HEADER = "% litreview wrote this file and will write it anew: of what stands here it reads back only the keys."

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*", re.UNICODE)
INNER = re.compile(r"[A-Z](?:(?<=[^\W_][A-Z])|\d)")  # a capital after a letter, or before a digit
OPENS = re.compile(r"[:.?!]\W*$")
INNER_HYPHEN = re.compile(r"-(?<=\w-)(?=\w)")
BIBLATEX_NAMES = {"journal": "journaltitle", "school": "institution"}
NUMBERS = ("pmid", "pmcid", "isbn", "issn")
numbers = attrgetter(*NUMBERS)
SPECIAL = re.compile(r"[$\\{}]")


def write(works: Iterable[Work], dialect: str = "bibtex", *, comments: Iterable[str] = ()) -> str:
    """The .bib in dialect "bibtex" or "biblatex": our header, the works by key, then the comments of other tools as they stood.

    Field values carry what the canonical record says; neither printed text nor a path on somebody's disk.
    """
    ordered = sorted(works, key=lambda work: order(work.key))
    return joined(blocks(ordered, dialect), comments=comments)


def joined(blocks: Iterable[str], *, comments: Iterable[str] = ()) -> str:
    """The .bib of such blocks."""
    return "\n".join([f"{HEADER}\n", *blocks, *(f"{comment}\n" for comment in comments)])


def blocks(works: Iterable[Work], dialect: str = "bibtex") -> Iterator[str]:
    """Each work as it stands in a .bib."""
    from bibtexparser import writer  # noqa: PLC0415 (costly, and seldom needed)
    from bibtexparser.library import Library  # noqa: PLC0415
    from bibtexparser.model import Entry, Field  # noqa: PLC0415

    layout = writer.BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent, layout.trailing_comma = "  ", True
    for work in works:
        kind = BIBTEX_TYPE.get(work.entry.type, work.entry.type) if dialect == "bibtex" else work.entry.type
        said = [*starmap(Field, fields(work.entry, dialect))]
        yield writer.write(Library([Entry(kind, work.key, said)]), layout)


def keyed(block: str, key: str) -> str:
    """The block of a work that had no key yet, with its key."""
    kind, brace, rest = block.partition("{")
    return f"{kind}{brace}{key}{rest}"


def order(key: str) -> tuple[str, str]:
    """What works are sorted by in a .bib."""
    return key.casefold(), key


def fields(entry: Entry, dialect: str) -> list[tuple[str, str]]:
    """The fields of an entry in the order in which they are written; values with their delimiters."""
    latin = dialect == "bibtex"

    def text(value: str | None) -> str:
        return latex.encode(value, ascii_only=latin) if value else ""

    container = field_name(entry.type, "container_title")
    publisher = field_name(entry.type, "publisher")
    said: dict[str, str | None] = {
        "author": names.write(entry.authors, truncated=entry.authors_truncated, ascii_only=latin),
        "editor": names.write(entry.editors, ascii_only=latin),
        "translator": names.write(entry.translators, ascii_only=latin),
        "title": _title(entry.title or "", latin=latin),
        container if latin else BIBLATEX_NAMES.get(container, container): text(entry.container_title),
        "series": text(entry.series),
        "edition": text(entry.edition),
        "volume": text(entry.volume),
        "number": text(entry.issue),
        "pages": INNER_HYPHEN.sub("--", text(entry.pages)),
        publisher if latin else BIBLATEX_NAMES.get(publisher, publisher): text(entry.publisher),
        "address" if latin else "location": text(entry.place),
        **dict(_dates(entry, latin=latin)),
        **dict(_identifiers(entry, latin=latin)),
        "langid": LANGUAGE_NAMES.get(entry.language, _whole(entry.language)) if entry.language else "",
        "note": text(entry.note),
    }
    found = [(name, value if name == "month" else f"{{{value}}}") for name, value in said.items() if value]
    if entry.extra:
        found += [(name, f"{{{_whole(entry.extra[name])}}}") for name in sorted(entry.extra) if not said.get(name)]
    return found


def _identifiers(entry: Entry, *, latin: bool) -> Iterator[tuple[str, str]]:
    if entry.doi:
        yield "doi", _whole(entry.doi)
    if entry.arxiv:
        yield "eprint", _whole(entry.arxiv)
        yield "archiveprefix" if latin else "eprinttype", "arXiv"
    for name, number in zip(NUMBERS, numbers(entry), strict=True):
        if number:
            yield name, _whole(number)
    if entry.url or entry.urls:
        first, *others = [url for url in dict.fromkeys((entry.url, *entry.urls)) if url] or [""]
        yield "url", _whole(first)
        yield "urls", " ".join(_whole(url).replace(" ", "%20") for url in others)
    if entry.accessed:
        yield "urldate", _whole(entry.accessed)


def _dates(entry: Entry, *, latin: bool) -> Iterator[tuple[str, str | None]]:
    exact = ISO.fullmatch(entry.date or "")
    if entry.date and not latin:
        yield "date", _whole(entry.date)
        stated = entry.year or ""
        yield "year", None if entry.date.startswith(stated) else latex.encode(stated, ascii_only=False)
        return
    yield "year", latex.encode(entry.year or (exact[1] if exact else ""))
    if exact and exact[1] == (entry.year or exact[1]):
        if exact[2] and 1 <= int(exact[2]) <= 12:
            yield "month", list(MONTHS)[int(exact[2]) - 1]
            yield "day", str(int(exact[3])) if exact[3] else None
    elif entry.date:
        yield "date", _whole(entry.date)


def _title(title: str, *, latin: bool) -> str:
    """A title whose capitals survive a style that writes titles in small letters.

    Acronyms are protected always; names where the rest of the title is in small letters, so that a capital means something.
    """
    if title[1:].islower() or title.isupper() or SPECIAL.search(title):
        return latex.encode(title, ascii_only=latin)
    names_show = _sentence(title)
    if not names_show and not INNER.search(title):
        return latex.encode(title, ascii_only=latin)
    out, position = [], 0
    for word in WORD.finditer(title):
        if (names_show and word[0][0].isupper() and not _opens(title, word.start())) or INNER.search(word[0]):
            out.append(latex.encode(title[position : word.start()], ascii_only=latin))
            out.append(f"{{{latex.encode(word[0], ascii_only=latin)}}}")
            position = word.end()
    return "".join(out) + latex.encode(title[position:], ascii_only=latin)


def _opens(title: str, start: int) -> bool:
    """Whether a word that starts there begins the title or its subtitle."""
    return not any(map(str.isalnum, title[:start])) or bool(OPENS.search(title, 0, start))


def _sentence(title: str) -> bool:
    """Whether most words of a title are in small letters."""
    following = [word for word in title.split()[1:] if len(word) > 3]
    return sum(map(str.islower, following)) * 2 > len(following)


def _whole(text: str) -> str:
    """Text as it stands, unless its braces would break the entry."""
    if not ("{" in text or "}" in text or "\\" in text):
        return text
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    if depth == 0 and not text.endswith("\\"):
        return text
    named = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    whole = re.sub(r"[{}]", lambda brace: named[brace[0]], text)
    return f"{whole} " if whole.endswith("\\") else whole
