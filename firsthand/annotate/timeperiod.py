"""Periods that point back at others: "the quarter", "the year-ago period", "the weekend", "the year's end".

Readers like those of timevalue.py. What was told before they do not know; a reading's ``echo`` says what to look for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from firsthand.annotate import timevalue as value
from firsthand.annotate.calendar import NO_DAYS, Days, code_of, later, month_of, moved, period_of, years_of
from firsthand.annotate.timevalue import Groups, Reading, unit_of
from firsthand.model import Span


@dataclass(slots=True)
class Periods:
    """The periods told of so far in a text, the last of them at the end."""

    told: list[tuple[str, Span]] = field(default_factory=list)

    def add(self, reading: Reading, span: Span) -> None:
        """Remember what a later "the quarter" or "a year earlier" may count from."""
        shifted = reading.echo is not None and reading.echo[1] != 0
        if reading.type == "DATE" and reading.value and not shifted and _PERIOD.fullmatch(reading.value):
            self.told.append((reading.value, span))

    def echoed(self, reading: Reading) -> tuple[Reading, Span] | None:
        """The reading with the period that it repeats, and where that stands; None where it repeats none."""
        if reading.echo is None:
            return None
        kind, years = reading.echo
        for known, span in reversed(self.told[-NEAR_PERIODS:]):
            match = _PERIOD.fullmatch(known)
            unit = (
                "Y"
                if match is None or match["rest"] is None
                else {"Q": "Q", "H": "H", "W": "W"}.get(match["rest"][0], "M")
            )
            if match is None or (kind and kind[0] != "=" and kind != unit) or (unit in "YW" and kind != unit):
                continue
            year = int(kind[1:]) if kind[:1] == "=" else int(match["year"]) + years
            code = f"{year:04d}" + (f"-{match['rest']}" if match["rest"] else "")
            return replace(reading, value=code, days=_days(year, match["rest"] or "")), span
        return None


def _days(year: int, rest: str) -> Days:
    if rest[:1] in ("Q", "H"):
        length = 3 if rest[0] == "Q" else 6
        return month_of(year, (int(rest[1]) - 1) * length + 1, length)
    if rest[:1] == "W":
        first = date.fromisocalendar(year, min(int(rest[1:]), 52), 1)
        return first, later(first, 6)
    return month_of(year, int(rest)) if rest else years_of(year, year)


NEAR_PERIODS = 6
"""A period told of longer ago than so many others is not meant; set by hand."""
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?P<rest>Q\d|H\d|W\d\d|\d\d))?")


def told(found: Groups, day: date, ahead: bool) -> Reading | None:
    """The quarter, the latest period, the year-ago quarter, the year: as told before, else counted from the day.

    A quarter that none was told of is the last that is over.

    >>> told({"back": "", "y": "", "u": "quarter"}, date(1989, 11, 2), False).value
    '1989-Q3'
    """
    name, years = found["u"].lower(), -1 if found["back"] else 0
    if found["y"]:
        return Reading("DATE", found["y"], years_of(int(found["y"]), int(found["y"])), echo=("=" + found["y"], 0))
    unit = "Q" if name == "period" else unit_of(name or "year")
    point = moved(day, -1, unit) if unit == "Q" and not ahead else day
    point = moved(point, years, "Y")
    return Reading(
        "DATE",
        code_of(point, unit),
        NO_DAYS,
        "publication",
        echo=None if unit == "Y" and not years else ("" if name in ("period", "") else unit, years),
    )


def ended(found: Groups, day: date, ahead: bool) -> Reading | None:
    """The year ended March 31: a length, whose end the words after it tell."""
    return Reading("DURATION", "P1Y")


def quarter(found: Groups, day: date, ahead: bool) -> Reading | None:
    """The year-earlier third quarter."""
    return value.quarter(found, moved(day, -1, "Y"), ahead)


def weekend(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Over the weekend: the last that has begun, or, looking ahead, the next; on one, either."""
    monday = period_of(day, "W")[0]
    if not ahead and day.weekday() < 5:
        monday = later(monday, -7)
    code = f"{code_of(monday, 'W')}-WE"
    first = later(monday, -2) if not ahead and day.weekday() > 4 else later(monday, 5)
    return Reading("DATE", code, (first, later(monday, 6)), "publication")


def end(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Year-end, the end of the year, earlier in the month: some part of the year or month that holds the day."""
    unit = unit_of(found["u"] or "year")
    last = period_of(day, unit)[1]
    whole = Reading("DATE", code_of(day, unit), NO_DAYS, "publication")
    return whole if found["u"] else Reading("DATE", last.isoformat(), (last, last) if ahead else NO_DAYS, "publication")


def century(found: Groups, day: date, ahead: bool) -> Reading | None:
    """The 20th century.

    >>> century({"n": "20th"}, date(2022, 2, 3), False).value
    '19'
    """
    number = int(re.sub(r"\D", "", found["n"]))
    return (
        Reading("DATE", f"{number - 1:02d}", years_of(max(number * 100 - 99, 1), number * 100))
        if 0 < number < 30
        else None
    )
