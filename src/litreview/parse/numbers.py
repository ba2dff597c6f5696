"""Take apart what is printed of volume, issue, pages and edition: `21(5):1676-97`, `Bd. 3, H. 2, S. 7 f.`."""

from __future__ import annotations

import re
from functools import cache

from litreview import lexicon

__all__ = ["edition", "issue", "marker", "pages", "volume_issue"]

_DASHES = re.compile(r"\s*(?:[‐‑‒–—―−﹘﹣－]|-{1,3})\s*")
_AROUND = " ,;:.()[]-"
_NUMBER = re.compile(r"\d|\b[IVXLC]+\b", re.IGNORECASE)
_AFTER_PAGES = re.compile(r"(?<=\d)\s*(?:pp?|S|s|стр|с|pages?|Seiten)?\s*[.,;:)\]]*$")
_GLUED = re.compile(r"^\W*pp?(?=\d)")  # 'pp57-86'; the P of 'P05011' is the number's
_AFTER_NUMBER = re.compile(r"(?<=\w)[\s.,;]+(?:pp?|S|s|vols?|voll?|Bde|Bände|tomes?|Jg|Jahrg|Jahrgang)\.?$")
_ORDINAL = re.compile(r"(\d{1,3})(?:\.|st|nd|rd|th|ème|e|er|ª|º|a|o)?", re.IGNORECASE)
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
    text = _AFTER_PAGES.sub("", _unmarked(_GLUED.sub("", text), "pages")).strip(_AROUND)
    if not (match := _RANGE.fullmatch(text)):
        return text or None
    first, last = match["first"].strip(), match["last"].strip()
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{first}-{last}"


def _unmarked(text: str, key: str) -> str:
    """A number without the word before it; dashes are hyphens. Text without a number stays as it is."""
    text = text.strip().lstrip("第제") or text
    if not text[:1].isdecimal() and (match := marker(key).match(text)) and _NUMBER.search(text, match.end()):
        text = text[match.end() :]
    return _DASHES.sub("-", text)


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
    words = "|".join(
        map(re.escape, sorted((w for w in lexicon.words("reference", "issue") if len(w) > 1), key=len, reverse=True))
    )
    return re.compile(
        rf"(?:(?<=[\s,;.(:])|^)(?:(?i:{words}|n)(?:\b|(?<=\W))|[HZ]\.(?=\s?\d)|[#№](?=\s?\d))[\s.:º°]*(?=\w)"
    )


def _number(text: str, key: str) -> str | None:
    return _AFTER_NUMBER.sub("", _unmarked(text.strip(_AROUND), key)).strip(_AROUND) or None


def edition(text: str) -> str | None:
    """The edition as printed, without the word: '2nd', 'third revised'; its number alone where that is all."""
    bare = _edition_word().sub("", text).strip(_AROUND) or text.strip(_AROUND)
    ordinal = _ORDINAL.fullmatch(bare)
    return (ordinal[1] if ordinal else bare) or None


@cache
def _edition_word() -> re.Pattern[str]:
    words = sorted(lexicon.words("reference", "edition"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)\.?", re.IGNORECASE)
