"""Every format, of the invented papers: that it is what its readers parse, and says what the review says."""

import csv
import dataclasses
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest

from fakes import large
from litreview import report
from litreview.errors import UsageError
from litreview.model import Meter, Part
from litreview.opinion import Place
from litreview.report import tables

SCHEMA = json.loads((Path(report.__file__).parent / "review.schema.json").read_text(encoding="utf-8"))


def closed(schema):
    """The schema with no room for what it does not name: the tool must not write what it does not document."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return inner | {"additionalProperties": False} if "properties" in schema and "required" in schema else inner


def test_json_is_the_review(review):
    """A program that reads review.json must get what the API's to_dict says."""
    assert review.to_dict() == json.loads(report.text(review, "json"))


@pytest.mark.parametrize("which", ["review", "empty"])
def test_json_holds_to_the_schema_that_ships(which, request):
    """A validator in somebody's CI would refuse our own file, or a field would be documented nowhere."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    data = request.getfixturevalue(which).to_dict()
    found = jsonschema.Draft202012Validator(closed(SCHEMA)).iter_errors(data)
    assert [] == [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize("name", ["csv", "works", "citations", "references", "links", "coverage", "keymap"])
def test_a_table_has_a_row_a_noun_and_its_columns_when_empty(name, review, empty):
    """A spreadsheet without a header, or with cells out of line, cannot be used."""
    table = {"csv": "findings"}.get(name, name)
    rows = list(csv.reader(io.StringIO(report.text(review, name))))
    counts = {"csv": 10, "works": 5, "citations": 17, "references": 7, "links": 4, "coverage": 24, "keymap": 7}
    assert counts[name] + 1 == len(rows)
    assert {len(tables.COLUMNS[table])} == {len(row) for row in rows}
    assert tables.COLUMNS[table] == next(csv.reader(io.StringIO(report.text(empty, name))))


def test_the_frames_are_the_tables(review):
    """`Review.works_frame()` and works.csv must not tell two stories."""
    frames = {
        "findings": review.findings_frame(),
        "works": review.works_frame(),
        "citations": review.citations_frame(),
        "references": review.references_frame(),
    }
    for name, frame in frames.items():
        assert tables.COLUMNS[name] == list(frame.columns)
        assert len(tables.rows(review.to_dict(), name)) == len(frame)
    assert 2016 == int(frames["works"].set_index("key").loc["oduya2016tides", "year"])


def test_files_do_not_depend_on_the_number_of_cores(review, tmp_path):
    """Written on two cores, a report must be the one that is written on one."""

    def written(jobs):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        draft = report.Draft(jobs=jobs)
        draft.works(review.evidence.works)
        draft.facts(review.evidence)
        draft.files(review, lambda file, text: (folder / file).write_text(text))
        return {file.name: file.read_text() for file in folder.iterdir()}

    assert written(1) == written(2)


def test_what_is_wrong_with_a_setting_is_said_on_two_cores_too(review):
    """A style that there is none of must be named, and not be an internal error of a process that nobody sees."""
    draft = report.Draft(style="plian", jobs=2)
    draft.works(review.evidence.works)
    with pytest.raises(UsageError, match="did you mean 'plain'"):
        draft.files(review, {}.__setitem__)


@pytest.mark.parametrize(
    ("n", "of", "words"),
    [
        (1, 1, "The only citation leads to a reference"),
        (0, 1, "The only citation leads to no reference"),
        (0, 3, "None of 3 citations leads to a reference"),
        (1, 3, "1 of 3 citations leads to a reference"),
        (3, 3, "All 3 citations lead to a reference"),
    ],
)
def test_the_verdict_reads_as_a_sentence(review, n, of, words):
    """The first line that everybody reads."""
    coverage = dataclasses.replace(review.evidence.coverage, meters={"resolved": Meter(n, of)})
    told = dataclasses.replace(review, evidence=dataclasses.replace(review.evidence, coverage=coverage))
    assert words in report.text(told, "text")


def test_an_empty_review_makes_frames_with_columns(empty):
    """A script over many folders must not fail on one that holds nothing."""
    assert tables.COLUMNS["works"] == list(empty.works_frame().columns)


def test_text_says_where_and_what_was_not_checked(review):
    """The terminal is where most findings are read: file, line, column, and no silent all-clear."""
    text = report.text(review, "text")
    assert "papers/tides.txt\n" in text
    assert "   11:20  error    LR103  (Oduya, 2017) is not listed" in text
    assert "not checked: LR403 (needs a second run)" in text
    assert "LR304" not in text, "what is only possible is not shown by default"
    assert "LR203" not in text, "what is ignored is not shown"
    assert "LR304" in report.text(review, "text", min_confidence="possible")


@pytest.mark.parametrize("width", [30, 60, 100])
def test_text_keeps_to_the_width_of_the_terminal(review, width):
    """Lines that run over the edge of a terminal are unreadable."""
    text = report.text(review, "text", width=width)
    assert max(map(len, text.splitlines())) <= max(width, 47)


def test_text_is_plain_unless_colour_is_asked_for(review):
    """Escape codes in a log file or with NO_COLOR are noise."""
    assert "\x1b" not in report.text(review, "text")
    assert "\x1b[31merror\x1b[0m" in report.text(review, "text", colour=True)


def test_markdown_has_the_meters_ten_findings_and_the_rest_folded(review):
    """A comment on a pull request is read at a glance, and found again by its marker."""
    text = report.text(review, "markdown")
    assert text.startswith("<!-- litreview -->\n")
    assert "| Resolved citations | 9 of 17 | 52 % | 0 |" in text
    assert 8 == text.count("\n- **LR")
    assert "<details>" not in text


def test_a_comment_of_many_findings_is_folded_and_fits():
    """A code host refuses a comment of more than 65,536 characters, and nobody reads 2,000 lines."""
    text = report.text(large.review(60, findings=2000), "markdown")
    assert len(text) < 65_536
    shown, _, folded = text.partition("<details>")
    assert 10 == shown.count("\n- **LR")
    assert re.search(r"\n- and \d+ more, in review.html\n\n</details>", folded)


def test_sarif_has_a_result_a_finding_and_the_suppression(review):
    """A code host refuses a SARIF log without its parts, and shows an ignored finding as open."""
    log = json.loads(report.text(review, "sarif"))
    results = log["runs"][0]["results"]
    assert "2.1.0" == log["version"]
    assert [finding.rule for finding in review.findings] == [result["ruleId"] for result in results]
    region = results[2]["locations"][0]["physicalLocation"]["region"]
    assert (11, 20) == (region["startLine"], region["startColumn"])
    assert [True] == [bool(r.get("suppressions")) for r in results if r["ruleId"] == "LR203"]


@pytest.fixture
def elsewhere(review):
    """The review, its first finding in an included chapter and its second on a page of a PDF."""
    spans = {"file": "book/tides & ports.tex"}, {"page": 3}
    moved = tuple(
        dataclasses.replace(f, places=(Place(dataclasses.replace(f.places[0].span, line=4, column=12, **at)),))
        for f, at in zip(review.findings, spans, strict=False)
    )
    return dataclasses.replace(review, findings=moved)


def test_formats_for_machines_name_the_included_file_and_the_page(elsewhere):
    """An annotation at line 4 of the book, which stands in line 4 of a chapter, points at something else."""
    chapter, page = (
        result["locations"][0] for result in json.loads(report.text(elsewhere, "sarif"))["runs"][0]["results"]
    )
    assert "book/tides%20%26%20ports.tex" == chapter["physicalLocation"]["artifactLocation"]["uri"]
    assert ("p. 3, 4:12", {"page": 3}) == (page["message"]["text"], page["properties"])
    annotated = report.text(elsewhere, "github").splitlines()
    assert "file=book/tides & ports.tex,line=4,col=12," in annotated[0]
    assert "(p. 3)::" in annotated[1]
    cases = ET.fromstring(report.text(elsewhere, "junit")).findall(".//testcase[failure]")
    assert {"book/tides & ports.tex"} < {case.get("file") for case in cases}
    assert {"tides & ports.tex:4:12", "p. 3, 4:12"} == {case.get("name").partition(" LR")[0] for case in cases}
    rows = list(csv.DictReader(io.StringIO(report.text(elsewhere, "csv"))))
    assert ["book/tides & ports.tex", "3"] == [rows[0]["path"], rows[1]["page"]]


def test_sarif_gives_no_offset_into_a_text_that_is_no_file(elsewhere):
    """A code host would underline something else."""
    listing = elsewhere.evidence.papers[0]
    document = dataclasses.replace(listing.document, parts=(Part(0, page=1),))
    joined = [dataclasses.replace(each, document=document) for each in elsewhere.evidence.papers]
    evidence = dataclasses.replace(elsewhere.evidence, papers=tuple(joined))
    assert '"charOffset"' in report.text(elsewhere, "sarif")
    assert '"charOffset"' not in report.text(dataclasses.replace(elsewhere, evidence=evidence), "sarif")


def test_sarif_explains_its_rules(review):
    """A reader of a code host's alert must learn what the rule means, and when it is wrong."""
    log = json.loads(report.text(review, "sarif", pages={"LR103": "**Why it matters.** It misleads."}))
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert "**Why it matters.** It misleads." == rules["LR103"]["help"]["markdown"]
    assert "help" not in rules["LR004"]


