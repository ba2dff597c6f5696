"""Citations in the text: every way of printing one that we know is found; what only looks like one is not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from litreview import extract
from litreview.extract import plausible
from litreview.model import Document, Source

ODUYA = "Oduya, F. B. | 2016 | Tides and treaties"
MARLOW = "Marlow, A. | 2019 | Harbours"
BOTH = "Oduya, F.; Marlow, A. | 2014 | Ports"
BRAND = "Brand, C.; Abara, D.; Costa, E. | 2012a | Ships"
SAILS = "Brand, C.; Abara, D. | 2012b | Sails"


def read(paper):
    """(surface, names, year) of each citation."""
    return [(c.surface, c.names, c.year) for c in paper.citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Oduya, 2016)", [("Oduya, 2016", ("Oduya",), "2016")]),
        ("(Oduya 2016)", [("Oduya 2016", ("Oduya",), "2016")]),
        ("[Oduya, 2016]", [("Oduya, 2016", ("Oduya",), "2016")]),
        ("Oduya (2016) holds", [("Oduya (2016)", ("Oduya",), "2016")]),
        ("Oduya's (2016) view", [("Oduya's (2016)", ("Oduya",), "2016")]),
        ("Oduya, 2016, holds", [("Oduya, 2016", ("Oduya",), "2016")]),
        ("(Oduya and\nMarlow, 2014)", [("Oduya and\nMarlow, 2014", ("Oduya", "Marlow"), "2014")]),
        ("(Odu-\nya, 2016)", [("Odu-\nya, 2016", ("Odu-ya",), "2016")]),
        ("(Brand et al., 2012a)", [("Brand et al., 2012a", ("Brand",), "2012a")]),
        ("Brand and colleagues (2012a)", [("Brand and colleagues (2012a)", ("Brand",), "2012a")]),
        ("(Brand, Abara, & Costa, 2012a)", [("Brand, Abara, & Costa, 2012a", ("Brand", "Abara", "Costa"), "2012a")]),
        ("(Femi B. Oduya, 2016)", [("Femi B. Oduya, 2016", ("Femi B. Oduya",), "2016")]),
        ("(Oduya, F. B., 2016)", [("Oduya, F. B., 2016", ("Oduya, F. B",), "2016")]),
        ("(Oduya, S.D., 2016)", [("Oduya, S.D., 2016", ("Oduya, S.D",), "2016")]),
        ("(Oduya, N.D.)", [("Oduya, N.D.", ("Oduya",), "n.d.")]),
        ("(Oduya, 4, 2016)", [("Oduya, 4, 2016", ("Oduya",), "2016")]),
        ("Brand et al.’s (2012a) view", [("Brand et al.’s (2012a)", ("Brand",), "2012a")]),
        ("Brand *et al.* (2012a) say", [("Brand *et al.* (2012a)", ("Brand",), "2012a")]),
        ("(Brand _et al._, 2012a)", [("Brand _et al._, 2012a", ("Brand",), "2012a")]),
        ("(Oduya/Marlow 2014: 45)", [("Oduya/Marlow 2014", ("Oduya", "Marlow"), "2014")]),
        ("Oduya och Marlow (2014)", [("Oduya och Marlow (2014)", ("Oduya", "Marlow"), "2014")]),
    ],
)
def test_a_single_citation_is_found(written, text, expected):
    """However an author and a year are put together, the reader of the report sees them as printed."""
    assert expected == read(written(f"Tides rise {text} again.", ODUYA, MARLOW, BOTH, BRAND, SAILS))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("(Oduya, 2016; Marlow, 2019)", ["2016", "2019"]),
        ("(Oduya 2016, 23–25; 2018, 4)", ["2016", "2018"]),
        ("(cf. Brand et al. 2012a: 12f., 2012b: 15ff.)", ["2012a", "2012b"]),
        ("(Brand et al., 2012a/b)", ["2012a", "2012b"]),
        ("(Brand et al. 2012 a)", ["2012a"]),
        ("(Oduya and Marlow 2014, Brand et al. 2012a, Marlow 2019)", ["2014", "2012a", "2019"]),
        ("Brand et al. (2012a, b)", ["2012a", "2012b"]),
        ("(Brand et al., 2012a-b)", ["2012a", "2012b"]),
        ("(Oduya, 2016, 2018)", ["2016", "2018"]),
        ("(see, e.g., Oduya, 2016, p. 5; but cf. Marlow, 2019: 34)", ["2016", "2019"]),
        ("(Oduya (2016), Marlow (2019))", ["2016", "2019"]),
    ],
)
def test_every_work_of_a_group_is_found(written, text, years):
    """One bracket may cite many works: each is a citation of its own."""
    paper = written(f"Tides rise {text}.", ODUYA, MARLOW, BOTH, BRAND, SAILS, "Oduya, F. | 2018 | Winds")
    assert years == [c.year for c in paper.citations]


@pytest.mark.parametrize(
    ("text", "work"),
    [
        ("(van der Berg, 2010)", "van der Berg, J. | 2010 | A"),
        ("Van der Berg (2010)", "van der Berg, J. | 2010 | A"),
        ("(de la Torre, 2010)", "de la Torre, J. | 2010 | A"),
        ("(al-Khatib, 2010)", "al-Khatib, J. | 2010 | A"),
        ("(Müller, 2010)", "Mueller, J. | 2010 | A"),
        ("(O’Hara-Smith, 2010)", "O'Hara-Smith, J. | 2010 | A"),
        ("(DeVries, 2010)", "DeVries, J. | 2010 | A"),
        ("García Márquez (2010)", "García-Márquez, J. | 2010 | A"),
        ("Ortega y Gasset (2010)", "Ortega y Gasset, J. | 2010 | A"),
        ("(Silva Neto, 2010)", "Silva, J. | 2010 | A"),
        ("(Nguyễn, 2010)", "Nguyen, J. | 2010 | A"),
        ("(ODUYA, 2010)", "Oduya, J. | 2010 | A"),
        ("(WHO, 2010)", "{World Harbour Organization} | 2010 | A"),
        ("(Brand and co-workers, 2010)", "Brand, J.; Abara, A.; Costa, B. | 2010 | A"),
        ("(Oduya, 1953)", "Oduya, J. | 1900/1953 | A"),
        ("(Oduya FB, 2010)", "Oduya, F. B. | 2010 | A"),
        ("(World Health Board [WHB], 2010)", "{World Health Board} | 2010 | A"),
        (
            "(Vane Educational, Sci-\nentific and Cultural Board, 2010)",
            "{Vane Educational, Scientific and Cultural Board} | 2010 | A",
        ),
        ("(US Harbour Bureau, 2010)", "{US Harbour Bureau} | 2010 | A"),
        ("The Ministry of Ports and Tides (2010)", "{Ministry of Ports and Tides} | 2010 | A"),
        ("(Harbour Gazette, 2010)", "{Harbour Gazette} | 2010 | "),
        ("(“Rising tides,” 2010)", "{} | 2010 | Rising tides"),
        ("Law No. 12.345, of 5 May 2010, holds", "{} | 2010 | Law No. 12.345, of 5 May 2010. On tides"),
        ("(Oduya, n.d.)", "Oduya, J. |  | A"),
        ("(Oduya, in press)", "Oduya, J. | in press | A"),
        ("(Oduya, s.f.)", "Oduya, J. |  | A"),
        ("(王小明，2010)", "王小明 | 2010 | 水"),
        ("根据王小明（2010）的研究", "王小明 | 2010 | 水"),
        ("Иванов (2010) пишет", "Иванов, И. И. | 2010 | А"),
    ],
)
def test_a_name_of_any_form_is_linked(written, text, work):
    """Particles, hyphens, scripts, organisations, titles and laws are names like any other."""
    paper = written(f"Tides rise. {text}.", work, MARLOW)
    assert [("paper.txt#r1",)] == [m.references for m in paper.matches]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nach Oduya und Marlow (2014, S. 45); vgl. Brand u. a., 2012a", "de"),
        ("Selon Oduya et Marlow (2014) et (Brand et coll., 2012a)", "fr"),
        ("Según Oduya y Marlow (2014) y (Brand y cols., 2012a)", "es"),
        ("Segundo Oduya e Marlow (2014) e (BRAND et al., 2012a)", "pt"),
        ("Secondo Oduya e Marlow (2014) e (Brand e altri, 2012a)", "it"),
        ("Volgens Oduya en Marlow (2014) en (Brand e.a., 2012a)", "nl"),
        ("Według Oduya i Marlow (2014) oraz (Brand i in., 2012a)", "pl"),
        ("Согласно Oduya и Marlow (2014), также (Brand и др., 2012a)", "ru"),
        ("根据Oduya和Marlow（2014）的研究（Brand等，2012a）", "zh"),
        ("Enligt Oduya och Marlow (2014, s. 45), jfr (Brand m.fl., 2012a)", "sv"),
        ("Oduya ja Marlow (2014) sekä (Brand ym., 2012a)", "fi"),
        ("Podle Oduya a Marlow (2014), viz (Brand a kol., 2012a)", "cs"),
        ("Oduya ve Marlow (2014) ile (Brand vd., 2012a)", "tr"),
        ("Menurut Oduya dan Marlow (2014) serta (Brand dkk., 2012a)", "id"),
        ("За Oduya і Marlow (2014) та (Brand та ін., 2012a)", "uk"),
        ("Κατά τον Oduya και τη Marlow (2014) και (Brand κ.ά., 2012a)", "el"),
    ],
)
def test_names_are_joined_in_every_language(written, text, language):
    """'and' and 'et al.' are the lexicon's words."""
    paper = written(f"{text}.", BOTH, BRAND, language=language)
    assert {("paper.txt#r1",), ("paper.txt#r2",)} == {m.references for m in paper.matches}


