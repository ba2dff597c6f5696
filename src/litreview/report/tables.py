"""The review as tables: rows of plain values, which the CSV files and the data frames share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["COLUMNS", "TABLES", "rows"]

Rows = list[dict[str, Any]]

# The columns of each table, in order: they are there when there is no row.
_NAMES = {
    "findings": (
        "rule name severity confidence message paper work key path page line column places fix fixable fingerprint "
        "suppressed baseline"
    ),
    "works": (
        "id key type authors editors year title container_title publisher volume issue pages doi url arxiv pmid pmcid isbn "
        "issn language lists mentions conflicts"
    ),
    "citations": (
        "paper id line column surface kind names year locator section status references works confidence reasons"
    ),
    "references": (
        "list id index label line column raw type authors year title container_title publisher volume issue pages doi url "
        "note problem work key"
    ),
    "links": "url printed verdict status final_url suggest archive evidence keys references",
    "coverage": "list meter n of unchecked",
    "keymap": "list reference label key work",
}
COLUMNS = {table: names.split() for table, names in _NAMES.items()}


def rows(data: dict[str, Any], table: str) -> Rows:
    """The rows of a table of a review's dictionary, each with every column; text, numbers, booleans and None only."""
    made = TABLES[table](data)
    return [{column: _flat(row.get(column)) for column in COLUMNS[table]} for row in made]


def _flat(value: Any) -> Any:
    """A list as one cell: its items with semicolons between."""
    return "; ".join(str(item) for item in value) if isinstance(value, list) else value


def _names(names: list[dict[str, str]] | None) -> list[str]:
    return [
        name.get("literal") or ", ".join(filter(None, (name.get("family"), name.get("given")))) for name in names or ()
    ]


def _findings(data: dict[str, Any]) -> Rows:
    paths = {source["id"]: source["path"] for source in data["sources"]}
    keys = {work["id"]: work["key"] for work in data["works"]}
    made = []
    for finding in data["findings"]:
        fix = finding.get("fix", {})
        own = {
            "key": keys.get(finding.get("work")),
            "path": finding.get("file") or paths.get(finding.get("source")),
            "places": len(finding["places"]),
            "fix": fix.get("title"),
            "fixable": fix.get("applicability"),
            "suppressed": finding.get("suppressed", {}).get("reason"),
        }
        made.append(finding | own)
    return made


def _works(data: dict[str, Any]) -> Rows:
    home = {reference["id"]: listing["id"] for listing in _lists(data) for reference in listing["references"]}
    made = []
    for work in data["works"]:
        fields = work["fields"]
        own = {
            "authors": _names(fields.get("authors")),
            "editors": _names(fields.get("editors")),
            "lists": list(dict.fromkeys(home[member] for member in work["members"] if member in home)),
            "conflicts": [conflict["field"] for conflict in work["conflicts"]],
        }
        made.append(fields | work | own)
    return made


def _citations(data: dict[str, Any]) -> Rows:
    return [{"paper": paper["id"]} | citation for paper in data["papers"] for citation in paper["citations"]]


def _references(data: dict[str, Any]) -> Rows:
    keys = {work["id"]: work["key"] for work in data["works"]}
    return [
        reference["entry"]
        | reference
        | {
            "list": listing["id"],
            "key": keys.get(reference["work"]),
            "authors": _names(reference["entry"].get("authors")),
        }
        for listing in _lists(data)
        for reference in listing["references"]
    ]


def _links(data: dict[str, Any]) -> Rows:
    return list(data["links"])


def _coverage(data: dict[str, Any]) -> Rows:
    scopes = {"": data["coverage"], **data["coverage_by_paper"]}
    return [
        {"list": scope, "meter": name} | meter for scope, meters in scopes.items() for name, meter in meters.items()
    ]


def _keymap(data: dict[str, Any]) -> Rows:
    return [row | {"reference": row["id"]} for row in _references(data)]


def _lists(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [*data["papers"], *data["bibliographies"]]


TABLES: dict[str, Callable[[dict[str, Any]], Rows]] = {
    "findings": _findings,
    "works": _works,
    "citations": _citations,
    "references": _references,
    "links": _links,
    "coverage": _coverage,
    "keymap": _keymap,
}
