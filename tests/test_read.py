"""Reading: which files the paths mean, and what their bytes say."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import re
import sys
import threading
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview import read
from litreview.errors import InputError
from litreview.model import Source
from litreview.read import text as plain_text
from litreview.read.found import files

if TYPE_CHECKING:
    from pathlib import Path


def saved(path: Path, content: str | bytes = "Tides of Harbour Towns\n\nText.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ids(paths, **options):
    return [found.id for found in files(paths, **options)]


# -- which files ----------------------------------------------------------------------------------


def test_a_folder_gives_its_papers_sorted_and_nothing_hidden(tmp_path):
    """A paper in a subfolder would be missed, or the order would hang on the file system."""
    for name in ("b.txt", "a.md", "sub/c.bib", ".hidden.txt", ".git/d.txt", "picture.jpg"):
        saved(tmp_path / name)
    assert ["a.md", "b.txt", "c.bib"] == ids([tmp_path])


def test_ids_are_the_shortest_unique_paths(tmp_path):
    """Two papers named alike would be taken for one."""
    paths = [saved(tmp_path / name) for name in ("x/paper.txt", "y/paper.txt", "y/other.txt", "x/deep/paper.txt")]
    assert ["x/paper.txt", "y/paper.txt", "other.txt", "deep/paper.txt"] == ids(paths)


def test_a_source_listed_twice_is_read_once(tmp_path):
    """Every reference of a paper would be a duplicate of itself."""
    path = saved(tmp_path / "paper.txt")
    assert ["paper.txt"] == ids([path, tmp_path, tmp_path / "." / "paper.txt", str(tmp_path / "*.txt")])


def test_a_glob_gives_what_it_matches(tmp_path):
    """A pattern that the shell did not expand (Windows) would find nothing."""
    for name in ("one.txt", "two.txt", "three.md"):
        saved(tmp_path / name)
    assert ["one.txt", "two.txt"] == ids([tmp_path / "*.txt"])


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path):
    """`paper [draft].txt` would be 'not found'."""
    assert ["paper [draft].txt"] == ids([saved(tmp_path / "paper [draft].txt")])


@pytest.mark.parametrize("name", ["a b.txt", "été ‘20’.txt", "文献.txt", "-.txt"])
def test_names_with_spaces_and_other_scripts_are_kept(tmp_path, name):
    """A paper could not be read because of its name."""
    document = read.document(saved(tmp_path / name))
    assert (name, "Tides of Harbour Towns") == (document.source.id, document.title)


def test_links_out_of_a_folder_are_not_followed(tmp_path):
    """A folder from somebody else could make us read any file of the machine."""
    saved(tmp_path / "outside" / "secret.txt")
    saved(tmp_path / "papers" / "own.txt")
    (tmp_path / "papers" / "linked.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (tmp_path / "papers" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "papers" / "loop").symlink_to(tmp_path / "papers")
    assert ["own.txt"] == ids([tmp_path / "papers"])


def test_an_output_is_never_an_input(tmp_path):
    """A second run over the same folder would read the first one's report."""
    saved(tmp_path / "paper.txt")
    saved(tmp_path / "consolidated.bib", "% litreview 0.1.0\n@misc{a}\n")
    saved(tmp_path / "litreview-report" / "review.md")
    saved(
        tmp_path / "litreview-report" / "review.json", '{\n "schema_version": 1,\n "tool": {\n  "name": "litreview"}}'
    )
    assert ["paper.txt"] == ids([tmp_path])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "there is no such file"),
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n", "is empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
        ("noise.txt", bytes(range(1, 32)) * 20, "is a binary file"),
        ("half.txt", b"\xff\xfeA\0B", "is damaged"),
        ("old.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_to_do(tmp_path, name, content, message):
    """The user would see a traceback, or nothing."""
    path = tmp_path / name
    if content is not None:
        saved(path, content)
    with pytest.raises(InputError) as caught:
        read.documents([path])
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)


