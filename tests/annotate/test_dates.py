from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.annotate.dates import publication, times
from firsthand.annotate.dating import Dating, Saying
from firsthand.annotate.occasions import Occasions
from firsthand.model import UNKNOWN, Article, DateNote, Metadata, Part, PartKind, Span, TimeExpression, Token, When

PUBLISHED = date(2022, 2, 3)
"""A Thursday."""
THAT_DAY = When(PUBLISHED, PUBLISHED, "stated")


def on(day: str, last: str | None = None) -> When:
    return When(date.fromisoformat(day), date.fromisoformat(last or day), "stated")


def article(*blocks: tuple[PartKind, str], stated: Metadata | None = None, found: Metadata | None = None) -> Article:
    text, parts = "", []
    for kind, words in blocks:
        parts.append(Part(kind, len(text), len(text) + len(words)))
        text += words + "\n\n"
    size = len(text)
    return Article(
        "d1", "d1.txt", text, 0, size, text, range(size), range(1, size + 1), tuple(parts),
        stated=stated or Metadata(), found=found or Metadata(),
    )  # fmt: skip


def read(sentence: str, published: When = THAT_DAY) -> tuple[Article, tuple[TimeExpression, ...]]:
    page = article(("body", sentence))
    return page, times(page, published)


def days(found: When) -> str:
    return f"{found.earliest or ''}..{found.latest or ''}"


