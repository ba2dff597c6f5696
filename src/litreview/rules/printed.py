"""LR1: how a citation is printed, beside the reference that it means."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import accumulate
from typing import TYPE_CHECKING

from litreview import lexicon
from litreview.model import Confidence
from litreview.opinion import Edit, Fix, Severity
from litreview.rules.cited import groups, known, matched, meant, replaced
from litreview.rules.rule import Fault, at, rule
from litreview.rules.wording import cited, count, listed, quoted, some
from litreview.similarity import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Citation, Entry, Evidence, Paper, Reference

# A key is told from a word by its year: 'oduya2016tides', 'Oduya:2016'.
_KEY = re.compile(r"(?<![\w@:/.{#-])[^\W\d_][\w:.+-]{2,60}\d[\w:.+-]{0,60}")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|<!--.*?(?:-->|\Z)", re.DOTALL)


def differing(evidence: Evidence, reason: str = "") -> Iterator[tuple[list[Citation], Reference, Entry]]:
    """The linked citations of each reference; only those that differ from it for a reason (see crosscheck), if one is given."""
    entries = known(evidence)
    for paper in evidence.papers:
        places: defaultdict[str, list[Citation]] = defaultdict(list)
        for citation, match in matched(paper, "linked"):
            if citation.kind in ("parenthetical", "narrative") and (not reason or reason in match.reasons):
                places[meant(match)].append(citation)
        for reference, citations in places.items():
            if reference in entries:
                yield citations, *entries[reference]


def last(name: str) -> str:
    """The last word of a name, folded: what two ways to print a person's name share."""
    return fold(name).rpartition(" ")[2]


@rule("LR104", Severity.WARNING, fix="suggest")
def author_spelling_in_text(evidence: Evidence) -> Iterator[Fault]:
    """Report a citation whose author is spelt otherwise than in the list.

    Why it matters: A reader who looks for the name does not find it, and one of the two misspells a colleague.
    Example: `(Petrenco, 2016)` in the text, `Petrenko, I. (2016)` in the list.
    Use instead: The spelling that the work itself has.
    How it decides: The year fits, the name is at most two letters from that of one reference, and of no other.
    When it is wrong: Two people with nearly one name, of whom one is missing in the list.
    See also: LR101, LR103
    """
    entries = known(evidence)
    for paper in evidence.papers:
        for group in groups(paper, lambda found: found.wrong_name):
            citation, match = group[0]
            reference, entry = entries[meant(match)]
            yield Fault(
                f"{cited(citation)} is cited, but not listed in this spelling: did you mean {listed(entry, reference)}?",
                at(c.span for c, _ in group),
                (reference.id,),
                fix=replaced((c for c, _ in group), *names) if (names := _respelt(citation, entry)) else None,
                subject=f"{citation.names[0] if citation.names else ''} {citation.year}",
            )


def _respelt(citation: Citation, entry: Entry) -> tuple[str, str] | None:
    """The first name that the list spells otherwise, as cited and as listed."""
    listed_names = [name.lead for name in entry.authors]
    for cited_name, listed_name in zip(citation.names, listed_names, strict=False):
        if last(cited_name) not in map(last, listed_names) and listed_name:
            return cited_name, listed_name
    return None


@rule("LR106", Severity.WARNING, fix="suggest")
def year_suffix_missing(evidence: Evidence) -> Iterator[Fault]:
    """Report a citation that tells works apart by a letter which the list does not have.

    Why it matters: The reader cannot tell which of the works of that year is meant, or looks for a second one.
    Example: `(Oduya, 2016a)` in the text, only `Oduya, F. (2016)` in the list.
    Use instead: The letter in the list too; or no letter, if there is only one such work.
    How it decides: The citation is linked, its year has a letter, and that of the reference has none.
    When it is wrong: Styles that give the letters by the order of the list.
    See also: LR105
    """
    for citations, reference, entry in differing(evidence, "suffix"):
        lettered = [c for c in citations if (c.year or "")[-1:].isalpha() and (entry.year or "").isdecimal()]
        if lettered:
            what = f"{cited(lettered[0])} is cited, but listed without the letter: {listed(entry, reference)}"
            fix = replaced(lettered, lettered[0].year or "", entry.year or "")
            yield Fault(what, at(c.span for c in lettered), (reference.id,), fix=fix)


