"""What a matched time expression means, counted from a given day: its TIMEX3 type and value and the days it covers.

Each reader takes the named groups of a match (see timex.py), the day to count from, and whether the clause looks ahead.
It does not know where that day comes from. Vague words stay vague: an end that the words leave open is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from firsthand.annotate.calendar import (
    NO_DAYS,
    SEASONS,
    Days,
    code_of,
    day_or_none,
    feast,
    later,
    month_of,
    months_later,
    moved,
    period_of,
    third_of,
    weekday_after,
    weekday_before,
    years_of,
)
from firsthand.lexicon import rows

SURE_MONTHS = 6
"""A bare past month further back than this is widened to "by then". Of 38 bare past months in four fifths of TimeBank
30 lie at most 6 months back, 7 lie 7 to 10 months back, one 18."""
LIKELY_MONTHS = 9
"""A bare month further back than this may as well lie ahead: of the same data 1 such past one, 7 coming ones."""
SURE_DAYS = 274
"""A month and day without a year, further back than nine months, may as well lie ahead: of the same data 2 such past
ones, 45 coming ones (most with a word that says so)."""
Origin = Literal["none", "publication", "narrative"]
Groups = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means. ``origin``: what it counts from. ``partial``: the value while that day is unknown.

    ``echo``: the kind of period (Q, Y, D, or "" for the narrowest) told before that it repeats, and the years between.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    days: Days = NO_DAYS
    origin: Origin = "none"
    partial: str | None = None
    echo: tuple[str, int] | None = None


@cache
def words(kind: str) -> dict[str, str]:
    """Word -> value of one class of lexicon/time_words.txt."""
    return {row[1]: row[2] if len(row) > 2 else "" for row in rows("time_words") if row[0] == kind}


def value_of(kind: str, form: str) -> str:
    """The value of a word as it stands in a text (case, spaces, a final point and the kind of apostrophe aside)."""
    return words(kind)[re.sub(r"\s+", " ", form.lower().rstrip(".")).replace("’", "'")]


def unit_of(word: str) -> str:
    """The code of a unit, singular or plural: "weeks" is W."""
    lowered = word.lower().removesuffix("'s").removesuffix("’s")
    known = words("unit")
    return known.get(lowered) or known.get(lowered.removesuffix("s")) or known[lowered.removesuffix("ies") + "y"]


def iso(found: Groups, day: date, ahead: bool) -> Reading | None:
    """2022-02-03, 2022-02-03T16:56, 20220203."""
    return _whole(day_or_none(int(found["y"]), int(found["m"]), int(found["d"])), found)


def slashed(found: Groups, day: date, ahead: bool) -> Reading | None:
    """03/02/2022: both readings where both are days; the value is then left open. 03.02.2022: the day first."""
    year = int(found["y"] or found["y2"])
    year += 0 if year > 99 else (1900 if year > 49 else 2000)
    first, second = int(found["a"]), int(found["b"] or found["b2"])
    if found["b2"] and second < 13:
        return _whole(day_or_none(year, second, first), found)
    both = [one for one in (day_or_none(year, first, second), day_or_none(year, second, first)) if one]
    if len(set(both)) < 2:
        return _whole(both[0] if both else None, found)
    return Reading("DATE", None, (min(both), max(both)))


def dated(found: Groups, day: date, ahead: bool) -> Reading | None:
    """February 3; 3 Feb, 2022 16:56; July 3-5. Without a year the latest such day, or, looking ahead, the next."""
    month, first = int(value_of("month", found["m"])), _day_of(found["d"])
    last = int(re.sub(r"\D", "", found["d2"])) if found["d2"] else first
    if found["y"]:
        start, end = day_or_none(int(found["y"]), month, first), day_or_none(int(found["y"]), month, last)
        reading = _whole(start, found)
        return reading and replace(reading, days=(start, end or start))
    partial = f"XXXX-{month:02d}-{first:02d}"
    reading = _yearless(lambda year: day_or_none(year, month, first), day, ahead and not found["rel"], partial)
    if reading is None or reading.value is None:
        return None
    value, days = _timed(reading.value, found), reading.days
    if days[0] == days[1] and days[0] is not None:
        days = (days[0], day_or_none(days[0].year, month, last) or days[0])
    return replace(reading, type="TIME" if "T" in value else "DATE", value=value, days=days)


def _day_of(word: str) -> int:
    """The number of a day of the month: "4th" is 4, "twenty-first" 21."""
    return int(re.sub(r"\D", "", word) or value_of("monthday", word.replace(" ", "-")))


def _yearless(in_year: Callable[[int], date | None], day: date, ahead: bool, partial: str | None) -> Reading | None:
    """A day that comes once a year: the latest or, looking ahead, the next; long ago, one or the other."""
    days = [found for year in range(max(day.year - 8, 1), min(day.year + 9, 9999)) if (found := in_year(year))]
    past, coming = [one for one in days if one <= day], [one for one in days if one >= day]
    if not past or not coming:
        return None
    back, on = past[-1], coming[0]
    if not ahead and (day - back).days > SURE_DAYS:
        return Reading("DATE", on.isoformat(), (back, on), "publication", partial)
    chosen = on if ahead and (on - day).days < SURE_DAYS else back
    return Reading("DATE", chosen.isoformat(), (chosen, chosen), "publication", partial)


def month(found: Groups, day: date, ahead: bool) -> Reading | None:
    """October 2021, late October, last March, in July. A bare month far back is only "by the end of it"."""
    number, stage, relation = int(value_of("month", found["m"])), _stage(found), found["rel"].lower()
    if found["y"]:
        year = int(found["y"])
        return Reading("DATE", f"{year:04d}-{number:02d}", third_of(month_of(year, number), stage))
    back = (day.month - number) % 12
    start = months_later(day.replace(day=1), -back)
    if found["of"]:
        start = date(day.year + _step(found["of"].split()[0]), number, 1)
    elif relation in ("next", "coming", "this coming") or (ahead and not relation and back):
        start = months_later(start, 12)
    elif relation == "this":
        start = date(day.year, number, 1)
    elif relation in ("last", "past", "this past") and back < 2:
        start = months_later(start, -12)
    days: Days = third_of(month_of(start.year, start.month), stage)
    if relation == "last" and back == 1:
        days = (days[0], month_of(day.year - (day.month == 1), number)[1])
    value: str | None = code_of(start, "M")
    if not relation and not found["of"] and not ahead and back > SURE_MONTHS:
        days = (None, days[1])
        if back > LIKELY_MONTHS:
            coming = months_later(start, 12)
            value, days = code_of(coming, "M"), (None, month_of(coming.year, coming.month)[1])
    return Reading("DATE", value, days, "publication", f"XXXX-{number:02d}")


def weekday(found: Groups, day: date, ahead: bool) -> Reading | None:
    """On Tuesday, last Friday, Friday night, Monday last week. "last Friday" two days after one may mean either."""
    number, relation = int(value_of("weekday", found["w"])), found["rel"].lower()
    back, on = weekday_before(day, number), weekday_after(day, number)
    days: Days = (on, on) if ahead else (back, back)
    if found["week"]:
        chosen = weekday_after(later(period_of(day, "W")[0], 7 * _step(found["week"].split()[0])), number)
        days = (chosen, chosen)
    elif relation in ("last", "past", "this past"):
        back = weekday_before(later(day, -1), number)
        days = (later(back, -7), back) if relation == "last" and (day - back).days < 3 else (back, back)
    elif relation in ("next", "coming", "this coming"):
        on = weekday_after(later(day, 1), number)
        days = (on, later(on, 7)) if relation == "next" and (on - day).days < 4 else (on, on)
    elif not ahead and (day - back).days == 6:
        days = (back, later(day, 1))
    point = days[1] if relation == "last" else days[0]
    hour = (
        f"T{value_of('daypart', found['part'])}"
        if found["part"]
        else f"T{_hour(found['clock'])}"
        if found["clock"]
        else ""
    )
    return Reading("TIME" if hour else "DATE", f"{point}{hour}", days, "publication", f"XXXX-WXX-{number + 1}")


def deictic(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Today, yesterday morning, tonight, last night, the day before yesterday."""
    word = found["day"].lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    part = found["part"] or found["part2"] or ("night" if word == "tonight" else "")
    if found["same"].lower() == "last":
        shift = -1
    if found["two"]:
        shift += -1 if found["two"].lower() == "before" else 1
    chosen = later(day, shift)
    code = f"T{value_of('daypart', part)}" if part else ""
    return Reading("TIME" if code else "DATE", f"{chosen}{code}", (chosen, chosen), "publication")


