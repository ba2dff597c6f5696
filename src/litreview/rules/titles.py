"""LR2: how a title is printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.model import Confidence
from litreview.opinion import Edit, Fix, Severity
from litreview.rules.fields import entries, words
from litreview.rules.rule import Fault, about, at, rule
from litreview.rules.wording import listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Evidence

# A double quote between two letters, as where an apostrophe was meant.
_QUOTE_IN_WORD = re.compile(r"[^\W\d_]\"[^\W\d_]")


@rule("LR218", Severity.WARNING)
def title_all_caps(evidence: Evidence, *, min_letters: int = 20) -> Iterator[Fault]:
    """Report a title that is set in capitals throughout.

    Why it matters: Styles cannot bring back which letters are capital, so the list shouts one title among many.
    Example: `Oduya, F. (2016). TIDES AND TREATIES OF THE NORTHERN PORTS.`
    Use instead: `Oduya, F. (2016). Tides and treaties of the northern ports.`
    How it decides: The title as printed has at least three words and min-letters letters, all of them capitals, in a script
        that has both. A list in which most titles are so, and a title at the head of a reference, follow a style.
    When it is wrong: A title that is made of acronyms.
    Options: min-letters (20): letters that a title must have to be judged.
    See also: LR220
    """
    for listing in evidence.lists():
        found = []
        for reference, entry in zip(listing.references, listing.entries, strict=True):
            title = " ".join((entry.title or "").split())
            raw = " ".join(reference.raw.split())
            printed = title if title.isupper() else title.upper()
            if not title or (printed != title and printed not in raw):
                continue
            letters = [character for character in title if character.isalpha()]
            cased = sum(character.lower() != character.upper() for character in letters)
            long = min_letters <= cased == len(letters) and len(title.split()) >= 3
            # At the head of a reference without author, styles print capitals.
            headed = not reference.stated and raw.startswith(printed)
            if long and not headed:
                found.append((reference, printed))
        if 2 * len(found) > len(listing.references) > 3:
            continue
        for reference, printed in found:
            yield about(reference, f"the title {quoted(printed)} is set in capitals throughout", field="title")


@rule("LR220", Severity.INFO, confidence=Confidence.CERTAIN)
def title_trailing_punctuation(evidence: Evidence) -> Iterator[Fault]:
    """Report a title of a bibliography that ends with a full stop, a comma, a colon or a semicolon.

    Why it matters: Styles add their own, and the printed title ends with two.
    Example: `title = {Tides and treaties.}`
    Use instead: `title = {Tides and treaties}`
    How it decides: The last character of the title in a .bib; three dots, and a full stop after one letter, are let be.
    When it is wrong: A title that ends with an abbreviation.
    See also: LR218
    """
    for reference, entry in entries(evidence):
        title = (reference.stated.title or "").strip("{} \n") if reference.stated else ""
        if re.search(r"[,;:]$|(?<![.\W])(?<!\b\w)\.$", title):
            yield about(
                reference, f"the title of {listed(entry, reference)} ends with {quoted(title[-1])}", field="title"
            )


@rule("LR232", Severity.INFO, fix="safe")
def title_quoted_odd(evidence: Evidence) -> Iterator[Fault]:
    """Report a double quote inside of a word, where an apostrophe was meant.

    Why it matters: It ends the quoted title early, for readers and for programs.
    Example: `"The river"s edge"`
    Use instead: `"The river's edge"`
    How it decides: A double quote between two letters of a reference, addresses aside.
    When it is wrong: Abbreviations of Hebrew, which hold such a quote.
    See also: LR218
    """
    for listing in evidence.lists():
        for reference in listing.references:
            if reference.stated or '"' not in reference.raw:
                continue
            odd = [word for word in words(reference) if _QUOTE_IN_WORD.search(word)]
            start = listing.document.text.find(odd[0], reference.span.start, reference.span.end) if odd else -1
            if start >= 0:
                meant = _QUOTE_IN_WORD.sub(lambda found: found[0].replace('"', "'"), odd[0])
                span = listing.document.span(start, start + len(odd[0]))
                fix = Fix("safe", f"write {meant}", (Edit(span.source, span.start, span.end, meant),))
                what = f"{odd[0]} has a double quote inside: is {meant} meant?"
                yield Fault(what, at([span], key=reference.label, field="title"), (reference.id,), fix=fix)
