"""BibTeX in and out: nothing that stood in a .bib is lost, and what we write we read back."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview import bibtex
from litreview.bibtex import fields, latex, names
from litreview.model import Entry, Name, Source, Work, plain
from litreview.read import bib

HANDMADE = Path(__file__).parents[1] / ".." / "shared" / "data" / "bib" / "handmade"
SOURCE = Source("refs.bib", "refs.bib", "bibliography", "0")

WORDS = st.text("abcXYZ éßñŻ日0-&_$%#{}~^\\'\"–“.:", min_size=1, max_size=24)
text = WORDS.map(lambda s: " ".join(s.split())).filter(lambda s: s.strip(" .:-"))
word = st.text("abcdefXYZéüńß", min_size=1, max_size=8)
name = st.builds(Name, family=word, given=st.none() | word) | st.builds(
    Name, literal=st.lists(word, min_size=2, max_size=4).map(" ".join)
)
code = st.text("abc123./_-", min_size=1, max_size=12).filter(lambda s: s.strip())
entries = st.builds(
    Entry,
    type=st.sampled_from(["article", "book", "inproceedings", "incollection", "misc", "phdthesis", "unpublished"]),
    key=st.just("k"),
    authors=st.lists(name, max_size=3).map(tuple),
    editors=st.lists(name, max_size=2).map(tuple),
    title=st.none() | text,
    container_title=st.none() | text,
    publisher=st.none() | text,
    place=st.none() | text,
    series=st.none() | text,
    volume=st.none() | st.integers(1, 99).map(str),
    issue=st.none() | st.integers(1, 12).map(str),
    pages=st.none() | st.tuples(st.integers(1, 500), st.integers(501, 900)).map(lambda p: f"{p[0]}-{p[1]}"),
    year=st.just("2016"),
    date=st.none() | st.sampled_from(["2016-06", "2016-06-07"]),
    accessed=st.none() | st.just("2020-01-31"),
    doi=st.none() | code.map(lambda c: f"10.1000/{c}"),
    arxiv=st.none() | st.just("2101.00001"),
    language=st.none() | st.sampled_from(["en", "de", "zh"]),
    note=st.none() | text,
    extra=st.dictionaries(st.sampled_from(["keywords", "abstract", "file"]), code, max_size=2),
)


def read_one(written):
    (item,) = bibtex.read(written).items
    return item.entry()


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


@settings(deadline=None)
@given(entries, st.sampled_from(["bibtex", "biblatex"]))
def test_an_entry_written_and_read_back_is_the_same_entry(entry, dialect):
    """A consolidated .bib would say something else than what was read."""
    written = bibtex.write([Work("w", "k", entry, ())], dialect)
    assert plain(entry) == plain(read_one(written)), written


@settings(deadline=None)
@given(WORDS.map(lambda s: re.sub(" +", " ", s).strip(" ")))
def test_latex_gives_back_every_character(line):
    """A title would change with each rewrite."""
    assert line == latex.decode(latex.encode(line))


@settings(deadline=None)
@given(st.text('{}@"\\ab,=#%()\n ', max_size=60))
def test_no_text_makes_the_reader_fail_or_lose_its_place(line):
    """A broken .bib would stop the run, or show a fault at the wrong line."""
    document = bib.document(SOURCE, line)
    for reference in document.references:
        assert reference.raw == line[reference.span.start : reference.span.end]


CASES = json.loads((HANDMADE / "cases.json").read_text(encoding="utf-8")) if HANDMADE.is_dir() else {}


@pytest.mark.skipif(not CASES, reason="../shared/data/bib/handmade is not here")
@pytest.mark.parametrize("case", CASES)
def test_what_stands_in_a_nasty_file_survives(case):
    """An entry of somebody's .bib would be lost without a word."""
    document = bib.document(SOURCE, CASES[case]["bib"])
    kept = [s for reference in document.references for s in strings(plain(reference.stated))]
    kept += [problem.message for problem in document.problems]
    assert [] == [must for must in CASES[case]["must"] if not any(must in s for s in kept)]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("syntax", "@article{a, title={Foo}\n year=2001}"),
        ("text-outside-entry", "@article{a, title={T}} stray @book{b, title={G}}"),
        ("undefined-string", "@article{a, journal = nosuch, title={T}}"),
        ("unresolved-crossref", "@inproceedings{a, title={T}, crossref={gone}}"),
        ("unknown-entry-type", "@aritcle{a, title={T}}"),
        ("duplicate-field", "@article{a, title={T}, TITLE={U}}"),
        ("duplicate-key", "@article{a, title={T}}\n@article{A, title={U}}"),
    ],
)
def test_each_fault_of_a_bib_is_told_once(kind, content):
    """A rule would have nothing to report."""
    assert [kind] == [problem.kind for problem in bib.document(SOURCE, content).problems]


