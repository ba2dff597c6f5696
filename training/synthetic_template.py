"""Turn a layout such as `{authors}. {title}⟦, {volume}⟧.` and a record into labelled segments.

A template is literal text with
  `{field}`       a field of the record, labelled as LABELS says;
  `{=a|b|c}`      one of the literals a, b and c, drawn for each string, the same place in all choices of three;
  `⟦...⟧`         a group that is printed only when every field directly in it has a value (groups nest).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from random import Random

Segment = tuple[str, str]

OTHER = "other"
# Template field -> label. Several fields may print one thing in different forms. `accessed` is the one label that the
# labelled sets lack: they call the day of a visit a date or a note, and a year of publication must not be taken from it.
LABELS = {
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
    "title": "title",
    "container": "container",
    "short": "container",
    "volume": "volume",
    "roman": "volume",
    "issue": "issue",
    "pages": "pages",
    "first": "pages",
    "extent": "pages",
    "year": "date",
    "date": "date",
    "mdy": "date",
    "ymd": "date",
    "iso": "date",
    "monthyear": "date",
    "accessed": "accessed",
    "publisher": "publisher",
    "place": "place",
    "institution": "institution",
    "series": "series",
    "number": "number",
    "genre": "genre",
    "edition": "edition",
    "note": "note",
    "doi": "doi",
    "url": "url",
    "arxiv": "arxiv",
    "category": "note",
    "erratum": "note",
    "isbn": "isbn",
    "issn": "issn",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "citnum": "citnum",
    "volumes": "other",  # how many there are is no volume
}
PEOPLE = ("authors", "editors", "translators")


@dataclass(frozen=True, slots=True)
class Name:
    """A person; a corporate body, or a name that is printed as it stands, has no given name."""

    family: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class NameStyle:
    """How a layout prints a list of names.

    `order` is 'given' (Jane Roe), 'family' (Roe, Jane) or 'first' (only the first name is turned round). `given` is
    'full', 'dots' (J. K.), 'tight' (J.K.), 'bare' (JK), 'spaced' (J K) or 'none'. Over `most` names, `shown` of them are printed
    and `etal` follows.
    """

    order: str = "given"
    given: str = "full"
    comma: str = ", "
    between: str = ", "
    two: str = " and "
    last: str = ", and "
    upper: bool = False
    most: int = 0
    shown: int = 1
    etal: str = " et al."


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that the layout prints."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Literals, one of which is printed."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record."""

    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Nodes that are printed together or not at all."""

    nodes: tuple[Node, ...]


Node = Literal | Choice | Field | Group


@dataclass(frozen=True, slots=True)
class Record:
    """One work's metadata: people and plain fields (template field -> text)."""

    kind: str
    language: str
    people: Mapping[str, tuple[Name, ...]]
    fields: Mapping[str, str]

    def has(self, name: str) -> bool:
        """Whether the field has something to print."""
        return bool(self.people.get(name) if name in PEOPLE else self.fields.get(name))


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to print a kind of work: what stands where, how names are printed, and fields printed in a form of their own."""

    nodes: tuple[Node, ...]
    names: NameStyle
    editors: NameStyle
    forms: Mapping[str, Callable[[Record], str]] = field(default_factory=dict)


_TOKEN = re.compile(r"\{=(?P<choice>[^{}]*)\}|\{(?P<field>\w+)\}|(?P<open>⟦)|(?P<close>⟧)|(?P<text>[^{⟦⟧]+)")


@cache
def parse(template: str) -> tuple[Node, ...]:
    """The nodes of a template.

    Raises ValueError for a field without a label, or brackets that do not pair.
    """
    stack: list[list[Node]] = [[]]
    end = 0
    for match in _TOKEN.finditer(template):
        if match.start() != end:
            break
        end = match.end()
        if match["choice"] is not None:
            stack[-1].append(Choice(tuple(match["choice"].split("|"))))
        elif match["field"]:
            if match["field"] not in LABELS:
                raise ValueError(f"no label for {match['field']!r} in {template!r}")
            stack[-1].append(Field(match["field"]))
        elif match["open"]:
            stack.append([])
        elif match["close"] and len(stack) > 1:
            group = Group(tuple(stack.pop()))
            stack[-1].append(group)
        else:
            stack[-1].append(Literal(match["text"] or ""))
    if end != len(template) or len(stack) != 1:
        raise ValueError(f"brackets of {template!r} do not pair")
    return tuple(stack[0])


def required(nodes: Sequence[Node]) -> Iterator[str]:
    """The fields outside groups."""
    return (node.name for node in nodes if isinstance(node, Field))


def render(layout: Layout, record: Record, rng: Random) -> list[Segment]:
    """Labelled segments of one printed reference; neighbours differ in label and none is empty."""
    return tidy(_printed(layout, layout.nodes, record, [rng.random() for _ in range(MOST_CHOICES + 1)]))


# The most literals that one choice may have.
MOST_CHOICES = 12


def _printed(layout: Layout, nodes: Sequence[Node], record: Record, picks: Sequence[float]) -> Iterator[Segment]:
    """The nodes' text; choices between equally many literals fall alike, so that quotes and brackets pair."""
    for node in nodes:
        match node:
            case Literal(text):
                yield text, OTHER
            case Choice(texts):
                yield texts[int(picks[len(texts)] * len(texts))], OTHER
            case Group(inner):
                if all(record.has(name) for name in required(inner)):
                    yield from _printed(layout, inner, record, picks)
            case Field(name):
                yield _value(layout, name, record) if record.has(name) else "", LABELS[name]


