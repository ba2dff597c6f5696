"""LaTeX text in and out: accents, dashes, quotes and escapes become characters, and characters become them again.

`decode(encode(text)) == text` for every text that has no control characters and no blanks beside blanks.
Mathematics (`$x^2$`) and commands that are not listed here stay as they stand, both ways.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["decode", "encode", "verbatim"]

MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
SYMBOLS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textendash": "–", "textemdash": "—",
    "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘", "textquoteright": "’", "textquotedbl": '"',
    "textdegree": "°", "textregistered": "®", "texttrademark": "™", "copyright": "©", "pounds": "£", "euro": "€", "S": "§",
    "ldots": "…", "dots": "…", "slash": "/", "textgreater": ">", "textless": "<", "textbar": "|", "textunderscore": "_",
    "textbraceleft": "{", "textbraceright": "}",
}  # fmt: skip
# commands that only change how their argument looks: the argument is the text
LOOKS = frozenset(
    "emph textit textbf textsc texttt textrm textsf textsl textup textnormal text mbox hbox enquote bibstring it "
    "bf em sl sc tt rm itshape bfseries scshape upshape relax protect".split()
)

_KNOWN = "|".join(sorted({*LETTERS, *SYMBOLS, *LOOKS, *"uvHcdbkr"}))
# bounded, so that a lone dollar costs little; an argument holds no command
_MATH = r"(?P<math>\$(?=[^\s$])[^$\n]{0,200}[\\^_=<>][^$\n]{0,200}(?<=\S)\$)"
_UNKNOWN = rf"(?P<unknown>\\(?!(?:{_KNOWN})(?![A-Za-z]))[A-Za-z]+\*?(?:\{{[^{{}}\\$]*\}})*)"
_DECODE = re.compile(
    rf"{_MATH}|{_UNKNOWN}"
    r"""|\{\s*\\(?P<a1>[`'^~=".]|[uvHcdbkr](?=[\s{\\]))\s*(?:\{\s*(?P<b1>\\?[A-Za-z])\s*\}|(?P<c1>\\?[A-Za-z]))\s*\}"""
    r"""|\\(?P<a2>[`'^~=".]|[uvHcdbkr](?=[\s{\\]))\s*(?:\{\s*(?P<b2>\\?[A-Za-z])\s*\}|(?P<c2>\\?[A-Za-z]))"""
    r"|\\(?P<word>[A-Za-z]+)(?:\{\}|[ \t]+|)"
    r"|\\(?P<escaped>[&%$#_{} ,;/@\-])"
    r"|(?P<dash>---?)|(?P<quote>``|'')|(?P<tie>~)|(?P<brace>[{}])"
)
_ENCODE = re.compile(
    rf"{_MATH}|{_UNKNOWN}"
    r"|(?P<escape>[&%$#_])|(?P<part>-(?=[-–—])|'(?=['”])|`(?=[`“]))|(?P<crowded>[–—](?=[-–—]))|[\\~^{}]|[^\x00-\x7f]"
)
_SPECIAL = re.compile(r"[&%$#_{}\\~^'`-](?:(?<=[&%$#_{}\\~^])|(?<=-)-|(?<=')'|(?<=`)`)")
_BLANKS = re.compile(r"[ \t\r\n]+")
# a lone escaped brace would unbalance the entry: BibTeX counts it
_CHARACTERS = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}", "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {
    "–": "--", "—": "---", "“": "``", "”": "''",
}  # fmt: skip
_COMMANDS = {character: rf"{{\{name}}}" for name, character in reversed(LETTERS.items())}
_ACCENTS = {mark: name for name, mark in MARKS.items()}


def decode(text: str) -> str:
    """What LaTeX would print, as plain characters: blanks folded, grouping braces dropped."""
    if not _special(text):
        return text
    text = _BLANKS.sub(" ", text)
    return _DECODE.sub(_decoded, text).strip(" ")


def encode(text: str, *, ascii_only: bool = True) -> str:
    """LaTeX that prints text; accented letters as commands when ascii_only, where LaTeX has one for them."""
    if text.isascii() and not _SPECIAL.search(text):
        return text
    return _ENCODE.sub(lambda match: _encoded(match, ascii_only=ascii_only), text)


def verbatim(text: str) -> str:
    """A URL, identifier or path: only what was escaped for LaTeX is freed, nothing else changes."""
    text = text.strip()
    if text.startswith(r"\url{") and text.endswith("}"):
        text = text[5:-1]
    return re.sub(r"\\([&%$#_{}~])", r"\1", text)


def _special(text: str) -> bool:
    return (
        any(c in text for c in "\\{}~\t\r\n")
        or "--" in text
        or "``" in text
        or "''" in text
        or "  " in text
        or text != text.strip(" ")
    )


def _decoded(match: re.Match[str]) -> str:
    if match["math"] or match["unknown"]:
        return match[0]
    if accent := match["a1"] or match["a2"]:
        letter = match["b1"] or match["c1"] or match["b2"] or match["c2"]
        composed = unicodedata.normalize("NFC", letter.lstrip("\\") + MARKS[accent])
        return (
            composed if len(composed) == 1 or accent != '"' else match[0].replace('\\"', '"')
        )  # a quote, escaped in vain
    if word := match["word"]:
        return LETTERS.get(word) or SYMBOLS.get(word) or ("" if word in LOOKS else match[0])
    if match["escaped"]:
        return {"/": "", "-": "", "@": "", ",": " ", ";": " "}.get(match["escaped"], match["escaped"])
    if match["dash"]:
        return "—" if len(match["dash"]) == 3 else "–"
    if match["quote"]:
        return "“" if match["quote"] == "``" else "”"
    return " " if match["tie"] else ""


def _encoded(match: re.Match[str], *, ascii_only: bool) -> str:
    text = match[0]
    if match["math"] and not _balanced(text):
        return rf"\${encode(text[1:-1], ascii_only=ascii_only)}\$"
    if match["math"] or match["unknown"]:
        return text
    if match["escape"]:
        return "\\" + text
    if match["part"]:
        return text + "{}"
    if match["crowded"]:
        return r"\textendash{}" if text == "–" else r"\textemdash{}"
    return _CHARACTERS.get(text) or (_letter(text) if ascii_only else text)


def _balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    if character in _COMMANDS:
        return _COMMANDS[character]
    parts = unicodedata.normalize("NFD", character)
    base, marks = parts[0], parts[1:]
    if len(marks) == 1 and base.isascii() and base.isalpha() and marks in _ACCENTS:
        accent = _ACCENTS[marks]
        return rf"{{\{accent}{{{base}}}}}" if accent.isalpha() else rf"{{\{accent}{base}}}"
    return character
