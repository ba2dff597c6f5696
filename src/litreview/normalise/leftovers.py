"""What the rest of a reference says: kept in the note, so that a .bib made from print loses nothing that a reader could need."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from litreview import lexicon

if TYPE_CHECKING:
    from litreview.model import Entry

__all__ = ["leftovers"]

# The words that introduce a field say nothing more once it is found.
_PEOPLE = (("citation", "and"), ("citation", "et_al"))
_INTRODUCING = {
    "authors": (*_PEOPLE, ("reference", "editor")),
    "editors": (*_PEOPLE, ("reference", "editor"), ("reference", "in")),
    "translators": (*_PEOPLE, ("reference", "translator")),
    "container_title": (("reference", "in"),),
    "edition": (("reference", "edition"),),
    "volume": (("reference", "volume"),),
    "issue": (("reference", "issue"),),
    "pages": (("reference", "pages"),),
    "accessed": (("reference", "accessed"),),
    "url": (("reference", "available"), ("reference", "accessed")),
    "doi": (("reference", "available"),),
}
# So does what a value is printed with and normalised without.
_WITH = {
    "doi": ("doi", "dx", "org", "http", "https", "www", "info"),
    "edition": ("st", "nd", "rd", "th", "ème", "e", "er", "ª", "º", "a", "o"),
    "arxiv": ("arxiv", "eprint"),
    "isbn": ("isbn", "10", "13"),
    "issn": ("issn",),
    "pmid": ("pmid", "pubmed"),
    "pmcid": ("pmcid",),
}
_FIELDS = tuple(_INTRODUCING | _WITH)
_BETWEEN = " … "  # what parts the stretches of a rest
_WORDS = re.compile(r"\w+")
_EDGES = " \t\n.,;:()[]\"'“”‘’«»-–—"
_SAYS = re.compile(r"\d|[^\W\d_]{3}")  # a number, or a word: less is what separators leave behind
_ARCHIVE = re.compile(
    r"\[\s?[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[A-Za-z-]{2,12})?\s?(?:\]|$)"
)  # '[hep-th]' after an arXiv number
_BRACKETED = re.compile(
    r"\A(?:\[\s?[^\W\d_]{0,4}\+?\d{1,4}[a-z]?\s?\]|\(?\d{1,4}\))(?: …|$)"
)  # '[12]', '12)': its place in a list
_STOPPED = re.compile(r"\A\d{1,4}\.(?: …|$)")  # '12.', or a number that nobody can place
_UNDATED = re.compile(r"\(?\bn\.\s?d\b\.?\)?")  # says only that there is no date


def leftovers(entry: Entry) -> dict[str, Any]:
    """The note with what the rest says at its end, once, and without the labels of a web page's links."""
    if not entry.rest:  # what was not parsed from print is kept as it is
        return {}
    note = "; ".join(part for part in (entry.note or "").split("; ") if not _labels_links(part))
    said = _said(entry) if _SAYS.search(entry.rest) else ""
    if _SAYS.search(said) and said not in note and not _labels_links(said):
        note = f"{note}; {said}" if note else said
    return {"note": note or None} if note != (entry.note or "") else {}


def _said(entry: Entry) -> str:
    """The stretches of the rest that do more than to introduce a field of the entry, or to print its year again."""
    said = frozenset({entry.year or ""}).union(*(_introducing(field) for field in _FIELDS if getattr(entry, field)))
    rest = _BRACKETED.sub("", _UNDATED.sub(" ", entry.rest or ""))
    if entry.volume or entry.pages or entry.publisher:
        rest = _STOPPED.sub("", rest)
    if entry.arxiv:
        rest = _ARCHIVE.sub(" ", rest)
    telling = (_telling(stretch, said) for stretch in rest.split(_BETWEEN))
    return " ".join(" ".join(telling).split()).strip(_EDGES)


def _telling(stretch: str, said: frozenset[str]) -> str:
    """A stretch without the words at its end that say no more than a field does, and without the signs around it."""
    words = list(_WORDS.finditer(stretch))
    if said.issuperset(word[0].lower() for word in words):
        return ""
    end = len(stretch)
    while len(words[-1][0]) > 1 and words[-1][0].lower() in said:
        end = words.pop().start()
    bare = stretch[:end].lstrip(" ,;:.)]/–-").rstrip(" ,;:.([/–-")
    return bare[1:-1] if bare[:1] + bare[-1:] in {"()", "[]"} else bare


def _labels_links(text: str) -> bool:
    """Whether a text is but labels of links that were copied with a reference: 'CrossRef Google Scholar'."""
    return bool(_WORDS.search(text)) and not _WORDS.search(_link_labels().sub("", text))


@cache
def _link_labels() -> re.Pattern[str]:
    longest = sorted(lexicon.words("reference", "link_label"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)


@cache
def _introducing(field: str) -> frozenset[str]:
    """The words that introduce a field, in all languages, lower case."""
    phrases = [w.lower() for section, key in _INTRODUCING.get(field, ()) for w in lexicon.words(section, key)]
    words = (word for phrase in phrases for word in (*_WORDS.findall(phrase), phrase.replace(" ", "")))
    return frozenset(words).union(_WITH.get(field, ()))
