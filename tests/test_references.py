"""Finding reference lists and splitting them."""

import json
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview import extract, parse
from litreview.model import Document, Source

SHARED = Path(__file__).parents[1] / ".." / "shared"


def document(text):
    starts = [0, *(n + 1 for n, c in enumerate(text) if c == "\n")]
    return Document(Source("p", "p", "paper", ""), text, "text", starts)


def raws(text):
    return [r.raw for r in extract.references(document(text))]


PROSE = "Tides were measured for a year (Marlow, 2019), and ports followed.\n" * 3
A = "Marlow, A. (2019). Tides of the north. Harbour Studies, 3(1), 4-9."
B = "Oduya, B. (2016). Ports in winter. Coast Press."


@pytest.mark.parametrize(
    "items",
    [
        f"- {A}\n- {B}",
        f"* {A}\n\n* {B}",
        f"[1] {A}\n[2] {B}",
        f"1. {A}\n2. {B}",
        f"1) {A}\n2) {B}",
        f"(1) {A}\n(2) {B}",
        f"{A}\n\n{B}",
        f"{A}\n{B}",
        f"{A[:38]}\n    {A[38:].strip()}\n{B[:26]}\n    {B[26:].strip()}",
        f"{A[:38].strip()}\n{A[38:].strip()}\n{B}",
        f"[1] {A[:38].strip()}\n{A[38:].strip()}\n[2] {B}",
    ],
    ids=[
        "bullets",
        "stars",
        "brackets",
        "dots",
        "halves",
        "parens",
        "blank lines",
        "lines",
        "hanging",
        "wrapped",
        "numbered and wrapped",
    ],
)
def test_every_shape_of_list_is_split(items):
    """A list in a shape we do not know would make every citation 'missing'."""
    assert [A, B] == raws(f"{PROSE}\nReferences\n\n{items}\n")


@pytest.mark.parametrize(
    "heading",
    ["REFERENCES", "## References", "5. References", "**Bibliography**", "Literaturverzeichnis", "Références bibliographiques", "Bibliografía",
     "Referências", "Riferimenti bibliografici", "Literatuurlijst", "Piśmiennictwo", "Список литературы", "参考文献", "Works Cited:",
     "Källförteckning", "Litteraturliste", "Lähteet", "Seznam použité literatury", "Irodalomjegyzék", "Referințe bibliografice", "Kaynakça",
     "Daftar Pustaka", "Список використаних джерел", "Βιβλιογραφία", "참고문헌", "引用文献", "Tài liệu tham khảo", "المراجع", "منابع"],
)  # fmt: skip
def test_a_heading_of_any_language_opens_the_list(heading):
    """A list under a heading that we do not know would be a paper without references."""
    assert [A, B] == raws(f"{PROSE}\n{heading}\n\n{A}\n{B}\n")


@pytest.mark.parametrize("dash", ["———.", "---.", "_____.", "——— ,", "—.", "—"])
def test_a_dash_for_the_author_before_begins_a_reference(dash):
    """A work of the same author would be lost in the one before it."""
    again = f"{dash} (2018). More of it. Coast Press."
    assert [A, again, B] == raws(f"{PROSE}\nReferences\n\n{A}\n{again}\n{B}\n")


@pytest.mark.parametrize(
    "odd", ["ada marlow. (2018). Coast.", "3V. (2018). Annual tides.", "¿Mareas? (2018). Coast Press."]
)
def test_a_short_line_with_a_year_is_a_reference_of_its_own(odd):
    """Names in small letters, numbers and signs begin references too: each would be lost in the one before it."""
    assert [A, odd, B] == raws(f"{PROSE}\nReferences\n\n{A}\n{odd}\n{B}\n")


def test_a_paper_without_a_list_has_no_references():
    """Prose taken for a list would hide that the list is missing."""
    assert [] == raws(f"{PROSE}\nReferences to tides are many, and were made in 2019.\n{PROSE}")


def test_a_heading_in_the_contents_opens_no_list():
    """A table of contents names the list long before it stands."""
    assert [A, B] == raws(f"Contents\n\nIntroduction ..... 1\nReferences ..... 9\n\n{PROSE}\nReferences\n\n{A}\n{B}\n")


def test_an_appendix_ends_the_list():
    """What follows the list would become references."""
    assert [A, B] == raws(f"{PROSE}\nReferences\n\n{A}\n{B}\n\nAppendix A\n\nWe asked 20 people in 2019.\n")


def test_another_section_ends_the_list():
    """A section after the list has a heading that no lexicon holds."""
    tail = "Harbour masters answered our letters at length and with patience, which we thank them for again. " * 4
    assert [A, B] == raws(f"{PROSE}\n## References\n\n{A}\n{B}\n\n## Letters of the masters\n\n{tail}\n")


def test_two_lists_are_both_read_in_order():
    """Primary sources apart from literature are references too."""
    assert [A, B] == raws(f"{PROSE}\nPrimary sources\n\n{A}\n\nSecondary sources\n\n{B}\n")


