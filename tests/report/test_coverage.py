"""What coverage says of the invented papers, counted by hand, and the laws that its measures keep."""

import dataclasses
import datetime as dt
import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import invented
from litreview import coverage
from litreview.coverage import overlap, profile
from litreview.coverage.required import missing
from litreview.model import Entry, Evidence, Match, Meter, Name, Verdict, Work

LISTS = st.lists(st.sets(st.integers(0, 20)), min_size=0, max_size=6)


def test_meters_of_the_run(review):
    """A meter that miscounts tells an editor that a list can be trusted when it cannot."""
    assert {
        "resolved": Meter(9, 17),
        "used": Meter(6, 6, 1),
        "identified": Meter(1, 5),
        "complete": Meter(4, 5),
        "live": Meter(2, 3),
        "agreed": Meter(1, 2),
    } == review.evidence.coverage.meters


def test_meters_of_each_paper(review):
    """An author looks at the paper's own row: what another paper states must not count for it."""
    papers = review.evidence.coverage.papers
    assert {
        "resolved": Meter(4, 8),
        "used": Meter(3, 3, 1),
        "identified": Meter(1, 4),
        "complete": Meter(3, 4),
        "live": Meter(2, 2),
        "agreed": Meter(1, 2),
    } == papers["tides.txt"]
    assert Meter(5, 6) == papers["ports.md"]["resolved"]
    assert Meter(0, 3) == papers["lamps.txt"]["resolved"], "listed elsewhere is not listed here"
    assert Meter(0, 0) == papers["lamps.txt"]["used"]


def test_a_paper_in_which_nothing_was_recognised_is_unchecked():
    """A style that we cannot read must not make every reference look unused."""
    paper = dataclasses.replace(invented.papers()[0], citations=(), matches=())
    facts = Evidence(dt.date(2026, 1, 1), (paper,))
    assert Meter(0, 0, 4) == coverage.of(facts).meters["used"]


def test_a_shared_bibliography_is_judged_by_all_papers():
    """A .bib that three papers share holds what any of them cites."""
    first, second, third = invented.papers()
    listing = dataclasses.replace(first.source, id="refs.bib", kind="bibliography")
    bibliography = dataclasses.replace(first, id="refs.bib", source=listing, citations=(), matches=())
    citing = [
        dataclasses.replace(
            paper,
            references=(),
            entries=(),
            citations=paper.citations[:1],
            matches=(Match(paper.citations[0].id, "linked", (), (work,)),),
        )
        for paper, work in ((second, "w-clock"), (third, "w-tides"))
    ]
    facts = Evidence(dt.date(2026, 1, 1), tuple(citing), (bibliography,), invented.works())
    assert Meter(2, 4) == coverage.of(facts).meters["used"]
    alone = dataclasses.replace(facts, papers=())
    assert Meter(0, 0, 4) == coverage.of(alone).meters["used"]


@pytest.mark.parametrize("verdict", Verdict)
def test_only_what_is_known_of_a_link_counts(review, verdict):
    """A server that refuses robots says nothing about the link: it is neither live nor dead."""
    checks = {url: dataclasses.replace(check, verdict=verdict) for url, check in review.evidence.checks.items()}
    meter = coverage.of(dataclasses.replace(review.evidence, checks=checks)).meters["live"]
    expected = {
        Verdict.OK: Meter(4, 4),
        Verdict.REDIRECTED: Meter(4, 4),
        Verdict.BROKEN: Meter(0, 4),
        Verdict.SOFT404: Meter(0, 4),
        Verdict.INVALID: Meter(0, 4),
        Verdict.SKIPPED: Meter(0, 0),
    }
    assert expected.get(verdict, Meter(0, 0, 4)) == meter


def test_required_fields_are_those_of_the_type():
    """An article without a journal cannot be found; a web page needs none."""
    article = Entry(type="article", authors=(Name("Oduya"),), title="Tides", year="2016")
    assert ("container_title",) == missing(article)
    assert () == missing(dataclasses.replace(article, container_title="Ports"))
    assert ("authors", "title") == missing(Entry(type="book", publisher="Salt Press", year="2016"))
    assert () == missing(Entry(type="online", title="Tides", url="http://books.example.org", accessed="2020-01-02"))


@pytest.mark.parametrize("module", [overlap, profile])
def test_worked_examples(module):
    """The published example of the corrected covered area, and ages counted by hand."""
    ran = doctest.testmod(module)
    assert (0, True) == (ran.failed, ran.attempted > 0)


