"""What the model owes to each source: `python training/leave_out.py DATA` leaves one out, trains, and measures on it.

Prints, for each training source: the rules parser, a CRF that sees bare tokens, and the full model, all
scored by `tools/score_refparse.py` of the data's folder on up to 1,500 references that no training saw.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import pycrfsuite
import train
from harmonise import SETS

from litreview import normalise, parse
from litreview.model import Reference, Span
from litreview.parse import features, tagger

MOST = 600


def bare(text: str, spans: list[tuple[int, int]]) -> list[list[str]]:
    """Features of the bare-token model: the token and its two neighbours, as they stand."""
    words = ["^", *(text[s:e] for s, e in spans), "$"]
    return [[f"w={words[n]}", f"-w={words[n - 1]}", f"+w={words[n + 1]}"] for n in range(1, len(words) - 1)]


def parsed(raws: list[str], labeller: str) -> list[dict[str, Any]]:
    references = [Reference("", n, raw, Span("", 0, len(raw), 1, 1)) for n, raw in enumerate(raws)]
    return [normalise.entry(e).to_dict() for e in parse.entries(references, labeller=labeller)]


def use(model: bytes) -> None:
    """Have the tagger use this model from now on."""
    with tempfile.NamedTemporaryFile(suffix=".crfsuite") as file:
        file.write(model)
        file.flush()
        opened = pycrfsuite.Tagger()
        opened.open(file.name)
    tagger._tagger = lambda: opened  # noqa: SLF001 (the one seam that only this script needs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tools", type=Path, required=True, help="the folder of score_refparse.py")
    parser.add_argument("--synthetic", type=int, default=train.SYNTHETIC)
    parser.add_argument("--iterations", type=int, default=train.SETTINGS["max_iterations"])
    given = parser.parse_args()
    sys.path.insert(0, str(given.tools))
    import score_refparse  # noqa: PLC0415 (its folder is an argument)

    full = features.features
    for name in SETS:
        gold = score_refparse.load(given.data / "train" / f"{name}.jsonl")
        gold = random.Random(train.SEED).sample(gold, min(MOST, len(gold)))
        raws = [g["raw"] for g in gold]
        row = {"rules": parsed(raws, "rules")}
        found = train.examples(given.data, without=name, count=given.synthetic)
        for kind, see in (("bare", bare), ("model", full)):
            features.features = tagger.features = see
            use(
                train.train(
                    found if kind == "model" else [e for e in found if e.source != "synthetic"],
                    given.iterations,
                )
            )
            row[kind] = parsed(raws, "crf")
        scores = {
            k: score_refparse.score(gold, dict(zip((g["id"] for g in gold), v, strict=True))) for k, v in row.items()
        }
        print(name, " ".join(f"{k} {s['micro']['f1']:.3f}/{s['ref_exact']:.3f}" for k, s in scores.items()), flush=True)


if __name__ == "__main__":
    main()