@pytest.mark.parametrize(
    ("sentence", "words", "type_", "value", "interval"),
    [
        ("Posted 3 Feb, 2022 16:56", "3 Feb, 2022 16:56", "TIME", "2022-02-03T16:56", "2022-02-03..2022-02-03"),
        ("Sun, Dec 5, 2021 - 4 AM", "Sun, Dec 5, 2021 - 4 AM", "TIME", "2021-12-05T04:00", "2021-12-05..2021-12-05"),
        ("It was signed on 2022-01-05.", "2022-01-05", "DATE", "2022-01-05", "2022-01-05..2022-01-05"),
        ("Dated 03/02/2022.", "03/02/2022", "DATE", None, "2022-02-03..2022-03-02"),
        ("Dated 23/07/2021.", "23/07/2021", "DATE", "2021-07-23", "2021-07-23..2021-07-23"),
        ("It began on January 24.", "January 24", "DATE", "2022-01-24", "2022-01-24..2022-01-24"),
        ("It began on 24 January.", "24 January", "DATE", "2022-01-24", "2022-01-24..2022-01-24"),
        ("They met on July 3-5.", "July 3-5", "DATE", "2021-07-03", "2021-07-03..2021-07-05"),
        ("It began around Jan. 24.", "around Jan. 24", "DATE", "2022-01-24", "2022-01-24..2022-01-24"),
        ("It lasts the next two years or so.", "the next two years or so", "DURATION", "P2Y", "2022-02-03..2024-02-03"),
        ("In the next 12 to 18 months.", "the next 12 to 18 months", "DURATION", "PXM", "2022-02-03..2023-02-03"),
        ("It took a year and a half.", "a year and a half", "DURATION", "P1Y6M", ".."),
        ("It took two thousand years.", "two thousand years", "DURATION", "P2000Y", ".."),
        ("It took over eight trading days.", "eight trading days", "DURATION", "P8D", ".."),
        ("They meet on Tuesday nights.", "Tuesday nights", "SET", "XXXX-WXX-2TNI", ".."),
        ("It took an hour and a half.", "an hour and a half", "DURATION", "PT1H30M", ".."),
        ("It rained within weeks or months.", "weeks or months", "DURATION", "PXW", ".."),
        ("It had been due to end on Monday.", "Monday", "DATE", "2022-01-31", "2022-01-31..2022-01-31"),
        ("They will vote in Monday's election.", "Monday", "DATE", "2022-02-07", "2022-02-07..2022-02-07"),
        ("Until Monday, they had not met.", "Monday", "DATE", "2022-01-31", "2022-01-31..2022-01-31"),
        ("They met in October.", "October", "DATE", "2021-10", "2021-10-01..2021-10-31"),
        ("They met in late October.", "late October", "DATE", "2021-10", "2021-10-21..2021-10-31"),
        ("They agreed in July.", "July", "DATE", "2021-07", "..2021-07-31"),
        ("They met in May last year.", "May last year", "DATE", "2021-05", "2021-05-01..2021-05-31"),
        ("They met in October 2020.", "October 2020", "DATE", "2020-10", "2020-10-01..2020-10-31"),
        ("They met in nineteen ninety-four.", "nineteen ninety-four", "DATE", "1994", "1994-01-01..1994-12-31"),
        ("Back in nineteen oh five.", "nineteen oh five", "DATE", "1905", "1905-01-01..1905-12-31"),
        ("By the year two thousand.", "the year two thousand", "DATE", "2000", "2000-01-01..2000-12-31"),
        ("It ends by the year 2030.", "the year 2030", "DATE", "2030", "2030-01-01..2030-12-31"),
        ("It fell in the last half of 2014.", "the last half of 2014", "DATE", "2014-H2", "2014-07-01..2014-12-31"),
        ("It fell in fiscal year 2014.", "fiscal year 2014", "DATE", "2014", "2014-01-01..2014-12-31"),
        ("The decades-long feud ended.", "decades-long", "DURATION", "PXE", ".."),
        ("It took nearly half a century.", "nearly half a century", "DURATION", "P50Y", ".."),
        ("It rained this past week.", "this past week", "DATE", "2022-W04", "2022-01-24..2022-01-30"),
        ("They vote in the upcoming week.", "the upcoming week", "DATE", "2022-W06", "2022-02-07..2022-02-13"),
        ("They spoke the other day.", "the other day", "DATE", "PAST_REF", "..2022-02-03"),
        ("It is to be held on May 20.", "May 20", "DATE", "2022-05-20", "2022-05-20..2022-05-20"),
        ("They met in 2014.", "2014", "DATE", "2014", "2014-01-01..2014-12-31"),
        ("It fell in the third quarter.", "the third quarter", "DATE", "2021-Q3", "2021-07-01..2021-09-30"),
        ("They met in the 1990s.", "the 1990s", "DATE", "199", "1990-01-01..1999-12-31"),
        ("She left on Tuesday.", "Tuesday", "DATE", "2022-02-01", "2022-02-01..2022-02-01"),
        ("She left on Thursday.", "Thursday", "DATE", "2022-02-03", "2022-02-03..2022-02-03"),
        ("She will leave on Tuesday.", "Tuesday", "DATE", "2022-02-08", "2022-02-08..2022-02-08"),
        ("She left late on Wednesday.", "late on Wednesday", "DATE", "2022-02-02", "2022-02-02..2022-02-02"),
        ("She left last Monday.", "last Monday", "DATE", "2022-01-31", "2022-01-31..2022-01-31"),
        ("She left last Wednesday.", "last Wednesday", "DATE", "2022-02-02", "2022-01-26..2022-02-02"),
        ("She left Monday night.", "Monday night", "TIME", "2022-01-31TNI", "2022-01-31..2022-01-31"),
        ("She returns next Monday.", "next Monday", "DATE", "2022-02-07", "2022-02-07..2022-02-07"),
        ("She left yesterday.", "yesterday", "DATE", "2022-02-02", "2022-02-02..2022-02-02"),
        ("She spoke earlier this week.", "earlier this week", "DATE", "2022-W05", "2022-01-31..2022-02-03"),
        ("She spoke last week.", "last week", "DATE", "2022-W04", "2022-01-24..2022-01-30"),
        ("She spoke last month.", "last month", "DATE", "2022-01", "2022-01-01..2022-01-31"),
        ("She spoke last year.", "last year", "DATE", "2021", "2021-01-01..2021-12-31"),
        ("She left three days ago.", "three days ago", "DATE", "2022-01-31", "2022-01-31..2022-01-31"),
        ("She left two weeks ago.", "two weeks ago", "DATE", "2022-W03", "2022-01-17..2022-01-23"),
        ("She left a couple years ago.", "a couple years ago", "DATE", "PAST_REF", "..2020-02-03"),
        ("They met on July Fourth.", "July Fourth", "DATE", "2021-07-04", "2021-07-04..2021-07-04"),
        ("They met on January twenty-first.", "January twenty-first", "DATE", "2022-01-21", "2022-01-21..2022-01-21"),
        ("It was July first time round.", "July", "DATE", "2021-07", "..2021-07-31"),
        ("They met on the Fourth of July.", "the Fourth of July", "DATE", "2021-07-04", "2021-07-04..2021-07-04"),
        ("A Fourth of July parade.", "Fourth of July", "DATE", "2021-07-04", "2021-07-04..2021-07-04"),
        ("It fell over the past few weeks.", "the past few weeks", "DURATION", "PXW", "..2022-02-03"),
        ("They ruled for centuries.", "centuries", "DURATION", "PXC", ".."),
        ("Sales fell in the year ended then.", "the year", "DURATION", "P1Y", ".."),
        ("It was built in 1898.", "1898", "DATE", "1898", "1898-01-01..1898-12-31"),
        ("They cut their August recess.", "August", "DATE", "2021-08", "2021-08-01..2021-08-31"),
        ("Its daily flights ended.", "daily", "SET", "P1D", ".."),
        ("It fell in recent months.", "recent months", "DATE", "PAST_REF", "..2022-02-03"),
        ("It fell over the past year.", "the past year", "DURATION", "P1Y", "2021-02-03..2022-02-03"),
        ("It took more than seven weeks.", "more than seven weeks", "DURATION", "P7W", ".."),
        ("It rose in coming weeks.", "coming weeks", "DURATION", "PXW", "2022-02-03.."),
        ("It rose in the near future.", "the near future", "DATE", "FUTURE_REF", "2022-02-03.."),
        ("It took two to three weeks.", "two to three weeks", "DURATION", "PXW", ".."),
        ("It ran for 2 1/2 years.", "2 1/2 years", "DURATION", "P2Y6M", ".."),
        ("He came at 9 a.m. EST Tuesday.", "9 a.m. EST Tuesday", "TIME", "2022-02-01T09:00", "2022-02-01..2022-02-01"),
        ("It expires at noon on Nov. 6.", "noon on Nov. 6", "TIME", "2021-11-06T12:00", "2021-11-06..2021-11-06"),
        ("He was shot last Oct. 23.", "last Oct. 23", "DATE", "2021-10-23", "2021-10-23..2021-10-23"),
        ("They met over the weekend.", "the weekend", "DATE", "2022-W04-WE", "2022-01-29..2022-01-30"),
        ("They met on Thanksgiving.", "Thanksgiving", "DATE", "2021-11-25", "2021-11-25..2021-11-25"),
        ("They met on Good Friday 2022.", "Good Friday 2022", "DATE", "2022-04-15", "2022-04-15..2022-04-15"),
        ("The truce holds until Monday.", "Monday", "DATE", "2022-02-07", "2022-02-07..2022-02-07"),
        ("Sales rose in last year's third quarter.", "last year's third quarter", "DATE", "2021-Q3",
         "2021-07-01..2021-09-30"),
        ("It fell in the latest quarter.", "the latest quarter", "DATE", "2021-Q4", ".."),
        ("It won the 20th century.", "the 20th century", "DATE", "19", "1901-01-01..2000-12-31"),
        ("They won in their 1996 campaign.", "1996", "DATE", "1996", "1996-01-01..1996-12-31"),
        ("They meet every Friday.", "every Friday", "SET", "XXXX-WXX-5", ".."),
        ("They meet from time to time.", "from time to time", "SET", "PXX", ".."),
    ],
)  # fmt: skip
def test_expressions_of_news(sentence: str, words: str, type_: str, value: str | None, interval: str) -> None:
    page, found = read(sentence)
    assert [(page.words_of(one.span), one.type, one.value, days(one.when)) for one in found] == [
        (words, type_, value, interval)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "She may march on.",
        "Their March for Water drew crowds.",
        "It counted 1850 votes.",
        "She may second it.",
        "May First Bank paid.",
        "The Daily Post paid 2000 people $1999.",
        "Jan Orlow, a 20-year-old, spoke.",
        "April Stone and June Reed won.",
        "It pays $1.76 a year.",
        "It serves a quarter of all homes.",
        "He was soon free.",
        "She took a second look.",
        "He told USA TODAY that it rained.",
    ],
)
def test_words_that_are_no_time(sentence: str) -> None:
    page, found = read(sentence)
    assert [page.words_of(one.span) for one in found] == []


