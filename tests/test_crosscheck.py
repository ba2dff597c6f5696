"""Citations against the list: linked by features, ambiguity kept, and one account of what is missing, uncited or cited wrongly."""

from __future__ import annotations

from dataclasses import replace

import pytest

from litreview import crosscheck
from litreview.model import Work

ODUYA = "Oduya, F. B. | 2016 | Tides and treaties"
MARLOW = "Marlow, A. | 2019 | Harbours of the north"


def found(paper):
    """(status, positions of the references from 1, reasons) of each citation."""
    return [(m.status, [int(r.rpartition("#r")[2]) for r in m.references], m.reasons) for m in paper.matches]


@pytest.mark.parametrize(
    ("text", "works", "expected"),
    [
        # number of authors: two works of one lead and year
        ("(Brand et al., 2012)", ["Brand, C.; Abara, D. | 2012 | A", "Brand, C.; B, C; D, E | 2012 | B"], ("linked", [2], ())),
        ("(Brand, 2012)", ["Brand, C.; Abara, D. | 2012 | A", "Brand, C. | 2012 | B"], ("linked", [2], ())),
        ("(Brand & Abara, 2012)", ["Brand, C.; Abara, D. | 2012 | A", "Brand, C.; Costa, E. | 2012 | B"], ("linked", [1], ())),
        ("(Brand et al., 2012)", ["Brand, C.; et al. | 2012 | A"], ("linked", [1], ())),
        # given names
        ("S. Kim (2010)", ["Kim, J. | 2010 | A", "Kim, S. H. | 2010 | B"], ("linked", [2], ())),
        ("(Sun Hee Kim, 2010)", ["Kim, J. | 2010 | A", "Kim, S. H. | 2010 | B"], ("linked", [2], ())),
        # suffixes
        ("(Brand, 2012a)", ["Brand, C. | 2012a | A", "Brand, C. | 2012b | B"], ("linked", [1], ())),
        ("(Brand, 2012a)", ["Brand, C. | 2012 | A"], ("linked", [1], ("suffix",))),
        # what differs is told
        ("(Rivest & Bose, 1995)", ["Rivest, A.; Bose, B.; Cole, D. | 1995 | A"], ("linked", [1], ("author-count",))),
        ("(Abara, Costa, Brand, 2019)", ["Abara, D.; Brand, C.; Costa, E. | 2019 | A"], ("linked", [1], ("order",))),
        ("(Brand, 2012)", ["Brand, C. |  | A"], ("linked", [1], ("undated",))),
        # slips
        ("(Oduya, 2017)", [ODUYA], ("mismatch", [1], ("year",))),
        ("(Odyua, 2016)", [ODUYA], ("mismatch", [1], ("name",))),
        ("(Odduya, 2016)", [ODUYA], ("mismatch", [1], ("name",))),
        ("(Oduy, 2016)", [ODUYA], ("mismatch", [1], ("name",))),
        # not slips
        ("(Oduya, 1986)", [ODUYA], ("missing", [], ())),
        ("(Oduya & Zed, 2017)", [ODUYA], ("missing", [], ())),
        ("(Adaya, 2016)", [ODUYA], ("missing", [], ())),
        ("(Lee, 2016)", ["Lei, A. | 2016 | A"], ("missing", [], ())),
        # ambiguity is kept
        ("(Brand, 2012)", ["Brand, C. | 2012 | A", "Brand, D. | 2012 | B"], ("ambiguous", [1, 2], ("several",))),
        # unless the text speaks of one of them
        ("Deserts have rivers (Brand, 2012).", ["Brand, C. | 2012 | Winter winds", "Brand, D. | 2012 | Rivers in deserts"], ("linked", [2], ("title-words",))),
        # acronyms: by the list, by the text, by their letters, joined
        ("(HRI, 2010)", ["{Harbour Research Institute [HRI]} | 2010 | A"], ("linked", [1], ())),
        ("The Institute for Tides (TIDI) grows (TIDI, 2010).", ["{Institute for Tides} | 2010 | A"], ("linked", [1], ())),
        ("(HRI, 2010)", ["{Harbour Research Institute} | 2010 | A"], ("linked", [1], ())),
        ("(HRI-ZED, 2010)", ["{Harbour Research Institute (HRI) and Zed} | 2010 | A"], ("linked", [1], ())),
    ],
)  # fmt: skip
def test_a_citation_is_linked_by_its_features(written, text, works, expected):
    """Who, how many, which given names, which year and letter: the reference that all of them fit."""
    assert [expected] == found(written(text, *works, MARLOW))


def test_a_short_form_takes_the_long_one(written):
    """(Kim, 2011) after (Sun Hee Kim, 2011) is hers, though no Kim is listed with 2011."""
    paper = written(
        "So (Sun Hee Kim, 2011) said, and so on (Kim, 2011).", "Kim, J. | 2010 | A", "Kim, S. H. | 2010 | B"
    )
    assert [("mismatch", [2], ("year",))] * 2 == found(paper)
    assert ((paper.citations[0].id, paper.citations[1].id),) == paper.account.wrong_year


