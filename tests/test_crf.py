"""The conditional random field: the likeliest labels and their chances are what counting all labellings, and CRFsuite, say."""

import importlib
import itertools
import sys
from pathlib import Path

import numpy as np
import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from litreview.parse.crf import Model, Weights, decode
from litreview.parse.features import Sight, tokens

WEIGHTS = st.floats(-4, 4, allow_subnormal=False)


@st.composite
def fields(draw):
    """Weights of tokens, lengths of sequences, and transitions, of up to three labels."""
    labels = draw(st.integers(1, 3))
    lengths = draw(st.lists(st.integers(1, 5), min_size=1, max_size=4))
    table = st.lists(st.lists(WEIGHTS, min_size=labels, max_size=labels), min_size=sum(lengths), max_size=sum(lengths))
    rules = st.lists(st.lists(WEIGHTS, min_size=labels, max_size=labels), min_size=labels, max_size=labels)
    return np.array(draw(table)), lengths, np.array(draw(rules))


def counted(weights, transitions):
    """The score of every labelling of one sequence, by going through all of them."""
    return {
        path: sum(weights[n, label] for n, label in enumerate(path))
        + sum(transitions[a, b] for a, b in itertools.pairwise(path))
        for path in itertools.product(range(len(transitions)), repeat=len(weights))
    }


@given(fields())
def test_the_path_is_the_best_of_all_and_its_chances_are_theirs(field):
    """A wrong step of the recursion would label every long reference badly, and a sequence must not see its neighbours."""
    weights, lengths, transitions = field
    path, sure = decode(weights, lengths, transitions)
    start = 0
    for length in lengths:
        end = start + length
        scores = counted(weights[start:end], transitions)
        assert scores[tuple(path[start:end])] == pytest.approx(max(scores.values()))
        whole = sum(np.exp(score) for score in scores.values())
        for n, label in enumerate(path[start:end]):
            those = sum(np.exp(score) for labels, score in scores.items() if labels[n] == label)
            assert sure[start + n] == pytest.approx(those / whole)
        start = end
    assert len(path) == len(sure) == len(weights)


def test_a_sequence_of_thousands_keeps_its_scale():
    """Chances multiplied along a whole page would sink to nothing, and the confidence to 'not a number'."""
    path, sure = decode(np.tile([3.0, -3.0], (5_000, 1)), [5_000], np.zeros((2, 2)))
    assert {0} == set(path)
    assert np.exp(3) / (np.exp(3) + np.exp(-3)) == pytest.approx(min(sure)) == pytest.approx(max(sure))


WORDS = (
    "Marlow,",
    "A.",
    "Tides",
    "of",
    "the",
    "North.",
    "Harbour",
    "Press,",
    "2019.",
    "12(3),",
    "4-9.",
    "\0\0\0\0",
    "—",
    "März",
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A small model of CRFsuite: its tagger, the bytes that training makes of it for us, and a text's features as it takes them."""
    folder = Path(__file__).parents[1] / "training"
    path = tmp_path_factory.mktemp("model") / "small"
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.01, "c2": 0.01, "max_iterations": 30})
    sys.path.insert(0, str(folder))
    try:
        script, harmonise = importlib.import_module("train"), importlib.import_module("harmonise")
    finally:
        sys.path.remove(str(folder))
    names = harmonise.Names()
    sight = Sight(names.keep)
    for turn in range(40):
        text = " ".join(WORDS[(turn * 5 + n * n) % len(WORDS)] for n in range(4 + turn % 9))
        rows = names.of(sight.rows([text], [tokens(text)]))
        trainer.append(rows, [("author", "title", "date")[(turn + n) * n % 3] for n in range(len(rows))])
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger, script.packed(path), lambda text: names.of(sight.rows([text], [tokens(text)]))


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), min_size=1, max_size=5))
def test_a_packed_model_labels_as_crfsuite_does(trained, texts):
    """What was trained would not be what is shipped: lost weights, features under other names, another recursion."""
    tagger, data, features = trained
    model = Model(data)
    weights = Weights(model)
    texts = [" ".join(words) for words in texts]
    spans = [tokens(text) for text in texts]
    rows = Sight(weights.row).rows(texts, spans)
    path, sure = decode(weights.of(rows), [len(places) for places in spans], model.transitions)
    expected = []
    for text in texts:
        labels = tagger.tag(features(text))
        expected += [(label, tagger.marginal(label, n)) for n, label in enumerate(labels)]
    assert [label for label, _ in expected] == [model.labels[label] for label in path]
    assert [chance for _, chance in expected] == pytest.approx(sure, abs=1e-4)


@given(st.lists(st.text(st.sampled_from('Aa1. ,"()&\0'), max_size=30), min_size=1, max_size=6))
def test_texts_do_not_see_each_other(texts):
    """A reference would be labelled by what stands before it in the list."""
    names: list[tuple[str, ...]] = []

    def keep(group):
        names.append(group)
        return len(names) - 1

    def told(*some):
        spans = [tokens(text) for text in some]
        return [[names[n] for n in row] for row in sight.rows(some, spans).tolist()] if any(spans) else []

    sight = Sight(keep)
    assert [row for text in texts for row in told(text)] == told(*texts)