def test_basis_and_evidence_tell_where_the_day_comes_from() -> None:
    dateline = Span("d1", 90, 99)
    _, found = read("He came on 3 May 2021 and left on Monday.", When(PUBLISHED, PUBLISHED, "stated", (dateline,)))
    assert [one.when.basis for one in found] == ["stated", "inferred"]
    assert found[0].when.evidence == (found[0].span,)
    assert found[1].when.evidence == (found[1].span, dateline)


def test_without_an_anchor_a_weekday_is_unknown_and_a_full_date_is_not() -> None:
    _, found = read("He came on 3 May 2021 and left on Monday.", UNKNOWN)
    assert days(found[0].when) == "2021-05-03..2021-05-03"
    assert found[1].when == UNKNOWN
    assert found[1].value == "XXXX-WXX-1"


def test_an_anchor_that_is_an_interval_gives_the_hull() -> None:
    _, found = read("He left on Monday.", on("2022-02-03", "2022-02-10"))
    assert days(found[0].when) == "2022-01-31..2022-02-07"
    _, found = read("He left on Monday.", When(date(2022, 2, 3), None, "inferred"))
    assert days(found[0].when) == "2022-01-31.."


def test_a_past_weekday_that_is_the_day_after_the_page_s_date_stays_open_between_two_clocks() -> None:
    assert days(read("It fell on Friday.")[1][0].when) == "2022-01-28..2022-02-04"


