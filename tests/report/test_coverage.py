"""What coverage says of the invented papers, counted by hand."""

from litreview.model import Meter


def test_meters_of_the_run(review):
    """A meter that miscounts tells an editor that a list can be trusted when it cannot."""
    assert {
        "resolved": Meter(9, 17),
        "used": Meter(6, 6, 1),
        "identified": Meter(1, 5),
        "complete": Meter(4, 5),
        "live": Meter(2, 3, 1),
        "agreed": Meter(1, 2),
    } == review.evidence.coverage.meters
