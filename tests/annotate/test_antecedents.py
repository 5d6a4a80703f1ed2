"""The fit of what pronouns take up, on candidates and a document made up here, and the weights that are shipped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.coreference import Document
from firsthand.annotate.antecedents import FEATURES, fitted
from firsthand.annotate.namechains import Draft
from tests.annotate.build import mention, pronoun
from training.antecedents import Case, article, figures, fit, meant, named_before

ROE = Document("roe", "Ann Roe left . Eve ( her aunt ) stayed . She ca n't".split(), [[(0, 2), (11, 12)], [(4, 9)]])


def case(*rows: tuple[Sequence[float], bool], weight: float = 1.0) -> Case:
    right = np.array([fits for _, fits in rows], bool)
    return Case("he", np.array([row for row, _ in rows], float), right, bool(right.any()), weight)


def test_the_fit_finds_the_feature_that_decides() -> None:
    near = [case(([0.5, 1], True), ([2, 1], False), ([3, 0], False)), case(([3, 0], False), ([1, 1], True))]
    weights, least = fit(near * 20)
    assert weights[0] < -1
    assert [figures([one], weights, least) for one in near] == [
        "right 1 of 1 named before (1.000), of 1 resolved (1.000)"
    ] * 2


def test_none_is_one_more_choice() -> None:
    yes, no = case(([1], True)), case(([1], False))
    often, seldom = (fit([yes] * a + [no] * b) for a, b in ((30, 10), (10, 30)))
    assert often[0][0] > often[1]
    assert seldom[0][0] < seldom[1]
    light = case(([1], False), weight=0.1)
    assert fit([yes] * 10 + [light] * 30)[1] < seldom[1]


def test_the_fit_is_the_same_again_and_takes_no_heed_of_padding() -> None:
    one, two = case(([1, 0], True), ([0, 1], False)), case(([0, 2], True))
    again = [fit([one, two, one]) for _ in range(2)]
    assert np.array_equal(again[0][0], again[1][0]) and again[0][1] == again[1][1]
    without = Case("he", np.empty((0, 2)), np.empty(0, bool), True)
    assert np.array_equal(fit([one, without, two, one])[0], again[0][0])
    assert figures([without], *again[0]) == "right 0 of 1 named before (0.000), of 0 resolved (0.000)"


def test_a_documents_words_become_a_page() -> None:
    page, starts = article(ROE, {0, 4})
    assert page.text == "Ann Roe left.\n\nEve (her aunt) stayed. She can't"
    assert [page.text[part.start : part.end] for part in page.parts] == page.text.split("\n\n")
    assert page.text[starts[11] :].startswith("She")


def test_what_a_pronoun_means_is_a_chain_named_before_it() -> None:
    page, starts = article(ROE, {0, 4})
    known = named_before(ROE, starts)
    assert known == {starts[6]: [], starts[11]: [(0, 7)]}
    she = pronoun(page, "She", "person")
    ann, eve = (Draft("person", name, [mention(page, name, "person")]) for name in ("Ann Roe", "Eve"))
    assert meant(ann, she, known[starts[11]])
    assert not meant(eve, she, known[starts[11]])
    assert not meant(Draft("person", "she", [she]), she, [(0, len(page.text))])


def test_the_shipped_weights_cover_every_class_and_feature() -> None:
    shipped = fitted()
    assert set(shipped) == {"he", "it", "they"}
    for weights, _ in shipped.values():
        assert len(weights) == len(FEATURES)
        assert weights[FEATURES.index("words")] < 0, "what is farther back is less likely"