def test_days_far_back_without_a_year_may_lie_ahead() -> None:
    assert days(read("The law of March 15 stands.")[1][0].when) == "2021-03-15..2022-03-15"
    assert read("The law of March stands.")[1][0].when.earliest is None


@pytest.mark.parametrize("words", ["the ", "4 p.m. ", "two days later ", "12 ", "more than the "])
def test_hostile_repetition_costs_little(words: str) -> None:
    page = article(("body", words * 3000))
    start = process_time()
    times(page, THAT_DAY)
    assert process_time() - start < 10


def test_a_part_of_the_day_counts_from_the_day_told() -> None:
    _, found = read("They met on Monday. The next morning it rained.")
    assert [(one.value, days(one.when)) for one in found[1:]] == [("2022-02-01TMO", "2022-02-01..2022-02-01")]


def test_both_years_of_a_pair_are_times() -> None:
    _, found = read("It rose in both 2019 and 2020.")
    assert [one.value for one in found] == ["2019", "2020"]


def test_a_year_earlier_is_the_same_quarter_of_that_year() -> None:
    page, found = read("Net rose in the third quarter of 2021 from a year earlier. In the 2020 quarter it fell.")
    assert [(page.words_of(one.span), one.value, days(one.when)) for one in found[1:]] == [
        ("a year earlier", "2020-Q3", "2020-07-01..2020-09-30"),
        ("the 2020 quarter", "2020-Q3", "2020-07-01..2020-09-30"),
    ]
    assert found[1].when.evidence == (found[1].span, found[0].span)


def test_a_time_of_day_is_of_the_day_told_before_it() -> None:
    assert [one.value for one in read("He left on Tuesday. At 6 a.m. he was gone.")[1]] == [
        "2022-02-01",
        "2022-02-01T06:00",
    ]
    assert read("At 6 a.m. he was gone.")[1][0].when == UNKNOWN


def test_later_counts_from_the_day_told_before() -> None:
    found = read("He came on 3 May 2021 and left two days later.")[1]
    assert days(found[1].when) == "2021-05-05..2021-05-05"
    assert read("He left two days later.")[1][0].when == UNKNOWN
    found = read("He came in 1939. That same year he left; two years later he was back.")[1]
    assert [one.value for one in found] == ["1939", "1939", "1941"]


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=80),
    st.lists(st.sampled_from(["Monday", "3 May", "31 Feb 2021", "in 2014", "99/99/2020", "last week", "'80s"])),
)
def test_any_text_is_read_and_spans_lie_in_order(noise: str, words: list[str]) -> None:
    page, found = read(noise.join([*words, ""]))
    spans = [one.span for one in found]
    assert spans == sorted(spans)
    assert all(not a.overlaps(b) for a, b in pairwise(spans))
    for one in found:
        assert page.words_of(one.span).strip()
        if one.when.earliest and one.when.latest:
            assert one.when.earliest <= one.when.latest


# --- publication ----------------------------------------------------------------------------------------------------


def test_a_visible_date_line_is_stated_with_its_words() -> None:
    page = article(
        ("headline", "Bridge opens"), ("dateline", "Sunday, Dec 05, 2021 - 04:00 AM"), ("body", "On Friday it rained.")
    )
    published, updated, told = publication(page)
    assert days(published) == "2021-12-05..2021-12-05"
    assert published.basis == "stated"
    assert [page.words_of(span) for span in published.evidence] == ["Sunday, Dec 05, 2021 - 04:00 AM"]
    assert (updated, told) == (UNKNOWN, ())


def test_a_sidecar_is_stated_without_words() -> None:
    published, _, told = publication(article(("body", "It rained."), stated=Metadata(published=PUBLISHED)))
    assert published == When(PUBLISHED, PUBLISHED, "stated")
    assert told == ()


