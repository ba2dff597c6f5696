"""Words that tell what a record is about besides its work: parts, corrections, replies, editorials, preprints."""

from __future__ import annotations

import re

__all__ = ["GENERIC", "MARKERS", "ORDINALS", "PARTS", "PREPRINT", "PREPRINT_DOI", "SMALL", "TELLING", "UNKNOWN"]

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
    "words issue call welco sessi proce keyno panel poste works confe table".split()
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
GENERIC = re.compile(
    r"^(?:(?:guest |an? )?editorials?(?: board| comment| note| introduction)?|introduction(?: to .*)?|preface|foreword|prologue|"
    r"epilogue|conclusions?|(?:table of )?contents?|front ?matter|back ?matter|index|news|in memoriam|obituary|book reviews?|"
    r"letters?(?: to the editors?)?|comments?(?: on .*)?|commentary|(?:authors? )?repl(?:y|ies)|erratum|corrigendum|correction|"
    r"abstracts?|announcements?|discussion|summary|acknowledge?ments?|(?:message|remarks|letter|note|notes|words?|comments?) from .*|"
    r"from the .*editors?.*|.*\beditor(?:s|ial)?(?: s)? (?:comments?|notes?|introduction|remarks|message|column|page|preface|choice)|"
    r"in this issue|call for papers.*|welcome.*|session .*|proceedings.*|keynote.*|panel.*|poster.*|workshop.*|.*conference.*proceedings.*)$"
)
