"""The vote on the citation style: decided on the whole paper and its list, before single marks are believed."""

from __future__ import annotations

import pytest

WORKS = tuple(f"{n}:: Oduya, F. | 20{n:02d} | Tides {n}" for n in range(1, 13))
KEYED = ("oduya2016:: Oduya, F. | 2016 | Tides", "marlow2019:: Marlow, A. | 2019 | Harbours")


def labels(paper):
    return [c.label for c in paper.citations]


EXPECTED = [str(n) for n in range(1, 13)]


@pytest.mark.parametrize(
    "text",
    [
        "Tides rise [1]. They fall [2, 3], and rise [4–6] and [7]-[9]; see [10, p. 3] and [11,12].",
        "Tides rise (1). They fall (2, 3), and rise (4–6) and (7–9); see (10) and (11,12).",
        "Tides rise.^1^ They fall^2,3^ and rise^4–6^, ^7-9^ again^10^,^11,12^.",
        "Tides rise.^[1]^ They fall^[2,3]^ and rise^[4-12]^.",
        "Tides rise.<sup>1</sup> They fall<sup>2,3</sup> and rise$^{4-6}$, $^{7,8}$ again<sup>[9]</sup>, $^{10}$, <sup>11, 12</sup>.",
        "Tides rise［1］. They fall【2】, ［3，4］ and [5、6] rise [7 and 8]; see [#9], [10: 45] and [refs 11,12].",
        "Tides rise.¹ They fall²˒³ and rise⁴⁻⁶ and winds⁷,⁸ blow.⁹ Rain pours¹⁰ and snow.¹¹⁻¹²",
        "Tides rise.^1 They fall^2,3 and rise^4–6 and winds^7 blow.^8 Hail^9 and snow^10 and rain.^11,12",
        "Tides rise.1 They sink,2,3 and rise4–6 again. Winds7 blow.8,9 Rain10 pours.11,12",
        "Tides rise.1 2 They sink.3 And rise.4–6 Winds blow.7 8 9 Rain pours.10–12 So be it.",
        "Tides rise 1 . They sink 2, 3 , and rise 4– 6 and winds 7 , blow 8, 9 . Rain 10 , pours 11, 12 .",
    ],
)
def test_numbers_of_every_form_are_read(written, text):
    """[n], (n), ^n^, and superscripts that lost their height, spaced or not: each work of the list is found once."""
    paper = written(text, *WORKS)
    assert ("numeric", EXPECTED) == (paper.citation_style, labels(paper))


def test_a_range_is_as_many_citations_on_one_span(written):
    """[5-7] cites three works at one place."""
    paper = written("Tides rise [1-4] and fall [5-7], and so on [8–12].", *WORKS)
    assert [("5-7", "5"), ("5-7", "6"), ("5-7", "7")] == [(c.surface, c.label) for c in paper.citations[4:7]]


@pytest.mark.parametrize(
    "text",
    [
        "We (1) measured, (2) counted and (3) weighed.",
        "By equation (4) and Eq. (5), f(2) holds; see Figure (3) and t[1], p[2].",
        "It was large (95% CI [2, 5]), had an IQR [3–7], lies in the interval [1, 3], with i ∈ [1, 10] over 4 km<sup>2</sup> and x$^{2}$.",
        "There were 5 ships, 3 ports in an area of 9 km2, and 12 boats in May 10.",
    ],
)
def test_what_only_looks_like_a_number_stays_silent(written, text):
    """Enumerations, equations, indices and quantities are no citations, in a paper that cites by number too."""
    for cited in (
        "Tides rise (1). They sink (2, 3), and rise (4–6) and (7–9); see (10) and (11,12).",
        "Tides rise [1]. They sink [2, 3], and rise [4–6] and [7–9]; see [10] and [11,12].",
        "Tides rise.^1^ They sink^2,3^, and rise^4–6^ and so^7–9^; see^10^ and^11,12^.",
    ):
        assert EXPECTED == labels(written(f"{cited}\n\n{text}", *WORKS))


