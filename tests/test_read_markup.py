"""HTML, EPUB and JATS: the main text, its list, and the links between them."""

from __future__ import annotations

import pytest

from fakes.offices import zip_of
from litreview import read
from litreview.errors import InputError


def page(folder, body, head="", name="a.html"):
    (folder / name).write_text(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read.document(folder / name)


def article(folder, body="", back="", front=""):
    (folder / "a.xml").write_text(
        f"<article><front>{front}</front><body>{body}</body><back>{back}</back></article>", encoding="utf-8"
    )
    return read.document(folder / "a.xml")


def links(document):
    raw = {reference.label: reference.raw for reference in document.references}
    return [(c.surface, raw.get(c.label)) for c in document.citations]


def test_what_stands_around_the_text_is_left_out(tmp_path):
    """Citations in a menu or a footer would be reported as missing from the list."""
    around = "<nav>(Nobody, 2000)</nav><header>(Nobody, 2001)</header><aside>(Nobody, 2002)</aside><footer>(Nobody, 2003)</footer>"
    hidden = "<p hidden>(Nobody, 2004)</p><div style='display: none'>(Nobody, 2005)</div><script>(Nobody, 2006)</script><!-- (Nobody, 2007) -->"
    assert "Text.\n" == page(tmp_path, f"{around}<p>Text.</p>{hidden}").text


def test_blocks_are_paragraphs_and_the_rest_is_not(tmp_path):
    """Words of two table cells would be one, and a sentence with a link two."""
    document = page(tmp_path, "<h1>One</h1><p>Two <b>th</b>ree<br>four\n five</p><table><tr><td>six<td>seven</table>")
    assert "One\n\nTwo three four five\n\nsix\n\nseven\n" == document.text
    assert [("One", 1)] == [(s.title, s.level) for s in document.sections]


def test_the_lists_of_encyclopedias_are_linked(tmp_path):
    """Notes in brackets would be plain numbers."""
    body = (
        '<p>Tides rise.<sup class="reference"><a href="#n1">[1]</a></sup><sup><a href="#n2">[2]</a></sup></p>'
        '<ol class="references"><li id="n1"><span class="mw-cite-backlink"><a href="#r1">^</a></span> Marlow. Tides.</li><li id="n2">Oduya. Ports.</li></ol>'
    )
    document = page(tmp_path, body)
    assert [("1", "Marlow. Tides."), ("2", "Oduya. Ports.")] == links(document)
    assert ["1", "2"] == [reference.label for reference in document.references]


def test_raised_numbers_are_marked(tmp_path):
    """'tides1,2' would hide a citation."""
    assert "tides^1,2^ and H2O\n" == page(tmp_path, "<p>tides<sup>1,2</sup> and H<sub>2</sub>O</p>").text


@pytest.mark.parametrize(
    ("head", "codec"), [("<meta charset=windows-1251>", "cp1251"), ("", "cp1252"), ("<meta charset=nonsense>", "utf-8")]
)
def test_old_pages_are_read_in_their_encoding(tmp_path, head, codec):
    """The names of a Russian page would be noise."""
    word = "Порты" if codec == "cp1251" else "Gómez"
    (tmp_path / "a.html").write_bytes(f"<html>{head}<p>{word}".encode(codec))
    assert f"{word}\n" == read.document(tmp_path / "a.html").text


def test_pages_of_a_book_come_in_the_order_of_its_spine(tmp_path):
    """The list of an EPUB would stand before its text."""
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="b" href="b%20b.xhtml"/><item id="a" href="t/a.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="gone"/></spine></package>'
    )
    container = '<container xmlns="urn:x"><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>'
    pages = {"O/t/a.xhtml": "<html><p>First</p></html>", "O/b b.xhtml": "<html><p>Second</p></html>"}
    (tmp_path / "a.epub").write_bytes(zip_of({"META-INF/container.xml": container, "O/p.opf": package, **pages}))
    assert "First\n\nSecond\n" == read.document(tmp_path / "a.epub").text


def test_jats_ranges_are_all_their_works(tmp_path):
    """The works 2 of [1-3] would be 'never cited'."""
    refs = "".join(
        f'<ref id="r{n}"><label>{n}.</label><mixed-citation>Work {n}</mixed-citation></ref>' for n in range(1, 6)
    )
    body = '<p>Text [<xref ref-type="bibr" rid="r1">1</xref>–<xref ref-type="bibr" rid="r3">3</xref>, <xref ref-type="bibr" rid="r4 r5">4, 5</xref>].</p>'
    document = article(tmp_path, body, f"<ref-list>{refs}</ref-list>")
    assert ["1", "2", "3", "4", "5"] == [citation.label for citation in document.citations]
    assert ["Work 1", "Work 2"] == [reference.raw for reference in document.references][:2]


