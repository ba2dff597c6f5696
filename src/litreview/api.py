"""The public functions: what `import litreview` gives to a script, in plain arguments and plain answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litreview import config, dedupe, extract, linkcheck, normalise, parse, pipeline
from litreview.model import Document, Entry, Paper, Reference, Source, Span
from litreview.occasion import asking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from litreview.model import LinkCheck, Work
    from litreview.opinion import Review

__all__ = ["check_links", "dedupe_entries", "parse_references", "review", "split_references"]


def review(paths: Sequence[str | Path], *, offline: bool = False, **settings: Any) -> Review:
    """Everything litreview knows and thinks of the papers and bibliographies at paths.

    A setting is any field of Config. Findings of every confidence are returned. Raises UsageError
    for settings or paths that cannot be used.
    """
    return pipeline.run(paths, config.load(Path.cwd(), offline=offline or None, **settings))


def split_references(text: str) -> list[Reference]:
    """The references of a printed list (no heading needed), in order; `.raw` is the printed text."""
    return extract.split(text)


def parse_references(strings: Iterable[str]) -> list[Entry]:
    """What each printed reference says: one Entry a string, in order."""
    references = [
        Reference(f"#r{n}", n - 1, string, Span("", 0, len(string), 1, 1)) for n, string in enumerate(strings, 1)
    ]
    return [normalise.entry(entry) for entry in parse.entries(references)]


def dedupe_entries(entries: Iterable[Entry]) -> list[Work]:
    """Entries that mean one work, merged: works in the order of their first entry."""
    named = [entry if entry.id else replace(entry, id=f"#{n}") for n, entry in enumerate(entries, 1)]
    return list(dedupe.works(named))


def check_links(entries_or_urls: Iterable[Entry | str], **settings: Any) -> list[LinkCheck]:
    """What became of the links of entries, or of addresses: one LinkCheck an address, in order of appearance.

    A setting is any field of Config.
    """
    settled = config.load(Path.cwd(), **settings)
    entries = [
        Entry(id=f"#{n}", url=item, urls=(item,)) if isinstance(item, str) else replace(item, id=item.id or f"#{n}")
        for n, item in enumerate(entries_or_urls, 1)
    ]
    links = linkcheck.links([_unprinted(entries)], doi_url=settled.doi_url)
    checks = linkcheck.checks(links, offline=settled.offline, options=asking(settled))
    return list(checks.values())


def _unprinted(entries: Sequence[Entry]) -> Paper:
    """Entries that stand in no file, as a bibliography."""
    source = Source("", "", "bibliography", "")
    nowhere = Span("", 0, 0, 1, 1)
    references = tuple(Reference(entry.id, n, "", nowhere, stated=entry) for n, entry in enumerate(entries))
    document = Document(source, "", "entries", lines=(0,))
    return Paper("", source, document, references=references, entries=tuple(entries))
