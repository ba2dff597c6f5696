"""What Markdown prints of a reference: the text of its links, without marks of emphasis."""

from __future__ import annotations

import re

__all__ = ["quiet", "rendered"]

# Quantifiers are bounded, so that a hostile line costs no more than its length.
_LINK = re.compile(
    r"!?\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,500})\](?:\([^()\s]{1,2000}(?:\s+\"[^\"]{0,300}\")?\)|\[[^\[\]]{0,200}\])"
)
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S{1,2000}(?:[ \t]+[\"'(][^\n]{0,300})?[ \t]*$", re.MULTILINE
)
_STRONG = re.compile(r"(?<![\\*\w])(\*{1,3})(?=[^\s*])([^*]{1,1000})(?<=[^\s*\\])\1(?!\*)")
_EMPHASIS = re.compile(r"(?<![\\\w/])(_{1,3})(?=[^\s_])([^_]{1,1000})(?<=[^\s_\\])\1(?![\w/])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def quiet(text: str) -> str:
    """The text, at its offsets, without the lines that only say where links lead: '[1]: https://...'."""
    return _DEFINITION.sub(lambda match: " " * len(match[0]), text) if "]:" in text else text


def rendered(text: str) -> str:
    """The text of Markdown as a reader sees it; addresses that it prints stay as they are."""
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    return _ESCAPED.sub(r"\1", text).strip()
