"""The page in a real browser: quiet, operable by keyboard and by mouse, accessible, and the same with scripts off."""

import dataclasses
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from litreview import report


@pytest.fixture(scope="module")
def page_file(review, tmp_path_factory):
    file = tmp_path_factory.mktemp("page") / "review.html"
    file.write_text(report.text(review, "html"), encoding="utf-8")
    return file


@pytest.fixture
def open_page(browser, page_file):
    """Open the page; at the end of the test its console must be clean, and nothing may have been asked of any network."""
    contexts, complaints, requests = [], [], []

    def opened(hash_="", file=page_file, **context):
        contexts.append(browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | context)))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri() + hash_)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [] == complaints
    assert [] == [url for url in requests if not url.startswith(("file:", "blob:"))]


def visible_rows(page):
    return page.locator("#t-findings tbody tr:not(.group):visible").count()


def test_the_page_opens_without_a_word_or_a_request(open_page):
    """A page that asks a server tells it what somebody reads; one that logs errors is broken somewhere."""
    page = open_page()
    assert "Citations and references" == page.title()
    assert 11 == page.locator("main > section").count() + 1  # the meters are part of the overview


def test_typing_and_facets_narrow_the_findings(open_page):
    """Somebody with 500 findings must get at the three that matter."""
    page = open_page()
    assert 8 == visible_rows(page)
    page.select_option("#findings select[name=severity]", "warning")
    assert 2 == visible_rows(page)
    page.fill("#findings input[name=q]", "never cited")
    assert 1 == visible_rows(page)
    assert "1 of 8" == page.locator("#findings output").text_content()
    page.click("#findings button[type=reset]")
    page.wait_for_function("document.querySelector('#findings output').textContent == '8 of 8'")


@pytest.mark.parametrize("facet", ["severity", "rule", "paper", "confidence"])
def test_each_facet_counts_what_review_json_does_and_shows_as_many(open_page, review, facet):
    """A facet that promises three errors and shows two hides one, or lies."""
    page = open_page()
    told = Counter(
        f.get(facet) or "-" for f in json.loads(report.text(report.shown(review, "likely"), "json"))["findings"]
    )
    options = page.locator(f"#findings select[name={facet}] option[value]:not([value=''])")
    offered = {}
    for option in options.all():
        offered[option.get_attribute("value")] = int(re.search(r"\((\d+)\)$", option.text_content())[1])
    assert told == offered
    for value, count in offered.items():
        page.select_option(f"#findings select[name={facet}]", value)
        assert count == visible_rows(page)


def test_findings_in_a_pdf_are_found_by_their_paper(open_page, review, tmp_path):
    """Their places begin with a page, not with a line."""
    finding = next(f for f in review.findings if f.paper)
    paged = [dataclasses.replace(place, span=dataclasses.replace(place.span, page=3)) for place in finding.places]
    only = dataclasses.replace(review, findings=(dataclasses.replace(finding, places=tuple(paged)),))
    file = tmp_path / "review.html"
    file.write_text(report.text(only, "html", min_confidence="possible"), encoding="utf-8")
    page = open_page(file=file)
    page.select_option("#findings select[name=paper]", finding.paper)
    assert 1 == visible_rows(page)


def test_the_address_keeps_the_view(open_page):
    """A link to 'the errors in this paper' is what people send each other."""
    page = open_page()
    page.select_option("#findings select[name=severity]", "error")
    page.select_option("#findings select[name=paper]", "tides.txt")
    page.click("#t-findings th[data-sort=rule] button")
    seen = page.locator("#t-findings tbody tr:visible").all_text_contents()
    address = page.evaluate("location.hash")
    other = open_page(address)
    assert seen == other.locator("#t-findings tbody tr:visible").all_text_contents()
    assert 3 == len(seen)
    assert "ascending" == other.get_attribute("#t-findings th[data-sort=rule]", "aria-sort")


def test_sorting_twice_turns_the_order_round(open_page):
    """A table that says that it is sorted must be."""
    page = open_page()
    head = page.locator("#t-findings th[data-sort=rule] button")
    rules = page.locator("#t-findings tbody tr td:nth-child(2) b")
    head.click()
    assert sorted(rules.all_text_contents()) == rules.all_text_contents()
    head.click()
    assert sorted(rules.all_text_contents(), reverse=True) == rules.all_text_contents()


def test_grouping_puts_a_heading_over_each_group(open_page):
    """Ten findings of one rule are one piece of work."""
    page = open_page()
    page.select_option("#findings select[name=group]", "severity")
    assert ["error", "warning"] == page.locator("#t-findings tr.group").all_text_contents()
    page.fill("#findings input[name=q]", "never cited")
    assert ["warning"] == page.locator("#t-findings tr.group:visible").all_text_contents()


def test_the_view_is_saved_as_csv(open_page):
    """What is on the screen goes into a spreadsheet, and nothing of it is a formula there."""
    page = open_page()
    page.fill("#findings input[name=q]", "LR103")
    with page.expect_download() as download:
        page.click("#findings .csv")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert '"Severity","Rule","Finding","Where","Confidence","Fix"' == text.splitlines()[0]
    assert 2 == len(text.splitlines())
    assert '"Cite 2016"' in text


