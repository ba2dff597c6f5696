"""The sample paper in markup: Markdown, Quarto, LaTeX, HTML, EPUB, JATS; its list as BibTeX, RIS, NBIB and CSV."""

from __future__ import annotations

import csv
import io
from html import escape

from paper import AUTHORS, SECTIONS, TITLE, WORKS, Cite, linked, printed


def rendered(paragraph, cite):
    return "".join(piece if isinstance(piece, str) else cite(piece) for piece in paragraph)


def markdown_link(text, address):
    return f"[{text}]({address})"


def markdown():
    blocks = [f"# {TITLE}", AUTHORS]
    for head, paragraphs in SECTIONS:
        blocks += [f"## {head}", *map(printed, paragraphs)]
    return "\n\n".join([*blocks, "## References", *(f"- {linked(work, str, markdown_link)}" for work in WORKS)]) + "\n"


def quarto():
    def cite(one: Cite):
        page = f", p. {one.locator}" if one.locator else ""
        if one.shape == "text":
            return f"@{one.keys[0]}" + (f" [p. {one.locator}]" if page else "")
        return "[" + "; ".join(f"@{key}" for key in one.keys) + "]"

    blocks = [f"---\ntitle: '{TITLE}'\nauthor: {AUTHORS}\nbibliography: references.bib\n---"]
    for head, paragraphs in SECTIONS:
        blocks += [f"## {head}", *(rendered(p, cite) for p in paragraphs)]
    blocks.append('```{r}\n# no citation: @nobody2000 [@nobody2001]\nmail("x@example.org")\n```')
    return "\n\n".join([*blocks, "## References"]) + "\n"


ACCENTS = {
    "Ç": "\\c{C}",
    "ç": "\\c{c}",
    "ó": "\\'o",
    "Š": "\\v{S}",
    "š": "\\v{s}",
    "ü": '\\"u',
    "’": "'",
    "–": "--",
    "&": "\\&",
}


def tex(text):
    return "".join(ACCENTS.get(char, char) for char in text)


def tex_link(text, address):
    return f"\\href{{{address}}}{{{text}}}"


def tex_cite(one: Cite):
    page = f"[p.~{one.locator}]" if one.locator else ""
    return ("\\citet" if one.shape == "text" else "\\citep") + page + "{" + ",".join(one.keys) + "}"


def tex_body():
    return "\n\n".join(
        "\n".join(
            [f"\\section{{{head}}}", *(tex(rendered(p, tex_cite)).replace(". ", ".\n") + "\n" for p in paragraphs)]
        )
        for head, paragraphs in SECTIONS
    )


def tex_list():
    items = "\n\n".join(
        f"\\bibitem[{tex(w.printed.split(' (')[0])}({w.item['issued']['date-parts'][0][0]})]{{{w.key}}}\n{linked(w, tex, tex_link)}"
        for w in WORKS
    )
    return f"\\begin{{thebibliography}}{{9}}\n\n{items}\n\n\\end{{thebibliography}}\n"


def latex():
    return (
        "\\documentclass{article}\n\\usepackage{natbib}\\usepackage{hyperref}\n"
        f"\\title{{{tex(TITLE)}}}\n\\author{{{tex(AUTHORS)}}}\n% \\cite{{nobody2000}} is a comment\n\\begin{{document}}\n\\maketitle\n\n"
        f"{tex_body()}\n\\begin{{verbatim}}\n\\cite{{nobody2001}}\n\\end{{verbatim}}\n\n{tex_list()}\n\\end{{document}}\n"
    )


def latex_main():
    return (
        "\\documentclass{book}\n\\usepackage[style=authoryear]{biblatex}\n\\addbibresource{book.bib}\n"
        f"\\title{{{tex(TITLE)}}}\n\\begin{{document}}\n\\input{{one}}\n\\include{{two.tex}}\n\\printbibliography\n\\end{{document}}\n"
    )


def latex_chapters():
    def cite(one: Cite):
        page = f"[{one.locator}]" if one.locator else ""
        return ("\\textcite" if one.shape == "text" else "\\parencite") + page + "{" + ", ".join(one.keys) + "}"

    return {
        name: "\n\n".join([f"\\chapter{{{head}}}", *(tex(rendered(p, cite)) for p in paragraphs)]) + "\n"
        for name, (head, paragraphs) in zip(("one", "two"), SECTIONS, strict=True)
    }