def quarter(found: Groups, day: date, ahead: bool) -> Reading | None:
    """The third quarter, the first half of 1998; without a year the latest that has begun."""
    number = int(words("ordinal").get(found["q"].lower(), "2"))
    length = 6 if found["half"].lower() == "half" else 3
    if number * length > 12:
        return None
    year = int(found["y"]) if found["y"] else day.year + (_step(found["rel"]) if found["rel"] else 0)
    if not found["y"] and not found["rel"] and not ahead and date(year, (number - 1) * length + 1, 1) > day:
        year -= 1
    days = month_of(year, (number - 1) * length + 1, length)
    value = f"{year:04d}-{'H' if length == 6 else 'Q'}{number}"
    return Reading("DATE", value, days, "none" if found["y"] else "publication", f"XXXX-{value[5:]}")


def relative(found: Groups, day: date, ahead: bool) -> Reading | None:
    """This week, last month, next year, earlier this week, the same day; "this" is cut at the day it counts from."""
    relation, name = re.sub(r"^(?:the|that)\s+", "", found["rel"].lower()), found["u"].lower()
    if name in words("daypart"):
        return None if relation in ("current", "latest") else _part_of(moved(day, _step(relation), "D"), name)
    unit = "W" if name == "weekend" else unit_of(name)
    step = _step(relation)
    narrative = relation in ("that", "same", "previous", "following", "preceding") or found["rel"].lower() == "the next"
    point = moved(day, step, unit)
    days: Days = period_of(point, unit)
    code = code_of(point, unit)
    if name == "weekend":
        days, code = (later(period_of(point, "W")[0], 5), days[1]), f"{code}-WE"
    elif step == 0 and relation in ("this", "current", "latest") and not narrative:
        later_part = ahead or found["stage"].lower() == "later"
        days = (day, days[1]) if later_part else (days[0], day)
    elif found["stage"].lower() in ("early", "late"):
        days = third_of(days, _stage(found))
    return Reading("DATE", code, days, "narrative" if narrative else "publication")


