"""What tests share: the labelled papers beside the checkout, and running the command as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest

# `make test` draws the same few hundred examples a law each time; `make test-all` draws thousands, anew.
_CALM = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("brief", max_examples=200, derandomize=True, database=None, **_CALM)
hypothesis.settings.register_profile("long", max_examples=5000, **_CALM)
hypothesis.settings.load_profile(os.environ.get("LITREVIEW_LAWS", "brief"))

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of labelled data beside the checkout; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the labelled data in ../shared, which is not part of the project")
    return folder


class Ran(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


@pytest.fixture
def litreview(tmp_path):
    """Run `litreview ARGUMENTS` as a process, in a folder of its own unless `cwd` says where."""

    def run(*arguments, cwd=tmp_path, stdin="", **environment) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "litreview", *map(str, arguments)],
            check=False,
            capture_output=True,
            cwd=cwd,
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", **environment},
            timeout=120,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
