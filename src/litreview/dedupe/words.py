"""Words that tell what a record is about besides its work: parts, corrections, replies, editorials, preprints."""

from __future__ import annotations

import re

__all__ = [
    "ASIDE",
    "GENERIC",
    "MARKERS",
    "ORDINALS",
    "PARTS",
    "PREPRINT",
    "PREPRINT_DOI",
    "SMALL",
    "TELLING",
    "TERSE",
    "UNKNOWN",
]

SMALL = frozenset(
    "a an and at da das de dei del der des di do du e el et für fur for in la las le les los of on the to und y".split()
)
UNKNOWN = frozenset(
    {"unknown", "na", "n a", "none", "null", "nan", "anonymous", "anon", "no author", "no authors listed", "no title"}
)

# what a number in a title may count
PARTS = frozenset(
    "part parts volume vol study experiment chapter section phase series paper book teil band kapitel partie tome chapitre "
    "parte tomo capitulo deel czesc tom chast".split()
)
ORDINALS = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "a": "1", "b": "2", "c": "3",
}  # fmt: skip

PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|ssrn|preprints?|research square|osf preprints?)\b"
)
PREPRINT_DOI = re.compile(r"10\.(?:48550|1101/(?:19|20)|2139/ssrn|31234|31235|20944|21203|26434)")

# no title without one of these has a marker or is generic: told by the beginnings of words
TELLING = frozenset(
    "errat corri corre retra withd expre reply repli respo rejoi comme lette discu remar revie suppl suppo appen edito guest "
    "intro prefa forew prolo epilo concl conte front back index news memor obitu abstr annou summa ackno messa note notes word "
    "words issue call welco sessi proce keyno panel poste works confe table re in vol adden data datas".split()
)
# what stands beside an article without being it: one letter a kind, how words begin of which it needs one, its pattern
MARKERS = (
    (
        "e",
        {"errat", "corri", "corre"},
        re.compile(r"\b(?:erratum|errata|corrigend(?:um|a))\b|^(?:authors? |publishers? )?corrections?(?: to)?\b"),
    ),
    (
        "t",
        {"retra", "withd", "expre"},
        re.compile(r"^(?:retraction|withdrawal|expression of concern)\b|\bretraction (?:of|notice)\b"),
    ),
    (
        "r",
        {"reply", "respo", "rejoi"},
        re.compile(
            r"^(?:(?:a|the|authors?) )*(?:reply|response|rejoinder)\b|\b(?:reply|rejoinder|authors? response)$|\breply (?:to|from)\b"
        ),
    ),
    (
        "c",
        {"comme", "lette", "discu", "remar"},
        re.compile(r"^(?:a )?(?:comments? (?:on|to)|commentary on|letter|discussion of|remarks on)\b|\bcomments?$"),
    ),
    ("b", {"revie"}, re.compile(r"^(?:book review|review of)\b")),
    ("s", {"suppl", "appen"}, re.compile(r"^(?:supplement|supplementary|supporting information|appendix)\b")),
)
# the same, told by how the title is printed; a group a kind
ASIDE = re.compile(
    r"^\W{0,3}(?P<r>re|in reply|in response)\s*:|^\W{0,3}(?P<e>addend(?:um|a)\b)"
    r"|^\W{0,3}(?:\w+ )?(?P<d>data(?:set)? (?:from|for)\b)"
    r"|\((?P<v>(?:\w+ of )?vol\.? \w+, (?:pg|p|art)\b)"
    r"|[:.(–—-]\s?(?:an? |the |authors?['’]? )?(?:(?P<a>reply|response|rejoinder)|(?P<c>comment|commentary|discussion|letter))\W{0,3}$"
    r"|[:.(\[–—-]\s?(?P<f>correction|erratum|corrigendum|addendum)\W{0,3}$",
    re.IGNORECASE,
)
# what is printed above a great many works
TERSE = frozenset(
    "about the authors|abstracts from the annual meeting|acknowledgement to reviewers|acknowledgment of reviewers|afterword|annual report"
    "|author index|author s reply|author s response|authors response|background|bibliography|books received|brief communication|brief report"
    "|brief reports|carta al editor|case presentation|case report|case reports|case study|clinical images|clinical quiz|clinical trial"
    "|clinical trials|closing remarks|commentaries|concluding remarks|conference abstracts|conference report|contributors|correspondence"
    "|corrigenda|cover image|cover story|current literature|dear editor|dear sir|discussion and conclusions|editoriale|einleitung|events"
    "|expert opinion|features|frontispiece|general discussion|geleitwort|guidelines|highlights|image of the month|in brief|in focus"
    "|information for authors|instructions for authors|interview|introductory remarks|invited commentary|invited comments|invited discussion"
    "|journal club|journal scan|kommentar|legislation|leserbrief|lettre a l editeur|list of contributors|list of reviewers|literature review"
    "|literature update|meeting abstracts|meeting report|methods|new products|note from the editor|notes and news|notice of retraction|opening address"
    "|opening remarks|opinion|oral abstracts|oral presentations|oral sessions|original articles|overview|perspective|perspectives|policy|position statement"
    "|practice points|presentacion|prologo|publisher s note|question and answer"
    "|questions and answers|reader response|recent publications|references|reply to letter to the editor|reply to the letter to the editor"
    "|research highlights|research news|response to letter|response to letter to the editor|response to the letter to the editor|results|retraction"
    "|review article|reviewers|scientific program|selected abstracts|short communication|short communications|special issue|special section"
    "|special section introduction|statement|subject index|technical note|thank you to our reviewers|the authors reply|the authors respond|title page"
    "|untitled|update|upcoming events|viewpoint|viewpoints|vorwort|what s new|year in review".split("|")
)
GENERIC = re.compile(
    r"^(?:(?:guest |an? )?editorials?(?: board| comment| note| introduction)?|introduction(?: to .*)?|preface|foreword|prologue|"
    r"epilogue|conclusions?|(?:table of )?contents?|front ?matter|back ?matter|index|news|in memoriam|obituary|book reviews?|"
    r"letters?(?: to the editors?)?|comments?(?: on .*)?|commentary|(?:authors? )?repl(?:y|ies)|erratum|corrigendum|correction|"
    r"abstracts?|announcements?|discussion|summary|acknowledge?ments?|(?:message|remarks|letter|note|notes|words?|comments?) from .*|"
    r"from the .*editors?.*|.*\beditor(?:s|ial)?(?: s)? (?:comments?|notes?|introduction|remarks|message|column|page|preface|choice)|"
    r"in this issue|call for papers.*|welcome.*|session .*|proceedings.*|keynote.*|panel.*|poster.*|workshop.*|.*conference.*proceedings.*)$"
)
