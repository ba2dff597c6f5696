"""Printed text made harmless: what papers print is never a control sequence, a formula, markup or a mention."""

from __future__ import annotations

import html
import re
import unicodedata

__all__ = ["cell", "command", "line", "markdown", "width", "wrap", "xml"]

# Terminal sequences: CSI, then OSC and other strings up to their end, then any other escape.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b.?"
)
# Characters that reorder or hide what stands beside them, and surrogates, which no encoding can write.
_UNSEEN = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]#|~])")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def line(text: str) -> str:
    """One printable line: control sequences and controls are gone, white space is single spaces."""
    text = _SEQUENCE.sub("", text)
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    return " ".join(_UNSEEN.sub("", text).split())


def markdown(text: str) -> str:
    """One line of Markdown that shows just this text: no markup, no table cell, nobody notified."""
    escaped = _MARKDOWN.sub(r"\\\1", html.escape(line(text), quote=False))
    return escaped.replace("@", "@\u200b")


def cell(value: object) -> object:
    """A value for CSV: text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if not isinstance(value, str):
        return value
    value = _UNSEEN.sub("", value.replace("\x00", ""))
    return f"'{value}" if value.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "|")) else value


def xml(text: str) -> str:
    """Text or an attribute's value in XML 1.0."""
    return html.escape(_NOT_XML.sub("", line(text)))


def command(text: str, *, value: bool = False) -> str:
    """The data, or the value of a property, of a GitHub workflow command."""
    escaped = line(text).replace("%", "%25")
    return escaped.replace(":", "%3A").replace(",", "%2C") if value else escaped


def width(text: str) -> int:
    """The columns that text takes on a terminal: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most that many columns, broken at spaces, and within a word that is longer."""
    lines, current = [], ""
    for word in text.split():
        rest = word
        while True:
            candidate = f"{current} {rest}" if current else rest
            if width(candidate) <= columns:
                current = candidate
                break
            if current:
                lines.append(current)
                current = ""
                continue
            fitting = _fitting(rest, columns)
            lines.append(rest[:fitting])
            rest = rest[fitting:]
    return [*lines, current] if current or not lines else lines


def _fitting(text: str, columns: int) -> int:
    used = 0
    for n, letter in enumerate(text):
        used += width(letter)
        if used > columns:
            return max(1, n)
    return len(text)
