"""Time expressions that count: so many units ago or later, lengths, windows of time, what is repeated.

Readers like those of timevalue.py, and with the same ignorance.
"""

from __future__ import annotations

import re
from datetime import date

from firsthand.annotate.calendar import Days, code_of, later, moved
from firsthand.annotate.timevalue import Groups, Origin, Reading, season, unit_of, value_of, words, year


def ago(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Three days ago, about two years ago, more than a week ago, two weeks later: exact only as far as the unit is."""
    unit, way = unit_of(found["u"]), found["way"].lower()
    count = _count(found["n"]) if found["n"] else None
    sign = -1 if way in ("ago", "earlier", "prior") else 1
    origin: Origin = "narrative" if way in ("later", "earlier", "prior") else "publication"
    if unit.startswith("T"):
        return Reading("TIME", None, (later(day, -1), day) if sign < 0 else (day, later(day, 1)), origin)
    if count is None:
        end = moved(day, sign * 2, unit)
        return Reading(
            "DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", (None, end) if sign < 0 else (end, None), origin
        )
    echo = ("" if way != "ago" else "Q", round(sign * count)) if unit == "Y" and count % 1 == 0 else None
    point = moved(day, round(sign * count), unit)
    quantity = found["round"].lower()
    value = code_of(point, unit)
    if quantity in ("more than", "at least", "over", "just over", "well over"):
        return Reading("DATE", value, (None, point) if sign < 0 else (point, None), origin)
    slack = 0 if unit == "D" and not quantity else max((moved(day, 1, unit) - day).days // (1 if quantity else 2), 1)
    days: Days = (later(point, -slack), later(point, slack))
    if sign < 0 and days[1] is not None:
        days = (days[0], min(days[1], day))
    return Reading("DATE", value, days, origin, echo=None if quantity else echo)


def window(found: Groups, day: date, ahead: bool) -> Reading | None:
    """The past two months, the next few days, recent years: from or until the day it counts from."""
    unit, way = unit_of(found["u"]), found["way"].lower()
    count = _count(found["n"]) if found["n"] else None
    value = _period(None if found["to"] else count, unit)
    if way in ("first", "following", "previous", "preceding"):
        return Reading("DURATION", value)
    if way == "future" and count is None:
        return Reading("DATE", "FUTURE_REF", (day, None), "publication")
    if way in ("next", "coming", "future"):
        return Reading("DURATION", value, (day, moved(day, round(count), unit) if count else None), "publication")
    if count is None:
        length = found["n"] and way not in ("recent", "latest")
        return Reading(*(("DURATION", value) if length else ("DATE", "PAST_REF")), (None, day), "publication")
    return Reading("DURATION", value, (moved(day, -round(count + 0.4), unit), day), "publication")


def window_one(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Over the past year: the year that ends on the day it counts from."""
    unit = unit_of(found["u"])
    return Reading("DURATION", _period(1, unit), (moved(day, -1, unit), day), "publication")


def duration(found: Groups, day: date, ahead: bool) -> Reading | None:
    """For three days, more than seven weeks, 14-year: a length, which dates nothing."""
    if not found["n"] or found["to"]:
        return Reading("DURATION", _period(None, unit_of(found["u"])))
    if found["half"]:
        return Reading("DURATION", _period(1.5, unit_of(found["u"])))
    if ahead and found["n"].lower() == "one" and unit_of(found["u"]) == "D":
        return Reading("DATE", "FUTURE_REF", (day, None), "publication")
    return Reading("DURATION", _period(_count(found["n"]), unit_of(found["u"])))


def long(found: Groups, day: date, ahead: bool) -> Reading | None:
    """A year-long, decades-long."""
    return Reading("DURATION", _period(None if found["u"].lower().endswith("s") else 1, unit_of(found["u"])))


def half(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Half an hour."""
    minutes = {"hour": "PT30M", "year": "P6M", "day": "PT12H", "decade": "P5Y", "century": "P50Y", "month": "P15D"}
    return Reading("DURATION", minutes[found["u"].lower()])


def every(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Every Friday, each month, twice a year."""
    if found["w"]:
        name = found["w"].lower()
        number = value_of("weekday", name if name in words("weekday") else name.removesuffix("s"))
        part = f"T{value_of('daypart', found['part'])}" if found["part"] else ""
        return Reading("SET", f"XXXX-WXX-{int(number) + 1}{part}")
    return Reading("SET", _period(1, unit_of(found["u"])) if found["u"] else "P1D")


def repeated(found: Groups, day: date, ahead: bool) -> Reading | None:
    """Daily, annually, from time to time."""
    return Reading("SET", value_of("set", found["word"]))


def spelled(found: Groups, day: date, ahead: bool) -> Reading | None:
    """In nineteen ninety-four, the winter of nineteen eighty, the year two thousand and one.

    >>> spelled({"c": "Nineteen", "e": "ninety-four", "s": ""}, date(2022, 2, 3), False).value
    '1994'
    """
    rest = re.sub(r"^oh?[\s-]", "", found["e"].lower())
    hundreds = 20 if "thousand" in found["c"].lower() else _count(found["c"])
    number = 0 if rest in ("", "hundred") else _count(rest)
    if hundreds is None or number is None or number > 99:
        return None
    named = found | {"y": f"{hundreds:.0f}{number:02.0f}", "rel": ""}
    return season(named, day, ahead) if found["s"] else year(named, day, ahead)


_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}


def _count(word: str) -> float | None:
    lowered = re.sub(r"\s+", " ", word.lower()).strip()
    extra = 0.5 if re.search(r" and a half$| 1/2$", lowered) else 0.0
    lowered = re.sub(r" and a half$| \d/\d$", "", lowered)
    if re.fullmatch(r"[\d.,]+", lowered):
        return float(lowered.replace(",", "") or 0) + extra
    scale = next((size for word, size in _SCALES.items() if lowered.endswith(f" {word}")), 1)
    if scale > 1:
        count = _count(lowered.rsplit(" ", 1)[0])
        return None if count is None else count * scale
    total = 0.0
    for piece in [lowered] if lowered in words("number") else re.split(r"[\s-]", lowered):
        value = words("number").get(piece, "X")
        if value == "X":
            return None
        total += float(value)
    return total + extra


_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S"}


def _period(count: float | None, unit: str) -> str:
    if unit in "FEC" and (count is not None or unit == "F"):
        factor, unit = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y")}[unit]
        count = None if count is None else count * factor
    if unit in _HALVES and count is not None and count % 1 == 0.5:
        return f"P{'T' if unit.startswith('T') else ''}{int(count)}{unit[-1]}{_HALVES[unit]}"
    number = "X" if count is None else f"{count:g}"
    return f"P{'T' if unit.startswith('T') else ''}{number}{unit[-1]}"
