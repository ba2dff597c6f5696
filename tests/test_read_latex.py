"""LaTeX and Markdown: citations by key, and the files that a paper includes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview import parse, read
from litreview.model import Source
from litreview.read import latex, markdown


def tex(text):
    return latex.document(Source("a.tex", "a.tex", "paper", ""), text, lambda _name: None)


def md(text):
    return markdown.document(Source("a.md", "a.md", "paper", ""), text, lambda _name: None)


def cited(document):
    return [(c.label, c.locator) for c in document.citations or ()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\cite{a}", [("a", None)]),
        (r"\citep[see][p.~3]{a, b}", [("a", "p. 3"), ("b", "p. 3")]),
        (r"\Citet*[3]{a}", [("a", "3")]),
        (r"\parencites[1]{a}[2]{b}", [("a", "1"), ("b", "2")]),
        (r"\textcites(see)(end){a}{b}", [("a", None), ("b", None)]),
        (r"\autocite[][3]{a}", [("a", "3")]),
        (r"\citeA<see>[p.~3]{a}", [("a", "p. 3")]),
        (r"\volcite{2}[33]{a}", [("a", "33")]),
        ("\\cite\n {a,\n  b}", [("a", None), ("b", None)]),
        (r"\footcite{a} \fullcite{b} \citeyearpar{c} \citeonline{d} \supercite{e}", [(k, None) for k in "abcde"]),
        (r"\cite{Müller:2010/x+y}", [("Müller:2010/x+y", None)]),
        (r"\cite{a % not here, gone" + "\n,b}", [("a", None), ("b", None)]),
        (r"\% \cite{a} % \cite{b}", [("a", None)]),
        (r"\verb|\cite{a}| \begin{lstlisting}\cite{b}\end{lstlisting} \cite{c}", [("c", None)]),
        (r"\newcommand{\x}[1]{\cite{#1}}", []),
        (r"\citestyle{a} \setcitestyle{b} \citetext{c} \defcitealias{d}{e}", []),
        (r"\cite{} \cite", []),
        (r"\newcommand\z{\cite{pre}} \begin{document}\cite{a}", [("a", None)]),
    ],
)
def test_citing_commands(text, expected):
    """A citation of a LaTeX paper would be missed, or an example in a listing be taken for one."""
    assert expected == cited(tex(text))


def test_keys_of_a_group_have_places_of_their_own():
    """An editor would jump to the wrong key of a group."""
    document = tex(r"Text \citep{one,two}.")
    assert ["one", "two"] == [document.text[c.span.start : c.span.end] for c in document.citations]


def test_nocite_is_no_citation_and_is_known():
    """A work that is listed on purpose would be 'never cited'."""
    document = tex(r"\nocite{a,b} \nocite{*} \cite{c}")
    assert (("a", "b", "*"), [("c", None)]) == (document.nocite, cited(document))


def test_a_typed_list_is_read_as_print():
    """The references of a paper without a .bib would be commands."""
    document = tex(
        "\\begin{thebibliography}{9}\n\\bibitem[G\\'omez(2012)]{gomez} G{\\'o}mez, A. \\newblock \\emph{Tides --- of ports}, 12--15.\n\n"
        "\\bibitem{oduya} Oduya, B. % remark\n``Quays'' \\& more.\n\\end{thebibliography}\n\\bibitem{not} Here."
    )
    assert [("gomez", "Gómez, A. Tides — of ports, 12–15."), ("oduya", "Oduya, B. “Quays” & more.")] == [
        (r.label, r.raw) for r in document.references
    ]


def test_headings_and_title():
    """A citation's section would be a command."""
    document = tex("\\title{The \\emph{slow} ports}\n\\chapter{One}\\section*{Two}\\chapter[short]{Three {x}}")
    assert "The slow ports" == document.title
    assert [("One", 1), ("Two", 2), ("Three x", 1)] == [(s.title, s.level) for s in document.sections]


def folder(path, **files):
    for name, content in files.items():
        place = path / name.replace("__", "/").replace("_", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)
    return path


