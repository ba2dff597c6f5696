"""More evidence on which a rule must be silent, or fire: what real papers and bibliographies hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.case import files
from fakes.facts import TODAY, cite, entry, evidence, listing, people
from litreview import rules
from litreview.model import Conflict, Pair, Work

WHO = "Oduya, F."


def bib(*entries, **fields):
    """A bibliography of these entries, or of one with these fields."""
    made = entries or [entry(WHO, **{"title": "Tides", "year": "2016", "container_title": "Ports", **fields})]
    raws = [f"@{e.type}{{k{n}, {e.title}}}" for n, e in enumerate(made)]
    labels = [f"k{n}" for n in range(len(made))]
    return evidence(listing("", made, path="refs.bib", kind="bibliography", raws=raws, labels=labels))


def printed(raw, **fields):
    """A paper with one reference."""
    return evidence(listing("Text.", [entry(WHO, **{"title": "Tides", **fields})], raws=[raw]))


def said(facts, code):
    return [finding.message for finding in rules.findings(facts, select=[code])]


@pytest.mark.parametrize(
    "isbn",
    [
        "978-0-306-40615-7 0-306-40615-2",
        "978 0 306 40615 7",
        "0306406152 (pbk.)",
        "080442957X",
        "978-0-306-40615-7; 0-8044-2957-X",
    ],
)
def test_several_isbns_in_one_field_are_read_one_by_one(isbn):
    """Exports put the numbers of hardback and paperback into one field."""
    assert [] == said(bib(isbn=isbn), "LR211")


@pytest.mark.parametrize("issn", ["0317-8471 (print), 2049-3630", "03178471", "0317-8471 2049-3630"])
def test_several_issns_in_one_field_are_read_one_by_one(issn):
    assert [] == said(bib(issn=issn), "LR212")


@pytest.mark.parametrize(
    "year",
    [
        "2016",
        "2016a",
        "2016/17",
        "2016–2017",
        "{2016}",
        "n.d.",
        "o. J.",
        "no prelo",
        "in press",
        "forthcoming",
        "c. 1850",
        "ca.1850",
        "1455",
    ],
)
def test_what_styles_print_for_a_year_is_one(year):
    assert [] == said(bib(year=year), "LR204")


@pytest.mark.parametrize("year", ["20166", "206", "MMXVI", "16", "1099", "20 16"])
def test_what_is_no_year_is_reported(year):
    assert 1 == len(said(bib(year=year), "LR204"))


@pytest.mark.parametrize(
    "doi",
    [
        "10.1000/tides.7",
        "https://doi.org/10.1000/tides.7",
        "doi:10.1000/x",
        "10.1002/(sici)1097<1::aid-x>3.0.co;2-a",
        "10.1000.10/123",
    ],
)
def test_a_doi_in_any_of_its_forms_is_one(doi):
    """Old DOIs of publishers hold almost any sign; addresses and prefixes are LR209's."""
    assert [] == said(bib(doi=doi), "LR208")


@pytest.mark.parametrize("doi", ["10.55/pending", "10.1000", "n/a", "10.1000/"])
def test_what_cannot_be_a_doi_is_reported(doi):
    assert 1 == len(said(bib(doi=doi), "LR208"))


@pytest.mark.parametrize(
    "raw",
    [
        "Oduya, F. (2016). Tides. doi:10.1000/\ntides.7",
        "Oduya, F. (2016). Tides. https://doi.org/10.1000/tides 7 pages.",
        "Oduya, F. (2016). Tides 10.1 / 2.",
        "Oduya, F. (2016). Tides. doi: 10.1000/tides.7.",
    ],
)
def test_a_printed_doi_that_a_line_breaks_is_one(raw):
    assert [] == said(printed(raw), "LR208")