def season(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Last fall, the summer of 1998; a month of grace at both ends, since half the earth counts otherwise."""
    code, relation = value_of("season", found["s"]), found["rel"].lower()
    year = int(found["y"]) if found["y"] else day.year
    if not found["y"]:
        started = date(year, SEASONS[code], 1) <= day
        coming = relation == "next" or ahead
        year += (1 if coming and started else 0) - (1 if not coming and not started else 0)
        if relation == "last" and started and day <= month_of(year, SEASONS[code], 3)[1]:
            year -= 1
    first, last = month_of(year, SEASONS[code], 3)
    days: Days = third_of((first, last), _stage(found)) if _stage(found) else (later(first, -31), later(last, 31))
    return Reading("DATE", f"{year:04d}-{code}", days, "none" if found["y"] else "publication")


def decade(found: Groups, day: date, ahead: bool) -> Reading | None:
    """The 1990s, the late '80s."""
    century = int(found["c"]) if found["c"] else 19 if int(found["e2"]) > 2 else 20
    first = century * 100 + int(found["e"] or found["e2"]) * 10
    return Reading("DATE", f"{first // 10}", third_of(years_of(first, first + 9), _stage(found)))


def years(found: Groups, day: date, ahead: bool) -> Reading | None:
    """2014-2019, 2014-19."""
    first, last = int(found["y"]), int(found["y2"])
    last += first // 100 * 100 if last < 100 else 0
    return Reading("DATE", None, years_of(first, last)) if first < last < first + 100 else None


def holiday(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Christmas Eve, New Year's Day 2020."""
    rule = value_of("holiday", found["h"])
    if found["y"]:
        return _whole(feast(rule, int(found["y"])), found)
    relation = found["rel"].lower()
    coming = relation in ("next", "this coming") or (ahead and relation != "last")
    return _yearless(lambda year: feast(rule, year), day, coming, None)


def year(found: Groups, day: date, ahead: bool) -> Reading | None:
    """In 2014, late 2014."""
    return Reading("DATE", found["y"], third_of(years_of(int(found["y"]), int(found["y"])), _stage(found)))


def clock(found: Groups, day: date, ahead: bool) -> Reading | None:
    """4 p.m., 16:56: a time of a day that the words do not name."""
    hour = f"T{_hour(found['clock'])}"
    return Reading("TIME", hour, NO_DAYS, "none", hour, ("D", 0))


def reference(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Recently: until then; soon: from then on; now: some time about then, which says no day."""
    value = value_of("reference", found["word"])
    if value == "FUTURE_REF" and not ahead and found["word"].lower() == "soon":
        return None
    days = {"PAST_REF": (None, day), "FUTURE_REF": (day, None)}.get(value, NO_DAYS)
    return Reading("DATE", value, days, "publication")


def weak(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Recent, future: a time now and then, which dates nothing."""
    return Reading("DATE", value_of("weak", found["word"]))


def part(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Morning, overnight: of a day told of before."""
    return _part_of(day, found["part"])


def _part_of(day: date, part: str) -> Reading:
    return Reading("TIME", f"{day}T{value_of('daypart', part)}", (day, day), "narrative")


# --- parts of readings ----------------------------------------------------------------------------------------------


def _whole(day: date | None, found: Groups) -> Reading | None:
    if day is None:
        return None
    value = _timed(day.isoformat(), found)
    return Reading("TIME" if "T" in value else "DATE", value, (day, day))


def _timed(value: str, found: Groups) -> str:
    return f"{value}T{_hour(found['clock'])}" if found.get("clock") else value


def _hour(clock: str) -> str:
    if not clock[0].isdigit():
        return {"noon": "12:00", "midnight": "24:00"}[clock.lower()]
    hour, minute = [*re.findall(r"\d+", clock), "00"][:2]
    pm = re.search(r"p\.?\s*m", clock.lower())
    number = int(hour) % 12 + 12 if pm else int(hour) % 12 if re.search(r"a\.?\s*m", clock.lower()) else int(hour)
    return f"{number:02d}:{minute}"


def _stage(found: Groups) -> int:
    word = (found.get("stage") or found.get("stage2") or "").lower()
    return int(words("stage").get(word, "0"))


_AHEAD = ("next", "coming", "this coming", "upcoming", "following")


def _step(word: str) -> int:
    word = word.lower()
    return -1 if word in ("last", "past", "this past", "previous", "preceding") else 1 if word in _AHEAD else 0