@pytest.mark.parametrize(
    ("text", "works"),
    [
        (
            "海岸は変化する（山田, 2010）。山田・鈴木（2012）は測った。また佐藤ら（2015）によれば変わる。",
            ("山田太郎 | 2010 | 海", "山田太郎; 鈴木花子 | 2012 | 潮", "佐藤健一; 伊藤誠; 小林浩 | 2015 | 港"),
        ),
        (
            "해안은 변화한다(김철수, 2010). 김철수와 이영희(2012)는 측정하였다. 박민수 등(2015)에 따르면 변한다.",
            ("김철수 | 2010 | 바다", "김철수; 이영희 | 2012 | 조석", "박민수; 오세훈; 강하나 | 2015 | 항구"),
        ),
    ],
)
def test_family_names_are_found_where_no_space_ends_them(written, text, works):
    """Japanese papers cite by family name, Korean ones add endings to names: every such citation was called missing."""
    paper = written(text, *works)
    assert [("paper.txt#r1",), ("paper.txt#r2",), ("paper.txt#r3",)] == [m.references for m in paper.matches]


def test_authors_that_semicolons_join_are_one_work(written):
    """ABNT prints (SILVA; SOUZA, 2010): two authors, not two works."""
    paper = written("Assim (ODUYA; MARLOW, 2014; BRAND et al., 2012a).", BOTH, BRAND)
    assert [("ODUYA", "MARLOW"), ("BRAND",)] == [c.names for c in paper.citations]