@pytest.mark.parametrize("pages", ["637-641", "637-41", "e12-e3", "S12-S9", "79", "xii-iv", "998-1003"])
def test_pages_of_all_kinds_are_pages(pages):
    assert [] == said(printed(f"Oduya, F. Tides. Ports 3, {pages}.", pages=pages), "LR206")


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        ("Oduya, F. (2016). Tides.", {}),
        ("Oduya, F. (2016). Tides. Ports, 3, 79.", {"container_title": "Ports", "pages": "79"}),
        ("Oduya, F. Tides. 2016.", {"year": "2016"}),
        ("Oduya, F. (2016). Tides. Unread Journal, 3, 79.", {}),
        ("Oduya, F. (2016). Tides 6, 82-84.", {"pages": "82-84"}),
        ("Oduya, F. (2016). Tides (2nd ed.).", {}),
        ("Oduya, F. 2016. Tides of the north, 1700–2016.", {"title": "Tides of the north"}),
        ("Oduya, F. 2016. Tides. Adv. Ports, 46.", {"title": "Tides. Adv. Ports"}),
    ],
)
def test_a_printed_reference_is_not_asked_for_what_styles_leave_out(raw, fields):
    """The parser's miss is not the author's fault."""
    assert [] == said(printed(raw, **{"year": "2016", **fields}), "LR201")


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        ("Magna Carta, 1215.", {"authors": (), "title": "Magna Carta", "year": "1215"}),
        (
            "Harbour Gazette, October 4, 2012. https://example.org/a",
            {"authors": (), "title": None, "urls": ("https://example.org/a",)},
        ),
        ("Oduya, F. Tides. 2012-10-04.", {"date": "2012-10-04"}),
        (
            "Harbour Gazette, Ports silt up, October 4, 2012.",
            {"authors": (), "title": "Ports silt up", "container_title": "Harbour Gazette", "date": "2012-10-04"},
        ),
    ],
)
def test_a_short_reference_that_names_a_work_is_enough(raw, fields):
    authors = () if "authors" in fields else None
    made = entry(
        *(() if authors == () else (WHO,)), **{k: v for k, v in {"title": "Tides", **fields}.items() if k != "authors"}
    )
    assert [] == said(evidence(listing("Text.", [made], raws=[raw])), "LR231")


@pytest.mark.parametrize(
    "title",
    [
        "WHO AND UN",
        "DNA",
        "海岸の堆積と港の歴史 AAC についての 長い題名",
        "장애 학생 및 성인을 위한 사용자 맞춤 AAC 화상 키보드 개발",
        "Tides and treaties of the north",
    ],
)
def test_a_title_that_is_not_all_capitals_by_fault(title):
    assert [] == said(printed(f"Oduya, F. (2016). {title}.", title=title), "LR218")


@pytest.mark.parametrize(
    "raw",
    [
        "Oduya, F. TODO SOBRE LAS MAREAS. 2016.",
        "Oduya, F. In: XXX Congresso dos Portos. 2016.",
        "Oduya, F. Who?? 2016. https://example.org/a??b",
    ],
)
def test_words_of_other_languages_are_no_placeholders(raw):
    """'Todo' is Spanish for all, and XXX is thirty."""
    assert [] == said(printed(raw, title="Who??" if "Who" in raw else "Tides"), "LR229")


@pytest.mark.parametrize(
    "raw", ["Oduya, F. [TODO] 2016.", "Oduya, F. Tides, pp. ??-??. 2016.", "Oduya, F. TBD: title. 2016."]
)
def test_what_was_to_be_looked_up_is_reported(raw):
    assert 1 == len(said(printed(raw), "LR229"))


@pytest.mark.parametrize(
    ("raw", "fields"),
    [
        ("Research Report CS-90-25.", {"pages": "90-25"}),
        ("The world of ports c. 900-700 B.C., New York 1966.", {"pages": "900-700"}),
        ("Research Report CS-90-25.", {"pages": "90-25", "container_title": "Research Report"}),
    ],
)
def test_numbers_that_are_no_pages(raw, fields):
    """Reports have numbers, and years before Christ run backwards."""
    assert [] == said(printed(f"Oduya, F. Tides. {raw}", **fields), "LR206")


@pytest.mark.parametrize(
    "fields",
    [
        {"container_title": "Nucl. Phys. B", "volume": "741", "pages": "1-16"},
        {"container_title": "J. Phys.", "volume": "100"},
    ],
)
def test_a_journal_and_its_page_say_enough(fields):
    """Physicists leave out the title."""
    facts = evidence(listing("Text.", [entry(**fields)], raws=["Nucl. Phys. B, 2006, 741(1-2): 1-16"]))
    assert [] == said(facts, "LR005") + said(facts, "LR231")


def test_a_title_without_spaces_is_not_short():
    """Chinese and Japanese count by signs."""
    made = entry(year="1995")
    facts = evidence(listing("Text.", [made], raws=["陈大为, 1995, 辽宁高句丽山城再探, 北方文物 3期."]))
    assert [] == said(facts, "LR231")


def test_a_title_at_the_head_of_a_reference_is_printed_in_capitals_by_styles():
    """ABNT begins a work without author by the first words of its title, in capitals."""
    raw = "OS PRINCIPAIS PORTOS DO NORTE E DO SUL (2016). Jornal."
    made = entry(title="OS PRINCIPAIS PORTOS DO NORTE E DO SUL", year="2016")
    assert [] == said(evidence(listing("Text.", [made], raws=[raw])), "LR218")


