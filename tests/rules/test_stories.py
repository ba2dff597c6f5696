"""What several rules say together of whole papers: each fault once, by the rule that knows most."""

from __future__ import annotations

import pytest

from fakes.case import files
from litreview import rules

LIST = "\n\nReferences\n\n"
TIDES = "Oduya, F. B. (2016). Tides and treaties. Journal of Ports, 3(1), 1-9.\n"
COAST = "Marlow, A. (2019). The silting coast. London: Quay Press.\n"
BIB = "@article{oduya2016, author = {Oduya, Femi}, title = {Tides}, journal = {Ports}, year = 2016}\n"


def told(**texts):
    """Rule and message of each finding that is shown."""
    found = rules.findings(files(**texts)())
    return [(finding.rule, finding.message) for finding in found if finding.confidence != "possible"]


def test_a_clean_paper_is_quiet():
    """The first thing that a careful author sees must be silence."""
    text = "Ports silt (Oduya, 2016), as Marlow (2019) has shown; see also Oduya (2016, p. 7)."
    assert [] == told(**{"a.txt": text + LIST + TIDES + "\n" + COAST})


def test_a_paper_without_a_list_is_told_once():
    """Nineteen missing works are one missing list."""
    text = "Ports silt (Oduya, 2016). Coasts do (Marlow, 2019), and shores (Brand, 2011; Costa & Abara, 2003)."
    assert [("LR004", "the text has 5 citations (of about 5 works), but no reference list was found")] == told(
        **{"a.txt": f"The sea\n\n{text} So says Zander (1999).\n"}
    )


def test_a_work_that_another_paper_lists_is_told_with_where():
    """The author can copy the entry from the next paper."""
    found = told(
        **{
            "a.txt": "Ports silt (Oduya, 2016; Marlow, 2019)." + LIST + TIDES,
            "b.txt": "Coasts silt (Marlow, 2019)." + LIST + COAST,
        }
    )
    said = "'Marlow, 2019' is cited once, but not found in the reference list; b.txt lists Marlow, A. (2019) 'The silting coast'"
    assert [("LR101", said)] == found


def test_a_slip_in_the_year_is_not_a_missing_and_an_unused_work_as_well():
    """One piece of evidence, seen from three sides, is one finding."""
    found = told(**{"a.txt": "Ports silt (Oduya, 2017), and coasts (Marlow, 2019)." + LIST + TIDES + "\n" + COAST})
    assert ["LR103"] == [rule for rule, _ in found]


def test_papers_share_a_bibliography():
    """What the second paper cites is not 'never cited' because the first does not."""
    second = BIB.replace("oduya2016", "marlow2019").replace("Oduya, Femi", "Marlow, Ada").replace("Tides", "Coasts")
    found = told(
        **{"a.md": "Ports silt [@oduya2016].\n", "b.md": "Coasts silt [@marlow2019].\n", "refs.bib": BIB + second}
    )
    assert [] == found


def test_a_key_that_no_bibliography_has_is_told_where_it_stands():
    found = told(**{"a.md": "Ports silt [@oduya2016; @oduya2017].\n", "refs.bib": BIB})
    assert [("LR101", "'@oduya2017' is cited once, but in no bibliography")] == found


@pytest.mark.parametrize(
    ("key", "hint"),
    [("Oduya2016", ": did you mean oduya2016?"), ("oduja2016", ": did you mean oduya2016?"), ("oduya2016a", "")],
)
def test_a_key_that_is_nearly_there_is_named(key, hint):
    """BibTeX tells capitals apart where biber does not; a letter behind a year is another work."""
    found = told(**{"a.md": f"Ports silt [@{key}; @oduya2016].\n", "refs.bib": BIB})
    assert [("LR101", f"'@{key}' is cited once, but in no bibliography{hint}")] == found


def test_a_numbered_work_is_told_by_its_number_only():
    """A missing or unused number raises LR110 or LR111, never LR101 or LR102 as well."""
    text = (
        "Ports silt [1]. Coasts do [4]."
        + LIST
        + f"[1] {TIDES}\n[2] {COAST}\n[3] Brand, S. (2011). Shores. Ports, 1, 2-3.\n"
    )
    assert ["LR110", "LR111", "LR111"] == [rule for rule, _ in told(**{"a.txt": text})]


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [("{a,b}", "{a}", ["1 entry of b.bib is in a.bib, too: oduya2016"]), ("{a}", "{b}", [])],
)
def test_entries_that_two_bibliographies_of_a_paper_share_are_told_once(first, second, told):
    """BibTeX stops with 'repeated entry', and each file alone is faultless."""
    papers = {
        "p.tex": f"\\cite{{oduya2016}}\\bibliography{first}",
        "q.tex": f"\\cite{{oduya2016}}\\bibliography{second}",
    }
    found = rules.findings(files(**papers, **{"a.bib": BIB, "b.bib": BIB})(), select=["LR301"])
    assert told == [finding.message for finding in found]


@pytest.mark.parametrize("gone", ["gone", "https://example.org/refs"])
def test_a_bibliography_that_was_not_read_accuses_nobody(gone):
    """Each key that it holds would be an error, beside the one that says what is wrong."""
    texts = {"p.tex": f"Ports \\cite{{oduya2016}} silt \\cite{{marlow2019}}. \\bibliography{{a,{gone}}}", "a.bib": BIB}
    assert ["LR014"] == [rule for rule, _ in told(**texts)]


def test_a_chapter_that_was_not_read_may_cite_the_rest():
    """What only that chapter cites would be 'never cited'."""
    listed = "\\begin{thebibliography}{9}\\bibitem{a} F. Oduya, Tides, Quay, 2016. \\bibitem{b} A. Marlow, Ports, Quay, 2019.\\end{thebibliography}"
    assert ["LR014"] == [rule for rule, _ in told(**{"p.tex": f"Ports \\cite{{a}} silt. \\input{{gone}} {listed}"})]
