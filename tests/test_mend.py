"""What a labeller got wrong, mended by what every reference keeps to."""

import pytest

from litreview.parse.mend import mend
from litreview.parse.segments import Segment


def labelled(*pieces):
    """A text made of (piece, label) pairs, and its segments; a label of None belongs to no field."""
    text, segments = "", []
    for piece, label in pieces:
        if label:
            segments.append(Segment(label, len(text), len(text) + len(piece)))
        text += piece
    return text, segments


def mended(*pieces):
    text, segments = labelled(*pieces)
    return [(s.label, text[s.start : s.end]) for s in mend(text, segments)]


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([("12", "volume"), (", no. ", None), ("3", "issue"), ("/", None), ("4", "issue")], [("volume", "12"), ("issue", "3/4")]),
        ([("Tides Lett. ", "container"), ("42", "volume"), (", RG", None), ("4002", "pages")], [("container", "Tides Lett. "), ("volume", "42"), ("pages", "RG4002")]),
        ([("Tides", "container"), (" ", None), ("597 A6", "volume")], [("container", "Tides"), ("volume", "597"), ("pages", "A6")]),
        ([("Tides", "container"), (", n° ", None), ("143", "volume")], [("container", "Tides"), ("issue", "143")]),
        ([("Say “", "title"), ("“", None), ("tide” twice", "title")], [("title", "Say ““tide” twice")]),
        ([("A. Marlow", "author"), (" (eds.), ", None), ("Tides", "title")], [("editor", "A. Marlow"), ("title", "Tides")]),
        ([("A. Marlow", "author"), (", ", None), ("Tides", "title"), (", ed. by ", None), ("B. Oduya", "author")], [("author", "A. Marlow"), ("title", "Tides"), ("editor", "B. Oduya")]),
        ([("Tides", "title"), (", accessed ", None), ("4 May 2019", "date")], [("title", "Tides"), ("accessed", "4 May 2019")]),
        ([("Tides", "title"), (". London 2019", None)], [("title", "Tides"), ("date", "2019")]),
        ([("A. Marlow", "author"), (" (", None), ("Tide Watch", "title"), ("), ", None), ("Tides Lett.", "container")], [("author", "A. Marlow"), ("container", "Tides Lett.")]),
        ([("Tides", "container"), (", no. ", None), ("7", "issue"), (" (Winter): 3-4.", None)], [("container", "Tides"), ("issue", "7"), ("pages", "3-4")]),
        ([("Tides", "title"), (", ", None), ("Coast Foundation, May 4, 2019", "note")], [("title", "Tides"), ("publisher", "Coast Foundation"), ("date", "May 4, 2019")]),
        ([("Tides of the north. 79.", "title")], [("title", "Tides of the north.")]),
        ([("<i>", None), ("Tides", "container"), ("</i>", None)], [("container", "<i>Tides</i>")]),
        ([("Tides", "container"), (" ", None), ("2, October", "volume")], [("container", "Tides"), ("volume", "2")]),
        ([("Marlow,", "author"), (" ", None), ("Ann Mary. Tides", "title")], [("author", "Marlow, Ann Mary."), ("title", " Tides")]),
        ([("M. Diaz", "author"), (" (", None), ("2012", "date"), (") ", None), ("Oduya's", "title"), (" (", None), ("1997", "date"), (") ", None), ("tides", "title")],
         [("author", "M. Diaz"), ("date", "2012"), ("title", "Oduya's (1997) tides")]),
        ([("Ports. Ed. Ann Marlow", "container")], [("container", "Ports"), ("editor", "Ed. Ann Marlow")]),
        ([("Marlow, Ann", "author"), (", and ", None), ("B. Oduya, eds.", "editor")], [("editor", "Marlow, Ann, and B. Oduya, eds.")]),
        ([("Tides", "title"), (", in ", None), ("Ports of the", "container"), (" ", None), ("north, a cura di P. Diaz", "author")],
         [("title", "Tides"), ("container", "Ports of the north"), ("editor", "a cura di P. Diaz")]),
        ([("2005: Tides", "title")], [("date", "2005"), ("title", "Tides")]),
        ([("Tides, in «Harbour Studies", "title"), ("», ", None)], [("title", "Tides"), ("container", "Harbour Studies")]),
        ([("Tides", "title"), (". ", None), ("Accessed October 2, 2019.", "note")], [("title", "Tides"), ("accessed", "October 2, 2019.")]),
        ([("Tides", "title"), (". ", None), ("Coast Press, 1970", "note")], [("title", "Tides"), ("note", "Coast Press, "), ("date", "1970")]),
        ([("Ports. Frankfurt", "container"), (" ", None), ("a.M.", "place")], [("container", "Ports. "), ("place", "Frankfurt a.M.")]),
    ],
    ids=["range", "letters", "page", "issue", "quotation", "eds", "editors", "accessed", "year", "collaboration", "pages", "house", "count", "markup",
         "number", "given names", "year in title", "role", "joined editors",
         "editor's title", "year first", "quoted journal", "visit", "year in a note", "small place"],
)  # fmt: skip
def test_what_every_reference_keeps_to(pieces, expected):
    """A labeller that never saw a layout is put right by what all layouts share."""
    assert expected == mended(*pieces)


def test_years_that_disagree_are_not_chosen_from():
    """Two years and no label: one of them would be a guess."""
    assert [("title", "Tides")] == mended(("Tides", "title"), (", 2012, 2019", None))
