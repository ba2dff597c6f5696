"""LaTeX: its citation commands, bibliographies and typed lists, over all files that it includes."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from litreview.errors import InputError
from litreview.model import Citation, Document, Part, Problem, Reference
from litreview.read import biber
from litreview.read.included import Files, quiet
from litreview.read.printed import plain
from litreview.read.text import decoded, hyperlinks, line_starts, nested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from litreview.model import Source
    from litreview.read.found import Found

__all__ = ["document"]

CITE = re.compile(r"\\((?:[A-Za-z]*[cC]ite[A-Za-z]*|citeonline|onlinecite|autocites?|nocite))(\*?)(?![A-Za-z])")
NO_CITE = re.compile(
    r"(?:citetext|citestyle|setcitestyle|citereset\w*|citesep|citealias|defcitealias|bibcite|citeindex\w*|citesetup|citename|citefield|citelist|citemid|citepunct|citeleft|citeright|citeform|citefont|citeauthoryear|NoCiteOrder|RequireCite\w*)"
)
OPTION = re.compile(r"[ \t]*+\n?+[ \t]*+(?:\[((?:[^\[\]{}]|\{[^{}]*\})*)\]|<([^<>]*)>|\(((?:[^(){}]|\{[^{}]*\})*)\))")
KEYS = re.compile(r"[ \t]*+\n?+[ \t]*+\{([^{}]*)\}")
BIBLIOGRAPHY = re.compile(
    r"\\(?:no)?bibliography[ \t]*\{([^{}]{1,2000})\}|\\add(?:bibresource|globalbib|sectionbib)[ \t]*(?:(\[[^\[\]]{0,500}\])[ \t]*)?\{([^{}]{1,500})\}"
)
HEADING = re.compile(
    r"\\(part|chapter|section|subsection|subsubsection|paragraph)\*?[ \t]*(?:\[[^\[\]]{0,300}\][ \t]*)?\{"
)
LEVELS = {"part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5}
TITLE = re.compile(r"\\title[ \t]*(?:\[[^\[\]]{0,300}\][ \t]*)?\{")
HREF = re.compile(r"\\href(?:@noop)?\s{0,9}\{([^{}]{0,2000})\}\s{0,9}")
LINKED = re.compile(r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]{0,200}\}){0,300}\}){0,600})\}")


ESCAPED = re.compile(r"\\([%#&_~{}])")
LIST = re.compile(r"\\begin[ \t]*\{thebibliography\}[ \t]*(?:\{[^{}]*\})?")
ITEM = re.compile(r"\\bibitem(?![A-Za-z])[ \t]*")


def document(source: Source, text: str, near: Callable[[str], Found | None]) -> Document:
    r"""A LaTeX source with all that it includes, as it stands. Citations are by key.

    `references` is what a `thebibliography` (typed, or in the .bbl) holds; it is () where the list is
    made from `bibliographies`, and None where the source has neither.
    """
    reader = Files(near, lambda found: decoded(source, found.data())[0])
    joined = reader.joined(text)
    blank = quiet(joined.text)
    named = list(_bibliographies(blank))
    paths, missing = _paths(named, near)
    if missing and not LIST.search(blank) and (printed := near(f"{PurePath(source.path).stem}.bbl")):
        joined = reader.joined_too(decoded(source, printed.data())[0], printed.path)
        blank, missing = quiet(joined.text), []
    bare = Document(source, joined.text, "latex", line_starts(joined.text), parts=_shown(joined.parts))
    references = tuple(_references(bare, blank)) or tuple(biber.references(bare, blank))
    found, nocite = _citations(bare, blank)
    troubles = [*joined.troubles, *(("no-bibliography", message, at) for message, at in missing)]
    return Document(
        source,
        joined.text,
        "latex",
        bare.lines,
        title=_title(blank),
        problems=tuple(Problem(kind, message, bare.span(at, at)) for kind, message, at in troubles),
        references=references if references or paths else None,
        citations=found or None,
        sections=nested(_heads(blank), len(blank)),
        bibliographies=tuple(paths),
        nocite=nocite,
        parts=bare.parts,
        hyperlinks=hyperlinks(joined.text, _links(blank)),
    )


def _links(blank: str) -> Iterator[tuple[int, int, str]]:
    r"""(start, end, address) of the text of each \href; of the command itself where its text is a whole reference."""
    for match in HREF.finditer(blank):
        address = re.sub(r"\\doibase\s{0,9}", "https://doi.org/", ESCAPED.sub(r"\1", match[1]))
        text = LINKED.match(blank, match.end())
        yield *(text.span(1) if text else match.span()), "".join(address.split())


def _shown(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Parts are told only where there is more than one file."""
    return parts if any(part.file for part in parts) else ()


# -- citations ------------------------------------------------------------------------------------


def _citations(bare: Document, blank: str) -> tuple[tuple[Citation, ...], tuple[str, ...]]:
    r"""The citations, and the keys of \nocite."""
    begin = blank.find("\\begin{document}")
    found: list[Citation] = []
    nocite: list[str] = []
    for match in CITE.finditer(blank, max(0, begin)):
        if NO_CITE.fullmatch(match[1]) or not (groups := list(_groups(blank, match))):
            continue
        if match[1] == "nocite":
            nocite += [key for keys, _, _ in groups for key, _, _ in keys]
            continue
        every = [(key, locator, start, end) for keys, locator, _ in groups for key, start, end in keys]
        whole = match.start(), groups[-1][2]
        for key, locator, start, end in every:
            at = whole if len(every) == 1 else (start, end)
            number = len(found) + 1
            surface = bare.text[at[0] : at[1]]
            found.append(
                Citation(f"{bare.source.id}#c{number}", bare.span(*at), surface, "key", label=key, locator=locator)
            )
    return tuple(found), tuple(dict.fromkeys(nocite))