def latex_printed(kind):
    """The paper as it is printed, citations typed by hand, for the PDFs."""
    option = "[twocolumn]" if kind == "two-column" else ""
    sections = "\n\n".join(
        "\n\n".join([f"\\section{{{head}}}", *(tex(printed(p)) for p in paragraphs)]) for head, paragraphs in SECTIONS
    )
    items = "\n\n".join(
        f"\\hangindent=1.2em\\hangafter=1\\noindent {linked(work, tex, tex_link)}\\par" for work in WORKS
    )
    return (
        f"\\documentclass{option}{{article}}\n\\usepackage{{fancyhdr}}\\usepackage[hidelinks]{{hyperref}}\n\\pagestyle{{fancy}}\\fancyhead[L]{{Slow ports}}\\fancyhead[R]{{Ferreira and Quist}}\n"
        f"\\pdfinfoomitdate=1\\pdftrailerid{{}}\\pdfsuppressptexinfo=-1\n\\setlength\\textheight{{9cm}}\n\\title{{{tex(TITLE)}}}\\author{{{tex(AUTHORS)}}}\\date{{}}\n"
        f"\\begin{{document}}\\maketitle\\thispagestyle{{fancy}}\n{sections}\n\n\\section*{{References}}\n\n{items}\n\\end{{document}}\n"
    )


# -- XML and HTML ---------------------------------------------------------------------------------


def html_cite(one: Cite):
    """A link for each work: in a group every part of the print is one."""
    parts = one.text.strip("()").split("; ") if len(one.keys) > 1 else [one.text]
    links = "; ".join(
        f'<a role="doc-biblioref" href="#ref-{key}">{escape(part)}</a>'
        for key, part in zip(one.keys, parts, strict=True)
    )
    return f"({links})" if len(one.keys) > 1 else links


def html_link(text, address):
    return f'<a href="{address}">{text}</a>'


def html_body():
    sections = "".join(
        f"<section><h2>{escape(head)}</h2>{''.join(f'<p>{html_escaped(p)}</p>' for p in paragraphs)}</section>\n"
        for head, paragraphs in SECTIONS
    )
    items = "\n".join(f'<li id="ref-{w.key}">{linked(w, escape, html_link)}</li>' for w in WORKS)
    return f'<h1>{escape(TITLE)}</h1><p class="author">{escape(AUTHORS)}</p>\n{sections}<section role="doc-bibliography"><h2>References</h2><ul>{items}</ul></section>'


def html_escaped(paragraph):
    return "".join(escape(piece) if isinstance(piece, str) else html_cite(piece) for piece in paragraph)


def html():
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(TITLE)}</title><style>p {{ margin: 0 }}</style></head><body>'
        f'<nav><a href="/">Home</a> (Nobody, 2000)</nav><main>{html_body()}</main><footer>Printed by (Nobody, 2001)</footer><script>var x = "(Nobody, 2002)"</script></body></html>\n'
    )


def epub():
    page = f'<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{escape(TITLE)}</title></head><body>{html_body()}</body></html>'
    package = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">samples</dc:identifier><dc:title>{escape(TITLE)}</dc:title><dc:language>en</dc:language></metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="page" href="text/page.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="page"/></spine></package>'
    )
    container = '<?xml version="1.0"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    nav = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Contents</title></head><body><nav epub:type="toc"><ol><li><a href="text/page.xhtml">Paper</a></li></ol></nav></body></html>'
    return {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/package.opf": package,
        "OPS/nav.xhtml": nav,
        "OPS/text/page.xhtml": page,
    }


JATS_TYPES = {
    "article-journal": "journal",
    "book": "book",
    "chapter": "chapter",
    "paper-conference": "confproc",
    "report": "report",
    "thesis": "thesis",
}


def jats():
    def cite(one: Cite):
        parts = one.text.strip("()").split("; ") if len(one.keys) > 1 else [one.text]
        links = "; ".join(
            f'<xref ref-type="bibr" rid="{key}">{escape(part)}</xref>'
            for key, part in zip(one.keys, parts, strict=True)
        )
        return f"({links})" if len(one.keys) > 1 else links

    def paragraph(one):
        return f"<p>{''.join(escape(piece) if isinstance(piece, str) else cite(piece) for piece in one)}</p>"

    sections = "".join(
        f"<sec><title>{escape(head)}</title>{''.join(map(paragraph, paragraphs))}</sec>"
        for head, paragraphs in SECTIONS
    )
    refs = "".join(
        f'<ref id="{w.key}">{element_citation(w) if n % 2 else mixed_citation(w)}</ref>' for n, w in enumerate(WORKS)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN" "JATS-journalpublishing1-3.dtd">\n'
        f'<article xml:lang="en" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><title-group><article-title>{escape(TITLE)}</article-title></title-group></article-meta></front>'
        f"<body>{sections}</body><back><ref-list><title>References</title>{refs}</ref-list></back></article>\n"
    )


def jats_people(item, role):
    names = [
        f"<name><surname>{escape(p['family'])}</surname><given-names>{escape(p['given'])}</given-names></name>"
        if "family" in p
        else f"<collab>{escape(p['literal'])}</collab>"
        for p in item.get(role, [])
    ]
    return f'<person-group person-group-type="{role}">{"".join(names)}</person-group>' if names else ""


