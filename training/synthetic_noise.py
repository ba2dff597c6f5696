"""What PDF extraction, OCR and careless lists do to a printed reference, with labels that stay exact.

Each function takes and gives labelled segments; its chance stands in `balance.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from random import Random

from synthetic_template import OTHER, Segment

Noise = Callable[[list[Segment], Random], list[Segment]]

# Text that readers take for words, where a stray change would make another identifier.
_IDENTIFIERS = frozenset({"doi", "url", "arxiv", "isbn", "issn", "pmid", "pmcid"})
_WORDY = frozenset({"title", "container", "author", "editor", "publisher", "institution", "series", "translator"})
_CUT = _WORDY | {"place"}
_CJK = "\u2e80"
_DASHES = (("-", 34), ("–", 40), ("--", 6), ("—", 3), ("−", 3), (" - ", 5), (" – ", 4), ("‐", 2), ("- ", 2), (" –", 1))


def noisy(segments: list[Segment], rng: Random, chances: Mapping[str, float]) -> list[Segment]:
    """The segments after each noise that the dice call for; neighbours differ in label and none is empty."""
    segments = page_dashes(segments, rng)
    for name, noise in NOISES.items():
        if rng.random() < chances[name]:
            segments = noise(segments, rng)
    return _joined(segments)


def _joined(segments: list[Segment]) -> list[Segment]:
    out: list[Segment] = []
    for text, label in segments:
        if out and out[-1][1] == label:
            out[-1] = (out[-1][0] + text, label)
        elif text:
            out.append((text, label))
    if out:
        out[0] = (out[0][0].lstrip(), out[0][1])
        out[-1] = (out[-1][0].rstrip(), out[-1][1])
    return [segment for segment in out if segment[0]]


def _each(segments: list[Segment], change: Callable[[str, str], str]) -> list[Segment]:
    return [(change(text, label), label) for text, label in segments]


def page_dashes(segments: list[Segment], rng: Random) -> list[Segment]:
    """One of the dashes that stand in page ranges."""
    dashes, weights = zip(*_DASHES, strict=True)
    dash = rng.choices(dashes, weights)[0]
    return _each(segments, lambda text, label: text.replace("-", dash) if label == "pages" else text)


def number(segments: list[Segment], rng: Random) -> list[Segment]:
    """The number of the entry before it: '[12] ', '12. '."""
    before, after = rng.choice(
        (("[", "] "), ("[", "] "), ("", ". "), ("", ". "), ("(", ") "), ("", " "), ("", ") "), ("[", "]"))
    )
    return [(before, OTHER), (str(rng.randint(1, 160)), "citnum"), (after, OTHER), *segments]


def bullet(segments: list[Segment], rng: Random) -> list[Segment]:
    """A bullet before the entry."""
    return [(rng.choice(("• ", "- ", "* ", "– ", "■ ", "· ")), OTHER), *segments]


def lead(segments: list[Segment], rng: Random) -> list[Segment]:
    """Words of a footnote before the entry."""
    return [
        (
            rng.choice(
                ("See ", "See also ", "Cf. ", "cf. ", "Vgl. ", "Cfr. ", "Voir ", "see e.g. ", "In: ", "Ibid.; ", "and ")
            ),
            OTHER,
        ),
        *segments,
    ]


def again(segments: list[Segment], rng: Random) -> list[Segment]:
    """The author of the entry before, as a dash or a word for 'the same'."""
    if segments[0][1] != "author":
        return segments
    return [
        (rng.choice(("———", "———", "-----", "—", "--", "– –", "Ders.", "Dies.", "Id.", "Idem", "ID.", "_____")), OTHER),
        *segments[1:],
    ]


def tail(segments: list[Segment], rng: Random) -> list[Segment]:
    """What a publisher's page adds after the entry."""
    open_, word, close = rng.choice(
        (
            ("[", "PubMed", "]"),
            ("[", "CrossRef", "]"),
            ("[", "Google Scholar", "]"),
            ("[", "INSPIRE", "]"),
            ("", "in press", "."),
            ("(", "in press", ")"),
        )
    )
    out = [*segments, (" " + open_, OTHER), (word, "note"), (close, OTHER)]
    return [*out, (" [", OTHER), ("PubMed", "note"), ("]", OTHER)] if word == "CrossRef" and rng.random() < 0.5 else out


