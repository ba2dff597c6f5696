"""The sample paper for word processors: .docx with the fields of four reference managers, .odt, EndNote's XML."""

from __future__ import annotations

import base64
import json
from xml.sax.saxutils import escape

from paper import AUTHORS, SECTIONS, TITLE, UNLISTED, WORKS, Cite, by_key, linked

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = f"""{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
RELS = f"""{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""
DOCUMENT_RELS = f"""{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>{"".join(f'<Relationship Id="{w.key}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="{w.link}" TargetMode="External"/>' for w in WORKS if w.link)}</Relationships>"""
STYLES = f"""{HEAD}<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="120"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:sz w:val="36"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:spacing w:before="240" w:after="120"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Bibliography"><w:name w:val="Bibliography"/><w:pPr><w:spacing w:after="0"/><w:ind w:left="480" w:hanging="480"/></w:pPr></w:style></w:styles>"""


def run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def instruction(text, width=60):
    """An instruction, torn over several runs as Word does it."""
    pieces = [text[n : n + width] for n in range(0, len(text), width)]
    return "".join(f'<w:r><w:instrText xml:space="preserve">{escape(piece)}</w:instrText></w:r>' for piece in pieces)


def mark(kind, data=""):
    inner = f"<w:fldData>{data}</w:fldData>" if data else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'


def field(told, result, nested=""):
    return mark("begin") + instruction(told) + nested + mark("separate") + result + mark("end")


def paragraph(inner, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{inner}</w:p>"


def docx(manager):
    """The files of a .docx whose citations and list a manager made: `manager(cite)` and `manager(None)` give the XML."""
    blocks = [paragraph(run(TITLE), "Title"), paragraph(run(AUTHORS))]
    for head, paragraphs in SECTIONS:
        blocks.append(paragraph(run(head), "Heading1"))
        blocks += [paragraph("".join(run(p) if isinstance(p, str) else manager(p) for p in one)) for one in paragraphs]
    blocks += [paragraph(run("References"), "Heading1"), manager(None)]
    size = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(blocks)}{size}</w:body></w:document>',
        "word/styles.xml": STYLES,
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
    }
    if manager is word:
        files["customXml/item1.xml"] = word_sources()
    return files


def hyperlink(text, address):
    """A link as Word makes it: its address stands in the relations, by the work's key."""
    key = next(work.key for work in WORKS if work.link == address)
    return f'<w:hyperlink r:id="{key}" w:history="1">{text}</w:hyperlink>'


def link_field(text, address):
    """A link as a field."""
    return field(f' HYPERLINK "{address}" ', text)


def listed(begin="", end="", link=hyperlink):
    """The list's paragraphs, a field around them where a manager made it."""
    last = len(WORKS) - 1
    return "".join(
        paragraph((begin if n == 0 else "") + linked(work, run, link) + (end if n == last else ""), "Bibliography")
        for n, work in enumerate(WORKS)
    )


def plain(cite):
    return listed() if cite is None else run(cite.text)


def zotero(cite: Cite | None):
    if cite is None:
        told = 'ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY'
        return listed(mark("begin") + instruction(f" {told} ") + mark("separate"), mark("end"))
    items = [
        {
            "id": 100 + n,
            "uris": [f"http://zotero.org/users/local/abc/items/{key.upper()}"],
            "itemData": {"id": 100 + n, **by_key(key).item},
            **({"locator": cite.locator, "label": "page"} if cite.locator else {}),
        }
        for n, key in enumerate(cite.keys)
    ]
    told = {
        "citationID": "x" + cite.keys[0],
        "properties": {"formattedCitation": cite.text, "plainCitation": cite.text, "noteIndex": 0},
        "citationItems": items,
    }
    return field(f" ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(told, ensure_ascii=False)} ", run(cite.text))


def mendeley_items(cite):
    """Mendeley counts its items from ITEM-1 in each citation."""
    return [
        {"id": f"ITEM-{n}", "itemData": {"id": f"ITEM-{n}", **by_key(key).item}} for n, key in enumerate(cite.keys, 1)
    ]


def mendeley(cite):
    if cite is None:
        told = " ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY "
        return listed(mark("begin") + instruction(told) + mark("separate"), mark("end"))
    told = {
        "citationItems": mendeley_items(cite),
        "mendeley": {"formattedCitation": cite.text, "plainTextFormattedCitation": cite.text},
        "properties": {"noteIndex": 0},
        "schema": "https://github.com/citation-style-language/schema/raw/master/csl-citation.json",
    }
    return field(f"ADDIN CSL_CITATION {json.dumps(told, ensure_ascii=False)}", run(cite.text))