@pytest.mark.parametrize("given", ["folder", "*.txt", "dangling.txt"])
def test_paths_that_mean_nothing_are_errors(tmp_path, given):
    """A run over nothing would end well."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    with pytest.raises(InputError, match=r"(no paper|is not there)"):
        read.documents([tmp_path / given])


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_without_permission_is_named(tmp_path):
    """The user would see a traceback."""
    path = saved(tmp_path / "paper.txt")
    path.chmod(0)
    with pytest.raises(InputError, match="Permission denied"):
        read.document(path)


def test_no_path_and_a_folder_for_a_file_are_errors(tmp_path):
    """`litreview review` alone would do nothing, silently."""
    with pytest.raises(InputError, match="no path"):
        read.documents([])
    with pytest.raises(InputError, match="is a folder"):
        read.document(tmp_path)


def test_a_broken_file_in_a_folder_does_not_stop_the_others(tmp_path):
    """One bad file among two hundred would cost the whole run."""
    saved(tmp_path / "a.txt", b"\0\0\0")
    saved(tmp_path / "b.txt")
    broken, sound = read.documents([tmp_path])
    assert ("a.txt", "", "unreadable") == (broken.source.id, broken.text, broken.problems[0].kind)
    assert ("b.txt", ()) == (sound.source.id, sound.problems)


def test_a_file_over_the_limit_is_refused(tmp_path, monkeypatch):
    """A huge or endless file would take all memory."""
    monkeypatch.setattr("litreview.read.found.LIMIT", 10)
    with pytest.raises(InputError, match="is larger than"):
        read.document(saved(tmp_path / "paper.txt"))


def test_standard_input_is_a_paper(monkeypatch):
    """`pdftotext paper.pdf - | litreview review -` would fail."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"From a pipe\n\nText.")))
    (document,) = read.documents(["-"])
    assert ("-", "From a pipe\n\nText.") == (document.source.id, document.text)


# -- which format ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", "Some text", "text"),
        ("a.log", "Some text", "text"),
        ("a.md", "# Title", "markdown"),
        ("a.MD", "# Title", "markdown"),
        ("a.txt", "mail@example.org {x, y}", "text"),
        ("a.txt", "@Smith (2010) says", "text"),
    ],
)
def test_formats_are_told_by_content_then_name(tmp_path, name, content, expected):
    """A file would be read by the wrong reader."""
    assert expected == read.document(saved(tmp_path / name, content)).format


@pytest.mark.parametrize(
    "content", ["@article{a, title = {T}}", "% Export\n\n@Book (x-1,\n year=2010)", '@string{jan = "January"}']
)
def test_a_bibliography_is_told_by_its_first_entry(content):
    """A .bib saved as .txt would be read as a paper."""
    assert "bibtex" == read.formats.recognised("refs.txt", content.encode())


# -- what the bytes say ---------------------------------------------------------------------------


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read_without_their_mark(tmp_path, codec):
    """Offsets would be off by one, and the first word would start with an invisible character."""
    document = read.document(saved(tmp_path / "a.txt", "Gómez 文献\r\nb\rc\n".encode(codec)))
    assert ("Gómez 文献\r\nb\rc\n", ()) == (document.text, document.problems)
    assert [0, 10, 12, 14] == list(document.lines)


def test_old_encodings_are_read_and_told(tmp_path):
    """A Windows-1252 file would fail, or its names would be broken in the .bib without a word."""
    document = read.document(saved(tmp_path / "a.txt", "One two\nGómez – “Überblick”".encode("cp1252")))
    assert "One two\nGómez – “Überblick”" == document.text
    assert [("encoding", 2, 2)] == [(p.kind, p.span.line, p.span.column) for p in document.problems]


def test_one_foreign_byte_does_not_spoil_a_utf8_file(tmp_path):
    """A whole UTF-8 paper would turn to mojibake for one bad byte."""
    document = read.document(saved(tmp_path / "a.txt", "Gómez and ".encode() + b"M\xfcller \x81 \xe2\x80"))
    assert "Gómez and Müller \x81 â€" == document.text


def test_mojibake_is_told_where_it_stands(tmp_path):
    """`GÃ³mez` would go into the .bib as a name."""
    document = read.document(saved(tmp_path / "a.txt", "x\nby GÃ³mez, Ã‰mile â€œTidesâ€\x9d 10Â°C and a lost \ufffd"))
    assert ["Ã³", "Ã‰", "â€œ", "â€\x9d", "Â°", "\ufffd"] == [
        document.text[p.span.start : p.span.end] for p in document.problems
    ]
    assert "'Ã³' was 'ó' before it was saved in a wrong encoding" == document.problems[0].message


