"""What the main job makes of refs/ is committed, and reviewed like code: `make review` makes it again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EPOCH = re.search(r"SOURCE_DATE_EPOCH=(\d+)", (ROOT / "Makefile").read_text(encoding="utf-8"))[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """refs/ and reports/ made anew, as `make review` makes them."""
    folder = tmp_path_factory.mktemp("golden")
    shutil.copytree(ROOT / "refs", folder / "refs")
    papers = sorted(str(p.relative_to(folder)) for p in (folder / "refs").glob("*.txt"))
    for command in (
        ["bib", *papers, "-o", "refs/consolidated.bib"],
        ["review", "--offline", *papers, "-o", "reports"],
    ):
        subprocess.run(
            [sys.executable, "-m", "litreview", *command],
            cwd=folder,
            check=True,
            capture_output=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        )
    return folder


def test_consolidated_bib_is_byte_for_byte_the_committed_one(made):
    assert (made / "refs" / "consolidated.bib").read_bytes() == (ROOT / "refs" / "consolidated.bib").read_bytes()


@pytest.mark.parametrize("name", sorted(p.name for p in (ROOT / "reports").iterdir()))
def test_report_is_byte_for_byte_the_committed_one(made, name):
    assert (made / "reports" / name).read_bytes() == (ROOT / "reports" / name).read_bytes()


def test_nothing_more_is_written_than_is_committed(made):
    assert sorted(p.name for p in (made / "reports").iterdir()) == sorted(p.name for p in (ROOT / "reports").iterdir())
