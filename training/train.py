"""Train the sequence model: `python training/train.py DATA` writes src/litreview/parse/model.json.gz.

DATA holds `segments/` and `dev/` as described in NOTICE. The same data gives the same model, byte for
byte. Prints what it cost and the figures on the dev sets; leave_out.py prints those on sources left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import Any

import figures
import pycrfsuite
import synthetic
from harmonise import SETS, Example, Names, folded, labelled, load, sequence

from litreview.parse.features import Sight

MODEL = Path(__file__).parents[1] / "src" / "litreview" / "parse" / "model.json.gz"
SEED = 20_261_121
SYNTHETIC = 6_000
"""How many synthetic references stand beside some 10,000 printed ones."""

SETTINGS = {"c1": 0.5, "c2": 0.01, "max_iterations": 90, "feature.minfreq": 2, "feature.possible_transitions": False}

_TABLE = re.compile(r"^([A-Z_]+) = \{\n(.*?)^\}$", re.MULTILINE | re.DOTALL)
_WEIGHT = re.compile(r"^  \(\d+\) (.*) --> (\w+): (-?[\d.]+)$", re.MULTILINE)


def train(examples: list[Example], iterations: int, sight: Any = Sight) -> bytes:
    """The model, as litreview reads it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS | {"max_iterations": iterations})
    names = Names()
    seen = sight(names.keep)
    for example in examples:
        rows, labels = sequence(example, names, seen)
        if rows:
            trainer.append(rows, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return packed(path)


def packed(path: Path) -> bytes:
    """A model of CRFsuite as gzipped JSON (see `parse.crf.Model`), by way of its dump, which has six decimals."""
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    tagger.dump(str(path.with_suffix(".txt")))
    tables = dict(_TABLE.findall(path.with_suffix(".txt").read_text(encoding="utf-8")))
    labels = [line.split(": ", 1)[1] for line in tables["LABELS"].splitlines()]
    number = {label: n for n, label in enumerate(labels)}
    transitions = [[0.0] * len(labels) for _ in labels]
    for before, after, weight in _WEIGHT.findall(tables["TRANSITIONS"]):
        transitions[number[before]][number[after]] = float(weight)
    features: dict[str, list[tuple[int, float]]] = {}
    for name, label, weight in _WEIGHT.findall(tables["STATE_FEATURES"]):
        features.setdefault(name, []).append((number[label], float(weight)))
    pairs = [*chain.from_iterable(features.values())]
    model = {
        "labels": labels,
        "transitions": transitions,
        "features": [*features],
        "counts": [len(found) for found in features.values()],
        "of": [label for label, _ in pairs],
        "weights": [weight for _, weight in pairs],
    }
    return gzip.compress(json.dumps(model, ensure_ascii=False, separators=(",", ":")).encode(), 9, mtime=0)


def examples(data: Path, *, without: str = "", count: int = SYNTHETIC) -> list[Example]:
    """All training examples but those of one source, also where another source has the same; in an order that the seed gives."""
    held = {folded(e.raw) for e in load(data, without)} if without else set()
    found = [e for name in SETS if name != without for e in load(data, name) if folded(e.raw) not in held]
    made = synthetic.references(count, SEED, data=data.parent, without=without) if count else ()
    found += [labelled("synthetic", line["segs"]) for line in made]
    random.Random(SEED).shuffle(found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--synthetic", type=int, default=SYNTHETIC, help="how many synthetic references to add")
    parser.add_argument("--iterations", type=int, default=SETTINGS["max_iterations"])
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    given = parser.parse_args()
    start = time.process_time()
    found = examples(given.data, count=given.synthetic)
    model = train(found, given.iterations)
    given.output.write_bytes(model)
    print(
        f"{len(found)} references, {given.output.stat().st_size / 1e6:.2f} MB, {time.process_time() - start:.0f} CPU s"
    )
    figures.use(model)
    for row in figures.rows(given.data):
        print(row)


if __name__ == "__main__":
    main()
