"""Which encoding bytes that are not UTF-8 are in: what they say themselves, else what makes plausible text of them.

A library that detects encodings in general took 38 of 60 papers in Windows-1252 for another code page: here that is what
bytes are, unless nearly all of their letters speak for another.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["detected", "is_text", "known", "marked", "named"]

MARKS = {  # the longer marks first: UTF-32's begins with UTF-16's
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\0\0": "utf-32-le",
    b"\0\0\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
CONTROLS = bytes([*range(9), *range(14, 27), 127])
"""Characters that text has none of."""

SAMPLE = 65_536
"""Bytes of lines that hold more than ASCII: enough to tell, and soon read."""

FEW = 8
"""Characters on which nothing is decided."""

SURE = 0.85
"""The share of characters that must speak for another script."""

OWN, WESTERN_AT_MOST = 0.95, 0.8
"""The share of letters that must be of one language for another Latin encoding, and how many may be of a Western one in Windows-1252."""

STATED = re.compile(
    rb"%[ \t]{0,9}(?:!TeX[ \t]{1,9}encoding[ \t]{0,9}=|encoding:|-\*-[ \t]{0,9}coding:)[ \t]{0,9}([\w-]{2,20})|\\usepackage\[([\w-]{2,20})\]\{inputenc\}",
    re.IGNORECASE,
)
INPUTENC = {"ansinew": "cp1252", "applemac": "mac-roman", "latin9": "iso8859-15", "koi8-ru": "koi8-u"}
TEXT = re.compile(r"cp\d|iso8859|koi8|mac-|gb|big5|shift_jis|euc_|hz$|johab|tis-620|kz1048|ptcp")
SIGNS = re.compile(r"[\x00-\x7f\xa0«»“”„‘’–—…§°·´№]")
"""Characters that tell no encoding: most have them, and at one place."""

HIGH = re.compile(rb"[\x80-\xff]")


def marked(data: bytes) -> tuple[str, int]:
    """The encoding that a byte-order mark tells, and the mark's length; UTF-16 is told by its zeros, too. UTF-8 otherwise."""
    mark = next((mark for mark in MARKS if data.startswith(mark)), b"")
    if mark or b"\0" not in data[:SAMPLE]:
        return MARKS.get(mark, "utf-8"), len(mark)
    sample = data[: min(SAMPLE, len(data) // 2 * 2)]
    zeros = sample[::2].count(0), sample[1::2].count(0)
    for codec, (letters, fill) in (("utf-16-le", zeros), ("utf-16-be", zeros[::-1])):
        if fill * 10 > len(sample) and not letters:
            return codec, 0
    return "utf-8", 0


def is_text(sample: bytes) -> bool:
    """Whether bytes may be text: few control characters, outside UTF-16 and UTF-32."""
    if marked(sample)[0] != "utf-8":
        return True
    return len(sample) - len(sample.translate(None, CONTROLS)) <= len(sample) / 20


def detected(data: bytes) -> str | None:
    """The encoding of bytes that are no UTF-8; None where they are Windows-1252, or UTF-8 with some damage."""
    stated = STATED.search(data[:5000])
    codec = known((stated[1] or stated[2]).decode("ascii")) if stated else None
    if codec not in (None, "cp1252"):
        return codec
    sample = _sample(data)
    as_utf8 = re.sub(r"[\x00-\x7f]", "", sample.decode("utf-8", errors="replace"))
    if as_utf8.count("\ufffd") * 5 < len(as_utf8):
        return None
    return next((script.codec for script in SCRIPTS if script.score(sample) >= SURE), None) or _central(sample)


def named(codec: str) -> str:
    """What people call an encoding."""
    return NAMES.get(codec, codec.upper())


NAMES = {"cp1252": "Windows-1252", "cp1251": "Windows-1251", "cp1250": "Windows-1250", "cp1253": "Windows-1253"} | {
    "cp1254": "Windows-1254", "iso8859-2": "ISO 8859-2", "iso8859-5": "ISO 8859-5", "koi8-r": "KOI8-R", "cp932": "Shift JIS",
    "euc_jp": "EUC-JP", "cp949": "EUC-KR", "cp950": "Big5",
}  # fmt: skip


def known(name: str) -> str | None:
    """Python's name of an encoding that a file states; None for UTF-8, which it is not, and for what is no encoding of text.

    Latin-1 is Windows-1252, as in browsers: its control characters are nobody's.
    """
    try:
        codec = codecs.lookup(INPUTENC.get(name.lower(), name)).name
    except LookupError:
        return None
    return "cp1252" if codec == "iso8859-1" else codec if TEXT.match(codec) else None


def _sample(data: bytes) -> bytes:
    """The first lines that hold more than ASCII."""
    lines, size, at = [], 0, 0
    while size < SAMPLE and (match := HIGH.search(data, at)):
        start = max(at, data.rfind(b"\n", max(0, match.start() - 200), match.start()) + 1)
        start = start if match.start() - start < 200 else match.start()
        end = data.find(b"\n", match.start(), start + SAMPLE)
        at = end if end >= 0 else start + SAMPLE
        lines.append(data[start:at])
        size += at - start
    return b"\n".join(lines)


# -- scripts of their own -------------------------------------------------------------------------

CJK_SIGNS = frozenset(map(chr, chain(range(0x3000, 0x3040), range(0xFF00, 0xFFF0), range(0x2010, 0x2040)))) | set(
    "·×—…"
)


@dataclass(frozen=True, slots=True)
class Script:
    """An encoding of an Asian script: its characters have two bytes, the second from `cell` on.

    `rows` are the first bytes of its common characters, `kana` those of its syllables. At least `spoken` of the
    characters must be syllables: most of what is EUC-JP or EUC-KR is common in GB 18030, too.
    """

    codec: str
    cell: int
    rows: range
    kana: range = range(0)
    spoken: float = 0.0

    def score(self, sample: bytes) -> float:
        """The share of characters that are common in the script, of those that do not stand alone; 0 where they are too few."""
        common, kana = (_rows(self.codec, rows, self.cell) for rows in (self.rows, self.kana))
        runs = re.findall(r"[^\x00-\x7f]+", sample.decode(self.codec, errors="replace"))
        letters = [char for run in runs for char in run if len(run) > 1 and char not in CJK_SIGNS]
        spoken = sum(char in kana for char in letters) >= self.spoken * len(letters)
        if not spoken or len(letters) < max(FEW, sum(map(len, runs)) / 2):
            return 0.0
        return sum(char in common or char in kana for char in letters) / len(letters)


@cache
def _rows(codec: str, rows: range, cell: int) -> frozenset[str]:
    """The characters whose first byte is one of rows, and whose second is `cell` or more."""
    cells = (bytes((row, second)).decode(codec, errors="ignore") for row in rows for second in range(cell, 0xFF))
    return frozenset(char for char in cells if len(char) == 1)


@dataclass(frozen=True, slots=True)
class Letters:
    """An encoding whose upper half holds the letters of another alphabet; `often` are those that half of a text is made of."""

    codec: str
    alphabet: str
    often: str

    def score(self, sample: bytes) -> float:
        """The share of letters that stand in words of the alphabet, capitals at their beginning or throughout; 0 where they are too few.

        Words of one letter say nothing.
        """
        text = sample.decode(self.codec, errors="replace")
        high = [word for word in re.findall(r"[^\W\d_]{2,}", text) if not word.isascii()]
        signs = re.sub(r"\w", "", SIGNS.sub("", text))
        size = len(signs) + sum(map(len, high))
        often = sum(word.lower().count(letter) for word in high for letter in self.often)
        if size < FEW or often * 10 < size * 4:
            return 0.0
        own = (w for w in high if (w[1:].islower() or w.isupper()) and not set(w.lower()).difference(self.alphabet))
        return sum(map(len, own)) / size


CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўјљњћђџ"
SCRIPTS: tuple[Script | Letters, ...] = (
    Letters("cp1251", CYRILLIC, "оеаинтср"),
    Letters("koi8-r", CYRILLIC, "оеаинтср"),
    Letters("iso8859-5", CYRILLIC, "оеаинтср"),
    Letters("cp1253", "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ", "αοιετσνρ"),
    Script("cp949", 0xA1, range(0), range(0xB0, 0xC9), 0.85),
    Script("euc_jp", 0xA1, range(0xB0, 0xD0), range(0xA4, 0xA6), 0.05),
    Script("cp932", 0x40, range(0x88, 0x98), range(0x82, 0x84), 0.02),
    Script("gb18030", 0xA1, range(0xB0, 0xD8)),
    Script("cp950", 0x40, range(0xA4, 0xC7)),
)

# -- the letters of Central Europe ----------------------------------------------------------------

WESTERN = (
    "àâæçèéêëîïôœùûüÿ", "äöüß", "áéíñóúü¿¡ªº", "áâãàçéêíóôõúüªº", "àèéìíîòóùú", "æøåéó", "åäöé", "áéíóúýþðæö", "àçéèíïóòúü·", "éëïóöüè", "äöõü",
)  # fmt: skip
"""What French, German, Spanish, Portuguese, Italian, Danish, Swedish, Icelandic, Catalan, Dutch and Estonian print beside a to z."""

CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ")
"""The same for Polish, Czech, Slovak, Hungarian, Croatian and Slovene, Romanian."""

TURKISH = ("çğıöşüâîİ",)


def _central(sample: bytes) -> str | None:
    """The encoding of Central Europe or Turkey in which nearly all letters are of one language, where in Windows-1252 they are not.

    Half of the language's letters must be there: few of many would fit by chance.
    """
    western = _letters(sample, "cp1252")
    if len(western) < FEW or _share(western, WESTERN) > WESTERN_AT_MOST:
        return None
    choice = (("iso8859-2", CENTRAL), ("cp1250", CENTRAL), ("cp1254", TURKISH))
    shares = {}
    for codec, languages in choice:
        letters = _letters(sample, codec)
        shares[codec] = _share(letters, [one for one in languages if 2 * len({*one} & {*letters.lower()}) >= len(one)])
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= OWN else None


def _letters(sample: bytes, codec: str) -> str:
    """The characters beside ASCII without the signs that stand at one place in all encodings."""
    return SIGNS.sub("", sample.decode(codec, errors="replace"))


def _share(letters: str, languages: Sequence[str]) -> float:
    """The largest share of letters that one language has."""
    counts = (sum(map(letters.count, {*own, *own.upper()})) for own in languages)
    return max(counts, default=0) / max(1, len(letters))