@rule("LR107", Severity.WARNING)
def author_missing_in_text(evidence: Evidence) -> Iterator[Fault]:
    """Report a citation that names some of a work's authors, but neither all of them nor `et al.` (and others).

    Why it matters: A co-author is left out, and the reader looks for another work.
    Example: `(Marlow & Oduya, 2019)` for a work by Marlow, Oduya and Costa.
    Use instead: `(Marlow et al., 2019)`, or all three names.
    How it decides: At least two names, all among the listed authors and in their order; the list has more, and is itself
        complete. One name alone is taken for a short form.
    When it is wrong: A style that names two of many authors without `et al.`
    See also: LR104, LR108
    """
    for citations, reference, entry in differing(evidence, "author-count"):
        short = [c for c in citations if 1 < len(c.names) < len(entry.authors) and not c.et_al]
        if short and all(name.family for name in entry.authors):
            what = f"{cited(short[0])} names {len(short[0].names)} of the {len(entry.authors)} authors of {listed(entry, reference)}"
            yield Fault(what, at(c.span for c in short), (reference.id,))


@rule("LR108", Severity.INFO)
def author_order_in_text(evidence: Evidence) -> Iterator[Fault]:
    """Report a citation that names a work's authors in another order than the list.

    Why it matters: The order of authors carries credit, and readers look a work up by the first.
    Example: `(Abara, Costa, Brand, 2019)` for `Abara, T., Brand, S., & Costa, Z. (2019)`.
    Use instead: `(Abara, Brand, Costa, 2019)`
    How it decides: The same surnames, in another order.
    When it is wrong: Never known to be; but the list may be the one that is wrong.
    See also: LR107
    """
    for citations, reference, entry in differing(evidence, "order"):
        order = some([name.lead for name in entry.authors or entry.editors], 5)
        what = f"{cited(citations[0])} names the authors in another order than the list: {order} ({entry.year})"
        yield Fault(what, at(c.span for c in citations), (reference.id,))


@rule("LR109", Severity.INFO, default=False)
def et_al_misuse(evidence: Evidence, *, min_authors: int = 3) -> Iterator[Fault]:
    """Report `et al.` for a work of few authors, and a work of many that is cited without it.

    Why it matters: Styles say from how many authors on a citation is shortened; a mix looks like different works.
    Example: `(Marlow et al., 2019)` for a work by Marlow and Oduya.
    Use instead: `(Marlow & Oduya, 2019)`
    How it decides: The number of listed authors against min-authors, where the list is itself complete.
    When it is wrong: Off by default, as styles differ: APA 7 shortens from three authors on, Chicago from four.
    Options: min-authors (3): authors from which on a citation is shortened.
    See also: LR107
    """
    for citations, reference, entry in differing(evidence):
        size = len(entry.authors)
        if size and not entry.authors_truncated:
            odd = [c for c in citations if (c.et_al if size < min_authors else len(c.names) == size and not c.et_al)]
            if odd:
                what = (
                    f"{cited(odd[0])} is of {count(size, 'author')}, and citations are shortened from {min_authors} on"
                )
                yield Fault(what, at(c.span for c in odd), (reference.id,))


@rule("LR112", Severity.INFO, default=False)
def number_order(evidence: Evidence) -> Iterator[Fault]:
    """Report numbers whose first mentions are not ascending.

    Why it matters: IEEE and Vancouver number works in the order in which they are cited.
    Example: `[1]`, then `[4]`, then `[2]`.
    Use instead: Renumber the list.
    How it decides: The first mention of each number, against the highest before it. One finding a paper.
    When it is wrong: Off by default, as styles that number an alphabetical list do not ask for it.
    See also: LR111
    """
    for paper in evidence.papers:
        first: dict[int, Citation] = {}
        for citation, _ in matched(paper, "linked"):
            if citation.kind == "numeric" and re.fullmatch(r"\d{1,6}", citation.label or ""):
                first.setdefault(int(citation.label or ""), citation)
        highest = list(accumulate(first, max))
        late = [citation for (number, citation), top in zip(first.items(), highest, strict=True) if number < top]
        if late:
            more = f"; so are {len(late) - 1} more" if len(late) > 1 else ""
            what = f"[{late[0].label}] is first cited after a higher number{more}"
            yield Fault(what, at(c.span for c in late), subject="")


@rule("LR113", Severity.INFO, default=False)
def cluster_order(evidence: Evidence) -> Iterator[Fault]:
    """Report a group of citations that is not in alphabetical order.

    Why it matters: APA asks for the order of the list inside of one pair of brackets.
    Example: `(Zander, 2001; Abara, 2003)`
    Use instead: `(Abara, 2003; Zander, 2001)`
    How it decides: The first surnames of citations that only a semicolon parts.
    When it is wrong: Off by default, as many styles order by year or by weight.
    See also: LR112
    """
    for paper in evidence.papers:
        for group in _clusters(paper):
            names = [fold(c.names[0]) for c in group]
            if names != sorted(names):
                text = paper.document.text[group[0].span.start : group[-1].span.end]
                yield Fault(f"{quoted(text)} is not in alphabetical order", at(c.span for c in group))


