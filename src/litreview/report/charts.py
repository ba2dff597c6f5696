"""Charts as SVG: drawn here, so that they need no script, print, and are read aloud (each has a title and a description)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.report import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.model import Meter

__all__ = ["bars", "columns", "meter"]

# Colours are classes that page.css gives values to, so that light, dark and print differ.
# A bar chart is no wider than its words need, so that they can be read where a telephone shrinks it.
_ROW, _LABEL, _SCALE, _END = 22, 200, 200, 90
_LETTERS = 30  # columns of a label that fit into its room


def meter(value: Meter, said: str) -> str:
    """One bar: what is good, what is not, and in grey what nobody asked; lengths are shares of all."""
    whole = value.of + value.unchecked
    if not whole:
        return _svg("bar", 300, 10, said, '<rect class="none" width="300" height="10" rx="3"/>')
    good, bad = 300 * value.n / whole, 300 * (value.of - value.n) / whole
    parts = [("good", 0.0, good), ("bad", good, bad), ("unasked", good + bad, 300 - good - bad)]
    drawn = "".join(
        f'<rect class="{name}" x="{start:.1f}" width="{length:.1f}" height="10"/>'
        for name, start, length in parts
        if length > 0.05
    )
    return _svg("bar", 300, 10, said, drawn)


def columns(counts: Sequence[tuple[int, int]], said: str) -> str:
    """A histogram: a column for each whole number from the first to the last, labelled where there is room."""
    if not counts:
        return ""
    first, last = counts[0][0], counts[-1][0]
    span = last - first + 1
    # A stray year (1605 among 2010s) must not make every column a hair: at most 80 columns, several years each.
    step = -(-span // 80)
    bins: dict[int, int] = {}
    for number, n in counts:
        start = first + (number - first) // step * step
        bins[start] = bins.get(start, 0) + n
    wide = 640 / len(range(first, last + 1, step))
    tallest = max(bins.values())
    drawn = []
    for i, start in enumerate(range(first, last + 1, step)):
        n = bins.get(start, 0)
        high = 120 * n / tallest
        label = f"{start}" if step == 1 else f"{start}–{start + step - 1}"
        if n:
            drawn.append(
                f'<rect class="fill" x="{i * wide + wide * 0.1:.1f}" y="{130 - high:.1f}" width="{wide * 0.8:.1f}" '
                f'height="{high:.1f}"><title>{label}: {n}</title></rect>'
            )
    drawn.append('<path class="axis" d="M0 130.5h640"/>')
    ticks = range(first, last + 1, max(step, -(-span // 8)))
    drawn += [f'<text class="tick" x="{(t - first) / step * wide + wide / 2:.1f}" y="146">{t}</text>' for t in ticks]
    return _svg("columns", 640, 152, said, "".join(drawn))


def bars(rows: Sequence[tuple[str, float, str]], said: str) -> str:
    """A bar a row: its label, its length, and what is written at its end."""
    if not rows:
        return ""
    longest = max(length for _, length, _ in rows) or 1
    drawn = []
    for i, (label, length, end) in enumerate(rows):
        y, long = i * _ROW, _SCALE * length / longest
        drawn.append(
            f'<text class="label" x="{_LABEL - 8}" y="{y + 15}">{escape.xml(_short(label))}</text>'
            f'<rect class="fill" x="{_LABEL}" y="{y + 4}" width="{max(long, 0.5):.1f}" height="14" rx="2"/>'
            f'<text class="end" x="{_LABEL + long + 6:.1f}" y="{y + 15}">{escape.xml(end)}</text>'
        )
    return _svg("bars", _LABEL + _SCALE + _END, _ROW * len(rows) + 2, said, "".join(drawn))


def _svg(name: str, wide: int, high: int, said: str, drawn: str) -> str:
    title, _, description = said.partition(". ")
    stretch = ' preserveAspectRatio="none"' if name == "bar" else ""
    return (
        f'<svg class="chart {name}" viewBox="0 0 {wide} {high}"{stretch} role="img" aria-label="{escape.xml(said)}">'
        f"<title>{escape.xml(title)}</title><desc>{escape.xml(description or title)}</desc>{drawn}</svg>"
    )


def _short(label: str) -> str:
    """The label, cut where it would run into its bar."""
    text = escape.line(label)
    if escape.width(text) <= _LETTERS:
        return text
    fits = next(n for n in range(_LETTERS, -1, -1) if escape.width(text[:n]) < _LETTERS)
    return text[:fits].rstrip() + "…"
