"""Plain text: which encoding it has, where its lines start, what its title may be."""

from __future__ import annotations

import codecs
import re
from array import array
from itertools import islice
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.model import Document, Hyperlink, Problem, Section
from litreview.read import encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.model import Source

__all__ = ["decoded", "document", "first_title", "hyperlinks", "lenient", "line_starts", "nested"]

TAIL = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
"""What bytes 80 to BF look like when they are taken for cp1252 or latin-1."""

# A quotation mark after a capital (Portuguese 'AMANHÔ') is no damage: a letter must follow, or no capital stand before.
# Each alternative starts with a letter of its own, so that the search skips to them.
MOJIBAKE = re.compile(
    rf"Ã(?:[{TAIL}](?=\w)|(?<![A-ZÀ-Þ]Ã)[{TAIL}])|Â(?<![A-ZÀ-Þ]Â)[\u00a0-\u00bf]|â€[{TAIL}]"
    rf"|Ð[{TAIL}](?:[ÐÑ][{TAIL}]){{2,}}|Ñ[{TAIL}](?:[ÐÑ][{TAIL}]){{2,}}|\ufffd"
)
WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
"""How an address begins that leads to the web, and neither into the document nor to a mailbox."""

MOST = 100
"""Places of damage that are told one by one."""


def document(source: Source, text: str) -> Document:
    """A plain text, as it stands."""
    return Document(source, text, "text", line_starts(text), title=first_title(text))


def line_starts(text: str) -> array[int]:
    """Where the lines start: after each CR LF, CR or LF; the first is 0."""
    starts = array("Q", [0])
    if "\r" in text:
        starts.extend(match.end() for match in re.finditer(r"\r\n?|\n", text))
        return starts
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def decoded(source: Source, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text without its byte-order mark, and what was wrong with its encoding (problems of kind "encoding")."""
    codec, mark = encoding.marked(data)
    body = memoryview(data)[mark:]
    try:
        text, foreign, message = (str(body, codec), None if mark else 0, "") if codec != "utf-8" else _utf8(body)
    except UnicodeDecodeError as error:
        raise InputError(f"{source.path}: is damaged: it says that it is {codec.upper()} and is not") from error
    text = text.replace("\0", "\ufffd")  # a zero is nobody's character, and told as one that was lost
    if "\n" not in text:  # lines of old Macs, which nothing else that looks for lines must know
        text = text.replace("\r", "\n")
    damage = list(islice(MOJIBAKE.finditer(text), MOST))
    if not (damage or mark or foreign is not None):
        return text, ()
    bare = Document(source, text, "text", line_starts(text))
    problems = []
    if mark and source.kind == "bibliography":  # BibTeX stumbles over it; nothing else does
        problems.append(Problem("encoding", "starts with a byte-order mark", bare.span(0, 0)))
    if foreign is not None:
        message = message or f"is not UTF-8; it was read as {encoding.named(codec)}"
        problems.append(Problem("encoding", message, bare.span(foreign, foreign + 1)))
    return text, (*problems, *(_damaged(bare, match) for match in damage))


def lenient(data: bytes) -> str:
    """The text of a few bytes, in whatever encoding makes sense of them."""
    return _utf8(memoryview(data.removeprefix(codecs.BOM_UTF8)))[0]


def _utf8(data: memoryview) -> tuple[str, int | None, str]:
    """Text, where its first character is that is not UTF-8, and as what it was read then.

    Where no other encoding makes sense of all of it, only bytes that are no UTF-8 are taken for Windows-1252.
    """
    try:
        return str(data, "utf-8"), None, ""
    except UnicodeDecodeError as error:
        codec = encoding.detected(bytes(data))
        told = f"it was read as {encoding.named(codec)}" if codec else "bytes that are not were read as Windows-1252"
        how = (codec, "replace") if codec else ("utf-8", "litreview.cp1252")
        return str(data, *how), len(str(data[: error.start], *how)), f"is not UTF-8; {told}"


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    try:
        return wrong.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return wrong.decode("latin-1"), error.end


codecs.register_error("litreview.cp1252", _as_cp1252)


def _damaged(document: Document, match: re.Match[str]) -> Problem:
    printed = match[0]
    try:
        meant = printed.encode("cp1252").decode("utf-8")
        message = f"'{printed}' was '{meant}' before it was saved in a wrong encoding"
    except UnicodeError:
        message = "a character was lost when this was saved in a wrong encoding"
    return Problem("encoding", message, document.span(match.start(), match.end()))


def hyperlinks(text: str, links: Iterable[tuple[int, int, str]]) -> tuple[Hyperlink, ...]:
    """The (start, end, address) that lead to the web, in order; pieces of one that nothing but white space parts are one."""
    found: list[Hyperlink] = []
    for first, last, address in sorted(links):
        url, printed = address.strip(), text[first:last]
        if not WEB.match(url) or not printed.strip():
            continue
        start, end = last - len(printed.lstrip()), first + len(printed.rstrip())
        if found and found[-1].url == url and not text[found[-1].end : start].strip():
            found[-1] = Hyperlink(found[-1].start, max(end, found[-1].end), url)
        else:
            found.append(Hyperlink(start, end, url))
    return tuple(found)


def first_title(text: str) -> str | None:
    """The first paragraph, when it reads like a title: 2 to 40 words, at most 300 characters, no full stop within or after."""
    paragraph = re.split(r"\r?\n[ \t]*\r?\n|\r[ \t]*\r", text[:4000].strip(), maxsplit=1)[0]
    title = " ".join(paragraph.split())
    plausible = len(title) <= 300 and 2 <= len(title.split()) <= 40 and not re.search(r"[a-z]{3}\.(?: [A-Z]|$)", title)
    return title if plausible else None


def nested(heads: Sequence[tuple[int, str, int]], end: int) -> tuple[Section, ...] | None:
    """The sections that (level, title, offset) head, each up to the next of its level or above; None where there are none."""
    ends = [end] * len(heads)
    above: list[int] = []
    for n, (level, _, start) in enumerate(heads):
        while above and heads[above[-1]][0] >= level:
            ends[above.pop()] = start
        above.append(n)
    return tuple(Section(title, level, start, ends[n]) for n, (level, title, start) in enumerate(heads)) or None
