"""Markdown, with what pandoc, Quarto and R Markdown add: front matter, citations by key, code that is not text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from litreview.errors import InputError
from litreview.model import Citation, Document, Problem, Reference
from litreview.read import csl
from litreview.read.included import Files, Joined
from litreview.read.text import decoded, first_title, hyperlinks, line_starts, nested

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from litreview.model import Source
    from litreview.read.found import Found

__all__ = ["document"]

FRONT = re.compile(r"---[ \t]*\r?\n(.{0,200000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
CODE = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}+|~{3,}+)(?:(?!^[ ]{0,3}(?P=fence)).)*+(?:^[ ]{0,3}(?P=fence)[`~]*)?"
    r"|(?<!`)(?P<tick>`++)(?:(?!(?P=tick)|\n[ \t]*\n).){1,2000}(?P=tick)"
    r"|<!--(?:(?!-->).)*+",
    re.MULTILINE | re.DOTALL,
)
KEY = r"(?<![\w\\@])(-?)@(?:([\w](?:[\w:.#$%&+?<>~/-]*[\w/])?)|\{([^{}\s]{1,200})\})"
BRACKET = re.compile(r"\[((?:[^\[\]\n]|\n(?!\s*\n)){0,2000})\]")
CITED = re.compile(KEY)
TRAILING = re.compile(r"[ \t]*\[([^\[\]@\n]{1,200})\](?![(\[])")
HEADING = re.compile(r"^(#{1,6})[ \t]+([^\r\n]{1,500})", re.MULTILINE)
LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,200}\]){1,500})\](?:\(<?([^()<>\s]{1,2000})>?(?:\s+\"[^\"]{0,300}\")?\)|\[([^\[\]]{0,200})\])"
)
DEFINITION = re.compile(r"^[ ]{0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,2000})>?", re.MULTILINE)
INCLUDE = re.compile(r"\{\{<[ \t]{1,9}include[ \t]{1,9}([^\s<>]{1,500})[ \t]{1,9}>\}\}")
"""Quarto's way to put another file in."""

CHUNK = re.compile(r"[ ]{0,3}`{3,}\{[rR]\b([^}\n]*)\}[^\n]*\n((?:#\|[^\n]*\n)*)")
CHILD = re.compile(r"\bchild\s{0,3}=\s{0,3}(?:c\([^()\n]{1,1000}\)|\"[^\"\n]{1,500}\"|'[^'\n]{1,500}')")
NAME = re.compile(r"[\"']([^\"'\n]{1,500})[\"']")
"""R Markdown's: a chunk of code, the files that its options call, and a name there."""

ADDRESS = re.compile(r"(?<!@\{)\bhttps?://[^\s<>]+")

CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|tab|sec|eq|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|nte|tip|wrn|imp|cau)[-:]"
)
"""Keys that Quarto, bookdown and pandoc-crossref use for figures, tables and sections."""


def document(source: Source, text: str, near: Callable[[str], Found | None]) -> Document:
    """A Markdown text with all that it includes, as it stands. Citations are by key, into its `bibliographies` or its own `references:`.

    A text that names no bibliography, and has no key in brackets, has no citations by key: an @ is then somebody's name.
    """
    joined = _joined(source, text, near)
    text = joined.text
    front = FRONT.match(text)
    stated = _stated(front[1]) if front else {}
    blank = _quiet(text, front.end() if front else 0)
    bare = Document(source, text, "markdown", line_starts(text), parts=joined.parts)
    paths, missing = _bibliographies(bare, stated, near)
    problems = [*missing, *(Problem(kind, message, bare.span(at, at)) for kind, message, at in joined.troubles)]
    references = tuple(_references(bare, stated))
    citations = tuple(_citations(bare, blank, certain=bool(paths or references or problems)))
    heads = [(len(m[1]), _bare(m[2]), m.start()) for m in HEADING.finditer(blank)]
    aside = " ".join(_line(stated.get(name)) for name in ("nocite", "abstract"))  # cited, though not in the text
    nocite = [key.rstrip(".:") for key in re.findall(r"@(\w[\w:.#$%&+?<>~/-]*|\*)", aside)]
    title = _line(stated.get("title")) or next((title for level, title, _ in heads if level == 1), None)
    return Document(
        source,
        text,
        "markdown",
        bare.lines,
        title=title or first_title(blank.lstrip()),
        problems=tuple(problems),
        references=references if references or paths else None,
        citations=citations or None,
        sections=nested(heads, len(text)),
        bibliographies=tuple(paths),
        nocite=tuple(dict.fromkeys(nocite)),
        parts=bare.parts,
        hyperlinks=hyperlinks(text, _links(blank)),
    )


def _joined(source: Source, text: str, near: Callable[[str], Found | None]) -> Joined:
    """The text with the files that it includes, each from the line on that calls it."""
    if "{{<" not in text and "child" not in text:
        return Joined(text, (), ())
    files = Files(near, lambda found: decoded(source, found.data())[0], calls=_calls, suffix="")
    joined = files.joined(text)
    return joined if any(part.file for part in joined.parts) else Joined(text, (), joined.troubles)


