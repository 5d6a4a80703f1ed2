"""Whom "he" and "she" mean as sources, on pages made by hand."""

from __future__ import annotations

import pytest

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.drafts import Draft
from firsthand.annotate.sayers import FEATURES, candidates, taken_up
from firsthand.annotate.speakers import Speakers
from firsthand.model import Chain, Mention
from tests.annotate.build import article, nominal, place, pronoun, read_blocks, tokens


def _read(
    text: str, source: str, words: str, *spoken: tuple[str, str], found: str | None = None
) -> tuple[Speakers, tuple[int, int], list[tuple[int, int]], list[Draft]]:
    """Tilda Roan, Carl Moss and the pilots of a page, ``spoken`` being who told which words of it before."""
    page = article(text)
    block = read_blocks(page)[0]
    chains = []
    for name in ("Tilda Roan", "Carl Moss"):
        mentions: list[Mention] = []
        for form in (name, name.split()[1]):
            count = text.count(form) - (text.count(name) if form != name else 0)
            bare = text.replace(name, "_" * len(name)) if form != name else text
            at = -1
            for _ in range(count):
                at = bare.index(form, at + 1)
                mentions.append(Mention(page.span(at, at + len(form)), "person", "name"))
        if found == name:
            mentions.append(pronoun(page, source))
        chains.append(Chain(name, "person", name, tuple(sorted(mentions, key=lambda m: m.span))))
    if "The pilots" in text:
        chains.append(Chain("pilots", "group", "pilots", (nominal(page, "The pilots", "group"),)))
    before = [Draft(Attribution(block, None), [place(text, told)], None, who, "says") for who, told in spoken]
    return Speakers(page, tokens(page), chains), place(text, source), [place(text, words)], before


@pytest.mark.parametrize(
    ("text", "source", "words", "spoken", "expected"),
    [
        ("Tilda Roan spoke. She said that all had left.", "She", "all had left", [], "Tilda Roan"),
        ("Carl Moss spoke. She said that all had left.", "She", "all had left", [], None),
        (
            "Tilda Roan said it was late.\n“All have left,” she said of Carl Moss.",
            "she", "All have left", [("Tilda Roan", "it was late")], "Tilda Roan",
        ),
        (
            "Carl Moss said the ship of the Roan line was late.\n“We shall wait for it,” he said.",
            "he", "We shall wait for it", [("Carl Moss", "the ship of the Roan line was late")], "Carl Moss",
        ),
        ("The pilots came. She said that all had left.", "She", "all had left", [], None),
    ],
)  # fmt: skip
def test_who_is_meant(text: str, source: str, words: str, spoken: list[tuple[str, str]], expected: str | None) -> None:
    assert taken_up(*_read(text, source, words, *spoken)) == expected


def test_what_a_name_tells_of_gender_bars_the_other_pronoun() -> None:
    text = "Carl Moss met Tilda Roan. He said that all had left."
    offered = candidates(*_read(text, "He", "all had left"))
    assert [chain for chain, _ in offered] == ["Carl Moss"]


def test_features_tell_who_spoke_last_and_whom_the_words_name() -> None:
    text = "Tilda Roan said it was late. She said that Roan would wait."
    ((_, row),) = candidates(*_read(text, "She", "Roan would wait", ("Tilda Roan", "it was late")))
    told = dict(zip(FEATURES, row, strict=True))
    assert told["last"] and told["spoke here"] and told["told"] and told["alone"] and not told["earlier"]
    assert not told["found"] and not told["heard"] and not told["lines 1"]


def test_his_and_her_words_are_theirs() -> None:
    text = "Tilda Roan spoke. Her view is that all had left."
    assert taken_up(*_read(text, "Her", "all had left")) == "Tilda Roan"
