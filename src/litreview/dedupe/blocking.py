"""Which entries are worth comparing: those that share a blocking key. A block too large is split by a finer key."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.dedupe.features import Features

__all__ = ["keys"]


def keys(f: Features) -> Iterator[str]:
    """The blocking keys of an entry; two entries of one work should share one, whatever a typist did to one field."""
    if f.doi:
        yield f"d {f.doi}"
    if f.pmid:
        yield f"p {f.pmid}"
    if f.arxiv:
        yield f"a {f.arxiv}"
    if f.bare:
        yield f"t {f.bare}"
        words = f.title.split()
        long = sorted(w for w in words if len(w) > 3)
        yield "w " + " ".join(long[:4])
        yield "x " + " ".join(long[-4:])
        yield f"h {f.bare[:12]}"
        yield f"m {f.main}"
        if f.year:
            yield f"s {f.year} {''.join(w[0] for w in words)}"
    if f.lead and f.year:
        yield f"l {f.lead} {f.year}"
    if f.first and f.volume:
        yield f"v {f.volume} {f.first}"
