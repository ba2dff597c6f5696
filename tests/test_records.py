"""Exports of search engines and reference managers: every format gives the same record, and bad rows give problems."""

import gzip
import json
import re
import time

import pytest

from litreview import similarity
from litreview.errors import InputError
from litreview.model import Name
from litreview.read.people import people
from litreview.read.records import records

FILES = {
    "a.jsonl": json.dumps(
        {
            "id": 7,
            "title": "Tides of salt",
            "authors": "Oduya, F. B. and Marlow, Ada",
            "container_title": "Port Letters",
        }
        | {
            "year": 2016,
            "volume": "12",
            "issue": "3",
            "pages": "63--86",
            "doi": "10.1000/x",
            "abstract": "Salt & tides",
        }
    ),
    "a.csv": "\ufeffId;Authors;Article Title;Source Title;Publication Year;Volume;Issue;Start Page;End Page;DOI;Abstract\n"
    '7;"Oduya, F. B.; Marlow, Ada";Tides of salt;Port Letters;2016;12;3;63;86;10.1000/x;Salt & tides\n',
    "a.ris": "TY  - JOUR\nID  - 7\nAU  - Oduya, F. B.\nAU  - Marlow, Ada\nTI  - Tides of\n   salt\nJO  - Port Letters\nPY  - 2016\n"
    "VL  - 12\nIS  - 3\nSP  - 63\nEP  - 86\nDO  - 10.1000/x\nAB  - Salt & tides\nER  - \n",
    "a.nbib": "PMID- 7\nVI  - 12\nIP  - 3\nDP  - 2016 Jun\nTI  - Tides of\n      salt\nPG  - 63-86\nLID - 10.1000/x [doi]\n"
    "AB  - Salt & tides\nFAU - Oduya, F. B.\nAU  - Oduya FB\nFAU - Marlow, Ada\nJT  - Port Letters\n",
    "a.xml": "<xml><records><record><rec-number>7</rec-number><ref-type name='Journal Article'>17</ref-type><contributors><authors>"
    "<author><style>Oduya, F. B.</style></author><author>Marlow, Ada</author></authors></contributors><titles><title><style>Tides "
    "of</style> salt</title><secondary-title>Port Letters</secondary-title></titles><pages>63-86</pages><volume>12</volume><number>3"
    "</number><dates><year>2016</year></dates><electronic-resource-num>10.1000/x</electronic-resource-num><abstract>Salt &amp; tides"
    "</abstract></record></records></xml>",
    "a.bib": "@article{7, author={Oduya, F. B. and Marlow, Ada}, title={Tides of salt}, journal={Port Letters}, year=2016, volume=12,"
    " number=3, pages={63--86}, doi={10.1000/x}, abstract={Salt & tides}}",
}


@pytest.mark.parametrize("name", FILES)
def test_every_format_gives_the_same_record(tmp_path, name):
    """Duplicates of two databases would look different because their exports do."""
    path = tmp_path / name
    path.write_text(FILES[name], encoding="utf-8")
    (entry,) = records(path).entries
    assert () == records(path).problems
    assert ("7", "article", "Tides of salt", "Port Letters") == (
        entry.id,
        entry.type,
        entry.title,
        entry.container_title,
    )
    assert ("2016", "12", "3", "63-86", "10.1000/x") == (entry.year, entry.volume, entry.issue, entry.pages, entry.doi)
    assert (Name("Oduya", "F. B."), Name("Marlow", "Ada")) == entry.authors
    assert "Salt & tides" == entry.extra["abstract"]


def test_parquet_gives_the_same_record(tmp_path):
    """A table of a data lake could not be merged."""
    pyarrow = pytest.importorskip("pyarrow", reason="the extra 'parquet' is not installed")
    from pyarrow import parquet

    row = json.loads(FILES["a.jsonl"]) | {"authors": ["Oduya, F. B.", "Marlow, Ada"]}
    parquet.write_table(pyarrow.Table.from_pylist([row]), tmp_path / "a.parquet")
    (entry,) = records(tmp_path / "a.parquet").entries
    assert ("7", (Name("Oduya", "F. B."), Name("Marlow", "Ada"))) == (entry.id, entry.authors)


def test_a_bad_row_is_a_problem_and_the_others_are_read(tmp_path):
    """One broken line of an export would stop the merge, or vanish without a word."""
    path = tmp_path / "bad.jsonl"
    rows = [
        b'{"id": "a", "title": "Tides", "authors": "Oduya, F."}', b"{broken", b"[1]", b'{"id": "b", "authors": "Oduya, F."}',
        b'{"id": "c", "title": "Salt"}', b'{"id": "a", "title": "Tides", "authors": "Oduya, F."}',
        b'{"id": "d", "title": "M\xfcll", "authors": [{"literal": "WHO"}]}',
    ]  # fmt: skip
    path.write_bytes(b"\n".join(rows))
    read = records(path)
    assert ["a", "b", "c", "a", "d"] == [entry.id for entry in read.entries]
    assert [
        ("syntax", 2), ("syntax", 3), ("no-title", 4), ("no-author", 5), ("repeated-id", 6), ("encoding", 7),
    ] == [(problem.kind, problem.span.line) for problem in read.problems]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n",
        "TY  - \nER  - ",
        "PMID",
        "<xml/>",
        "a;b\n1;2;3",
        "@article{",
        "[]",
        "null",
        "9" * 5000,
        "[" * 100_000,
    ],
)
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".ris", ".nbib", ".bib"])
def test_no_content_makes_a_reader_fail(tmp_path, suffix, content):
    """A half-written export would end in a traceback."""
    path = tmp_path / f"odd{suffix}"
    path.write_text(content, encoding="utf-8")
    records(path)


