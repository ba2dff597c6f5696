"""Who edited or translated what."""

import pytest

from fakes.segments import mended


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([("Tides (A. Marlow", "title"), (", ", None), ("Trans", "note"), (".).", None)], [("title", "Tides"), ("translator", "A. Marlow")]),
        ([("Tides", "title"), (", ", None), ("Ports (Ann Marlow and Ben Oduya", "container"), (", eds.).", None)], [("title", "Tides"), ("container", "Ports"), ("editor", "Ann Marlow and Ben Oduya")]),
        ([("Ann Marlow,", "author"), (" ", None), ("Ben Oduya", "title"), (" (eds), ", None), ("Ports", "container")], [("editor", "Ann Marlow, Ben Oduya"), ("title", "Ports")]),
        ([("Tides", "title"), (". In: ", None), ("MARLOW, Ann", "container"), (", ed. ", None), ("Ports", "note")], [("title", "Tides"), ("editor", "MARLOW, Ann"), ("container", "Ports")]),
        ([("Tides", "title"), (". In ", None), ("Encyclopedia of Ports, eds. Ann Marlow", "editor")], [("title", "Tides"), ("container", "Encyclopedia of Ports"), ("editor", "eds. Ann Marlow")]),
        ([("Tides", "title"), (", a cura di ", None), ("A. Marlow, B. Oduya", "author")], [("title", "Tides"), ("editor", "A. Marlow, B. Oduya")]),
        ([("Tides of northern ports, a cura di A. Marlow", "author")], [("title", "Tides of northern ports"), ("editor", "a cura di A. Marlow")]),
        ([("Marlow, A. and Oduya, B., ed. by C. Diaz", "author")], [("author", "Marlow, A. and Oduya, B., ed. by C. Diaz")]),
        ([("Tides (a history, ed.)", "title")], [("title", "Tides (a history, ed")]),
    ],
)  # fmt: skip
def test_editors_and_their_book_are_told_apart(pieces, expected):
    """A chapter would lack the book that it is in, or its editors would be authors."""
    assert expected == mended(*pieces)
