from __future__ import annotations

from datetime import date

import pytest

from firsthand.annotate.dates import times
from firsthand.annotate.dating import Dating
from firsthand.model import UNKNOWN, EventMention, Status, When
from tests.annotate.parsed import Page

THAT_DAY = When(date(2022, 2, 3), date(2022, 2, 3), "stated")
DAY = "2022-02-02..2022-02-02"
WEEK = "2022-01-28..2022-02-03"
OPEN = "..2022-02-03"
CALM = "It/PRON/nsubj/2 rained/VERB/root/0"
SEIZED = "seized/VERB/root/0 a/DET/det/4 ship/NOUN/obj/2"


def happened(sentence: str, words: str, status: Status = "happened", told: str | None = None) -> str:
    page = Page(CALM, sentence)
    start = page.article.text.index(words)
    spans = tuple(one.span for one in page.sentences)
    dating = Dating(page.article, times(page.article, THAT_DAY), spans, THAT_DAY, page.tokens)
    span = page.article.span(start, start + len(words))
    when = dating.happened(EventMention("e", span, "COERCE", None, status, (), (), None, UNKNOWN, told, 1.0))
    return f"{when.earliest or ''}..{when.latest or ''}"


@pytest.mark.parametrize(
    ("sentence", "words", "interval"),
    [
        (f"They/PRON/nsubj/2 {SEIZED}", "seized", WEEK),
        (f"They/PRON/nsubj/2 {SEIZED} and/CCONJ/cc/6 fled/VERB/conj/2", "fled", WEEK),
        ("Men/NOUN/nsubj/5 who/PRON/nsubj/3 seized/VERB/acl:relcl/1 it/PRON/obj/3 sang/VERB/root/0", "seized", OPEN),
        ("The/DET/det/2 seizure/NOUN/nsubj/3 angered/VERB/root/0 us/PRON/obj/3", "seizure", OPEN),
        ("They/PRON/nsubj/2 want/VERB/root/0 to/PART/mark/4 seize/VERB/xcomp/2 it/PRON/obj/4", "seize", OPEN),
        ("He/PRON/nsubj/3 's/AUX/aux/3 seized/VERB/root/0 ships/NOUN/obj/3", "seized", OPEN),
        ("He/PRON/nsubj/3 's/AUX/aux/3 seizing/VERB/root/0 ships/NOUN/obj/3", "seizing", WEEK),
        ("Eventually/ADV/advmod/3 they/PRON/nsubj/3 seized/VERB/root/0 it/PRON/obj/3", "seized", OPEN),
    ],
)
def test_only_the_deed_that_a_sentence_is_about_was_last_week(sentence: str, words: str, interval: str) -> None:
    assert happened(sentence, words) == interval


def test_what_has_not_happened_has_no_day() -> None:
    sentence = "They/PRON/nsubj/2 want/VERB/root/0 to/PART/mark/4 seize/VERB/xcomp/2 it/PRON/obj/4"
    assert happened(sentence, "seize", "planned") == happened(sentence, "seize", "hypothetical") == ".."


@pytest.mark.parametrize(("words", "interval"), [("saw", DAY), ("seized", OPEN)])
def test_a_day_that_opens_a_sentence_dates_its_main_deed(words: str, interval: str) -> None:
    sentence = (
        "On/ADP/case/2 Wednesday/PROPN/obl/4 we/PRON/nsubj/4 saw/VERB/root/0 men/NOUN/obj/4 "
        "who/PRON/nsubj/7 seized/VERB/acl:relcl/5 ships/NOUN/obj/7"
    )
    assert happened(sentence, words) == interval


def test_a_day_belongs_to_the_verb_that_takes_it() -> None:
    sentence = (
        "He/PRON/nsubj/2 denied/VERB/root/0 meeting/VERB/xcomp/2 them/PRON/obj/3 on/ADP/case/6 Wednesday/PROPN/obl/3"
    )
    assert happened(sentence, "denied") == WEEK
    assert happened(sentence, "meeting") == DAY


def test_what_somebody_tells_and_what_did_not_happen_are_no_news_of_the_page() -> None:
    sentence = f"They/PRON/nsubj/2 {SEIZED}"
    assert happened(sentence, "seized", told="s1") == happened(sentence, "seized", "denied") == OPEN


def test_a_sentence_that_tells_of_an_older_time_tells_no_news() -> None:
    sentence = "They/PRON/nsubj/2 seized/VERB/root/0 what/PRON/obj/5 we/PRON/nsubj/5 lost/VERB/ccomp/2 in/ADP/case/7 "
    assert happened(sentence + "2019/NUM/obl/5", "seized") == OPEN
