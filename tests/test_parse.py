"""From the printed text of a reference to its fields."""

import json
import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview import parse
from litreview.model import Entry, Name, Reference, Span
from litreview.parse import dates, names, numbers
from litreview.parse.identifiers import find
from litreview.parse.mend import mend
from litreview.parse.segments import Segment


def reference(raw, n=1, **more):
    return Reference(f"p#r{n}", n - 1, raw, Span("p", 0, len(raw), 1, 1), **more)


def entry(raw):
    return parse.entry(reference(raw))


STYLES = {
    "APA": "Marlow, A. B., & Oduya, C. (2016). Tides of the northern coast. Journal of Harbour Studies, 12(3), 45–67.",
    "MLA": 'Marlow, A. B., and C. Oduya. "Tides of the Northern Coast." Journal of Harbour Studies, vol. 12, no. 3, 2016, pp. 45-67.',
    "Chicago": 'Marlow, A. B., and C. Oduya. 2016. "Tides of the Northern Coast." Journal of Harbour Studies 12 (3): 45–67.',
    "Harvard": "Marlow, A.B. and Oduya, C., 2016. Tides of the northern coast. Journal of Harbour Studies, 12(3), pp.45-67.",
    "Vancouver": "Marlow AB, Oduya C. Tides of the northern coast. Journal of Harbour Studies. 2016;12(3):45-67.",
    "IEEE": 'A. B. Marlow and C. Oduya, "Tides of the northern coast," Journal of Harbour Studies, vol. 12, no. 3, pp. 45-67, 2016.',
}


@pytest.mark.parametrize("style", STYLES)
def test_an_article_reads_alike_in_every_style(style):
    """A work that two papers print in two styles must merge into one."""
    found = entry(STYLES[style])
    assert ["Marlow", "Oduya"] == [n.family for n in found.authors]
    assert "tides of the northern coast" == (found.title or "").lower()
    assert ("Journal of Harbour Studies", "12", "3", "45-67", "2016") == (
        found.container_title,
        found.volume,
        found.issue,
        found.pages,
        found.year,
    )


def test_a_book_with_place_and_publisher():
    """A monograph's publisher is not its journal."""
    found = entry("Oduya, C. (2011). Ports in winter. London: Coast Press.")
    assert ("Ports in winter", "London", "Coast Press", None) == (
        found.title,
        found.place,
        found.publisher,
        found.container_title,
    )


def test_editors_whose_label_begins_late_are_whole():
    """'Sandbrook, | J. F., & Russ, D. W. (Eds.)' would be three people, one of them called F."""
    text = "Sandbrook, J. F., & Russ, D. W. (Eds.) (2001). Ports: a manual."
    cut, end, title = text.index(" J."), text.index(" (2001)"), text.index("Ports")
    found = mend(text, [Segment("author", 0, cut), Segment("editor", cut + 1, end), Segment("title", title, len(text))])
    assert ("editor", "Sandbrook, J. F., & Russ, D. W. (Eds.)") == (found[0].label, text[found[0].start : found[0].end])


def test_every_address_is_kept_in_order():
    """The link checker can only ask for what was read."""
    found = entry('Marlow, A. (2012). "Tides," Coast News, at http://coast.example/a_1.html; <https://news.example/2>.')
    assert ("http://coast.example/a_1.html", "https://news.example/2") == found.urls


def test_leaked_file_paths_are_no_addresses():
    """A reference manager's path would be asked for, and called broken."""
    found = entry(
        "Marlow, A. (2012). Tides. <http://files/12/Marlow et al. - 2012 - Tides, and more.pdf><http://files/13/a.html>"
    )
    assert ("http://files/12/Marlow et al. - 2012 - Tides, and more.pdf", "http://files/13/a.html") == found.local_files
    assert () == found.urls


def test_a_name_and_a_date_are_not_made_a_person():
    """A newspaper that is all a reference names keeps its name."""
    found = entry("Harbour Gazette, October 4, 2012.")
    assert ((Name(literal="Harbour Gazette"),), "2012-10-04", None) == (found.authors, found.date, found.title)


def test_the_same_author_again():
    """'———. 2019.' is by the author of the reference before."""
    found = parse.entries(
        [reference("Marlow, A. 2012. Tides. Coast Press."), reference("———. 2019. More tides. Coast Press.", 2)]
    )
    assert found[0].authors == found[1].authors != ()


