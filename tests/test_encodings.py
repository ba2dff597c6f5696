"""Texts in old encodings: read as what they are, and never as what they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview import extract, read
from litreview.read import encoding

RUSSIAN = "Морозов И. П. Порты и приливы: очерк истории северных гаваней. Вестник приморских исследований, 2016, с. 12."
UKRAINIAN = (
    "Коваленко О. М. Історія портів Чорного моря: навчальний посібник. Київ: Видавництво, 2015. Її моря є глибокі."
)
GREEK = "Παπαδόπουλος, Γ. (2016). Τα λιμάνια και οι παλίρροιες της Μεσογείου. Αθήνα: Εκδόσεις Θάλασσα."
JAPANESE = "山田太郎（2016）「港町の潮の流れについて」『港湾研究』12巻3号、123-145頁。東京：海洋出版、2014年。"
TRADITIONAL = "陳大文（2016）。港口城鎮的潮汐與居民。海洋研究學報，12（3），123-145。臺北：海洋出版社。"
SIMPLIFIED = "王小明. 港口城镇的潮汐与居民[J]. 海洋研究学报, 2016, 12(3): 123-145. 北京: 海洋出版社, 2014."
KOREAN = "김민수. (2016). 항구 도시의 조수와 사람들. 해양연구, 12(3), 123-145. 서울: 바다출판사."
POLISH = "Wiśniewska, Ż. (2016). Pływy miast portowych i życie ludzi. Gdańsk: Książka. Źródła są różne, więc należy je sprawdzić."
CZECH = "Dvořák, J. (2016). Příliv v přístavních městech. Časopis přístavů, 12. Další výzkum ukázal, že město se mění."
HUNGARIAN = (
    "Szűcs, Á. (2016). A kikötővárosok árapálya és az emberek. Budapest: Könyvkiadó. Ez a legjobb a művek közül."
)
WRITTEN = [
    (RUSSIAN, "cp1251", "Windows-1251"),
    (RUSSIAN, "koi8-r", "KOI8-R"),
    (RUSSIAN, "iso8859-5", "ISO 8859-5"),
    (UKRAINIAN, "cp1251", "Windows-1251"),
    (GREEK, "cp1253", "Windows-1253"),
    (JAPANESE, "cp932", "Shift JIS"),
    (JAPANESE, "euc_jp", "EUC-JP"),
    (TRADITIONAL, "big5", "Big5"),
    (SIMPLIFIED, "gb18030", "GB18030"),
    (KOREAN, "euc_kr", "EUC-KR"),
    (POLISH, "iso8859-2", "ISO 8859-2"),
    (POLISH, "cp1250", "Windows-1250"),
    (CZECH, "iso8859-2", "ISO 8859-2"),
    (HUNGARIAN, "iso8859-2", "ISO 8859-2"),
    (RUSSIAN, "utf-16-le", "UTF-16-LE"),
    (JAPANESE, "utf-16-be", "UTF-16-BE"),
]
WESTERN = [
    "Müller, K., Gómez, J. & Lefèvre, É. – “Überblick” über Häfen, Straßen und Flüsse: façade, œuvre, naïveté.",
    "Açores, São João e Conceição: informações sobre a educação das crianças. PESQUISAS de opinião – AÇÃO",
    "Ångström, Ø. og Sæther: Fjære sjø, rødspætte og blåskjell. Århus, Tromsø. Høst på kysten, 5 µm ± 3 °C",
    "5 ± 3, 4 ± 1, 7 ± 2, 3 ± 1, 6 ± 2, 8 ± 3, 1 ± 1, 2 ± 1, 9 ± 4 °C, 12 m², 3 m³ ½ ¼",
    "Þórður Guðmundsson. Saga íslenskra hafna. Reykjavík: Mál og menning. Það er eðlilegt að hún sé þýdd.",
    "Muñoz Ñíguez, Peñón, España: ¿Dónde están los niños del año? Ibáñez, Núñez y Yáñez. 1ª ed., 2º vol.",
]


def saved(path, text, codec):
    path.write_bytes(text.encode(codec))
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(("text", "codec", "called"), WRITTEN)
def test_a_text_is_read_in_its_encoding(tmp_path, name, text, codec, called):
    """'Морозов' would be 'Ìîðîçîâ': found in no text, and merged with nothing."""
    document = read.document(saved(tmp_path / name, f"A study of ports\n\n{text}\n", codec))
    assert text in document.text
    assert [f"is not UTF-8; it was read as {called}"] == [problem.message for problem in document.problems]


@pytest.mark.parametrize(("text", "codec", "called"), WRITTEN[:14])
def test_bibliographies_and_pages_are_read_in_theirs(tmp_path, text, codec, called):
    """A library's export from years ago would hold no readable title."""
    forms = {
        "a.bib": "@book{{a, title = {{{0}}}, year = 2016}}",
        "a.ris": "TY  - BOOK\nTI  - {0}\nER  - \n",
        "a.csv": 'title,author,year\n"{0}",A,2016\n',
        "a.html": "<html><body><p>{0}</p></body></html>",
    }
    for name, form in forms.items():
        assert text in read.document(saved(tmp_path / name, form.format(text), codec)).text, name


