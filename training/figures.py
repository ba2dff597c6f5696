"""The figures of a model: `python training/figures.py DATA` scores it on the labelled sets that no training sees.

A row a set: micro F1 over the core fields, the share of references with every core field right, and
references a CPU second. The scorer is `score_refparse.py` in the folder of tools beside the data.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from litreview import normalise, parse
from litreview.model import Reference, Span
from litreview.parse import tagger
from litreview.parse.crf import Model
from litreview.parse.features import Sight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


def scorer(data: Path) -> ModuleType:
    """The scorer that comes with the data."""
    sys.path.insert(0, str(data.resolve().parents[1] / "tools"))
    import score_refparse  # noqa: PLC0415 (its folder is known only now)

    return score_refparse


def use(model: bytes, sight: Any = Sight) -> None:
    """Have the tagger use this model, and what it sees of tokens, from now on."""
    opened = tagger.Tagger(Model(model), sight)
    tagger._shipped = lambda: opened  # noqa: SLF001 (the one seam that only training needs)


def parsed(raws: list[str], labeller: str = "crf") -> list[dict[str, Any]]:
    """The entries of printed references, as dictionaries."""
    references = [Reference("", n, raw, Span("", 0, len(raw), 1, 1)) for n, raw in enumerate(raws)]
    return [normalise.entry(e).to_dict() for e in parse.entries(references, labeller=labeller)]


def scored(score: ModuleType, gold: list[dict[str, Any]], labeller: str = "crf") -> str:
    """'micro F1/share of whole references' of a labelled set."""
    entries = parsed([g["raw"] for g in gold], labeller)
    found = score.score(gold, {g["id"]: entry for g, entry in zip(gold, entries, strict=True)})
    return f"{found['micro']['f1']:.3f}/{found['ref_exact']:.3f}"


def rows(data: Path) -> Iterator[str]:
    """A row for each dev set."""
    score = scorer(data)
    parsed(["Marlow, A. (2019). Tides. Harbour Studies, 3(1), 4-9."])  # load before the clock starts
    for path in sorted((data / "dev").glob("*.jsonl")):
        gold = score.load(path)
        start = time.process_time()
        figures = scored(score, gold)
        yield f"{path.stem:20} {len(gold):5}  {figures}  {len(gold) / (time.process_time() - start):5.0f}/s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    for row in rows(parser.parse_args().data):
        print(row, flush=True)


if __name__ == "__main__":
    main()
