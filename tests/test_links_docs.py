"""The page on links and its workflow are run as far as they go without the network."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from fakes.web import reply, serving
from litreview import cli
from litreview.cli.links import links
from litreview.cli.review import review

DOCS = Path(__file__).parents[1] / "docs"
WORKFLOW = (DOCS / "workflows" / "links.yml").read_text(encoding="utf-8")
COMMANDS = re.findall(r"run: (litreview links .*)", WORKFLOW)


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with a bibliography, and a branch that adds a link."""
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org"]
    monkeypatch.chdir(tmp_path)
    with serving() as web:
        web.pages |= {"/old": reply(), "/new": reply()}
        entry = f"@misc{{old, url = {{{web.url('/old')}}}}}\n"
        Path("refs.bib").write_text(entry, encoding="utf-8")
        for command in ("init -q -b main", "add .", "commit -qm one", "update-ref refs/remotes/origin/main HEAD"):
            subprocess.run([*git, *command.split()], check=True, capture_output=True)
        Path("refs.bib").write_text(entry + f"@misc{{new, url = {{{web.url('/new')}}}}}\n", encoding="utf-8")
        yield web


def test_both_jobs_are_there():
    assert [True, False] == ["--state" in command for command in COMMANDS]


@pytest.mark.parametrize(("command", "asked"), list(zip(COMMANDS, (["/new", "/old"], ["/new"]), strict=True)))
def test_a_job_runs_as_it_stands(repository, command, asked, monkeypatch):
    """A workflow that does not run is found out on a Monday, in somebody's repository."""
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    own = {
        "LITREVIEW_ALLOW_PRIVATE": "1",
        "LITREVIEW_DOI_URL": repository.url("/doi/"),
        "LITREVIEW_ARCHIVE_URL": repository.url("/wayback/"),
    }
    words = [os.path.expandvars(word) for word in shlex.split(command)]
    done = subprocess.run(
        [sys.executable, "-m", *words], check=False, env={**os.environ, **own}, capture_output=True, text=True
    )
    assert (0, "", asked) == (done.returncode, done.stderr, sorted(repository.paths()))
    assert all(Path(word.partition("=")[2]).is_file() for word in words if word.startswith(("markdown=", "sarif=")))


def test_every_option_of_the_page_is_one():
    """A page that promises what is not there costs an hour."""
    page = (DOCS / "links.md").read_text(encoding="utf-8")
    known = {name for command in (links, review) for parameter in command.params for name in parameter.opts}
    assert set() == set(re.findall(r"--[a-z][a-z-]+", page)) - known


def test_the_commands_of_the_page_are_understood(repository, capsys):
    page = (DOCS / "links.md").read_text(encoding="utf-8")
    plans = [command for command in re.findall(r"litreview links refs\.bib[^`\n]*", page) if "--budget" not in command]
    for command in plans:
        assert 0 == cli.run([*shlex.split(command)[1:], "--offline"]), command
    assert "" == capsys.readouterr().err
