"""PDF: what its layout means."""

from __future__ import annotations

from pathlib import Path

import pytest

from fakes.pdfs import pdf_of
from litreview import read
from litreview.errors import InputError
from litreview.read import layout
from litreview.read.layout import HYPHEN, Line, Page

PAPERS = Path(__file__).parent / "papers"


def page(*lines, left=72.0, top=700.0, size=10.0):
    """A page of justified lines: a text, or (text, indent) with a further option to end early."""
    made = []
    for n, line in enumerate(lines):
        text, indent, right = (*line, 400.0)[:3] if isinstance(line, tuple) else (line, 0.0, 400.0)
        made.append(Line(text, left + indent, right, top - 12.0 * n, size))
    return Page(842.0, tuple(made))


def text_of(*pages):
    return layout.flow(pages).text


BODY = [f"line {n} of the running text, which goes on from here" for n in range(12)]


def test_running_heads_feet_and_page_numbers_are_dropped():
    """A citation over a page's end would be torn by the journal's name, and page numbers be references."""
    pages = [
        Page(842.0, (Line("Journal of Ports 12", 72, 300, 800, 8), *page(*BODY).lines, Line(str(n), 300, 306, 40, 8)))
        for n in range(1, 5)
    ]
    assert not any(word in text_of(*pages) for word in ("Journal", "\n1\n", "\n3\n"))
    assert 4 * len(BODY) == text_of(*pages).count("line")


def test_a_line_that_only_looks_like_a_foot_stays():
    """The last line of a reference list would be lost."""
    assert "2019." in text_of(page(*BODY, "Marlow, A. Tides of harbour towns, Harbour Press, 2019."))


def test_numbered_items_alike_are_no_running_heads():
    """References of one group of authors, at one height on three pages, would be lost."""
    pages = [page(*BODY, f"[{n}] Marlow, A. Tides, part {n}.", *BODY[:4]) for n in range(1, 5)]
    assert 4 == text_of(*pages).count("Marlow")


def test_paragraphs_by_first_line_indents_are_apart():
    """Two paragraphs would run together."""
    lines = [
        ("A first", 12),
        "second line",
        ("short", 0, 200),
        ("B first", 12),
        "second line",
        "third",
        ("end", 0, 100),
    ]
    assert 2 == text_of(page(*lines)).count("\n\n") + 1


def test_list_items_whose_first_line_hangs_out_are_apart():
    """A reference list set without numbers or gaps would be one reference."""
    lines = [
        ("Marlow, A.", 0),
        ("Tides.", 14, 200),
        ("Oduya, B.", 0),
        ("Ports of", 14),
        ("call.", 14, 150),
        ("Quist, J. Nets.", 0, 250),
    ]
    assert ["Marlow, A.\nTides.", "Oduya, B.\nPorts of\ncall.", "Quist, J. Nets.\n"] == text_of(page(*lines)).split(
        "\n\n"
    )


def test_an_item_over_two_columns_is_one():
    """The reference at a column's foot would be two, and all numbers after it be wrong."""
    left = page(("Marlow, A.", 0), ("Tides.", 14, 200), ("Oduya, B.", 0), ("Ports of", 14), ("Quist, J.", 0))
    right = page(("Nets and", 14), ("boats.", 14, 200), ("Smit, R.", 0), ("Rope.", 14, 180), left=420)
    both = Page(842.0, (*left.lines, *(Line(o.text, o.left, o.right + 348, o.base, o.size) for o in right.lines)))
    assert "Quist, J.\nNets and\nboats." in text_of(both).split("\n\n")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["the har" + HYPHEN, "bour is old"], "the harbour\nis old"),
        (["low-ionization and low" + HYPHEN, "ionization lines"], "low-ionization\nlines"),
        (["in Pak" + HYPHEN, "Russia ties"], "Pak-Russia\nties"),
        (["pp. 123" + HYPHEN, "130 of it"], "123-130\nof it"),
        (["https://ports.example/a" + HYPHEN, "b/c.html here"], "https://ports.example/a-b/c.html\nhere"),
        (["a harbour har-", "bour town"], "harbour\ntown"),
        (["a dash -", "and more"], "a dash -\nand more"),
    ],
)
def test_words_cut_at_line_ends_are_whole_again(lines, expected):
    """'har-bour' would be found in no title, and 'lowionization' in no dictionary."""
    assert expected in text_of(page(*lines))


def test_the_last_number_of_a_page_range_is_no_page_number():
    """'..., 123-' and '130' on a line of its own would lose the 130."""
    lines = [
        ("Marlow, A.", 0),
        ("Tides.", 14, 200),
        ("Oduya, B. Ports, 12, 123", 0),
        ("130", 14, 100),
        ("Quist, J.", 0),
    ]
    assert "Ports, 12, 123 130\n" in text_of(page(*lines))


def test_lines_are_counted_on_their_page():
    """A finding would point to the wrong line of the page."""
    flow = layout.flow((page("one", "two"), page("three", "four")))
    assert [(0, 1, 1), (flow.text.index("three"), 2, 1)] == [place for place in flow.places if place[2] == 1]


def test_accents_and_superscripts_of_tex_are_mended():
    """'G´omez' would match no Gómez, and 'said1,2' no citation."""
    text = read.document(PAPERS / "two-column.pdf").text
    assert "Gómez-Šulc (2012)" in text
    assert "Çelik et al." in text


def test_a_pdf_without_text_says_what_to_do(tmp_path):
    """A scan would be reviewed as an empty paper."""
    (tmp_path / "scan.pdf").write_bytes(pdf_of([""]))
    with pytest.raises(InputError, match=r"scan\.pdf: has no text layer.*OCRmyPDF"):
        read.document(tmp_path / "scan.pdf")


def test_pages_without_text_are_told(tmp_path):
    """Half of a paper would be missing without a word."""
    (tmp_path / "half.pdf").write_bytes(pdf_of(["A text of some words", ""]))
    assert ["no-text"] == [problem.kind for problem in read.document(tmp_path / "half.pdf").problems]


@pytest.mark.parametrize("cut", [200, 20_000])
def test_a_truncated_pdf_says_so_or_is_read(tmp_path, cut):
    """A broken download would end in a traceback."""
    (tmp_path / "cut.pdf").write_bytes((PAPERS / "two-column.pdf").read_bytes()[:cut])
    with pytest.raises(InputError, match=r"cut\.pdf: (is damaged|has no text layer)"):
        read.document(tmp_path / "cut.pdf")


def test_a_protected_pdf_says_so(tmp_path):
    """A PDF with a password would be 'damaged'."""
    (tmp_path / "locked.pdf").write_bytes((Path(__file__).parent / "papers" / "locked.pdf").read_bytes())
    with pytest.raises(InputError, match="password"):
        read.document(tmp_path / "locked.pdf")


def test_too_many_pages_are_refused(tmp_path, monkeypatch):
    """A file of a million pages would run for hours."""
    monkeypatch.setattr("litreview.read.pdf.PAGES", 2)
    (tmp_path / "long.pdf").write_bytes(pdf_of(["A"] * 3))
    with pytest.raises(InputError, match="has 3 pages"):
        read.document(tmp_path / "long.pdf")


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("pages", [200, pytest.param(2000, marks=pytest.mark.slow)])
def test_many_pages_are_read(tmp_path, pages):
    """A book would hang the run."""
    (tmp_path / "book.pdf").write_bytes(pdf_of(["\n".join(BODY)] * pages))
    document = read.document(tmp_path / "book.pdf")
    assert pages == document.span(len(document.text) - 2, len(document.text) - 1).page