def test_page_and_sidecar_that_disagree_are_both_told_and_the_page_wins() -> None:
    page = article(("dateline", "3 Feb 2022"), ("body", "It rained."), stated=Metadata(published=date(2022, 3, 9)))
    published, _, told = publication(page)
    assert days(published) == "2022-02-03..2022-02-03"
    assert len(told) == 1 and "2022-02-03" in told[0] and "2022-03-09" in told[0]


def test_one_day_apart_keeps_both_days() -> None:
    page = article(("dateline", "3 Feb 2022"), ("body", "It rained."), stated=Metadata(published=date(2022, 2, 4)))
    published, _, told = publication(page)
    assert days(published) == "2022-02-03..2022-02-04"
    assert len(told) == 1


def test_an_ambiguous_date_line_gives_way_to_what_agrees_with_it() -> None:
    line: tuple[PartKind, str] = ("dateline", "03/02/2022")
    assert days(publication(article(line))[0]) == "2022-02-03..2022-03-02"
    assert days(publication(article(line, stated=Metadata(published=PUBLISHED)))[0]) == "2022-02-03..2022-02-03"


def test_updated_is_not_published() -> None:
    page = article(("dateline", "Published 3 Feb 2022, updated 5 Feb 2022 at 16:20"), ("body", "It rained."))
    published, updated, _ = publication(page)
    assert days(published) == "2022-02-03..2022-02-03"
    assert days(updated) == "2022-02-05..2022-02-05"
    later = article(("dateline", "5 Feb 2022"), stated=Metadata(published=PUBLISHED, updated=date(2022, 2, 5)))
    assert days(publication(later)[0]) == "2022-02-03..2022-02-03"


def test_wire_openings_and_addresses() -> None:
    full = article(("body", "PORTVILLE, Feb 3, 2022 (Agency) - It rained on Thursday."))
    assert days(publication(full)[0]) == "2022-02-03..2022-02-03"
    address = Metadata(url="https://paper.example/world/2022/08/09/rain-2019/")
    assert days(publication(article(("body", "It rained."), stated=address))[0]) == "2022-08-09..2022-08-09"
    month = Metadata(url="https://paper.example/2022/02/rain")
    short = article(("body", "PORTVILLE, Feb 3 (Agency) - It rained on Thursday."), stated=month)
    published = publication(short)[0]
    assert (days(published), published.basis) == ("2022-02-03..2022-02-03", "inferred")


def test_a_month_later_at_the_start_of_a_paragraph_counts_from_the_one_before() -> None:
    text = "They parted in January last year.\n\nA month later, he sold the house."
    _, found = read(text)
    assert [(one.value, days(one.when)) for one in found] == [
        ("2021-01", "2021-01-01..2021-01-31"),
        ("2021-02", "2021-02-01..2021-02-28"),
    ]


def noted(*notes: tuple[str, str, str], url: str | None = None, whole: bool = False) -> str:
    """What is read of a page whose mark-up gives these days: basis, where, words with the day and maybe the time."""
    source = " ".join(words for _, _, words in notes)
    dates: list[DateNote] = []
    for basis, where, words in notes:
        at = source.index(words)
        day = date.fromisoformat(words[:10])
        when = When(day, day, "stated")
        dates.append(DateNote("published", when, basis, where, (at, at + len(words)), "T" in words))  # type: ignore[arg-type]
    page = replace(article(("body", "It rained.")), source=source, found=Metadata(dates=tuple(dates), url=url))
    told = days(publication(page)[0])
    return told if whole else told[:10]


def test_mark_up_that_is_sure_outweighs_a_day_shown_and_a_mere_date_does_not() -> None:
    shown = ("page", "shown", "2022-02-05")
    assert noted(("markup", "JSON-LD datePublished", "2022-02-03T10:00:00+01:00"), shown) == "2022-02-03"
    assert noted(("markup", "meta date", "2022-02-03T10:00:00+01:00"), shown) == "2022-02-05"
    assert noted(("markup", "JSON-LD datePublished", "2022-02-03"), shown) == "2022-02-05"
    address = "https://paper.example/2022/02/05/rain"
    assert noted(("markup", "time published", "2009-04-11T10:00:00"), shown, url=address) == "2022-02-05"


def test_a_moment_in_utc_is_the_day_that_the_page_shows_or_its_address_names() -> None:
    utc = ("markup", "JSON-LD datePublished", "2022-02-03T23:30:00Z")
    assert noted(utc) == "2022-02-03"
    assert noted(utc, ("page", "shown", "2022-02-04")) == "2022-02-04"
    assert noted(utc, ("page", "shown", "2022-02-02")) == "2022-02-03"
    assert noted(utc, url="https://paper.example/2022/02/04/rain") == "2022-02-04"


