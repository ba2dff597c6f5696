"""Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Document
from litreview.read.text import first_title, line_starts

if TYPE_CHECKING:
    from litreview.model import Source

__all__ = ["document"]


def document(source: Source, text: str) -> Document:
    """A Markdown text, as it stands; its title is that of its front matter, else its first heading."""
    return Document(source, text, "markdown", line_starts(text), title=_title(text))


def _title(text: str) -> str | None:
    front = re.match(r"---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    if front and (stated := re.search(r"^title:[ \t]*(\S.*)$", front[1], re.MULTILINE)):
        return stated[1].strip().strip("\"'")
    body = text[front.end() :] if front else text
    heading = re.search(r"^# +(\S.*?)[ \t#]*$", body[:20_000], re.MULTILINE)
    return heading[1] if heading else first_title(body)
