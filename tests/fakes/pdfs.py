"""Small PDFs, written by hand: the smallest that PDFium reads."""

from __future__ import annotations


def pdf_of(pages, links=()):
    """A PDF of pages of text, a line of a page a line of print; links are (page, line, left, right, address) from 0, in points.

    A link over the next line, too, has (left, right) there as its last.
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number, text in enumerate(pages):
        shown = " ".join(f"1 0 0 1 72 {700 - 14 * n} Tm ({line}) Tj" for n, line in enumerate(text.split("\n")) if line)
        stream = f"BT /F 11 Tf {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        linked = "".join(_link(*link[1:]) for link in links if link[0] == number)
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


def _link(n, left, right, url, below=None):
    rows = [(n, left, right), *([(n + 1, *below)] if below else [])]
    boxes = [(start, 697 - 14 * row, end, 709 - 14 * row) for row, start, end in rows]
    quads = " ".join(f"{x} {top} {end} {top} {x} {foot} {end} {foot}" for x, foot, end, top in boxes)
    area = f"{min(b[0] for b in boxes)} {boxes[-1][1]} {max(b[2] for b in boxes)} {boxes[0][3]}"
    points = f"/QuadPoints [{quads}]" if below else ""
    return f"<< /Type /Annot /Subtype /Link /Rect [{area}] {points} /A << /S /URI /URI ({url}) >> >> "
