"""What every file of the project keeps to, whoever writes it."""

from __future__ import annotations

import ast
import json
import locale
import re
import subprocess
import sys
from pathlib import Path

import pytest

from litreview import config

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "litreview"
MODULES = sorted(PACKAGE.rglob("*.py"))
SHARED = ROOT.parent / "shared"


def _shown(path):
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_shown)
def test_a_file_has_fewer_than_400_lines(path):
    """A file that nobody can hold in mind is two files."""
    assert len(path.read_text(encoding="utf-8").splitlines()) < 400


@pytest.mark.parametrize("path", MODULES, ids=_shown)
def test_a_module_opens_with_one_sentence(path):
    """A newcomer reads the first line of each file, and knows where to look."""
    first = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]
    assert re.search(r"\w.*[.:]$", first)


def test_rooms_are_one_level_deep():
    """A room in a room hides what it holds."""
    assert [] == [_shown(path) for path in MODULES if len(path.relative_to(PACKAGE).parts) > 2]


def test_no_room_is_named_for_nothing():
    """'utils' is where code goes to be forgotten."""
    assert [] == [_shown(p) for p in MODULES if re.search(r"util|helper|manager|common|misc", p.stem)]


@pytest.mark.parametrize(
    "statement", ["import litreview", "import litreview.cli", "from litreview.cli import run; run(['--version'])"]
)
def test_starting_up_imports_nothing_heavy(statement):
    """`litreview --version` must answer at once."""
    heavy = (
        "{'pandas', 'numpy', 'requests', 'urllib3', 'bibtexparser', 'pybtex', 'rapidfuzz', 'jinja2', 'rich.console'}"
    )
    code = f"import sys\n{statement}\nprint(sorted({heavy} & sys.modules.keys()), file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stderr.strip() == "[]"


@pytest.mark.parametrize("name", config.declared())
def test_a_setting_has_help(name):
    """`litreview config` must say what each setting does."""
    assert re.search(r"^[A-Z].*\.$", config.declared()[name].metadata["help"])


@pytest.mark.parametrize("path", [*MODULES, *sorted(PACKAGE.rglob("*.toml"))], ids=_shown)
def test_no_path_of_a_machine_is_in_the_code(path):
    """What works only on one machine does not work."""
    assert re.findall(r"[\"'\s]/(?:work|home|root)/\w+", path.read_text(encoding="utf-8")) == []


def _words_of_the_papers():
    """Proper names of the two given papers: words of authors and titles that other prose never prints small, nor languages."""
    gold = json.loads((SHARED / "papers" / "gold.json").read_text(encoding="utf-8"))["papers"].values()
    names = {author["family"] for paper in gold for r in paper["references"] for author in r.get("authors") or []}
    titles = [r.get("title") or r.get("organisation") or "" for paper in gold for r in paper["references"]]
    cited = [c["surface"] for paper in gold for c in paper["citations"]]
    words = {word for text in (*names, *titles, *cited) for word in re.findall(r"[A-Z][a-z]{3,}", text)}
    prose = " ".join(
        path.read_text(encoding="utf-8") for path in sorted((SHARED / "data" / "intext" / "dev").glob("*/paper.txt"))
    )
    stdlib = Path(ast.__file__).parent
    library = (path.read_text(encoding="utf-8") for path in (*stdlib.glob("*.py"), *stdlib.glob("asyncio/*.py")))
    prose = " ".join((prose, *library, *locale.locale_alias))
    return words - {word.capitalize() for word in re.findall(r"\b[a-z]{4,}\b", prose)}


def test_no_word_of_the_given_papers_is_in_the_code():
    """A special case for the papers that we were given would work on no others."""
    if not (SHARED / "papers" / "gold.json").exists() or not (SHARED / "data" / "intext" / "dev").exists():
        pytest.skip(f"NOT CHECKED: {SHARED} is not here, so the papers' words are not known")
    words = _words_of_the_papers()
    pattern = re.compile(rf"\b(?:{'|'.join(sorted(words))})\b", re.IGNORECASE)
    files = [
        path for path in sorted(PACKAGE.rglob("*")) if path.suffix in {".py", ".toml", ".html", ".css", ".js", ".json"}
    ]
    found = {_shown(path): sorted(set(pattern.findall(path.read_text(encoding="utf-8")))) for path in files}
    assert {} == {path: hits for path, hits in found.items() if hits}
