"""Word and ODT: what is printed, and what the fields of reference managers say."""

from __future__ import annotations

import json
from html import escape

import pytest

from fakes.offices import docx_of, field, odt_of, paragraph, zip_of
from litreview import read
from litreview.errors import InputError

NUMBERING = (
    '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="[%1]"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
)
IN_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
ODUYA = {"title": "The tides of harbour towns", "author": [{"family": "Oduya"}], "issued": {"date-parts": [[2016]]}}
MARLOW = {"title": "Quays and crowds", "author": [{"family": "Marlow"}], "issued": {"date-parts": [[2012]]}}


def read_docx(folder, body, **parts):
    path = folder / "paper.docx"
    path.write_bytes(docx_of(body, **parts))
    return read.document(path)


def zotero(result, *items):
    told = {"citationItems": [{"id": "ITEM-1", "itemData": item} for item in items]}
    return field(escape(f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(told)}"), result)


def bibliography(*items):
    first, *rest = items
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>ADDIN ZOTERO_BIBL {}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return paragraph(f"{start}<w:r><w:t>{first}</w:t></w:r>") + "".join(map(paragraph, rest)) + end


def test_numbers_that_word_counts_are_printed(tmp_path):
    """A numbered list would lose its numbers, and every [7] in the text lead nowhere."""
    document = read_docx(tmp_path, paragraph("Marlow", IN_LIST) + paragraph("Oduya", IN_LIST), numbering=NUMBERING)
    assert "[1] Marlow\n\n[2] Oduya\n" == document.text


def test_notes_stand_below_the_paragraph_that_calls_them(tmp_path):
    """Citations in footnotes would be lost, or end up in the reference list."""
    notes = f'<w:footnote w:id="2">{paragraph("See Marlow (2012).")}</w:footnote>'
    body = paragraph('<w:r><w:t>Text.</w:t><w:footnoteReference w:id="2"/></w:r>') + paragraph("More.")
    assert "Text.[^1]\n\n[^1]: See Marlow (2012).\n\nMore.\n" == read_docx(tmp_path, body, footnotes=notes).text


def test_deleted_text_and_instructions_are_not_read(tmp_path):
    """A citation that was deleted in review would be reported as missing from the list."""
    deleted = "<w:del><w:r><w:delText>(Gone, 1999)</w:delText></w:r></w:del><w:r><w:t>Kept.</w:t></w:r>"
    kept = "<w:ins><w:r><w:t> Added.</w:t></w:r></w:ins>"
    assert "Kept. Added.\n" == read_docx(tmp_path, paragraph(deleted + kept)).text


def test_raised_digits_are_marked(tmp_path):
    """'tides12' would hide a citation of works 1 and 2, or make one of 12."""
    raised = '<w:r><w:t>tides</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1,2</w:t></w:r>'
    assert "tides^1,2^\n" == read_docx(tmp_path, paragraph(raised)).text


def test_items_are_told_apart_though_mendeley_calls_each_item_1(tmp_path):
    """All citations of a Mendeley paper would link to one work."""
    body = paragraph(zotero("(Oduya, 2016)", ODUYA)) + paragraph(zotero("(Marlow, 2012)", MARLOW))
    document = read_docx(
        tmp_path, body + bibliography("Marlow. Quays and crowds. 2012.", "Oduya. The tides of harbour towns. 2016.")
    )
    one, two = document.citations
    assert {one.label, two.label} == {reference.label for reference in document.references}
    assert one.label != two.label


def test_a_numbered_style_is_cited_by_its_numbers(tmp_path):
    """The report would name a work by a hash where the paper says [2]."""
    body = paragraph(zotero("[2]", ODUYA)) + paragraph(zotero("[1]", MARLOW))
    document = read_docx(
        tmp_path,
        body + bibliography("[1] Marlow. Quays and crowds. 2012.", "[2] Oduya. The tides of harbour towns. 2016."),
    )
    assert [("numeric", "2"), ("numeric", "1")] == [(c.kind, c.label) for c in document.citations]
    assert [("1", "Marlow. Quays and crowds. 2012.")] == [(r.label, r.raw) for r in document.references][:1]


def test_a_list_edited_by_hand_is_told(tmp_path):
    """The year that was changed in the list after the field made it would stay unseen."""
    document = read_docx(
        tmp_path, paragraph(zotero("(Oduya)", ODUYA)) + bibliography("Oduya. The tides of harbour towns. 2017.")
    )
    assert ["the list prints 2017, the reference manager says 2016"] == [p.message for p in document.problems]


def test_fields_without_a_list_leave_citations_to_the_text(tmp_path):
    """Labels that no reference has would make every citation 'missing'."""
    document = read_docx(tmp_path, paragraph(zotero("(Oduya, 2016)", ODUYA)) + paragraph("Text."))
    assert (None, None) == (document.references, document.citations)


@pytest.mark.parametrize(
    "told",
    [
        "ADDIN ZOTERO_ITEM CSL_CITATION {",
        "ADDIN EN.CITE &lt;EndNote&gt;&lt;Cite&gt;",
        "CITATION",
        "ADDIN CSL_CITATION []",
    ],
)
def test_broken_fields_are_text(tmp_path, told):
    """A damaged field would end the run."""
    assert "(Oduya, 2016)\n" == read_docx(tmp_path, paragraph(field(told, "(Oduya, 2016)"))).text


def test_odt_notes_spaces_and_changes(tmp_path):
    """Words of an ODT file would stick together, notes be lost and deletions come back."""
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
    changes = "<text:tracked-changes><text:p>Gone</text:p></text:tracked-changes>"
    (tmp_path / "paper.odt").write_bytes(odt_of(f"{changes}<text:p>One<text:s/>two<text:tab/>three{note}.</text:p>"))
    assert "One two three[^1].\n\n[^1]: A note.\n" == read.document(tmp_path / "paper.odt").text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word document, or one with a password"),
        ("text.docx", b"Some text", "is not what its name says"),
        ("empty.docx", docx_of(""), "holds no text"),
        ("broken.docx", docx_of("<w:p>"), "cannot be read as XML"),
        ("cut.docx", docx_of(paragraph("Text" * 500))[:-30], "is damaged"),
        ("other.docx", zip_of({"a.bin": "x"}), "a zip archive that holds no document"),
        ("empty.odt", odt_of(""), "holds no text"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, data, message):
    """The user would see a traceback."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=message):
        read.documents([tmp_path / name])
