"""What LaTeX would print of a piece of its source: the commands of bibliography styles first, then all others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    Meant = str | Callable[[re.Match[str]], str]

__all__ = ["plain"]

LONG = 20_000
"""Characters beyond which a text is no reference and is not decoded with care."""

GROUP = r"\s{0,9}\{((?:[^{}]|\{[^{}]{0,500}\}){0,1000})\}"


def _escaped(command: re.Match[str]) -> str:
    """A command with an address whose signs the decoder would take for comments and spaces."""
    return re.sub(r"(?<!\\)%", r"\\%", command[0].replace("~", r"\textasciitilde{}"))


def _journal(command: re.Match[str]) -> str:
    """Apacite's journal, volume, number and pages, each of which may be empty."""
    name, volume, number, pages = command.groups()
    return ", ".join(filter(None, (name, f"{volume}({number})" if number else volume, pages)))


def _between(mark: str) -> Callable[[re.Match[str]], str]:
    """The arguments of a command that are not empty, with a mark between them."""
    return lambda command: mark.join(filter(None, command.groups()))


SPECIAL: tuple[tuple[re.Pattern[str], Meant], ...] = tuple(
    (re.compile(pattern), meant)
    for pattern, meant in (
        (r"\\href(?:@noop)?\s{0,9}\{[^{}]{0,2000}\}", ""),  # its text stays
        (r"\\doi\s{0,9}\{", "doi:{"),
        (r"\\[eE]print\s{0,9}\{(?=\d{4}\.\d{4,5}|[a-z-]{2,20}/\d{7})", "arXiv:{"),
        (r"\\show(ISSN|ISBN)x?\s{0,9}\{", r"\1 {"),
        (r"\\(?:MR|Zbl|showMR)(?:\s{0,9}\[[^\[\]]{0,100}\])?\s{0,9}\{[^{}]{0,100}\}", ""),  # numbers in reviews
        (r"\\penalty\s?-?\d{1,5}\s?", ""),
        (r"\\(?:url|nolinkurl|path)\s{0,9}\{[^{}]{1,2000}\}", _escaped),
        # REVTeX says what each part is, and prints it
        (r"\\bib(?:info|field)\s{0,9}\{[^{}]{0,40}\}\s{0,9}", ""),
        (r"\\(?:BibitemShut\s{0,9}\{[^{}]{0,40}\}|Bibitem(?:Open|Shut)(?![A-Za-z]))", ""),
        # apacite has a command for each sign
        (r"\\(?:APACinsertmetastar|PrintBackRefs)\s{0,9}\{[^{}]{0,500}\}", ""),
        (r"\\APACref(?:YearMonthDay|Year)\s{0,9}\{([^{}]{0,40})\}(?:\s{0,9}\{[^{}]{0,40}\}){0,2}", r"(\1)"),
        (rf"\\APACref[abs]title{GROUP}\s{{0,9}}(?=\{{)", ""),  # the second is the same title as it is printed
        (rf"\\APACjournalVolNumPages{GROUP * 4}", _journal),
        (rf"\\APACaddress(?:Publisher|School|Institution)(?:EqAuth)?{GROUP * 2}", _between(": ")),
        (rf"\\APACtypeAddressSchool{GROUP * 3}", _between(", ")),
        (rf"\\APACbVolEdTR{GROUP * 2}", _between(" ")),
        (r"\\BBA(?![A-Za-z])", r"\\&"),
        (r"\\BPBI(?![A-Za-z])", ". "),
        (r"\\BCB[TL](?![A-Za-z])", ","),
        (r"\\BOthers(?:Period)?(?![A-Za-z])(?:\s{0,9}\{\.?\})?", "et al."),
        (r"\\BIn(?![A-Za-z])", "In"),
        (r"\\BEDS(?![A-Za-z])", "Eds."),
        (r"\\(?:BED|BEd)(?![A-Za-z])", "Ed."),
        (r"\\BPGS(?![A-Za-z])", "pp."),
        (r"\\BPG(?![A-Za-z])", "p."),
        (r"\\BVOL(?![A-Za-z])", "Vol."),
        (r"\\BNUM(?![A-Za-z])", "No."),
        (r"\\(?:newblock|hskip[^\\]{0,40}?(?=\\)|par|thinspace|,|(?:sub)?import|input|include)(?![A-Za-z])", " "),
    )
)
"""Commands of bibliography styles that print something else than the decoder knows, in the order in which they are told."""


def plain(text: str) -> str:
    """What LaTeX would print, on one line."""
    if not re.search(r"[\\{}$~]|--|``|''", text):
        return " ".join(text.split())
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 (takes a while to load)

    bare = text
    for pattern, meant in SPECIAL:
        bare = pattern.sub(meant, bare)
    decoder: Any = LatexNodes2Text(math_mode="text", keep_comments=False)
    try:
        if len(bare) > LONG:
            raise ValueError  # noqa: TRY301 (as what cannot be decoded)
        printed = str(decoder.latex_to_text(bare, tolerant_parsing=True))
    except (RecursionError, ValueError, IndexError, KeyError):
        printed = re.sub(r"\\[A-Za-z]+\*?|[{}]", " ", bare)
    return " ".join(printed.split())
