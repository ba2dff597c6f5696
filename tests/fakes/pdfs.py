"""Small PDFs, written by hand: the smallest that PDFium reads."""

from __future__ import annotations


def pdf_of(pages, links=()):
    """A PDF of pages of text, a line of a page a line of print; links are (page, line, left, right, address) from 0, in points."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number, text in enumerate(pages):
        shown = " ".join(f"1 0 0 1 72 {700 - 14 * n} Tm ({line}) Tj" for n, line in enumerate(text.split("\n")) if line)
        stream = f"BT /F 11 Tf {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        linked = "".join(
            f"<< /Type /Annot /Subtype /Link /Rect [{left} {697 - 14 * n} {right} {709 - 14 * n}] /A << /S /URI /URI ({url}) >> >> "
            for page, n, left, right, url in links
            if page == number
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {len(objects)} 0 R /Annots [{linked}] >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, at = "%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        at.append(len(out))
        out += f"{n} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in at)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")
