"""Make the sample papers: `python tests/papers/make`, with pdflatex, LibreOffice and reportlab for the PDFs. The results are committed."""

from __future__ import annotations

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))

import markup
import office
from paper import SECTIONS, TITLE, WORKS, printed

HERE = pathlib.Path(__file__).parents[1]
DAY = (2026, 1, 1, 0, 0, 0)


def zipped(path, files):
    """A zip archive that is the same on every day."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, DAY)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def text():
    parts = [TITLE, *(block for head, paragraphs in SECTIONS for block in (head, *map(printed, paragraphs)))]
    return "\n\n".join([*parts, "References", *(work.printed for work in WORKS)]) + "\n"


def pdf(folder, name, source):
    (folder / f"{name}.tex").write_text(source, encoding="utf-8")
    for _ in range(2):
        subprocess.run(
            ["pdflatex", "-interaction=batchmode", f"{name}.tex"], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
    shutil.copy(folder / f"{name}.pdf", HERE / f"{name}.pdf")


def locked():
    """A PDF that asks for a password."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(HERE / "locked.pdf"), encrypt=StandardEncryption("secret", canPrint=0), invariant=1)
    canvas.drawString(72, 700, "Nobody reads this.")
    canvas.save()


def main():
    written = {
        "paper.txt": text(),
        "paper.md": markup.markdown(),
        "paper.qmd": markup.quarto(),
        "paper.tex": markup.latex(),
        "paper.html": markup.html(),
        "paper.xml": markup.jats(),
        "references.bib": markup.bibtex(),
        "references.json": json.dumps([{"id": w.key, **w.item} for w in WORKS], ensure_ascii=False, indent=1) + "\n",
        "references.ris": markup.ris(),
        "references.nbib": markup.nbib(),
        "references.csv": markup.table(),
        "references-endnote.xml": office.endnote_xml(),
        "book/main.tex": markup.latex_main(),
        **{f"book/{name}.tex": content for name, content in markup.latex_chapters().items()},
        "book/book.bib": markup.bibtex(),
    }
    for name, content in written.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_text(content, encoding="utf-8", newline="\n")
    for name, files in {
        "plain.docx": office.docx(office.plain),
        "zotero.docx": office.docx(office.zotero),
        "mendeley.docx": office.docx(office.mendeley),
        "mendeley-cite.docx": office.docx(office.mendeley_cite),
        "endnote.docx": office.docx(office.endnote),
        "word.docx": office.docx(office.word),
        "paper.odt": office.odt(),
        "paper.epub": markup.epub(),
    }.items():
        zipped(HERE / name, files)
    zipped(
        HERE / "papers.zip",
        {
            "papers/paper.txt": text(),
            "papers/book/main.tex": markup.latex_main(),
            **{f"papers/book/{n}.tex": c for n, c in markup.latex_chapters().items()},
            "papers/book/book.bib": markup.bibtex(),
        },
    )
    locked()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        pdf(work, "one-column", markup.latex_printed("one-column"))
        pdf(work, "two-column", markup.latex_printed("two-column"))
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(HERE / "plain.docx")],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        shutil.copy(work / "plain.pdf", HERE / "word-processor.pdf")


main()
