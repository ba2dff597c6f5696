r"""litreview: point it at papers; get one clean .bib, a list of what is wrong, and one report that you can send.

>>> import litreview
>>> [reference.raw for reference in litreview.split_references("[1] A. Marlow, Tides, 2019.\n[2] B. Oduya, Ports, 2016.")]
['[1] A. Marlow, Tides, 2019.', '[2] B. Oduya, Ports, 2016.']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litreview.version import __version__

if TYPE_CHECKING:
    from litreview.api import check_links, dedupe_entries, parse_references, review, split_references
    from litreview.config import Config
    from litreview.errors import LitreviewError
    from litreview.model import Citation, Entry, LinkCheck, Reference, Work
    from litreview.opinion import Finding, Review

__all__ = [
    "Citation",
    "Config",
    "Entry",
    "Finding",
    "LinkCheck",
    "LitreviewError",
    "Reference",
    "Review",
    "Work",
    "__version__",
    "check_links",
    "dedupe_entries",
    "parse_references",
    "review",
    "split_references",
]

_HOME = {
    "Config": "config",
    "LitreviewError": "errors",
    **dict.fromkeys(("Citation", "Entry", "LinkCheck", "Reference", "Work"), "model"),
    **dict.fromkeys(("Finding", "Review"), "opinion"),
    **dict.fromkeys(("check_links", "dedupe_entries", "parse_references", "review", "split_references"), "api"),
}


def __getattr__(name: str) -> Any:
    """Import a public name on first use, so that `import litreview` costs nothing."""
    import importlib  # noqa: PLC0415 (the point is to import late)

    if name not in _HOME:
        raise AttributeError(f"module 'litreview' has no attribute '{name}'")
    return getattr(importlib.import_module(f"litreview.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
