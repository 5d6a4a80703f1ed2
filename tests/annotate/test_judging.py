"""What the encoder makes of a word, weighed with how it was read; and what is told of it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest

from firsthand.annotate.events import events
from firsthand.annotate.judging import Learned, Rules, Weights, judge, learned
from firsthand.annotate.participants import Cast, cast
from firsthand.annotate.readings import readings
from firsthand.encoder import PLOVER_TYPES
from firsthand.model import EventType
from tests.annotate.build import read_blocks, reading
from tests.annotate.parsed import Page

OWN = Weights(0.5, {"own": 1.0})
"""A judge that believes the encoder alone."""


def _judged(page: Page, weights: Weights = OWN, **likely: tuple[EventType, float]) -> Learned:
    """Words of the page with a type and its probability; all other words tell nothing."""
    told = np.full((len(page.tokens), len(PLOVER_TYPES)), 1e-4, np.float32)
    told[:, 0] = 1 - told[:, 1:].sum(1)
    words = [page.article.text[token.start : token.end] for token in page.tokens]
    for word, (kind, share) in likely.items():
        row = told[words.index(word)]
        row[PLOVER_TYPES.index(kind)], row[0] = share, 1 - share
    return Learned(np.log(told), page.syntax(), weights)


def _page(verb: str = "trolled") -> Page:
    return Page(f"Kovia/PROPN/nsubj/2 {verb}/VERB/root/0 Ruzmia/PROPN/obj/2", Kovia="place", Ruzmia="place")


def _cast(page: Page) -> Cast:
    return cast(page.syntax(), page.chains)


def _types(page: Page, judge: Learned) -> list[str]:
    return [event.type for event in events(page.article, page.syntax(), page.chains, (), judge)]


def test_a_word_that_no_list_has_is_told_with_its_people() -> None:
    page = _page()
    assert page.told() == []
    (event,) = events(page.article, page.syntax(), page.chains, (), _judged(page, trolled=("ACCUSE", 0.9)))
    assert (event.type, event.actors, event.targets, event.mode) == ("ACCUSE", ("Kovia",), ("Ruzmia",), None)
    assert event.confidence == 0.9


@pytest.mark.parametrize(("share", "told"), [(0.9, ["ASSAULT"]), (0.3, [])])
def test_a_word_of_the_list_is_told_where_it_is_likely(share: float, told: list[str]) -> None:
    page = _page("attacked")
    assert _types(page, _judged(page, attacked=("ASSAULT", share))) == told


def test_of_two_types_the_likelier_is_told() -> None:
    page = _page("attacked")
    assert _types(page, _judged(page, attacked=("ACCUSE", 0.8))) == ["ACCUSE"]


def test_the_lexicon_counts_beside_the_encoder() -> None:
    page = _page("attacked")
    judge = _judged(page, Weights(0.5, {"own": 1.0, "lexicon": 2.0}), attacked=("ASSAULT", 0.3))
    assert _types(page, judge) == ["ASSAULT"]


def test_readings_say_what_they_rest_on() -> None:
    page = Page("Kovia/PROPN/nsubj/2 visited/VERB/root/0 often/ADV/advmod/2")
    people = _cast(page)
    (loose, proposed) = readings(people, 1, ["CONSULT", "AID"])
    assert (loose.type, loose.basis, proposed.type, proposed.basis) == ("CONSULT", "loose", "AID", "proposed")
    assert Rules().sure(loose) == 0 and Rules().proposed(1) == ()


def test_a_noun_that_modifies_another_is_not_proposed() -> None:
    page = Page("The/DET/det/3 siege/NOUN/compound/3 mentality/NOUN/root/0")
    assert readings(_cast(page), 1, ["ASSAULT"]) == []


def test_features_of_a_reading() -> None:
    page = _page()
    judge = _judged(page, trolled=("ACCUSE", 0.9))
    assert judge.proposed(1)[0] == "ACCUSE" and judge.proposed(0) == ()
    (found,) = readings(_cast(page), 1, judge.proposed(1))
    told = judge.features(found)
    assert told["own"] == told["own proposed"] == pytest.approx(np.log(9), rel=0.01)
    assert (told["proposed"], told["verb"], told["actors"], told["ACCUSE"]) == (1, 1, 1, 1)
    assert "lexicon" not in told


def test_what_a_word_was_and_what_the_page_tells_are_weighed() -> None:
    page = Page("Kovia/PROPN/nsubj/2 trolled/VERB/root/0 and/CCONJ/cc/4 blamed/VERB/conj/2 Ruzmia/PROPN/obj/2")
    weights = Weights(0.5, {}, {"ACCUSE": {"troll": 2.0}})
    told = _judged(page, weights, trolled=("ACCUSE", 0.9), blamed=("ACCUSE", 0.9))
    alone = _judged(page, weights, trolled=("ACCUSE", 0.9))
    (found,) = readings(_cast(page), 1, ["ACCUSE"])
    assert told.features(found)["word"] == 2
    assert told.features(found)["page"] > alone.features(found)["page"]


def test_a_word_with_its_companions_tells_what_the_lexicon_says() -> None:
    page = Page("Kovia/PROPN/nsubj/2 fired/VERB/root/0 a/DET/det/4 missile/NOUN/obj/2", Kovia="place")
    judge = _judged(page, Weights(0.1, {"own": 1.0, "lexicon": 7.0}), fired=("SANCTION", 0.9))
    assert _types(page, judge) == [kind for kind, *_ in page.told()]
    (found,) = readings(_cast(page), 1, ["SANCTION"])
    assert found.type == page.told()[0][0] != "SANCTION"


def test_the_lexicon_is_trusted_a_little_more() -> None:
    page = _page("attacked")
    judge = _judged(page, attacked=("ASSAULT", 0.48))
    assert _types(page, judge) == ["ASSAULT"]
    assert _types(_page(), _judged(_page(), trolled=("ASSAULT", 0.48))) == []


def test_the_encoder_tells_the_types_of_the_account() -> None:
    assert ("O", *get_args(EventType)) == PLOVER_TYPES


def test_weights_of_the_package_know_every_type() -> None:
    weights = learned()
    assert 0.1 < weights.told < 0.6
    assert set(PLOVER_TYPES[1:]) <= set(weights.weights)
    assert weights.weights["lexicon"] > weights.weights["proposed"]


def test_without_the_encoders_types_the_lexicon_judges() -> None:
    page = _page("attacked")
    line = page.article.text
    (block,) = read_blocks(page.article, (line, reading(line)))
    assert isinstance(judge([block], page.syntax()), Rules)
    types = np.log(np.full((len(block.reading.spans), len(PLOVER_TYPES)), 1 / len(PLOVER_TYPES), np.float32))
    told = judge([replace(block, reading=replace(block.reading, heads={"plover": types}))], page.syntax())
    assert isinstance(told, Learned) and told.likely.shape == types.shape