@pytest.mark.parametrize(
    "text",
    [
        "The census of 2010 counted 1999 ships in May 2010 and June (2011).",
        "Lutra lutra (Linnaeus, 1758) swims.",
        "Source: Authors (Riverton, 2022)",
        "Figure 3 (2010) and Table 2, 2011, show it.",
        "Between 1990 and 2000 (1939–1945), version 2013 of the Olympics (2012) ran.",
        "The World Cup (2014) and the cup (Spring 2015) were won.",
        "J. Smith (personal communication, May 2015) and (Smith, unpublished data) agree.",
        "It was printed later (Riverton: Tide Press, 2013) and (New Riverton, VA: Tide, 2014).",
        "We visited Riverton (2010), and Riverton is large.",
        "The Riverton Agreement (2015), the Water Act (1989) and Hurricane Ada (2005) changed that.",
        "The Great Tide (1929) came, the Riverton Singers (1964) sang, as the press (Kyoto, 1997) wrote.",
        "Das Pariser Abkommen (2015) und la Ley de Aguas (1985) gelten.",
        "It was done with a program (Tidewise Corp., Riverton, 2013).",
        "They were made at\nthe same depth, and idem the id 2 was.",
        "It cost $2016 or 2016.5 or 2,016 at https://example.org/Oduya/2016.",
    ],
)
def test_what_is_no_citation_stays_silent(written, text):
    """Dates, figures, events, places, taxon authorities and sources of tables would be false alarms."""
    assert [] == read(written(text, ODUYA, MARLOW))


