"""LR0: what could not be read as it should, and papers whose citations or list were not found."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from litreview.linkcheck import clean
from litreview.model import Confidence
from litreview.opinion import Severity
from litreview.rules.fields import too_short
from litreview.rules.rule import Fault, at, rule
from litreview.rules.wording import cited, count, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.model import Citation, Evidence, Paper

# What a line's end puts into a DOI or takes from it, and what typesetters make of a hyphen, is no difference.
_DASHES = re.compile(r"[\s\u00ad\u2010-\u2015-]")

AUTHOR_YEAR = ("parenthetical", "narrative")
NUMERIC = ("numeric",)


@rule("LR001", Severity.ERROR, confidence=Confidence.CERTAIN)
def bib_syntax_error(evidence: Evidence) -> Iterator[Fault]:
    """Report an entry of a bibliography that cannot be parsed; the rest of the file is still read.

    Why it matters: BibTeX drops the entry, and often the one after it, so a cited work vanishes from the list.
    Example: `@article{marlow2019, author = {Marlow, Ada, title = {Tides}}`, where a brace is never closed.
    Use instead: `@article{marlow2019, author = {Marlow, Ada}, title = {Tides}}`
    How it decides: The reader could not make an entry of the block, even after the usual repairs.
    When it is wrong: Never known to be; a block that is text on purpose belongs into `@comment{...}`.
    See also: LR002, LR008
    """
    yield from _noted(evidence, "syntax")


@rule("LR002", Severity.WARNING, confidence=Confidence.CERTAIN)
def text_outside_entry(evidence: Evidence) -> Iterator[Fault]:
    """Report text between the entries of a bibliography, which BibTeX drops without a word.

    Why it matters: A field or an entry that lost its `@` or its closing brace is silently not there.
    Example: `} year = {2019},` after the closing brace of an entry.
    Use instead: Move the field into its entry, or mark a remark with `%` or `@comment{...}`.
    How it decides: Text outside of entries that is no comment and holds `=`, `{` or `@`.
    When it is wrong: A remark in plain words that holds such a sign.
    See also: LR001
    """
    yield from _noted(evidence, "text-outside-entry")


@rule("LR003", Severity.WARNING, confidence=Confidence.CERTAIN)
def encoding_problem(evidence: Evidence) -> Iterator[Fault]:
    """Report text that is not UTF-8, or that was decoded wrongly before it was saved.

    Why it matters: Names lose their accents (`GÃ³mez` for `Gómez`), and a damaged name is neither found nor linked.
    Example: A file saved as Windows-1252, or one in which `Gómez` reads `GÃ³mez`.
    Use instead: Save the file as UTF-8; restore the damaged words from their source.
    How it decides: The reader noted bytes that are not UTF-8, or the letter pairs that a double encoding leaves. The message
        names the encoding that made sense of the text: what the file states, a code page for Cyrillic, Greek, Chinese, Japanese,
        Korean or the letters of Central Europe where nearly all letters speak for it, else Windows-1252.
    When it is wrong: A text that quotes such letter pairs on purpose.
    See also: LR001
    """
    for listing in evidence.lists():
        problems = [problem for problem in listing.document.problems if problem.kind == "encoding"]
        if problems:
            more = f" (and {count(len(problems) - 1, 'more place')})" if len(problems) > 1 else ""
            yield Fault(problems[0].message + more, at(problem.span for problem in problems))


@rule("LR004", Severity.ERROR)
def no_reference_section(evidence: Evidence, *, min_citations: int = 2) -> Iterator[Fault]:
    """Report a paper that cites works but has no reference list. One finding for the paper, not one a work.

    Why it matters: No reader can find what is cited, and nothing of it can be checked.
    Example: `Ports silt up (Oduya, 2016; Marlow, 2019).` in a paper that ends without a list.
    Use instead: Add a list under a heading such as `References`, or give the .bib that the paper cites from.
    How it decides: At least min-citations citations, no list under a heading or at the end, and no bibliography of the
        run that knows any of the works.
    When it is wrong: A chapter whose list stands at the end of the book; a list in a form that was not recognised.
    Options: min-citations (2): citations that a paper may have before it must have a list.
    See also: LR006, LR101
    """
    listed_somewhere = {paper.id for paper in with_lists(evidence)}
    for paper in evidence.papers:
        if paper.id in listed_somewhere or len(paper.citations) < min_citations:
            continue
        works = {(citation.names[:1], citation.year, citation.label) for citation in paper.citations}
        yield Fault(
            f"the text has {len(paper.citations)} citations (of about {len(works)} works), but no reference list was found",
            at([paper.citations[0].span]),
            subject="",
        )


@rule("LR005", Severity.WARNING)
def reference_not_parsed(evidence: Evidence) -> Iterator[Fault]:
    """Report an item of a reference list in which no author, title or year was recognised.

    Why it matters: The work can be neither linked to its citations nor checked, nor does it make a usable entry.
    Example: `Ibid., see above.` as an item of the list.
    Use instead: The work's author, year and title.
    How it decides: The parser found no title, no identifier, no place in a journal, and none or one of author and year.
    When it is wrong: A style that the parser does not know; the printed text is kept in `note`.
    See also: LR231
    """
    for paper in evidence.papers:
        for reference, entry in zip(paper.references, paper.entries, strict=True):
            # Physicists leave the title out: a journal, its volume and a page say enough.
            located = entry.container_title and (entry.volume or entry.pages)
            identified = entry.doi or entry.urls or entry.isbn or located
            unread = not (entry.title or identified or (entry.authors and entry.year))
            if (unread or reference.problem) and not too_short(reference, entry):
                why = f" ({reference.problem})" if reference.problem else ""
                yield Fault(
                    f"no author, title and year were recognised in {quoted(reference.raw)}{why}",
                    at([reference.span], key=reference.label),
                    (reference.id,),
                )


@rule("LR006", Severity.WARNING)
def no_citations_found(evidence: Evidence, *, min_references: int = 3) -> Iterator[Fault]:
    """Report a paper with a reference list in whose text no citation was recognised.

    Why it matters: Nothing can be cross-checked: either nothing is cited, or the citations are in a style that is not read.
    Example: A paper that cites by superscript letters.
    Use instead: Tell the style with `--citation-style`, if it is one of those that are read.
    How it decides: At least min-references references, and no citation at all.
    When it is wrong: A bibliography that was given as a paper.
    Options: min-references (3): references that a paper may have before it must cite.
    See also: LR004, LR102
    """
    for paper in evidence.papers:
        if len(paper.references) >= min_references and not paper.citations:
            yield Fault(
                f"no citation was recognised in the text, though {len(paper.references)} references are listed",
                at([paper.references[0].span]),
                subject="",
            )


@rule("LR007", Severity.WARNING)
def mixed_citation_styles(evidence: Evidence, *, min_citations: int = 3) -> Iterator[Fault]:
    """Report a paper that cites by numbers and by author and year.

    Why it matters: A reader must look works up in two ways, and a number without a numbered list cannot be looked up at all.
    Example: `Ports silt up [3].` and, later, `Ports silt up (Oduya, 2016).`
    Use instead: One style throughout.
    How it decides: At least min-citations citations of each kind that are linked to the list.
    When it is wrong: A paper that names authors and years beside the numbers on purpose.
    Options: min-citations (3): citations of the rarer style that are taken for a slip.
    See also: LR006
    """
    for paper in evidence.papers:
        found: defaultdict[bool, list[Citation]] = defaultdict(list)
        for citation, match in zip(paper.citations, paper.matches, strict=True):
            if match.status == "linked" and citation.kind in (*AUTHOR_YEAR, *NUMERIC):
                found[citation.kind in NUMERIC].append(citation)
        rare, common = sorted(found.values(), key=len) if len(found) > 1 else ([], [])
        if len(rare) >= min_citations:
            yield Fault(
                f"most works are cited like {cited(common[0])}, but {len(rare)} like {cited(rare[0])}",
                at(citation.span for citation in rare),
                subject="",
            )


@rule("LR008", Severity.ERROR, confidence=Confidence.CERTAIN)
def undefined_string(evidence: Evidence) -> Iterator[Fault]:
    """Report an abbreviation in a bibliography that no `@string` defines.

    Why it matters: BibTeX prints nothing in its place: the journal or the month is lost.
    Example: `journal = jtides` without `@string{jtides = "Journal of Tides"}`.
    Use instead: Define the abbreviation, or put the value in braces.
    How it decides: A bare word, or a part of a `#` concatenation, that neither the file nor BibTeX's months define.
    When it is wrong: The abbreviation is defined by a style file or in a .bib that was not given.
    See also: LR001
    """
    yield from _noted(evidence, "undefined-string")


@rule("LR009", Severity.ERROR, confidence=Confidence.CERTAIN)
def unresolved_crossref(evidence: Evidence) -> Iterator[Fault]:
    """Report a `crossref` or `xdata` that names an entry which is not there.

    Why it matters: The fields that the entry inherits (book title, editor, year) are missing in print.
    Example: `crossref = {ports2016}` in a file without an entry `ports2016`.
    Use instead: Add the parent entry, or give the entry its own fields.
    How it decides: No entry of the file has that key, in whatever case.
    When it is wrong: The parent stands in a .bib that was not given.
    See also: LR201
    """
    yield from _noted(evidence, "unresolved-crossref")


@rule("LR010", Severity.WARNING, confidence=Confidence.CERTAIN)
def unknown_entry_type(evidence: Evidence) -> Iterator[Fault]:
    """Report an entry whose type neither BibTeX nor biblatex knows.

    Why it matters: The entry is printed as `misc`, without what makes its type.
    Example: `@aritcle{oduya2016, ...}`
    Use instead: `@article{oduya2016, ...}`
    How it decides: The type is in neither manual's list.
    When it is wrong: A style of your own that defines the type.
    See also: LR001
    """
    yield from _noted(evidence, "unknown-entry-type")


@rule("LR012", Severity.WARNING, confidence=Confidence.CERTAIN)
def duplicate_field(evidence: Evidence) -> Iterator[Fault]:
    """Report a field that stands twice in one entry.

    Why it matters: BibTeX takes the first and drops the second, biblatex the other way round.
    Example: `year = {2016}, year = {2018}` in one entry.
    Use instead: The one that is right.
    How it decides: Field names are compared without regard to case.
    When it is wrong: Never known to be.
    See also: LR302
    """
    yield from _noted(evidence, "duplicate-field")


@rule("LR013", Severity.WARNING)
def citation_malformed(evidence: Evidence) -> Iterator[Fault]:
    """Report a citation with something between author and year that does not belong there.

    Why it matters: The reader cannot tell whether the stray part is a page, a day or another author.
    Example: `(Harbour Gazette, 4, 2012)`
    Use instead: `(Harbour Gazette, 2012)`, with a page after the year if there is one.
    How it decides: The grammar of citations reads it only by leaving a part out.
    When it is wrong: A style that puts the volume or the day between author and year.
    See also: LR104
    """
    for paper in evidence.papers:
        places: defaultdict[str, list[Citation]] = defaultdict(list)
        for citation in paper.citations:
            if citation.problem == "malformed":
                places[" ".join(citation.surface.split())].append(citation)
        for citations in places.values():
            names = " and ".join(citations[0].names)
            usual = f": the usual form is '{names}, {citations[0].year}'" if names and citations[0].year else ""
            yield Fault(f"{cited(citations[0])} holds a stray part{usual}", at(c.span for c in citations))


@rule("LR014", Severity.ERROR, confidence=Confidence.CERTAIN)
def source_not_read(evidence: Evidence) -> Iterator[Fault]:
    """Report a file, or pages of one, that could not be read: nothing about them was checked.

    Why it matters: A clean report would speak of papers that nobody looked at.
    Example: A PDF whose pages are pictures, or one damaged file in a folder of twenty.
    Use instead: Run OCR over it, save a copy that opens, or take it out of the folder.
    How it decides: The reader gave up on the file; or, as a warning, on some of its pages, or on a file that it includes or
        names as its bibliography. What depends on these, a key that is in no bibliography or a reference that is never
        cited, is then 'possible'.
    When it is wrong: Pages that are pictures on purpose, such as plates.
    See also: LR003, LR006
    """
    for listing in evidence.lists():
        for problem in listing.document.problems:
            if problem.kind in ("unreadable", "no-text", "not-included", "no-bibliography"):
                severity = None if problem.kind == "unreadable" else Severity.WARNING
                yield Fault(problem.message, at([problem.span]), severity=severity, subject="")


@rule("LR015", Severity.WARNING, confidence=Confidence.CERTAIN)
def print_differs_from_field(evidence: Evidence) -> Iterator[Fault]:
    """Report print that says something else than what lies behind it: a reference manager's field, or a hyperlink.

    Why it matters: One of the two is wrong; the next update of the fields will undo what was typed, and a click leads to
        another work than the one that is printed.
    Example: A list that prints `Oduya, F. B. (2017)` where the field of the citation holds 2016.
    Use instead: Correct the item in the reference manager, then update the fields; or mend the hyperlink.
    How it decides: The year that the list prints is not the year of the item in the field; or a printed DOI is
        hyperlinked to another DOI, and neither is the other's beginning, hyphens aside.
    When it is wrong: A reprint that is printed with the year of its first edition.
    See also: LR103
    """
    yield from _noted(evidence, "stated-otherwise")
    for paper in evidence.papers:
        for reference in paper.references:
            for link in reference.hyperlinks:
                printed = clean.doi("".join(paper.document.text[link.start : link.end].split()))
                leads = clean.doi(link.url)
                one, other = (_DASHES.sub("", doi or "") for doi in (printed, leads))
                if printed and leads and not (one.startswith(other) or other.startswith(one)):
                    what = f"the list prints {printed}, its hyperlink leads to {leads}"
                    yield Fault(what, at([paper.document.span(link.start, link.end)]), (reference.id,))


def with_lists(evidence: Evidence) -> list[Paper]:
    """The papers that say where their works are listed: in a list of their own, or in a bibliography of the run."""
    shared = {reference.id for bibliography in evidence.bibliographies for reference in bibliography.references}
    shared |= {work.id for work in evidence.works if not shared.isdisjoint(work.members)}
    return [
        paper
        for paper in evidence.papers
        if paper.has_reference_list or any(not shared.isdisjoint(match.works) for match in paper.matches)
    ]


def _noted(evidence: Evidence, kind: str) -> Iterator[Fault]:
    """A fault for each problem of that kind that a reader kept."""
    for listing in evidence.lists():
        for problem in listing.document.problems:
            if problem.kind == kind:
                yield Fault(problem.message, at([problem.span]))
