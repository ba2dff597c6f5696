"""What tests share: the labelled papers beside the checkout, and running the command as a user does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import hypothesis
import pytest

from litreview import crosscheck, extract
from litreview.model import Document, Entry, Name, Paper, Reference, Source

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


@pytest.fixture(scope="session")
def written():
    """Make a paper of text and a list, its citations found and matched: `written("(Oduya, 2016)", "Oduya, F. | 2016 | Tides")`.

    A work is 'Family, Given; Family, Given | year | title', an organisation in braces, a label before ':: '.
    """

    def paper(text, *works, source="paper.txt", style=None, language=None, works_of=(), heading="References"):
        listed = "\n".join(work.replace(" | ", ". ") for work in works)
        document = Document(
            Source(source, source, "paper", ""),
            f"{text}\n\n{heading}\n\n{listed}\n" if works else text,
            "text",
            (0, *(n + 1 for n, c in enumerate(f"{text}\n\n{heading}\n\n{listed}\n") if c == "\n")),
        )
        references, entries, at = [], [], len(text) + len(heading) + 4
        for n, work in enumerate(works):
            printed = work.replace(" | ", ". ")
            label, _, rest = work.rpartition(":: ")
            people, year, title = rest.split(" | ")
            names = [_name(name) for name in people.split("; ") if name.strip("{}")]
            truncated = bool(names) and names[-1].lead == "et al."
            references.append(
                Reference(f"{source}#r{n + 1}", n, printed, document.span(at, at + len(printed)), label or None)
            )
            entries.append(
                Entry(
                    references[-1].id,
                    key=label if label and not label.isdigit() else None,
                    authors=tuple(names[:-1] if truncated else names),
                    authors_truncated=truncated,
                    year=year or None,
                    title=title,
                )
            )
            at += len(printed) + 1
        found = extract.citations(document, references, entries, language=language, style=style)
        alone = Paper(source, document.source, document, references=tuple(references), entries=tuple(entries))
        alone = replace(
            alone,
            citation_style=found.style,
            vote=found.vote,
            citations=found.citations,
            has_reference_list=bool(works),
        )
        return crosscheck.papers([crosscheck.alone(alone)], [], [])[0]

    return paper


def _name(printed):
    if printed.startswith("{"):
        return Name(literal=printed.strip("{}"))
    family, _, given = printed.partition(", ")
    return Name(family=family, given=given or None)


@pytest.fixture
def ends(request):
    """A test that hangs fails after a minute (or `request.param` seconds) of processor time: no speed is measured.

    What takes seconds where it should take milliseconds is seen in bench/; what grows with the square of a megabyte is seen here.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def tell(_number, _frame):
        pytest.fail("took more processor time than it ever should: it hangs, or its cost grows too fast")

    before = signal.signal(signal.SIGPROF, tell)
    signal.setitimer(signal.ITIMER_PROF, getattr(request, "param", 60))
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


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