@pytest.mark.parametrize("name", ["none.jsonl", "paper.docx"])
def test_what_is_no_export_is_said_so(tmp_path, name):
    """A wrong path would end in a traceback."""
    with pytest.raises(InputError):
        records(tmp_path / name)


RIS = "TY  - JOUR\nTI  - Salt of the Café\nAU  - Oduya, F.\nER  - \n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("suffix", [".ris", ".csv", ".jsonl"])
def test_an_export_is_read_in_the_encoding_it_is_in(tmp_path, suffix, codec):
    """The names of half the authors would lose their accents, or the export all its records."""
    path = tmp_path / f"a{suffix}"
    text = {".ris": RIS, ".csv": 'title,authors\nSalt of the Café,"Oduya, F."\n'}.get(suffix)
    text = text or json.dumps({"title": "Salt of the Café", "authors": "Oduya, F."}, ensure_ascii=False)
    path.write_bytes(text.encode(codec))
    read = records(path)
    assert ["Salt of the Café"] == [entry.title for entry in read.entries]
    assert (["encoding"] if codec in ("utf-16-le", "cp1252") else []) == [problem.kind for problem in read.problems]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.ris", gzip.compress(RIS.encode(), mtime=0), "compressed (gzip)"),
        ("a.csv", b"PK\x03\x04 a spreadsheet", "compressed (zip)"),
        ("a.ris.gz", gzip.compress(RIS.encode(), mtime=0), "compressed (gzip)"),
    ],
)
def test_what_was_packed_is_said_so(tmp_path, name, data, said):
    """An export would be merged as nothing, without a word."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=re.escape(said)):
        records(tmp_path / name)


@pytest.mark.parametrize(("suffix", "text"), [(".ris", "Just prose.\n"), (".xml", "<html/>"), (".nbib", "")])
def test_a_file_without_a_record_is_a_problem(tmp_path, suffix, text):
    """A saved log-in page in place of an export would go unnoticed."""
    path = tmp_path / f"a{suffix}"
    path.write_text(text, encoding="utf-8")
    assert ["no-record"] == [problem.kind for problem in records(path).problems]


def test_a_table_without_names_of_columns_is_a_problem(tmp_path):
    """Every record would be empty, and nobody could say why."""
    path = tmp_path / "a.csv"
    path.write_text("Tides,Oduya,2016\nSalt,Marlow,2017\n", encoding="utf-8")
    assert "first row must name the columns" in records(path).problems[0].message


def test_a_column_without_a_name_is_kept(tmp_path):
    """The row numbers that a spreadsheet adds would break the .bib."""
    path = tmp_path / "a.csv"
    path.write_text(",title,authors\n17,Tides,Oduya\n", encoding="utf-8")
    (entry,) = records(path).entries
    assert ({"unnamed": "17"}, ()) == (entry.extra, records(path).problems)


@pytest.mark.parametrize(
    "listed",
    [
        "Oduya, F.B.; Marlow, A.",
        "Oduya F.B.; Marlow A.",
        "Oduya FB, Marlow A.",
        "FB Oduya, A Marlow",
        "Oduya, F. B., Marlow, A.",
        "Oduya, F. B., & Marlow, A.",
        "F. B. Oduya, A. Marlow, and et al.",
        "Oduya, F.B. (57200000001); Marlow, A. (57200000002)",
        "Oduya, F. B.|Marlow, A.",
        "Oduya, F. B. and Marlow, A. and et al.,",
        "Oduya, F. B. and Marlow, A",
    ],
)
def test_names_are_read_as_each_database_lists_them(listed):
    """A lead author 'F.B.' or one author made of two would stand in the bibliography, and duplicates would differ."""
    found, truncated = people(listed)
    assert ["Oduya", "Marlow"] == [name.family for name in found]
    assert ["fb", "a"] == [similarity.initials(name.given) for name in found]
    assert ("et al" in listed) == truncated


@pytest.mark.parametrize(
    "listed", ["van der Berg, Jan Piet and de la Cruz, Maria Jose", "{World Health Organization}; Li, Ann"]
)
def test_two_names_stay_two(listed):
    """Who has two family names and two given ones would be four people."""
    assert 2 == len(people(listed)[0])


@pytest.mark.parametrize(
    "text", ["A. " * 50_000, "A-" * 90_000, "et al " * 30_000, " , " * 50_000, "(1234)" * 20_000, "{;" * 50_000]
)
def test_a_hostile_list_of_names_costs_no_time(text):
    """One cell would stop the run."""
    start = time.process_time()
    people(text)
    assert time.process_time() - start < 2