def _clusters(paper: Paper) -> Iterator[list[Citation]]:
    """Citations in one pair of brackets, parted by semicolons."""
    group: list[Citation] = []
    for citation in paper.citations:
        if citation.kind != "parenthetical" or not citation.names:
            continue
        between = paper.document.text[group[-1].span.end : citation.span.start] if group else ""
        if between.strip() != ";":
            if len(group) > 1:
                yield group
            group = []
        group.append(citation)
    if len(group) > 1:
        yield group


@rule("LR118", Severity.WARNING, fix="safe")
def bare_citation_key(evidence: Evidence) -> Iterator[Fault]:
    """Report a citation key in the prose of a Markdown file that lacks its `@`.

    Why it matters: It is printed as it stands, and cites nothing.
    Example: `as oduya2016tides shows`
    Use instead: `as @oduya2016tides shows`
    How it decides: A word that is a key of a bibliography of the run, letter by letter, and holds a digit; the paper cites
        by keys; code, links and file names are let be.
    When it is wrong: A text about keys.
    See also: LR101
    """
    keys = {reference.label for listing in evidence.bibliographies for reference in listing.references}
    for paper in evidence.papers:
        document = paper.document
        if document.format != "markdown" or paper.citation_style != "key":
            continue
        prose = _CODE.sub(lambda found: " " * len(found[0]), document.text)
        taken = {citation.span.start for citation in paper.citations}
        for found in _KEY.finditer(prose):
            key = found[0].rstrip(".:+-")
            span = document.span(found.start(), found.start() + len(key))
            if key in keys and span.start not in taken:
                fix = Fix("safe", f"write @{key}", (Edit(span.source, span.start, span.start, "@"),))
                what = f"{key} is a key of the bibliography, but cites nothing without its @"
                yield Fault(what, at([span], key=key), fix=fix)


@rule("LR119", Severity.INFO, default=False)
def author_mentioned_uncited(evidence: Evidence) -> Iterator[Fault]:
    """Report an uncited reference whose author the prose names without a year.

    Why it matters: The citation is probably meant to be there, and lacks only its year.
    Example: `Oduya has argued the reverse.`, and `Oduya, F. (2016)` is listed, but never cited.
    Use instead: `Oduya (2016) has argued the reverse.`
    How it decides: The first author's surname (four letters or more) stands in the text before the list, with a capital,
        and no citation is linked to the reference.
    When it is wrong: Off by default, as surnames are also places and things.
    See also: LR102
    """
    for paper in evidence.papers:
        used = {reference for match in paper.matches for reference in match.references}
        end = min((reference.span.start for reference in paper.references), default=0)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for word in re.finditer(r"[^\W\d_][\w'’-]{3,40}", paper.document.text[:end]):
            places[re.sub(r"['’]s?$", "", word[0])].append(word.start())
        for reference, entry in zip(paper.references, paper.entries, strict=True):
            name = entry.authors[0].family if entry.authors else None
            if name and name[0].isupper() and reference.id not in used and name in places:
                spans = [paper.document.span(start, start + len(name)) for start in places[name]]
                what = f"{name} is named without a year; {listed(entry, reference)} is listed, but never cited"
                yield Fault(what, at(spans), (reference.id,), confidence=Confidence.POSSIBLE)


@rule("LR120", Severity.INFO, default=False)
def citation_in_abstract(evidence: Evidence) -> Iterator[Fault]:
    """Report citations in the abstract.

    Why it matters: Abstracts are read and indexed apart from the paper, where nobody can look a citation up.
    Example: `Abstract. Ports silt up (Oduya, 2016).`
    Use instead: The finding in words; the citation in the introduction.
    How it decides: The citation stands in a section whose heading means abstract, in the languages of the lexicon.
    When it is wrong: Off by default, as journals differ, and replies must name what they reply to.
    See also: LR113
    """
    headings = {fold(word) for word in lexicon.words("section", "abstract")}
    for paper in evidence.papers:
        citations = [c for c in paper.citations if fold(c.section or "") in headings]
        if citations:
            yield Fault(f"the abstract cites {cited(citations[0])}", at(c.span for c in citations), subject="")
