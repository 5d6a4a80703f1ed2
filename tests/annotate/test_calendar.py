from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from firsthand.annotate.calendar import (
    code_of,
    hull,
    later,
    meet,
    month_of,
    months_later,
    moved,
    over_anchor,
    period_of,
    third_of,
    weekday_after,
    weekday_before,
    width,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, st.integers(0, 6))
def test_weekdays_lie_within_a_week_on_either_side(day: date, weekday: int) -> None:
    before, after = weekday_before(day, weekday), weekday_after(day, weekday)
    assert before.weekday() == after.weekday() == weekday
    assert 0 <= (day - before).days <= 6
    assert 0 <= (after - day).days <= 6


@given(DAYS, st.sampled_from("DWMQYEC"))
def test_a_period_holds_its_day_and_one_code_names_all_of_it(day: date, unit: str) -> None:
    first, last = period_of(day, unit)
    assert first <= day <= last
    assert code_of(first, unit) == code_of(day, unit) == code_of(last, unit)
    assert code_of(later(last, 1), unit) != code_of(day, unit)


@given(DAYS)
def test_thirds_part_a_month(day: date) -> None:
    month = month_of(day.year, day.month)
    parts = [third_of(month, number) for number in (1, 2, 3)]
    assert parts[0][0] == month[0] and parts[2][1] == month[1]
    for left, right in pairwise(parts):
        assert left[1] is not None and right[0] == later(left[1], 1)


@given(st.tuples(DAYS, DAYS).map(sorted), st.tuples(DAYS, DAYS).map(sorted))
def test_hull_holds_what_meet_cuts(first: list[date], second: list[date]) -> None:
    one, two = (first[0], first[1]), (second[0], second[1])
    around, inside = hull(one, two), meet(one, two)
    assert around == (min(first[0], second[0]), max(first[1], second[1]))
    assert (inside is None) == (first[1] < second[0] or second[1] < first[0])


def test_open_ends() -> None:
    day = date(2022, 2, 3)
    assert hull((None, day), (day, day)) == (None, day)
    assert meet((None, day), (date(2022, 1, 1), None)) == (date(2022, 1, 1), day)
    assert width((None, day)) is None
    assert over_anchor(lambda at: (at, at), (None, day)) == (None, day)


def test_months_end_where_they_end() -> None:
    assert months_later(date(2024, 3, 31), -1) == date(2024, 2, 29)
    assert moved(date(2022, 2, 3), -3, "D") == date(2022, 1, 31)
    assert moved(date(2022, 2, 3), -1, "TH") == date(2022, 2, 3)
    assert later(date.max, 5) == date.max