def test_corrected_covered_area_by_hand():
    """Three lists of 4, 3 and 3 works, 6 distinct: (10 - 6) / (6 x 2)."""
    lists = [{1, 2, 3, 4}, {3, 4, 5}, {4, 5, 6}]
    assert pytest.approx(4 / 12) == overlap.corrected_covered_area(lists)
    assert overlap.corrected_covered_area([{1, 2}]) is None
    assert overlap.corrected_covered_area([set(), set()]) is None


@given(LISTS)
def test_the_area_is_a_share(lists):
    """A measure of overlap outside of 0..1 would be nonsense, whatever the lists."""
    area = overlap.corrected_covered_area(lists)
    assert area is None or 0 <= area <= 1
    if area is not None:
        assert (area == 0) == (sum(map(len, lists)) == len(set().union(*lists)))
        assert (area == 1) == all(each == lists[0] for each in lists)


@given(st.sets(st.integers(0, 20)), st.sets(st.integers(0, 20)))
def test_the_area_of_two_lists_is_what_they_share(one, other):
    """For a pair it is the shared works, of all works of the two."""
    if one | other:
        assert pytest.approx(len(one & other) / len(one | other)) == overlap.corrected_covered_area([one, other])


def test_overlap_of_the_invented_papers(review):
    """Two lists of 4 and 3 works share 2: 7 references are 5 works, (7 - 5) / (5 x 1)."""
    facts = review.evidence.coverage.overlap
    assert (7, 5, 0.4, ["tides.txt", "ports.md"]) == (
        facts["occurrences"],
        facts["works"],
        facts["cca"],
        facts["lists"],
    )
    assert [["w-clock", "w-tides"]] == [pair["shared"] for pair in facts["pairs"]]
    assert {"tides.txt": ["w-lamps", "w-gazette"], "ports.md": ["w-debts"]} == facts["only"]
    assert ["w-tides"] == facts["disagreements"]


def test_profile_of_the_invented_papers(review):
    """Works of 2004, 2011, 2012, 2016 and 2022 in 2026: median age 14, one of five within five years."""
    facts = review.evidence.coverage.profile
    assert (14.0, 0.2, 5, 0) == tuple(facts["years"][key] for key in ("median_age", "price_index", "of", "undated"))
    assert {"work": "w-clock", "mentions": 4, "lists": 2} == facts["mentioned"][0]
    assert 1 == facts["unmentioned"]
    assert {"n": 0, "of": 0, "unchecked": 4} == facts["self_citation"]["tides.txt"], "its authors are not known"


def test_self_citation_where_the_authors_are_known():
    """Only a paper that says who wrote it can be said to cite its own authors."""
    paper = invented.papers()[0]
    document = dataclasses.replace(paper.document, authors=(Name("Oduya", "Femi"), Name("Quint", "Ada")))
    facts = profile.of(Evidence(dt.date(2026, 1, 1), (dataclasses.replace(paper, document=document),)))
    assert {"n": 1, "of": 4, "unchecked": 0} == facts["self_citation"]["tides.txt"]


def test_density_leaves_out_the_list_itself(review):
    """A reference list is all names and years, and cites nothing."""
    rows = review.evidence.coverage.profile["sections"]["tides.txt"]
    assert [("Introduction", 6), ("Methods", 0), ("Discussion", 2)] == [(r["title"], r["citations"]) for r in rows]
    assert 23 == rows[1]["words"]


def test_flow_counts_every_reference_once(review):
    """The numbers of the flow must add up, or nobody trusts the .bib."""
    flow = review.evidence.coverage.consolidation
    assert flow["found"] == flow["unread"] + flow["parsed"]
    assert flow["found"] - flow["merged"] == flow["works"]
    assert (7, 2, 5, 1) == (flow["found"], flow["merged"], flow["works"], flow["uncertain"])


def test_a_stated_value_does_not_turn_up_in_another_list():
    """ports.md states no issue: that tides.txt does must not make ports.md look complete."""
    facts = Evidence(
        dt.date(2026, 1, 1),
        invented.papers(),
        (),
        (Work("w", "k", Entry(type="article", doi="10.5555/1"), ("tides.txt#r2", "ports.md#r2")),),
    )
    found = coverage.of(facts)
    assert Meter(1, 1) == found.meters["identified"]
    assert Meter(0, 1) == found.papers["ports.md"]["identified"]
