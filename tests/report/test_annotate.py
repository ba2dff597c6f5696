"""The annotated prose: nothing of a paper is lost or doubled, whatever it holds."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from fakes.invented import document
from litreview.model import Citation, Match, Paper, Reference, Section
from litreview.report import annotate

LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=30), max_size=12)


def annotated(text, spans=(), headings=(), listed=(), room=10**6):
    """The blocks of a paper with citations, headings and references at those spans."""
    doc = document("paper.txt", text, None)
    citations = tuple(
        Citation(f"c{n}", doc.span(a, b), text[a:b], "parenthetical") for n, (a, b) in enumerate(sorted(spans))
    )
    matches = tuple(Match(citation.id, "missing") for citation in citations)
    references = tuple(Reference(f"r{n}", n, text[a:b], doc.span(a, b)) for n, (a, b) in enumerate(listed))
    sections = tuple(Section("x", 1, start, len(text)) for start in headings)
    paper = Paper(
        "paper.txt", doc.source, doc, citations=citations, matches=matches, references=references, sections=sections
    )
    return list(annotate.blocks(paper, room, {f"c{n}": f"p0c{n}" for n in range(len(citations))}))


def letters(text):
    """What is left of a text without white space and controls, which the page does not show."""
    return "".join(c for c in text if not c.isspace() and c.isprintable())


@st.composite
def papers(draw):
    """A text, spans inside of its lines, and offsets of lines."""
    lines = draw(LINES)
    text = "\n".join(lines)
    starts = [0, *(m.end() for m in re.finditer("\n", text))]
    offset = st.integers(0, max(0, len(text)))
    spans = draw(st.lists(st.tuples(offset, offset).filter(lambda s: s[0] < s[1]), max_size=5))
    headings = draw(st.lists(st.sampled_from(starts), max_size=3, unique=True))
    return text, spans, sorted(headings)


@given(papers())
def test_all_of_the_text_is_there_once_and_in_order(made):
    """A report that drops or repeats a sentence of a paper is of no use to its author."""
    text, spans, headings = made
    shown = "".join(
        html.unescape(re.sub(r"<a class=\w+ href=#\w+>|</a>", "", b.html)) for b in annotated(text, spans, headings)
    )
    assert letters(text) == letters(shown)


@given(papers())
def test_a_citation_is_marked_once_at_most(made):
    """Spans may overlap, or run over a paragraph's end: a mark must still be one link."""
    text, spans, headings = made
    marked = [name for b in annotated(text, spans, headings) for name in re.findall(r"href=#(\w+)>", b.html)]
    assert len(set(marked)) == len(marked) <= len(spans)


@given(papers())
def test_a_long_paper_is_cut_to_what_cites(made):
    """The page must stay small: of a long paper only the paragraphs that cite are kept."""
    text, spans, headings = made
    for block in annotated(text, spans, headings, room=len(text) - 1):
        assert block.kind in ("heading", "cut") or "<a class=" in block.html or not text


def test_a_reference_list_is_counted_and_not_repeated():
    """Works has what the list says."""
    text = "One cites.\n\nReferences\nOduya 2016.\nMarlow\n  2019.\n\nAppendix here."
    spans = [(text.index("Oduya"), text.index("Oduya") + 11), (text.index("Marlow"), text.index("2019.") + 5)]
    kinds = [(b.kind, b.n or b.html) for b in annotated(text, (), [text.index("References")], spans)]
    assert [("prose", "One cites."), ("heading", "References"), ("list", 2), ("prose", "Appendix here.")] == kinds
