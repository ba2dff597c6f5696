"""Authors whom the text names without a year: 'Femi Oduya in his article stated', 'According to Ana Marlow of the institute'."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING

from litreview import lexicon, similarity
from litreview.extract import authors
from litreview.extract.marks import Mark
from litreview.extract.names import surname
from litreview.extract.vocabulary import alternatives, places, spoken, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from litreview.extract.authors import Authors
    from litreview.extract.scene import Scene

__all__ = ["marks"]

_WINDOW = 120  # code points before a verb in which its subject is sought
_ADDRESS = 12  # code points of a title or honorific before a name: 'Professor '
_REACH = 160  # code points after it in which 'in his article' may follow
_CITED = 4000  # code points within which the dated citation must follow that a bare name stands for
_NAME = re.compile(r"[^\W\d_][\w.’'‐‑-]*(?:\s{1,2}(?:[^\W\d_][\w.’'‐‑-]*)){0,4}")
_LAST_WORD = re.compile(r"([^\W\d_])[^\s]*\Z")
_SHORT_WORD = re.compile(r"(?:\s\w{1,3})?\Z")
_SENTENCE = re.compile(r"[^.!?;]*")


@cache
def _according(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(_words('according', language))})\s{{0,2}}", re.IGNORECASE)


@cache
def _in_his_work(language: str) -> re.Pattern[str]:
    possessive, work = alternatives(_words("possessive", language)), alternatives(_words("work", language))
    return re.compile(
        rf"\s(?:\w{{1,3}}\s{{1,2}})?(?:{possessive})\s{{1,2}}(?:[^\W\d_]{{2,14}}\s{{1,2}})?(?:{work})(?!\w)"
    )


def _words(key: str, language: str) -> tuple[str, ...]:
    return lexicon.words("citation", key, language)


def marks(scene: Scene, dated: Sequence[Mark], language: str) -> list[Mark]:
    """Marks of names without a year, in order; some may overlap dated ones.

    A bare name is believed where it is introduced as the author of a work, or is given in full
    and cited with its year further on, for the first time. `dated` are the marks with a year.
    """
    if language not in lexicon.LANGUAGES:
        return []
    cited = _by_name(dated)
    found: list[Mark] = []
    for start, end, who, introduced in sorted(_named(scene, language), key=lambda hit: hit[:2]):
        if (not found or start >= found[-1].end) and _believed(scene, who, start, cited, introduced=introduced):
            found.append(Mark(start, end, "narrative-no-year", who.names, who.et_al, sure=0.7, listed=who.listed))
    return found


def _by_name(dated: Sequence[Mark]) -> dict[str, list[Mark]]:
    """The dated marks by the folded forms of their lead's surname, in order."""
    out: dict[str, list[Mark]] = {}
    for mark in dated:
        for form in similarity.surname_forms(surname(mark.names[0])) if mark.names else ():
            out.setdefault(form, []).append(mark)
    return out


def _named(scene: Scene, language: str) -> Iterator[tuple[int, int, Authors, bool]]:
    """(start, end, authors, whether they are called the authors of a work) of every subject of a saying verb."""
    flat = scene.flat
    gap = "" if language == "zh" else " "
    for verb in spoken(_words("says", language), scene.said):
        for at in places(flat, [gap + verb]):
            if not flat[at + len(gap + verb) : at + len(gap + verb) + 1].isalnum() or not gap:
                yield from _subject(scene, at, at + len(gap + verb), language)
    for at in places(flat, [f"{gap}{word}{gap}" for word in spoken(_words("possessive", language), scene.said)]):
        begin = _SHORT_WORD.search(flat, max(0, at - 4), at)
        if begin and (work := _in_his_work(language).match(scene.text, begin.start())):
            yield from _subject(scene, begin.start(), work.end(), language, introduced=True)
    for at in places(flat, [phrase + gap for phrase in spoken(_words("according", language), scene.said)]):
        yield from _source(scene, at, language)


def _subject(
    scene: Scene, at: int, end: int, language: str, *, introduced: bool = False
) -> Iterator[tuple[int, int, Authors, bool]]:
    """The authors who end at `at`, the subject of what stands between there and `end`."""
    word = _LAST_WORD.search(scene.text, max(0, at - 40), at)
    if word is None or word[1].islower():
        return
    line = scene.text.rfind("\n\n", max(0, at - _WINDOW), at)
    who = authors.read(scene, max(0, at - _WINDOW, line), at, inside=False)
    if who is None or who.end != at or who.group:
        return
    sentence = _SENTENCE.match(scene.text, at, at + _REACH)
    work = None if introduced or sentence is None else _in_his_work(language).search(scene.text, at, sentence.end())
    yield who.start, work.end() if work else end, who, introduced or work is not None


def _source(scene: Scene, at: int, language: str) -> Iterator[tuple[int, int, Authors, bool]]:
    """The authors whom 'according to', at `at`, introduces."""
    m = _according(language).match(scene.text, at)
    name = _NAME.match(scene.text, m.end()) if m and not scene.text[at - 1 : at].isalnum() else None
    if m is None or name is None or not (words := _capitals(name.group())):
        return
    who = authors.read(scene, m.end(), m.end() + len(words), inside=False)
    if who is not None and who.start <= m.end() + _ADDRESS and not who.group:
        yield at, m.end() + len(words), who, False


def _capitals(words: str) -> str:
    """The leading capitalised words (with initials and particles between them)."""
    kept = 0
    for m in re.finditer(r"\S+", words):
        if m.group()[0].isupper():
            kept = m.end()
        elif similarity.fold(m.group()) not in similarity.PARTICLES:
            break
    return words[:kept].rstrip(".,")


def _believed(scene: Scene, who: Authors, start: int, cited: Mapping[str, Sequence[Mark]], *, introduced: bool) -> bool:
    """Whether a name without a year stands for a work; `cited` are the dated marks by the lead's surname."""
    own = surname(who.names[0])
    if not own or similarity.fold(who.names[0]) in vocabulary().not_author:
        return False
    alike = next((cited[form] for form in similarity.surname_forms(own) if form in cited), ())
    after = bisect_left(alike, start, key=lambda mark: mark.start)
    later = alike[after] if after < len(alike) and alike[after].start - start <= _CITED else None
    full = " " in who.names[0] or len(who.names) > 1
    if introduced:
        return full or later is not None or who.listed
    first = later is not None and not any(mark.names[0] == later.names[0] for mark in alike[max(0, after - 50) : after])
    return full and first and (who.listed or scene.roster.years(own) is not None)