@pytest.mark.parametrize(
    "parts",
    [("### Books", "### Articles"), ("Books", "Articles"), ("M", "O"), ("Primärliteratur", "Sekundärliteratur")],
)
def test_headings_inside_a_list_are_no_references(parts):
    """'Books' would be an entry without author, year and title."""
    assert [A, B] == raws(f"{PROSE}\n## References\n\n{parts[0]}\n\n{A}\n\n{parts[1]}\n\n{B}\n")


def test_references_that_follow_each_other_on_one_line():
    """Some extractors give the whole list as one line."""
    assert [A, B, A] == raws(f"{PROSE}\nReferences\n\n[1] {A} [2] {B} [3] {A}\n")


def test_captions_after_the_list_are_no_references():
    """Manuscripts print figures after the list."""
    assert [A, B] == raws(f"{PROSE}\nREFERENCES\n{A}\n{B}\nFigure 1. The tides of the north in 2019.\n")


def test_a_list_that_restarts_is_split_throughout():
    """Lists by chapter start again at 1."""
    assert [A, B, A, B] == raws(f"{PROSE}\nReferences\n\n1. {A}\n2. {B}\n1. {A}\n2. {B}\n")


def test_several_works_under_one_number_are_apart():
    """Chemists list works as (a) and (b): the second would be lost in the first."""
    found = extract.split(f"[1] {A}\n[2] (a) {A}; (b) {B}\n[3] {B}")
    assert [("1", A), ("2", f"(a) {A}"), ("2b", f"(b) {B}"), ("3", B)] == [
        (r.label, r.raw.removeprefix(f"[{r.label}] ")) for r in found
    ]


def test_a_reference_keeps_its_place_and_number():
    """An editor jumps to the reference: bullet and number belong to its span, not to its text."""
    text = f"{PROSE}\nReferences\n\n[7] {A}\n[8] {B}\n"
    first = extract.references(document(text))[0]
    assert f"[7] {A}" == text[first.span.start : first.span.end]
    assert ("7", "p#r1", 0, A) == (first.label, first.id, first.index, first.raw)


def test_a_word_cut_at_the_line_end_is_whole():
    """'Har-/bour' would match no other paper's 'Harbour'."""
    assert ["Oduya, B. (2016). Harbours, 12-19. Coast Press."] == [
        r.raw for r in extract.split("Oduya, B. (2016). Har-\nbours, 12-\n19. Coast Press.")
    ]


CROWD = ", ".join(
    f"{name}, {initial}." for name in ("Oduya", "Holm", "Brandt", "Castell", "Dorsey") for initial in "ABCDEFGHIJKLMNO"
)
WORKS = (
    f"{CROWD}, 2013. Signatures of tidal silt in harbours. Nature of Ports 500, 415–421. https://doi.org/10.1234/ports12477",
    "Harbour Authority of Vane (n.d.) Annual statistics of the port. Vane: Harbour Authority.",
    "Harbour Authority of Vane (n.d.) Tide tables.",
    "KOO, R. (2023) ‘Tidal challenges today versus those of Vane thirty years ago’, The Vane Gazette.",
    "Marlow, A. (2009). Silt as a direct cause of delay. Rejuvenation of Ports, 12, 199–208. https://doi.org/10.1234/rej.2009.0847",
    "Marlow, A., Oduya, C., Holm, L., Brandt, K., Castell, M., & Dorsey, P. (2003). Neonatal dredging and later depth in the tidal basins of the north. Proceedings of the Harbour Society Series B: Coastal Sciences, 270, 1691–1696.",
    "Nilsen, M., Healey, T., Perrin, C., Wilson, M., & Tobler, U. (2012). Sex-specific depths and damage in painted barges (Ctenophora picta). Oecology of Ports, 170, 917–924.",
    "Perley, D. A., Tanvir, N. R., Hjorth, J., et al. 2016, ApH, 817, 8",
    "Quist B, Jones C, Mansur D (2021) Interactomics of sluices has influenced the model of the gate. Biophys. Ports 125(3):131–134",
    "Vane Port Collaboration XIII. 2016, A&H, 594, A13",
    "Zola, E. (1998) Defining empirically supported harbours. J. Consult. Ports 66, 7–18.",
)


@pytest.mark.parametrize("width", [56, 64, 72, 80, 92, 110])
def test_a_wrapped_list_without_indents_is_split(width):
    """What a PDF gives as text: neither blank lines nor indents, and a 'missing' reference for each that is not told apart."""
    items = "\n".join(textwrap.fill(work, width, break_long_words=False, break_on_hyphens=False) for work in WORKS)
    assert list(WORKS) == raws(f"{PROSE}\nReferences\n\n{items}\n")


