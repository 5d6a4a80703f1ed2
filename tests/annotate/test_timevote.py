from __future__ import annotations

from datetime import date

from firsthand.annotate.dates import times
from firsthand.annotate.timevote import Word, kept, likely_words, voted
from firsthand.model import Article, Part, TimeExpression, When

THAT_DAY = When(date(2022, 2, 3), date(2022, 2, 3), "stated")


def read(text: str) -> tuple[Article, tuple[TimeExpression, ...]]:
    page = Article("d", "f", text, 0, len(text), text, range(len(text)), range(1, len(text) + 1), (Part("body", 0, 1),))
    return page, times(page, THAT_DAY)


def told(text: str, **likely: float) -> list[Word]:
    """Every word of a text, unlikely but for those named."""
    found, at = [], 0
    for word in text.rstrip(".").split(" "):
        found.append(Word(at, at + len(word), likely.get(word.lower(), 0.05)))
        at += len(word) + 1
    return found


def shown(text: str, **likely: float) -> list[str]:
    page, found = read(text)
    return [page.words_of(one.span) for one in voted(page, found, told(text, **likely))]


def test_a_vague_word_goes_and_a_day_stays() -> None:
    assert shown("He is now here on Monday.") == ["Monday"]
    assert shown("He is now here on Monday.", now=0.3) == ["now", "Monday"]
    assert shown("It rained for three weeks.") == []
    assert shown("It rained for three weeks.", three=0.2, weeks=0.4) == ["three weeks"]


def test_loose_words_at_the_start_go_in_and_out() -> None:
    assert shown("It rained earlier this week.", this=0.9, week=0.9) == ["this week"]
    assert shown("It rained earlier this week.", earlier=0.5, this=0.9, week=0.9) == ["earlier this week"]
    assert shown("It took just three weeks.", just=0.9, three=0.9, weeks=0.9) == ["just three weeks"]
    assert shown("It took him three weeks.", him=0.9, three=0.9, weeks=0.9) == ["three weeks"]


def test_the_days_rest_on_the_words_that_are_left() -> None:
    text = "It rained earlier this week."
    page, found = read(text)
    [one] = voted(page, found, told(text, this=0.9, week=0.9))
    assert [page.words_of(span) for span in one.when.evidence] == ["this week"]
    assert (one.value, one.when.earliest, one.when.latest) == ("2022-W05", date(2022, 1, 31), date(2022, 2, 3))


def test_what_was_voted_holds_when_the_page_is_dated_anew() -> None:
    text = "He is now here since earlier this week."
    page, found = read(text)
    before = voted(page, found, told(text, this=0.9, week=0.9))
    anew = kept(times(page, When(date(2023, 2, 3), date(2023, 2, 3), "stated")), before)
    assert [(page.words_of(one.span), one.value) for one in anew] == [("this week", "2023-W05")]


def test_without_a_reading_the_rules_stand() -> None:
    page, found = read("He is now here for three weeks.")
    assert likely_words(()) == []
    assert voted(page, found, []) == found
