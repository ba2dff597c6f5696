"""Hyperlinks of a paper: what they add to its references, and what they must not."""

from __future__ import annotations

import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import litreview
from fakes.pdfs import pdf_of
from litreview import extract, linkcheck, parse, read, rules
from litreview.model import Document, Entry, Evidence, Hyperlink, Paper, Reference, Source
from litreview.read import annotated, latex, layout, markdown
from litreview.read.layout import HYPHEN, Line, Page
from litreview.read.text import hyperlinks, line_starts

PRINTED = "Oduya, F. B. (2016). The tides of harbour towns. Journal of Ports, 12(3), 123–145."
DOI = "https://doi.org/10.5555/ports.2016.012"


def paper(*items, form="text"):
    """A paper whose list holds these items: a text, or (text, what is linked in it, address, and so on)."""
    text = "Ports change (Oduya, 2016).\n\nReferences\n\n"
    links = []
    for item in items:
        printed, *pairs = (item,) if isinstance(item, str) else item
        for label, url in zip(pairs[::2], pairs[1::2], strict=True):
            at = len(text) + printed.index(label)
            links.append((at, at + len(label), url))
        text += f"{printed}\n\n"
    bare = Document(Source("p", "p", "paper", ""), text, form, line_starts(text))
    return replace(bare, hyperlinks=hyperlinks(text, links))


def entries(*items):
    return parse.entries(extract.references(paper(*items)))


# -- what they add --------------------------------------------------------------------------------


def test_a_doi_behind_a_label_is_the_references():
    """'Crossref' is all that a journal prints of a DOI."""
    (entry,) = entries((f"{PRINTED} Crossref", "Crossref", DOI))
    assert ("10.5555/ports.2016.012", ()) == (entry.doi, entry.urls)


@pytest.mark.parametrize(
    ("url", "field", "expected"),
    [
        ("http://dx.doi.org/10.5555%2FPorts.2016.012?nosfx=y", "doi", "10.5555/ports.2016.012"),
        ("https://arxiv.org/abs/2001.01234v2", "arxiv", "2001.01234v2"),
        ("https://pubmed.ncbi.nlm.nih.gov/12345678/", "pmid", "12345678"),
        ("http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&list_uids=12345678&dopt=Abstract", "pmid", "12345678"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123456/", "pmcid", "PMC123456"),
        ("https://ports.example/tides", "url", "https://ports.example/tides"),
    ],
)  # fmt: skip
def test_an_address_is_understood(url, field, expected):
    """A number that a registry knows would be kept as an address among others."""
    (entry,) = entries((PRINTED, "The tides of harbour towns", url))
    assert expected == getattr(entry, field)


@pytest.mark.parametrize("cut", ["https://doi.org/10.5555/por", "https://doi.org/\n10.5555/por", "doi:10.5555/por"])
def test_a_doi_that_a_line_end_cut_is_completed(cut):
    """Half a DOI leads to nothing, or to another work."""
    printed = f"{PRINTED} {cut}"
    (entry,) = entries((printed, cut, DOI))
    assert "10.5555/ports.2016.012" == entry.doi
    (entry,) = entries((f"{printed}\nts.2016.012", "ts.2016.012", DOI))
    assert "10.5555/ports.2016.012" == entry.doi
    assert "2016.012" not in (entry.rest or "")


def test_an_address_over_two_lines_is_whole():
    """A link checker would ask for half an address."""
    url = "https://ports.example/statistics/annual-tables.html"
    printed = f"Harbour Authority. (2014). Annual statistics. {url[:33]}\n{url[33:]}"
    (entry,) = entries((printed, url[:33], url))
    assert (url,) == entry.urls


# -- what they must not ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://scholar.google.com/scholar?q=tides",
        "http://scholar.google.co.uk/scholar_lookup?title=tides",
        "http://refhub.elsevier.com/S0000-0000(16)30001-1/sref12",
        "https://www.zotero.org/google-docs/?abcdef",
        "http://paperpile.com/b/abc/def",
        "https://gateway.webofknowledge.com/gateway/Gateway.cgi?KeyUT=1",
        "https://journal.example/servlet/linkout?suffix=cit1&dbid=16",
        "https://orcid.org/0000-0000-0000-0001",
        "https://en.wikipedia.org/wiki/Ada_Marlow",
        "https://doi.org/",
        "mailto:oduya@ports.example",
        "#ref-12",
        "file:///home/tides.pdf",
        "javascript:alert(1)",
    ],
)
def test_a_link_that_is_no_works_is_left_out(url):
    """Every reference of a journal would 'be found' at a search engine."""
    assert entries(PRINTED) == entries((PRINTED, "The tides", url))