@pytest.mark.parametrize("text", WESTERN)
@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_western_texts_stay_western(text, codec):
    """A French bibliography would be read as Polish."""
    assert encoding.detected(text.encode(codec, "ignore")) is None


@pytest.mark.parametrize(
    "stated",
    ["% Encoding: koi8-u\n", "% !TeX encoding = koi8-u\n", "% -*- coding: KOI8-U -*-\n", "\\usepackage[koi8-ru]{inputenc}\n"],
)  # fmt: skip
def test_a_file_that_states_its_encoding_is_believed(stated):
    """A word or two are too few to tell an encoding by."""
    assert "koi8-u" == encoding.detected(f"{stated}@book{{a, title = {{Її}}}}".encode("koi8-u"))


@pytest.mark.parametrize("stated", ["rot13", "idna", "base64", "unicode_escape", "nonsense", "utf-8"])
def test_what_is_no_encoding_of_text_is_not_believed(stated):
    """A file could choose what is done with it."""
    assert encoding.detected(f"% Encoding: {stated}\n".encode() + "Gómez".encode("cp1252")) is None


def test_utf8_with_a_damaged_byte_stays_utf8(tmp_path):
    """One broken character would turn all others into rubbish."""
    (tmp_path / "a.txt").write_bytes(RUSSIAN.encode() + b" caf\xe9")
    assert f"{RUSSIAN} café" == read.document(tmp_path / "a.txt").text


def test_few_letters_decide_nothing(tmp_path):
    """One word in another script would change how the names around it read."""
    assert encoding.detected("A study by Ада.".encode("cp1251")) is None


@given(st.binary(max_size=300))
def test_no_bytes_stop_it(data):
    """A damaged file would end in a traceback."""
    codec = encoding.detected(data)
    assert codec is None or data.decode(codec, errors="replace") is not None
    codec, mark = encoding.marked(data)
    data[mark:].decode(codec, errors="replace")


def test_a_zero_is_a_lost_character(tmp_path):
    """A .bib with one damaged byte would be 'a binary file'."""
    (tmp_path / "a.txt").write_bytes(b"A study of harbour t\0wns")
    document = read.document(tmp_path / "a.txt")
    assert "A study of harbour t\ufffdwns" == document.text
    assert ["a character was lost when this was saved in a wrong encoding"] == [p.message for p in document.problems]


def test_lines_that_end_as_on_old_macs_are_lines(tmp_path):
    """A reference list would be one line, and no list."""
    text = "A study of ports\r\rReferences\r\rMarlow, A. (2019). Boats. Vane: Press.\r\rOduya, F. (2016). Tides. Vane: Press.\r"
    (tmp_path / "a.txt").write_text(text, newline="")
    assert 2 == len(extract.references(read.document(tmp_path / "a.txt")))


def test_strings_that_are_no_utf8_are_parsed(litreview):
    """`litreview parse` would call a colleague's old file a fault of its own."""
    ran = litreview("parse", stdin="Müller, K. (2010). Lighthouses. Harbour Press.\n".encode("cp1252"))
    assert (0, True) == (ran.status, "Müller" in ran.out)