def problems(document):
    return [(p.kind, p.message.split(";")[0]) for p in document.problems]


def test_included_files_are_joined_in_order(tmp_path):
    """Chapters in files of their own would have no citations."""
    folder(
        tmp_path,
        main_tex="\\cite{a}\n\\input{sub/one}\n\\cite{d} \\import{sub/}{two}\n\\cite{f}",
        sub__one_tex="\\cite{b}\n\\input{sub/two.tex}",
        sub__two_tex="\\cite{c}",
    )
    document = read.document(tmp_path / "main.tex")
    assert ["a", "b", "c", "d", "c", "f"] == [label for label, _ in cited(document)]
    files = [(c.span.file or "main.tex")[-7:] for c in document.citations]
    assert ["ain.tex", "one.tex", "two.tex", "ain.tex", "two.tex", "ain.tex"] == files
    assert [1, 1, 1, 3, 1, 4] == [c.span.line for c in document.citations]


def test_loops_and_missing_files_are_told(tmp_path):
    """A file that includes itself would never end."""
    folder(tmp_path, main_tex="\\input{a}\n\\input{gone}\n\\cite{x}", a_tex="\\input{b}", b_tex="\\input{a}")
    document = read.document(tmp_path / "main.tex")
    assert [("x", None)] == cited(document)
    assert [("not-included", "a includes itself"), ("not-included", "the included file gone is not there")] == problems(
        document
    )


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "linked", "sub/../../secret"])
def test_nothing_outside_the_folder_is_read(tmp_path, name):
    """A paper from somebody else could put any file of the machine into the report."""
    folder(
        tmp_path,
        secret_tex="\\cite{secret}",
        paper__main_tex=f"\\input{{{name}}}\n\\cite{{a}}\n\\bibliography{{{name}}}",
    )
    (tmp_path / "paper/linked.tex").symlink_to(tmp_path / "secret.tex")
    document = read.document(tmp_path / "paper/main.tex")
    assert [("a", None)] == cited(document)
    assert ["not-included", "no-bibliography"] == [kind for kind, _ in problems(document)]


def test_bibliographies_are_found_or_told(tmp_path):
    """Every key of the paper would be missing, and nobody say why."""
    folder(
        tmp_path,
        main_tex="\\cite{a}\\bibliography{refs,gone}\\addbibresource{more.bib}",
        refs_bib="@misc{a}",
        more_bib="@misc{b}",
    )
    document = read.document(tmp_path / "main.tex")
    assert ["refs.bib", "more.bib"] == [path.rpartition("/")[2] for path in document.bibliographies]
    assert [("no-bibliography", "the bibliography gone.bib is not there")] == problems(document)


def test_the_bbl_stands_in_for_a_bibliography_that_is_not_there(tmp_path):
    """The source of a preprint, which has its list in the .bbl alone, would have none."""
    folder(
        tmp_path,
        main_tex="\\cite{a}\n\\bibliography{gone}",
        main_bbl="\\begin{thebibliography}{1}\n\\bibitem{a} Marlow.\n\\end{thebibliography}",
    )
    document = read.document(tmp_path / "main.tex")
    assert (["a"], []) == ([r.label for r in document.references], problems(document))


@given(st.text(alphabet="\\{}[]%cite,ab \ninput@#;`-", max_size=80))
def test_no_text_crashes_the_scanners(text):
    """A half-written paper would end in a traceback."""
    for document in (tex(text), md(text)):
        assert all(document.text[c.span.start : c.span.end] == c.surface for c in document.citations or ())