def test_the_same_author_with_another():
    """'——— and Diaz, C. 2020.' is by the first author of the reference before, and Diaz."""
    found = parse.entries(
        [
            reference("Marlow, A., and B. Oduya. 2012. Tides of the north. Coast Press."),
            reference("——— and C. Diaz. 2019. More tides. Coast Press.", 2),
        ]
    )
    assert ["Marlow", "Diaz"] == [n.family for n in found[1].authors]


def test_strings_of_no_paper_do_not_borrow_authors():
    """Strings that somebody collected are no list: a dash there stands for an author we do not know."""
    strings = [
        Reference("", n, raw, Span("", 0, len(raw), 1, 1))
        for n, raw in enumerate(["Marlow, A. 2012. Tides. Coast Press.", "———. 2019. More tides. Coast Press."])
    ]
    assert () == parse.entries(strings)[1].authors


def test_a_stated_entry_is_not_parsed():
    """What a .bib states is better than anything we could read from it."""
    stated = Entry(key="marlow2012", title="Tides")
    assert Entry(id="p#r1", key="marlow2012", title="Tides") == parse.entry(reference("whatever", stated=stated))


def test_a_long_list_keeps_its_order():
    """References go through the steps in batches: none may take another's place, stated or printed."""
    references = [
        reference(
            f"Marlow, A. ({1900 + n}). Tides. Coast Press.", n, stated=Entry(year=f"{1900 + n}") if n % 3 == 0 else None
        )
        for n in range(150)
    ]
    assert [f"{1900 + n}" for n in range(150)] == [e.year for e in parse.entries(references)]
    assert [r.id for r in references] == [e.id for e in parse.entries(references)]


@pytest.mark.parametrize(
    ("printed", "kind", "value"),
    [
        ("doi:10.1234/Ab.5.", "doi", "10.1234/ab.5"),
        ("https://doi.org/10. 1234/ab.21", "doi", "10.1234/ab.21"),
        (
            "doi:10.1002/(SICI)1097-4636(199823)43:4<338::AID-JBM2>3.0.CO;2-B.",
            "doi",
            "10.1002/(sici)1097-4636(199823)43:4<338::aid-jbm2>3.0.co;2-b",
        ),
        ("arXiv: 1203.6834 [hep-th]", "arxiv", "1203.6834"),
        ("[hep-lat/0201010]", "arxiv", "hep-lat/0201010"),
        ("ISBN 978-3-16-148410-0.", "isbn", "978-3-16-148410-0"),
        ("ISSN: 1234-567X", "issn", "1234-567X"),
        ("PMID: 12345678;", "pmid", "12345678"),
        ("PMC1234567", "pmcid", "PMC1234567"),
        ("(http://coast.example/a_(b)).", "url", "http://coast.example/a_(b)"),
        ("doi 10.1234/ab?journalCode=x", "doi", "10.1234/ab"),
        ("https://www. coast.example/one/ two/p12", "url", "https://www.coast.example/one/two/p12"),
    ],
)
def test_identifiers_are_read_as_their_grammar_says(printed, kind, value):
    """A DOI that lost its tail leads nowhere."""
    assert [(kind, value)] == [(i.kind, i.value) for i in find(f"Tides. {printed}")]


def test_an_address_keeps_the_doi_in_it():
    """A publisher's address without its DOI leads nowhere; the DOI is the work's all the same."""
    found = entry("Marlow, A. (2019). Tides. Coast Press. https://press.example/doi/10.1234/Ab.5. Accessed 4 May 2020.")
    assert ("https://press.example/doi/10.1234/Ab.5", "10.1234/ab.5", "2020-05-04") == (
        found.url,
        found.doi,
        found.accessed,
    )


