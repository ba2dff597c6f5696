"""How BibTeX, biblatex and the model name one thing: entry types, fields, languages."""

from __future__ import annotations

__all__ = [
    "BIBTEX_TYPE",
    "IN_BOOK",
    "KNOWN_TYPES",
    "LANGUAGE_CODES",
    "LANGUAGE_NAMES",
    "STATED_TYPE",
    "THESES",
    "TYPE",
    "VOLUMES",
    "field_name",
    "publisher_names",
]

# types whose container is a book, not a journal
IN_BOOK = frozenset(
    {"inbook", "incollection", "inproceedings", "suppbook", "suppcollection", "bookinbook", "inreference"}
)
VOLUMES = frozenset(
    {"book", "collection", "proceedings", "reference", "mvbook", "mvcollection", "mvproceedings", "mvreference"}
)
THESES = frozenset({"thesis", "phdthesis", "mastersthesis"})
# what biblatex says in `type`, and the model by the type of the entry
STATED_TYPE = {"phdthesis": "phdthesis", "mathesis": "mastersthesis", "techreport": "report"}

# other words for a type -> the model's word
TYPE = {
    "conference": "inproceedings", "techreport": "report", "electronic": "online", "www": "online", "webpage": "online",
    "manuscript": "unpublished", "legal": "legislation", "law": "legislation", "newspaper": "article", "magazine": "article",
}  # fmt: skip
KNOWN_TYPES = frozenset(
    "article artwork audio bibnote book bookinbook booklet collection commentary dataset image inbook "
    "incollection inproceedings inreference jurisdiction legislation letter manual mastersthesis misc movie music "
    "mvbook mvcollection mvproceedings mvreference online patent performance periodical phdthesis proceedings "
    "reference report review set software standard suppbook suppcollection suppperiodical thesis unpublished "
    "video xdata".split()
)
# the model's word -> what the 1988 styles know; what is not here keeps its name
BIBTEX_TYPE = {
    "report": "techreport", "thesis": "phdthesis", "collection": "book", "reference": "book", "mvbook": "book",
    "mvcollection": "book", "mvreference": "book", "mvproceedings": "proceedings", "bookinbook": "inbook",
    "suppbook": "inbook", "suppcollection": "incollection", "inreference": "incollection", "suppperiodical": "article",
    "review": "article", "periodical": "misc",
} | dict.fromkeys(
    ["artwork", "audio", "bibnote", "commentary", "dataset", "image", "jurisdiction", "legislation", "letter", "movie", "music", "online", "patent", "performance", "set", "software", "standard", "video", "xdata"],
    "misc",
)  # fmt: skip

# ISO 639-1 -> babel's name
LANGUAGE_NAMES = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "gl": "galician", "he": "hebrew", "hi": "hindi", "hr": "croatian", "hu": "hungarian", "id": "indonesian",
    "is": "icelandic", "it": "italian", "ja": "japanese", "ko": "korean", "la": "latin", "lt": "lithuanian",
    "lv": "latvian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sk": "slovak", "sl": "slovenian", "sr": "serbian", "sv": "swedish", "th": "thai", "tr": "turkish",
    "uk": "ukrainian", "ur": "urdu", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
LANGUAGE_CODES = {name: code for code, name in LANGUAGE_NAMES.items()} | {
    "american": "en", "australian": "en", "british": "en", "canadian": "en", "eng": "en", "ukenglish": "en",
    "usenglish": "en", "ngerman": "de", "austrian": "de", "naustrian": "de", "nswissgerman": "de", "deutsch": "de",
    "ger": "de", "brazil": "pt", "brazilian": "pt", "portuges": "pt", "francais": "fr", "fre": "fr", "acadian": "fr",
    "mexican": "es", "spa": "es", "nynorsk": "no", "norsk": "no",
}  # fmt: skip


def publisher_names(kind: str) -> tuple[str, ...]:
    """The fields that may hold the publisher of an entry of that type, best first."""
    if kind in THESES:
        return ("school", "institution", "publisher", "organization")
    if kind == "report":
        return ("institution", "publisher", "organization", "school")
    if kind == "manual":
        return ("organization", "publisher", "institution", "school")
    return ("publisher", "organization", "institution", "school")


def field_name(kind: str, attribute: str) -> str:
    """What BibTeX calls an attribute of the model in an entry of that type."""
    if attribute == "container_title":
        return "booktitle" if kind in IN_BOOK | VOLUMES else "journal"
    if attribute == "publisher":
        return publisher_names(kind)[0]
    return {"authors": "author", "editors": "editor", "issue": "number", "accessed": "urldate"}.get(
        attribute, attribute
    )
