"""Take apart what is printed of volume, issue, pages and edition: `21(5):1676-97`, `Bd. 3, H. 2, S. 7 f.`."""

from __future__ import annotations

import re
from functools import cache

from litreview import lexicon

__all__ = ["edition", "issue", "marker", "pages", "volume_issue"]

_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−﹘﹣－]|-{1,3})\s*")
_ROMAN_OR_NUMBER = r"(?:[A-Za-z]{0,3}\.?\s?\d[\w./]{0,15}|[ivxlcdmIVXLCDM]{1,8}|\d[\w./]{0,15})"
_PAGE = r"(?:[A-Za-z]{0,4}\.?\s?\d{1,9}[A-Za-z]{0,3}|[ivxlcdmIVXLCDM]{1,8})"
_RANGE = re.compile(rf"(?P<first>{_PAGE})-(?P<last>{_PAGE})")
_VOLUME_ISSUE = re.compile(
    rf"(?P<volume>{_ROMAN_OR_NUMBER})\s*\(\s*(?P<issue>[^()]{{1,40}})\s*\)\s*$|(?P<v>\d{{1,5}})\s*[/:.;]\s*(?P<i>\d{{1,4}}(?:\s*[-/]\s*\d{{1,4}})?)\s*$"
)


@cache
def marker(key: str) -> re.Pattern[str]:
    """The words of `[reference] key` in all languages, at a string's start, with what joins them to a number."""
    words = sorted(lexicon.words("reference", key), key=len, reverse=True)
    return re.compile(rf"\W*(?:{'|'.join(map(re.escape, words))})(?:\b|(?<=\W))[\s.:,º°]*", re.IGNORECASE)


def pages(text: str) -> str | None:
    """'a-b' (short last pages filled up), a single page, or what is printed where it is no range; None for nothing."""
    text = marker("pages").sub("", text.strip(), count=1) if not text[:1].isdigit() else text.strip()
    text = re.sub(r"(?<=\d)\s*(?:pp?|S|s|стр|с|pages?|Seiten)?\s*[.,;:)\]]*$", "", _DASHES.sub("-", text)).strip(
        " ,;:.()[]-"
    )
    if not text:
        return None
    if match := _RANGE.fullmatch(text):
        first, last = match["first"].strip(), match["last"].strip()
        if first.isdigit() and last.isdigit() and len(last) < len(first):
            last = first[: len(first) - len(last)] + last
        return f"{first}-{last}"
    return text


def volume_issue(text: str) -> tuple[str | None, str | None]:
    """Volume and issue of a printed piece that may hold both: '12(3)', 'vol. 12, no. 3', '12/3'."""
    text = text.strip(" ,;:.[]")
    issue_at = _issue_at().search(text)
    if issue_at and issue_at.end() < len(text):
        before = text[: issue_at.start()]
        return _number(before, "volume"), _number(text[issue_at.end() :], "issue")
    if match := _VOLUME_ISSUE.search(text):
        start = match.start()
        volume = text[:start] + (match["volume"] or match["v"])
        return _number(volume, "volume"), _number(match["issue"] or match["i"], "issue")
    return _number(text, "volume"), None


def issue(text: str) -> str | None:
    """The issue of a printed piece that holds nothing else: 'no. 3/4'."""
    return _number(text, "issue")


@cache
def _issue_at() -> re.Pattern[str]:
    words = sorted((w for w in lexicon.words("reference", "issue") if w not in {"h", "z"}), key=len, reverse=True)
    return re.compile(
        rf"(?:(?<=[\s,;.(:])|^)(?:{'|'.join(map(re.escape, words))})(?:\b|(?<=\W))[\s.:º°]*(?=\w)", re.IGNORECASE
    )


def _number(text: str, key: str) -> str | None:
    text = text.strip(" ,;:.()[]")
    if not text[:1].isdigit():
        text = (
            marker(key).sub("", text, count=1)
            if marker(key).match(text) and any(c.isdigit() or c in "IVXLivxl" for c in text)
            else text
        )
    text = re.sub(r"[\s.,;]+(?:pp?|S|s)\.?$", "", _DASHES.sub("-", text))
    return text.strip(" ,;:.()[]-") or None


def edition(text: str) -> str | None:
    """The edition as printed, without the word: '2nd', 'third revised'; its number alone where that is all."""
    text = text.strip(" ,;:()[]")
    words = sorted(lexicon.words("reference", "edition"), key=len, reverse=True)
    text = re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)\.?", "", text, flags=re.IGNORECASE).strip(
        " ,;:.()[]"
    )
    ordinal = re.fullmatch(r"(\d{1,3})(?:\.|st|nd|rd|th|ème|e|er|ª|º|a|o)?", text, re.IGNORECASE)
    return (ordinal[1] if ordinal else text) or None
