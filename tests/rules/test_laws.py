"""What holds of rules on any evidence, however odd."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fakes.facts import evidence, listing
from litreview import rules
from litreview.model import Entry, Name

# Printed text at its worst: numbers, stops, quotes and brackets, with words that rules look for.
ODD = st.lists(
    st.sampled_from(
        ["10.1000/x", "10.55", "doi:", "79", "86-63", "2091", "TODO", "??", "n.d.", "et al", "Oduya", "ISBN"]
    )
    | st.text(max_size=8),
    max_size=6,
).map(" ".join)
FIELD = st.none() | ODD
NAME = st.builds(Name, family=FIELD, given=FIELD, literal=FIELD)
FIELDS = (
    "title",
    "container_title",
    "publisher",
    "volume",
    "issue",
    "pages",
    "year",
    "date",
    "doi",
    "isbn",
    "issn",
    "note",
    "rest",
)
ENTRY = st.builds(Entry, authors=st.lists(NAME, max_size=3).map(tuple), **dict.fromkeys(FIELDS, FIELD))
LISTED = st.lists(st.tuples(ENTRY, ODD.filter(str.strip)), min_size=1, max_size=4)


@given(LISTED, st.sampled_from(["paper", "bibliography"]))
def test_no_entry_is_too_odd_to_judge(listed, kind):
    """One odd entry must not cost the user the whole review; and the same input gives the same findings."""
    entries, raws = zip(*listed, strict=True)
    facts = evidence(listing("Text.", entries, kind=kind, raws=list(raws), labels=["k"] * len(raws)))
    found = rules.findings(facts, select=["ALL"])
    assert found == rules.findings(facts, select=["ALL"])
    assert len(found) == len({(finding.rule, finding.fingerprint) for finding in found})
    assert [] == [finding for finding in found if "\n" in finding.message]