def _calls(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, name) of each call of a file, in order."""
    calls = [(m.start(), m.end(), m[1]) for m in INCLUDE.finditer(_quiet(text, 0))]
    for code in CODE.finditer(text) if "child" in text else ():
        if chunk := CHUNK.match(text, code.start()):
            calls += [(code.start(), code.end(), name) for name in _children(*chunk.groups())]
    yield from sorted(calls, key=lambda call: call[:2])


def _children(head: str, options: str) -> list[str]:
    """The files that a chunk of R puts in, by the options at its head or in its first lines."""
    if called := CHILD.search(head):
        return NAME.findall(called[0])
    stated = _stated("\n".join(line.removeprefix("#|") for line in options.splitlines())).get("child")
    return [name for name in (stated if isinstance(stated, list) else [stated]) if isinstance(name, str)]


def _links(blank: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, address) of the text of each link, whose address stands beside it or is defined elsewhere."""
    if "](" not in blank and "][" not in blank:
        return
    defined = {m[1].casefold(): m[2] for m in DEFINITION.finditer(blank)}
    for match in LINK.finditer(blank):
        yield match.start(1), match.end(1), match[2] or defined.get((match[3] or match[1]).casefold(), "")


def _stated(front: str) -> dict[str, Any]:
    """What the front matter says; nothing where it is no YAML."""
    import yaml  # noqa: PLC0415 (takes a while to load)

    try:
        stated = yaml.safe_load(front)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return stated if isinstance(stated, dict) else {}


def _line(value: Any) -> str:
    """A stated text on one line; "" for what is none."""
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""


def _bare(heading: str) -> str:
    """A heading without the marks and attributes at its end."""
    return heading.partition(" {")[0].rstrip(" \t#")


def _quiet(text: str, start: int) -> str:
    """The text from start on, at its offsets, without code and comments."""
    blank = CODE.sub(lambda m: re.sub(r"[^\r\n]", " ", m[0]), text[start:])
    return re.sub(r"[^\r\n]", " ", text[:start]) + blank


def _bibliographies(
    bare: Document, stated: dict[str, Any], near: Callable[[str], Found | None]
) -> tuple[list[str], list[Problem]]:
    """The paths of the bibliographies that are there, and a problem for each that is not."""
    named = stated.get("bibliography")
    names = named if isinstance(named, list) else list(named.values()) if isinstance(named, dict) else [named]
    paths, problems = [], []
    for name in (name for name in names if isinstance(name, str)):
        try:
            found = None if "://" in name else near(name)
        except InputError as error:
            message = str(error)
        else:
            message = f"the bibliography {name} is {'on the web, and not read' if '://' in name else 'not there'}"
            if found:
                paths.append(found.path)
                continue
        at = max(0, bare.text.find(name))
        problems.append(Problem("no-bibliography", message, bare.span(at, at + len(name))))
    return paths, problems


def _references(bare: Document, stated: dict[str, Any]) -> Iterator[Reference]:
    """The items that the front matter itself holds (pandoc's `references:`)."""
    items = stated.get("references")
    keyed = [i for i in items if isinstance(i, dict) and i.get("id")] if isinstance(items, list) else []
    at = 0
    for n, item in enumerate(keyed):
        key = str(item["id"])
        match = re.compile(rf"\bid:[ \t]*[\"']?{re.escape(key)}\b").search(bare.text, at)
        at = match.start() if match else at
        end = match.end() if match else at
        entry = csl.entry(item, id=f"{bare.source.id}#r{n + 1}")
        yield Reference(entry.id, n, bare.text[at:end], bare.span(at, end), label=key, stated=entry)


def _citations(bare: Document, blank: str, *, certain: bool) -> Iterator[Citation]:
    """The keys in text order; `certain` says that an @ outside brackets is one, too."""
    found: dict[int, tuple[int, str, str | None]] = {}  # start: end, key, locator
    blank = ADDRESS.sub(lambda m: " " * len(m[0]), blank)  # an @ in an address is somebody's name there
    for bracket in BRACKET.finditer(blank):
        pieces = list(re.finditer(r"[^;]+", bracket[1]))
        keys = [CITED.search(piece[0]) for piece in pieces]
        for piece, key in zip(pieces, keys, strict=True):
            if key and not CROSS_REFERENCE.match(key[2] or ""):
                start = bracket.start(1) + piece.start() + key.start()
                locator = piece[0][key.end() :].strip(" ,\n") or None
                found[start] = (start + len(piece[0][key.start() :].rstrip()), key[2] or key[3], locator)
    inside = sorted((start, end) for start, (end, _, _) in found.items())
    if found or certain:
        for key in CITED.finditer(blank):
            n = bisect_right(inside, key.start(), key=lambda span: span[0])
            known = n > 0 and key.start() < inside[n - 1][1]
            if known or CROSS_REFERENCE.match(key[2] or ""):
                continue
            page = TRAILING.match(blank, key.end())
            found[key.start()] = (
                page.end() if page else key.end(),
                key[2] or key[3],
                page[1].strip() if page else None,
            )
    for n, (start, (end, label, locator)) in enumerate(sorted(found.items()), 1):
        yield Citation(
            f"{bare.source.id}#c{n}", bare.span(start, end), bare.text[start:end], "key", label=label, locator=locator
        )