def mendeley_cite(cite):
    """Mendeley Cite, the newer of its two: content controls."""
    if cite is None:
        return f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_BIBLIOGRAPHY"/></w:sdtPr><w:sdtContent>{listed()}</w:sdtContent></w:sdt>'
    told = {"citationID": "MENDELEY_CITATION_" + cite.keys[0], "citationItems": mendeley_items(cite), "isEdited": False}
    tag = "MENDELEY_CITATION_v3_" + base64.b64encode(json.dumps(told).encode()).decode()
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{run(cite.text)}</w:sdtContent></w:sdt>'


NUMBERS = {
    "article-journal": ("Journal Article", 17),
    "book": ("Book", 6),
    "chapter": ("Book Section", 5),
    "paper-conference": ("Conference Paper", 47),
    "report": ("Report", 27),
    "thesis": ("Thesis", 32),
}


def record(work):
    """A work as EndNote's <record>."""
    item, number = work.item, [*WORKS, UNLISTED].index(work) + 1
    name, kind = NUMBERS[item["type"]]

    def people(role, tag):
        names = [f"{p['family']}, {p['given']}" if "family" in p else f"{p['literal']}," for p in item.get(role, [])]
        return f"<{tag}>{''.join(f'<author>{escape(one)}</author>' for one in names)}</{tag}>" if names else ""

    def part(tag, value):
        return f"<{tag}>{escape(value)}</{tag}>" if value else ""

    titles = part("title", item["title"]) + part("secondary-title", item.get("container-title", ""))
    urls = f"<urls><related-urls>{part('url', item['URL'])}</related-urls></urls>" if "URL" in item else ""
    return (
        f'<record><rec-number>{number}</rec-number><foreign-keys><key app="EN" db-id="samples">{number}</key></foreign-keys><ref-type name="{name}">{kind}</ref-type>'
        f"<contributors>{people('author', 'authors')}{people('editor', 'secondary-authors')}</contributors><titles>{titles}</titles>"
        f"{part('pages', item.get('page', ''))}{part('volume', item.get('volume', ''))}{part('number', item.get('issue', ''))}"
        f"<dates><year>{item['issued']['date-parts'][0][0]}</year></dates>{part('publisher', item.get('publisher', ''))}"
        f"{part('electronic-resource-num', item.get('DOI', ''))}{urls}</record>"
    )


def endnote_xml():
    return f"{HEAD}<xml><records>{''.join(map(record, WORKS))}</records></xml>\n"


def endnote(cite):
    if cite is None:
        return listed(mark("begin") + instruction(" ADDIN EN.REFLIST ") + mark("separate"), mark("end"))
    works = [by_key(key) for key in cite.keys]
    cites = "".join(
        f"<Cite><Author>{escape(w.item['author'][0].get('family', w.item['author'][0].get('literal', '')))}</Author><Year>{w.item['issued']['date-parts'][0][0]}</Year>"
        f"<RecNum>{[*WORKS, UNLISTED].index(w) + 1}</RecNum>{f'<Pages>{cite.locator}</Pages>' if cite.locator else ''}<DisplayText>{escape(cite.text)}</DisplayText>{record(w)}</Cite>"
        for w in works
    )
    told = f"<EndNote>{cites}</EndNote>"
    if len(works) == 1:
        return field(f" ADDIN EN.CITE {told}", run(cite.text))
    data = base64.b64encode(told.encode()).decode()  # long citations keep their XML in a nested field's data
    nested = mark("begin", data) + instruction(" ADDIN EN.CITE.DATA ") + mark("end")
    return field(" ADDIN EN.CITE ", run(cite.text), nested)


def word(cite):
    """Word's own citations: tags, and sources in a part of their own."""
    if cite is None:
        return listed(mark("begin") + instruction(" BIBLIOGRAPHY ") + mark("separate"), mark("end"), link_field)
    more = "".join(f" \\m {key}" for key in cite.keys[1:])
    page = f" \\p {cite.locator}" if cite.locator else ""
    return field(f" CITATION {cite.keys[0]}{page} \\l 1033{more} ", run(cite.text))


