"""Words that differ by language: one TOML a language, read once. A new language is a new file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["LANGUAGES", "spoken", "words"]

# The first ten are known well; of the others, lists, citations, dates and pages not found; of the last five little more than lists.
LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "zh"),
    *("sv", "da", "no", "fi", "cs", "hu", "ro", "tr", "id", "ca", "uk", "el", "ko", "ja"),
    *("sk", "hr", "vi", "ar", "fa"),
)


@cache
def _table(language: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))


@cache
def words(section: str, key: str, language: str | None = None) -> tuple[str, ...]:
    """The words of one language (all languages, English first, when None) under `[section] key`, without repeats."""
    chosen = LANGUAGES if language is None else (language,)
    return tuple(dict.fromkeys(word for code in chosen for word in _table(code).get(section, {}).get(key, ())))


@cache
def spoken(section: str, key: str) -> dict[str, tuple[str, ...]]:
    """The languages that have a word under `[section] key`, by word."""
    found: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        for word in words(section, key, code):
            found[word] = (*found.get(word, ()), code)
    return found
