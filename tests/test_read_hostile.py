"""Files made to hurt: bombs, entities, ways out, and noise. Nothing crashes, hangs or is read outside."""

from __future__ import annotations

import io
import random
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from fakes.offices import docx_of, paragraph, zip_of
from litreview import read
from litreview.errors import InputError
from litreview.model import Source
from litreview.read import latex, markdown

PAPERS = Path(__file__).parent / "papers"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
BOMB = f"<!DOCTYPE article [{LAUGHS}]><article><body><p>&l9;</p></body></article>"


def given(folder, name, data):
    (folder / name).write_bytes(data)
    return folder / name


@pytest.fixture
def bounded(ends):
    """A test that may not hang, and may take 500 MB."""
    tracemalloc.start()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 500_000_000


@pytest.mark.usefixtures("bounded")
def test_entities_are_not_expanded(tmp_path):
    """Ten lines of XML would fill the memory."""
    assert len(_read(given(tmp_path, "a.xml", BOMB.encode()))) < 1000


@pytest.mark.parametrize("form", ["jats", "docx", "html"])
def test_entities_fetch_nothing(tmp_path, form):
    """A paper could send any file of the machine along with the report."""
    secret = given(tmp_path, "secret.txt", b"the secret")
    kind = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "{secret.as_uri()}"> %p;]>'
    if form == "jats":
        path = given(tmp_path, "a.xml", f"{kind}<article><body><p>A&e;B</p></body></article>".encode())
    elif form == "html":
        path = given(tmp_path, "a.html", f"<!DOCTYPE html>{kind}<html><p>A&e;B</p></html>".encode())
    else:
        body = docx_of(paragraph("A&e;B"))
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            path = given(
                tmp_path, "a.docx", zip_of({"word/document.xml": kind + archive.read("word/document.xml").decode()})
            )
    assert "secret" not in _read(path)


def _read(path):
    try:
        return read.document(path).text
    except InputError as error:
        return str(error).replace(str(path.parent), "")


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub", "a.zip"])
def test_zip_bombs_are_refused(tmp_path, monkeypatch, name):
    """A file of some kilobytes would unpack to gigabytes."""
    monkeypatch.setattr("litreview.read.archive.LIMIT", 5_000_000)
    member = {
        "a.docx": "word/document.xml",
        "a.odt": "content.xml",
        "a.epub": "META-INF/container.xml",
        "a.zip": "a.txt",
    }[name]
    path = given(tmp_path, name, zip_of({member: b"<a>" + b" " * 20_000_000}))
    if name == "a.zip":
        assert ["unreadable"] == [problem.kind for problem in read.documents([path])[0].problems]
    else:
        with pytest.raises(InputError, match="unpacks to more than"):
            read.documents([path])


def test_an_archive_that_says_it_is_huge_is_refused(tmp_path, monkeypatch):
    """Thousands of bombs in one archive would run for hours."""
    monkeypatch.setattr("litreview.read.archive.WHOLE", 1000)
    with pytest.raises(InputError, match="holds too much"):
        read.documents([given(tmp_path, "a.zip", zip_of({"a.txt": b" " * 2000}))])


@pytest.mark.parametrize("name", ["../a.txt", "/a.txt", "b/../../a.txt", "..\\a.txt", "C:\\a.txt"])
def test_archives_lead_nowhere_else(tmp_path, name):
    """A crafted archive could name files outside of itself."""
    with pytest.raises(InputError, match="a path that leads out of it"):
        read.documents([given(tmp_path, "a.zip", zip_of({name: "Text"}))])


def test_a_member_without_a_name_is_left_out(tmp_path):
    """A damaged archive would end in a traceback."""
    data = docx_of(paragraph("Text")).replace(b"word/document.xml", b"word/\0ocument.xml")
    nameless = zip_of({"a.txt": "Text", "b.txt": "Text"}).replace(b"b.txt", b"\0.txt")
    assert ["a.txt"] == [one.source.id for one in read.documents([given(tmp_path, "a.zip", nameless)])]
    assert "is a zip archive that holds no document" in _read(given(tmp_path, "a.docx", data))