def test_mark_up_that_is_as_sure_of_two_days_gives_both() -> None:
    one = ("markup", "JSON-LD datePublished", "2022-02-03T23:30:00")
    other = ("markup", "meta publishtime", "2022-02-04T04:10:00")
    assert noted(one, other, whole=True) == "2022-02-03..2022-02-04"
    assert noted(one, other, ("page", "shown", "2022-02-04"), whole=True) == "2022-02-04..2022-02-04"


def test_the_text_of_a_page_in_another_language_gives_no_day() -> None:
    body: tuple[PartKind, str] = ("body", "Ein Photo von May 2 2021 was seen.")
    assert days(publication(article(body))[0]) == "2021-05-02.."
    assert publication(article(body, found=Metadata(language="de")))[0] == UNKNOWN


def test_addresses_in_other_orders() -> None:
    assert noted(url="https://paper.example/2003/03/20030331_speech.html") == "2003-03-31"
    assert noted(url="https://paper.example/news/29-10-2021") == "2021-10-29"


def test_a_photograph_gives_the_earliest_day_only() -> None:
    page = article(
        ("caption", "A bridge in Portville, August 18, 2021. (Agency)"),
        ("body", "It opened on Friday, the mayor said."),
    )
    published, _, _ = publication(page)
    assert (days(published), published.basis) == ("2021-08-18..", "inferred")
    assert [page.words_of(span) for span in published.evidence] == ["August 18, 2021"]


def test_a_photograph_a_weekday_and_a_length_of_time_that_agree_give_the_day() -> None:
    caption: tuple[PartKind, str] = ("caption", "Envoys arrive in Portville, 23 July 2025. (Agency)")
    lead: tuple[PartKind, str] = ("body", "Envoys met on Wednesday for the first time in more than seven weeks.")
    earlier: tuple[PartKind, str] = ("body", "The last round on June 2 led nowhere.")
    assert days(publication(article(caption, lead, earlier))[0]) == "2025-07-23..2025-07-23"
    assert days(publication(article(caption, lead))[0]) == "2025-07-23.."
    other: tuple[PartKind, str] = ("body", "On Friday the last envoy left.")
    assert days(publication(article(caption, lead, earlier, other))[0]) == "2025-07-23.."


def test_weekdays_and_days_to_come_give_no_date() -> None:
    assert publication(article(("body", "She spoke on Tuesday, and again on 24 February."))) == (UNKNOWN, UNKNOWN, ())
    assert publication(article(("body", "The bridge will open on 3 May 2031.")))[0] == UNKNOWN
    assert days(publication(article(("body", "The port was closed on 3 May 2021.")))[0]) == "2021-05-03.."


# --- when -----------------------------------------------------------------------------------------------------------


def said(text: str, cue: str, published: When = THAT_DAY, speaker: str = "", **more: When) -> str:
    page = article(("headline", "Rain"), ("body", "It rained."), ("body", text))
    sentences = [page.span(*hit.span()) for hit in re.finditer(r"[^.\n][^.\n]*(?:\.|$)", page.text)]
    at = page.text.index(cue)
    quotes = [page.span(*hit.span()) for hit in re.finditer(r'"[^"]*"', page.text)]
    dating = Dating(page, times(page, published), sentences, published)
    named = re.compile(speaker).search(page.text) if speaker else None
    source = page.span(*named.span()) if named else None
    told = replace(Saying(page.span(at, at + len(cue)), quotes, source), **more)  # type: ignore[arg-type]
    return days(dating.said(told))


def test_what_a_document_records_was_said_some_day_before() -> None:
    text = "Moss told the crew so, according to the indictment."
    page = article(("headline", "Rain"), ("body", "It rained."), ("body", text))
    at, of = page.text.index("told"), page.text.index("the indictment")
    dating = Dating(page, (), [page.span(at - 5, len(page.text))], THAT_DAY)
    told = Saying(page.span(at, at + 4), via=[page.span(of, of + len("the indictment"))])
    assert days(dating.said(told)) == "..2022-02-03"
    assert days(dating.said(replace(told, via=()))) == "2022-01-28..2022-02-03"


