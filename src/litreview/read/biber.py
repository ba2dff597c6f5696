r"""The .bbl that Biber makes for biblatex: no printed list, but each entry as data, between \entry and \endentry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.bibtex.entries import entry
from litreview.model import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Document

__all__ = ["references"]

# Braces may be nested three deep, which is what Biber writes; each character is looked at once or twice.
INNER = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+"
ENTRY = re.compile(r"\\entry\{([^{}]{1,500})\}\{([^{}]{1,50})\}")
FIELD = re.compile(rf"\\field\{{(\w{{1,40}})\}}\{{({INNER})\}}")
VERB = re.compile(r"\\verb\{(\w{1,40})\}\s{1,20}\\verb[ \t]([^\r\n]{1,4000})\s{1,20}\\endverb")
LIST = re.compile(rf"\\list\{{(\w{{1,40}})\}}(?:\{{\d+\}}){{1,2}}\{{\s*+((?:\{{{INNER}\}}\s*+)+)\}}")
NAMES = re.compile(r"\\name\{(author|editor|translator)\}")
MORE = re.compile(r"\\true\{more(author|editor|translator)\}")
PERSON = re.compile(r"\{\{[^{}]*\bhash=\w+\}\{")
PART = re.compile(rf"\b(family|given|prefix|suffix)=\{{({INNER})\}}")
KEPT = frozenset(
    "title subtitle journaltitle booktitle booksubtitle maintitle series volume number issue pages year month edition isbn issn "
    "note howpublished type version eventtitle langid eprinttype eprintclass abstract".split()
)
SIGNS = ((r"\\bibnamedelim[a-i]\s?", " "), (r"\\bibinitperiod\s?", "."), (r"\\bibinithyphendelim\s?", "-"), (r"\\bibrangedash\s?", "--"))  # fmt: skip


def references(bare: Document, blank: str) -> Iterator[Reference]:
    """The entries of a document's text, as references that state what they are; `blank` is the text without comments."""
    starts = list(ENTRY.finditer(blank))
    for n, match in enumerate(starts):
        limit = starts[n + 1].start() if n + 1 < len(starts) else len(blank)
        stop = blank.find("\\endentry", match.end(), limit)
        end = stop if stop >= 0 else limit
        identity = f"{bare.source.id}#r{n + 1}"
        fields = _fields(blank[match.end() : end]) | _verbatim(bare.text[match.end() : end])
        stated = entry(match[2], match[1], fields, id=identity)
        raw = (
            f"{'; '.join(name.lead for name in stated.authors)} ({stated.year or 'n.d.'}). {stated.title or match[1]}."
        )
        yield Reference(identity, n, raw, bare.span(match.start(), end), label=match[1], stated=stated)


def _fields(block: str) -> dict[str, str]:
    """An entry's data as the fields of a .bib."""
    found = {name: value for name, value in FIELD.findall(block) if name in KEPT}
    for name, values in LIST.findall(block):
        found[name] = " and ".join(value.strip() for value in re.findall(rf"\{{({INNER})\}}", values))
    more = set(MORE.findall(block))
    starts = list(NAMES.finditer(block))
    for n, match in enumerate(starts):
        end = starts[n + 1].start() if n + 1 < len(starts) else len(block)
        people = [_person(piece) for piece in PERSON.split(block[match.end() : end])[1:]]
        found[match[1]] = " and ".join([*filter(None, people), *(["others"] if match[1] in more else [])])
    for pattern, sign in SIGNS:
        found = {name: re.sub(pattern, sign, value) for name, value in found.items()}
    return found


def _verbatim(block: str) -> dict[str, str]:
    """The identifiers of an entry, in which a % begins no comment."""
    return {name: value.strip() for name, value in VERB.findall(block) if name in ("doi", "url", "eprint")}


def _person(piece: str) -> str:
    """A name as 'prefix Family, Suffix, Given'; one without a given name is taken as a whole."""
    part = dict(reversed(PART.findall(piece)))
    if "given" not in part:
        return f"{{{part['family'].strip('{}')}}}" if "family" in part else ""
    family = f"{part['prefix']} {part['family']}" if "prefix" in part else part.get("family", "")
    return ", ".join([family, *([part["suffix"]] if "suffix" in part else []), part["given"]])
