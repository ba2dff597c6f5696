"""What the model owes to each source: `python training/leave_out.py DATA` leaves one out, trains, and measures on it.

Prints, for each training source: the rules parser, a CRF that sees bare tokens, and the full model, each
as micro F1/share of whole references (see figures.py) on up to 1,500 references that no training saw.
"""

from __future__ import annotations

import argparse
import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import figures
import numpy as np
import train
from harmonise import SETS

from litreview.parse.features import Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from litreview.parse.features import Token

MOST = 1_500


class Bare:
    """What the bare-token model sees: the token and its two neighbours, as they stand; one group a token."""

    def __init__(self, keep: Callable[[tuple[str, ...]], int]) -> None:
        self._keep = cache(keep)

    def __len__(self) -> int:
        return 0

    def rows(self, texts: Sequence[str], spans: Sequence[list[Token]]) -> np.ndarray[Any, np.dtype[Any]]:
        """As `features.Sight.rows`."""
        rows = []
        for text, places in zip(texts, spans, strict=True):
            words = ["^", *(text[start:end] for start, end in places), "$"]
            rows += [
                self._keep((f"w={word}", f"-w={before}", f"+w={after}"))
                for before, word, after in zip(words, words[1:], words[2:], strict=False)
            ]
        return np.array(rows)[:, None]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--synthetic", type=int, default=train.SYNTHETIC)
    parser.add_argument("--iterations", type=int, default=train.SETTINGS["max_iterations"])
    given = parser.parse_args()
    score = figures.scorer(given.data)
    for name in SETS:
        gold = score.load(given.data / "train" / f"{name}.jsonl")
        gold = random.Random(train.SEED).sample(gold, min(MOST, len(gold)))
        found = train.examples(given.data, without=name, count=given.synthetic)
        printed = [e for e in found if e.source != "synthetic"]
        row = f"{name:20} rules {figures.scored(score, gold, 'rules')}"
        for kind, sight, examples in (("bare", Bare, printed), ("model", Sight, found)):
            figures.use(train.train(examples, given.iterations, sight), sight)
            row += f"  {kind} {figures.scored(score, gold)}"
        print(row, flush=True)


if __name__ == "__main__":
    main()
