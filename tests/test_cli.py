"""The command line as a user meets it: statuses, messages, files written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import sys

import pytest

PAPER = """Tides and treaties

Introduction

The river was closed (Oduya, 2016). Later it was opened (Marlow, 2019).

References

Oduya, F. B. (2016). Tides and treaties. Journal of Harbour Studies, 12(3), 45-67.
Marlow, A. (2019). Ports of the north. Harbour Press.
"""
BROKEN_BIB = "@article{good, title={Good tides}, author={Oduya, F.}, year=2016, journal={Ports}}\n@article{bad, title={Unclosed\n"


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def test_review_writes_everything_it_promises(litreview, paper, tmp_path):
    ran = litreview("review", "--offline", paper, "-o", "out")
    assert (ran.status, "Traceback" in ran.err) == (0, False)
    promised = {"consolidated.bib", "review.html", "review.md", "review.json", "keymap.csv"}
    assert promised <= {p.name for p in (tmp_path / "out").iterdir()}
    assert json.loads((tmp_path / "out" / "review.json").read_text())["schema_version"] == 1


def test_nothing_is_left_beside_the_report(litreview, paper, tmp_path):
    litreview("review", "--offline", paper, "-o", "out")
    assert [p.name for p in (tmp_path / "out").iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["review", "nowhere.txt"], "nowhere.txt"),
        (["review", "empty-folder"], "empty-folder"),
        (["review", "empty.txt"], "empty.txt"),
        (["check", "binary.txt"], "binary.txt"),
        (["revew", "paper.txt"], "did you mean 'review'"),
        (["check", "paper.txt", "--select", "LR999"], "LR999"),
        (["check", "paper.txt", "-f", "jsn"], "did you mean 'json'"),
        (["check", "paper.txt", "--min-confidence", "sure"], "sure"),
        (["check", "paper.txt", "--today", "tomorrow"], "YYYY-MM-DD"),
        (["review", "paper.txt", "--offline", "-o", "paper.txt"], "paper.txt"),
        (["review", "paper.txt", "--offline", "--also", "json"], "FORMAT=FILE"),
        (["explain", "cited-not-lsted"], "did you mean 'cited-not-listed'"),
    ],
)
def test_bad_input_gets_a_message_and_status_2(litreview, paper, tmp_path, arguments, says):
    """No traceback reaches a user; the message names what is wrong."""
    (tmp_path / "empty-folder").mkdir()
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    ran = litreview(*arguments)
    assert (ran.status, ran.out, says in ran.err, "Traceback" in ran.err) == (2, "", True, False)
    assert not (tmp_path / "litreview-report").exists()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows may write anywhere")
def test_folder_that_cannot_be_written(litreview, paper, tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    assert litreview("review", "--offline", paper, "-o", "locked/out").status == 2


def test_output_under_a_file_cannot_be_written(litreview, paper, tmp_path):
    ran = litreview("review", "--offline", paper, "-o", "paper.txt/out")
    assert (ran.status, "paper.txt" in ran.err) == (2, True)


def test_broken_entry_is_a_finding_and_the_rest_is_read(litreview, tmp_path):
    """One bad entry must not cost the others."""
    (tmp_path / "refs.bib").write_text(BROKEN_BIB, encoding="utf-8")
    ran = litreview("check", "refs.bib", "-f", "json")
    review = json.loads(ran.out)
    assert "LR001" in {f["rule"] for f in review["findings"]}
    assert "Good tides" in {
        r["entry"]["title"] for r in review["bibliographies"][0]["references"] if "title" in r["entry"]
    }


def test_spaces_and_accents_in_names(litreview, tmp_path):
    path = tmp_path / "été à la mer" / "mein Aufsatz.txt"
    path.parent.mkdir()
    path.write_text(PAPER, encoding="utf-8")
    assert litreview("check", path).status == 0


def test_standard_input(litreview):
    assert litreview("check", "-", stdin=PAPER).status == 0


def test_check_fails_on_an_error_and_not_below_the_bar(litreview, tmp_path):
    (tmp_path / "paper.txt").write_text(PAPER.replace("(Marlow, 2019)", "(Tarn, 2001)"), encoding="utf-8")
    assert [litreview("check", "paper.txt", *more).status for more in ([], ["--fail-on", "never"])] == [1, 0]


def test_settings_file_of_the_folder_is_obeyed(litreview, paper, tmp_path):
    (tmp_path / "litreview.toml").write_text('fail-on = "nevr"\n')
    ran = litreview("check", paper)
    assert (ran.status, "did you mean 'never'" in ran.err) == (2, True)


def test_bib_keeps_its_keys_when_a_paper_is_added(litreview, paper, tmp_path):
    """A manuscript that cites by key must not break when the bibliography grows."""
    litreview("bib", paper, "-o", "all.bib")
    before = (tmp_path / "all.bib").read_text()
    (tmp_path / "other.txt").write_text(
        PAPER.replace("Oduya, F. B. (2016). Tides and treaties", "Oduya, A. (2016). Tides and trade")
    )
    litreview("bib", "other.txt", paper, "-o", "all.bib")
    keys = [line for line in before.splitlines() if line.startswith("@")]
    after = (tmp_path / "all.bib").read_text()
    assert [key for key in keys if key not in after] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("bib", "paper.tex", "-o", "refs.bib"),
        ("bib", "refs.bib", "-o", "other.bib", "--keymap", "refs.bib"),
        ("convert", "refs.bib", "refs.bib"),
        ("check", "paper.tex", "--also", "bibtex=refs.bib"),
        ("links", "refs.bib", "--offline", "--also", "markdown=refs.bib"),
        ("review", "paper.tex", "--offline", "--also", "html=paper.tex"),
    ],
)
def test_what_was_read_is_not_written_over(litreview, tmp_path, arguments):
    """An author would lose the strings, comments and layout of the .bib, or the paper itself."""
    (tmp_path / "refs.bib").write_text(
        "@misc{a, title={Tides of salt}, author={Oduya, F.}, year=2016}", encoding="utf-8"
    )
    (tmp_path / "paper.tex").write_text("Tides \\cite{a}. \\bibliography{refs}", encoding="utf-8")
    before = sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())
    ran = litreview(*arguments)
    assert (2, True) == (ran.status, "would be written over; name another file" in ran.err), ran
    assert before == sorted((path.name, path.read_bytes()) for path in tmp_path.iterdir())


def test_a_paper_may_cite_from_a_bib_of_ours(litreview, paper, tmp_path):
    """Every citation of a paper that uses the consolidated .bib would be accused."""
    litreview("bib", paper, "-o", "all.bib")
    key = (tmp_path / "all.bib").read_text(encoding="utf-8").partition("{")[2].partition(",")[0]
    (tmp_path / "new.tex").write_text(f"Tides \\cite{{{key}}}. \\bibliography{{all}}", encoding="utf-8")
    ran = litreview("check", "new.tex", "--select", "LR101")
    assert (0, True) == (ran.status, "The only citation leads" in ran.out), ran.out
    assert 0 == litreview("bib", "new.tex", "-o", "all.bib").status
    assert key in (tmp_path / "all.bib").read_text(encoding="utf-8")


def test_parse_prints_a_line_an_entry(litreview):
    ran = litreview(
        "parse", stdin="Oduya, F. B. (2016). Tides and treaties. Journal of Harbour Studies, 12(3), 45-67.\n"
    )
    row = json.loads(ran.out)
    assert (row["title"], row["year"], row["volume"]) == ("Tides and treaties", "2016", "12")


def test_extract_prints_positions(litreview, paper):
    ran = litreview("extract", "--what", "citations", "paper.txt")
    assert ran.out.splitlines() == ["paper.txt:5:23: Oduya, 2016", "paper.txt:5:58: Marlow, 2019"]


def test_init_writes_settings_that_load(litreview, paper):
    assert litreview("init").status == 0
    assert litreview("init").status == 2
    assert litreview("check", paper).status == 0


def test_every_line_of_a_new_settings_file_may_be_used(litreview, tmp_path):
    """Who takes the sign off a line would be told that it cannot be so."""
    litreview("init")
    file = tmp_path / "litreview.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    used = "\n".join(line[1:] if line.startswith("#") and not line.startswith("# ") else line for line in lines)
    file.write_text(used.replace('"author-year"', '"footnote"'), encoding="utf-8")
    shown = litreview("config")
    assert (0, True, False) == (shown.status, 'citation-style = "footnote"' in shown.out, "not set" in shown.out), shown


def test_codes_may_be_given_with_commas(litreview, paper, tmp_path):
    """As in other linters."""
    assert 0 == litreview("check", paper, "--select", "LR1,cited-not-listed, LR904").status
    assert "no rule is 'LR99'" in litreview("check", paper, "--ignore", "LR1,LR99").err


def test_what_the_baseline_knows_is_not_told_again(litreview, tmp_path):
    """A pull request would be annotated with the faults of ten years, and JUnit fail by them though the check passes."""
    (tmp_path / "refs.bib").write_text(BROKEN_BIB, encoding="utf-8")
    litreview("check", "refs.bib", "--also", "json=base.json")
    told = {
        form: litreview("check", "refs.bib", "--baseline", "base.json", "-f", form)
        for form in ("text", "github", "json")
    }
    assert [0, 0, 0] == [ran.status for ran in told.values()]
    assert [False, False, True] == ["LR001" in ran.out for ran in told.values()]
    assert "known from base.json" in told["text"].err


def test_printed_references_are_converted_with_their_type(litreview, paper):
    """An article with journal and volume would be '@misc', and lose both in print."""
    out = litreview("convert", paper, "-", "--to", "bibtex").out
    assert ["book", "article"] == re.findall(r"@(\w+)\{", out)


DUPLICATE = "author={Oduya, F. B.}, title={Tides of salt in small harbours}, journal={Ports}, volume=12, year=2016, doi={10.1000/x}"


def test_keys_are_rewritten_in_all_files_of_a_paper(litreview, tmp_path):
    """A chapter would go on to cite a key that is gone."""
    (tmp_path / "refs.bib").write_text(f"@article{{a, {DUPLICATE}}}\n@article{{b, {DUPLICATE}}}\n", encoding="utf-8")
    (tmp_path / "paper.tex").write_text("\\input{one}\\cite{b}\\bibliography{refs}", encoding="utf-8")
    (tmp_path / "one.tex").write_text("Tides \\citep[see][3]{b}.", encoding="utf-8")
    (tmp_path / "paper.qmd").write_text("---\nbibliography: refs.bib\n---\nTides [@b].", encoding="utf-8")
    litreview("bib", "paper.tex", "paper.qmd", "-o", "all.bib", "--rewrite-keys")
    files = ["paper.tex", "one.tex", "paper.qmd"]
    assert [True] * 3 == [
        key in (tmp_path / name).read_text() for name, key in zip(files, ("{a}", "{a}", "@a"), strict=True)
    ]


def test_a_key_means_what_the_bibliography_of_the_paper_says(litreview, tmp_path):
    """Two papers that give one key to two works would neither be rewritten, and be warned of it though each is plain."""
    for name, title in (("one", "Tides of salt"), ("two", "Ports of call")):
        entry = f"author={{Oduya, F.}}, title={{{title}}}, journal={{Ports}}, year=2016"
        (tmp_path / f"{name}.bib").write_text(
            f"@article{{oduya, {entry}}}\n@article{{unused, {entry}, volume=3}}", "utf-8"
        )
        (tmp_path / f"{name}.tex").write_text(f"\\cite{{oduya}}\\bibliography{{{name}}}", encoding="utf-8")
    ran = litreview("bib", "one.tex", "two.tex", "-o", "all.bib", "--rewrite-keys")
    cited = [re.findall(r"cite\{(\w+)\}", (tmp_path / f"{name}.tex").read_text())[0] for name in ("one", "two")]
    written = (tmp_path / "all.bib").read_text(encoding="utf-8")
    assert ("", ["Tides of salt", "Ports of call"]) == (
        "".join(line for line in ran.err.splitlines() if "means" in line),
        [re.search(rf"@article\{{{key},.*?title = \{{([^}}]*)\}}", written, re.DOTALL)[1] for key in cited],
    )


def test_a_position_in_an_included_file_can_be_opened(litreview, tmp_path):
    """An editor goes to 'path:line:column', and to nothing else."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "one.tex").write_text("Tides \\cite{a}.", encoding="utf-8")
    (tmp_path / "paper.tex").write_text("\\input{parts/one}\n\\cite{b}", encoding="utf-8")
    assert (
        "parts/one.tex:1:7: \\cite{a}\npaper.tex:2:1: \\cite{b}\n"
        == litreview("extract", "paper.tex", "--what", "citations").out
    )
