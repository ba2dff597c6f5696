"""Every setting: its default, its help and its choices, declared once; the command line and the docs read them here."""

from __future__ import annotations

import dataclasses
import os
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from litreview.errors import UsageError
from litreview.registry import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Config", "declared", "home", "load"]

FILE = "litreview.toml"


def setting(
    default: Any, text: str, *, choices: tuple[str, ...] = (), metavar: str | None = None, example: Any = None
) -> Any:
    """A field of Config with its help; a mutable default is copied for each Config.

    `example` is a value to show where the default says nothing; the TOML itself where a setting is a table.
    """
    metadata = {"help": text, "choices": choices, "metavar": metavar, "example": example}
    if isinstance(default, dict):
        return field(default_factory=lambda: dict(default), metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of a run. Times are in seconds."""

    # reading
    lang: str | None = setting(
        None, "Language of the papers (en, de, pt ...); detected where not given.", metavar="CODE", example="en"
    )
    citation_style: str | None = setting(
        None,
        "Citation style of the papers; decided by vote where not given.",
        choices=("author-year", "numeric", "key", "footnote"),
        example="author-year",
    )
    jobs: int = setting(1, "Papers to read at once, each on a core of its own.", metavar="N")
    # findings
    select: tuple[str, ...] = setting(
        (), "Report only these rules (codes, prefixes or names).", metavar="CODE", example=["LR1", "LR4"]
    )
    extend_select: tuple[str, ...] = setting((), "Report these rules too.", metavar="CODE", example=["LR109"])
    ignore: tuple[str, ...] = setting((), "Do not report these rules.", metavar="CODE", example=["LR309"])
    min_confidence: str = setting(
        "likely", "Show and fail on findings at least this sure.", choices=("possible", "likely", "certain")
    )
    fail_on: str | None = setting(
        None,
        "Exit 1 when there is a finding at least this severe (check and links: error by default).",
        choices=("info", "warning", "error", "never"),
        example="warning",
    )
    rules: Mapping[str, Mapping[str, Any]] = setting(
        {}, "Options by rule, such as severity.", example='[rules.LR102]\nseverity = "error"'
    )
    coverage: Mapping[str, float] = setting(
        {},
        "The least per cent that each meter must reach: resolved, used, identified, complete, live, agreed.",
        example="[coverage]\nresolved = 95",
    )
    ignores: tuple[Mapping[str, Any], ...] = setting(
        (),
        "Findings that are agreed upon: a table each, of rule, path, work, text, reason and until.",
        example='[[ignores]]\nrule = "LR102"\npath = "paper.md"\nreason = "background reading"\nuntil = 2027-01-01',
    )
    baseline: str | None = setting(
        None,
        "A review.json of an earlier run: only findings that it has not are new, and fail.",
        metavar="FILE",
        example="review.json",
    )
    # the .bib
    dialect: str = setting("bibtex", "Dialect of the .bib that is written.", choices=("bibtex", "biblatex"))
    engine: str = setting("auto", "How duplicates are sought.", choices=("auto", "plain", "columnar"))
    merge_versions: bool = setting(False, "Merge preprints and conference papers with the journal's version.")  # noqa: FBT003
    decisions: str = setting(
        "litreview-decisions.toml", "What you decided about uncertain pairs of records.", metavar="FILE.toml"
    )
    # links
    offline: bool = setting(False, "Ask nothing of the network.")  # noqa: FBT003 (a default, not an argument)
    strict_network: bool = setting(False, "Exit 3 when something could not be asked.")  # noqa: FBT003
    timeout: float = setting(8.0, "Seconds for the whole exchange with one address.", metavar="SECONDS")
    retries: int = setting(2, "Further tries, at the end of the run, for what may be a passing fault.", metavar="N")
    concurrency: int = setting(256, "Requests at once.", metavar="N")
    per_host: int = setting(4, "Requests at once to one host.", metavar="N")
    mailto: str | None = setting(
        None,
        "An address for the User-Agent, so that a host can reach you.",
        metavar="ADDRESS",
        example="you@example.org",
    )
    doi_url: str = setting("https://doi.org/", "Base of the DOI resolver.", metavar="URL")
    archive_url: str = setting("https://archive.org/wayback/", "Base of the web archive.", metavar="URL")
    timegate_url: str | None = setting(
        None,
        "A Memento TimeGate to ask where the archive has nothing.",
        metavar="URL",
        example="https://example.org/timegate/",
    )
    registry_url: str = setting(
        "https://api.crossref.org/", "Base of Crossref's API, which looks up DOIs by the dozen.", metavar="URL"
    )
    follow_doi: bool = setting(False, "Visit the landing pages of DOIs, too.")  # noqa: FBT003
    quarantine: Mapping[str, Mapping[str, Any]] = setting(
        {},
        "Addresses that are not asked for a while: to each its reason and, as until, a date.",
        example='[quarantine]\n"https://example.org/*" = { reason = "the host moves house", until = 2027-01-01 }',
    )
    # the report
    today: str | None = setting(
        None,
        "The date of the run (YYYY-MM-DD), for reports that must not change.",
        metavar="DATE",
        example="2026-01-31",
    )
    title: str | None = setting(None, "Title of the report.", example="Review of references")
    reference_style: str = setting(
        "plain", "How the page prints references.", choices=("plain", "alpha", "unsrt", "unsrtalpha")
    )


ENVIRONMENT = {
    "doi_url": "LITREVIEW_DOI_URL",
    "archive_url": "LITREVIEW_ARCHIVE_URL",
    "registry_url": "LITREVIEW_REGISTRY_URL",
}


def declared() -> dict[str, dataclasses.Field[Any]]:
    """Every setting's field by name, in order: `.default`, and `.metadata` with help, choices and metavar."""
    return {f.name: f for f in dataclasses.fields(Config)}


def load(folder: Path, *, environment: Mapping[str, str] = os.environ, **given: Any) -> Config:
    """Defaults, then the nearest settings file at or above folder, then the environment, then what is given.

    A given value of None, or an empty tuple, is not given. Raises UsageError for a name or value that no setting has.
    """
    path, table = _nearest(folder.resolve())
    values = _checked({name.replace("-", "_"): value for name, value in table.items()}, str(path))
    values |= {name: environment[variable] for name, variable in ENVIRONMENT.items() if environment.get(variable)}
    values |= _checked({name: value for name, value in given.items() if value not in (None, ())}, "the command line")
    return Config(**values)


def home(folder: Path) -> Path:
    """The folder of the nearest settings file at or above folder; folder itself where there is none."""
    path, _ = _nearest(folder.resolve())
    return path.parent if path.is_file() else path


def _nearest(folder: Path) -> tuple[Path, dict[str, Any]]:
    """The nearest settings file at or above folder and its table; an empty table where there is none."""
    for parent in (folder, *folder.parents):
        for path in (parent / FILE, parent / "pyproject.toml"):
            if not path.is_file():
                continue
            seen = path.stat()
            table = _table(path, seen.st_mtime_ns, seen.st_size)
            if path.name == FILE:
                return path, table
            if "litreview" in table.get("tool", {}):
                return path, table["tool"]["litreview"]
    return folder, {}


@lru_cache(maxsize=16)
def _table(path: Path, _changed: int, _size: int) -> dict[str, Any]:
    """What a settings file holds, read again only when it has changed: one review asks twice, a program many times."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as TOML: {error}") from error


def _checked(table: dict[str, Any], where: str) -> dict[str, Any]:
    known = declared()
    for name, value in table.items():
        shown = name.replace("_", "-")
        if name not in known:
            names = [setting.replace("_", "-") for setting in known]
            raise UsageError(f"{where}: no setting is named '{shown}'{did_you_mean(shown, names)}")
        choices = known[name].metadata["choices"]
        if choices and value not in choices:
            raise UsageError(f"{where}: {shown} cannot be '{value}'{did_you_mean(str(value), list(choices))}")
        table[name] = _typed(shown, value, known[name].type, where)
    return table


def _typed(name: str, value: Any, kind: Any, where: str) -> Any:
    kind = str(kind)
    if kind.startswith("tuple"):
        value = (value,) if isinstance(value, str) else tuple(value)
    wanted = next((t for t in ("bool", "float", "int", "str", "tuple", "Mapping") if kind.startswith(t)), "str")
    types = {"bool": bool, "float": (int, float), "int": int, "str": str, "tuple": tuple, "Mapping": dict}
    if not isinstance(value, types[wanted]) or (isinstance(value, bool) and wanted != "bool"):  # type: ignore[arg-type]
        raise UsageError(f"{where}: {name} must be a {wanted}, not {value!r}")
    if wanted in ("int", "float") and value < 0:
        raise UsageError(f"{where}: {name} must not be negative")
    return value