# -- Markdown -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@a]", [("a", None)]),
        ("[see @a, pp. 3-5; -@b]", [("a", "pp. 3-5"), ("b", None)]),
        ("As @a [p. 3] says [@b].", [("a", "p. 3"), ("b", None)]),
        ("[@a:2010/x]. [@{https://x.example}]", [("a:2010/x", None), ("https://x.example", None)]),
        ("[@a.]", [("a", ".")]),
        ("mail@example.org and [@a]", [("a", None)]),
        ("[@fig-one] [-@sec-two] @tbl-x [@a]", [("a", None)]),
        ("`[@code]` ``[@a`b]`` [@c]", [("c", None)]),
        ("```r\n[@a]\n```\n[@b]\n~~~\n[@c]\n~~~\n[@d]", [("b", None), ("d", None)]),
        ("<!-- [@a] --> [@b]", [("b", None)]),
        ("\\@a [@b]", [("b", None)]),
        ("Thanks to @somebody on the network.", []),
    ],
)
def test_pandoc_citations(text, expected):
    """A citation of a Quarto paper would be missed, or a name or code be taken for one."""
    assert expected == cited(md(text))


def test_front_matter_is_followed(tmp_path):
    """A Quarto paper would lose its bibliography, title and nocite."""
    folder(
        tmp_path,
        a_qmd="---\ntitle: The slow\n  ports\nbibliography: [refs.bib, gone.bib]\nnocite: '@x, @*'\n---\n@a says.",
        refs_bib="@misc{a}",
    )
    document = read.document(tmp_path / "a.qmd")
    assert ("The slow ports", ("x", "*"), [("a", None)]) == (document.title, document.nocite, cited(document))
    assert ["refs.bib"] == [path.rpartition("/")[2] for path in document.bibliographies]
    assert [("no-bibliography", "the bibliography gone.bib is not there")] == problems(document)


def test_references_in_the_front_matter_are_the_list():
    """Pandoc's `references:` would be text."""
    document = md("---\nreferences:\n- id: a\n  title: Tides\n  issued: 2016\n---\n[@a]")
    assert [("a", "Tides", "2016")] == [(r.label, r.stated.title, r.stated.year) for r in document.references]


@pytest.mark.parametrize("front", ["a: [", "- x", "a: &a [*a]", "x: !!python/object:os.system {}", "title: [1, 2]"])
def test_broken_front_matter_is_no_front_matter(front):
    """A slip in the front matter would end the run, or run code."""
    assert [("a", None)] == cited(md(f"---\n{front}\n---\n[@a]"))


def test_comments_in_code_are_no_headings():
    """A citation's section would be a comment of some code."""
    assert ["One"] == [s.title for s in md("# One {#sec-one}\n```r\n# not this\n```\n").sections]


def test_papers_that_include_each_other_or_themselves_are_read_once(tmp_path):
    """Each would be part of the other, and nothing be reviewed."""
    for name, included in (("a.tex", "b"), ("b.tex", "a"), ("c.tex", "c")):
        (tmp_path / name).write_text(f"Text \\input{{{included}}}", encoding="utf-8")
    assert ["a.tex", "c.tex"] == [document.source.id for document in read.documents([tmp_path])]


def test_quarto_includes_are_read(tmp_path):
    """A paper in several files would lose the citations of all but one."""
    (tmp_path / "a.qmd").write_text(
        "---\nbibliography: r.bib\n---\nOne @a.\n\n{{< include _more.qmd >}}\n\n`{{< include no.qmd >}}` {{< include gone.qmd >}}\nTwo @c."
    )
    (tmp_path / "_more.qmd").write_text("More [@b].")
    (tmp_path / "r.bib").write_text("@book{a, title = {T}}")
    document, _ = read.documents([tmp_path])
    assert ["a", "b", "c"] == [citation.label for citation in document.citations]
    assert ["a.qmd:4:5", "_more.qmd:1:7", "a.qmd:9:5"] == [
        f"{document.source.id}:{c.span.place}" if c.span.file is None else c.span.place for c in document.citations
    ]
    assert ["the included file gone.qmd is not there"] == [problem.message for problem in document.problems]