@pytest.mark.parametrize(
    ("sentence", "cue", "interval"),
    [
        ("The mayor said on Tuesday that rain fell last month.", "said", "2022-02-01..2022-02-01"),
        ("Late on Wednesday, the mayor told the council that rain fell on Monday.", "told", "2022-02-02..2022-02-02"),
        ("Speaking at a meeting on Tuesday, the mayor revealed a plan.", "revealed", "2022-02-01..2022-02-01"),
        ('"It rained on Monday," the mayor said on Tuesday.', "said", "2022-02-01..2022-02-01"),
        ('"It rained on Monday," the mayor said.', "said", "2022-01-31..2022-02-03"),
        ("The mayor condemned the breach of a truce agreed in December.", "condemned", "2022-01-28..2022-02-03"),
        ("The mayor said it could rain soon.", "said", "2022-01-28..2022-02-03"),
        ("The mayor has repeatedly denied it.", "denied", "..2022-02-03"),
        ("The mayor previously denied it.", "denied", "..2022-02-03"),
        ("The mayor also previously denied it.", "also previously denied", "..2022-02-03"),
        ("The mayor also denies it.", "also denies", "..2022-02-03"),
        ("The mayor has long opposed the port, calling it a folly.", "calling", "..2022-02-03"),
        ("The mayor told them that he has lost it, calling it a folly.", "calling", "2022-01-28..2022-02-03"),
        ("He’s criticized the port.", "’s criticized", "..2022-02-03"),
        ("In recent months the mayor denied it.", "denied", "..2022-02-03"),
        ("The mayor will speak of it.", "speak", "2022-02-03.."),
        ("The port has been shut since 3 January 2022.", "shut", "2022-01-03..2022-02-03"),
        ("The mayor shut the port for months.", "shut", "2022-01-28..2022-02-03"),
        ("In October, the port was shut. The mayor deplored it.", "deplored", "2021-10-01..2022-02-03"),
        ("In early 2014, the port was shut. The mayor deplored it.", "deplored", "2014-01-01..2022-02-03"),
        ("The mayor quoted the 2015 case.", "quoted", "2022-01-28..2022-02-03"),
        ("The mayor criticized last week's ban, noting it.", "noting", "2022-01-28..2022-02-03"),
        ("The mayor, who came here in 1999, denied it.", "denied", "2022-01-28..2022-02-03"),
    ],
)
def test_what_dates_a_cue(sentence: str, cue: str, interval: str) -> None:
    assert said(sentence, cue) == interval


@pytest.mark.parametrize(
    ("opening", "published", "interval"),
    [
        ("It rained on Wednesday.", THAT_DAY, "2022-01-31..2022-02-03"),
        ("It rained on Saturday.", THAT_DAY, "2022-01-29..2022-02-03"),
        ("It rained in January.", THAT_DAY, "2022-01-28..2022-02-03"),
        ("It rained on Wednesday.", on("2022-02-02", "2022-02-08"), "2022-02-01..2022-02-04"),
    ],
)
def test_what_is_said_without_a_time_word_is_as_old_as_the_news(opening: str, published: When, interval: str) -> None:
    text = f'{opening} The mayor said "we knew".'
    page, found = read(text, published)
    cue, quoted = text.index("said"), text.index("we knew")
    spans = (Span("d1", 0, len(opening)), Span("d1", len(opening), len(text)))
    saying = Saying(page.span(cue, cue + 4), (page.span(quoted, quoted + 7),))
    assert days(Dating(page, found, spans, published).said(saying)) == interval


@pytest.mark.parametrize(
    ("sentence", "cue", "speaker", "interval"),
    [
        ("In a 2016 speech the mayor said it rains.", "said", "the mayor", "2016-01-01..2016-12-31"),
        ("A 2016 study found that it rains.", "found", "A 2016 study", "2016-01-01..2016-12-31"),
        ("That is so, according to 2017 estimates.", "according", "2017 estimates", "2017-01-01..2017-12-31"),
        (
            "A report released on Tuesday says it rains.",
            "says",
            "A report released on Tuesday",
            "2022-02-01..2022-02-01",
        ),
        ("Critics of the 2016 study said it rains.", "said", "Critics of the 2016 study", "2022-01-28..2022-02-03"),
        ("A study of the 2016 floods said it rains.", "said", "A study of the 2016 floods", "..2022-02-03"),
        ("Government statistics showed that it rains.", "showed", "Government statistics", "..2022-02-03"),
        (
            "They filed a lawsuit on Tuesday. The lawsuit alleges it.",
            "alleges",
            "The lawsuit",
            "2022-02-01..2022-02-01",
        ),
        ("They filed a lawsuit on Tuesday. A letter alleges it.", "alleges", "A letter", "..2022-02-03"),
        (
            "They on Tuesday filed a lawsuit. The lawsuit alleges it.",
            "alleges",
            "The lawsuit",
            "2022-02-01..2022-02-01",
        ),
        ("They saw a lawsuit on Tuesday. The lawsuit alleges it.", "alleges", "The lawsuit", "..2022-02-03"),
    ],
)
def test_a_document_speaks_when_it_was_made(sentence: str, cue: str, speaker: str, interval: str) -> None:
    assert said(sentence, cue, speaker=speaker) == interval