def test_a_clean_bib_has_no_problems():
    """Comments, strings and JabRef's groups would be reported as faults."""
    content = (
        "% Encoding: UTF-8\n@string{jmt = {Journal of Maritime Tides}}\n"
        "@article{oduya2016, author={Oduya, F. B. and Marlow, Ada}, title={Tides of {DNA}}, journal=jmt, month=jun,\n"
        " year=2016, pages={63--86}, doi={10.1000/x_1}}\n@comment{jabref-meta: databaseType:bibtex;}\n"
    )
    document = bib.document(SOURCE, content)
    (reference,) = document.references
    assert () == document.problems
    assert ("oduya2016", 3) == (reference.label, reference.span.line)
    entry = reference.stated
    assert ("Tides of DNA", "Journal of Maritime Tides", "63-86") == (entry.title, entry.container_title, entry.pages)
    assert ("2016", "2016-06", "10.1000/x_1") == (entry.year, entry.date, entry.doi)
    assert (Name("Oduya", "F. B."), Name("Marlow", "Ada")) == entry.authors


def test_an_inproceedings_takes_year_and_book_from_its_crossref():
    """A paper of a proceedings would lack year and container."""
    content = "@inproceedings{a,title={T},crossref={p}}\n@proceedings{p,title={Proc. of Tides},year=1999}"
    first = bib.document(SOURCE, content).references[0].stated
    assert ("T", "Proc. of Tides", "1999") == (first.title, first.container_title, first.year)


def test_a_bib_of_ours_is_read_where_it_is_named():
    """A paper that cites from a .bib of litreview's would seem to cite nothing that is there."""
    written = bibtex.write([Work("w", "k", Entry(title="Tides"), ())])
    assert ["k"] == [reference.label for reference in bib.document(SOURCE, written).references]


def test_capitals_that_mean_something_are_protected():
    """'DNA' or 'Lagos' would be written in small letters by a style that writes titles so."""
    entry = Entry(type="article", title="The role of DNA and tides in Lagos: A view", year="2016")
    assert "{The role of {DNA} and tides in {Lagos}: A view}" in bibtex.write([Work("w", "k", entry, ())])
    entry = Entry(type="article", title="The Role of DNA and Tides in Lagos", year="2016")
    assert "{The Role of {DNA} and Tides in Lagos}" in bibtex.write([Work("w", "k", entry, ())])


def test_the_two_dialects_name_things_their_own_way():
    """BibTeX would not find the journal, biblatex would warn of a deprecated field."""
    entry = Entry(
        type="online", authors=(Name("Müller", "Åsa"),), title="T", container_title="J", date="2016-06-07", year="2016"
    )
    assert [
        "@misc{k,", '  author = {M{\\"u}ller, {\\AA}sa},', "  title = {T},", "  journal = {J},", "  year = {2016},",
        "  month = jun,", "  day = {7},", "}",
    ] == bibtex.write([Work("w", "k", entry, ())]).splitlines()[2:]  # fmt: skip
    assert [
        "@online{k,", "  author = {Müller, Åsa},", "  title = {T},", "  journaltitle = {J},", "  date = {2016-06-07},", "}",
    ] == bibtex.write([Work("w", "k", entry, ())], "biblatex").splitlines()[2:]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("van der Berg, Jr, Anna", Name("van der Berg", "Anna", "Jr")),
        ("Ludwig van Beethoven", Name("van Beethoven", "Ludwig")),
        ("{World Health Organization}", Name(literal="World Health Organization")),
        ('G{\\"o}del, Kurt', Name("Gödel", "Kurt")),
        ("family=Berg, given=Anna, prefix=van", Name("van Berg", "Anna")),
    ],
)
def test_names_are_told_apart_as_bibtex_does(printed, expected):
    """A particle, a suffix or an organisation would be taken for something else."""
    assert ((expected,), False) == names.read(printed)


