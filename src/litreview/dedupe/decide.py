"""Whether two entries mean one work: the one decision, for a single pair and for columns of pairs alike.

Every value of `Compared` is a scalar or a numpy array; the rules are written with `&`, `|` and `^ True`, which mean the
same for both. So every engine decides alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["RELATIONS", "Compared", "Decision", "Found", "Reported", "compared", "decide", "reasons"]

RELATIONS: tuple[Literal["edition", "preprint", "version", "uncertain"], ...] = (
    "edition",
    "preprint",
    "version",
    "uncertain",
)


class Compared(NamedTuple):
    """How two entries compare. Likeness is 0..1; `_same` and `_other` are both false where a side is silent."""

    title: Any
    title_known: Any
    title_words: Any
    other_words: Any
    more_words: Any
    translated: Any
    truncated: Any
    short: Any
    generic: Any
    part_other: Any
    numbers_other: Any
    marker_other: Any
    people: Any
    people_known: Any
    venue: Any
    venue_words: Any
    head_same: Any
    initials_same: Any
    venue_known: Any
    years: Any
    years_known: Any
    doi_same: Any
    doi_other: Any
    registrant_same: Any
    id_same: Any
    id_other: Any
    volume_same: Any
    volume_other: Any
    issue_same: Any
    issue_other: Any
    page_same: Any
    page_other: Any
    supplement_other: Any
    own_pages: Any
    edition_other: Any
    chapter_other: Any
    conference_other: Any
    preprint_other: Any
    kind_other: Any


class Decision(NamedTuple):
    """What a pair is.

    `same`: one work. `apart`: two for sure, also where a third would join them. `related`: versions of one work.
    `uncertain`: perhaps one work. `score` is 0..1.
    """

    same: Any
    apart: Any
    preprint: Any
    version: Any
    edition: Any
    uncertain: Any
    score: Any


class Reported(NamedTuple):
    """A pair of rows that is not merged, and why it ought to be looked at."""

    left: int
    right: int
    score: float
    relation: Literal["uncertain", "preprint", "version", "edition"]
    reasons: tuple[str, ...]


class Found(NamedTuple):
    """What an engine finds among the rows of a table.

    `same` are (score, row, row) of pairs that mean one work; `reported` are those that ought to be looked at; `judged`
    says of any pairs which are the same and which are apart.
    """

    same: Sequence[tuple[float, int, int]]
    reported: Sequence[Reported]
    judged: Callable[[Sequence[tuple[int, int]]], tuple[Sequence[bool], Sequence[bool]]]


def compared(left: Any, right: Any, likeness: Callable[[str, str], Any]) -> Compared:
    """Two sides compared: two `Features`, or columns of the codes that stand for them, where code 0 is "nothing known".

    `likeness(measure, feature)` is `similarity.ratio` or `.shared_words`, or `slips.other_words`, of both sides' feature.
    """
    nothing = left.nothing

    def same(name: str, across: str | None = None) -> Any:
        a, b = getattr(left, name), getattr(right, across or name)
        return (a == b) & (a != nothing)

    def other(name: str) -> Any:
        a, b = getattr(left, name), getattr(right, name)
        return (a != b) & (a != nothing) & (b != nothing)

    def both(name: str) -> Any:
        return (getattr(left, name) != nothing) & (getattr(right, name) != nothing)

    words = likeness("other_words", "title")
    return Compared(
        title=likeness("ratio", "bare") * both("bare"),
        title_known=both("bare"),
        title_words=likeness("shared_words", "title"),
        other_words=words == 1,
        more_words=words > 0,
        translated=same("other", "bare") | same("bare", "other"),
        truncated=same("main", "title") | same("title", "main"),
        short=left.short | right.short,
        generic=left.generic | right.generic,
        part_other=left.part != right.part,
        numbers_other=left.numbers != right.numbers,
        marker_other=left.marker != right.marker,
        people=likeness("shared_words", "people"),
        people_known=both("people"),
        venue=likeness("ratio", "venue"),
        venue_words=likeness("shared_words", "venue_words"),
        head_same=same("venue_head"),
        initials_same=same("initials"),
        venue_known=both("venue"),
        years=abs(left.year - right.year),
        years_known=(left.year > 0) & (right.year > 0),
        doi_same=same("doi"),
        doi_other=other("doi"),
        registrant_same=same("registrant"),
        id_same=same("pmid") | same("arxiv"),
        id_other=other("pmid") | other("arxiv"),
        volume_same=same("volume"),
        volume_other=other("volume"),
        issue_same=same("issue"),
        issue_other=other("issue"),
        page_same=same("first"),
        page_other=other("first"),
        supplement_other=other("first") & (left.supplement ^ right.supplement),
        own_pages=left.own_pages | right.own_pages,
        edition_other=other("edition"),
        chapter_other=(left.chapter & right.book) | (left.book & right.chapter),
        conference_other=left.conference ^ right.conference,
        preprint_other=left.preprint ^ right.preprint,
        kind_other=other("kind"),
    )


def decide(c: Compared, *, merge_versions: bool = False) -> Decision:
    """The decision for each pair."""
    identified = c.doi_same | c.id_same
    alike = (c.title >= 0.9) | c.truncated | c.translated
    within = (c.title_words >= 0.98) & (c.short ^ True)
    people = c.people_known & (c.people >= 0.6)
    nobody = c.people_known ^ True
    near = (c.years <= 1) | (c.years_known ^ True)
    year_same = (c.years == 0) & c.years_known
    venue_same = c.venue_known & ((c.venue >= 0.85) | ((c.venue_words >= 0.95) & c.head_same) | c.initials_same)
    venue_other = c.venue_known & (c.venue < 0.6) & (c.venue_words < 0.75) & (c.initials_same ^ True)
    agree = c.page_same * 1 + c.volume_same * 1 + c.issue_same * 1 + venue_same * 1 + year_same * 1
    # the pages of a supplement are not those of its journal, and the next volume of the next year is no slip of the pen
    moved = c.volume_other & (c.years != 0) & c.years_known
    differ = c.page_other * 1 + c.volume_other * 1 + c.issue_other * 1 + c.supplement_other * 1 + moved * 1
    place = c.page_same & (c.volume_same | (venue_same & year_same & (c.volume_other ^ True)))
    # a page or two may hold many abstracts
    sure = place & c.own_pages

    # one place, but a person's name in one record and a group's in the other
    reprinted = place & year_same & c.volume_same & (c.venue >= 0.8) & (c.title >= 0.95) & (c.generic ^ True)
    unlike = identified ^ True  # no identifier says that they are one
    # two works, whatever else agrees
    another = (
        c.marker_other
        | c.chapter_other
        | (unlike & c.part_other)
        | (unlike & c.numbers_other & (sure ^ True))
        | (unlike & c.people_known & (c.people < 0.4) & (reprinted ^ True))
        | (unlike & c.generic & ((differ > 0) | (agree < 3) | ((c.page_same | c.issue_same) ^ True)))
    )
    # perhaps one work, but published twice
    again = (c.doi_other & c.registrant_same) | (unlike & c.id_other) | (unlike & (differ >= 2))
    apart = another | again | c.edition_other
    # the DOI of a book stands in the records of its chapters, and that of a supplement in those of its abstracts
    chapters = c.page_other & (c.other_words | (alike ^ True))
    abstracts = place & (sure ^ True) & (c.other_words | c.numbers_other)
    by_identifier = identified & ((chapters | abstracts) ^ True) & (alike | (people & ((c.title >= 0.6) | place)))
    near = near | (sure & c.volume_same & venue_same)  # a year may be wrong where all else is right
    by_place = (alike | (within & sure)) & place & near & (people | (c.title >= 0.95))
    # all else agrees, and a title is missing on one side, or is but the beginning of the other
    cut = (c.title_words >= 0.98) | (c.title_known ^ True)
    by_all_else = cut & place & c.volume_same & venue_same & year_same & (c.people >= 0.8) & c.people_known
    elsewhere = venue_other & ((c.volume_same & (c.issue_same | c.page_same)) ^ True)
    supported = ((differ == 0) & (elsewhere ^ True) & (agree >= 1)) | (
        (differ == 1) & venue_same & (agree >= 3) & ((c.title >= 1) | (c.page_other ^ True))
    )
    told = (c.short ^ True) | (agree >= 3) | ((c.title >= 0.99) & year_same & (differ == 0))
    by_title = (c.title >= 0.95) & near & supported & (people | (nobody & (agree >= 3))) & told
    by_main = c.truncated & near & people & (differ == 0) & venue_same & (agree >= 2) & (c.short ^ True)
    versions = c.preprint_other | c.conference_other | c.kind_other | c.doi_other
    kept_apart = versions & unlike & (place ^ True)
    # one word for another makes another title, and a series has a title for all its years: only its place tells the work
    serial = (c.years != 0) & c.years_known & ((c.page_same | c.volume_same) ^ True)
    said = c.other_words | (c.more_words & ((c.truncated | c.translated) ^ True))
    elsewise = (unlike & (sure ^ True) & said) | (unlike & (place ^ True) & serial) | abstracts
    same = by_identifier | by_place | by_all_else | by_title | by_main
    same = same & ((apart | kept_apart | elsewise) ^ True)

    whole = alike & (people | nobody) & (same ^ True) & (another ^ True)
    edition = whole & c.edition_other
    preprint = whole & people & c.preprint_other & ((c.years <= 5) | (c.years_known ^ True)) & (edition ^ True)
    version = whole & people & (c.title >= 0.95) & (c.years <= 3) & (edition ^ True) & (preprint ^ True)
    version = version & (versions | again) & (venue_same ^ True)
    if merge_versions:
        same = same | preprint | version
        apart = apart & ((preprint | version) ^ True)
    doubtful = identified | (whole & near) | (alike & place)
    uncertain = doubtful & ((apart | same | edition | preprint | version) ^ True)
    score = (2 * c.title + c.people * c.people_known + agree / 5) / (3 + c.people_known)
    return Decision(same, apart, preprint, version, edition, uncertain, score)


def reasons(c: Compared) -> tuple[str, ...]:
    """In words, what speaks for and against one pair being one work; for scalars only."""
    said = [f"titles alike {c.title:.0%}"]
    said += [f"authors alike {c.people:.0%}"] if c.people_known else ["no authors to compare"]
    facts: tuple[tuple[str, str], ...] = (
        ("DOI", "doi"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("first page", "page"),
    )
    for name, field in facts:
        if getattr(c, f"{field}_same"):
            said.append(f"same {name}")
        if getattr(c, f"{field}_other"):
            said.append(f"different {name}")
    if c.years_known:
        said.append("same year" if c.years == 0 else f"years {c.years} apart")
    marks: tuple[tuple[str, str], ...] = (
        ("other_words", "one word for another in the titles"),
        ("part_other", "different parts"),
        ("numbers_other", "different numbers in the titles"),
        ("marker_other", "one is a correction of or a comment on the other"),
        ("edition_other", "different editions"),
        ("preprint_other", "one is a preprint"),
        ("conference_other", "one is a conference paper"),
        ("kind_other", "different kinds of work"),
    )
    said += [text for field, text in marks if getattr(c, field)]
    return tuple(said)
