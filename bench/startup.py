"""What starting costs: `litreview --version` and a review of two papers, beside Python's own start and pandas.

usage: python bench/startup.py [PAPER...]      (default: refs/*.txt)
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 10


def main() -> None:
    papers = sys.argv[1:] or [str(p) for p in sorted((ROOT / "refs").glob("*.txt"))]
    python = [sys.executable]
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "python -c pass": [*python, "-c", "pass"],
            "litreview --version": [*python, "-m", "litreview", "--version"],
            "python -c 'import pandas'": [*python, "-c", "import pandas"],
            f"review of {len(papers)} papers": [
                *python,
                "-m",
                "litreview",
                "review",
                "--offline",
                *papers,
                "-o",
                folder,
            ],
        }
        # In turn, not in blocks, so that a busy moment hits every row alike.
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
                times[name].append(time.perf_counter() - start)
    base = statistics.median(times["python -c pass"])
    print(f"{'command':28} {'median ms':>10} {'over pass':>10} {'ratio':>7}   of {ROUNDS}")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:28} {median * 1000:10.0f} {(median - base) * 1000:10.0f} {median / base:7.1f}")


if __name__ == "__main__":
    main()
