"""Engines differ in what they cost, never in what they find."""

import os
import random
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview.dedupe import blocking, columnar, plain
from litreview.dedupe.clusters import clusters
from litreview.dedupe.features import features
from litreview.model import Entry, Name

WORDS = "tides ports salt harbour trade coast winter ledger cargo sailors customs grain".split()
FAMILIES = "Oduya Marlow Abara Costa Brand Petrenko".split()


def bibliography(seed, works):
    """Works with up to two corrupted copies each, as databases corrupt them."""
    dice = random.Random(seed)
    entries = []
    for n in range(works):
        people = tuple(Name(dice.choice(FAMILIES), dice.choice("ABCDEF") + ".") for _ in range(dice.randrange(1, 4)))
        first = dice.randrange(1, 300)
        entry = Entry(
            id=f"w{n}",
            type=dice.choice(["article", "article", "inproceedings"]),
            authors=people,
            title=" ".join(dice.choice(WORDS) for _ in range(dice.randrange(1, 8))),
            container_title=dice.choice(["Journal of Tides", "J. Tides", "Port Letters", None]),
            year=str(dice.randrange(2010, 2016)),
            volume=str(dice.randrange(1, 5)),
            pages=f"{first}-{first + 9}",
            doi=f"10.1000/{n}" if dice.random() < 0.4 else None,
        )
        entries.append(entry)
        for copy in range(dice.choice([0, 0, 1, 2])):
            lost = dice.choice([{"doi": None}, {"pages": None}, {"volume": None, "doi": None}, {"authors": people[:1]}])
            shouted = entry.title.upper() if dice.random() < 0.3 else entry.title[:-1]
            entries.append(replace(entry, id=f"w{n}c{copy}", title=shouted, **lost))
    return entries


def found(matches, table, **options):
    made = matches(table, **options)
    groups = clusters(made.same, lambda pairs: made.judged(pairs)[1], table.__getitem__)
    return sorted(made.same), sorted(made.reported), groups


def rows(entries):
    return list(dict.fromkeys(map(features, entries)))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(0, 40), st.sampled_from([2, 5, 30]), st.booleans())
def test_columnar_finds_what_plain_finds(seed, works, cap, merge_versions):
    """A larger bibliography would be merged by other rules than a small one."""
    table = rows(bibliography(seed, works))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "CAP", cap)
        patch.setattr(columnar, "CHUNK", 7)
        assert found(plain.matches, table, merge_versions=merge_versions) == found(
            columnar.matches, table, merge_versions=merge_versions
        )


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_row_order_does_not_matter_where_blocks_are_split(seed, dice):
    """The same records in another order would give other works."""
    table = rows(bibliography(seed, 30))
    order = list(range(len(table)))
    dice.shuffle(order)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocking, "CAP", 4)
        one = found(columnar.matches, table)[2]
        two = found(columnar.matches, [table[n] for n in order])[2]
    assert sorted(one) == sorted(sorted(order[n] for n in group) for group in two)


def test_a_block_too_large_is_split_and_not_dropped():
    """Ten thousand equal titles would hide the duplicates among them, or take hours."""
    entries = [
        Entry(
            id=f"r{n}",
            title="Report of the committee",
            year=str(1900 + n % 100),
            pages=f"{n}-{n + 5}",
            volume=str(n % 7 + 1),
        )
        for n in range(3000)
    ]
    entries.append(replace(entries[17], id="copy", authors=(Name("Oduya", "F."),)))
    table = rows(entries)
    pairs = columnar.matches(table).same
    assert (17, 3000) in {(a, b) for _, a, b in pairs}


def test_equal_records_cost_no_more_than_one():
    """A file that repeats one record ten thousand times would take hours."""
    from litreview import dedupe

    entry = Entry(title="Tides and the price of salt", authors=(Name("Oduya", "F."),), year="2016")
    assert 1 == len(dedupe.works([replace(entry, id=f"r{n}") for n in range(10_000)]))
    silent = Entry(title="Editorial")
    assert 1000 == len(dedupe.works([replace(silent, id=f"r{n}") for n in range(1000)]))


@pytest.mark.filterwarnings("ignore")
def test_two_dask_workers_find_what_columnar_finds():
    """A cluster would merge other works than one machine."""
    pytest.importorskip("distributed", reason="the extra 'distributed' is not installed")
    from litreview import dedupe

    entries = bibliography(7, 300)
    assert dedupe.merge(entries, engine="columnar") == dedupe.merge(entries, scheduler="local")


@pytest.mark.parametrize("cores", [{0}, {0, 1}, {0, 1, 2}])
def test_files_are_the_same_bytes_however_many_processes_made_them(cores, monkeypatch, tmp_path):
    """The merged .bib would differ between a laptop and a server."""
    from litreview import bibtex, dedupe, forked
    from litreview.dedupe import exports

    def files():
        made = exports.Exports(entries, {entry.id: ("export", entry.id) for entry in entries}, dedupe.grouped(entries))
        exports.files(made, lambda name, text: (tmp_path / name).write_text(text, encoding="utf-8"))
        return {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}

    entries = bibliography(11, 500)
    alone = files()
    assert bibtex.write(dedupe.merge(entries).works) == alone["merged.bib"]
    monkeypatch.setattr(forked, "MANY", 300)
    monkeypatch.setattr(forked, "PIECE", 70)
    monkeypatch.setattr(forked.os, "sched_getaffinity", lambda _: cores, raising=False)
    assert alone == files()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are split on Linux only")
def test_a_process_that_is_killed_is_said_and_not_waited_for(monkeypatch):
    """The merge would hang for ever once the machine is out of memory."""
    from litreview import forked

    monkeypatch.setattr(forked.os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(forked.threading, "active_count", lambda: 1)
    with pytest.raises(RuntimeError, match="ended before"):
        list(forked.apply(os._exit, [1, 1]))