def test_an_author_year_paper_may_count_in_brackets(written):
    """(1) and [2] are no citations where authors and years explain the list."""
    works = ["Oduya, F. | 2016 | Tides", "Marlow, A. | 2019 | Harbours"]
    paper = written("(Oduya, 2016) says (1) so; (Marlow, 2019) says [2] no.", *works)
    assert ("author-year", ["Oduya, 2016", "Marlow, 2019"]) == (
        paper.citation_style,
        [c.surface for c in paper.citations],
    )


def test_a_numeric_paper_may_name_authors_and_years(written):
    """'(Linnaeus, 1758)' and 'Oduya et al. [3]' in a numeric paper accuse nobody."""
    text = "Tides rise [1-12]. Lutra (Zed, 1958) swims, as Oduya et al. [3] show (Brand, 2002)."
    paper = written(text, *WORKS)
    assert [*EXPECTED, "3"] == labels(paper)


@pytest.mark.parametrize(
    "text",
    [
        "Tides [@oduya2016; see @marlow2019, p. 3] rise.",
        "@oduya2016 [p. 5] and -@marlow2019 say so [@oduya2016].",
        r"Tides \citep[p. 3]{oduya2016,marlow2019} rise.",
        r"\textcite{oduya2016} and \parencite{marlow2019} agree.",
    ],
)
def test_keys_are_read(written, text):
    """Pandoc's and LaTeX's keys point into the list."""
    paper = written(text, *KEYED)
    assert "key" == paper.citation_style
    assert {("paper.txt#r1",), ("paper.txt#r2",)} >= {m.references for m in paper.matches} != set()


def test_an_address_is_no_key(written):
    """ada@example.org and @harbournews are no citations."""
    assert () == written("Write to ada@example.org or @harbournews.", *KEYED).citations


def test_notes_are_read(written):
    """Footnotes cite by author and title; ibid. in a note stands for the note before."""
    text = "Rise.[^1] Fall.[^2]\n\n[^1]: Femi Oduya, *Tides* (Harbour Press, 2016), 45.\n[^2]: Ibid., 46."
    paper = written(text, "Oduya, F. | 2016 | Tides", "Marlow, A. | 2019 | Harbours")
    assert ("footnote", [("footnote", "45"), ("footnote", "46")]) == (
        paper.citation_style,
        [(c.kind, c.locator) for c in paper.citations],
    )
    assert [("paper.txt#r1",)] * 2 == [m.references for m in paper.matches]


def test_pages_in_place_of_years_are_read(written):
    """The MLA's (Oduya 45) cites the only work of Oduya."""
    works = ["Oduya, F. | 2016 | Tides", "Marlow, A. | 2019 | Harbours", "Oduya, F.; Marlow, A. | 2014 | Ports"]
    paper = written("Tides rise (Oduya 45). They fall (Marlow 12-14; Oduya and Marlow 3).", *works)
    assert [("paper.txt#r1",), ("paper.txt#r2",), ("paper.txt#r3",)] == [m.references for m in paper.matches]


def test_the_user_may_overrule_the_vote(written):
    """--citation-style decides where the vote would be wrong."""
    paper = written("Tides rise [1] (Oduya, 2001) again.", *WORKS, style="numeric")
    assert ("numeric", ["1"]) == (paper.citation_style, labels(paper))


def test_the_vote_and_its_margin_are_told(written):
    """review.json says how sure the style is."""
    vote = written("Tides rise [1-12].", *WORKS).vote
    assert (1.0, 0.0, 1.0) == (vote["numeric"], vote["author-year"], vote["margin"])


def test_a_paper_that_cites_nothing_has_no_style(written):
    """No marks, no style."""
    assert "none" == written("Tides rise and fall.", *WORKS).citation_style
