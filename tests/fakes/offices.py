"""Small Word and ODT files, and zip archives of any kind."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zip_of(files, method=zipfile.ZIP_DEFLATED):
    """An archive of names and contents."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx_of(body, **parts):
    """A .docx with this body; other parts by name (`numbering`, `footnotes`)."""
    files = {f"word/{name}.xml": f'<w:{name} xmlns:w="{W}">{content}</w:{name}>' for name, content in parts.items()}
    return zip_of({"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>', **files})


def paragraph(text="", properties=""):
    """A Word paragraph; text may hold runs of its own."""
    runs = text if text.startswith("<") else f"<w:r><w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def field(instruction, result):
    """The runs of a complex field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{mark('separate')}<w:r><w:t>{result}</w:t></w:r>{mark('end')}"


def odt_of(body):
    """An .odt with this body."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zip_of({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
