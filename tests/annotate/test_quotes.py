from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from firsthand.annotate.quotes import quotations


def _found(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        'The dock "will close in May," she said.',
        "The dock “will close in May,” she said.",
        "The dock „will close in May,“ she said.",
        "The dock «will close in May,» she said.",
        "The dock ``will close in May,'' she said.",
        "The dock 'will close in May,' she said.",
        "The dock ‘will close in May,’ she said.",
    ],
)
def test_every_style_of_marks_holds_the_same_words(text: str) -> None:
    quotes = quotations(text)
    assert _found(text) == ["will close in May,"]
    assert not quotes[0].repaired
    assert not quotes[0].open


def test_a_mark_between_spaces_opens_where_nothing_is_open() -> None:
    assert _found('He asked them to " get up and go " so that all would go.') == [" get up and go "]


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ union and the owners' club didn't meet in the ’90s.",
        "It's the dockers' turn, she said; it isn't the owners’ dock.",
        "No marks at all",
        "",
        'A 12" pipe burst under the dock.',
    ],
)
def test_apostrophes_and_stray_marks_are_no_quotations(text: str) -> None:
    assert _found(text) == []


def test_a_quotation_inside_a_quotation_belongs_to_the_outer_one() -> None:
    assert _found("“He told me ‘the dock is shut’ and left,” she said.") == ["He told me ‘the dock is shut’ and left,"]
    assert _found('‘He told me "the dock is shut" and left,’ she said.') == ['He told me "the dock is shut" and left,']


def test_a_lost_opening_mark_is_set_at_the_start_of_the_block() -> None:
    (quote,) = quotations("The dock will close,” she said.")
    assert (quote.start, quote.end, quote.repaired, quote.open) == (0, 20, True, False)


def test_a_quotation_left_open_runs_on_past_the_block() -> None:
    (quote,) = quotations("“The dock will close. We are sorry.")
    assert (quote.start, quote.end, quote.open) == (1, 35, True)


def test_two_quotations_keep_the_words_between_them_apart() -> None:
    assert _found('"We will go," she said. "They know."') == ["We will go,", "They know."]
    assert _found("“We will go,” she said – “they know”.") == ["We will go,", "they know"]


def test_marks_two_by_two_hold_where_a_space_between_sentences_is_lost() -> None:
    assert _found('The dock is shut."We stay," she said."They go," he said.') == ["We stay,", "They go,"]


def test_single_marks_inside_single_marks_and_apostrophes_close_nothing() -> None:
    assert _found("'They could 'suck up' the drivers' fish,' she said.") == ["They could 'suck up' the drivers' fish,"]
    assert _found("'(I want) to stay,' she said.") == ["(I want) to stay,"]


def test_a_block_that_opens_with_a_single_mark_and_closes_none_is_a_quotation_that_goes_on() -> None:
    (quote,) = quotations("'The dock will close. It's done.")
    assert (quote.start, quote.end, quote.open) == (1, 32, True)


HOSTILE = st.text(st.sampled_from("ab .,!?—-\n\u00a0\u202e\"“”„«»‘’'`´5s"), max_size=60)


@given(HOSTILE)
@example("'a \"b c\" d'")
def test_quotations_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    found = quotations(text)
    assert all(0 <= q.start < q.end <= len(text) and text[q.start : q.end].strip() for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.end == len(text) for q in found if q.open)
