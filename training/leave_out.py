"""What the model owes to each source: `python training/leave_out.py DATA` leaves one out, trains, and measures on it.

Prints, for each training source: the rules parser, a CRF that sees bare tokens, and the full model, each
as micro F1/share of whole references (see figures.py) on up to 1,500 references that no training saw.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import figures
import train
from harmonise import SETS

from litreview.parse import features, tagger

MOST = 1_500


def bare(text: str, spans: list[tuple[int, int]]) -> list[list[bytes]]:
    """Features of the bare-token model: the token and its two neighbours, as they stand."""
    words = ["^", *(text[s:e] for s, e in spans), "$"]
    rows = ((f"w={words[n]}", f"-w={words[n - 1]}", f"+w={words[n + 1]}") for n in range(1, len(words) - 1))
    return [[name.encode() for name in row] for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--synthetic", type=int, default=train.SYNTHETIC)
    parser.add_argument("--iterations", type=int, default=train.SETTINGS["max_iterations"])
    given = parser.parse_args()
    score = figures.scorer(given.data)
    full = features.features
    for name in SETS:
        gold = score.load(given.data / "train" / f"{name}.jsonl")
        gold = random.Random(train.SEED).sample(gold, min(MOST, len(gold)))
        found = train.examples(given.data, without=name, count=given.synthetic)
        printed = [e for e in found if e.source != "synthetic"]
        row = f"{name:20} rules {figures.scored(score, gold, 'rules')}"
        for kind, see, examples in (("bare", bare, printed), ("model", full, found)):
            features.features = tagger.features = see
            figures.use(train.train(examples, given.iterations))
            row += f"  {kind} {figures.scored(score, gold)}"
        print(row, flush=True)


if __name__ == "__main__":
    main()
