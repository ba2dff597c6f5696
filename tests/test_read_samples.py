"""One paper in every format: the same works, citations and findings, or it says here why not."""

from __future__ import annotations

from pathlib import Path

import pytest

import litreview
from litreview import extract, parse, read

PAPERS = Path(__file__).parent / "papers"
TYPED = ["paper.txt", "paper.md", "one-column.pdf", "two-column.pdf", "word-processor.pdf", "plain.docx"]
LINKED = ["zotero.docx", "mendeley.docx", "mendeley-cite.docx", "endnote.docx", "word.docx", "paper.odt", "paper.xml"]
PAGES = ["paper.html", "paper.epub"]
KEYED = ["paper.tex", "paper.qmd", "book/main.tex"]
LEADS = ["Brandt", "Çelik", "de Vries", "Harbour Authority of Vane", "Marlow", "Müller", "Oduya", "Tanaka"]
YEARS = ["2008", "2019", "2015", "2014", "2012", "2010", "2016", "2020"]
CITED = ["Oduya", "Marlow", "Çelik", "Müller", "Harbour Authority of Vane", "Brandt", "Petrenko", "de Vries", "Oduya"]
STATUSES = ["linked", "linked", "mismatch", "linked", "linked", "linked", "missing", "linked", "linked"]
FAULTS = {"LR101", "LR102", "LR103"}
UNLINKED = {
    "paper.txt": "a text has no hyperlinks",
    "word-processor.pdf": "LibreOffice writes none when it converts without a window",
}


def reviewed(name):
    return litreview.review([PAPERS / name], offline=True, today="2026-01-01")


@pytest.mark.parametrize("name", [*TYPED, *LINKED, *PAGES, "paper.tex"])
def test_every_format_lists_the_same_works(name):
    """A paper saved in another format would have another reference list."""
    entries = parse.entries(extract.references(read.document(PAPERS / name)))
    assert LEADS == [entry.authors[0].lead.replace("'", "’") for entry in entries]
    assert YEARS == [entry.year for entry in entries]


@pytest.mark.parametrize("name", [*TYPED, *LINKED, *PAGES, "paper.tex"])
def test_every_format_keeps_the_doi_that_only_a_hyperlink_holds(name):
    """A reference whose title is a link to its DOI would have none."""
    entries = parse.entries(extract.references(read.document(PAPERS / name)))
    assert (None if name in UNLINKED else "10.5555/nets.2020.031") == entries[-1].doi


@pytest.mark.parametrize("name", [*TYPED, *LINKED, *PAGES])
def test_every_format_finds_the_same_citations_and_faults(name):
    """A fault would be found in the .docx and not in the .pdf that was made from it."""
    review = reviewed(name)
    (paper,) = review.evidence.papers
    assert CITED == [citation.names[0].replace("'", "’") for citation in paper.citations]
    assert STATUSES == [match.status for match in paper.matches]
    assert FAULTS == {finding.rule for finding in review.findings} & FAULTS
    assert "The slow ports of Vane: a short study" == paper.title


@pytest.mark.parametrize("name", KEYED)
def test_keys_find_the_same_citations(name):
    """A LaTeX paper's citations would be missed. A key prints no year, so that the slip of 2018 for 2019 cannot be made."""
    review = reviewed(name)
    (paper,) = review.evidence.papers
    assert ["linked"] * 6 + ["missing"] + ["linked"] * 2 == [match.status for match in paper.matches]
    assert {"LR101", "LR102"} == {finding.rule for finding in review.findings} & FAULTS


@pytest.mark.parametrize("name", LINKED)
def test_links_of_the_format_are_certain(name):
    """A link that the reference manager made would be guessed again from names and years."""
    document = read.document(PAPERS / name)
    labels = {reference.label: reference.raw for reference in document.references}
    told = [labels.get(citation.label, "nothing")[:5] for citation in document.citations]
    assert ["Oduya", "Marlo", "Çelik", "Mülle", "Harbo", "Brand", "nothi", "de Vr", "Oduya"] == told


def test_pages_and_lines_are_those_of_the_pdf():
    """A finding in a PDF would name a line that the reader cannot count."""
    document = read.document(PAPERS / "two-column.pdf")
    at = document.text.index("Tanaka")
    assert (2, 1) == (document.span(at, at + 6).page, document.span(0, 5).page)
    assert "ports.example" in document.text
    assert "Slow ports\n" not in document.text


def test_paragraphs_of_word_are_numbered():
    """A finding in a Word file would name a line of a text that nobody sees."""
    document = read.document(PAPERS / "zotero.docx")
    assert [4, 4, 4, 4, 5, 5, 5, 7, 7] == [citation.span.line for citation in document.citations]


def test_included_files_are_named():
    """A finding would point into main.tex for what stands in a chapter."""
    citation = read.document(PAPERS / "book/main.tex").citations[-1]
    assert (str(PAPERS / "book/two.tex"), 3) == (citation.span.file, citation.span.line)


def test_a_folder_reads_what_papers_include_once():
    """A chapter would be reviewed as a paper without a list, and its bibliography twice."""
    assert ["book.bib", "main.tex"] == sorted(document.source.id for document in read.documents([PAPERS / "book"]))


def test_a_paper_brings_the_bibliography_that_it_names():
    """`litreview review main.tex` would find every key missing."""
    documents = read.documents([PAPERS / "book/main.tex"])
    assert [("main.tex", "paper"), ("book.bib", "bibliography")] == [(d.source.id, d.source.kind) for d in documents]


def test_an_archive_is_read_like_a_folder():
    """The zip that an editor exports would have to be unpacked by hand."""
    documents = read.documents([PAPERS / "papers.zip"])
    assert ["book.bib", "main.tex", "paper.txt"] == sorted(document.source.id for document in documents)
    assert 9 == len(next(d for d in documents if d.source.id == "main.tex").citations)


def test_two_cores_say_what_one_says():
    """`--jobs 2` would change a report."""
    one, two = (
        litreview.review([PAPERS / "papers.zip"], offline=True, today="2026-01-01", jobs=jobs) for jobs in (1, 2)
    )
    assert (one.evidence, one.findings) == (two.evidence, two.findings)


@pytest.mark.parametrize(
    ("name", "expected"), [("two-column.pdf", "p. 2, 18:1"), ("book/main.tex", "one.tex:5:118"), ("paper.txt", "29:1")]
)
def test_places_are_named_as_their_reader_counts(name, expected):
    """A finding would name a line of a text that nobody sees."""
    wanted = "LR101" if "main" in name else "LR102"
    (finding,) = [
        one for one in reviewed(name).findings if one.rule == wanted and "bib" not in one.places[0].span.source
    ]
    assert expected == finding.places[0].span.place