@pytest.mark.parametrize(
    "text",
    [
        "(Water Act, 1989)",
        "the Abara (2010) model",
        "the Ministry of Ports (Ada Board, 2010)",
        "Abara's Treaty; Abara (2010)",
    ],
)
def test_what_may_be_a_missing_work_is_not_silenced(written, text):
    """A law in brackets, and a person after an article, are cited as works are: that the list has none must be said."""
    assert 1 == len(read(written(f"So says {text}.", ODUYA, MARLOW)))


def test_what_is_cited_through_another_work_need_not_be_listed(written):
    """'zit. n.' ends with a full stop, which ends no sentence."""
    paper = written("Nach Abara et al. (2015, zit. n. Oduya 2016, S. 7) steigt sie.", ODUYA, MARLOW)
    assert [("indirect", "missing"), (None, "linked")] == [
        (c.problem, m.status) for c, m in zip(paper.citations, paper.matches, strict=True)
    ]


def test_the_publisher_and_year_of_a_note_are_no_citation(written):
    """'(Lagos: Harbour Press, 2016)' in a note was called a work that is not listed."""
    notes = (
        "1. Femi Oduya, Tides and Treaties (Lagos: Harbour Press, 2016), 45.\n2. Marlow, Harbours, 9.\n3. Ibid., 10."
    )
    paper = written(f"Tides rise.1 They fall.2 And rise.3\n\nNotes\n\n{notes}", ODUYA, MARLOW)
    assert [("footnote", "linked", "paper.txt#r1"), ("footnote", "linked", "paper.txt#r2")] == [
        (c.kind, m.status, *m.references) for c, m in zip(paper.citations[:2], paper.matches[:2], strict=True)
    ]
    assert all(m.status == "linked" for m in paper.matches)


def test_an_author_named_without_a_year_takes_the_citation_that_follows(written):
    """'Femi Oduya in his article stated' is a mention of the work that the paragraph goes on to cite."""
    paper = written("Femi Oduya in his article stated that tides rise. They do (Oduya, 2016).", ODUYA, MARLOW)
    assert [("narrative-no-year", "linked"), ("parenthetical", "linked")] == [
        (c.kind, m.status) for c, m in zip(paper.citations, paper.matches, strict=True)
    ]
    assert ("no-year",) == paper.matches[0].reasons


def test_a_person_who_is_only_quoted_is_no_author(written):
    """'The minister Femi Marlow said' cites nothing."""
    paper = written("The minister Ada Brand strongly said so. Tides rise (Oduya, 2016).", ODUYA, BRAND)
    assert ["Oduya, 2016"] == [c.surface for c in paper.citations]


def test_shorthand_stands_for_the_work_before_it(written):
    """Ibid. and op. cit. are citations of what they stand for, with their own page."""
    paper = written("So (Oduya, 2016). And (ibid., p. 7); Marlow (2019); (Oduya, op. cit., p. 9).", ODUYA, MARLOW)
    assert [("2016", None), ("2016", "7"), ("2019", None), ("2016", "9")] == [
        (c.year, c.locator) for c in paper.citations
    ]


def test_a_work_cited_through_another_need_not_be_listed(written):
    """(Marlow, 1950, as cited in Oduya, 2016): Oduya was read, and must be listed; Marlow need not be."""
    paper = written("So (Zed, 1950, as cited in Oduya, 2016).", ODUYA)
    assert [("indirect", False), (None, True)] == [(c.problem, c.secondary) for c in paper.citations]
    assert () == paper.account.missing


def test_a_stray_part_is_told(written):
    """(Harbour Gazette, 4, 2012) is linked, and marked as malformed."""
    paper = written("So (Harbour Gazette, 4, 2012).", "{Harbour Gazette} | 2012 | ")
    assert [("malformed", "linked")] == [
        (c.problem, m.status) for c, m in zip(paper.citations, paper.matches, strict=True)
    ]