def test_a_list_whose_style_is_capitals_is_let_be():
    """Twenty warnings for one decision of a style tell nobody anything."""
    titles = [f"TIDES AND TREATIES OF THE NORTHERN PORTS {n}" for n in "ABCDE"]
    assert [] == said(evidence(listing("Text.", [entry(WHO, title=t, year="2016") for t in titles])), "LR218")


def test_one_doi_for_two_works_is_reported_though_they_are_two():
    """A DOI that was copied to the next reference sends the reader to the wrong work."""
    made = [entry(WHO, title=t, year="2016", doi="10.1000/x") for t in ("Tides", "Ports of the north")]
    found = rules.findings(evidence(listing("Text.", made)), select=["LR303"])
    assert [("LR303", "likely", 2)] == [(f.rule, f.confidence, len(f.places)) for f in found]


def test_the_beginning_of_a_doi_is_not_shared():
    """Where the parser cut two DOIs of one journal short, the author did nothing wrong."""
    made = [entry(WHO, title=t, year="2016", doi="10.1000/j") for t in ("Tides", "Ports")]
    raws = [f"Oduya, F. {n}. doi: 10.1000/j.issn.1000-9604.{n}" for n in (1, 2)]
    assert [] == said(evidence(listing("Text.", made, raws=raws)), "LR303")


def test_a_shared_identifier_is_told_once():
    """LR303 says it; LR304 need not say it again."""
    made = [entry(WHO, title=t, year="2016", doi="10.1000/x") for t in ("Tides", "Tides!")]
    members = ("paper.txt#r1", "paper.txt#r2")
    facts = evidence(
        listing("Text.", made), works=[Work("w", "k", made[0], members)], pairs=[Pair(*members, 0.8, "uncertain")]
    )
    assert [] == said(facts, "LR304")


@pytest.mark.parametrize(
    ("field", "left", "right", "count"),
    [
        ("year", "2019a", "2019b", 0),
        ("year", "2019a", "2018", 1),
        ("doi", "10.1/abc", "10.1/abd", 1),
        ("pages", "1-9", "1-10", 0),
    ],
)
def test_papers_disagree_on_facts_not_on_letters(field, left, right, count):
    """The letter of a year is local to a list."""
    papers = [
        listing("Text.", [entry(WHO, title="Tides", year=y)], path=p) for y, p in (("2019", "a.txt"), ("2018", "b.txt"))
    ]
    conflict = Conflict(field, ((left, ("a.txt#r1",)), (right, ("b.txt#r1",))))
    works = [Work("w", "k", entry(WHO, title="Tides"), ("a.txt#r1", "b.txt#r1"), conflicts=(conflict,))]
    assert count == len(said(evidence(*papers, works=works), "LR305"))


def test_next_year_may_be_announced():
    """Proofs carry the year of the issue to come."""
    year = str(TODAY.year + 1)
    assert [] == said(printed(f"Oduya, F. ({year}). Tides. Im Erscheinen.", year=year), "LR205")
    assert 1 == len(said(printed(f"Oduya, F. ({year}). Tides.", year=year), "LR205"))


def test_a_bibliography_that_no_paper_cites_is_no_fault():
    """A paper with a list of its own, and somebody's .bib beside it, are two things."""
    facts = evidence(listing("Text.", [entry(WHO, title="Tides", year="2016")]), *bib().bibliographies)
    assert [] == said(facts, "LR102")


@pytest.mark.parametrize(
    ("command", "count"),
    [
        ("", 1),
        (r"\nocite{k1}", 0),
        (r"\nocite{other, k1}", 0),
        (r"\nocite{*}", 0),
        (r"\nocite{k9}", 1),
        ("\nnocite: |\n  @*\n", 0),
    ],
)
def test_what_nocite_names_is_used(command, count):
    """LaTeX lists these on purpose."""
    made = [entry(WHO, title=t, year="2016") for t in ("Tides", "Ports")]
    cites = [cite("k0", works=("refs.bib#r1",), kind="key", label="k0")]
    paper = listing(f"As k0 says. {command}", cites=cites, citation_style="key")
    assert count == len(said(evidence(paper, *bib(*made).bibliographies), "LR102"))