def test_junit_is_xml_that_counts_its_cases(review, empty):
    """A CI service shows nothing at all where the counts or the XML are wrong."""
    suites = ET.fromstring(report.text(review, "junit"))
    assert (int(suites.get("tests")), int(suites.get("failures"))) == (
        len(suites.findall(".//testcase")),
        len(suites.findall(".//failure")),
    )
    assert 8 == len(suites.findall(".//failure"))
    assert "testsuites" == ET.fromstring(report.text(empty, "junit")).tag


def test_github_commands_name_file_line_and_column(review):
    """An annotation without its line stands at the top of the file, or nowhere."""
    first = report.text(review, "github").splitlines()[0]
    assert (
        "::error file=papers/lamps.txt,line=3,col=42,title=LR004 no-reference-section::"
        "No reference list was found, but 3 citations."
    ) == first


def test_badges_say_the_same(review, empty):
    """The badge of a README must not promise more than the report."""
    endpoint = json.loads(report.text(review, "badge"))
    assert {"schemaVersion": 1, "label": "citations", "message": "9 of 17 resolved", "color": "red"} == endpoint
    svg = ET.fromstring(report.text(review, "badge-svg"))
    assert "citations: 9 of 17 resolved" == svg.get("aria-label")
    assert "none found" == json.loads(report.text(empty, "badge"))["message"]


def test_an_unknown_format_is_told_with_a_suggestion(review):
    """A typo on the command line must not end in a traceback."""
    with pytest.raises(UsageError, match="did you mean 'markdown'"):
        report.text(review, "markdwon")


@pytest.mark.parametrize("name", list(report.FORMATS))
def test_the_same_review_gives_the_same_text(name, review, empty):
    """Golden reports are held byte for byte."""
    assert report.text(review, name) == report.text(review, name)
    assert isinstance(report.text(empty, name), str)


def test_the_folder_holds_every_file(review):
    """`litreview review` promises these files by name."""
    made = {}
    report.Draft().files(review, made.__setitem__)
    assert set(report.FILES) == set(made)