@pytest.mark.parametrize(
    ("printed", "families"),
    [
        ("Marlow, A. B., & Oduya, C.", ["Marlow", "Oduya"]),
        ("A. B. Marlow, C. Oduya, and D. van der Berg", ["Marlow", "Oduya", "van der Berg"]),
        ("Marlow AB, van der Berg D, Oduya C", ["Marlow", "van der Berg", "Oduya"]),
        ("Marlow, Ann, Ben Oduya, and Carl Diaz", ["Marlow", "Oduya", "Diaz"]),
        ("Ann Marlow, Ben Oduya", ["Marlow", "Oduya"]),
        ("Marlow, Ann; Oduya, Ben", ["Marlow", "Oduya"]),
        ("Marlow, Ann B. and Ben Orr.", ["Marlow", "Orr"]),
        ("Marlow Jr., A. B., Oduya, C.", ["Marlow", "Oduya"]),
        ("Diaz, Carlos de.", ["de Diaz"]),
        ("A. MARLOW et B. ODUYA", ["MARLOW", "ODUYA"]),
        ("Marlow, A., Jr., Oduya, B.", ["Marlow", "Oduya"]),
        ("马洛，李明", ["马洛", "李明"]),
        ("Coast and Harbour Institute", ["Coast and Harbour Institute"]),
        ("Department of Tides, Ports and Harbours", ["Department of Tides, Ports and Harbours"]),
        (
            "U.S. Department of Tides, Centers for Ports and Harbours",
            ["U.S. Department of Tides, Centers for Ports and Harbours"],
        ),
        ("CHO; Coastal, Harbour and Tidal Organization", ["CHO", "Coastal, Harbour and Tidal Organization"]),
        ("Ann Marlow, Ben Oduya, and Coast Institute", ["Marlow", "Oduya", "Coast Institute"]),
        ("Marlow AB, Oduya C, Tide Study Group", ["Marlow", "Oduya", "Tide Study Group"]),
        ("Center for Tides, Coast City", ["Center for Tides, Coast City"]),
        ("Academies of Tides, Ports, and Harbours", ["Academies of Tides, Ports, and Harbours"]),
        ("Marlow JdaC, Oduya MdosS, Diaz CdC", ["Marlow", "Oduya", "Diaz"]),
        ("Marlow, Ann, Ben Oduya, and Carl Diaz, III", ["Marlow", "Oduya", "Diaz"]),
        ("MARLOW, Ann Mary, ODUYA, Ben et DIAZ VEGA, Carl Luis", ["MARLOW", "ODUYA", "DIAZ VEGA"]),
        ("NG, Zoe ; LI, Ben", ["NG", "LI"]),
        ("Oduya C, Marlow JR", ["Oduya", "Marlow"]),
        ("Carl El Marli and A. Da Sil", ["El Marli", "Da Sil"]),
    ],
)
def test_names_are_taken_apart(printed, families):
    """The first author's family name is what citations are matched by."""
    assert families == [n.lead for n in names.split(printed)[0]]


def test_capitals_at_the_end_are_initials_or_a_suffix():
    """Medicine prints 'Marlow JR' for J. R. Marlow; a Jr. has initials besides."""
    assert (Name(family="Marlow", given="JR"),) == names.split("Marlow JR")[0]
    assert (Name(family="Marlow", given="A", suffix="JR"),) == names.split("Marlow A JR")[0]


def test_et_al_is_no_author():
    """'Al, E.' in a .bib is a fault that we would have made."""
    assert ((Name(family="Marlow", given="A."),), True) == names.split("Marlow, A. et al.")


@pytest.mark.parametrize(
    ("printed", "iso"),
    [("October 4, 2012", "2012-10-04"), ("4. März 1999", "1999-03-04"), ("octobre 2012", "2012-10"), ("2012-06-06", "2012-06-06"),
     ("03/12/2015", "2015"), ("23/12/2015", "2015-12-23"), ("2019年3月", "2019-03"), ("2012a", "2012")],
)  # fmt: skip
def test_dates_are_as_exact_as_printed(printed, iso):
    """An ambiguous day and month is not guessed."""
    assert iso == dates.read(printed).iso


@pytest.mark.parametrize(
    ("printed", "both"),
    [
        ("35(1)", ("35", "1")),
        ("vol. 12, no. 3", ("12", "3")),
        ("12/3", ("12", "3")),
        ("A567", ("A567", None)),
        ("no.71", (None, "71")),
        ("61. Jg., H. 2", ("61", "2")),
    ],
)
def test_volume_and_issue_are_taken_apart(printed, both):
    """'35(1)' is no volume."""
    assert both == numbers.volume_issue(printed)


@pytest.mark.parametrize(
    ("printed", "pages"),
    [("pp. 1477-81", "1477-1481"), ("EL342–EL346", "EL342-EL346"), ("S. 7-9", "7-9"), ("e1000", "e1000")],
)
def test_pages_are_filled_up(printed, pages):
    """'1477-81' must equal '1477-1481' of another paper."""
    assert pages == numbers.pages(printed)


DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"))


def characters(text):
    """How often each character but blanks stands in a text; capitals and small letters, and all dashes, are alike."""
    return Counter("".join(text.split()).translate(DASHES).casefold())