def _groups(blank: str, command: re.Match[str]) -> Iterator[tuple[list[tuple[str, int, int]], str | None, int]]:
    r"""For each {...} of a citing command its keys with their offsets, its locator, and where it ends.

    Commands that end in -s (\parencites) take many, the others one.
    """
    at = command.end()
    many = command[1].endswith("cites")
    while True:
        options, at = _options(blank, at)
        keys = KEYS.match(blank, at)
        if keys and "volcite" in command[1].lower():  # \volcite[prenote]{volume}[page]{key}
            options, at = _options(blank, keys.end())
            options = options or [keys[1]]
            keys = KEYS.match(blank, at)
        if not keys:
            return
        at = keys.end()
        named = [
            (m[0], keys.start(1) + m.start(), keys.start(1) + m.end())
            for m in re.finditer(r"[^\s,{}][^,{}\n]*(?<=[^\s,])", keys[1])
        ]
        named = [one for one in named if "#" not in one[0] and "\\" not in one[0]]
        if named:
            yield named, plain(options[-1]) or None if options else None, at
        if not many:
            return


def _options(blank: str, at: int) -> tuple[list[str], int]:
    """The contents of the [...] from offset at on, and where they end; <...> and (...) hold words before the citation."""
    options: list[str] = []
    for _ in range(6):
        option = OPTION.match(blank, at)
        if not option:
            break
        options += [option[1]] if option[1] is not None else []
        at = option.end()
    return options, at


# -- the bibliography -----------------------------------------------------------------------------


def _bibliographies(blank: str) -> Iterator[tuple[str, int]]:
    """The names of the .bib files that a source calls, and where."""
    for match in BIBLIOGRAPHY.finditer(blank):
        if match[1]:
            for name in re.split(r"\s*,\s*", match[1].strip()):
                yield name if name.endswith(".bib") else f"{name}.bib", match.start()
        else:
            yield match[3].strip(), match.start()


def _paths(
    named: list[tuple[str, int]], near: Callable[[str], Found | None]
) -> tuple[list[str], list[tuple[str, int]]]:
    """The paths of the files that are there, and for each other one a message and where it is called."""
    paths: list[str] = []
    missing: list[tuple[str, int]] = []
    for name, at in named:
        if "://" in name:
            missing.append((f"the bibliography {name} is on the web, and not read", at))
            continue
        try:
            found = near(name)
        except InputError as error:
            missing.append((str(error), at))
            continue
        if found:
            paths.append(found.path)
        else:
            missing.append((f"the bibliography {name} is not there", at))
    return list(dict.fromkeys(paths)), missing


def _references(bare: Document, blank: str) -> Iterator[Reference]:
    n = 0
    openings = [match.end() for match in LIST.finditer(blank)]
    for begin, limit in zip(openings, [*openings[1:], len(blank)], strict=False):
        stop = blank.find("\\end{thebibliography}", begin, limit)
        end = stop if stop >= 0 else limit
        items = list(ITEM.finditer(blank, begin, end))
        for item, following in zip(items, [*(m.start() for m in items[1:]), end], strict=False):
            at = item.end()
            if blank[at : at + 1] == "[":
                at = _closing(blank, at, "[]")
            key = KEYS.match(blank, at)
            if not key or key.end() > following:
                continue
            start, stop_at = key.end(), following
            while start < stop_at and blank[start].isspace():
                start += 1
            while stop_at > start and blank[stop_at - 1].isspace():
                stop_at -= 1
            n += 1
            yield Reference(
                f"{bare.source.id}#r{n}",
                n - 1,
                plain(blank[start:stop_at]),
                bare.span(start, stop_at),
                label=key[1].strip(),
            )


# -- text -----------------------------------------------------------------------------------------


def _closing(text: str, at: int, pair: str) -> int:
    """The offset after the bracket that closes the one at offset at; braces inside are skipped whole."""
    depth = 0
    braces = 0
    for n in range(at, min(len(text), at + 600)):
        char = text[n]
        if char == "\\":
            continue
        if char == "{" and pair != "{}":
            braces += 1
        elif char == "}" and pair != "{}":
            braces -= 1
        elif char == pair[0] and not braces:
            depth += 1
        elif char == pair[1] and not braces:
            depth -= 1
            if not depth:
                return n + 1
    return at + 1


def _heads(blank: str) -> list[tuple[int, str, int]]:
    """(level, title, offset) of each heading."""
    return [
        (LEVELS[m[1]], plain(blank[m.end() : _closing(blank, m.end() - 1, "{}") - 1]), m.start())
        for m in HEADING.finditer(blank)
    ]


def _title(blank: str) -> str | None:
    match = TITLE.search(blank)
    return plain(blank[match.end() : _closing(blank, match.end() - 1, "{}") - 1]) or None if match else None
