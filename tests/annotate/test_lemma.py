from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.annotate.lemma import lemmas


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("said", "say"), ("told", "tell"), ("denies", "deny"), ("denied", "deny"), ("denying", "deny"),
        ("claims", "claim"), ("planned", "plan"), ("admitted", "admit"), ("referring", "refer"), ("called", "call"),
        ("pressed", "press"), ("stated", "state"), ("agreed", "agree"), ("accuses", "accuse"),
        ("announcing", "announce"), ("reaches", "reach"), ("added", "add"), ("vowed", "vow"), ("thought", "think"),
        ("lies", "lie"), ("cities", "city"), ("boxes", "box"), ("signalled", "signal"), ("labelling", "label"),
        ("using", "use"),
    ],
)  # fmt: skip
def test_the_base_form_is_among_the_first_three(form: str, base: str) -> None:
    assert base in lemmas(form)[:3]
    assert base in lemmas(form.capitalize())[:3]


@pytest.mark.parametrize("word", ["press", "crisis", "virus", "red", "ring", "bed", "sing"])
def test_a_base_form_that_looks_inflected_stays_itself(word: str) -> None:
    assert lemmas(word)[0] == word


def test_a_curly_apostrophe_is_a_straight_one() -> None:
    assert lemmas("didn’t") == lemmas("didn't")


@given(st.text(max_size=20))
def test_any_text_has_distinct_forms_itself_last(word: str) -> None:
    found = lemmas(word)
    assert found[-1] == word.lower().replace("’", "'")
    assert len(set(found)) == len(found)


def test_irregular_plurals() -> None:
    assert lemmas("children")[0] == "child"
    assert lemmas("spokeswomen")[0] == "spokeswoman"
    assert lemmas("women")[-1] == "women"
