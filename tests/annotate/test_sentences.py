from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from firsthand.annotate.sentences import sentences
from tests.annotate.build import article, texts

PIECES = [
    "The dock closed.",
    " “It is shut!” ",
    " Dr. Roan (M.P.) paid 3.5 million kr. ",
    "码头关闭了。",
    "\u00a0",
    "🚢🚢 ",
    "é",
    "\u202e",
    "?",
    " a",
]


def test_sentences_are_cut_inside_each_part_that_is_read() -> None:
    page = article("Dock to close\nMenu. Home. Search.\nThe dock closed. Mr. Roan said so.", "headline", "furniture")
    found = sentences(page)
    assert texts(page, [s.span for s in found]) == ["Dock to close", "The dock closed.", "Mr. Roan said so."]
    assert [s.part for s in found] == [0, 2, 2]


def test_a_sentence_never_runs_over_the_end_of_its_part() -> None:
    page = article("The dock, which\nwas old, closed")
    assert texts(page, [s.span for s in sentences(page)]) == ["The dock, which", "was old, closed"]


def test_offsets_count_code_points_whatever_stands_before() -> None:
    page = article("🚢 Ähnlich größer – “schön”. The dock closed. 码头 shut. Done.")
    found = texts(page, [s.span for s in sentences(page)])
    assert "The dock closed." in found
    assert found[-1] == "Done."


@given(st.lists(st.sampled_from([*PIECES, "\n"]), max_size=12).map("".join))
def test_sentences_hold_every_character_of_their_part_once(text: str) -> None:
    page = article(text)
    found = sentences(page)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    for sentence in found:
        part, words = page.parts[sentence.part], page.words_of(sentence.span)
        assert part.start <= sentence.span.start < sentence.span.end <= part.end
        assert words == words.strip()
    assert "".join("".join(texts(page, [s.span for s in found])).split()) == "".join(text.split())