def test_the_report_can_show_the_sentence_and_section(written):
    """A citation knows the heading it stands under, and the sentence around it."""
    paper = written("# Tides\n\nThey fall. They rise (Oduya, 2016). They stay.", ODUYA)
    assert [("Tides", "They rise (Oduya, 2016).")] == [(c.section, c.sentence) for c in paper.citations]


def test_spans_are_the_printed_text(written):
    """An editor that marks a span marks the citation."""
    text = "Tides rise (Oduya, 2016; Marlow, 2019a, b) as Brand et al. (2012a) say [@key]."
    paper = written(text, ODUYA, MARLOW, BRAND)
    assert [c.surface for c in paper.citations] == [text[c.span.start : c.span.end] for c in paper.citations]


PIECES = st.sampled_from(
    [
        "(",
        ")",
        "[",
        "]",
        "Oduya",
        "Marlow",
        ",",
        ";",
        " and ",
        "&",
        "et al.",
        " ",
        "\n",
        "\n\n",
        "2016",
        "2016a",
        "b",
        "^",
        "-",
        "–",
        "1",
        "12",
        "@key",
        "\\cite{",
        "}",
        "van der",
        "ibid.",
        "op. cit.",
        "王小明",
        "等",
        "Иванов",
        "in press",
        "’s",
        "in his article",
        "according to ",
        "Law No. 12",
        "́",
        "ß",
        "İ",
        "ﬁ",
        "😀",
        "．",
        "（",
        "）",
        "[^1]:",
    ]
)


@example("(Oduya, 2016a–İ)")
@example("(\u212alein, 2016)")
@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200))
def test_no_text_crashes(written, text):
    """Whatever stands in a paper, reading it ends in citations that lie in it, one match each, in text order."""
    paper = written(text, ODUYA, "1:: Marlow, A. | 2019 | Harbours")
    assert len(paper.citations) == len(paper.matches)
    places = [(c.span.start, c.span.end) for c in paper.citations]
    assert sorted(places) == places
    assert all(0 <= start <= end <= len(paper.document.text) for start, end in places)


def document(text):
    return Document(Source("p", "p", "paper", ""), text, "text", (0, *(n + 1 for n, c in enumerate(text) if c == "\n")))


@pytest.mark.parametrize(
    "unit",
    [
        "(",
        "[1,",
        "Oduya ",
        "Oduya, ",
        "Oduya; ",
        "(Oduya, 2016",
        "2016 ",
        "1 ",
        "a1,",
        "^1",
        "et al. ",
        "n. ",
        "Law No. 1 ",
        "in his ",
        "@a",
        "\\cite{",
        "http://a(",
        "王",
        "[^1]: Oduya",
        "ibid. ",
        "Oduya stated ",
        "# ",
        "\n\n",
        "A. ",
        "- ",
    ],
)
@pytest.mark.usefixtures("ends")
def test_a_text_of_one_thing_comes_to_an_end(unit):
    """A text made to be hard is read in seconds where its cost grows with its length; with the square of that, in hours."""
    text = (unit * (300_000 // len(unit) + 1))[:300_000]
    extract.citations(document(text), (), (), sections=extract.sections(document(text)), language="en")


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["(Oduya, 2016; ", "Oduya and Marlow (2014) ", "[1, 2–4] ", "word1,2 ", "Oduya stated in his article ", "( "],
)
@pytest.mark.usefixtures("ends")
def test_a_very_long_line_comes_to_an_end(unit):
    """Half a megabyte on one line is read, whatever it is made of."""
    text = unit * (500_000 // len(unit))
    extract.citations(document(text), (), (), sections=extract.sections(document(text)), language="en")


def test_a_look_back_for_a_line_start_copies_no_more_than_it_looks_at():
    """A citation far into a long line copied all the text before it: 50 MB took more than 200 s."""
    copied = []

    class Watched(str):
        __slots__ = ()

        def __getitem__(self, part):
            copied.append(part.stop - part.start)
            return str.__getitem__(self, part)

    far = Watched("word " * 100_000)
    assert (False, True) == (
        plausible._source_line(far, len(far)),
        plausible._source_line(Watched("\nSource: Oduya"), 9),
    )
    assert [] == [length for length in copied if length > 200]
