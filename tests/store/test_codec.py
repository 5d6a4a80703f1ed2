"""Whatever the nouns can hold survives the codec, hostile text included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.model import (
    Annotations,
    Article,
    Carrier,
    Chain,
    EventMention,
    Mention,
    Metadata,
    Part,
    Sentence,
    Span,
    Statement,
    Story,
    TimeExpression,
    Token,
    When,
)
from firsthand.store.codec import decode, encode

TEXT = st.text(st.characters(), max_size=8)
DAYS = st.none() | st.dates()
NUMBERS = st.integers(0, 10**9)
SPANS = st.builds(Span, TEXT, NUMBERS, NUMBERS)
WHENS = st.builds(When, DAYS, DAYS, st.sampled_from(["stated", "inferred", "unknown"]), st.tuples(SPANS))
OFFSETS = st.builds(range, NUMBERS, NUMBERS) | st.lists(NUMBERS, max_size=5).map(tuple)
METADATA = st.builds(Metadata, outlet=st.none() | TEXT, url=st.none() | TEXT, published=DAYS)
ARTICLES = st.builds(
    Article,
    id=TEXT,
    file=TEXT,
    source=TEXT,
    start=NUMBERS,
    end=NUMBERS,
    text=TEXT,
    starts=OFFSETS,
    ends=OFFSETS,
    parts=st.tuples(st.builds(Part, st.sampled_from(["body", "caption"]), NUMBERS, NUMBERS)),
    title_span=st.none() | SPANS,
    stated=METADATA,
    found=METADATA,
    copies=st.lists(TEXT, max_size=2).map(tuple),
)
MENTIONS = st.builds(Mention, SPANS, st.sampled_from(["person", "outlet"]), st.sampled_from(["name", "pronoun"]))
STATEMENTS = st.builds(
    Statement,
    id=TEXT,
    speaker=st.none() | TEXT,
    speaker_span=st.none() | SPANS,
    cue_span=st.none() | SPANS,
    content=st.lists(SPANS, max_size=2).map(tuple),
    form=st.sampled_from(["direct", "mixed"]),
    act=st.sampled_from(["denies", "other"]),
    said=WHENS,
    confidence=st.floats(0, 1),
    via=st.tuples(st.builds(Carrier, TEXT, st.none() | SPANS, st.sampled_from(["stated", "inferred"]))),
    repaired=st.booleans(),
    meaning=st.binary(max_size=4),
)
ANNOTATIONS = st.builds(
    Annotations,
    article=ARTICLES,
    published=WHENS,
    outlet=st.none() | TEXT,
    sentences=st.tuples(st.builds(Sentence, SPANS, NUMBERS)),
    tokens=st.tuples(st.builds(Token, NUMBERS, NUMBERS, TEXT, st.none() | NUMBERS, TEXT)),
    chains=st.tuples(st.builds(Chain, TEXT, st.just("person"), TEXT, st.tuples(MENTIONS), st.tuples(TEXT))),
    times=st.tuples(st.builds(TimeExpression, SPANS, st.just("DATE"), st.none() | TEXT, WHENS)),
    statements=st.tuples(STATEMENTS),
    events=st.just(()),
)


@given(ANNOTATIONS)
def test_annotations_survive(value: Annotations) -> None:
    assert decode(Annotations, encode(value)) == value


@given(TEXT, st.dictionaries(TEXT, TEXT, max_size=3))
def test_a_story_with_its_mapping_survives(name: str, entity_of: dict[str, str]) -> None:
    document = Annotations(Article(name, name, name, 0, 0, name, (), (), ()), When(), None)
    value = Story((document,), entity_of=entity_of)
    assert decode(Story, encode(value)) == value


def test_an_event_keeps_its_type_and_its_days() -> None:
    when = When(date(2024, 3, 2), None, "stated", (Span("d", 1, 2),))
    value = EventMention("v", Span("d", 0, 4), "AID", "food", "planned", ("c1",), (), None, when, "s", 0.5)
    assert decode(EventMention, encode(value)) == value


def test_two_surrogates_in_a_row_stay_two() -> None:
    assert decode(str, encode("\ud83d\ude00")) == "\ud83d\ude00"


def test_equal_values_give_equal_bytes() -> None:
    assert encode(Span("d", 1, 2)) == encode(Span("d", 1, 2))


@dataclass(frozen=True)
class Older:
    name: str
    gone: int


@dataclass(frozen=True)
class Newer:
    name: str
    added: tuple[str, ...] = ()


@dataclass(frozen=True)
class Needs:
    other: str


def test_a_class_may_lose_and_gain_optional_fields() -> None:
    assert decode(Newer, encode(Older("a", 3))) == Newer("a")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Needs, encode(Older("a", 3))),
        (Literal["a", "b"], encode("c")),
        (int, encode("1")),
        (int, encode(True)),
        (date, encode("yesterday")),
        (bytes, encode("no base 64!")),
        (tuple[int, int], encode((1,))),
        (Older, encode("a")),
        (str, b"not compressed"),
    ],
)
def test_what_does_not_fit_is_refused(kind: Any, data: bytes) -> None:
    with pytest.raises(ValueError):
        decode(kind, data)


def test_what_cannot_be_kept_is_refused() -> None:
    with pytest.raises(TypeError, match="set"):
        encode({1, 2})
    with pytest.raises(TypeError, match="tell"):
        decode(int | str, encode(1))
