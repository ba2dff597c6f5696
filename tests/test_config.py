"""Settings come from one declaration, in a known order, and a wrong one is refused with a suggestion."""

from __future__ import annotations

import pytest

from litreview import config
from litreview.errors import UsageError


def test_defaults_without_a_file(tmp_path):
    assert config.load(tmp_path, environment={}) == config.Config()


def test_file_then_environment_then_given(tmp_path):
    """A team's file must be overruled by the environment, and that by the command line."""
    (tmp_path / "litreview.toml").write_text('doi-url = "http://a/"\narchive-url = "http://a/"\nper-host = 2\n')
    found = config.load(tmp_path, environment={"LITREVIEW_DOI_URL": "http://b/"}, per_host=3, select=())
    assert (found.doi_url, found.archive_url, found.per_host) == ("http://b/", "http://a/", 3)


def test_pyproject_of_a_parent_folder(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.litreview]\nselect = ["LR1"]\n')
    folder = tmp_path / "papers"
    folder.mkdir()
    assert config.load(folder, environment={}).select == ("LR1",)


def test_pyproject_without_our_table_is_passed_by(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert config.load(tmp_path, environment={}) == config.Config()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("timeot = 3", "no setting is named 'timeot': did you mean 'timeout'?"),
        ('dialect = "bibtx"', "dialect cannot be 'bibtx': did you mean 'bibtex'?"),
        ('timeout = "long"', "timeout must be a float, not 'long'"),
        ("timeout = -1", "timeout must not be negative"),
        ("offline = 1", "offline must be a bool, not 1"),
        ("not toml", "cannot be read as TOML"),
    ],
)
def test_wrong_setting_is_refused_with_its_file_and_a_suggestion(tmp_path, text, message):
    (tmp_path / "litreview.toml").write_text(text)
    with pytest.raises(UsageError) as caught:
        config.load(tmp_path, environment={})
    assert "litreview.toml" in str(caught.value)
    assert message in str(caught.value)


def test_every_setting_has_help():
    assert [name for name, field in config.declared().items() if not field.metadata["help"].endswith(".")] == []
