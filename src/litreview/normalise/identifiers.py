"""Identifiers in one form: a bare lower-case DOI, addresses that can be asked for, no local files among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["identifiers"]

_DOI = re.compile(
    r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/(10\.\d{4,9}/\S+)|(?:doi:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE
)
_ARXIV = re.compile(
    r"(?:https?://)?(?:www\.)?arxiv\.org/(?:abs|pdf)/([\w.-]+/\d{7}|\d{4}\.\d{4,5})(v\d+)?(?:\.pdf)?", re.IGNORECASE
)
_PUBMED = re.compile(
    r"https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/(\d{4,9})/?", re.IGNORECASE
)
_PMC = re.compile(
    r"https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pmc/articles|pmc\.ncbi\.nlm\.nih\.gov/articles)/(PMC\d{4,9})/?",
    re.IGNORECASE,
)
_LOCAL = re.compile(r"https?://files/|file:|zotero:|[A-Za-z]:\\|/(?:home|Users)/", re.IGNORECASE)


def identifiers(entry: Entry) -> dict[str, Any]:
    """DOI, arXiv, PubMed, ISBN and ISSN; addresses in printed order, files of a reference manager apart from them."""
    stated = {
        "doi": _doi(entry.doi),
        "isbn": re.sub(r"[\s–]", "", entry.isbn).upper() if entry.isbn else entry.isbn,
        "issn": _issn(entry.issn),
    }
    return stated | _addressed(entry, stated["doi"]) if entry.url or entry.urls or entry.local_files else stated


def _addressed(entry: Entry, doi: str | None) -> dict[str, Any]:
    """The addresses of an entry, and the identifiers that they hold and it does not state."""
    printed = list(
        dict.fromkeys(u.strip() for u in (*([entry.url] if entry.url else []), *entry.urls) if u and u.strip())
    )
    local = [u for u in printed if _LOCAL.match(u)]
    urls = [f"http://{u}" if u.lower().startswith("www.") else u for u in printed if u not in local]
    return {
        "doi": doi or next((m[1].lower() for u in urls if (m := _DOI.fullmatch(u)) and m[1]), None),
        "arxiv": entry.arxiv or next((m[1] + (m[2] or "") for u in urls if (m := _ARXIV.fullmatch(u))), None),
        "pmid": entry.pmid or next((m[1] for u in urls if (m := _PUBMED.fullmatch(u))), None),
        "pmcid": entry.pmcid or next((m[1] for u in urls if (m := _PMC.fullmatch(u))), None),
        "url": urls[0] if urls else None,
        "urls": tuple(dict.fromkeys(urls)),
        "local_files": tuple(dict.fromkeys((*entry.local_files, *local))),
    }


def _doi(doi: str | None) -> str | None:
    if doi and (match := _DOI.fullmatch(doi.strip())):
        return (match[1] or match[2]).lower()
    return doi


def _issn(issn: str | None) -> str | None:
    digits = re.sub(r"[\s–-]", "", issn).upper() if issn else ""
    return f"{digits[:4]}-{digits[4:]}" if re.fullmatch(r"\d{7}[\dX]", digits) else issn
