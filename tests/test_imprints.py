"""Who published a work, and where, told apart by the cities that houses are in."""

import pytest

from litreview.parse.mend import mend
from litreview.parse.segments import Segment


def mended(*pieces):
    """The (label, text) pairs that mending makes of a text of (piece, label) pairs; a label of None belongs to no field."""
    text, segments = "", []
    for piece, label in pieces:
        if label:
            segments.append(Segment(label, len(text), len(text) + len(piece)))
        text += piece
    return [(s.label, text[s.start : s.end].strip(" ,.:;()")) for s in mend(text, segments)]


TITLE, BOOK = ("Tides", "title"), ("title", "Tides")
PARIS, HOUSE = ("place", "Paris"), ("publisher", "Coast Press")


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([TITLE, (". ", None), ("Paris: Coast Press", "place")], [BOOK, PARIS, HOUSE]),
        ([TITLE, (", ", None), ("Paris, Coast Press", "place")], [BOOK, PARIS, HOUSE]),
        ([TITLE, (", ", None), ("Coast Press, Paris", "publisher")], [BOOK, HOUSE, PARIS]),
        ([TITLE, ("; ", None), ("Coast Press: Vane", "place"), (", ", None), ("2012", "date")], [BOOK, HOUSE, ("place", "Vane"), ("date", "2012")]),
        ([TITLE, (". ", None), ("Coast Press: Paris", "note"), (", 2012", None)], [BOOK, HOUSE, PARIS, ("date", "2012")]),
        ([("Tides, Paris, Coast Press", "title")], [BOOK, PARIS, HOUSE]),
        ([("Tides, Paris", "title"), (", ", None), ("Coast Press", "place")], [BOOK, PARIS, HOUSE]),
        ([("Tides: Cambridge", "title"), (", ", None), ("MA", "place"), (", ", None), ("Coast Press", "publisher")], [BOOK, ("place", "Cambridge, MA"), HOUSE]),
        ([TITLE, (", ed. ", None), ("A. Marlow, Laterna", "editor"), (", ", None), ("Bari", "place")], [BOOK, ("editor", "A. Marlow"), ("publisher", "Laterna"), ("place", "Bari")]),
        ([TITLE, (". ", None), ("PhD thesis. University of Vane", "note")], [BOOK, ("note", "PhD thesis"), ("publisher", "University of Vane")]),
        ([TITLE, (". In ", None), ("Proceedings of the Tides Conference. IEEE", "container")], [BOOK, ("container", "Proceedings of the Tides Conference"), ("publisher", "IEEE")]),
        ([TITLE, (", in ", None), ("Proceedings of the Tides Conference (IEEE, 1982)", "container")], [BOOK, ("container", "Proceedings of the Tides Conference"), ("publisher", "IEEE"), ("date", "1982")]),
    ],
)  # fmt: skip
def test_a_house_and_its_city_are_told_apart(pieces, expected):
    """A .bib would name 'Paris, Coast Press' as an address, and no publisher."""
    assert expected == mended(*pieces)


@pytest.mark.parametrize(
    "place", ["Paris, France", "Cambridge, MA", "Washington, D. C.", "London/New York", "Vane, Coast"]
)
def test_a_country_or_state_is_no_house(place):
    """'Paris, France' would be published by France."""
    assert [BOOK, ("place", place.strip("."))] == mended(TITLE, (", ", None), (place, "place"))


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("New Vane, ND: University of Vane", [("place", "New Vane, ND"), ("publisher", "University of Vane")]),
        ("Coast Press", [("publisher", "Coast Press")]),
        ("Tides 24: the portal", [("publisher", "Tides 24: the portal")]),
    ],
)
def test_a_place_before_its_house(printed, expected):
    """A publisher with its town would differ from the same publisher elsewhere."""
    assert expected == mended((printed, "publisher"))
