"""Arithmetic on days: months, weeks, quarters, weekdays near a day, and intervals that may be open at an end.

It knows the Gregorian calendar and ISO 8601 weeks; it knows no text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

Days = tuple[date | None, date | None]
"""First and last day, both included; None is an open end."""

NO_DAYS: Days = (None, None)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each season: the meteorological seasons of the northern half of the earth."""


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day.

    >>> day_or_none(2023, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def later(day: date, days: int) -> date:
    """``day`` moved by ``days``, held within the years that a date can carry."""
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def months_later(day: date, months: int) -> date:
    """``day`` moved by ``months``, on the last day of the month where the day is missing there.

    >>> months_later(date(2022, 1, 31), 1)
    datetime.date(2022, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9998)
    return next(found for cut in range(4) if (found := day_or_none(year, month + 1, day.day - cut)) is not None)


def month_of(year: int, month: int, count: int = 1) -> tuple[date, date]:
    """First and last day of ``count`` months from that month on.

    >>> month_of(2024, 2)
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    first = date(year, month, 1)
    return first, later(months_later(first, count), -1)


def years_of(first: int, last: int) -> tuple[date, date]:
    """First and last day of the years ``first`` to ``last``."""
    return date(first, 1, 1), date(last, 12, 31)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the ISO week of ``day``.

    >>> week_of(date(2022, 2, 3))
    (datetime.date(2022, 1, 31), datetime.date(2022, 2, 6))
    """
    monday = later(day, -day.weekday())
    return monday, later(monday, 6)


def weekday_before(day: date, weekday: int) -> date:
    """The latest ``weekday`` (0 Monday) on or before ``day``.

    >>> weekday_before(date(2022, 2, 3), 2)
    datetime.date(2022, 2, 2)
    """
    return later(day, -((day.weekday() - weekday) % 7))


def weekday_after(day: date, weekday: int) -> date:
    """The first ``weekday`` (0 Monday) on or after ``day``."""
    return later(day, (weekday - day.weekday()) % 7)


def feast(rule: str, year: int) -> date | None:
    """A feast of a year: "12-25"; "11/3/4", the fourth Thursday (0 is Monday) of November; "E-2", days from Easter.

    Easter of the western churches, after the anonymous Gregorian computus.

    >>> feast("11/3/4", 1999), feast("5/0/-1", 2022), feast("E-2", 2022)
    (datetime.date(1999, 11, 25), datetime.date(2022, 5, 30), datetime.date(2022, 4, 15))
    """
    if rule.startswith("E"):
        return later(_easter(year), int(rule[1:] or "0"))
    if "/" not in rule:
        return day_or_none(year, int(rule[:2]), int(rule[3:]))
    month, weekday, count = map(int, rule.split("/"))
    first, last = month_of(year, month)
    found = weekday_before(last, weekday) if count < 0 else later(weekday_after(first, weekday), 7 * (count - 1))
    return found if found.month == month else None


def _easter(year: int) -> date:
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def moved(day: date, count: int, unit: str) -> date:
    """``day`` moved by ``count`` of a unit: D W F (fortnight) M Q Y E (decade) C (century); else not at all.

    >>> moved(date(2022, 2, 3), -2, "W")
    datetime.date(2022, 1, 20)
    """
    lengths = {"D": 1, "W": 7, "F": 14}
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
    if unit in lengths:
        return later(day, count * lengths[unit])
    return months_later(day, count * months[unit]) if unit in months else day


def period_of(day: date, unit: str) -> tuple[date, date]:
    """The calendar day, week, month, quarter, year, decade or century that holds ``day``."""
    if unit in ("W", "F"):
        return week_of(day)
    if unit == "M":
        return month_of(day.year, day.month)
    if unit == "Q":
        return month_of(day.year, day.month - (day.month - 1) % 3, 3)
    spans = {"Y": 1, "E": 10, "C": 100}
    if unit in spans:
        first = max(day.year - day.year % spans[unit], 1)
        return years_of(first, first + spans[unit] - 1)
    return day, day


def third_of(days: Days, stage: int) -> Days:
    """The first, middle or last third (``stage`` 1, 2, 3) of a closed interval: "early", "mid", "late".

    >>> third_of(month_of(2021, 10), 3)
    (datetime.date(2021, 10, 21), datetime.date(2021, 10, 31))
    """
    first, last = days
    if first is None or last is None or stage not in (1, 2, 3):
        return days
    length = (last - first).days + 1
    start = later(first, (stage - 1) * length // 3)
    return start, (last if stage == 3 else later(first, stage * length // 3 - 1))


def code_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the period of ``unit`` that holds ``day``.

    >>> code_of(date(2022, 2, 3), "W"), code_of(date(2022, 2, 3), "Q"), code_of(date(1994, 1, 1), "E")
    ('2022-W05', '2022-Q1', '199')
    """
    if unit in ("W", "F"):
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    codes = {
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "E": f"{day.year // 10:03d}",
        "C": f"{day.year // 100:02d}",
    }
    return codes.get(unit, day.isoformat())


def hull(first: Days, second: Days) -> Days:
    """The smallest interval that holds both; an end that is open in one is open."""
    starts = (first[0], second[0])
    ends = (first[1], second[1])
    return (
        None if starts[0] is None or starts[1] is None else min(starts[0], starts[1]),
        None if ends[0] is None or ends[1] is None else max(ends[0], ends[1]),
    )


def meet(first: Days, second: Days) -> Days | None:
    """What both hold, or None where they share no day; an open end gives way."""
    starts = [day for day in (first[0], second[0]) if day is not None]
    ends = [day for day in (first[1], second[1]) if day is not None]
    both = (max(starts, default=None), min(ends, default=None))
    return None if both[0] is not None and both[1] is not None and both[0] > both[1] else both


def width(days: Days) -> int | None:
    """Days between the ends, 0 for a single day, None for an open interval."""
    first, last = days
    return None if first is None or last is None else (last - first).days


def over_anchor(read: Callable[[date], Days], anchor: Days) -> Days:
    """What ``read`` gives of a day, for a day known only to lie in ``anchor``: from the earliest to the latest reading.

    ``read`` must not move back when the day moves on.

    >>> over_anchor(lambda day: (weekday_before(day, 2),) * 2, (date(2022, 2, 3), None))
    (datetime.date(2022, 2, 2), None)
    """
    first, last = anchor
    return (read(first)[0] if first else None), (read(last)[1] if last else None)