def element_citation(work):
    item = work.item
    first, _, last = item.get("page", "").partition("-")
    title = (
        "source"
        if item["type"] in ("book", "report", "thesis")
        else "chapter-title"
        if item["type"] == "chapter"
        else "article-title"
    )
    parts = {
        title: item["title"],
        **({"source": item["container-title"]} if "container-title" in item else {}),
        "year": str(item["issued"]["date-parts"][0][0]),
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "fpage": first,
        "lpage": last,
        "publisher-name": item.get("publisher"),
    }
    inner = "".join(f"<{name}>{escape(value)}</{name}>" for name, value in parts.items() if value)
    links = (
        f'<pub-id pub-id-type="doi">{item["DOI"]}</pub-id>'
        if "DOI" in item
        else f"<uri>{item['URL']}</uri>"
        if "URL" in item
        else f'<ext-link xlink:href="{work.link}">Crossref</ext-link>'
        if work.link
        else ""
    )
    return f'<element-citation publication-type="{JATS_TYPES[item["type"]]}">{jats_people(item, "author")}{jats_people(item, "editor")}{inner}{links}</element-citation>'


def mixed_citation(work):
    """Print with some of its parts tagged, as publishers do."""
    text = escape(work.printed)
    for tag, value in (("year", str(work.item["issued"]["date-parts"][0][0])), ("article-title", work.item["title"])):
        text = text.replace(escape(value), f"<{tag}>{escape(value)}</{tag}>", 1)
    return f"<mixed-citation>{text}</mixed-citation>"


# -- bibliographies -------------------------------------------------------------------------------

BIBTEX_TYPES = {
    "article-journal": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}


def flat(work):
    """(name, value) of a work's fields, with BibTeX's names."""
    item = work.item
    names = {"author": "author", "editor": "editor"}
    for ours, theirs in names.items():
        if ours in item:
            yield (
                theirs,
                " and ".join(
                    f"{p['family']}, {p['given']}" if "family" in p else "{" + p["literal"] + "}" for p in item[ours]
                ),
            )
    yield "title", item["title"]
    container = {"article-journal": "journal"}.get(item["type"], "booktitle")
    for ours, theirs in {
        "container-title": container,
        "volume": "volume",
        "issue": "number",
        "DOI": "doi",
        "URL": "url",
    }.items():
        if ours in item:
            yield theirs, item[ours]
    if "publisher" in item:
        yield ("school" if item["type"] == "thesis" else "publisher"), item["publisher"]
    if "page" in item:
        yield "pages", item["page"].replace("-", "--")
    yield "year", str(item["issued"]["date-parts"][0][0])


def bibtex():
    return "\n".join(
        f"@{BIBTEX_TYPES[w.item['type']]}{{{w.key},\n"
        + "".join(f"  {name} = {{{value}}},\n" for name, value in flat(w))
        + "}\n"
        for w in WORKS
    )


RIS_TYPES = {
    "article-journal": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
}


def lines(work, tags, split_pages):
    item = work.item
    for role in ("author", "editor"):
        for p in item.get(role, []):
            yield tags[role], f"{p['family']}, {p['given']}" if "family" in p else p["literal"]
    for name in ("title", "container-title", "volume", "issue", "publisher", "DOI", "URL"):
        if name in item and name in tags:
            yield tags[name], item[name]
    if "page" in item:
        yield from zip(split_pages, item["page"].split("-") if len(split_pages) > 1 else [item["page"]], strict=True)
    yield tags["year"], str(item["issued"]["date-parts"][0][0])


def ris():
    tags = {
        "author": "AU",
        "editor": "ED",
        "title": "TI",
        "container-title": "T2",
        "volume": "VL",
        "issue": "IS",
        "publisher": "PB",
        "DOI": "DO",
        "URL": "UR",
        "year": "PY",
    }
    return "".join(
        f"TY  - {RIS_TYPES[w.item['type']]}\nID  - {w.key}\n"
        + "".join(f"{tag}  - {value}\n" for tag, value in lines(w, tags, ("SP", "EP")))
        + "ER  - \n\n"
        for w in WORKS
    )


def nbib():
    tags = {
        "author": "FAU",
        "editor": "FED",
        "title": "TI",
        "container-title": "JT",
        "volume": "VI",
        "issue": "IP",
        "year": "DP",
    }
    return "\n".join(
        f"PMID- {9000000 + n}\n"
        + "".join(f"{tag:<4}- {value}\n" for tag, value in lines(w, tags, ("PG",)))
        + (f"AID - {w.item['DOI']} [doi]\n" if "DOI" in w.item else "")
        for n, w in enumerate(WORKS)
    )


def table():
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Authors", "Title", "Year", "Journal", "Volume", "Issue", "Pages", "DOI", "URL"])
    for w in WORKS:
        people = "; ".join(
            f"{p['family']}, {p['given']}" if "family" in p else "{" + p["literal"] + "}" for p in w.item["author"]
        )
        writer.writerow(
            [
                people,
                w.item["title"],
                w.item["issued"]["date-parts"][0][0],
                *(w.item.get(n, "") for n in ("container-title", "volume", "issue", "page", "DOI", "URL")),
            ]
        )
    return out.getvalue()
