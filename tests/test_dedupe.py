"""Entries to works: duplicates go, works stay, and the order of the papers does not matter."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litreview import bibtex, dedupe
from litreview.model import Entry, Name

TIDES = Entry(
    id="a#r1",
    type="article",
    authors=(Name("Oduya", "F. B."), Name("Marlow", "Ada")),
    title="Tides and the price of salt in small harbours",
    container_title="Journal of Maritime Economics",
    volume="12",
    issue="3",
    pages="63-86",
    year="2016",
    doi="10.1000/tides.12",
)

words = st.sampled_from("tides ports salt harbour trade coast part i ii 1 2 editorial".split())
titles = st.lists(words, min_size=1, max_size=5).map(" ".join)
people = st.lists(
    st.builds(Name, st.sampled_from(["Oduya", "Marlow", "Abara"]), st.sampled_from(["F.", "Ada"])), max_size=2
).map(tuple)
small = st.builds(
    Entry,
    type=st.sampled_from(["article", "misc", "inproceedings"]),
    authors=people,
    title=titles,
    container_title=st.sampled_from([None, "Journal of Tides", "J. Tides", "Port Letters"]),
    year=st.sampled_from([None, "2016", "2017"]),
    volume=st.sampled_from([None, "1", "2"]),
    issue=st.sampled_from([None, "1", "2"]),
    pages=st.sampled_from([None, "1-9", "10-19"]),
    doi=st.sampled_from([None, None, None, "10.1000/1", "10.1000/2"]),
)
lists = st.lists(small, max_size=14).map(lambda found: [replace(e, id=f"p#r{n}") for n, e in enumerate(found)])


def groups(works):
    return {work.members: (work.id, work.key) for work in works}


@settings(deadline=None)
@given(lists, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(entries, random):
    """The same papers in another order would give other works or other keys."""
    shuffled = list(entries)
    random.shuffle(shuffled)
    one, two = dedupe.merge(entries), dedupe.merge(shuffled)
    assert {work.members for work in one.works} == {work.members for work in two.works}
    assert {(w.id, w.key, w.entry) for w in map(hashable, one.works)} == {
        (w.id, w.key, w.entry) for w in map(hashable, two.works)
    }
    assert sorted(one.pairs, key=repr) == sorted(two.pairs, key=repr)


def hashable(work):
    return replace(work, entry=repr(work.entry))


@settings(deadline=None)
@given(lists)
def test_every_entry_is_in_one_work_and_ids_and_keys_are_unique(entries):
    """An entry would be lost, or two works would share a key in the .bib."""
    works = dedupe.works(entries)
    assert sorted(e.id for e in entries) == sorted(member for work in works for member in work.members)
    assert len(works) == len({work.id for work in works}) == len({work.key.casefold() for work in works})


@pytest.mark.parametrize(
    "change",
    [
        {"doi": None, "title": "TIDES AND THE PRICE OF SALT IN SMALL HARBOURS."},
        {"doi": "https://doi.org/10.1000/TIDES.12", "authors": ()},
        {"doi": None, "container_title": "J. Marit. Econ.", "pages": "63"},
        {"doi": None, "authors": (Name("Oduya", "Femi B."),), "authors_truncated": True, "issue": None},
        {"doi": None, "title": "Tides and the price of salt in small harbors", "pages": "63–86"},
        {"doi": None, "title": "Tides and the price of salt in small harbours: a second look at the accounts"},
    ],
)
def test_another_form_of_an_entry_is_the_same_work(change):
    """A duplicate would stay in the .bib."""
    assert 1 == len(dedupe.works([TIDES, replace(TIDES, id="b#r1", **change)]))


@pytest.mark.parametrize(
    "change",
    [
        {"doi": "10.1000/tides.13"},
        {"doi": None, "title": TIDES.title + ", part II"},
        {"doi": None, "title": "Erratum to: " + TIDES.title, "pages": "301"},
        {"doi": None, "title": "Reply to: " + TIDES.title, "pages": "301"},
        {"doi": None, "authors": (Name("Abara", "C."),), "pages": None},
        {"doi": None, "volume": "13", "pages": "1-20", "year": "2017"},
        {"type": "book", "doi": None, "edition": "2", "pages": None},
    ],
)
def test_a_neighbour_of_a_work_is_kept_apart(change):
    """A work would be lost: the one thing that a merge must never do."""
    base = replace(TIDES, edition="1") if "edition" in change else TIDES
    base = replace(base, doi=None) if "title" in change else base
    assert 2 == len(dedupe.works([base, replace(base, id="b#r1", **change)]))


def test_editorials_of_different_issues_are_different_works():
    """All editorials of a journal would become one."""
    base = replace(TIDES, title="Editorial", doi=None, pages=None)
    assert 3 == len(dedupe.works([base, replace(base, id="b", issue="4"), replace(base, id="c", issue=None)]))


def test_a_third_entry_does_not_join_what_a_veto_keeps_apart():
    """Two works with different DOIs would be merged over a record that has none."""
    other = replace(TIDES, id="b", doi="10.1000/tides.13")
    silent = replace(TIDES, id="c", doi=None)
    works = dedupe.works([TIDES, other, silent])
    assert 2 == len(works)
    assert all(not {"a#r1", "b"} <= set(work.members) for work in works)


def test_a_preprint_is_reported_and_merged_only_on_request():
    """A preprint would vanish behind its journal version, or nobody would see that they belong together."""
    preprint = replace(
        TIDES, id="b", doi=None, arxiv="2101.00001", container_title="arXiv", volume=None, issue=None, pages=None
    )
    journal = replace(TIDES, doi="10.1000/tides.12")
    merged = dedupe.merge([journal, preprint])
    assert (2, ["preprint"]) == (len(merged.works), [pair.relation for pair in merged.pairs])
    assert 1 == len(dedupe.merge([journal, preprint], merge_versions=True).works)


def test_two_editions_are_reported_as_such():
    """Somebody would look for the reason why two books of one title stand in the .bib."""
    book = Entry(
        id="a", type="book", authors=TIDES.authors, title=TIDES.title, publisher="Harbour", year="2001", edition="1"
    )
    merged = dedupe.merge([book, replace(book, id="b", year="2011", edition="2")])
    assert (2, ["edition"]) == (len(merged.works), [pair.relation for pair in merged.pairs])


def test_the_record_says_who_gave_what_and_who_disagrees():
    """A wrong year of one paper would overwrite the right one of two others unseen."""
    entries = [
        TIDES,
        replace(TIDES, id="b", year="2017", doi=None, issue=None),
        replace(TIDES, id="c", pages="63", note="seen"),
    ]
    (work,) = dedupe.works(entries)
    assert ("2016", "63-86", "10.1000/tides.12", "seen") == (
        work.entry.year,
        work.entry.pages,
        work.entry.doi,
        work.entry.note,
    )
    assert (("a#r1", "c"), ("a#r1", "c"), ("a#r1", "b", "c")) == tuple(
        work.provenance[f] for f in ("year", "issue", "pages")
    )
    (conflict,) = work.conflicts
    assert ("year", (("2016", ("a#r1", "c")), ("2017", ("b",)))) == (conflict.field, conflict.values)


def test_links_and_keywords_of_all_entries_are_kept():
    """A link that only one paper prints would be lost."""
    one = replace(TIDES, url="https://a.example", urls=("https://a.example",), extra={"keywords": "salt, tides"})
    two = replace(
        TIDES,
        id="b",
        url="https://b.example",
        urls=("https://b.example",),
        extra={"keywords": "tides, ports", "file": ":x.pdf:PDF"},
    )
    (work,) = dedupe.works([one, two])
    assert ("https://a.example", "https://b.example") == work.entry.urls
    assert {"keywords": "salt, tides, ports", "file": ":x.pdf:PDF"} == work.entry.extra


def test_keys_are_readable_and_tell_namesakes_apart():
    """Two works would share 'oduya2016tides'."""
    namesake = replace(TIDES, id="b", title="Tides of gold", doi="10.1000/gold", pages="1-9", volume="7", issue="1")
    assert ["oduya2016tides", "oduya2016tidesa"] == sorted(work.key for work in dedupe.works([TIDES, namesake]))


def test_a_key_of_the_last_run_is_kept_when_a_paper_is_added(tmp_path):
    r"""Every \cite in a manuscript would break when a paper is added."""
    file = tmp_path / "consolidated.bib"
    first = dedupe.works([replace(TIDES, doi=None)])
    file.write_text(bibtex.write([replace(first[0], key="salt")]), encoding="utf-8")
    namesake = replace(TIDES, id="0", title="Tides of gold", doi="10.1000/gold", pages="1-9", volume="7", issue="1")
    known = dedupe.known_keys(file)
    works = dedupe.merge([namesake, TIDES, replace(TIDES, id="c", doi=None)], known=known).works
    assert ["oduya2016tides", "salt"] == [work.key for work in works]


def test_a_users_own_key_is_kept():
    """Keys of Zotero or JabRef would be renamed."""
    (work,) = dedupe.works([TIDES, replace(TIDES, id="b", key="Oduya:16")])
    assert "Oduya:16" == work.key


BOARD = (Name(literal="Harbour Board"),)
GOUT = replace(TIDES, doi=None, pages=None, title="Salt baths for gout among harbour workers of the north")
ABSTRACT = replace(
    GOUT, issue="Suppl 1", pages="S45", title="P1: Salt baths for gout in old men of the northern harbours"
)
REVIEW = replace(GOUT, container_title="Cochrane Database of Systematic Reviews", volume=None, pages="CD001234")
CHAPTER = replace(TIDES, type="incollection", container_title="Handbook of harbours", volume=None, issue=None)


@pytest.mark.parametrize(
    ("one", "change"),
    [
        (GOUT, {"title": "Salt baths for gout among harbour workers of the south"}),
        (replace(GOUT, title="Gout and salt in Iran"), {"title": "Gout and salt in Iraq"}),
        (GOUT, {"title": GOUT.title.replace("for gout", "without gout")}),
        (replace(GOUT, title="Structure of the salt protein ABC1 of gulls"), {"title": "Structure of the salt protein ABD1 of gulls"}),
        (replace(GOUT, title="Synthesis of salticin A from harbour sponges"), {"title": "Synthesis of salticin B from harbour sponges"}),
        (replace(GOUT, title="Salt and tides in harbours: study 1a"), {"title": "Salt and tides in harbours: study 1b"}),
        (replace(GOUT, title="Salt statistics of the northern harbours", volume=None, issue=None), {"year": "2017"}),
        (replace(GOUT, title="Cancer statistics, 2015", year="2015", pages="5-29"), {"title": "Cancer statistics, 2016", "year": "2016", "volume": "13"}),
        (replace(GOUT, authors=BOARD, title="Annual report", type="report"), {"year": "2017", "volume": None, "issue": None}),
        (replace(GOUT, title="Reply to Hu and Jones", pages="44-45"), {"title": "Reply to Abara", "pages": "46-47"}),
        (GOUT, {"title": f"Response to: {GOUT.title}"}),
        (GOUT, {"title": f"Supplementary material for {GOUT.title}"}),
        (replace(GOUT, title="A history of salt: supplement 1"), {"title": "A history of salt: supplement 2"}),
        (replace(GOUT, type="book", container_title=None, issue=None, volume="1"), {"volume": "2"}),
        (replace(GOUT, title="Salt of the north: protocol for a systematic review"), {"title": "Salt of the north: a systematic review"}),
        (replace(GOUT, container_title="Annual Meeting of Harbour Medicine"), {"authors": (Name("Abara", "K."),)}),
        (CHAPTER, {"title": "Tides and the price of salt in large harbours", "pages": "87-99"}),
        (CHAPTER, {"title": "Fog", "pages": "87-99"}),
        (TIDES, {"title": "Bread ovens of the lower valley", "authors": (Name("Jones", "Y."),), "year": "2011", "pages": "1-9"}),
        (replace(GOUT, type="dataset", title="Harbour tides, version 1"), {"title": "Harbour tides, version 2"}),
        (replace(GOUT, type="legislation", title="Law no. 123 on harbours"), {"title": "Law no. 124 on harbours"}),
        (replace(GOUT, pages="63-86"), {"type": "report", "container_title": None, "volume": None, "issue": None, "pages": None}),
        (replace(GOUT, type="book", container_title=None, volume=None, issue=None), {"type": "thesis"}),
        (ABSTRACT, {"title": "P2: Salt baths for gout in old men of the northern harbours"}),
        (ABSTRACT, {"title": ABSTRACT.title.replace("old men", "old women"), "pages": "S45-S46"}),
        (replace(ABSTRACT, doi="10.1000/supplement.1"), {"title": ABSTRACT.title.replace("old men", "old women")}),
        (replace(ABSTRACT, title=GOUT.title), {"title": GOUT.title, "issue": None, "pages": "212-220"}),
        (REVIEW, {"year": "2017"}),
        (REVIEW, {"issue": "11"}),
        (replace(REVIEW, volume="3"), {"year": "2017"}),
        (replace(GOUT, pages="1-9", issue="1"), {"pages": "1-12", "issue": "1", "volume": "13", "year": "2017"}),
        (replace(GOUT, pages="63-86"), {"title": GOUT.title.replace("gout", "gut"), "pages": "87-99"}),
        (replace(GOUT, title="Salt and nitrate in small harbours"), {"title": "Salt and nitrite in small harbours"}),
        (replace(GOUT, title="Salt in typical harbours of the north"), {"title": "Salt in atypical harbours of the north"}),
        (replace(GOUT, title="Tides of salt in Niger and the north"), {"title": "Tides of salt in Nigeria and the north"}),
        (replace(GOUT, title="Gout and salt in harbour smokers"), {"title": "Gout and salt in harbour non-smokers"}),
        (GOUT, {"title": f"Update: {GOUT.title}"}),
        (GOUT, {"title": f"Re: {GOUT.title}"}),
        (GOUT, {"title": f"Data for: {GOUT.title}"}),
        (GOUT, {"title": f"{GOUT.title} [Erratum]"}),
        (GOUT, {"title": f"{GOUT.title} (vol 12, pg 63, 2016)"}),
        (replace(GOUT, title="Case report", issue=None), {"id": "c#r1"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("engine", ["plain", "columnar"])
def test_what_looks_alike_and_is_another_work_is_kept_apart(one, change, engine):
    """A screened study would vanish behind its sister: another country, year, arm, part or answer."""
    assert 2 == len(dedupe.merge([one, replace(one, **({"id": "b#r1"} | change))], engine=engine).works)


@pytest.mark.parametrize(
    "title",
    [
        "Salt baths for gout among harbor workers of the north",
        "Salt baths for gout amnog harbour workers of the north",
        "Salt-baths for gout among harbour workers in the north",
        "Salt bath for gout among harbour worker of the north",
        "Salt baths for gout among harbour workers of the norht",
        "Salt baths for gout among harbour workers of the north (Retracted article. See vol. 13, pg. 2, 2017)",
        "Salt baths for gout among harbour workers â€“ of the north",
    ],
)
def test_a_slip_of_the_pen_in_a_title_keeps_no_duplicate(title):
    """Every misprint would be a work of its own."""
    assert 1 == len(dedupe.works([GOUT, replace(GOUT, id="b#r1", title=title)]))


@pytest.mark.parametrize(
    ("one", "change"),
    [
        ({"pages": "63-86"}, {"year": "2019"}),
        ({"pages": "S63-S86"}, {"pages": "Suppl-86"}),
        ({"pages": "S63-S86"}, {"pages": "63"}),
        ({"pages": "63-86"}, {"pages": "e63"}),
        ({"pages": "63-86"}, {"pages": "24 p."}),
        ({"container_title": REVIEW.container_title, "pages": "CD001234", "volume": "2016"}, {"volume": "3"}),
        ({"type": "book", "container_title": None, "volume": None, "issue": None}, {"type": "report"}),
    ],
)
def test_one_database_writes_a_place_in_another_way_than_the_next(one, change):
    """The same record from two databases would be screened twice."""
    assert 1 == len(dedupe.works([replace(GOUT, **one), replace(GOUT, id="b#r1", **(one | change))]))


def test_a_word_for_a_word_is_asked_about():
    """Nobody would see that two records differ in one word only."""
    (pair,) = dedupe.merge([GOUT, replace(GOUT, id="b#r1", title=GOUT.title.replace("north", "south"))]).pairs
    assert ("uncertain", True) == (pair.relation, "one word for another in the titles" in pair.reasons)
