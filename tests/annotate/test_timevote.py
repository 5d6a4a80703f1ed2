from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from unittest import mock

import numpy as np
import pytest

from firsthand.annotate import timevote
from firsthand.annotate.dates import proposed
from firsthand.annotate.timevote import Told, kept, learned, likely_words, voted
from firsthand.encoder import TIME_TAGS
from firsthand.encoder.cut import words
from firsthand.model import Article, Part, TimeExpression, When

THAT_DAY = When(date(2022, 2, 3), date(2022, 2, 3), "stated")
Found = tuple[tuple[TimeExpression, ...], tuple[TimeExpression, ...]]


@pytest.fixture(autouse=True)
def as_the_encoder_says() -> Iterator[None]:
    """Weights by which the likelier way to read some words wins."""
    with mock.patch.object(timevote, "learned", return_value={"likely 20": 1.0}):
        yield


def read(text: str) -> tuple[Article, Found]:
    page = Article("d", "f", text, 0, len(text), text, range(len(text)), range(1, len(text) + 1), (Part("body", 0, 1),))
    return page, proposed(page, THAT_DAY)


def told(text: str, *spans: str) -> Told:
    """Every word of a text, those of ``spans`` likely ("DATE now")."""
    cut = words(text)
    tags = ["O"] * len(cut)
    for kind, expression in (span.split(" ", 1) for span in spans):
        at = text.index(expression)
        inside = [i for i, (start, end) in enumerate(cut) if start >= at and end <= at + len(expression)]
        for i in inside:
            place = "S" if len(inside) == 1 else "B" if i == inside[0] else "E" if i == inside[-1] else "I"
            tags[i] = f"{place}-{kind}"
    rows = np.eye(len(TIME_TAGS), dtype=np.float32)[[TIME_TAGS.index(tag) for tag in tags]]
    return Told([start for start, _ in cut], [end for _, end in cut], np.log(0.9 * rows + 0.1 / len(TIME_TAGS)))


def shown(text: str, *spans: str) -> list[tuple[str, str | None]]:
    page, found = read(text)
    return [(page.words_of(one.span), one.value) for one in voted(page, found, told(text, *spans))]


def test_a_vague_word_goes_and_a_day_stays() -> None:
    assert shown("He is now here on Monday.") == [("Monday", "2022-01-31")]
    assert shown("He is now here on Monday.", "DATE now") == [("now", "PRESENT_REF"), ("Monday", "2022-01-31")]
    assert shown("It rained for three weeks.") == []
    assert shown("It rained for three weeks.", "DURATION three weeks") == [("three weeks", "P3W")]


def test_an_end_of_either_is_taken() -> None:
    assert shown("It rained earlier this week.", "DATE this week") == [("this week", "2022-W05")]
    assert shown("It took only three weeks.", "DURATION only three weeks") == [("only three weeks", "P3W")]


def test_what_the_rules_are_not_sure_of_has_their_value_where_the_encoder_finds_it() -> None:
    assert shown("It was a recent visit.") == []
    assert shown("It was a recent visit.", "DATE recent") == [("recent", "PAST_REF")]
    assert shown("It pays $2 a year.", "DURATION a year") == [("a year", "P1Y")]
    assert shown("He came on 3 May 2021 and left overnight.", "DATE 3 May 2021", "TIME overnight") == [
        ("3 May 2021", "2021-05-03"), ("overnight", "2021-05-03TNI"),
    ]  # fmt: skip


def test_what_the_encoder_finds_alone_has_no_days() -> None:
    text = "He came at teatime."
    page, found = read(text)
    [one] = voted(page, found, told(text, "TIME teatime"))
    assert (page.words_of(one.span), one.type, one.value, one.when) == ("teatime", "TIME", "", When())


def test_the_days_rest_on_the_words_that_are_left() -> None:
    text = "It rained earlier this week."
    page, found = read(text)
    [one] = voted(page, found, told(text, "DATE this week"))
    assert [page.words_of(span) for span in one.when.evidence] == ["this week"]
    assert (one.value, one.when.earliest, one.when.latest) == ("2022-W05", date(2022, 1, 31), date(2022, 2, 3))


def test_what_was_voted_holds_when_the_page_is_dated_anew() -> None:
    text = "He is now here since earlier this week, after a recent visit at teatime."
    page, found = read(text)
    before = voted(page, found, told(text, "DATE this week", "DATE recent", "TIME teatime"))
    anew = kept(proposed(page, When(date(2023, 2, 3), date(2023, 2, 3), "stated")), before)
    assert [(page.words_of(one.span), one.value) for one in anew] == [
        ("this week", "2023-W05"), ("recent", "PAST_REF"), ("teatime", ""),
    ]  # fmt: skip


def test_without_a_reading_the_rules_stand() -> None:
    page, found = read("He is now here for three weeks after a recent visit.")
    assert likely_words(()).starts == []
    assert voted(page, found, likely_words(())) == found[0]


def test_the_shipped_weights_let_the_likelier_of_two_ends_win() -> None:
    mock.patch.stopall()
    assert {"likely 2", "likely 6", "likely 20", "added", "dropped REF"} <= set(learned.__wrapped__())
