"""The README's transcripts are what the command prints, its Python runs, and its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

import litreview as api

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TRANSCRIPTS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def checkout(tmp_path):
    """A folder that holds what a reader's checkout holds of refs/."""
    shutil.copytree(ROOT / "refs", tmp_path / "refs", ignore=shutil.ignore_patterns("*.bib"))
    return tmp_path


def _found(folder, pattern):
    return sorted(path.relative_to(folder).as_posix() for path in folder.glob(pattern))


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda text: text.splitlines()[0])
def test_transcript_is_what_is_printed(litreview, checkout, transcript):
    """A reader who types what the README shows must see what it shows."""
    for block in re.split(r"^\$ ", transcript, flags=re.MULTILINE)[1:]:
        line, _, expected = block.partition("\n")
        arguments = [
            found for word in shlex.split(line)[1:] for found in (_found(checkout, word) if "*" in word else [word])
        ]
        ran = litreview(*arguments, cwd=checkout, COLUMNS="100")
        assert (ran.out + ran.err).rstrip("\n") == expected.rstrip("\n")


def test_python_of_the_readme_runs(tmp_path, monkeypatch):
    (tmp_path / "paper.txt").write_text(
        "It was so (Oduya, 2016).\n\nReferences\n\nOduya, F. (2016). Tides. Ports, 1, 2-3.\n"
    )
    (tmp_path / "refs.bib").write_text("@article{a, author={Oduya, F.}, title={Tides}, journal={Ports}, year=2016}\n")
    monkeypatch.chdir(tmp_path)
    for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL):
        exec(compile(code, "README.md", "exec"), {})


def test_links_to_files_lead_somewhere():
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_commands_of_the_readme_exist():
    """A command or option that was renamed must not live on in the README."""
    from litreview.cli import COMMANDS

    fenced = re.findall(r"```(?:sh|console)\n(.*?)```", README, re.DOTALL)
    code = "\n".join([*fenced, *re.findall(r"`(litreview [^`\n]+)`", README)])
    commands = set(re.findall(r"^(?:\$ )?litreview ([a-z]+)", code, re.MULTILINE))
    assert sorted(commands - set(COMMANDS)) == []


def test_exported_names_are_documented():
    assert [name for name in ("review", "parse_references") if name not in README or not hasattr(api, name)] == []
