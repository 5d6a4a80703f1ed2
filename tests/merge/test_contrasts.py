from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.merge import merge
from firsthand.model import Annotations, Span
from tests.merge.pages import Said, page

NAMES = {
    "k": ("anonymous", "critics"),
    "l": ("person", "Mara Lind"),
    "e": ("person", "Jon Ek"),
    "c": ("organization", "Harbour Council"),
}
FERRY = "the ferry should sail on Sundays"
NOISE = "people wanted to sleep"
MEANINGS = bytes([127, 0]), bytes([57, 113])
"""Of one matter, and not the same: their cosine is .45."""


def told(text: str, *cues: tuple[str, str, str]) -> Annotations:
    """A page on which ``cues`` (who, cue, content) are said."""
    present = {key: forms for key, forms in NAMES.items() if forms[1] in text}
    made = page("a", text, present, [Said(who, content) for who, _, content in cues])
    spans = [
        (Span(made.article.id, at := text.index(NAMES[who][1]), at + len(NAMES[who][1])), cue) for who, cue, _ in cues
    ]
    return replace(
        made,
        statements=tuple(
            replace(one, speaker_span=source, cue_span=_found(made, cue, source), meaning=meaning)
            for one, (source, cue), meaning in zip(made.statements, spans, MEANINGS, strict=True)
        ),
    )


def _found(made: Annotations, cue: str, source: Span) -> Span:
    start = made.article.text.index(cue, source.start)
    return Span(made.article.id, start, start + len(cue))


def opposed(one: Annotations) -> list[set[str]]:
    story = merge([one])
    words = {said.id: one.article.words_of(said.content[0]) for said in one.statements}
    return [{words[report] for side in found.sides for report in side} for found in story.conflicts]


@pytest.mark.parametrize(
    "text",
    [
        f"Mara Lind said {FERRY}. But Jon Ek said {NOISE}.",
        f"Mara Lind said {FERRY}, but Jon Ek said {NOISE}.",
        f"Mara Lind said {FERRY}. On the other hand, Jon Ek said {NOISE}.",
        f"While Mara Lind said {FERRY}, Jon Ek said {NOISE}.",
        f"Mara Lind said {FERRY}. Jon Ek, however, said {NOISE}.",
        f"Mara Lind said {FERRY}. Jon Ek hit back on Monday and said {NOISE}.",
        f"Mara Lind said {FERRY}. Jon Ek rejected that idea and said {NOISE}.",
    ],
)
def test_what_a_page_sets_against_each_other_is_in_conflict(text: str) -> None:
    assert opposed(told(text, ("l", "said", FERRY), ("e", "said", NOISE))) == [{FERRY, NOISE}]


@pytest.mark.parametrize(
    "text",
    [
        f"Mara Lind said {FERRY}. Jon Ek said {NOISE}.",
        f"Mara Lind said {FERRY}. The boat is new. But Jon Ek said {NOISE}.",
        f"Mara Lind said {FERRY}. Tickets cost little, but Jon Ek said {NOISE}.",
        f"Mara Lind said {FERRY}. But while Jon Ek said {NOISE}, nobody came.",
        f"Mara Lind said {FERRY}. Jon Ek was opposed, but he said {NOISE}.",
        f"Mara Lind said {FERRY}. Jon Ek wanted to hit back when he said {NOISE}.",
    ],
)
def test_what_only_follows_is_in_no_conflict(text: str) -> None:
    assert opposed(told(text, ("l", "said", FERRY), ("e", "said", NOISE))) == []


def test_what_is_of_another_matter_is_in_no_conflict() -> None:
    made = told(f"Mara Lind said {FERRY}. But Jon Ek said {NOISE}.", ("l", "said", FERRY), ("e", "said", NOISE))
    first, second = made.statements
    assert opposed(replace(made, statements=(first, replace(second, meaning=bytes([0, 127]))))) == []


def test_a_pronoun_may_be_whoever_spoke_before() -> None:
    text = f"Mara Lind said {FERRY}. But she said {NOISE}."
    made = told(text.replace("she", "Jon Ek"), ("l", "said", FERRY), ("e", "said", NOISE))
    assert opposed(made) == [{FERRY, NOISE}]
    article = replace(made.article, text=text.replace("But she said", "But she    said"))
    she = made.statements[1].speaker_span
    assert she is not None
    spoken = replace(made.statements[1], speaker_span=Span(she.document, she.start, she.start + 3))
    assert opposed(replace(made, article=article, statements=(made.statements[0], spoken))) == []


def test_a_quotation_that_goes_on_stands_on_the_side_of_its_beginning() -> None:
    more = "Rest matters to us."
    made = told(f"Mara Lind said {FERRY}. But Jon Ek said {NOISE}. {more}", ("l", "said", FERRY), ("e", "said", NOISE))
    at = made.article.text.index(more)
    goes_on = replace(
        made.statements[1], id="more", speaker_span=None, cue_span=None, content=(made.article.span(at, at + 19),)
    )
    assert opposed(replace(made, statements=(*made.statements, goes_on))) == [{FERRY, NOISE, more}]


def test_critics_speak_against_who_spoke_before() -> None:
    text = f"Mara Lind said {FERRY}. Its critics said {NOISE}."
    assert opposed(told(text, ("l", "said", FERRY), ("k", "said", NOISE))) == [{FERRY, NOISE}]