def last_stop(segments: list[Segment], rng: Random) -> list[Segment]:
    """No full stop at the end, or another mark there."""
    text, label = segments[-1]
    if label == OTHER:
        return [*segments[:-1], (text.rstrip(". ") + rng.choice(("", "", "", ";", " .")), OTHER)]
    return segments


def lost_punctuation(segments: list[Segment], rng: Random) -> list[Segment]:
    """Punctuation between two fields lost, as with the italics or the column that showed their border."""
    places = [
        index
        for index, (text, label) in enumerate(segments)
        if label == OTHER and 0 < index < len(segments) - 1 and re.fullmatch(r"[.,;:]+ ?", text)
    ]
    out = list(segments)
    for index in rng.sample(places, min(len(places), rng.randint(1, 3))):
        out[index] = (" ", OTHER)
    return out


def lost_spaces(segments: list[Segment], rng: Random) -> list[Segment]:
    """Spaces lost between fields, and some within them."""
    between, within = rng.choice(((0.25, 0.03), (0.6, 0.05), (0.1, 0.15), (0.9, 0.02)))

    def change(text: str, label: str) -> str:
        chance = between if label == OTHER else within
        return "".join("" if char == " " and rng.random() < chance else char for char in text)

    return _each(segments, change)


def more_spaces(segments: list[Segment], rng: Random) -> list[Segment]:
    """Spaces doubled, put before punctuation or within words, or moved over punctuation ('Phys .Rev .D')."""
    kind = rng.choice(("double", "before", "within", "moved", "moved"))

    def change(text: str, label: str) -> str:
        if kind == "double":
            return re.sub(" ", lambda _: "  " if rng.random() < 0.15 else " ", text)
        if kind == "moved":
            return re.sub(r"(?<=\w)([.,;:]) ", lambda match: f" {match[1]}" if rng.random() < 0.5 else match[0], text)
        if kind == "before":
            return (
                re.sub(r"(?<=\S)(?=[.,;:)])", lambda _: " " if rng.random() < 0.3 else "", text)
                if label not in _IDENTIFIERS
                else text
            )
        return (
            re.sub(r"(?<=[a-z])(?=[a-z])", lambda _: " " if rng.random() < 0.01 else "", text)
            if label in _WORDY
            else text
        )

    return _each(segments, change)


def hyphenation(segments: list[Segment], rng: Random) -> list[Segment]:
    """Words cut at the end of a line: 'inter- national', 'inter -national', 'inter-national', or with a soft hyphen."""
    hyphen = rng.choice(("- ", "- ", "-", " -", " -", "\u00ad", "\u00ad ", "-\u2009"))

    def change(text: str, label: str) -> str:
        if label not in _CUT or max(text, default="") >= _CJK:
            return text
        return re.sub(
            r"(?<=[^\W\d_][^\W\d_A-Z])(?=[^\W\d_A-Z]{2})",
            lambda _: hyphen if rng.random() < 0.02 else "",
            text,
        )

    return _each(segments, change)


_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))


def ligatures(segments: list[Segment], rng: Random) -> list[Segment]:
    """Ligatures as one character, or lost to a glyph that the font does not name."""
    lost = rng.random() < 0.3

    def change(text: str, label: str) -> str:
        if label in _IDENTIFIERS:
            return text
        for letters, glyph in _LIGATURES:
            text = text.replace(letters, rng.choice(("↵", "", " ", letters + " ")) if lost else glyph)
        return text

    return _each(segments, change)


_QUOTES = ('""', "''", "“”", "‘’", "„“", "«»", "`´", ("``", "''"), "””", ('"', "”"), ("« ", " »"), ",,", "‚‘")


def quotes(segments: list[Segment], rng: Random) -> list[Segment]:
    """Other quotes round the title than the layout's, or quotes where it has none."""
    pair = rng.choice(_QUOTES)
    out = list(segments)
    for index, (text, label) in enumerate(segments):
        for at, mark in ((index + 1, pair[0]), (index - 1, pair[1])):
            if label == OTHER and 0 <= at < len(segments) and segments[at][1] == "title":
                out[index] = (re.sub(r"[“”‘’\"«»„]", mark, text), OTHER)
    return out