SOURCE_TYPES = {
    "article-journal": "JournalArticle",
    "book": "Book",
    "chapter": "BookSection",
    "paper-conference": "ConferenceProceedings",
    "report": "Report",
    "thesis": "Report",
}


def word_sources():
    def people(item, role, name):
        out = "".join(
            f"<b:Person><b:Last>{escape(p['family'])}</b:Last><b:First>{escape(p['given'])}</b:First></b:Person>"
            for p in item.get(role, [])
            if "family" in p
        )
        corporate = "".join(
            f"<b:Corporate>{escape(p['literal'])}</b:Corporate>" for p in item.get(role, []) if "literal" in p
        )
        inner = (f"<b:NameList>{out}</b:NameList>" if out else "") + corporate
        return f"<b:{name}>{inner}</b:{name}>" if inner else ""

    sources = []
    for work in [*WORKS, UNLISTED]:
        item = work.item
        simple = {
            "Tag": work.key,
            "SourceType": SOURCE_TYPES[item["type"]],
            "Title": item["title"],
            "Year": str(item["issued"]["date-parts"][0][0]),
            "Publisher": item.get("publisher", ""),
            "Volume": item.get("volume", ""),
            "Issue": item.get("issue", ""),
            "Pages": item.get("page", ""),
            "URL": item.get("URL", ""),
            "DOI": item.get("DOI", ""),
            "JournalName" if item["type"] == "article-journal" else "BookTitle": item.get("container-title", ""),
        }
        fields = "".join(f"<b:{name}>{escape(value)}</b:{name}>" for name, value in simple.items() if value)
        sources.append(
            f"<b:Source>{fields}<b:Author>{people(item, 'author', 'Author')}{people(item, 'editor', 'Editor')}</b:Author></b:Source>"
        )
    return f'{HEAD}<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography">{"".join(sources)}</b:Sources>'


ODF = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.3"'
ODF_FIELDS = {
    "title": "title",
    "container-title": "journal",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "publisher": "publisher",
    "URL": "url",
}


def odt():
    """Zotero's reference marks in the first section, LibreOffice's own bibliography marks in the second."""
    blocks = [f'<text:p text:style-name="Title">{escape(TITLE)}</text:p><text:p>{escape(AUTHORS)}</text:p>']
    for n, (head, paragraphs) in enumerate(SECTIONS):
        blocks.append(f'<text:h text:outline-level="1">{escape(head)}</text:h>')
        blocks += [
            f"<text:p>{''.join(escape(p) if isinstance(p, str) else (odt_zotero, odt_own)[n](p) for p in one)}</text:p>"
            for one in paragraphs
        ]
    items = "".join(f"<text:p>{linked(work, escape, odt_link)}</text:p>" for work in WORKS)
    blocks.append(
        f'<text:h text:outline-level="1">References</text:h><text:section text:name="ZOTERO_BIBL {{}} CSL_BIBLIOGRAPHY RNDabc">{items}</text:section>'
    )
    content = f"{HEAD}<office:document-content {ODF}><office:body><office:text>{''.join(blocks)}</office:text></office:body></office:document-content>"
    manifest = f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "META-INF/manifest.xml": manifest,
    }


def odt_link(text, address):
    return f'<text:a xlink:type="simple" xlink:href="{address}">{text}</text:a>'


def odt_zotero(cite):
    items = [
        {"id": n, "uris": [f"http://zotero.org/users/local/abc/items/{key.upper()}"], "itemData": by_key(key).item}
        for n, key in enumerate(cite.keys)
    ]
    name = escape(
        f"ZOTERO_ITEM CSL_CITATION {json.dumps({'citationItems': items}, ensure_ascii=False)} RND{cite.keys[0]}",
        {'"': "&quot;"},
    )
    return f'<text:reference-mark-start text:name="{name}"/>{escape(cite.text)}<text:reference-mark-end text:name="{name}"/>'


def odt_own(cite):
    item = by_key(cite.keys[0]).item
    names = "; ".join(f"{p['family']}, {p['given']}" if "family" in p else p["literal"] for p in item["author"])
    stated = "".join(f' text:{ours}="{escape(item[theirs])}"' for theirs, ours in ODF_FIELDS.items() if theirs in item)
    year = item["issued"]["date-parts"][0][0]
    return f'<text:bibliography-mark text:identifier="{cite.keys[0]}" text:bibliography-type="article" text:author="{escape(names)}" text:year="{year}"{stated}>{escape(cite.text)}</text:bibliography-mark>'