@pytest.mark.parametrize(
    ("sentence", "cue", "interval"),
    [
        ("Owners sued the victims of last year's storm, claiming that.", "claiming", "2022-01-28..2022-02-03"),
        ("Owners sued the victims of last year’s storm, claiming that.", "claiming", "2022-01-28..2022-02-03"),
        ("Last year's report said it rains.", "said", "2021-01-01..2021-12-31"),
        ("At Tuesday's briefing, the mayor said it rains.", "said", "2022-02-01..2022-02-01"),
        ("Last year the owners said it rains.", "said", "2021-01-01..2021-12-31"),
    ],
)
def test_a_long_time_that_something_belongs_to_dates_nothing_else(sentence: str, cue: str, interval: str) -> None:
    assert said(sentence, cue) == interval


@pytest.mark.parametrize(
    ("opening", "root", "interval"),
    [
        ("Rain fell.", "fell", "2022-01-28..2022-02-03"),
        ("Rain falls.", "falls", "..2022-02-03"),
        ("Rain has fallen.", "fallen", "..2022-02-03"),
        ("Rain fell on Monday.", "fell", "2022-01-31..2022-02-03"),
        ("Rain falls since Monday.", "falls", "2022-01-31..2022-02-03"),
        ("PORTVILLE, Feb 3 (Wire) - Rain falls.", "falls", "..2022-02-03"),
    ],
)
def test_what_opens_with_no_deed_and_no_day_settles_no_day(opening: str, root: str, interval: str) -> None:
    text = f'{opening} The mayor said "we knew".'
    page, found = read(text, THAT_DAY)
    at, cue, quoted = text.index(root), text.index("said"), text.index("we knew")
    spans = (Span("d1", 0, len(opening)), Span("d1", len(opening), len(text)))
    verb = Token(at, at + len(root), "VERB", None, "root")
    tokens = [Token(at - 4, at - 1, "AUX", 1, "aux"), verb] if "has" in opening else [verb]
    saying = Saying(page.span(cue, cue + 4), (page.span(quoted, quoted + 7),))
    assert days(Dating(page, found, spans, THAT_DAY, tokens).said(saying)) == interval


def test_what_was_done_long_ago_was_not_done_last_week() -> None:
    text = "It rained. They proposed a law 15 years ago."
    page, found = read(text, THAT_DAY)
    spans = (Span("d1", 0, 10), Span("d1", 11, len(text)))
    saying = Saying(page.span(16, 24), (page.span(25, len(text) - 1),))
    assert days(Dating(page, found, spans, THAT_DAY).said(saying)) == "2006-08-05..2022-02-03"


def test_nothing_is_said_later_than_the_words_that_tell_of_it() -> None:
    outer = on("2021-06-01")
    assert said("The mayor said it rained.", "said", outer=outer) == "2021-06-01..2021-06-01"
    assert said("The mayor has denied it.", "denied", outer=outer) == "..2021-06-01"
    assert said("The mayor said it on Tuesday.", "said", outer=on("2022-02-03")) == "2022-02-01..2022-02-01"


def test_the_words_right_before_lend_even_a_wide_day() -> None:
    page, _ = read("He threatened in June.\n\nHe wrote it.\n\nShe spoke.\n\nHe spoke.", THAT_DAY)
    june, spoken = on("2021-06-01", "2021-06-30"), Occasions(page)
    spoken.add("he", 21, june)
    assert spoken.previous("he", 24) == june
    assert spoken.previous("she", 24) is None
    spoken.add("she", 48, on("2022-02-01"))
    assert spoken.previous("he", 51) is None
    assert spoken.previous("she", 70) == on("2022-02-01")


def test_the_same_occasion_dates_what_follows() -> None:
    earlier = on("2022-02-01")
    assert said("He added that it rained.", "added", previous=earlier) == "2022-02-01..2022-02-01"
    assert said("He added on Monday that it rained.", "added", previous=earlier) == "2022-01-31..2022-01-31"


def test_without_a_date_of_publication_nothing_is_dated() -> None:
    assert said("The mayor said on Tuesday that it rained.", "said", UNKNOWN) == ".."
    assert said("The mayor said that it rained.", "said", UNKNOWN) == ".."
