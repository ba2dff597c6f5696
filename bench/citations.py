"""How well citations are found, linked and accounted for: `python bench/citations.py [CASES [TOOLS]]` prints one table.

CASES holds labelled papers (CASES/ID/{paper.txt,gold.json}; ../shared/data/intext/dev by default), TOOLS the
scorers that say what is counted (../shared/tools). Below the table stand the publishers that fare worst: a rule that
was bent to the papers at hand shows there first.
"""

from __future__ import annotations

import concurrent.futures
import datetime as dt
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
FINDINGS = ("missing", "uncited", "mismatch")


def tools(folder):
    """The labelled papers' own scorer and runner."""
    sys.path.insert(0, str(folder))
    import eval_intext  # noqa: PLC0415 (its folder is an argument)
    import score_intext  # noqa: PLC0415 (the same)

    return eval_intext.one, score_intext


def scored(job):
    folder, path = job
    one, _ = tools(folder)
    return path, one(path)


def main():
    cases = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED / "data" / "intext" / "dev"
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else SHARED / "tools"
    paths = sorted(path.parent for path in cases.glob("*/gold.json"))
    if not paths:
        sys.exit(f"no labelled papers under {cases}")
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        rows = list(pool.map(scored, [(folder, path) for path in paths], chunksize=4))
    _, scorer = tools(folder)
    groups, publishers = defaultdict(dict), defaultdict(dict)
    papers, false, quiet, loud = Counter(), Counter(), Counter(), Counter()
    crashes = cost = 0
    for path, (name, style, faulty, score, error, spent, shout) in rows:
        family = "author-year" if style == "author-year" else "numeric"
        part = f"{family}, {'faulty' if faulty else 'clean'}"
        for group in {style, part}:
            scorer.add(groups[group], score)
            papers[group] += 1
        wrong = sum(score[finding]["fp"] for finding in FINDINGS)
        false[part] += wrong
        quiet[part] += not wrong
        loud[part] += shout
        scorer.add(
            publishers[json.loads((path / "gold.json").read_text(encoding="utf-8"))["source"]["publisher"]], score
        )
        crashes += bool(error)
        cost += spent
        if error:
            print(f"{name}: {error}", file=sys.stderr)
    print(f"{dt.date.today()}, {len(paths)} papers of {len(publishers)} publishers in {cases.name}/")  # noqa: DTZ011 (the reader's day)
    print(
        f"{'':20} {'n':>4}  found  linked  {'missing P/R':>12}  {'uncited P/R':>12}  {'mismatch P/R':>12}  false  quiet  loud"
    )
    for group in sorted(groups):
        total, n = scorer.fin(groups[group]), papers[group]
        found, linked = total["detection"]["f1"], total["end_to_end"]["f1"]
        pairs = "  ".join(f"{total[finding]['p']:5.3f} /{total[finding]['r']:5.3f}" for finding in FINDINGS)
        clean = (
            f"  {false[group] / n:5.2f}  {quiet[group] / n:5.2f}  {loud[group] / n:4.2f}"
            if group.endswith("clean")
            else ""
        )
        print(f"{group:20} {n:4}  {found:5.3f}   {linked:5.3f}  {pairs}{clean}")
    worst = sorted(publishers, key=lambda name: scorer.fin(publishers[name])["end_to_end"]["f1"])[:5]
    print("worst linked:", "; ".join(f"{name[:40]} {publishers[name]['end_to_end']['f1']:.3f}" for name in worst))
    print(f"{crashes} crashes, {len(paths) / cost:.1f} papers a CPU second for the whole review")


if __name__ == "__main__":
    main()
