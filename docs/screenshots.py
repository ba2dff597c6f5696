"""Pictures of the report of refs/: docs/report.png for the README, and every width and scheme in docs/screenshots/."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

import litreview
from litreview import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
GOLDEN = dt.date(2026, 1, 1)  # the date of the golden run
WIDTHS = (390, 1024, 1600)


def main() -> int:
    """Take the pictures; 1 where there is no browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.stderr.write("No Chromium or Chrome on this machine: no picture was taken.\n")
        return 1
    with contextlib.chdir(ROOT):  # the page shows paths as they were given
        review = litreview.review(sorted(map(str, Path("refs").glob("*.txt"))), offline=True, today=GOLDEN.isoformat())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = Path(folder) / "review.html"
        page.write_text(report.text(review, "html"), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        taken(browser, page.as_uri(), ROOT / "docs" / "report.png", width=1280, height=860)
        for width in WIDTHS:
            for scheme in ("light", "dark"):
                target = ROOT / "docs" / "screenshots" / f"{width}-{scheme}.png"
                taken(browser, page.as_uri(), target, width=width, height=1000, scheme=scheme, whole=True)
        browser.close()
    return 0


def taken(
    browser: Browser, url: str, target: Path, *, width: int, height: int, scheme: str = "light", whole: bool = False
) -> None:
    """One picture: of what a screen shows, or of the whole page."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    tab = context.new_page()
    tab.goto(url)
    if whole:  # what is out of sight is not drawn, and a picture of the whole would show gaps
        tab.add_style_tag(content=".works details { content-visibility: visible !important }")
    target.parent.mkdir(exist_ok=True)
    tab.screenshot(path=target, full_page=whole)
    context.close()
    sys.stdout.write(f"{target.relative_to(ROOT)}\n")


if __name__ == "__main__":
    sys.exit(main())
