"""Converting bibliographies: what a format can hold survives, and what it cannot is in the table of the docs."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from litreview import cli, normalise, read, write
from litreview.model import Entry, Name
from litreview.write import tagged

PAPERS = Path(__file__).parent / "papers"
ROOT = Path(__file__).parents[1]
SAMPLES = {
    "bibtex": "references.bib",
    "csl-json": "references.json",
    "ris": "references.ris",
    "nbib": "references.nbib",
    "endnote": "references-endnote.xml",
    "csv": "references.csv",
}
SUFFIX = {form: suffix for suffix, form in write.SUFFIXES.items()} | {"biblatex": ".bib"}

word = st.text(alphabet="abcdeéßłøñо文", min_size=3, max_size=8).map(str.capitalize)
words = st.lists(word, min_size=1, max_size=5).map(" ".join)
person = st.builds(Name, family=word, given=word)
group = st.builds(Name, literal=st.tuples(word, word).map(" ".join))
people = st.lists(person | group, min_size=1, max_size=3).map(tuple)
number = st.integers(1, 900).map(str)
types = ["article", "book", "incollection", "inproceedings", "report", "unpublished", "misc"]
maybe = st.none


@st.composite
def entries(draw):
    """An entry with a key, a lead and a title; all else it may have or not."""
    year = str(draw(st.integers(1500, 2026)))
    url = draw(maybe() | number.map("https://ports.example/{}".format))
    more = draw(maybe() | number.map("https://more.example/{}".format)) if url else None
    by_number = draw(st.sampled_from([{}, {"isbn": "9780000000002"}, {"issn": "1234-5678"}]))
    return Entry(
        key=f"key{draw(number)}",
        type=draw(st.sampled_from(types)),
        authors=draw(people),
        editors=draw(st.just(()) | people),
        title=draw(words),
        container_title=draw(maybe() | words),
        series=draw(maybe() | words),
        publisher=draw(maybe() | words),
        place=draw(maybe() | word),
        volume=draw(maybe() | number),
        issue=draw(maybe() | number),
        pages=draw(maybe() | st.integers(1, 99).map(lambda n: f"{n}-{n + 9}")),
        year=year,
        date=draw(st.sampled_from([year, f"{year}-04", f"{year}-04-09"])),
        edition=draw(maybe() | number),
        doi=draw(maybe() | number.map("10.5555/{}".format)),
        url=url,
        urls=tuple(filter(None, (url, more))),
        pmid=draw(maybe() | number),
        language=draw(st.sampled_from([None, "en", "de"])),
        note=draw(maybe() | words),
        translators=draw(st.just(()) | people),
        accessed=draw(st.sampled_from([None, "2020-01-05"])) if url else None,
        extra=draw(st.sampled_from([{}, {"abstract": "We study ports & 50 % of tides.", "keywords": "ports; tides"}])),
        **by_number,
    )


def survivors(entry, form):
    """The fields that the format holds; a date that says no more than the year is that year."""
    entry = dataclasses.replace(entry, date=entry.date or entry.year)
    return {name: getattr(entry, name) for name in write.HOLDS[form] if name not in ("key", "extra")}


def _kept(entry):
    """What every format keeps of `extra`."""
    return entry.extra.get("abstract"), tagged.keywords(entry)


@pytest.mark.parametrize("form", [*write.HOLDS])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(given_entries=st.lists(entries(), min_size=1, max_size=3, unique_by=lambda entry: entry.key))
def test_what_a_format_holds_survives(tmp_path, form, given_entries):
    """A reference would lose a field on the way through another program."""
    given_entries = sorted(given_entries, key=lambda entry: entry.key)
    path = tmp_path / f"refs{SUFFIX[form]}"
    path.write_text(write.text(given_entries, form), encoding="utf-8", newline="")
    document = read.document(path)
    assert [survivors(entry, form) for entry in given_entries] == [
        survivors(r.stated, form) for r in document.references
    ]
    assert [_kept(entry) for entry in given_entries] == [_kept(r.stated) for r in document.references]
    if "key" in write.HOLDS[form]:
        assert [entry.key for entry in given_entries] == [reference.label for reference in document.references]


@pytest.mark.parametrize(
    ("form", "target"),
    [(form, "csl-json") for form in SAMPLES] + [("csl-json", target) for target in write.HOLDS if target != "csl-json"],
)
def test_every_format_becomes_every_other(tmp_path, form, target):
    """`litreview convert refs.ris refs.bib` would lose references."""
    out = tmp_path / f"out{SUFFIX[target]}"
    assert 0 == cli.run(["convert", str(PAPERS / SAMPLES[form]), str(out), "--to", target])
    leads = sorted(reference.stated.authors[0].lead for reference in read.document(out).references)
    assert ["Brandt", "Harbour Authority of Vane", "Marlow", "Müller", "Oduya", "Tanaka", "de Vries", "Çelik"] == leads


def test_papers_are_converted_too(tmp_path):
    """The list of a paper could not be taken into a reference manager."""
    assert 0 == cli.run(["convert", str(PAPERS / "zotero.docx"), str(tmp_path / "out.json")])
    assert 8 == len(read.document(tmp_path / "out.json").references)


@pytest.mark.parametrize(
    "arguments", [["refs.ris"], [str(PAPERS / "references.ris"), "out.doc"], ["gone.ris", "out.bib"]]
)
def test_what_cannot_be_converted_says_why(arguments, capsys, tmp_path, monkeypatch):
    """A slip would write nothing and say nothing."""
    monkeypatch.chdir(tmp_path)
    assert 2 == cli.run(["convert", *arguments])
    assert capsys.readouterr().err
    assert [] == list(tmp_path.iterdir())


def test_the_docs_say_what_each_format_holds():
    """The table would promise what is lost."""
    table = (ROOT / "docs" / "convert.md").read_text(encoding="utf-8")
    fields = [f.name for f in dataclasses.fields(Entry) if any(f.name in held for held in write.HOLDS.values())]
    rows = ["| field | " + " | ".join(write.HOLDS) + " |", "|---|" + "---|" * len(write.HOLDS)]
    rows += [
        f"| `{name}` | " + " | ".join("yes" if name in held else "" for held in write.HOLDS.values()) + " |"
        for name in fields
    ]
    assert "\n".join(rows) in table


@pytest.mark.parametrize("form", [*write.HOLDS])
def test_a_span_of_dates_keeps_its_year(tmp_path, form):
    """A page that was written from March to May would have no year."""
    entry = Entry(key="a", title="Tides", authors=(Name(literal="Harbour Authority"),), date="2014-03/2014-05")
    path = tmp_path / f"a{SUFFIX[form]}"
    path.write_text(write.text([entry], form), encoding="utf-8")
    (reference,) = read.document(path).references
    assert "2014" == (reference.stated.year or reference.stated.date[:4])


@pytest.mark.parametrize("kind", ["collection", "mvbook", "reference"])
def test_a_type_that_a_format_lacks_becomes_a_broader_one(kind):
    """A collected volume would be 'GEN': no reference manager would know what it is."""
    assert write.text([Entry(key="a", type=kind, title="Shores")], "ris").startswith("TY  - BOOK")


def test_braces_that_do_not_balance_break_no_bib(tmp_path):
    """One brace in an abstract would swallow the entries below it."""
    extra = {"abstract": "An open { brace, and 50 % \\", "keywords": "a}b"}
    written = write.text([Entry(key="a", title="T {x", extra=extra), Entry(key="b", title="Boats")], "bibtex")
    (tmp_path / "a.bib").write_text(written, encoding="utf-8")
    document = read.document(tmp_path / "a.bib")
    assert ((), ["a", "b"]) == (document.problems, [reference.label for reference in document.references])
    assert ["a}b"] == tagged.keywords(document.references[0].stated)


@pytest.mark.parametrize("form", ["ris", "endnote", "csl-json", "csv", "bibtex"])
def test_an_arxiv_number_survives(tmp_path, form):
    """A preprint would have nothing left that finds it."""
    entry = Entry(key="a", title="Tides", authors=(Name(literal="Harbour Authority"),), arxiv="2001.01234")
    path = tmp_path / f"a{SUFFIX[form]}"
    path.write_text(write.text([entry], form), encoding="utf-8")
    assert "2001.01234" == normalise.entry(read.document(path).references[0].stated).arxiv
