"""How well and how fast references are split and parsed: `python bench/references.py [../shared]` prints one table.

Rows: the labelled sets with the rules and with the model (micro F1 over the core fields / share of
references with every core field right / references a CPU second), the splitting of lists, and what
the model costs. With `--left-out` (and the dependency group `training`) the model is trained anew without each
source, for some twenty minutes, and measured on it, beside the rules and a model of bare tokens.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from importlib.resources import files
from pathlib import Path

from litreview import extract, normalise, parse
from litreview.model import Reference, Span


def parsed(raws, labeller):
    references = [Reference("", n, raw, Span("", 0, len(raw), 1, 1)) for n, raw in enumerate(raws)]
    return [normalise.entry(e).to_dict() for e in parse.entries(references, labeller=labeller)]


def field_rows(shared, scorer):
    print(f"{'set':20} {'n':>5}  {'rules':>22}  {'model':>22}")
    for path in sorted((shared / "data" / "refparse" / "dev").glob("*.jsonl")):
        gold = scorer.load(path)
        row = f"{path.stem:20} {len(gold):5}"
        for labeller in ("rules", "crf"):
            parsed(["Marlow, A. (2019). Tides. Harbour Studies, 3(1), 4-9."], labeller)  # load before the clock starts
            start = time.process_time()
            entries = parsed([g["raw"] for g in gold], labeller)
            cost = time.process_time() - start
            found = scorer.score(gold, {g["id"]: e for g, e in zip(gold, entries, strict=True)})
            row += f"  {found['micro']['f1']:.3f} / {found['ref_exact']:.3f} / {len(gold) / cost:5.0f}"
        print(row)


def list_row(shared, scorer):
    lists = shared / "data" / "refparse" / "lists" / "grobid.jsonl"
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for line in lists.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            raws = [r.raw for r in extract.split("\n".join(item["section"]))]
            file.write(json.dumps({"src": item["src"], "refs": raws}, ensure_ascii=False) + "\n")
        file.flush()
        print("splitting lists/grobid:", end=" ", flush=True)
        scorer.main(lists, file.name)


def model_row():
    """What the model weighs, and what a process pays before it has parsed anything: numpy, our modules, the model."""
    size = len(files("litreview.parse").joinpath("model.json.gz").read_bytes())
    code = (
        "import time; a = time.process_time(); import numpy; b = time.process_time();"
        "from litreview.parse import tagger; c = time.process_time(); tagger._shipped(); d = time.process_time();"
        "print(b - a, c - b, d - c)"
    )
    environment = os.environ | {
        "OPENBLAS_NUM_THREADS": "1"
    }  # as the command has it: threads of numpy that nobody needs
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        for _ in range(5)
    ]
    costs = [sorted(column)[2] * 1000 for column in zip(*(map(float, run.stdout.split()) for run in runs), strict=True)]
    print(
        f"model: {size / 1e6:.2f} MB, loaded in {costs[2]:.0f} ms of CPU (median of 5), after {costs[0]:.0f} for numpy, {costs[1]:.0f} for modules"
    )


def left_out_rows(shared):
    script = Path(__file__).parents[1] / "training" / "leave_out.py"
    subprocess.run([sys.executable, str(script), str(shared / "data" / "refparse")], check=True)


def main():
    given = [argument for argument in sys.argv[1:] if argument != "--left-out"]
    shared = Path(given[0] if given else Path(__file__).parents[2] / "shared")
    if not (shared / "data" / "refparse").is_dir():
        sys.exit(f"no labelled references under {shared}")
    sys.path.insert(0, str(shared / "tools"))
    import score_refparse  # noqa: PLC0415 (their folder is an argument)
    import score_segmentation  # noqa: PLC0415 (the same)

    field_rows(shared, score_refparse)
    list_row(shared, score_segmentation)
    model_row()
    if "--left-out" in sys.argv:
        left_out_rows(shared)


if __name__ == "__main__":
    main()
