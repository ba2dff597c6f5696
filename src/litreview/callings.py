"""What a citation may call a work of the list by: its lead as printed, cut short or by its letters, its title, its law."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from litreview.similarity import fold, numbered, surname_forms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Entry

__all__ = ["abbreviates", "family_forms", "forms"]

_TITLE_WORDS = 12  # words of a title that may stand for an author
_HEAD_WORDS = 12  # words before the first stop of a reference that may be an organisation's name
_HEAD = re.compile(r"[^\W\d_](?:[^,.:;(\[\d\n“\"]|(?<=\b[A-Z])\.)*")
_HEAD_LENGTH = 160  # code points of a reference in which an organisation's acronym stands
_ACRONYM = re.compile(r"[(\[]([^\W\d_a-z][^\W_]{1,9})[)\]]")
_FIRST = re.compile(r"[^\W\d_]+(?:[-‐‑'’][^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"\s*[\[(（]([^\[\]()（）]{1,80})[\])）]\s*")
_DASH = re.compile(r"\s+[–—-]+\s+|\s*[:/|]\s+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]{3,6}")  # a Chinese or Japanese name, family name first


def forms(entry: Entry, raw: str) -> Iterator[str]:
    """Folded forms that a citation may call a reference by, its lead's fullest first; `raw` lends what parsing may have missed."""
    people = entry.authors or entry.editors
    if people:
        yield from _lead(people[0].lead, group=people[0].family is None)
        yield from family_forms(people[0].lead)
    if not entry.authors and entry.title:
        yield from _title(entry.title)
    if not people and entry.container_title:
        yield fold(entry.container_title)
    yield from _head(raw)


def family_forms(name: str) -> tuple[str, ...]:
    """What may be the family name in a name of which no space tells: citations of Japanese works print nothing else.

    >>> family_forms("山田太郎"), family_forms("佐々木花子"), family_forms("Marlow")
    (('山田',), ('佐々', '佐々木'), ())
    """
    if not _UNSPACED.fullmatch(name):
        return ()
    return tuple(name[:n] for n in (2, 3) if n < max(3, len(name) - 1))


def _lead(name: str, *, group: bool) -> Iterator[str]:
    """Folded forms of the name that leads a work, the fullest first; a long name may be cut short, an organisation's have aliases."""
    yield from surname_forms(name)
    for alias in _aliases(name) if group else ():
        yield from surname_forms(alias)
    words = fold(name).split()
    for n in range(len(words) - 1, 1, -1) if group or len(words) > 3 else ():
        yield " ".join(words[:n])


def _title(title: str) -> Iterator[str]:
    """Folded beginnings of a title, the longest first, that may stand in a citation for an author: one word only if it is long."""
    if (of_law := numbered(title)) is not None:
        yield of_law
    words = fold(title).split()
    for n in range(min(len(words), _TITLE_WORDS), 0, -1):
        if n > 1 or len(words) == 1 or len(words[0]) > 4:
            yield " ".join(words[:n])


def _head(raw: str) -> Iterator[str]:
    """Folded forms of what a printed reference begins with, up to its first stop, bracket or number; its acronyms; its first word."""
    if (of_law := numbered(raw)) is not None:
        yield of_law
    head = _HEAD.match(raw)
    if head and 0 < len(head[0].split()) <= _HEAD_WORDS:
        yield from _lead(head[0].strip(), group=len(head[0].split()) > 1)
    for m in _ACRONYM.finditer(raw, 0, _HEAD_LENGTH):
        yield fold(m[1])
    if first := _FIRST.search(raw):
        yield fold(first.group())


@lru_cache(maxsize=1 << 13)
def _acronym(name: str) -> str:
    """Capital letters that an organisation's name is shortened to.

    >>> _acronym("World Health Organization"), _acronym("Centers for Disease Control and Prevention")
    ('WHO', 'CDCP')
    """
    words = [word for word in _WORD.findall(name) if word[:1].isupper()]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


@lru_cache(maxsize=1 << 13)
def _aliases(name: str) -> tuple[str, ...]:
    """Shorter names that a printed organisation's name implies, the whole first: what stands in brackets, around a dash, its acronym.

    >>> _aliases("Harbour Research Institute [HRI]")
    ('Harbour Research Institute [HRI]', 'Harbour Research Institute', 'HRI')
    """
    found = dict.fromkeys([name.strip()])
    bare = _ASIDE.sub(" ", name).strip(" .,")
    parts = [bare, *_ASIDE.findall(name)]
    for part in (*parts, *_DASH.split(bare)):
        if part.strip(" .,"):
            found[part.strip(" .,")] = None
            if short := _acronym(part):
                found[short] = None
    return tuple(found)


@lru_cache(maxsize=1 << 13)
def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of a short name can be taken in order from the beginnings of a long name's words, the first from the first.

    >>> abbreviates("HaReIn", "Harbour Research Institute"), abbreviates("HRX", "Harbour Research Institute")
    (True, False)
    """
    letters, words = fold(short).replace(" ", ""), fold(long).split()
    if len(words) < 2 or not 2 <= len(letters) <= 12 or letters[0] != words[0][0]:
        return False
    reached = {0}  # how many letters have been taken so far, in every way there is
    for n, word in enumerate(words):
        taken = set() if n == 0 else set(reached)
        for start in reached:
            for k in range(1, len(word) + 1):
                if letters[start : start + k] != word[:k]:
                    break
                taken.add(start + k)
        reached = taken
    return len(letters) in reached
