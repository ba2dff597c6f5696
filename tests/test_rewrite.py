"""Keys in manuscripts: rewritten where they changed, and nowhere else."""

import pytest

from litreview.dedupe.rewrite import rewritten

KEYS = {"old1": "new1", "old:2": "new2"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (r"\cite{old1}", r"\cite{new1}"),
        (r"\citep[see][p.~3]{keep, old1,old:2}", r"\citep[see][p.~3]{keep, new1,new2}"),
        (r"\textcite*{old1} \nocite{old1} \autocite {old1}", r"\textcite*{new1} \nocite{new1} \autocite {new1}"),
        (r"\parencites(see)[12]{old1}[][13]{keep,old:2} {old1}", r"\parencites(see)[12]{new1}[][13]{keep,new2} {new1}"),
        (r"\Citet{old1} {old1}", r"\Citet{new1} {old1}"),
        (r"old1 in prose, \label{old1}, \cite{old11}", r"old1 in prose, \label{old1}, \cite{old11}"),
    ],
)
def test_latex_keys_are_rewritten_inside_cite_only(before, after):
    """A manuscript would cite a key that is gone, or a label would change."""
    assert after == rewritten(before, KEYS, latex=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[@old1; -@old:2, p. 3]", "[@new1; -@new2, p. 3]"),
        ("@old1 says. See @{old:2}.", "@new1 says. See @{new2}."),
        ("`@old1` and @old1\n\n```\n@old1\n```\n[@old1]", "`@old1` and @new1\n\n```\n@old1\n```\n[@new1]"),
        ("mail me@old1 or \\@old1, @old11, old1", "mail me@old1 or \\@old1, @old11, old1"),
    ],
)
def test_markdown_keys_are_rewritten_behind_an_at_only(before, after):
    """A mail address or a word of the prose would change."""
    assert after == rewritten(before, KEYS, latex=False)


def test_bib_rewrites_keys_of_duplicates_and_shows_them_first(tmp_path, litreview):
    """A paper would cite the key of an entry that was merged away."""
    entry = "author={Oduya, F. B.}, title={Tides of salt in small harbours}, journal={Port Letters}, volume=12, year=2016, doi={10.1000/x}"
    refs = tmp_path / "refs.bib"
    refs.write_text(
        f"@article{{tides, {entry}}}\n@article{{oduya_again, {entry}}}\n@comment{{jabref-meta: grouping:x;}}\n",
        encoding="utf-8",
    )
    paper = tmp_path / "paper.md"
    paper.write_text("# Tides\n\nAs [@oduya_again] and [@tides] say.\n", encoding="utf-8")
    shown = litreview("bib", paper, refs, "-o", tmp_path / "out.bib", "--rewrite-keys", "--diff")
    assert "+As [@tides] and [@tides] say." in shown.out, shown.err
    assert not (tmp_path / "out.bib").exists()
    ran = litreview("bib", paper, refs, "-o", tmp_path / "out.bib", "--rewrite-keys", "--cited-by", "paper.md")
    assert 0 == ran.status, ran.err
    assert "As [@tides] and [@tides] say." in paper.read_text(encoding="utf-8")
    written = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert 1 == written.count("@article{tides,")
    assert "@comment{jabref-meta: grouping:x;}" in written