@pytest.mark.parametrize(
    "sound", ["SÃO PAULO", "“AMANHÔ, disse", "la ÂME", "MAÇÃ – NÃO", "São João’s “Ação”", "Änderung Ñandú"]
)
def test_sound_words_are_no_mojibake(tmp_path, sound):
    """A Portuguese paper would be accused of a broken encoding."""
    assert () == read.document(saved(tmp_path / "a.txt", sound)).problems


@given(st.text(alphabet="a\r\n\u2028\x0cé", max_size=60))
def test_lines_are_those_of_editors(content):
    """A finding would point to another line than the user's editor shows."""
    starts = plain_text.line_starts(content)
    expected = [
        0,
        *(n + 1 for n, c in enumerate(content) if c == "\n" or (c == "\r" and content[n + 1 : n + 2] != "\n")),
    ]
    assert expected == list(starts)


@given(st.binary(max_size=200))
def test_no_bytes_crash_the_decoder(data):
    """The user would see a traceback."""
    try:
        content, problems = plain_text.decoded(Source("a", "a", "paper", ""), data)
    except InputError:
        return
    assert all(0 <= p.span.start <= p.span.end <= len(content) + 1 for p in problems)


def test_a_document_knows_its_bytes_and_travels(tmp_path):
    """Results could not be traced to a file, or not be shared between processes."""
    path = saved(tmp_path / "a.txt")
    document = read.document(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == document.source.sha256
    assert document == pickle.loads(pickle.dumps(document)) == read.document(path)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Tides of\nHarbour Towns\n\nA. Marlow", "Tides of Harbour Towns"),
        ("\r\n Tides of Ports\r\n\r\nText", "Tides of Ports"),
        ("Abstract\n\nText", None),
        ("We saw tides. They rose.\n\nText", None),
        ("word " * 400, None),
    ],
)
def test_a_title_is_guessed_only_where_there_is_one(content, expected):
    """The report would head a paper with its first sentence."""
    assert expected == plain_text.first_title(content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [("---\ntitle: 'Tides'\n---\n# Other", "Tides"), ("Text\n\n# Tides of Ports #\n", "Tides of Ports")],
)
def test_markdown_titles(tmp_path, content, expected):
    """The report would show a file name where the paper states its title."""
    assert expected == read.document(saved(tmp_path / "a.md", content)).title


@pytest.mark.usefixtures("ends")
def test_fifty_megabytes_are_read(tmp_path):
    """A long text would hang the run."""
    line = "Tides rise (Oduya, 2016) – and fall ÃÃ again, says Gómez.\n"
    path = saved(tmp_path / "long.txt", (line * (50_000_000 // len(line.encode()))).encode())
    assert 50_000_000 // len(line.encode()) + 1 == len(read.document(path).lines)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", "x,y\n1,2\n", "the first line of a table names its columns: title"),
        ("a.json", '{"a": 1}', "CSL-JSON is a list of items"),
        ("a.xml", "<a/>", "JATS has <article> around all; EndNote's XML begins with <xml><records>"),
        ("a.pdf", "Text", "a PDF begins with '%PDF-'"),
    ],
)
def test_what_is_not_what_its_name_says_is_told_why(tmp_path, name, content, says):
    """'is not what its name says (csv)' would leave its reader to guess what is missing."""
    with pytest.raises(InputError, match=re.escape(says)):
        read.document(saved(tmp_path / name, content))


def test_a_workbook_is_no_archive_of_papers(tmp_path):
    """The XML inside of an Excel file would be reported as a paper that could not be read."""
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(InputError, match=r"an Excel workbook; save the sheet as \.csv"):
        read.documents([tmp_path / "a.xlsx"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_pipe_is_read_where_it_is_named_and_not_where_it_lies(tmp_path):
    """A folder with a pipe in it would be waited for without end, and `litreview check <(...)` too."""
    os.mkfifo(tmp_path / "pipe.txt")
    saved(tmp_path / "a.txt", "Text")
    assert ["a.txt"] == [document.source.id for document in read.documents([tmp_path])]
    writer = threading.Thread(target=(tmp_path / "pipe.txt").write_text, args=("From a pipe",))
    writer.start()
    assert "From a pipe" == read.documents([tmp_path / "pipe.txt"])[0].text
    writer.join()
