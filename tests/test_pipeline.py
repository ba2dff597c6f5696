"""The public API, and what must hold of a whole run."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import litreview as api
from litreview import occasion


def test_public_names_are_all_there():
    assert [name for name in api.__all__ if not hasattr(api, name)] == []


def test_public_names_are_those_promised():
    """A name that disappears breaks somebody's script."""
    assert api.__all__ == [
        "Citation",
        "Config",
        "Entry",
        "Finding",
        "LinkCheck",
        "LitreviewError",
        "Reference",
        "Review",
        "Work",
        "__version__",
        "check_links",
        "dedupe_entries",
        "parse_references",
        "review",
        "split_references",
    ]


def test_version_imports_neither_pandas_nor_requests():
    """Start-up is felt on every commit hook."""
    code = (
        "import sys, litreview.cli as c; c.run(['--version']);"
        "print(sorted({'pandas', 'requests', 'jinja2', 'bibtexparser', 'pybtex', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_dedupe_entries_without_ids():
    entries = api.parse_references(["Oduya, F. (2016). Tides. Ports, 1(2), 3-4. doi:10.5555/tides"] * 2)
    assert [len(work.members) for work in api.dedupe_entries(entries)] == [2]


def test_keys_of_a_bibliography_in_the_paper_are_kept(tmp_path):
    """A .bib with other keys than those of the list in the paper would break each of its citations."""
    (tmp_path / "main.tex").write_text(
        "Tides rise \\cite{odu16,mar:19}.\n\\begin{thebibliography}{9}\n"
        "\\bibitem{odu16} F. B. Oduya. \\emph{Tides and treaties}. Port Press, 2016.\n"
        "\\bibitem{mar:19} A. Marlow. Harbours. \\emph{Coastal Review}, 12:1--9, 2019.\n\\end{thebibliography}\n"
    )
    assert ["odu16", "mar:19"] == [
        work.key for work in api.review([tmp_path / "main.tex"], offline=True).evidence.works
    ]


def test_review_of_the_same_papers_is_the_same_bytes(shared):
    papers = sorted((shared / "papers").glob("*.txt"))
    first, second = (api.review(papers, offline=True, today="2026-01-01").to_dict() for _ in range(2))
    for review in (first, second):
        review["run"].pop("started", None)
    assert json.dumps(first) == json.dumps(second)


def test_order_of_the_papers_does_not_change_the_works(shared):
    papers = sorted((shared / "papers").glob("*.txt"))
    works = [
        sorted((w.id, w.key) for w in api.review(order, offline=True).evidence.works)
        for order in (papers, papers[::-1])
    ]
    assert works[0] == works[1]


def test_the_two_papers_against_their_labels(shared, litreview, tmp_path):
    """Every citation, reference and finding that a careful reader marked by hand."""
    papers = sorted((shared / "papers").glob("*.txt"))
    ran = litreview("review", "--offline", *papers, "-o", "out")
    out = tmp_path / "out"
    checker = [sys.executable, shared / "tools" / "check_papers.py", out / "review.json", out / "consolidated.bib"]
    checked = subprocess.run(checker, capture_output=True, text=True, check=False)
    assert (ran.status, checked.stdout.splitlines()[-1].split(", ")[1], checked.stdout.count("FAIL")) == (
        0,
        "0 failed",
        0,
    )


def test_story_of_the_record_is_that_of_the_papers(shared):
    """refs/ stands for papers whose prose we may not publish: it must lead to the same findings."""
    record = sorted((Path(__file__).parents[1] / "refs").glob("*.txt"))
    papers = [shared / "papers" / path.name for path in record]
    stories = [
        [
            (f.rule, f.paper, f.message, len(f.places))
            for f in api.review(paths, offline=True, today="2026-01-01").findings
        ]
        for paths in (papers, record)
    ]
    assert sorted(stories[0], key=str) == sorted(stories[1], key=str)


def test_nouns_travel_as_they_are(shared):
    """What a worker found would differ from what this process finds."""
    review = api.review(sorted((shared / "papers").glob("*.txt")), offline=True, today="2026-01-01")
    assert review == pickle.loads(pickle.dumps(review))


def test_runs_of_papers_are_long_first_and_short_last():
    """One core would wait for another's last papers."""
    assert [5, 3, 3, 2, 1, 1, 1, 1, 1, 1, 1] == [len(run) for run in occasion._runs(range(20), 1)]
