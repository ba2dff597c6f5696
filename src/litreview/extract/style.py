"""The citation style of a document, by vote: each style brings the share of the list that its marks account for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from litreview.extract import numeric, superscript
from litreview.extract.names import surname

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from litreview.extract.marks import Mark
    from litreview.extract.roster import Roster
    from litreview.model import CitationStyle, Reference

__all__ = ["Ballot", "vote"]

_CLEAR = 0.6  # share of the list at which a bracketed style needs no rival among the superscripts
_WHOLE = 0.8  # share at which a style explains the list alone
_FAINT = 0.01  # share of a style whose marks name no listed work
_ALSO = 0.2  # share at which a style that lost is still believed, where nothing else looks like its marks: the paper mixes styles
_UNLISTED_TOP = 400  # the highest number a citation may have where no list bounds it
_BRACKETED: Mapping[str, Callable[[str, int], list[Mark]]] = {
    "caret": numeric.carets,
    "bracket": numeric.brackets,
    "paren": numeric.parentheses,
}
_FLAT: Mapping[str, Callable[[str, int], list[Mark]]] = {"glued": superscript.glued, "spaced": superscript.spaced}


@dataclass(frozen=True, slots=True)
class Ballot:
    """The style that won, the marks that are believed, and the shares of all styles with the winner's `margin`."""

    style: CitationStyle
    marks: tuple[Mark, ...]
    shares: Mapping[str, float] = field(default_factory=dict)


def vote(
    text: str,
    references: Sequence[Reference],
    roster: Roster,
    rival: Mapping[CitationStyle, Sequence[Mark]],
    *,
    chosen: str | None = None,
) -> Ballot:
    """The ballot of a document. `rival` are the marks of the styles that are not numeric; `chosen` overrules the vote."""
    shares: dict[CitationStyle, float] = {
        style: _share(style, marks, references, roster) for style, marks in rival.items()
    }
    found: dict[CitationStyle, Sequence[Mark]] = dict(rival)
    form, found["numeric"], shares["numeric"] = _numeric(text, references, best=max(shares.values(), default=0.0))
    distinct = {"author-year", "key"} | ({"numeric"} if form in ("bracket", "caret") else set())
    ranked = sorted(shares, key=lambda style: -shares[style])
    winner: CitationStyle = ranked[0] if shares[ranked[0]] > 0 else "none"
    margin = shares[ranked[0]] - shares[ranked[1]]
    for style in shares:
        winner = style if style == chosen else winner
    mixed = bool(references) and shares[ranked[0]] < _WHOLE
    spoken = [s for s in shares if s == winner or (mixed and s in distinct and shares[s] >= _ALSO)]
    rounded = {style: round(share, 3) for style, share in shares.items()}
    return Ballot(winner, tuple(mark for s in spoken for mark in found[s]), rounded | {"margin": round(margin, 3)})


def _share(style: CitationStyle, marks: Sequence[Mark], references: Sequence[Reference], roster: Roster) -> float:
    """The part of the list that marks of a style account for; without a list, how many works they name, up to 20."""
    if not references:
        return min(1.0, len({(mark.names, mark.year, mark.label) for mark in marks}) / 20)
    if style == "key":
        known = {mark.label for mark in marks} & {reference.label for reference in references}
        return len(known) / len(references) if known else min(0.5, len(marks) / 20)
    named = {(mark.names[0], mark.year) for mark in marks if mark.listed and _fits(mark, roster)}
    # Marks that fit nothing still say how the paper cites, where nothing else does.
    return min(1.0, max(len(named) / len(references), _FAINT * bool(marks)))


def _fits(mark: Mark, roster: Roster) -> bool:
    """Whether the list has a work of the mark's lead and year."""
    years = roster.years(mark.names[0]) or roster.years(surname(mark.names[0])) or frozenset()
    return mark.year is None or not mark.year[0].isdigit() or mark.year[:4] in years


def _numeric(text: str, references: Sequence[Reference], *, best: float) -> tuple[str, list[Mark], float]:
    """The numeric form that covers most of the list, its marks, and the share that it covers."""
    labels = [int(r.label) for r in references if r.label and r.label.isdigit()] or list(range(1, len(references) + 1))
    top = max(labels, default=0)
    limit = max(top + 10, int(1.2 * top)) if top else _UNLISTED_TOP
    forms = {name: (form(text, limit)) for name, form in _BRACKETED.items()}
    shares = {name: _covered(found, labels) for name, found in forms.items()}
    if top and max(best, *shares.values()) < _CLEAR:
        forms |= {name: form(text, top) for name, form in _FLAT.items()}
        shares |= {name: _covered(forms[name], labels) for name in _FLAT}
    if not references:
        del forms["paren"], shares["paren"]
    winner = max(forms, key=lambda name: shares[name])
    return winner, forms[winner], shares[winner]


def _covered(marks: Sequence[Mark], labels: Sequence[int]) -> float:
    """The share of the list's numbers that marks name; without a list, how many there are, up to 20."""
    numbers = {int(mark.label or 0) for mark in marks}
    return len(numbers & set(labels)) / len(labels) if labels else min(1.0, len(numbers) / 20)
