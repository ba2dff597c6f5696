"""Where names, titles and what holds them part."""

import pytest

from fakes.segments import mended


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([("“", None), ("Tides of 1900,” Coast Watch", "title"), (", 1999", None)], [("title", "Tides of 1900"), ("container", "Coast Watch"), ("date", "1999")]),
        ([("“", None), ("The tides of", "title"), (" ", None), ("Port", "container"), (" ", None), ("17", "volume"), ("–20.” ", None), ("Coast", "container")], [("title", "The tides of Port 17–20"), ("container", "Coast")]),
        ([("MARLOW, Ann; ODUYA,", "author"), (" ", None), ("Ben: “Tides and ports”", "title"), (", ", None), ("Coast", "container")], [("author", "MARLOW, Ann; ODUYA, Ben"), ("title", "Tides and ports"), ("container", "Coast")]),
        ([("“", None), ("Bad tides.” Review of Ports", "title"), (". ", None), ("Coast Times", "container")], [("title", "Bad tides.” Review of Ports"), ("container", "Coast Times")]),
    ],
)  # fmt: skip
def test_quotation_marks_hold_the_title(pieces, expected):
    """A title that takes its journal along is found in no index."""
    assert expected == mended(*pieces)


@pytest.mark.parametrize(
    ("names", "word"),
    [("Marlow A, Oduya B. ", "Silt"), ("Marlow AB. ", "Silt"), ("Marlow, A. B.; Oduya, C. ", "The silt,")],
)
def test_a_title_of_one_word_is_no_name(names, word):
    """'Oduya B. Silt' would be Mr Silt, and the work would have no title."""
    assert [("author", names.strip(" .")), ("title", word.strip(",") + ", a history" * (word[-1] == ","))] == (
        mended((names + word, "author"), *([(" ", None), ("a history", "title")] if word[-1] == "," else []))
    )


@pytest.mark.parametrize(
    "names", ["Ann B. Marlow", "Ann Marlow, Ben C. Oduya", "Goss DL. Moore JH.", "Marlow A, et al."]
)
def test_names_stay_whole_before_a_title(names):
    """A middle initial ends no list of names."""
    assert [("author", names.strip(".")), ("title", "Tides")] == mended(
        (names, "author"), (" ", None), ("Tides", "title")
    )


def test_an_article_is_no_initial():
    """'Oduya, A' would be a second Oduya, and the title would lose its first word."""
    assert [("author", "Marlow, A. B"), ("title", "A model of tides")] == mended(
        ("Marlow, A. B., A", "author"), (" ", None), ("model of tides", "title")
    )


def test_a_note_between_names_and_a_place_is_the_title():
    """A book of one word would have no title."""
    book = [("place", "Vane"), ("publisher", "Coast Press")]
    printed = ((". ", None), ("Vane", "place"), (": ", None), ("Coast Press", "publisher"))
    assert [("author", "Marlow A"), ("title", "Silt"), *book] == mended(
        ("Marlow A", "author"), (". ", None), ("Silt", "note"), *printed
    )
    assert ("note", "PhD thesis") in mended(("Marlow A", "author"), (". ", None), ("PhD thesis", "note"), *printed)


def test_a_title_goes_on_to_the_comma():
    """'The modern' would be the title, and 'Harbour; Coast Press' its publisher."""
    assert [("title", "The modern Harbour"), ("publisher", "Coast Press")] == mended(
        ("The modern", "title"), (" ", None), ("Harbour, Coast Press", "publisher")
    )


def test_the_first_sentence_of_a_publisher_is_the_title():
    """A book of one word would have no title."""
    author = ("A. Marlow: ", "author")
    assert [("title", "Silt"), ("publisher", "Coast Press")] == mended(author, ("Silt. Coast Press", "publisher"))[1:]
    assert [("title", "Tidology"), ("container", "J Coast Res")] == mended(
        author, ("Tidology. J Coast Res", "container")
    )[1:]
    assert [("container", "Astrophys. J")] == mended(author, ("Astrophys. J.", "container"))[1:]


@pytest.mark.parametrize(
    ("printed", "after", "container"),
    [
        ("Storm leaves town dark. Coast Daily", "", "Coast Daily"),
        ("How the tides work. Tide Watch", ". \0\0\0", "Tide Watch"),
        ("How the tides work. Tide Watch", "", None),
        ("How the tides work in sec. XIII", ". \0\0\0", None),
        ("How the tides work. The case of small ports", ". \0\0\0", None),
    ],
)
def test_a_newspaper_or_a_site_is_no_part_of_the_title(printed, after, container):
    """The same article, cited with its newspaper in italics elsewhere, would be another work."""
    found = dict(mended((printed, "title"), (after, None)))
    assert container == found.get("container")


def test_years_at_the_end_of_a_title_date_nothing():
    """'Ports 1350–1500. In: Coast, 1990' is from 1990."""
    assert [("title", "Ports 1350–1500"), ("container", "Coast"), ("date", "1990")] == mended(
        ("Ports 1350–", "title"), ("1500. ", "date"), ("In: ", None), ("Coast", "container"), (", 1990", None)
    )


def test_a_journal_before_its_volume_is_no_part_of_the_title():
    """The title would be found nowhere, and the article would have no journal."""
    assert [("title", "Tides of the northern coast"), ("container", "J. Coast. Res"), ("volume", "12")] == mended(
        ("Tides of the northern coast. J. Coast. Res.", "title"), (" ", None), ("12", "volume")
    )
    assert ("container", "Companion to Ports") in mended(
        ("Tides of the northern coast. Companion to Ports,", "title"), (" ", None), ("A. Diaz, Ed.", "editor")
    )
