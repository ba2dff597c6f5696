"""Train the sequence model: `python training/train.py DATA` writes src/litreview/parse/model.crfsuite.gz.

DATA holds `segments/` and `dev/` as described in NOTICE. The same data gives the same model, byte for
byte. Prints what it cost and the figures on the dev sets; leave_out.py prints those on sources left out.
"""

from __future__ import annotations

import argparse
import gzip
import random
import tempfile
import time
from pathlib import Path

import figures
import pycrfsuite
import synthetic
from harmonise import SETS, Example, folded, labelled, load, sequence

MODEL = Path(__file__).parents[1] / "src" / "litreview" / "parse" / "model.crfsuite.gz"
SEED = 20_261_121
SYNTHETIC = 6_000
"""How many synthetic references stand beside some 10,000 printed ones."""

SETTINGS = {"c1": 0.5, "c2": 0.01, "max_iterations": 90, "feature.minfreq": 2, "feature.possible_transitions": False}


def train(examples: list[Example], iterations: int) -> bytes:
    """The model as CRFsuite writes it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS | {"max_iterations": iterations})
    for example in examples:
        rows, labels = sequence(example)
        if rows:
            trainer.append(rows, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model"
        trainer.train(str(path))
        return path.read_bytes()


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
    given.output.write_bytes(gzip.compress(model, 9, mtime=0))
    print(
        f"{len(found)} references, {given.output.stat().st_size / 1e6:.2f} MB, {time.process_time() - start:.0f} CPU s"
    )
    figures.use(model)
    for row in figures.rows(given.data):
        print(row)


if __name__ == "__main__":
    main()