def test_copy_buttons_copy_the_fix_and_the_bibtex(open_page):
    """A button that copies nothing, or its own label, is found out only after pasting."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.locator("#t-findings tr", has_text="LR103").locator(".copy").click()
    assert "Oduya, 2016" == page.evaluate("navigator.clipboard.readText()")
    page.click("#w-oduya2016tides summary")
    page.click("#w-oduya2016tides .copy")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@book{oduya2016tides,\n")


def test_a_link_to_a_work_opens_it(open_page):
    """A link into a closed row leads nowhere."""
    page = open_page("#w-oduya2016tides")
    assert page.locator("#w-oduya2016tides").get_attribute("open") is not None
    assert page.locator("#w-oduya2016tides tr.differs", has_text="2018").is_visible()


def test_a_finding_leads_to_its_place_in_the_text(open_page):
    """From the list to the sentence in one click, with what was matched."""
    page = open_page()
    page.locator("#t-findings tr", has_text="LR103").locator("a.at").first.click()
    page.wait_for_selector("#pop:not([hidden])")
    assert "Oduya, 2017" == page.evaluate("document.activeElement.textContent")


def test_no_link_in_the_page_leads_nowhere(open_page):
    """A click that does nothing makes a reader doubt the rest."""
    page = open_page()
    assert [] == page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href').slice(1))
        .filter(name => !document.getElementById(name))"""
    )
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("hash_", ["#%E0%A4%A", "#nowhere", "#findings?rule=%zz&sort=nothing", "#?", "#works?show=x"])
def test_a_mangled_address_does_no_harm(open_page, hash_):
    """Mail programs cut and change addresses; the page must still open."""
    assert open_page(hash_).locator("h1").is_visible()


def test_works_are_filtered_and_sorted(open_page):
    """A list of 500 works is of use only when the ones that differ, or matter most, can be had."""
    page = open_page()
    page.select_option("#works select[name=show]", "conflict")
    shown = page.locator("#works details:visible summary b")
    assert ["oduya2016tides"] == shown.all_text_contents()
    page.select_option("#works select[name=show]", "")
    page.select_option("#works select[name=sort]", "year")
    years = page.locator("#works details summary > :nth-child(3)").all_text_contents()
    assert sorted(years) == years
    page.select_option("#works select[name=sort]", "mentions")
    mentions = [int(n) for n in page.locator("#works details summary data").all_text_contents()]
    assert sorted(mentions, reverse=True) == mentions


def test_a_citation_tells_what_it_was_matched_to(open_page):
    """The reader must see why a citation is called a mismatch before believing it."""
    page = open_page()
    page.locator("a.mismatch", has_text="Oduya, 2017").click()
    said = page.locator("#pop").text_content()
    assert "Tides and treaties" in said
    assert "score 0.9" in said
    assert "the year differs" in said
    page.keyboard.press("Escape")
    assert page.locator("#pop").is_hidden()
    assert "Oduya, 2017" == page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.click("#pop a")
    page.wait_for_selector("#w-oduya2016tides[open]")


def test_n_and_p_walk_the_problems(open_page):
    """Going from problem to problem is how an author works through a paper."""
    page = open_page()
    focused = "document.activeElement.textContent"
    walked = []
    for key in "nnnp":
        page.keyboard.press(key)
        walked.append(page.evaluate(focused))
    assert ["Quint, 1999", "Bram Ibsen", "Oduya, 2017", "Bram Ibsen"] == walked
    page.focus("#findings input[name=q]")
    page.keyboard.type("n")
    assert "n" == page.input_value("#findings input[name=q]"), "typing in a field is no command"


def test_everything_is_reached_with_the_tab_key(open_page):
    """Many people have no mouse."""
    page = open_page()
    page.keyboard.press("Tab")
    assert "Skip to the report" == page.evaluate("document.activeElement.textContent")
    page.evaluate(
        """reached = new Set();
        addEventListener('focusin', e => reached.add(e.target.closest('section')?.id ?? e.target.closest('nav')?.className))"""
    )
    for _ in range(120):
        page.keyboard.press("Tab")
    reached = set(page.evaluate("[...reached]"))
    assert {"parts", "overview", "first", "findings", "works", "text", "compare", "profile", "links", "flow"} <= reached