def test_a_slip_means_the_work_that_nothing_else_cites(written):
    """Of two works that a wrong year could mean, the one without a citation of its own."""
    works = ["Oduya, F. | 2015 | A", "Oduya, F. | 2018 | B"]
    assert ("mismatch", [2], ("year",)) == found(written("(Oduya, 2015) and (Oduya, 2016).", *works))[1]


def test_the_letter_of_a_wrong_year_tells(written):
    """2006b for 2005b is a slip in the year, not in the letter."""
    works = ["Oduya, F. | 2005a | A", "Oduya, F. | 2005b | B"]
    assert [("mismatch", [2], ("year",))] == found(written("(Oduya, 2006b)", *works))


def test_a_list_of_first_authors_is_no_mistake(written):
    """Where the list gives only first authors, 'et al.' is no sign of another work."""
    works = [*(f"Brand{c}, X. | 2010 | {c}" for c in "abcd"), "Oduya, F. | 2016 | E"]
    text = " ".join(f"(Brand{c} et al., 2010)" for c in "abcd")
    assert ("mismatch", [5], ("author-count", "year")) == found(written(f"{text} (Oduya et al., 2017)", *works))[-1]


def test_the_account_names_each_work_once(written):
    """A missing work is one finding with all its places; a listed one that nothing cites is uncited."""
    paper = written("(Zed, 2020) and (Oduya, 2016) and Zed (2020).", ODUYA, MARLOW)
    account = paper.account
    assert ((paper.citations[0].id, paper.citations[2].id),) == account.missing
    assert ("paper.txt#r2",) == account.uncited
    assert frozenset({"paper.txt#r1"}) == account.used


@pytest.mark.parametrize(
    "text",
    [
        "(Marlow, 2018) and (Oduya, 2016)",  # cited under another year
        "(Marlo, 2019) and (Oduya, 2016)",  # cited under another name
        "(Marlow, 1988) and (Oduya, 2016)",  # not linked, but of that name
        "Marlow and her students, in 2019, found; (Oduya, 2016)",  # spoken of
        'Marlow holds that "ports are clerks" (112); so does another (Oduya 45).',  # authors and pages: names need no year
    ],
)
def test_nothing_is_uncited_that_the_text_speaks_of(written, text):
    """Missing, uncited and mismatch are one piece of evidence: an entry is not accused while something may mean it."""
    assert () == written(text, ODUYA, MARLOW).account.uncited


def test_numbers_without_a_work_are_missing(written):
    """[9] of a list of eight is missing, once; an unused number is uncited."""
    works = [f"{n}:: Oduya, F. | 20{n:02d} | Tides {n}" for n in range(1, 9)]
    paper = written("So [1-7], and [9], and again [9].", *works)
    assert (1, ("paper.txt#r8",)) == (len(paper.account.missing), paper.account.uncited)


def run(written):
    one = written("(Marlow, 2019) and (Zed, 2020) and (Oduya, 2016).", ODUYA, source="one.txt")
    two = written("(Marlow, 2019).", MARLOW, source="two.txt")
    works = [Work(f"w-{e.id}", "", e, (e.id,)) for p in (one, two) for e in p.entries]
    return crosscheck.papers([one, two], [], works)


def test_a_work_of_another_paper_is_elsewhere(written):
    """What this paper does not list, but another paper of the run does, is told apart from what nobody lists."""
    one, two = run(written)
    assert [("elsewhere", ("w-two.txt#r1",)), ("missing", ()), ("linked", ("w-one.txt#r1",))] == [
        (m.status, m.works) for m in one.matches
    ]
    assert ["linked"] == [m.status for m in two.matches]


def test_papers_may_cite_from_a_bibliography_beside_them(written):
    """A paper without a list cites from the .bib given with it: its matches name works, and no references."""
    paper = written("Tides [@oduya2016] rise.")
    shared = written("", "oduya2016:: Oduya, F. | 2016 | Tides", source="refs.bib")
    works = [Work("w1", "", shared.entries[0], (shared.entries[0].id,))]
    (matched,) = crosscheck.papers([replace(paper, matches=())], [shared], works)
    assert [("linked", (), ("w1",))] == [(m.status, m.references, m.works) for m in matched.matches]


def test_the_order_of_papers_does_not_matter(written):
    """The same run in another order says the same of each paper."""
    one, two = run(written)
    again = crosscheck.papers(
        [two, one], [], [Work(f"w-{e.id}", "", e, (e.id,)) for p in (two, one) for e in p.entries]
    )
    assert [one.matches, two.matches] == [again[1].matches, again[0].matches]


def test_five_thousand_works_of_one_name_end_in_time(written):
    """A list may be long and monotonous: linking must not compare everything with everything."""
    works = [f"Oduya, F. | {1500 + n % 500} | Tides {n}" for n in range(5000)]
    text = " ".join(f"(Oduya, {1500 + n % 500})" for n in range(500))
    paper = written(text, *works)
    assert 500 == len(paper.matches)
