"""`litreview dedupe`: what the files say, what is decided, and what the labelled sets show."""

import csv
import json
import tomllib
from collections import Counter

import pytest

from litreview import dedupe
from litreview.dedupe import decisions, exports
from litreview.dedupe.features import features
from litreview.read.records import records

ROWS = [
    {"id": "1", "title": "Tides of salt in small harbours", "authors": "Oduya, F. B.", "year": "2016", "doi": "10.1000/x"},
    {"id": "2", "title": "TIDES OF SALT IN SMALL HARBOURS", "authors": "Oduya, Femi", "year": "2016", "volume": "12"},
    {"id": "3", "title": "=HYPERLINK of tides and ledgers", "authors": "Marlow, Ada", "year": "2011", "volume": "1", "pages": "1-9"},
    {"id": "4", "title": "HYPERLINK of tides and ledgers", "authors": "Marlow, Ada", "year": "2011", "volume": "2"},
]  # fmt: skip
BARS = {"digital_work": 0.975, "cytology_screening": 0.985, "stroke": 0.995, "copper": 0.99}


@pytest.fixture
def rows(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    return path


def test_the_files_tell_what_became_of_every_record(rows, tmp_path, litreview):
    """Somebody could not say which record was merged into which, or restore it."""
    ran = litreview("dedupe", rows, "-o", tmp_path / "out", "--clusters", tmp_path / "clusters.csv")
    assert 0 == ran.status, ran.err
    assert "duplicates removed           1" in ran.out
    with (tmp_path / "clusters.csv").open(encoding="utf-8") as file:
        clusters = {row["id"]: row["cluster"] for row in csv.DictReader(file)}
    assert "oduya2016tides" == clusters["1"] == clusters["2"]
    assert 3 == len(set(clusters.values()))
    originals = [
        json.loads(line) for line in (tmp_path / "out" / "originals.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert ["1", "2"] == [row["id"] for row in originals]
    assert ROWS[1]["title"] == originals[1]["title"]
    written = (tmp_path / "out" / "merged.bib").read_text(encoding="utf-8")
    assert 3 == written.count("\n@")
    assert {"records_identified": 4, "duplicates_removed": 1, "records_left": 3, "pairs_to_review": 1} == json.loads(
        (tmp_path / "out" / "prisma.json").read_text(encoding="utf-8")
    )
    review = (tmp_path / "out" / "review.csv").read_text(encoding="utf-8")
    assert ",'=HYPERLINK" in review


def test_a_decision_is_obeyed_by_the_next_run(rows, tmp_path, litreview):
    """The same pair would be asked about for ever."""
    decided = tmp_path / "decided.toml"
    ran = litreview("dedupe", rows, "-o", tmp_path / "out", "--decisions", decided, "--review", stdin="s\n")
    assert 0 == ran.status, ran.err
    assert ["same"] == list(tomllib.loads(decided.read_text(encoding="utf-8")))
    assert "records left                 2" in ran.out


@pytest.mark.parametrize(("kind", "works"), [("same", 1), ("different", 2)])
def test_people_overrule_what_is_found(kind, works):
    """Somebody who knows better could not say so."""
    from litreview.model import Entry, Name

    one = Entry(
        id="a",
        title="Tides of salt in small harbours",
        authors=(Name("Oduya", "F."),),
        year="2016",
        volume="1",
        pages="1-9",
    )
    two = Entry(
        id="b",
        title="Tides of salt in small harbours",
        authors=(Name("Oduya", "F."),),
        year="2016",
        volume="1",
        pages="1-9",
        doi="10.1000/x",
    )
    three = Entry(id="b", title="Another name altogether", authors=(Name("Oduya", "F."),), year="2016")
    pair = [one, three] if kind == "same" else [one, two]
    assert 3 - works == len(dedupe.works(pair))
    by_id = decisions.Decided(**{kind: (("a", "b"),)})
    by_print = decisions.Decided(**{kind: (tuple(decisions.fingerprint(features(e)) for e in pair),)})
    assert [works, works] == [len(dedupe.merge(pair, decided=said).works) for said in (by_id, by_print)]


def test_who_decides_both_ways_loses_no_work():
    """A line left over in the decisions would merge what somebody told apart."""
    from litreview.model import Entry

    entries = [Entry(id=name, title="Tides of salt in small harbours", doi="10.1000/x", volume=name) for name in "12"]
    decided = decisions.Decided(same=(("1", "2"),), different=(("1", "2"),))
    assert 2 == len(dedupe.merge(entries, decided=decided).works)


def test_keys_stay_when_a_second_export_is_added(rows, tmp_path, litreview):
    r"""Every \cite would break when another database is searched."""
    litreview("dedupe", rows, "-o", tmp_path / "out")
    more = tmp_path / "more.jsonl"
    more.write_text(
        json.dumps({"id": "0", "title": "Tides again", "authors": "Oduya, F. B.", "year": "2016", "doi": "10.1000/0"})
    )
    litreview("dedupe", more, rows, "-o", tmp_path / "out")
    with (tmp_path / "out" / "keymap.csv").open(encoding="utf-8") as file:
        keys = {row["id"]: row["key"] for row in csv.DictReader(file)}
    assert ("oduya2016tides", "oduya2016tidesa") == (keys["1"], keys["0"])


def test_records_of_two_files_may_share_an_id():
    """The second file's records would vanish behind the first's."""
    from litreview.model import Entry

    ids, origin = exports.identified([("a.ris", [Entry(id="1"), Entry()]), ("b.ris", [Entry(id="1"), Entry(id="2")])])
    assert ["a.ris#r1", "a.ris#r2", "b.ris#r1", "2"] == ids
    assert ("b.ris", "1") == origin["b.ris#r1"]


@pytest.mark.parametrize("name", BARS)
def test_no_work_is_lost_on_labelled_exports(shared, name):
    """A merged bibliography would lack a work that was searched, found and screened."""
    folder = shared / "data" / "dedupe"
    with (folder / f"{name}.clusters.csv").open(encoding="utf-8") as file:
        gold = {row["id"]: row["cluster"] for row in csv.DictReader(file)}
    works = dedupe.works(records(folder / f"{name}.records.jsonl").entries)
    found = {member: work.id for work in works for member in work.members}
    assert [] == [work.members for work in works if len({gold[member] for member in work.members}) > 1]

    def pairs(labels):
        sizes: dict[object, int] = {}
        for label in labels:
            sizes[label] = sizes.get(label, 0) + 1
        return sum(n * (n - 1) // 2 for n in sizes.values())

    both = pairs((gold[member], found[member]) for member in found)
    assert both / pairs(gold.values()) >= BARS[name]


def test_bad_rows_are_told_of_once_a_kind(tmp_path, litreview):
    """Ten thousand lines of one complaint would hide the others, or a kind of bad row would pass without a word."""
    rows = [{"id": f"e{n}", "title": "Editorial", "authors": "", "year": "1990"} for n in range(120)]
    rows += [{"id": "x", "title": "", "authors": "Oduya, F."}, {"id": "x", "title": "Tides", "authors": "Oduya, F."}]
    path = tmp_path / "bad.jsonl"
    path.write_bytes(
        "\n".join(map(json.dumps, rows)).encode() + b'\n{broken\n{"title": "M\xfcll", "authors": "Hu, B."}'
    )
    ran = litreview("dedupe", path, "-o", tmp_path / "out")
    assert 0 == ran.status, ran.err
    with (tmp_path / "out" / "problems.csv").open(encoding="utf-8") as file:
        kinds = [row["kind"] for row in csv.DictReader(file)]
    assert {
        "no-author": 120, "no-title": 1, "repeated-id": 1, "syntax": 1, "encoding": 1, "equal-titles": 1,
    } == Counter(kinds)  # fmt: skip
    assert "no author: it is merged only where an identifier or its place agrees (119 more like it)" in ran.err
    assert "120 records have the title 'Editorial'" in ran.err
    assert 8 == len(ran.err.splitlines())


def test_an_update_of_a_search_keeps_what_was_merged_before(litreview, tmp_path):
    """The records of last year's search would be gone from this year's."""
    (tmp_path / "old.ris").write_text("TY  - JOUR\nAU  - Oduya, F.\nTI  - Tides of salt\nPY  - 2016\nER  -\n", "utf-8")
    (tmp_path / "new.ris").write_text("TY  - JOUR\nAU  - Marlow, A.\nTI  - Salt\nPY  - 2019\nER  -\n", "utf-8")
    litreview("dedupe", "old.ris", "-o", "first")
    litreview("dedupe", "first/merged.bib", "new.ris", "-o", "second")
    merged = (tmp_path / "second" / "merged.bib").read_text(encoding="utf-8")
    assert [True, True] == [title in merged for title in ("Tides of salt", "{Salt}")]


def test_decisions_that_are_not_there_are_told_of(rows, tmp_path, litreview):
    """A slip in the name would merge as if nobody had decided anything."""
    ran = litreview("dedupe", rows, "-o", tmp_path / "out", "--decisions", "decided.toml")
    assert (0, True) == (ran.status, "decided.toml: is not there" in ran.err)
    assert "is not there" not in litreview("dedupe", rows, "-o", tmp_path / "out").err