def test_what_the_format_knows_of_nocite_is_used():
    """Quarto's `nocite` lists keys, one by one."""
    made = [entry(WHO, title=t, year="2016") for t in ("Tides", "Ports")]
    cites = [cite("k0", works=("refs.bib#r1",), kind="key", label="k0")]
    facts = evidence(listing("As k0 says.", cites=cites, citation_style="key"), *bib(*made).bibliographies)
    (paper,) = facts.papers
    named = replace(paper, document=replace(paper.document, nocite=("k1",)))
    assert [] == said(replace(facts, papers=(named,)), "LR102")


def test_the_parent_of_a_cited_entry_is_used():
    """A handbook is in the .bib for its chapters' sake."""
    chapter = "@incollection{k0, title = {Tides}, crossref = {k1}}"
    raws = [chapter, "@collection{k1, title = {Handbook}}", "@book{k2, title = {Ports}}"]
    made = [entry(WHO, title=t, year="2016") for t in ("Tides", "Handbook", "Ports")]
    refs = listing("", made, path="refs.bib", kind="bibliography", labels=["k0", "k1", "k2"], raws=raws)
    cites = [cite("k0", works=("refs.bib#r1",), kind="key", label="k0")]
    (finding,) = said(evidence(listing("As k0 says.", cites=cites, citation_style="key"), refs), "LR102")
    assert "1 of 3 entries is cited by no paper of this run: k2" in str(finding)


BIBLATEX = """@set{both, entryset = {tides, ports}}
@xdata{quay, publisher = {Quay Press}}
@book{tides, author = {Oduya, F.}, title = {Tides}, date = 2016, xdata = {quay}}
@book{ports, author = {Marlow, A.}, title = {Ports}, date = 2019, xdata = {quay}, related = {puertos}}
@book{puertos, author = {Marlow, A.}, title = {Puertos}, date = 2001, publisher = {Muelle}}
"""


def test_what_biblatex_keeps_beside_works_is_no_faulty_work():
    """A set, shared data and the original of a translation would lack titles, or be cited by nobody."""
    found = rules.findings(
        files(**{"a.tex": "Ports silt \\cite{both}, and \\cite{ports}. \\bibliography{refs}", "refs.bib": BIBLATEX})()
    )
    assert [] == [finding.message for finding in found]


@pytest.mark.parametrize(
    ("block", "lacking"),
    [
        ("@phdthesis{a, author = {Oduya, F.}, title = {Tides}, year = 2016}", "school"),
        ("@techreport{a, author = {Oduya, F.}, title = {Tides}, year = 2016}", "institution"),
        ("@incollection{a, author = {Oduya, F.}, title = {Tides}, year = 2016, publisher = {Quay}}", "booktitle"),
    ],
)
def test_a_lacking_field_has_the_name_that_its_type_gives_it(block, lacking):
    """An author would write a publisher into a thesis, and BibTeX would still ask for the school."""
    (finding,) = rules.findings(files(**{"refs.bib": block})())
    assert f" lacks {lacking}, which" in finding.message


def test_editors_are_named_in_their_order():
    """The message would end in '(2019)', and say nothing of the order."""
    shores = entry(title="Shores of trade", year="2019", editors=people("Brand, S.", "Abara, T."), type="book")
    cites = cite("Abara & Brand, 2019", refs=(0,), reasons=("order",), names=("Abara", "Brand"), year="2019")
    facts = evidence(listing("Ports silt (Abara & Brand, 2019).", [shores], [cites]))
    expected = "'Abara & Brand, 2019' names the authors in another order than the list: Brand and Abara (2019)"
    assert [expected] == said(facts, "LR108")


def test_what_a_broken_entry_lacks_is_not_told_as_well():
    """One missing brace is one fault, not five missing fields."""
    broken = listing(
        "", [entry()], path="refs.bib", kind="bibliography", raws=["@article{k}"], problems=[("syntax", "@article{k}")]
    )
    assert [] == said(evidence(broken), "LR201")


def test_a_surname_is_no_placeholder():
    """Na, Null and None are people."""
    names = [entry(f"{name}, Ada", title="Tides", year="2016") for name in ("Na", "Null", "None", "Unknown")]
    assert [] == said(bib(*names), "LR229")


def test_items_that_look_the_same_are_told_by_their_numbers():
    """'Oduya (2016) and Oduya (2016)' does not say which to look at."""
    both = [entry(WHO, title="Tides", year="2016")] * 2
    facts = listing("Ports silt [1, 2].", both, labels=["1", "2"], citation_style="numeric")
    works = [Work("w", "oduya2016", both[0], ("paper.txt#r1", "paper.txt#r2"))]
    assert ["one work seems to be listed twice: references 1 and 2, Oduya, F. (2016) 'Tides'"] == said(
        evidence(facts, works=works), "LR304"
    )
