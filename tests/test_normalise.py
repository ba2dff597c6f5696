"""Entries in one form, and that twice is once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview import normalise
from litreview.model import Entry, Name

TEXTS = (
    st.none()
    | st.text(max_size=30)
    | st.sampled_from(["TIDES OF THE NORTHERN COAST", "12--19", "10.1/X", "https://doi.org/10.1234/X", "2012a"])
)
NAMES = st.lists(st.builds(Name, family=TEXTS, given=TEXTS, literal=TEXTS), max_size=3).map(tuple)
ENTRIES = st.builds(
    Entry, type=st.sampled_from(["misc", "article"]), authors=NAMES, title=TEXTS, container_title=TEXTS, publisher=TEXTS, place=TEXTS, volume=TEXTS,
    issue=TEXTS, pages=TEXTS, year=TEXTS, date=TEXTS, doi=TEXTS, url=TEXTS, urls=st.lists(st.text(max_size=20), max_size=2).map(tuple), isbn=TEXTS,
    issn=TEXTS, note=TEXTS, rest=TEXTS, confidence=st.sampled_from([{}, {"title": 0.9}]),
)  # fmt: skip


@given(ENTRIES)
def test_twice_is_once(entry):
    """A second run over our own .bib must change nothing."""
    once = normalise.entry(entry)
    assert once == normalise.entry(once)


def test_a_title_in_capitals_gets_a_titles_capitals():
    """A .bib in capitals shouts in every style."""
    assert (
        "Harbour's Changing Tides towards the South: Options for Ports"
        == normalise.entry(Entry(title="HARBOUR'S CHANGING TIDES TOWARDS THE SOUTH: OPTIONS FOR PORTS")).title
    )


def test_a_short_name_in_capitals_stays():
    """'IEEE' is no shout."""
    assert "IEEE ACM" == normalise.entry(Entry(container_title="IEEE ACM")).container_title


def test_a_quote_that_was_an_apostrophe():
    """OCR reads apostrophes as quotes."""
    assert "The river's edge" == normalise.entry(Entry(title='The river"s edge')).title


def test_a_bare_number_without_a_venue_is_left_over():
    """'79.' after a title may be a page or a volume: guessed, it would be wrong half the time."""
    found = normalise.entry(Entry(title="Tides", pages="79", confidence={"pages": 0.5}))
    assert (None, None, "79") == (found.pages, found.volume, found.rest)


def test_an_organisation_where_a_journal_would_be_is_the_publisher():
    """A foundation's web page is in no journal."""
    found = normalise.entry(
        Entry(
            title="Tides",
            container_title="The Coast Foundation",
            url="http://coast.example",
            urls=("http://coast.example",),
            confidence={"title": 1},
        )
    )
    assert (None, "The Coast Foundation", "online") == (found.container_title, found.publisher, found.type)


def test_a_doi_address_is_a_doi():
    """Two papers must agree on a work's DOI, however they print it."""
    assert "10.1234/ab" == normalise.entry(Entry(doi="https://doi.org/10.1234/AB")).doi
    assert "10.1234/ab" == normalise.entry(Entry(urls=("http://dx.doi.org/10.1234/AB",))).doi


def test_a_stated_file_path_is_no_address():
    """A .bib may have leaked paths too."""
    found = normalise.entry(Entry(url="http://files/12/a.pdf"))
    assert (None, ("http://files/12/a.pdf",)) == (found.url, found.local_files)