@pytest.mark.parametrize(
    "unit",
    [
        "{",
        "}",
        "@",
        '"',
        "@a{",
        "@a{b,c={",
        "#",
        "\\",
        "$_",
        "a=",
        ",\n",
        " and ",
        "a,",
        "{a}",
        "\\a{",
        '{\\"a}',
        '@a{b, c = "',
    ],
)
@pytest.mark.usefixtures("ends")
def test_a_file_full_of_one_thing_does_not_hang(unit):
    """A hostile file would stop the run."""
    many = unit * (60_000 // len(unit))
    for text in (
        "@article{x, title={T}}\n" + many,
        f"@article{{x, author={{{many}}}}}",
        f"@article{{x, title={{A {many} B}}}}",
    ):
        found = [item.entry() for item in bibtex.read(text).items]
        bibtex.write([Work("w", f"k{n}", entry, ()) for n, entry in enumerate(found)])


def test_a_reference_is_formatted_even_where_a_style_asks_for_more():
    """One entry without a journal would leave the report without references."""
    entry = Entry(
        type="article", authors=(Name("Müller", "Åsa"),), title="Tides & salt", container_title="J", year="2016"
    )
    assert "Åsa Müller. Tides & salt. J, 2016." == bibtex.formatted(entry)
    assert "Åsa Müller. Tides & salt. 2016." == bibtex.formatted(replace(entry, container_title=None))
    assert "" == bibtex.formatted(Entry())


def test_a_formatted_title_that_ends_in_a_question_gets_no_stop():
    """'Who owns the tide?.' looks like our mistake, and is."""
    entry = Entry(type="misc", title="Who owns the tide?", year="2016")
    assert "Who owns the tide? 2016." == bibtex.formatted(entry)


def test_a_formatted_reference_keeps_what_is_no_latex():
    """Titles come from papers: names keep their capitals, and signs that LaTeX would obey are printed."""
    entry = Entry(
        type="article",
        title="The ports of New Amsterdam: 100% {silt} & $5 \\input{x}",
        container_title="J",
        year="2016",
    )
    assert "The ports of New Amsterdam: 100% {silt} & $5 \\input{x}. J, 2016." == bibtex.formatted(entry)


PIECE = st.text('{}@\\%"ab1,=#\n ', max_size=6)
FIELDS = st.lists(st.tuples(st.sampled_from(["url", "note", "Note", "a"]), PIECE, PIECE), min_size=1, max_size=4)


@given(st.sampled_from(["k", "k:1", "", "a b"]), FIELDS, st.sampled_from(["", ",", ",\n", " , ,"]))
def test_an_entry_read_the_short_way_says_the_same(key, parts, end):
    """What is plain is read without bibtexparser: a link must not depend on which way was taken."""
    inside = key + "".join(f",{blank} {name} = {{{value}}}" for name, value, blank in parts) + end
    short = fields._plain(inside)
    assert short in (None, fields._parsed(f"@misc{{{inside}}}"))


def test_most_entries_are_read_the_short_way():
    """Five thousand links are to be read in a moment."""
    inside = "k,\n  title = {{T}ides {1914}},\n  year = 2016,\n  url = {https://example.org/a_b%20c}\n"
    pairs = [("title", "{{T}ides {1914}}"), ("year", "2016"), ("url", "{https://example.org/a_b%20c}")]
    assert ("k", pairs, []) == fields._plain(inside)


@pytest.mark.parametrize(
    ("block", "dialect", "expected"),
    [
        ("@thesis{a, type = {mathesis}, institution = {Quay}}", "bibtex", "@mastersthesis{a,\n  school = {Quay},"),
        ("@thesis{a, type = {phdthesis}, institution = {Quay}}", "biblatex", "@phdthesis{a,\n  institution = {Quay},"),
        (
            "@techreport{a, type = {techreport}, institution = {Quay}}",
            "bibtex",
            "@techreport{a,\n  institution = {Quay},",
        ),
        ("@manual{a, organization = {Quay}}", "bibtex", "@manual{a,\n  organization = {Quay},"),
        ("@book{a, date = {2005/2007}}", "biblatex", "@book{a,\n  date = {2005/2007},"),
        (
            "@collection{a, title = {Tides}, booktitle = {Tides}}",
            "bibtex",
            "@book{a,\n  title = {Tides},\n  booktitle = {Tides},",
        ),
        (
            "@proceedings{a, title = {Tides}, booktitle = {Ports}}",
            "bibtex",
            "@proceedings{a,\n  title = {Tides},\n  booktitle = {Ports},",
        ),
        (
            "@inbook{a, booktitle = {Tides}, booksubtitle = {A history}}",
            "bibtex",
            "@inbook{a,\n  booktitle = {Tides: A history},",
        ),
    ],
)
def test_what_is_written_is_what_styles_print(block, dialect, expected):
    """A master's thesis would be a PhD's, a manual have no organization, a volume be an article in itself, a date stand twice."""
    item = bibtex.read(block).items[0]
    written = bibtex.write([Work("w", "a", item.entry(), ())], dialect)
    assert f"{expected}\n}}" in written
