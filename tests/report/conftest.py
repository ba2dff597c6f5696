"""What the tests of reports share: the invented review, an empty one, and a browser."""

import datetime as dt
import shutil

import pytest
from playwright.sync_api import sync_playwright

from fakes import invented
from litreview.model import Evidence


@pytest.fixture(scope="session")
def review():
    """Three invented papers with every kind of fact and finding."""
    return invented.review()


@pytest.fixture(scope="session")
def empty():
    """A review of nothing: no paper, no work, no finding."""
    return invented.reviewed(Evidence(dt.date(2026, 1, 1)), ())


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium or Chrome of this machine; without one the tests skip.

    For one module at a time: its driver runs an event loop, which no other test may find running.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    if not found:
        print("\n*** No Chromium or Chrome on this machine: the report page is NOT tested in a browser. ***")
        pytest.skip("no Chromium or Chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
