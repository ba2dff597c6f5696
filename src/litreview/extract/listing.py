"""Find the reference list, or lists, of a document: from a heading to the next heading that ends it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Line", "heading", "is_list_heading", "is_part_heading", "lines", "lists"]

Line = tuple[int, int]
"""Start and end of a line's text in the document, without its line break."""

_DECORATION = re.compile(
    r"\s*(?:#{1,6}\s*)?[*_=§\\\s]*(?:(?:\d{1,2}|[IVXivx]{1,5}|[A-Z])(?:\.\d{1,2}){0,3}[.):]?\s+)?"
)  # what stands before a heading's words
_TRAILING = " \t\r\n\v\f\xa0:.*_=#}"  # and after them
_HEAD = 1_500  # characters: a dozen lines that have fewer may be one reference with its many authors
_LONGEST = 90  # code points of a heading's words
_TEX = re.compile(r"\s*\\(?:section|subsection|chapter)\*?\{([^{}]{1,80})\}\s*")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|\*{3,})\s*")
_MARKDOWN = re.compile(r"\s{0,3}(#{1,6})\s")
_CONTENTS = re.compile(r"(?:\.\s?){4,}|\s{3,}\d{1,4}\s*$")
_REFERENCE = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|https?://|\bdoi\b|\bwww\.|\bin press\b|\bn\.d\.|\bvol\.|\bpp?\.\s?\d|\[[A-Za-z0-9]{1,8}\]",
    re.IGNORECASE,
)


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """The lines of text[start:end] that are not blank, without trailing spaces."""
    for line in text[start:end].split("\n"):
        if printed := line.rstrip():
            yield start, start + len(printed)
        start += len(line) + 1


def heading(line: str) -> str | None:
    """The folded title of a line that could be a heading, else None."""
    if len(line) > 140:
        return None
    if "\\" in line and (tex := _TEX.fullmatch(line)):
        return _fold(tex[1])
    title = _DECORATION.sub("", line, count=1).rstrip(_TRAILING)
    return _fold(title) if len(title) <= _LONGEST else None


def is_list_heading(line: str) -> bool:
    """Whether a line is the heading of a reference list in one of the lexicon's languages."""
    return heading(line) in _headings()


def lists(text: str) -> list[tuple[int, int, int]]:
    """(start of the heading's line, start and end of the items) of each reference list, in order."""
    found: list[tuple[int, int, int]] = []
    rows = list(lines(text))
    titles = [heading(text[s:e]) if e - s <= 100 else None for s, e in rows]
    at = 0
    while at < len(rows):
        title = titles[at]
        if title not in _headings() or _CONTENTS.search(text[slice(*rows[at])]):
            at += 1
            continue
        stop = _end(text, rows, titles, at)
        body = [r for r in rows[at + 1 : stop] if not _UNDERLINE.fullmatch(text[slice(*r)])]
        if body and _looks_like_list(text, body):
            found.append((rows[at][0], body[0][0], body[-1][1]))
            at = stop
        else:
            at += 1
    return found


@cache
def _headings() -> frozenset[str]:
    return frozenset(_fold(w) for w in lexicon.words("list", "headings"))


@cache
def _parts() -> frozenset[str]:
    return frozenset(_fold(w) for w in lexicon.words("list", "parts"))


def is_part_heading(line: str) -> bool:
    """Whether a line heads a part of a list: 'Books', '### Articles', 'B'."""
    line = line.strip()
    return (len(line) == 1 and line.isalpha()) or (
        len(line) < 90 and (_MARKDOWN.match(line) is not None or heading(line) in _parts())
    )


@cache
def _caption() -> re.Pattern[str]:
    """'Figure 3. ...' after the list."""
    words = "|".join(map(re.escape, lexicon.words("list", "captions")))
    return re.compile(rf"\s*(?:{words})\.?\s?\d{{1,3}}\s?[.:–-]", re.IGNORECASE)


@cache
def _ends() -> frozenset[str]:
    return frozenset(_fold(w) for w in lexicon.words("list", "end"))


@cache
def _appendix() -> re.Pattern[str]:
    """'Appendix A', 'Anhang 1: Fragebogen': an end heading that goes on."""
    words = [
        w
        for w in _ends()
        if w.startswith(("append", "anhang", "annex", "anex", "apén", "apên", "bijlage", "załącznik", "прилож", "附"))
    ]
    return re.compile(
        rf"(?:{'|'.join(map(re.escape, words))})\s?(?:[a-z]|\d{{1,2}}|[ivx]{{1,4}})?(?:$|[\s.:–-].{{0,80}})"
    )


def _end(text: str, rows: list[Line], titles: list[str | None], at: int) -> int:
    """The row that the list headed by row `at` does not hold any more."""
    level = _level(text[slice(*rows[at])])
    for n in range(at + 1, len(rows)):
        title, (start, end) = titles[n], rows[n]
        if _caption().match(text, start, end) and _stands_alone(text, start):
            return n
        if title is None or end - start > 100:
            continue
        line = text[start:end]
        if level and (depth := _level(line)):
            if depth <= level:
                return n
            continue
        if title in _ends() or title in _headings() or _appendix().fullmatch(title):
            # A word of the lexicon alone on a line may be the tail of a wrapped reference.
            if _stands_alone(text, start) and not line.rstrip().endswith((".", ",", ";")):
                return n
        elif n > at + 1 and _stands_apart(text, rows[n]) and _is_title(line) and _prose_follows(text, rows, n):
            return n
    return len(rows)


def _level(line: str) -> int:
    match = _MARKDOWN.match(line)
    return len(match[1]) if match else 0


def _stands_alone(text: str, start: int) -> bool:
    """Whether the line before is blank or ends a sentence."""
    before = text[max(0, start - 200) : start].rstrip(" \t\r")
    return (
        before.endswith("\n\n")
        or before.replace("\r", "").endswith("\n\n")
        or before.rstrip()[-1:] in ".)>]}/0123456789"
        or not before.strip()
    )


def _stands_apart(text: str, row: Line) -> bool:
    """Whether blank lines stand before and after."""
    before, after = (
        text[max(0, row[0] - 4) : row[0]].replace("\r", ""),
        text[row[1] : row[1] + 6].replace("\r", "").replace(" ", ""),
    )
    return before.endswith("\n\n") and after.startswith("\n\n")


def _is_title(line: str) -> bool:
    line = line.strip()
    return (
        3 <= len(line) <= 80
        and line[0].isupper()
        and not line.endswith((".", ",", ";"))
        and not any(c.isdigit() for c in line)
    )


def _prose_follows(text: str, rows: list[Line], at: int) -> bool:
    """Whether what follows a possible heading is running text rather than references."""
    following = rows[at + 1 : at + 6]
    return (
        bool(following)
        and not any(_REFERENCE.search(text[s:e]) for s, e in following)
        and sum(e - s for s, e in following) > 200
    )


def _looks_like_list(text: str, body: list[Line]) -> bool:
    """Whether the lines under a heading are references: years or links in reach of one another from the start."""
    heads = [body[:12], body[:40]] if body[:12][-1][1] - body[0][0] < _HEAD else [body[:12]]
    return any(sum(1 for s, e in head if _REFERENCE.search(text[s:e][:2000])) * 6 >= len(head) for head in heads)


def _fold(title: str) -> str:
    plain = title if title.isascii() else unicodedata.normalize("NFKC", title).replace("’", "'")
    return " ".join(plain.casefold().split()).strip(" .:*_")
