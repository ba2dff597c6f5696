"""What single styles say by convention: numbers parted by commas, lengths of books, places before houses, names given first."""

import pytest

from litreview.parse import conventions
from litreview.parse.mend import mend
from litreview.parse.segments import Segment


def labelled(*parts):
    """Text and segments of ('text', 'label') pairs; 'other' is in no segment."""
    text, segments = "", []
    for piece, label in parts:
        if label != "other":
            segments.append(Segment(label, len(text), len(text) + len(piece)))
        text += piece
    return text, segments


def pieces(text, segments):
    return [(text[s.start : s.end].strip(" .,;:()"), s.label) for s in segments]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("7, 1 (2011), 15–29", [("7", "volume"), ("1", "issue"), ("2011", "date"), ("15–29", "pages")]),
        ("51, 1 (Jan. 2008), 107", [("51", "volume"), ("1", "issue"), ("Jan. 2008", "date"), ("107", "pages")]),
        ("41, 3 (July 2009), 15:1–15:58.", [("41", "volume"), ("3", "issue"), ("July 2009", "date"), ("15:1–15:58", "pages")]),
        ("37, 4, Article 71 (July 2018), 13 pages.", [("37", "volume"), ("4", "issue"), ("71", "pages"), ("July 2018", "date")]),
        ("3, CSCW, Article 145 (Nov. 2019), 24 pages.", [("3", "volume"), ("CSCW", "issue"), ("145", "pages"), ("Nov. 2019", "date")]),
    ],
)  # fmt: skip
def test_numbers_parted_by_commas(printed, expected):
    """The reference of every computer scientist would lose its issue, and its pages to the note."""
    text, segments = labelled(("Tides at scale", "title"), (". ", "other"), ("Harb. Stud. " + printed, "container"))
    assert [("Tides at scale", "title"), ("Harb. Stud", "container"), *expected] == pieces(
        text, conventions.numbered_by_commas(text, segments)
    )[: 2 + len(expected)]


@pytest.mark.parametrize("printed", ["Harb. Lett. 87, 101 (2001).", "Harb. Stud. 12, 13 (2001) and 14."])
def test_a_volume_and_a_page_are_no_issue(printed):
    """Physics prints a volume, the first page and a year in the same way."""
    text, segments = labelled(("A. Marlow", "author"), (", ", "other"), (printed, "container"))
    assert segments == conventions.numbered_by_commas(text, segments)


def test_a_bare_year_gives_way_to_the_month():
    """'2011. ... (Jan. 2011)' says one date twice; the entry has the one that says more."""
    text, segments = labelled(
        ("2011.", "date"), (" ", "other"), ("Tides", "title"), (". Harb. Stud. 7, 1 (Jan. 2011), 15–29", "other")
    )
    assert [("Tides", "title"), ("7", "volume"), ("1", "issue"), ("Jan. 2011", "date"), ("15–29", "pages")] == pieces(
        text, conventions.numbered_by_commas(text, segments)
    )


def test_the_length_of_a_book_is_no_volume():
    """'88 p.' would set a book beside volume 88 of another."""
    text, segments = labelled(("Tides", "title"), (". ", "other"), ("88", "volume"), (" p.", "other"))
    assert [("Tides", "title"), ("88", "pages")] == pieces(text, conventions.extents(text, segments))


def test_names_go_on_in_the_title():
    """Co-authors with rare given names would be the first words of the title."""
    text, segments = labelled(
        ("Femi B. Oduya", "author"), (", ", "other"), ("Ada Marlow, and Joost de Vries. Tides at scale", "title")
    )
    assert [("Femi B. Oduya, Ada Marlow, and Joost de Vries", "author"), ("Tides at scale", "title")] == pieces(
        text, conventions.given_first(text, segments)
    )


@pytest.mark.parametrize("title", ["Ports, Tides and Silt. A history", "Human Rights, and Peace. A history", "Tides"])
def test_a_title_of_several_things_is_no_list_of_names(title):
    """A title must not lose its beginning to the authors."""
    text, segments = labelled(("Marlow, A.", "author"), (", ", "other"), (title, "title"))
    assert segments == conventions.given_first(text, segments)


def test_a_title_of_one_word_before_its_colon():
    """'Silt: a history' would have a co-author 'Silt'."""
    text, segments = labelled(("Ann Marlow and Lena Holm. Silt", "author"), (": ", "other"), ("a history", "title"))
    assert [("Ann Marlow and Lena Holm", "author"), ("Silt: a history", "title")] == pieces(
        text, conventions.short_titles(text, segments)
    )
    text, segments = labelled(("Kim, S.-H., and Lee, J. Y.", "author"), (": ", "other"), ("Tides", "title"))
    assert segments == conventions.short_titles(text, segments)


def test_pages_end_where_words_begin():
    """'pp. 15-29. JSTOR' would be a page of no journal."""
    text, segments = labelled(("Harbour Studies", "container"), (", pp. ", "other"), ("15–29. JSTOR", "pages"))
    assert [("Harbour Studies", "container"), ("15–29", "pages")] == pieces(text, mend(text, segments))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            [("A. Marlow", "author"), (", ", "other"), ("Tides in Law, 47 Harb. L. Rev. 1085 (1970)", "title")],
            [("Tides in Law", "title"), ("47", "volume"), ("Harb. L. Rev", "container"), ("1085", "pages"), ("1970", "date")],
        ),
        (
            [("1970", "date"), (", ", "other"), ("Tides: A history: Harbour Studies", "title"), (", v. ", "other"), ("7", "volume")],
            [("Tides: A history", "title"), ("Harbour Studies", "container"), ("7", "volume")],
        ),
        (
            [("2019", "date"), (". ", "other"), ("Coast", "container"), (", ", "other"), ("7", "volume"), (", Article 104532.", "other")],
            [("Coast", "container"), ("7", "volume"), ("104532", "pages")],
        ),
        (
            [("2019", "date"), (". ", "other"), ("Coast", "container"), (", ", "other"), ("7", "volume"), (", No. ", "other"), ("104532", "issue")],
            [("Coast", "container"), ("7", "volume"), ("104532", "pages")],
        ),
    ],
)  # fmt: skip
def test_what_disciplines_print_in_ways_of_their_own(parts, expected):
    """Lawyers, geologists and chemists would see volume, journal or page in the title or the note."""
    text, segments = labelled(*parts)
    assert expected == pieces(text, mend(text, segments))[1:]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2013;14(9):521–549", [("2013", "date"), ("14", "volume"), ("9", "issue"), ("521–549", "pages")]),
        ("2011 Jan 4;7:90", [("2011 Jan 4", "date"), ("7", "volume"), ("90", "pages")]),
        ("2009; 12 (Suppl 1): S1-9", [("2009", "date"), ("12", "volume"), ("Suppl 1", "issue"), ("S1-9", "pages")]),
    ],
)
def test_a_year_before_a_semicolon_is_no_volume(printed, expected):
    """'2013;14(9)' was taken for volume 2013, issue 14."""
    text, segments = labelled(
        ("Tides. ", "title"), ("Harb Stud. ", "container"), (printed[:5], "volume"), (printed[5:], "issue")
    )
    assert expected == pieces(text, conventions.numbered_after_years(text, segments))[2:]