def values(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, item in value.items() if key != "confidence" for text in values(item))
    elif isinstance(value, list | tuple):
        yield from (text for item in value for text in values(item))


def read_as_date(raw, found):
    """What of a text may have become an ISO date: months' names, years and days with their endings, signs in '4.10.2012'."""
    if not (found.date or found.accessed):
        return Counter()
    words = re.findall(r"[^\W\d_]+|\d{1,4}(?:[a-z]{2}\b|[./-]\s?\d{1,2}[./-]\s?\d{1,4}|[年년月월日일º.])?", raw)
    return characters("".join(w for w in words if w[0].isdecimal() or w.lower() in dates.months()))


def lost(raw, labeller="crf"):
    """The characters of a text that are neither in a field of its entry nor in the rest."""
    [found] = parse.entries([reference(raw)], labeller=labeller)
    return characters(raw) - characters("".join(values(found.to_dict()))) - read_as_date(raw, found)


@pytest.mark.parametrize("labeller", ["crf", "rules"])
@given(raw=st.text(max_size=200))
def test_every_character_is_in_a_field_or_in_the_rest(labeller, raw):
    """What could not be understood is kept as printed, to the last comma."""
    assert Counter() == lost(raw, labeller)


PIECES = [
    "Marlow, A. B.", "C. van der Oduya", "&", "and", ", et al.", "(Eds.)", "[12]", "(2016a).", "4 October 2012", "12/3/2015", "“Tides of", "the north”",
    "<i>", "In:", "Proc. Coast Acad.", "vol. v", "no. 3/4", "12(3)", ":45–7", "pp. 45--67", "2nd ed.", "London: Coast Press", "Coast Press;", "PhD thesis",
    "doi: 10.1234/Ab.5", "https://doi.org/10. 1234/ab.21", "<http://files/12/a b.pdf>", "https://x.example/doi/10.1/Ab", "ISBN 3-16-148410-0", "arXiv: 1203.6834 [hep-th]",
    "accessed May 4, 2019.", "———.", "马洛，李明", "2019年3月", "\0", "…", "İ", "ß", "\u0301", "\t",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_no_character_of_something_like_a_reference_is_lost(raw):
    """The same, where there is much to be read and so much to be lost."""
    assert Counter() == lost(raw)


@pytest.mark.slow
@settings(max_examples=10_000, deadline=None)
@given(raw=st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_no_character_is_lost_at_length(raw):
    """The same, ten thousand times."""
    assert Counter() == lost(raw)


REAL = Path(__file__).parents[1].parent / "shared" / "data" / "refparse" / "dev"


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the labelled references beside the repository")
@pytest.mark.parametrize("name", ["anystyle_gold", "grobid_evaluation", "grobid_ko", "grobid_zh"])
def test_no_character_of_a_printed_reference_is_lost(name):
    """The same for references as authors wrote and as machines read them."""
    with (REAL / f"{name}.jsonl").open(encoding="utf-8") as lines:
        raws = [json.loads(line)["raw"] for line in lines]
    assert [] == [(raw, missing) for raw in raws if (missing := lost(raw))]


def test_the_law_sees_a_lost_word(monkeypatch):
    """A law that cannot fail proves nothing."""
    monkeypatch.setattr(import_module("litreview.parse.assemble"), "rest", lambda _text, _taken: None)
    assert Counter("and,") == lost("Marlow, A. and Oduya, C.") & Counter("and,")


def test_the_rest_says_first_what_speaks():
    """Who looks for what was not understood should not have to read commas."""
    found = entry(
        "Marlow, A. B., & Oduya, C. (2016). Tides of the northern coast. Journal of Harbour Studies, 12(3), pp. 45–67."
    )
    speaking, _, separators = (found.rest or "").partition(" … ")
    assert "pp." == speaking
    assert not any(c.isalnum() for c in separators)


@given(st.lists(st.text(max_size=120), max_size=3))
def test_no_string_breaks_the_parser(strings):
    """Any bytes may stand in a list."""
    assert len(strings) == len(parse.entries([reference(s, n) for n, s in enumerate(strings, 1)]))


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("unit", ["http://", "doi:10.1/", "10.", "A. B, ", "(2019) ", "“", "1-2 ", "ISBN 1 ", "In: "])
def test_a_hostile_line_comes_to_an_end(unit):
    """A list's megabyte without a line end must not hang the run."""
    parse.entry(reference(unit * (40_000 // len(unit))))