@pytest.mark.parametrize(
    "break_", ["\n100\n\n\fHarbour Studies 12 (2019)\n\n", "\n\fHarbour Studies 12 (2019) | 100\n"]
)
def test_the_break_of_a_page_is_no_part_of_a_reference(break_):
    """A title would have the page's number and the journal's name in the middle of it."""
    lines = [
        line for work in WORKS[1:] for line in textwrap.wrap(work, 72, break_on_hyphens=False, break_long_words=False)
    ]
    items = "\n".join(line + (break_ if n % 7 == 4 else "") for n, line in enumerate(lines))
    assert list(WORKS[1:]) == raws(f"{PROSE}\nReferences\n\n{items}\n")


def test_a_name_whose_particle_ends_a_line_is_one_name():
    """'Van der | Oost, J.' would be the end of one reference and the beginning of another."""
    lines = (
        "Brandt, S. Q., & Holm, O. (2008). A model of the tides that wash the ports.",
        "Evolution of Northern Ports 25, 1307–1320. https://doi.org/10.1234/molport67",
        "Castell, K. S., Haft, D. H., Barrow, R., Dorsey, S. J., Ebert, E., Horvath, P.,",
        "Moineau, S., Mojica, F. J. M., Wolf, Y. I., Yakunin, A. F., Zorn, F., Van der",
        "Oost, J., & Koonin, E. V. (2011). Evolution of sluices. Ports, 9, 467–477.",
    )
    works = [textwrap.fill(work, 79, break_on_hyphens=False, break_long_words=False) for work in WORKS[4:]]
    found = raws("\n".join([PROSE, "References\n", *lines, *works]))
    assert [" ".join(lines[:2]), " ".join(lines[2:])] == found[:2]


def test_a_last_number_on_its_own_line_is_no_page_number():
    """'MNRAS, 485,' would lose its page, and the next reference would be its end."""
    items = (
        "Marlow, A. 2015, MNRAS, 446, 990\nMarlow, A., & Oduya, C. 2019, MNRAS, 485,\n5411\nZola, E. 2009, ApH, 47, 481"
    )
    assert "Marlow, A., & Oduya, C. 2019, MNRAS, 485, 5411" in raws(f"{PROSE}\nReferences\n\n{items}\n")


def test_page_numbers_and_running_headers_are_dropped():
    """A page's head inside a reference would become part of its title."""
    lines = []
    for n in range(60):
        if n % 20 == 10:
            lines += ["Tides Quarterly", str(n)]
        lines += [f"Marlow, A. ({1960 + n}). Tides of year {n}.", "Harbour Press."]
    assert 60 == len(extract.split("\n".join(lines)))
    assert not [r for r in extract.split("\n".join(lines)) if "Quarterly" in r.raw]


@given(st.text(alphabet=st.sampled_from("[]().-•*0123456789 \n\t\fAbc,é中\x02\r"), max_size=300))
def test_no_text_breaks_the_splitter(text):
    """Every byte of input is hostile; references never overlap and stand in order."""
    found = extract.split(text)
    ends = [0, *(r.span.end for r in found)]
    assert all(r.span.start >= end for r, end in zip(found, ends, strict=False))
    assert extract.references(document("References\n" + text)) is not None


def test_a_huge_line_is_split_in_time():
    """One megabyte on a line must not hang the run."""
    assert 1 == len(extract.split("References 2019 " * 60_000))


@pytest.mark.parametrize("faulty", [False, True], ids=["clean", "faulty"])
def test_labelled_lists_are_found_and_split(faulty):
    """The share of references of real papers whose place we reproduce, and where their list begins."""
    golds = sorted((SHARED / "data" / "intext" / "dev").glob("*/gold.json"))[int(faulty) :: 6]
    if not golds:
        pytest.skip("LOUD SKIP: ../shared/data is not here, labelled lists were not measured")
    hits = total = 0
    for path in golds:
        gold = json.loads(path.read_text(encoding="utf-8"))
        with (path.parent / "paper.txt").open(encoding="utf-8", newline="") as file:
            found = {(r.span.start, r.span.end) for r in extract.references(document(file.read()))}
        wanted = {(r["start"], r["end"]) for r in gold["references"]}
        hits, total = hits + len(found & wanted), total + len(wanted)
    assert hits / total > 0.985


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("10.1016/j.\njclinpor.2020.01.001", "10.1016/j.jclinpor.2020.01.001"),
        ("doi:10.1016/j.jclinpor.\n2020.01.001", "10.1016/j.jclinpor.2020.01.001"),
        ("doi:10.1016/S0000-6736(20)\n30183-5", "10.1016/s0000-6736(20)30183-5"),
        ("10.5555/ports.\nwww.ports.example", "10.5555/ports"),
        ("10.5555/ports.\np.12", "10.5555/ports"),
        ("10.5555/ports.\nAccessed 2020", "10.5555/ports"),
    ],
)
def test_a_doi_that_a_line_end_cut_is_whole(cut, whole):
    """Half a DOI is registered nowhere: the reference would be reported as wrong."""
    assert whole == parse.entry(extract.split(f"Marlow, A. (2019). Boats. Journal of Ports, 13, 1–15. {cut}")[0]).doi