BIBER = r"""
    \entry{oduya2016}{article}{}
      \name{author}{2}{}{%
        {{un=0,uniquepart=base,hash=96a1b2}{%
           family={Oduya},
           familyi={O\bibinitperiod},
           given={Femi\bibnamedelima B.},
           giveni={F\bibinitperiod}}}%
        {{hash=77}{%
           family={{Harbour Authority of Vane}},
           familyi={H\bibinitperiod}}}%
      }
      \list{language}{1}{%
        {english}%
      }
      \field{sortinit}{O}
      \field{journaltitle}{Journal of Ports}
      \field{title}{The tides of {Harbour} towns}
      \field{year}{2016}
      \field{pages}{123\bibrangedash 145}
      \verb{doi}
      \verb 10.5555/ports.2016.012
      \endverb
      \verb{url}
      \verb https://ports.example/12%5F3
      \endverb
    \endentry
    \entry{marlow2019}{book}{}
      \true{moreauthor}
      \name{author}{1}{}{%
        {{hash=1a}{%
           family={Marlow},
           given={Ada},
           prefix={van}}}%
      }
      \list{publisher}{1}{%
        {Harbour Press}%
      }
      \field{title}{Quays}
    \endentry
"""


def test_bibers_bbl_stands_for_a_bibliography_that_is_not_there(tmp_path):
    """A preprint's source comes with the .bbl only: every citation would be missing."""
    (tmp_path / "a.tex").write_text(r"\addbibresource{gone.bib}Text \parencite{oduya2016}.", encoding="utf-8")
    (tmp_path / "a.bbl").write_text(BIBER, encoding="utf-8")
    document = read.document(tmp_path / "a.tex")
    one, two = document.references
    assert ("oduya2016", "Oduya; Harbour Authority of Vane (2016). The tides of Harbour towns.") == (one.label, one.raw)
    assert ("Journal of Ports", "123-145", "10.5555/ports.2016.012", "https://ports.example/12%5F3") == (
        one.stated.container_title, one.stated.pages, one.stated.doi, one.stated.url
    )  # fmt: skip
    assert ("van Marlow", "Ada", True, "Harbour Press") == (
        two.stated.authors[0].family, two.stated.authors[0].given, two.stated.authors_truncated, two.stated.publisher
    )  # fmt: skip
    assert () == document.problems


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    "run",
    [
        "\\field{title}{",
        "\\list{publisher}{1}{{a}",
        "\\name{author}{1}{}{",
        "{{hash=a}{family={",
        "\\verb{doi}\n",
        "\\entry{a}{b}",
    ],
)
def test_a_hostile_bbl_comes_to_an_end(run):
    """A crafted .bbl would hang the run."""
    text = "\\entry{a}{book}{}" + run * (300_000 // len(run))
    assert latex.document(Source("a", "a", "paper", ""), text, lambda _name: None).references


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            (r"\bibfield  {author} {\bibinfo {author} {\bibfnamefont {J.}~\bibnamefont {Quist}},\ }\href {\doibase 10.5555/ropes} "
            r"{\bibfield  {journal} {\bibinfo  {journal} {Rope Rev.}\ }\textbf {\bibinfo {volume} {31}} (\bibinfo {year} {2018})}\BibitemShut {NoStop}"),
            "J. Quist, Rope Rev. 31 (2018)",
        ),
        (r"A.~Marlow, Boats. \href\n  {https://doi.org/10.5555/a_b}\n  {\path{doi:10.5555/a_b}}.".replace(r"\n", "\n"), "A. Marlow, Boats. doi:10.5555/a_b."),
        (r"Marlow. \emph{Boats}, 12\penalty0 (3):\penalty0 1--9, 2016{\natexlab{a}}.", "Marlow. Boats, 12(3):1–9, 2016a."),
        (r"Marlow. URL \url{https://a.example/x%20y~z}, 2016.", "Marlow. URL <https://a.example/x%20y~z>, 2016."),
        (r"A.~Marlow, Boats, \eprint{2001.01234}, \doi{10.5555/a}", "A. Marlow, Boats, arXiv:2001.01234, doi:10.5555/a"),
    ],
)  # fmt: skip
def test_what_bibliography_styles_print_is_read(item, expected):
    """A physicist's list would say 'author author J. Quist' and 'journal journal Rope Rev.' for its journal."""
    document = tex(rf"\begin{{thebibliography}}{{9}}\bibitem{{a}} {item} \end{{thebibliography}}")
    assert expected == document.references[0].raw