def test_what_is_printed_stays():
    """A link to a landing page would take the place of the address that the author gave."""
    (entry,) = entries((f"{PRINTED} https://ports.example/12/3", "The tides", "https://ports.example/shop"))
    assert ("https://ports.example/12/3", "https://ports.example/shop") == entry.urls
    (entry,) = entries((f"{PRINTED} https://doi.org/10.5555/other", "https://doi.org/10.5555/other", DOI))
    assert "10.5555/other" == entry.doi


@pytest.mark.parametrize(
    "url", ["http://www.Ports.example/12/3/", "https://ports.example/12", "https://ports.example/12/3#top"]
)
def test_an_address_that_is_printed_is_not_told_twice(url):
    """The report would list, and ask for, one address in two spellings."""
    printed = "https://ports.example/12/3"
    (entry,) = entries((f"{PRINTED} {printed}", printed, url))
    assert (printed,) == entry.urls


def test_an_address_behind_several_references_is_none_of_theirs():
    """Two chapters that link to their book would be merged into one work."""
    one, two = entries((PRINTED, "The tides", DOI), (PRINTED.replace("tides", "boats"), "The boats", DOI))
    assert (None, None) == (one.doi, two.doi)


def test_links_to_two_dois_say_nothing():
    """One of the two would be a guess."""
    (entry,) = entries((PRINTED, "The tides", DOI, "Journal", "https://doi.org/10.5555/journal"))
    assert entry.doi is None


@given(
    st.lists(st.sampled_from([DOI, "https://a.example/b", "https://doi.org/10.1/x", "http://A.example/b/", "x:y"])),
    st.builds(Entry, doi=st.sampled_from([None, "10.5555/ports", "10.1/y"]), urls=st.sampled_from([(), ("https://a.example/b",)])),
)  # fmt: skip
def test_nothing_that_is_printed_is_lost(urls, entry):
    """A hyperlink may add, and complete a DOI; it takes nothing."""
    span = paper(PRINTED).span(0, 1)
    reference = Reference("r", 0, PRINTED, span, hyperlinks=tuple(Hyperlink(0, 1, url) for url in urls))
    (after,) = parse.linked([entry], [reference])
    assert (after.doi or "").startswith(entry.doi or "")
    assert entry.urls == after.urls[: len(entry.urls)]


def test_a_paper_without_links_is_as_before():
    """Reading links would change what text says."""
    references = extract.references(paper(PRINTED))
    assert PRINTED == references[0].raw
    assert () == references[0].hyperlinks


# -- where they stand -----------------------------------------------------------------------------


def test_a_link_that_is_checked_stands_where_it_is_linked(tmp_path):
    """'Dead link' without a place would send its reader through the whole list."""
    label, url = "Available here", "https://ports.example/report"
    document = paper(PRINTED, (f"Marlow, A. (2019). Boats. Harbour Press. {label}.", label, url))
    references = extract.references(document)
    listing = Paper("p", document.source, document, references=references, entries=tuple(parse.entries(references)))
    (link,) = linkcheck.links([listing])
    assert (url, label) == (link.url, document.text[link.where[0].start : link.where[0].end])


def test_a_doi_that_is_linked_to_another_is_told():
    """A click would lead to another work than the one that is printed."""
    wrong, right = "https://doi.org/10.5555/other", "https://doi.org/10.5555/por-ts.2016"
    document = paper((f"{PRINTED} {wrong}", wrong, DOI), (f"{PRINTED} {right}", right, DOI))
    listing = Paper("p", document.source, document, references=extract.references(document))
    found = rules.findings(Evidence(today=None, papers=(listing,)), select=["LR015"])
    assert ["the list prints 10.5555/other, its hyperlink leads to 10.5555/ports.2016.012"] == [
        f.message for f in found
    ]


# -- how formats say it ---------------------------------------------------------------------------


def test_markdowns_references_are_read_as_printed(tmp_path):
    """'*Journal of Ports*, *12*' would be a journal's name, and '[The tides](' part of a title."""
    (tmp_path / "a.md").write_text(
        "# Ports\n\nPorts change (Oduya, 2016).\n\n## References\n\n"
        f"- Oduya, F. B. (2016). [The tides](https://ports.example/tides). *Journal of Ports*, *12*(3), 1–9. [Link][1]\n\n[1]: {DOI}\n"
    )
    (reference,) = extract.references(read.document(tmp_path / "a.md"))
    assert "Oduya, F. B. (2016). The tides. Journal of Ports, 12(3), 1–9. Link" == reference.raw
    entry = parse.entry(reference)
    assert ("10.5555/ports.2016.012", "https://ports.example/tides") == (entry.doi, entry.url)


@pytest.mark.parametrize(
    "text", ["a_b_c", "https://a.example/_x_/y", "2 * 3 * 4", "\\*", "[2016] (a)", "*", "<https://a.example/a_b_c>"]
)
def test_what_is_no_markup_stays(text):
    """An address would lose its underscores."""
    assert text.replace("\\", "") == extract.rendered.rendered(text)


WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="{}" TargetMode="External"/></Relationships>'


