"""review.html: one page that needs no network, no script and no trust in what the papers print."""

from __future__ import annotations

import base64
import functools
import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup, escape

from litreview.coverage import METERS
from litreview.model import Meter, Verdict
from litreview.report import annotate, charts, page, shown, summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from litreview.opinion import Review
    from litreview.report import Options

__all__ = ["write"]

PROSE = 300_000  # characters of the papers' text in all: where they have more, only paragraphs that cite are shown
TEMPLATES = Path(__file__).parent / "templates"


def write(review: Review, options: Options) -> str:
    """The page. Every number in it is review.json's, and says which (`data-at` is a JSON pointer, RFC 6901)."""
    counted = shown(review, options.min_confidence)
    facts = page.build(review, counted, options)
    style, script = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    return (
        _environment()
        .get_template("page.html")
        .render(
            page=facts,
            data=facts.data,
            n=functools.partial(_number, facts.data),
            share=functools.partial(_share, facts.data),
            meter=functools.partial(_meter, facts.data),
            count_of=functools.partial(_length, facts.data),
            blocks=functools.partial(_blocks, review, facts),
            link_to=functools.partial(_link_to, facts),
            lists_of=lambda ids: list(dict.fromkeys(facts.members[i]["list"] for i in ids if i in facts.members)),
            options=options,
            title=options.title or "Citations and references",
            style=Markup(style),  # noqa: S704 (our own file)
            script=Markup(script),  # noqa: S704 (our own file)
            policy=f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; base-uri 'none'; form-action 'none'",
        )
    )


_OF_DICTIONARIES = frozenset(dir(dict))


class _Environment(jinja2.Environment):
    """As jinja's, but a key of a dictionary, which is nearly all that the templates read, is found without an exception before."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is dict and attribute in obj and attribute not in _OF_DICTIONARIES:
            return obj[attribute]
        return super().getattr(obj, attribute)


@functools.cache
def _environment() -> jinja2.Environment:
    environment = _Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "METERS": METERS,
        "MATRIX": 25,  # lists that a matrix has room for
        "DOTS": 12,  # lists that a row of dots has room for
        "QUIET": (Verdict.OK, Verdict.SKIPPED, Verdict.UNCHECKED),  # verdicts that need no row of their own
        "STATUSES": annotate.STATUSES,
        "columns": lambda *given: Markup(charts.columns(*given)),  # noqa: S704 (escapes what it is given)
        "bars": lambda *given: Markup(charts.bars(*given)),  # noqa: S704 (the same)
        "count": summary.count,
        "counter": lambda values: sorted(Counter(values).items(), key=lambda pair: str(pair[0])),
        "density_rows": _density,
        "evidence": page.evidence,
        "fix": page.fix,
        "heat": _heat,
        "named": lambda rows: [(row["name"], row["n"], str(row["n"])) for row in rows],
        "where": page.where,
        "year_counts": lambda years: [(row["year"], row["n"]) for row in years["counts"]],
    }
    environment.filters |= {
        "past": page.past,
        "people": page.people,
        "pointer": _pointer,
        "safe_link": _safe_link,
        "shortened": _shortened,
        "host": page.host,
        "told": page.told,
    }
    return environment


def _source(text: str) -> str:
    """What the policy allows: this very text and no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _look_up(data: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        data = data[step]
    return data


def _pointer(path: Sequence[str | int]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _number(data: Any, *path: str | int) -> Markup:
    """A number of review.json, and where it stands there; '–' for one that is unknown."""
    found = _look_up(data, path)
    if found is None:
        return Markup("–")
    said = f"{found:,}" if isinstance(found, int) else f"{found:g}"
    return Markup('<data value="{}" data-at="{}">{}</data>').format(found, _pointer(path), said)


def _length(data: Any, *path: str | int) -> Markup:
    """How many items a list of review.json has."""
    return Markup('<data data-length="{}">{}</data>').format(_pointer(path), len(_look_up(data, path)))


def _share(data: Any, *path: str | int) -> Markup:
    """A meter's whole per cent, rounded down."""
    found = _look_up(data, path)
    return Markup('<data data-share="{}">{}</data>').format(_pointer(path), summary.percent(Meter(**found)))


def _meter(data: Any, label: str, *path: str | int) -> Markup:
    """A meter's bar."""
    value = Meter(**_look_up(data, path))
    return Markup(charts.meter(value, f"{label}. {summary.standing(value)}"))  # noqa: S704 (escapes what it is given)


def _blocks(review: Review, facts: page.Page, index: int) -> Iterator[annotate.Block]:
    """The annotated prose of a paper; the papers share the room that there is for prose."""
    papers = review.evidence.papers
    whole = sum(len(paper.document.text) for paper in papers)
    own = len(papers[index].document.text)
    room = own if whole <= PROSE else PROSE * own // whole
    return annotate.blocks(papers[index], room, facts.anchors)


def _link_to(facts: page.Page, work: str) -> Markup:
    """A link to a work: its title and year."""
    row = facts.known[work]
    year = f" ({row['fields']['year']})" if "year" in row["fields"] else ""
    title = row["fields"].get("title", row["key"])
    return Markup(f'<a href="#{escape(row["anchor"])}">{escape(title)}</a>{escape(year)}')  # noqa: S704 (escaped)


def _density(rows: Iterable[dict[str, Any]]) -> list[tuple[str, float, str]]:
    """Bars of citations per thousand words, which would be odd to read off a short section."""
    return [(row["title"], row["citations"] / row["words"], f"{row['citations']} in {row['words']:,}") for row in rows]


def _heat(area: float | None) -> int:
    """0 to 3: slight, moderate, high and very high overlap, by the bands of Pieper and others (2014)."""
    return sum((area or 0) > bound for bound in (0.05, 0.10, 0.15))


def _safe_link(url: str) -> str | None:
    """The address, if a click on it can do nothing but open a page."""
    return str(escape(url)) if url.lower().startswith(("https://", "http://")) else None


def _shortened(url: str) -> str:
    """What is left of an address where its scheme and host go without saying."""
    return url.partition("://")[2].partition("/")[2] or url
