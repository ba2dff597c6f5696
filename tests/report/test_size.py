"""How large the page is, and how little of it a browser lays out at once. Its speed is measured in bench/report.py and bench/page.py."""

import pytest

from fakes import large
from litreview import report

MB = 1_000_000


@pytest.mark.parametrize(("references", "size"), [(500, 1), (1500, 3)])
def test_the_page_is_small_enough_to_mail(references, size):
    """A page of many megabytes is refused by mail servers, and slow to open on a phone."""
    assert len(report.text(large.review(references), "html").encode()) <= size * MB


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """A page of 2,000 findings; what it asks the network for is in `page.requested`."""
    file = tmp_path_factory.mktemp("large") / "review.html"
    file.write_text(report.text(large.review(300, findings=2000), "html", min_confidence="possible"))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.requested = []
    page.on("request", lambda request: page.requested.append(request.url))
    page.goto(file.as_uri())
    yield page
    page.close()


def test_a_large_page_asks_for_nothing_but_itself(page):
    """It must open from a memory stick, and tell nobody that it was opened."""
    page.reload()
    assert {page.url.partition("#")[0]} == set(page.requested)


def test_every_keystroke_filters_2000_findings(page):
    """A filter that lags behind or loses rows would hide findings."""
    field, told = page.locator("#findings input[name=q]"), page.locator("#findings output")
    counts = []
    for text in ("1", "19", "199", "no such words", ""):
        field.fill(text)
        page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
        counts.append(int(told.text_content().split()[0]))
    assert sorted(counts[:4], reverse=True) == counts[:4]
    assert [0, 2000] == counts[3:]


@pytest.mark.parametrize("width", [390, 1024, 1600])
@pytest.mark.parametrize("section", ["text", "links"])
def test_the_menu_leads_to_a_section_below_hundreds_of_works(page, width, section):
    """Rows that are laid out only when they come near must not push away what was jumped to."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{page.url.partition('#')[0]}#overview")
    page.locator(f"a[href='#{section}']").first.evaluate("link => link.click()")
    page.wait_for_function(f"Math.abs(document.getElementById('{section}').getBoundingClientRect().top - 24) < 30")
    page.wait_for_timeout(200)
    assert -6 < page.locator(f"#{section}").bounding_box()["y"] < 54


def test_only_a_screenful_of_findings_is_laid_out_at_first(page):
    """All are there, and one button away."""
    rows = page.locator("#t-findings tbody tr:visible")
    assert 60 == rows.count()
    page.get_by_role("button", name="Show 1940 more").click()
    assert 2000 == rows.count()
