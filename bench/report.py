"""How large the page is, and how long it takes to make, for reviews of several sizes: CPU seconds, median of three."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from fakes import large
from litreview import report

ROUNDS = 3


def main():
    report.text(large.review(30), "html")  # imports are not the page's cost
    print(f"{'references':>10} {'works':>6} {'findings':>8} {'page, MB':>9} {'seconds':>8}   bar")
    for references, findings, bar in ((60, 40, ""), (500, 300, "1 MB, 1 s"), (1500, 300, "3 MB, 3 s")):
        review = large.review(references, findings=findings)
        spent = []
        for _ in range(ROUNDS):
            start = time.process_time()
            page = report.text(review, "html")
            spent.append(time.process_time() - start)
        size, works = len(page.encode()) / 1e6, len(review.evidence.works)
        print(f"{references:>10} {works:>6} {findings:>8} {size:>9.2f} {statistics.median(spent):>8.2f}   {bar}")


if __name__ == "__main__":
    main()
