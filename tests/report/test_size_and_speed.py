"""The bars of the page: its size, the time that it takes to make, to open and to filter."""

import time

import pytest

from fakes import large
from litreview import report

MB = 1_000_000


@pytest.mark.parametrize(
    ("references", "size", "seconds"), [(500, 1, 1), pytest.param(1500, 3, 3, marks=pytest.mark.slow)]
)
def test_the_page_is_small_and_quickly_made(references, size, seconds):
    """A page too large to mail, or that takes longer to write than the review took to make."""
    review = large.review(references)
    report.text(large.review(30), "html")  # what is loaded once is not the page's cost
    start = time.process_time()
    page = report.text(review, "html")
    spent = time.process_time() - start
    assert len(page.encode()) <= size * MB
    assert spent <= 2 * seconds, "bench/report.py holds the bar itself, on a machine that does nothing else"


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """A page of 2,000 findings."""
    file = tmp_path_factory.mktemp("large") / "review.html"
    file.write_text(report.text(large.review(300, findings=2000), "html", min_confidence="possible"))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(file.as_uri())
    yield page
    page.close()


def test_filtering_2000_findings_feels_instant(page):
    """Typing must not stutter: script, style and layout of a keystroke, in the browser's own CPU time."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent():
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        return 1000 * sum(metrics[f"{part}Duration"] for part in ("Script", "RecalcStyle", "Layout"))

    field = page.locator("#findings input[name=q]")
    field.scroll_into_view_if_needed()
    costs = []
    for text in ("m", "mi", "mis", "miss", "mis", "", "1", "19", "199", "1990", ""):
        before = spent()
        field.fill(text)
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        costs.append(spent() - before)
    assert sorted(costs)[len(costs) // 2] <= 50
    assert "2000 of 2000" == page.locator("#findings output").text_content()


def test_the_first_paint_comes_within_a_second(page):
    """The best of three, and thrice the bar: a machine that runs other tests too is not the page's fault."""
    paints = []
    for _ in range(3):
        page.reload()
        paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    assert min(paints) <= 3000


def test_only_a_screenful_of_findings_is_laid_out_at_first(page):
    """All are there, and one button away."""
    rows = page.locator("#t-findings tbody tr:visible")
    assert 60 == rows.count()
    page.get_by_role("button", name="Show 1940 more").click()
    assert 2000 == rows.count()