def test_the_page_works_without_scripts(open_page):
    """Mail programs and careful people switch scripts off; what is read must still be there."""
    page = open_page(java_script_enabled=False)
    assert 8 == visible_rows(page)
    assert page.locator("form.facets").first.is_hidden(), "what needs a script is not offered"
    page.click("#w-oduya2016tides summary")
    assert page.locator("#w-oduya2016tides pre").is_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_serious_fault(open_page, scheme, width):
    """Contrast, names and roles: what a screen reader and weak eyes need."""
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page).response["violations"]
    faults = [
        f"{fault['id']}: {node['html'][:120]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert [] == faults


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_nothing_runs_over_the_edge(open_page, width):
    """A page that scrolls sideways on a phone is unreadable."""
    page = open_page(viewport={"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert width >= page.evaluate("document.documentElement.scrollWidth")


def test_dark_is_dark_and_print_is_white(open_page):
    """A dark page at night; no black pages out of the printer."""
    background = "getComputedStyle(document.body).backgroundColor"
    page = open_page(color_scheme="dark")
    assert sum(map(int, re.findall(r"\d+", page.evaluate(background))[:3])) < 150
    page.emulate_media(media="print")
    assert "rgb(255, 255, 255)" == page.evaluate(background)
    assert page.locator("nav.parts").is_hidden()
    assert page.locator("form.facets").first.is_hidden()
    page.set_viewport_size({"width": 720, "height": 1000})  # A4 between its margins
    over = "[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
    assert [] == page.evaluate(f"{over}.map(e => e.outerHTML.slice(0, 80))")
    assert page.pdf().startswith(b"%PDF")


def test_every_number_is_one_of_review_json(open_page, review):
    """A report must not say anything that its data do not."""
    data = json.loads(report.text(review, "json"))
    page = open_page()
    told = page.evaluate(
        """() => [...document.querySelectorAll('data')].map(e => ({...e.dataset, said: e.textContent,
              row: [...e.closest('.works')?.children ?? []].indexOf(e.closest('details'))}))"""
    )
    assert len(told) > 80
    for number in told:
        said = number["said"].replace(",", "")
        if "at" in number:
            assert float(said) == look_up(data, number["at"])
        elif "length" in number:
            assert int(said) == len(look_up(data, number["length"]))
        elif "share" in number:
            meter = look_up(data, number["share"])
            assert said == f"{100 * meter['n'] // meter['of']} %"
        else:
            assert int(said) == data["works"][number["row"]]["mentions"]
    counts = page.evaluate("[...document.querySelectorAll('[data-count]')].map(e => [e.dataset.count, e.textContent])")
    shown = [f for f in data["findings"] if f["confidence"] != "possible" and "suppressed" not in f]
    expected = {"findings": len(shown), "works": len(data["works"]), "links": len(data["links"])}
    expected |= {"first": sum(f["severity"] != "info" for f in shown), "hidden": 1}
    for link in data["links"]:
        expected[f"links.{link['verdict']}"] = expected.get(f"links.{link['verdict']}", 0) + 1
    assert {name: str(n) for name, n in expected.items()} == dict(counts)


def test_every_table_of_numbers_has_the_rows_of_review_json(open_page, review):
    """The same, for the tables under the charts and the citations."""
    data = json.loads(report.text(review, "json"))
    tables = open_page().evaluate(
        """() => [...document.querySelectorAll('table[data-rows]')].map(table => ({
              rows: table.dataset.rows,
              columns: [...table.tHead.rows[0].cells].map(cell => cell.dataset.col ?? null),
              cells: [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => cell.textContent.trim())),
           }))"""
    )
    assert len(tables) >= 10
    for table in tables:
        rows = look_up(data, table["rows"])
        assert len(rows) == len(table["cells"])
        for row, cells in zip(rows, table["cells"], strict=True):
            for column, cell in zip(table["columns"], cells, strict=True):
                if column:
                    assert row[column] == float(cell)


def test_the_prose_can_be_left_out(review, open_page, tmp_path):
    """Some papers must not be passed on: not a sentence of them may be in the file."""
    file = tmp_path / "without.html"
    file.write_text(report.text(review, "html", prose=False), encoding="utf-8")
    text = file.read_text(encoding="utf-8")
    for words in ("argues that treaties", "Ports borrow", "burned whale oil", "coded its clauses"):
        assert words not in text
    page = open_page("#p0c6", file=file)
    assert page.locator("tr#p0c6", has_text="Oduya, 2017").is_visible(), "findings still lead to the citation"


def test_a_baseline_says_what_is_new_and_what_is_fixed(review, open_page, tmp_path):
    """An author who mended ten things wants to see that ten are gone, and whether there is a new one."""
    findings = [dataclasses.replace(f, baseline="known" if n else "new") for n, f in enumerate(review.findings)]
    changed = dataclasses.replace(review, findings=tuple(findings), fixed=("(Brand, 2001) is not listed.",))
    file = tmp_path / "baseline.html"
    file.write_text(report.text(changed, "html", title="Second round"), encoding="utf-8")
    page = open_page(file=file)
    assert "Since the baseline: 1 new, 1 fixed." == page.locator(".baseline").text_content()
    page.get_by_text("What is fixed").click()
    assert page.get_by_text("(Brand, 2001) is not listed.").is_visible()
    assert "Second round" == page.locator("h1").text_content()


def look_up(data, pointer):
    """What a JSON pointer (RFC 6901) points at."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        data = data[int(name)] if isinstance(data, list) else data[name]
    return data