def test_links_in_notes_of_word_have_relations_of_their_own(tmp_path):
    """A link in a footnote would lead to where the main text's first link does."""
    linked = '<w:hyperlink r:id="r1" w:anchor="p2"><w:r><w:t>here</w:t></w:r></w:hyperlink>'
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
        archive.writestr(
            "word/document.xml", f"<w:document {WORD}><w:body><w:p>{linked}{call}</w:p></w:body></w:document>"
        )
        archive.writestr(
            "word/footnotes.xml",
            f'<w:footnotes {WORD}><w:footnote w:id="1"><w:p>{linked}</w:p></w:footnote></w:footnotes>',
        )
        archive.writestr("word/_rels/document.xml.rels", RELATIONS.format("https://a.example/main"))
        archive.writestr("word/_rels/footnotes.xml.rels", RELATIONS.format("https://a.example/note"))
    found = read.document(tmp_path / "a.docx").hyperlinks
    assert ["https://a.example/main#p2", "https://a.example/note#p2"] == [link.url for link in found]


# -- PDF ------------------------------------------------------------------------------------------


def lines(*texts, links=()):
    """A page of lines; links are (line, what is linked in it, address)."""
    made = [Line(text, 72, 400, 700 - 12 * n, 10) for n, text in enumerate(texts)]
    for n, label, url in links:
        at = texts[n].index(label)
        made[n] = replace(made[n], links=(*made[n].links, (at, at + len(label), url)))
    return Page(842.0, tuple(made))


@pytest.mark.parametrize(
    ("texts", "links", "expected"),
    [
        (["see the tables", "of ports"], [(0, "tables", DOI), (1, "of ports", DOI)], ["tables\nof ports"]),
        (["see the har" + HYPHEN, "bour tables"], [(0, "har" + HYPHEN, DOI), (1, "bour", DOI)], ["harbour"]),
        (["see the har" + HYPHEN, "bour tables"], [(1, "tables", DOI)], ["tables"]),
        (["see the har" + HYPHEN, "bour tables"], [(1, "bour", DOI)], ["bour"]),
        (["two here", "and there"], [(0, "here", DOI), (1, "there", DOI)], ["here", "there"]),
    ],
)
def test_links_follow_words_that_move(texts, links, expected):
    """A word that is joined over a line's end would leave its link behind."""
    flow = layout.flow((lines(*texts, links=links),))
    assert expected == [flow.text[link.start : link.end] for link in hyperlinks(flow.text, flow.links)]


def test_the_characters_under_an_area_are_found():
    """The link of one reference would be the next one's."""
    area = annotated.Area(100, 695, 150, 706, DOI)
    assert [(3, 8, DOI)] == list(annotated.under([area], 698, 10, 20, lambda n: 75 + 10 * n))
    assert [] == list(annotated.under([area], 686, 10, 20, lambda n: 75 + 10 * n))


def test_a_link_over_two_lines_covers_what_its_lines_say(tmp_path):
    """The rectangle around both lines holds the reference before it, too."""
    text = "Marlow, A. (2019). Boats and people. Harbour Press, Vane.\nOduya, F. B. (2016). Tides of the wide\nsea. Journal of Ports, 12, 1-9, and more of it here."
    (tmp_path / "a.pdf").write_bytes(pdf_of([text], links=[(0, 1, 175, 260, DOI, (72, 92))]))
    document = read.document(tmp_path / "a.pdf")
    (link,) = document.hyperlinks
    assert "Tides of the wide\nsea" == document.text[link.start : link.end].strip(". ")


def test_a_pdfs_links_reach_the_review(tmp_path):
    """`litreview review paper.pdf` would not know the DOI behind 'Crossref'."""
    text = "A study of ports\n\nPorts change (Oduya, 2016).\nReferences\nOduya, F. B. (2016). The tides of harbour towns. Journal of Ports, 12(3), 1-9. Crossref"
    rows = text.split("\n")
    (tmp_path / "a.pdf").write_bytes(pdf_of([text], links=[(0, len(rows) - 1, 60, 560, DOI)]))
    review = litreview.review([tmp_path / "a.pdf"], offline=True, today="2026-01-01")
    (link,) = review.evidence.links
    assert (DOI, 1, len(rows) - 1) == (link.url, link.where[0].page, link.where[0].line)


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    "run",
    ["[", "[a", "[a](", "[a](b) ", "[a][", "[a]: b\n", "*a", "**a ", "_a ", "\\", "\\href{a}{", "\\href{a}{b} ", "{"],
)
def test_links_and_emphasis_come_to_an_end(run):
    """A crafted line would hang the run."""
    text = run * (300_000 // len(run))
    extract.rendered.rendered(extract.rendered.quiet(text))
    for reader in (latex.document, markdown.document):
        assert reader(Source("a", "a", "paper", ""), text, lambda _name: None).text