def _value(layout: Layout, name: str, record: Record) -> str:
    if name in layout.forms:
        return layout.forms[name](record)
    if name in PEOPLE:
        return people(record.people[name], layout.names if name == "authors" else layout.editors)
    return record.fields[name]


# Labels that keep a closing full stop: it belongs to an initial, to 'et al.' or to 'Jr.'.
_KEEP_STOP = {"author", "editor", "translator", OTHER}


def tidy(segments: Iterator[Segment]) -> list[Segment]:
    """Segments with one full stop where two met, the stop of an abbreviation outside its field, and no empty one.

    A field without a value takes the punctuation after it along.
    """
    out: list[Segment] = []
    gap = False
    for text, label in segments:
        if label == OTHER:
            _add(out, _border(out, text, gap=gap), OTHER)
            gap = gap and not text
        elif text:
            stop = label not in _KEEP_STOP and text.endswith(".") and len(text) > 1
            _add(out, text[:-1] if stop else text, label)
            _add(out, "." if stop else "", OTHER)
            gap = False
        else:
            gap = True
    return out


def _border(out: list[Segment], text: str, *, gap: bool) -> str:
    """The text between two fields as it follows what is printed already."""
    before = out[-1][0] if out else ""
    after = not out or out[-1][1] == OTHER
    shown = (
        _STOPS.sub("", text) if after and (gap or (_OPEN.search(before) and text.startswith((",", ";", ":")))) else text
    )
    return shown[1:] if shown.startswith(".") and before.endswith((".", "?", "!", "…")) else shown


def _add(out: list[Segment], text: str, label: str) -> None:
    whole = out.pop()[0] + text if out and out[-1][1] == label else text
    whole = _NOTHING.sub("", _LOOSE.sub("", whole)) if label == OTHER else whole
    if whole:
        out.append((whole, label))


_STOPS = re.compile(r"^[.,;:]?\s*")
_OPEN = re.compile(r"[.,;:(]\s*$")
_LOOSE = re.compile(r"[,:;]\s*(?=\))")
# Brackets and quotes round a field that is not there.
_NOTHING = re.compile(r" ?(?:\(\)|\[\]|（）|“[.,]?”|\"[.,]?\"|‘[.,]?’|«\s*»|《》|『』|「」)[.,]?")


def people(names: Sequence[Name], style: NameStyle) -> str:
    """A list of names as the style prints it."""
    cut = bool(style.most) and len(names) > style.most
    shown = [_name(name, style, index) for index, name in enumerate(names[: style.shown] if cut else names)]
    if cut:
        return style.between.join(shown) + style.etal
    if len(shown) == 2:
        return style.two.join(shown)
    if len(shown) > 2:
        return style.between.join(shown[:-1]) + style.last + shown[-1]
    return shown[0]


def _name(name: Name, style: NameStyle, index: int) -> str:
    family = name.family.upper() if style.upper else name.family
    if not name.given or style.given == "none":
        return family
    given = initials(name.given, style.given)
    if style.order == "family" or (style.order == "first" and index == 0):
        return f"{family}{style.comma}{given}"
    return f"{given} {family}"


_CJK = 0x2E80


@cache
def initials(given: str, form: str) -> str:
    """A given name in full or as initials; a hyphen between two names stays ('J.-P.'), East Asian names are not cut."""
    if ord(given[0]) >= _CJK:
        return given
    if form == "full":
        return " ".join(f"{word}." if len(word) == 1 else word for word in given.split())
    stop = "." if form in {"dots", "tight"} else ""
    words = [[part[0] for part in word.split("-") if part] for word in given.split()]
    joint = " " if form in {"dots", "spaced"} else ""
    return joint.join((f"{stop}-" if stop else "").join(letters) + stop for letters in words if letters)
