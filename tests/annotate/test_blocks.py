from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firsthand.annotate.blocks import READ_KINDS, blocks, tokens
from firsthand.encoder import Reading
from tests.annotate.build import article, encoder, reading

PAGE = article(
    "Dock to close\nBy Tilda Roan\nShare this page\nThe dock will close.\n\nShe said so.",
    "headline",
    "byline",
    "furniture",
)
PLAIN = "One two three four five six seven eight"


def test_furniture_bylines_and_datelines_are_not_read() -> None:
    found = blocks(PAGE, encoder())
    assert [(b.part, b.kind, PAGE.text[b.start : b.end]) for b in found] == [
        (0, "headline", "Dock to close"),
        (3, "body", "The dock will close."),
        (4, "body", "She said so."),
    ]
    assert not READ_KINDS & {"furniture", "byline", "dateline"}


def test_every_block_goes_to_the_encoder_in_one_call() -> None:
    calls: list[list[str]] = []

    class Counting:
        def read(self, texts: list[str]) -> list[Reading]:
            calls.append(texts)
            return [reading(text) for text in texts]

    blocks(PAGE, Counting())  # type: ignore[arg-type]
    assert calls == [["Dock to close", "The dock will close.", "She said so."]]


def test_offsets_of_words_are_the_articles() -> None:
    block = blocks(PAGE, encoder())[1]
    assert PAGE.text[slice(*block.offsets(0, 2))] == "The dock"
    assert PAGE.text[slice(*block.offsets(2, 5))] == "will close."


def test_tokens_carry_tags_and_governors_counted_over_the_article() -> None:
    tags = {"dock": "NOUN nsubj close", "close": "VERB root", "The": "DET det dock"}
    read = blocks(PAGE, encoder(("The dock will close.", reading("The dock will close.", tags=tags))))
    found = tokens(read)
    assert [PAGE.text[t.start : t.end] for t in found[3:8]] == ["The", "dock", "will", "close", "."]
    assert (found[4].pos, found[4].relation, found[4].head) == ("NOUN", "nsubj", 6)
    assert (found[6].relation, found[6].head) == ("root", None)
    assert [block.first_token for block in read] == [0, 3, 8]
    assert found[read[2].first_token].start == read[2].start


def test_no_word_governs_itself() -> None:
    given = reading("The dock will close.")
    np.fill_diagonal(given.arcs, 99.0)
    found = tokens(blocks(article("The dock will close."), encoder(("The dock will close.", given))))
    assert all(token.head != i for i, token in enumerate(found))


@given(st.lists(st.integers(0, 8), min_size=8, max_size=8))
def test_following_governors_always_ends(governors: list[int]) -> None:
    told = reading(PLAIN)
    told.arcs[np.arange(8), governors] = 99.0
    found = tokens(blocks(article(PLAIN), encoder((PLAIN, told))))
    for at in range(8):
        steps = 0
        while (head := found[at].head) is not None and steps < 9:
            at, steps = head, steps + 1
        assert steps < 8


def test_a_circle_is_cut_open_at_its_first_word() -> None:
    told = reading(PLAIN, tags={"two": "NOUN nsubj three", "three": "VERB conj four", "four": "NOUN obj two"})
    found = tokens(blocks(article(PLAIN), encoder((PLAIN, told))))
    assert [token.head for token in found[1:4]] == [None, 3, 1]
    assert [token.relation for token in found[1:4]] == ["nsubj", "conj", "obj"]


def test_an_article_without_words_has_no_tokens() -> None:
    assert tokens(blocks(article(""), encoder())) == ()
    assert tokens(blocks(article("\u2003\n\u2003"), encoder())) == ()
