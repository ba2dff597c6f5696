"""What papers print is material: no format may run it, obey it, or be broken by it."""

import csv
import dataclasses
import datetime as dt
import io
import json
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import invented
from litreview import report
from litreview.model import Entry, Evidence, Link, LinkCheck, Name, Verdict, Work
from litreview.report import escape

EVIL = (
    "<script>document.title='owned'</script>",
    "\"><img src=x onerror=document.title='owned'>",
    "=cmd|'/c calc'!A0",
    "@SUM(1+1)*cmd",
    "\x1b[2J\x1b]0;owned\x07\x9b31m bell\x07",
    "\u202eesrever\u2066",
    "| cell | [link](javascript:alert(1)) `code` <!-- comment --> @everyone #1",
    "%0A::error file=x::owned\n::set-output name=x::y",
    "{{ 7 * 7 }} {% raw %} \\input{/etc/passwd} \ud800",
    "]]> --> </style></title></textarea>",
)


@pytest.fixture(scope="module", params=EVIL, ids=range(len(EVIL)))
def evil(request):
    return request.param


@pytest.fixture(scope="module")
def hostile(evil):
    """The invented papers with the evil text."""
    return fouled(evil)


def fouled(evil):
    """The invented papers, with the evil text in every place that a paper can fill."""
    text = invented.TIDES.replace("silent", f"silent {evil}")
    clean = invented.papers()
    cited = [row if n else (*row[:5], (evil,), row[6]) for n, row in enumerate(invented.CITED["tides.txt"])]
    raws = invented.listed(text, "References")
    entries = [dataclasses.replace(e, title=evil, authors=(Name(evil, evil),), note=evil) for e in clean[0].entries]
    first = invented.paper("tides.txt", text, evil, raws, cited, entries=tuple(entries), sections=clean[0].sections)
    first = dataclasses.replace(first, references=tuple(dataclasses.replace(r, raw=evil) for r in first.references))
    entry = Entry(type="book", title=evil, authors=(Name(literal=evil),), publisher=evil, url=f"javascript:{evil}")
    works = (Work("w-clock", evil, entry, ("tides.txt#r1",)), *invented.works()[1:])
    links = (Link(f"javascript:{evil}", evil, "url", ("tides.txt#r1",), (evil,), (first.references[0].span,)),)
    checks = {links[0].url: LinkCheck(links[0].url, Verdict.BROKEN, final_url=evil, suggest=evil, evidence=(evil,))}
    found = [
        dataclasses.replace(f, message=evil, name=evil, fix=f.fix and dataclasses.replace(f.fix, title=evil, edits=()))
        for f in invented.findings(clean)
    ]
    evidence = Evidence(dt.date(2026, 1, 1), (first, *clean[1:]), (), works, (), links, checks)
    return invented.reviewed(evidence, tuple(found))


def test_the_terminal_gets_no_control_sequence(hostile):
    """A title must not clear the screen, or rename the window of whoever reads about it."""
    for name in ("text", "github", "markdown", "junit", "badge-svg"):
        text = report.text(hostile, name)
        assert [] == [c for c in text if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202e\u2066"]


def test_a_workflow_command_stays_one(hostile):
    """A title must not set variables of a CI run."""
    lines = report.text(hostile, "github").splitlines()
    assert len(report.shown(hostile, "likely").findings) == len(lines)
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines)


def test_no_cell_is_a_formula(hostile):
    """A spreadsheet must not run what a paper prints."""
    for name in ("csv", "works", "citations", "references", "links", "keymap"):
        for row in csv.reader(io.StringIO(report.text(hostile, name))):
            assert [] == [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "|"))]


def test_markdown_shows_it_and_nothing_more(hostile, evil):
    """A title in a pull request must not be a link, a table cell, markup or a mention."""
    text = report.text(hostile, "markdown")
    assert "<script" not in text
    assert "<img" not in text
    assert "](" not in text.replace("\\](", "")
    assert 1 == text.count("<!--")
    assert "@everyone" not in text
    assert all(line.count("|") in (0, 5) for line in text.replace("\\|", "").splitlines())


def test_xml_and_json_stay_well_formed(hostile):
    """One title must not make a whole report unreadable for a machine."""
    ET.fromstring(report.text(hostile, "junit"))
    ET.fromstring(report.text(hostile, "badge-svg"))
    for name in ("json", "sarif", "badge"):
        json.loads(report.text(hostile, name).encode())


def test_every_format_can_be_written_to_a_file(hostile):
    """A lone surrogate has no bytes in UTF-8: it must not end in a traceback."""
    for name in report.FORMATS:
        report.text(hostile, name).encode()


def test_the_page_is_not_taken_over(browser, tmp_path):
    """Whoever sends a paper must not run anything in the browser of whoever reviews it."""
    file = tmp_path / "review.html"
    file.write_text(report.text(fouled(" ".join(EVIL)), "html"), encoding="utf-8")
    said = []
    page = browser.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: said.append(request.url))
    page.goto(file.as_uri())
    page.keyboard.press("n")
    assert "Citations and references" == page.title()
    assert 1 == page.locator("script").count()
    assert 0 == page.locator("img, iframe, object, [onerror], a[href^='javascript']").count()
    assert page.locator("footer").is_visible()
    page.close()
    assert [file.as_uri()] == said


@given(st.text())
def test_a_line_is_one_printable_line(text):
    """Whatever a paper prints, a line of the terminal stays one line of letters."""
    line = escape.line(text)
    assert line == escape.line(line)
    assert 1 == len(f"{line}.".splitlines())


@given(st.text(), st.integers(2, 40))
def test_wrapped_lines_fit_and_lose_nothing(text, columns):
    """A wrapped message must fit the terminal, and still say everything."""
    line = escape.line(text)
    lines = escape.wrap(line, columns)
    assert all(escape.width(part) <= columns for part in lines)
    assert line.replace(" ", "") == "".join(lines).replace(" ", "")
