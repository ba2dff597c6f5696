"""How the page behaves in a browser: first paint and the cost of a keystroke, of 500 references and of 2,000 findings."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from playwright.sync_api import sync_playwright

from fakes import large
from litreview import report

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
TYPED = ("m", "mi", "mis", "miss", "mis", "", "1", "19", "199", "1990", "")


def spent(session):
    """Milliseconds of the page's own CPU time that went into script, style and layout."""
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return 1000 * sum(metrics[f"{part}Duration"] for part in ("Script", "RecalcStyle", "Layout"))


def measured(browser, file):
    """(first paint, median keystroke, slowest keystroke) in ms; the paint is the median of five."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    paints = []
    for _ in range(5):
        page.goto(file.as_uri())
        paints.append(page.evaluate(PAINTED))
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    field = page.locator("#findings input[name=q]")
    field.scroll_into_view_if_needed()
    costs = []
    for text in TYPED:
        before = spent(session)
        field.fill(text)
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        costs.append(spent(session) - before)
    page.close()
    return statistics.median(paints), statistics.median(costs), max(costs)


def main():
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        print("No Chromium or Chrome on this machine: nothing was measured.")
        return
    print(f"{'references':>10} {'findings':>8} {'first paint, ms':>15} {'keystroke, CPU ms':>18} {'slowest':>8}   bar")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for references, findings in ((500, 300), (1500, 2000)):
            file = Path(folder) / "review.html"
            file.write_text(report.text(large.review(references, findings=findings), "html"), encoding="utf-8")
            paint, median, worst = measured(browser, file)
            print(f"{references:>10} {findings:>8} {paint:>15.0f} {median:>18.0f} {worst:>8.0f}   1 s, 50 ms")
        browser.close()


if __name__ == "__main__":
    main()
