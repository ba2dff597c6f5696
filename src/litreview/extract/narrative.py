"""Authors whom the text names without a year: 'Femi Oduya in his article stated', 'According to Ana Marlow of the institute'."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon, similarity
from litreview.extract import authors
from litreview.extract.marks import Mark
from litreview.extract.names import surname
from litreview.extract.vocabulary import alternatives, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from litreview.extract.authors import Authors
    from litreview.extract.names import Scene

__all__ = ["marks"]

_WINDOW = 120  # code points before a verb in which its subject is sought
_REACH = 160  # code points after it in which 'in his article' may follow
_CITED = 4000  # code points within which the dated citation must follow that a bare name stands for
_NAME = re.compile(r"[^\W\d_][\w.’'‐‑-]*(?:\s{1,2}(?:[^\W\d_][\w.’'‐‑-]*)){0,4}")


@cache
def _says(language: str) -> re.Pattern[str]:
    verbs = alternatives(_words("says", language))
    return re.compile(rf"(?<=[^\W\d_.’'…])\s{{1,2}}(?:{verbs}|{_in_work(language)})(?!\w)")


@cache
def _in_his_work(language: str) -> re.Pattern[str]:
    return re.compile(_in_work(language) + r"(?!\w)")


@cache
def _according(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(_words('according', language))})\s{{1,2}}", re.IGNORECASE)


def _in_work(language: str) -> str:
    possessive, work = alternatives(_words("possessive", language)), alternatives(_words("work", language))
    return rf"(?:\w{{1,3}}\s{{1,2}})?(?:{possessive})\s{{1,2}}(?:[^\W\d_]{{2,14}}\s{{1,2}})?(?:{work})"


def _words(key: str, language: str) -> tuple[str, ...]:
    return lexicon.words("citation", key, language)


def marks(scene: Scene, dated: Sequence[Mark], language: str) -> list[Mark]:
    """Marks of names without a year, in order, none where a dated mark stands.

    A bare name is believed where it is introduced as the author of a work, or is given in full
    and cited with its year further on, for the first time. `dated` are the marks with a year.
    """
    if language not in lexicon.LANGUAGES:
        return []
    taken = sorted((m.start, m.end) for m in dated)
    found = []
    at = 0
    for start, end, who, introduced in sorted(_named(scene, language), key=lambda hit: hit[:2]):
        if start < at or any(a < end and start < b for a, b in taken):
            continue
        if _believed(scene, who, start, dated, introduced=introduced):
            found.append(Mark(start, end, "narrative-no-year", who.names, who.et_al, sure=0.7, listed=who.listed))
            at = end
    return found


def _named(scene: Scene, language: str) -> Iterator[tuple[int, int, Authors, bool]]:
    """(start, end, authors, whether they are called the authors of a work) of every subject of a saying verb."""
    text = scene.text
    for m in _says(language).finditer(text):
        line = text.rfind("\n\n", max(0, m.start() - _WINDOW), m.start())
        who = authors.read(scene, max(0, m.start() - _WINDOW, line), m.start(), inside=False)
        if who is None or who.end != m.start() or who.group:
            continue
        sentence = re.match(r"[^.!?;]*", text[m.start() : m.start() + _REACH])
        work = _in_his_work(language).search(text, m.start(), m.start() + (sentence.end() if sentence else 0))
        yield who.start, work.end() if work else m.end(), who, work is not None
    for m in _according(language).finditer(text):
        name = _NAME.match(text, m.end())
        words = _capitals(name.group()) if name else ""
        if words and name is not None:
            end = m.end() + len(words)
            who = authors.read(scene, m.end(), end, inside=False)
            if who is not None and who.start <= m.end() + 12 and not who.group:
                yield m.start(), end, who, False


def _capitals(words: str) -> str:
    """The leading capitalised words (with initials and particles between them)."""
    kept = 0
    for m in re.finditer(r"\S+", words):
        if m.group()[0].isupper():
            kept = m.end()
        elif similarity.fold(m.group()) not in similarity.PARTICLES:
            break
    return words[:kept].rstrip(".,")


def _believed(scene: Scene, who: Authors, start: int, dated: Sequence[Mark], *, introduced: bool) -> bool:
    """Whether a name without a year stands for a work."""
    own = surname(who.names[0])
    if not own or similarity.fold(who.names[0]) in vocabulary().not_author:
        return False
    alike = [m for m in dated if m.names and similarity.surname(surname(m.names[0]), own) >= 0.94]
    later = [m for m in alike if 0 <= m.start - start <= _CITED]
    full = " " in who.names[0].strip() or len(who.names) > 1
    if introduced:
        return full or bool(later) or who.listed
    before = any(m.start < start and m.names[0] == later[0].names[0] for m in alike) if later else False
    return full and bool(later) and not before and (who.listed or scene.roster.years(own) is not None)