def test_where_revtex_links_is_kept():
    """The DOI stands in an argument that nobody sees."""
    document = tex(
        r"\begin{thebibliography}{9}\bibitem{a} Quist, \href {\doibase 10.5555/ropes} {Ropes \textbf{3}}. \end{thebibliography}"
    )
    assert [r"Ropes \textbf{3}"] == [document.text[link.start : link.end] for link in document.hyperlinks]
    assert ["https://doi.org/10.5555/ropes"] == [link.url for link in document.hyperlinks]


APACITE = r"""\begin{thebibliography}{}
\bibitem [\protect \citeauthoryear {%
Oduya%
\ \BBA {} Smit%
}{%
{\protect \APACyear {2016}}%
}]{%
a}
\APACinsertmetastar {%
a}%
\begin{APACrefauthors}%
Oduya, F\BPBI B.%
\BCBT {}\ \BBA {} Smit, R.%
\end{APACrefauthors}%
\unskip\
\newblock
\APACrefYearMonthDay{2016}{}{}.
\newblock
{\BBOQ}\APACrefatitle {The Tides of {H}arbour Towns} {The tides of {H}arbour
  towns}.{\BBCQ}
\newblock
\APACjournalVolNumPages{Journal of Ports}{12}{}{1--9}.
\newblock
\APACaddressPublisher{Vane}{Harbour Press}.
\PrintBackRefs{\CurrentBib}
\end{thebibliography}"""


def test_what_apacite_prints_is_read():
    """A psychologist's list would hold each title twice, and the labels of its items be citations of nothing."""
    document = tex(APACITE)
    (reference,) = document.references
    assert () == (document.citations or ())
    assert "a" == reference.label
    entry = parse.entry(reference)
    assert (["Oduya", "Smit"], "2016") == ([name.family for name in entry.authors], entry.year)
    assert reference.raw.endswith("The tides of Harbour towns. Journal of Ports, 12, 1–9. Vane: Harbour Press.")


@pytest.mark.parametrize(
    "chunk",
    [
        "```{r child='one.Rmd'}\n```",
        '```{r, child = c("one.Rmd", "gone.Rmd"), eval=TRUE}\n```',
        "```{r}\n#| label: parts\n#| child: [one.Rmd]\nplot(1)\n```",
        "```{r}\n#| child:\n#|   - one.Rmd\n```",
    ],
)
def test_children_of_r_markdown_are_read(tmp_path, chunk):
    """What the chapters of a thesis cite would be 'never cited', and each be a paper without a bibliography."""
    (tmp_path / "one.Rmd").write_text("Tides [@b].\n", encoding="utf-8")
    (tmp_path / "r.bib").write_text("@misc{a}@misc{b}", encoding="utf-8")
    (tmp_path / "a.Rmd").write_text(f"---\nbibliography: r.bib\n---\nOne @a.\n\n{chunk}\n\nTwo @c.\n", encoding="utf-8")
    document, *_ = read.documents([tmp_path])
    assert [("a", None), ("b", "one.Rmd"), ("c", None)] == [
        (c.label, c.span.file and Path(c.span.file).name) for c in document.citations
    ]
    assert document.text.splitlines()[3] == "One @a."


def test_a_name_in_an_address_is_no_key(tmp_path):
    """A profile on the web would be cited, and in no bibliography."""
    text = "Cited [@a]; see https://example.org/@oduya and <https://example.org/@marlow/page>, or @{https://example.org/b}."
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert ["a", "https://example.org/b"] == [c.label for c in read.document(tmp_path / "a.md").citations]


def test_what_an_abstract_cites_is_used(tmp_path):
    """A work that only the front matter's abstract cites would be 'cited by no paper'."""
    (tmp_path / "a.md").write_text(
        "---\nabstract: |\n  As [@a; see @b].\n  So says @c.\n---\nText [@d].", encoding="utf-8"
    )
    assert ("a", "b", "c") == read.document(tmp_path / "a.md").nocite
