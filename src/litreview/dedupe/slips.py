"""Whether two titles differ by words or by slips of the pen."""

from __future__ import annotations

from litreview import similarity

__all__ = ["other_words"]

SLIPS = 4  # words of one title that may be mistyped
# words that carry little of what a title says
STRUCTURE = frozenset(
    "a an and as at by for from in into its of on or our the their to und der die das de la el et".split()
)
DENYING = frozenset({"no", "non", "not", "without"})
ENDINGS = frozenset("s es e d ed n al ly".split())  # that make no other word of a word, or are soon forgotten
SPELLINGS = ({"s", "z"}, {"s", "c"}, {"i", "y"}, {"a", "e"}, {"c", "k"})  # organise, defence, tyre, gray, leukocyte


def other_words(left: str, right: str) -> float:
    """How two folded titles differ in words: 1 where each has one in place of the other's, 0.5 where only one has more, else 0.

    A slip of the pen is no other word; one that denies what the other title says always is.

    >>> other_words("tides of the salt harbours", "tides of a salt harbour"), other_words("gout in iran", "gout in iraq")
    (0.0, 1.0)
    >>> other_words("gout in smokers", "gout in old smokers"), other_words("gout in smokers", "gout in non smokers")
    (0.5, 1.0)
    """
    if left == right:
        return 0.0
    one, two = left.split(), right.split()
    here, there = set(one), set(two)
    ours = [word for word in one if word not in there]
    theirs = [word for word in two if word not in here]
    if min(len(ours), len(theirs)) > SLIPS:
        return 1.0
    if not ours or not theirs:
        more = {*ours, *theirs}
        return 0.0 if more <= STRUCTURE else 0.5 if more.isdisjoint(DENYING) else 1.0
    if _slip("".join(ours), "".join(theirs)):
        return 0.0
    alone = [word for word in ours if not any(_slip(word, other) for other in theirs)]
    others = [word for word in theirs if not any(_slip(word, other) for other in ours)]
    letters = any(len(word) == 1 for word in alone) and any(len(word) == 1 for word in others)
    told = [any(letters or word not in STRUCTURE for word in words) for words in (alone, others)]
    return 1.0 if all(told) else 0.5 if any(told) else 0.0


def _slip(one: str, two: str) -> bool:
    """Whether one word may be the other, mistyped or in another spelling; what holds a digit is never mistyped."""
    if one == two:
        return True
    if not (one.isalpha() and two.isalpha()):
        return False
    short, long = sorted((one, two), key=len)
    if long.startswith(short) and long[len(short) :] in ENDINGS:
        return len(short) > 2
    # another first letter makes another word, as one letter changed within does, but for spellings: typical, atypical; Iran, Iraq
    if one[0] != two[0] or similarity.edits(one, two, 1) > 1:
        return False
    if len(short) != len(long) or sorted(one) == sorted(two):
        return True
    return any({a, b} <= letters for a, b in zip(one, two, strict=True) if a != b for letters in SPELLINGS)