def test_jats_states_entries(tmp_path):
    """A reference that the publisher tagged would be guessed from glued text."""
    citation = (
        '<element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>Oduya</surname><given-names>F. B.</given-names></name>'
        "<collab>Port Group</collab></person-group><article-title>The <italic>tides</italic></article-title><source>Journal of Ports</source><year>2016</year>"
        '<volume>12</volume><fpage>1</fpage><lpage>9</lpage><pub-id pub-id-type="doi">10.5555/X</pub-id></element-citation>'
    )
    (reference,) = article(tmp_path, "<p>Text.</p>", f'<ref-list><ref id="r">{citation}</ref></ref-list>').references
    entry = reference.stated
    assert ("article", "The tides", "Journal of Ports", "1-9", "10.5555/x") == (
        entry.type,
        entry.title,
        entry.container_title,
        entry.pages,
        entry.doi,
    )
    assert ["Oduya", "Port Group"] == [author.lead for author in entry.authors]
    assert (
        "Oduya, F. B.; Port Group. (2016). The tides. Journal of Ports 12, 1-9. https://doi.org/10.5555/X"
        == reference.raw
    )


def test_jats_sections_and_skipped_parts(tmp_path):
    """Affiliations and formulas would be text, and sections have no names."""
    front = "<article-meta><title-group><article-title>The ports</article-title></title-group><contrib-group>Nobody (2000)</contrib-group><abstract><p>Short.</p></abstract></article-meta>"
    document = article(
        tmp_path,
        "<sec><title>One</title><p>A<sup>2</sup>.</p><sec><title>Two</title><p>B &amp; C.</p></sec></sec>",
        front=front,
    )
    assert ("The ports", [("One", 1), ("Two", 2)]) == (document.title, [(s.title, s.level) for s in document.sections])
    assert document.text.endswith("Short.\n\nOne\n\nA^2^.\n\nTwo\n\nB & C.\n")


def test_xml_of_another_kind_is_refused_by_name_and_left_in_a_folder(tmp_path):
    """A settings file beside the papers would be reviewed."""
    (tmp_path / "settings.xml").write_text("<settings/>")
    (tmp_path / "paper.txt").write_text("Text")
    assert ["paper.txt"] == [document.source.id for document in read.documents([tmp_path])]
    with pytest.raises(InputError, match="is not what its name says"):
        read.document(tmp_path / "settings.xml")


@pytest.mark.parametrize(
    "call",
    [
        '<sup><a href="#fn1" id="back1">1</a></sup>',
        '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>',
    ],
)
@pytest.mark.parametrize(
    "notes",
    [
        '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>Oduya, <i>Tides</i>, 45. <a href="#back1">↩</a></p></li></ol></section>',
        '<aside epub:type="footnote" id="fn1"><p><a href="#back1">1.</a> Oduya, <i>Tides</i>, 45.</p></aside>',
    ],
)
def test_notes_of_a_page_stand_below_what_calls_them(tmp_path, call, notes):
    """The notes would be taken for references that nobody cites, and what they cite for uncited."""
    listed = "<h2>References</h2><p>Oduya, Femi. Tides. Lagos: Harbour Press, 2016.</p>"
    document = page(tmp_path, f"<p>Tides rise.{call} And fall.</p><p>More.</p>{listed}{notes}")
    assert (
        "Tides rise.[^1] And fall.\n\n[^1]: Oduya, Tides, 45.\n\nMore.\n\nReferences\n\nOduya, Femi. Tides. Lagos: Harbour Press, 2016.\n"
        == document.text
    )


def test_a_link_into_the_text_calls_no_note(tmp_path):
    """A section that a page's own menu leads to would be moved to where the menu stands."""
    text = '<div class="has-footnotes"><p>See <a href="#two">below</a>.</p><p>Between.</p><div id="two"><p>Two.</p></div></div>'
    assert "See below.\n\nBetween.\n\nTwo.\n" == page(tmp_path, text).text


@pytest.mark.parametrize(
    ("inside", "behind"),
    [
        (
            '<sup><xref ref-type="fn" rid="f">1</xref></sup>',
            '<fn-group><fn id="f"><label>1</label><p>Oduya, Tides, 45.</p></fn></fn-group>',
        ),
        ("<fn><label>1</label><p>Oduya, Tides, 45.</p></fn>", ""),
    ],
)
def test_notes_of_an_article_stand_below_what_calls_them(tmp_path, inside, behind):
    """What a note cites would have no place in the text, and a note in a sentence would cut it in two."""
    document = article(tmp_path, f"<p>Tides rise.{inside} And fall.</p><p>More.</p>", behind)
    assert "Tides rise.[^1] And fall.\n\n[^1]: Oduya, Tides, 45.\n\nMore.\n" == document.text


def test_parts_of_a_tagged_name_are_two_words(tmp_path):
    """The report would print 'OduyaF', and a reference without a title could not be read."""
    name = "<name><surname>Oduya</surname><given-names>F</given-names></name>"
    document = article(
        tmp_path, "<p>T.</p>", f"<ref-list><ref id='B1'><mixed-citation>{name}, 2016.</mixed-citation></ref></ref-list>"
    )
    assert ["Oduya F, 2016."] == [reference.raw for reference in document.references]