@pytest.mark.parametrize(
    ("name", "tidied"),
    [
        (Name(family="MARLOW", given="AB"), Name(family="Marlow", given="A. B.")),
        (Name(family="Marlow", given="A.B."), Name(family="Marlow", given="A. B.")),
        (Name(family="Marlow", given="AB."), Name(family="Marlow", given="A. B.")),
        (Name(family="马洛", given="李明."), Name(family="马洛", given="李明.")),
        (Name(family="Marlow", given="Ann B"), Name(family="Marlow", given="Ann B.")),
        (Name(literal="WHO"), Name(literal="WHO")),
        (Name(family="UNESCO"), Name(family="UNESCO")),
        (Name(family="de la Cruz", given="J.-P."), Name(family="de la Cruz", given="J.-P.")),
    ],
)
def test_names_have_one_form(name, tidied):
    """'AB' and 'A. B.' are one person."""
    assert (tidied,) == normalise.entry(Entry(authors=(name,))).authors


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"container_title": "Harbour Studies", "volume": "3"}, "article"),
        ({"container_title": "Proceedings of the Tide Conference"}, "inproceedings"),
        ({"container_title": "Proc. Coast Acad. Sci.", "volume": "12", "pages": "3-9"}, "article"),
        ({"container_title": "Ports", "editors": (Name(family="Diaz"),)}, "incollection"),
        ({"title": "Ports", "publisher": "Coast Press", "place": "London"}, "book"),
        ({"title": "Ports", "note": "PhD thesis"}, "phdthesis"),
        ({"title": "Ports", "note": "Masterarbeit"}, "mastersthesis"),
        ({"title": "Ports", "url": "http://coast.example"}, "online"),
        ({"title": "Ports"}, "misc"),
        ({"type": "book", "title": "Ports", "note": "PhD thesis"}, "book"),
    ],
)
def test_the_type_follows_from_the_fields(fields, kind):
    """The .bib's entry type decides which fields a style prints."""
    assert kind == normalise.entry(Entry(**fields)).type


def test_what_no_field_took_is_in_the_note():
    """A number that nobody can place must reach the .bib, where its author can place it."""
    entry = normalise.entry(Entry(title="Tides and treaties", rest=". (79),"))
    assert "79" == entry.note


def test_separators_are_no_note():
    assert normalise.entry(Entry(title="Tides and treaties", rest=" (n.d.). ,")).note is None


@pytest.mark.parametrize(
    ("fields", "rest", "note"),
    [
        ({"pages": "3-9", "authors": (Name(family="Diaz"),)}, "and … (eds.), … pp. … .,:", None),
        ({"pages": "3-9"}, "1999), pp. … ().", "1999"),
        ({}, "pp. … ().", None),
        ({"edition": "2"}, "nd edn, … ,.", None),
        ({"doi": "10.1234/ab"}, "https://doi.org/ … .", None),
        ({"arxiv": "1203.6834"}, "[arXiv: … [hep-th]] … ,", None),
        ({"year": "2016"}, "2016, … :.", None),
        ({"container_title": "Ports"}, "In: … (in Dutch) … ,", "in Dutch"),
        ({"volume": "3"}, "); see the map, vol. … ,.", "see the map"),
        ({"volume": "3"}, "[12] … vol. … ,.", None),
        ({"volume": "3"}, "12. … ,.", None),
        ({}, "79. … ,.", "79"),
        ({}, "see 12. … ,.", "see 12"),
    ],
)
def test_what_only_introduces_a_field_is_no_note(fields, rest, note):
    """A .bib full of 'pp.' and 'and' hides the one remark that its author should read."""
    assert note == normalise.entry(Entry(title="Tides and treaties", rest=rest, **fields)).note


@pytest.mark.parametrize(
    ("printed", "rest", "note"),
    [
        ("Article PubMed PubMed Central Google Scholar", ".,", None),
        ("CrossRef; in Dutch; Google Scholar", ".,", "in Dutch"),
        (None, "[Crossref] [View Article] … ,", None),
        ("Article in Dutch", ",", "Article in Dutch"),
        ("PubMed", None, "PubMed"),  # not parsed from print: somebody wrote it
    ],
)
def test_the_labels_of_links_are_no_note(printed, rest, note):
    """A list copied from a journal's page brings the buttons beside its references along."""
    assert note == normalise.entry(Entry(title="Tides and treaties", note=printed, rest=rest)).note