def test_links_in_an_archive_are_not_followed(tmp_path):
    """A link in an archive could stand for any file of the machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("own.txt", "Text")
    documents = read.documents([given(tmp_path, "a.zip", out.getvalue())])
    assert ["own.txt"] == [document.source.id for document in documents]


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize(
    "body",
    [
        "<w:r>" * 3000,
        "<w:tbl><w:tr><w:tc>" * 80 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 80,
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 20_000,
    ],
)
def test_deep_and_open_word_files(tmp_path, body):
    """A Word file nested ten thousand times would end the program."""
    _read(given(tmp_path, "a.docx", docx_of(body)))


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize(
    "markup", ["<div>", "<sup>", "<p>", "<a href=#x>", "<ol class=references><li id=x>", "&amp;", "<table>", "<!--"]
)
def test_deep_and_open_pages(tmp_path, markup):
    """A page nested ten thousand times would end the program."""
    _read(given(tmp_path, "a.html", b"<html>" + markup.encode() * 20_000))


SIZE = 60_000
RUNS = [
    *("a", " ", "@", "`", "[", "{", "%", "\\", "\n", "$", "*", "#"),
    *(
        "\\section",
        "\\section{",
        "\\section[",
        "\\cite",
        "\\cite{",
        "\\cite[x]",
        "\\cite[",
        "\\citep[a][b]{c,d}",
        "\\bibliography",
        "\\title{",
    ),
    *(
        "\\begin{verbatim}",
        "\\verb|",
        "\\begin{thebibliography}",
        "\\bibitem{a} b\n",
        "\\bibitem[",
        "\\input{x}\n",
        "\\import{a}{",
        "\\volcite{",
    ),
    *("[@a; ", "@a", "@{", "```\n", "~~~", "<!--", "# a\n", "`a", "[\n", "---\n"),
]


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("reader", [latex.document, markdown.document])
def test_scanners_come_to_an_end(reader, run):
    """A crafted line would hang the run."""
    text = run * (SIZE // len(run))
    assert reader(Source("a", "a", "paper", ""), text, lambda _name: None).text


# -- noise ----------------------------------------------------------------------------------------

FUZZED = [
    "two-column.pdf",
    "zotero.docx",
    "endnote.docx",
    "paper.odt",
    "paper.xml",
    "paper.html",
    "paper.epub",
    "paper.tex",
    "paper.qmd",
]


def mutated(data, dice):
    """Data with some of its bytes changed, cut out, doubled or swapped."""
    data = bytearray(data)
    for _ in range(dice.choice([1, 3, 10, 50])):
        at, length = dice.randrange(len(data)), dice.randrange(1, 40)
        kind = dice.randrange(5)
        if kind == 0:
            data[at] = dice.randrange(256)
        elif kind == 1 and len(data) > 100:
            del data[at : at + length]
        elif kind == 2:
            data[at:at] = data[at : at + length]
        elif kind == 3:
            data[at : at + length] = dice.randbytes(length)
        else:
            data[at:at] = dice.choice(
                [b"\xff\xff\xff\xff", b"\0\0", b"<", b"&", b"]]>", b"9999999999", b"endobj", b"{", b"\\"]
            )
    return bytes(data[: dice.randrange(1, len(data))]) if dice.random() < 0.1 else bytes(data)


def noise(name, seed):
    """A mutant of a sample: in half of the zipped ones a member is changed, so that the archive itself is whole."""
    dice = random.Random(f"{name} {seed}")
    data = (PAPERS / name).read_bytes()
    if data[:2] != b"PK" or dice.random() < 0.5:
        return mutated(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    chosen = dice.choice([n for n in files if files[n]])
    return zip_of(files | {chosen: mutated(files[chosen], dice)})


@pytest.mark.parametrize(
    ("count", "ends"), [(25, 60), pytest.param(500, 300, marks=pytest.mark.slow)], indirect=["ends"]
)
@pytest.mark.parametrize("name", FUZZED)
def test_noise_never_crashes_or_hangs(tmp_path, ends, name, count):
    """A damaged file would end in a traceback, or never."""
    for seed in range(count):
        path = given(tmp_path, f"{seed}{Path(name).suffix}", noise(name, seed))
        try:
            document = read.document(path)
        except InputError:
            document = None
        if document:
            spans = [*(c.span for c in document.citations or ()), *(r.span for r in document.references or ())]
            assert all(0 <= span.start <= span.end <= len(document.text) for span in spans), seed
        path.unlink()
