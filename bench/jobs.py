"""A folder of papers reviewed on one core and on two: `python bench/jobs.py [../shared] [ROUNDS]` prints one table.

In turn, each into a folder of its own that is new; the load is that of the machine when a pair of runs began. CPU seconds are those of all
processes: the work is the same, so where it costs more on two cores these were slower, for each other's sake or a neighbour's.
'At one speed' is the ratio without that: how many cores the work on two kept busy, in units of the work on one.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def spent(papers, jobs, compiled):
    """Wall and CPU seconds of a review; its modules are kept compiled in that folder, as an installer keeps them."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "litreview",
            "review",
            "--offline",
            "--jobs",
            str(jobs),
            papers,
            "-o",
            "report",
        ]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        environment["PYTHONPYCACHEPREFIX"] = compiled
        subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / ".." / "shared")
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as papers, tempfile.TemporaryDirectory() as compiled:
        found = sorted((shared / "data" / "intext" / "dev").glob("*/paper.txt"))
        if not found:
            sys.exit(f"{shared}: has no labelled papers")
        for paper in found:
            shutil.copy(paper, Path(papers, f"{paper.parent.name}.txt"))
        print(f"{len(found)} papers, one core, s   CPU  two cores, s   CPU  ratio  at one speed  load", flush=True)
        spent(papers, 2, compiled)
        ratios, even = [], []
        for _ in range(rounds):
            load = os.getloadavg()[0]
            (one, cost), (two, costs) = spent(papers, 1, compiled), spent(papers, 2, compiled)
            ratios.append(one / two)
            even.append(one / two * costs / cost)
            print(
                f"{one:23.1f} {cost:5.1f} {two:13.1f} {costs:5.1f} {ratios[-1]:6.2f} {even[-1]:13.2f} {load:5.1f}",
                flush=True,
            )
    print(f"median ratio {statistics.median(ratios):.2f}, at one speed {statistics.median(even):.2f}, bar 1.7")


if __name__ == "__main__":
    main()