_MARKS = {"\u0301": "´", "\u0300": "`", "\u0308": "¨", "\u0302": "ˆ", "\u0303": "˜", "\u0327": "¸", "\u030c": "ˇ"}


def loose_accents(segments: list[Segment], rng: Random) -> list[Segment]:
    """Accents beside their letters (´e, e´), decomposed, or lost."""
    form = rng.choice(("before", "after", "decomposed", "spaced", "lost"))

    def change(text: str, label: str) -> str:
        if label in _IDENTIFIERS or max(text, default="") >= "\u1100":  # Hangul would fall into its letters
            return text
        parts = unicodedata.normalize("NFD", text)
        if form == "decomposed":
            return parts
        if form == "lost":
            return "".join(char for char in parts if char not in _MARKS)
        out = ""
        for char in parts:
            mark = _MARKS.get(char)
            if mark and out:
                out = (
                    out[:-1] + {"before": mark + out[-1], "after": out[-1] + mark, "spaced": f"{mark} {out[-1]}"}[form]
                )
            else:
                out += char
        return unicodedata.normalize("NFC", out)

    return _each(segments, change)


def mojibake(segments: list[Segment], rng: Random) -> list[Segment]:
    """UTF-8 read as Latin-1 (FranÃ§ois)."""
    del rng
    return _each(
        segments,
        lambda text, _label: (
            text.encode().decode("cp1252", "replace") if not text.isascii() and max(text, default="") < _CJK else text
        ),
    )


_CONFUSED = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("e", "c"),
    ("ii", "n"),
    ("h", "b"),
    ("o", "0"),
    ("I", "l"),
    ("cl", "d"),
    ("u", "n"),
    ("é", "e"),
)


def ocr(segments: list[Segment], rng: Random) -> list[Segment]:
    """A few letters taken for others."""

    def change(text: str, label: str) -> str:
        if label not in _WORDY:
            return text
        wrong, right = rng.choice(_CONFUSED)
        return text.replace(wrong, right, 1) if rng.random() < 0.5 else text

    return _each(segments, change)


def broken_identifiers(segments: list[Segment], rng: Random) -> list[Segment]:
    """A space or the hyphen of a line's end within DOI, URL and arXiv number."""
    gap = rng.choice((" ", " ", " ", "- ", "  "))

    def change(text: str, label: str) -> str:
        if label not in {"doi", "url", "arxiv"} or len(text) < 8:
            return text
        at = rng.choice([match.end() for match in re.finditer(r"[/.:_-]", text)] or [len(text) // 2])
        return text[:at] + gap + text[at:]

    return _each(segments, change)


def capitals(segments: list[Segment], rng: Random) -> list[Segment]:
    """The title or the authors in capitals."""
    label = rng.choice(("title", "author", "author"))
    return _each(segments, lambda text, own: text.upper() if own == label else text)


def title_case(segments: list[Segment], rng: Random) -> list[Segment]:
    """The title with a capital on each word, or in lower case after the first."""
    lower = rng.random() < 0.5

    def change(text: str, label: str) -> str:
        if label != "title":
            return text
        return (
            text[:1] + text[1:].lower()
            if lower
            else re.sub(r"(?<![\w'’])[a-z](?=\w{3})", lambda match: match[0].upper(), text)
        )

    return _each(segments, change)


def etal(segments: list[Segment], rng: Random) -> list[Segment]:
    """'et al.' in another form; it stays with the authors, as in the labelled sets."""
    form = rng.choice(("et al", "et.al.", "et al.,", "& al.", "and others", "et alii", "e.a."))

    def change(text: str, label: str) -> str:
        return re.sub(r"et al\.?$", form.rstrip(","), text) if label == "author" else text

    return _each(segments, change)


NOISES: Mapping[str, Noise] = {
    "capitals": capitals,
    "title_case": title_case,
    "etal": etal,
    "lost_punctuation": lost_punctuation,
    "quotes": quotes,
    "last_stop": last_stop,
    "again": again,
    "tail": tail,
    "lead": lead,
    "bullet": bullet,
    "number": number,
    "broken_identifiers": broken_identifiers,
    "ligatures": ligatures,
    "loose_accents": loose_accents,
    "mojibake": mojibake,
    "ocr": ocr,
    "hyphenation": hyphenation,
    "more_spaces": more_spaces,
    "lost_spaces": lost_spaces,
}
