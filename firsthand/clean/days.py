"""Days written out in a text of any language: "5. Juni 2015", "June 5, 2015", "2015年6月5日", "05.06.15".

Month names come from the lexicon. Where day and month could be exchanged, the order comes from the text's other days or
from its language; a day whose order stays open is not read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from firsthand.lexicon import rows

YEARS = range(1970, 2100)
_NEAR = 40
"""A month's name stands within so many characters of its year: the longest names with weekday and day."""

_YEAR = re.compile(r"(?<![\d.,/:-])(?:19|20)\d\d(?![\d%])")
_BEFORE = re.compile(
    r"(?:(?<![\d.,/])(?<!\d:)(?P<day>\d\d?)(?:st|nd|rd|th|er|º|ª|\.|-)?[ -]?(?:de |of |d[’'])?(?P<month>[^\W\d_]{3,})"
    r"|(?P<month2>[^\W\d_]{3,})\.? (?P<day2>\d\d?)(?:st|nd|rd|th|\.)?)[.,]{0,2}[ -]?(?:de |del )?$"
)
_AFTER = re.compile(r"[. ]? ?(?:m\. )?(?P<month>[^\W\d_]{3,})\.? (?P<day>\d\d?)(?!\d)")
_FIGURES = re.compile(
    r"(?<![\d.,/-])(?<!\d:)(?:(?P<y>(?:19|20)\d\d)(?P<mark>[-/.]|年\s?|년\s?)(?P<m>\d\d?)(?:(?P=mark)|月\s?|월\s?)(?P<d>\d\d?)"
    r"|(?P<a>\d\d?)(?P<mark2>\. ?|/|-)(?P<b>\d\d?)(?P=mark2)(?P<y2>(?:19|20)\d\d|\d\d))(?![\d/%]|[.,:-]\d)"
)

Order = Literal["day", "month", "open"]


@dataclass(frozen=True, slots=True)
class Written:
    """A day as written at ``start`` to ``end`` of a text."""

    start: int
    end: int
    day: date


def written_days(text: str, language: str | None = None, known: Collection[date] = ()) -> Iterator[Written]:
    """The days of ``text`` in their order; a month alone and a day without its year are none.

    ``language`` is a tag of BCP 47 such as "en-GB"; None where it is not known. ``known`` are days that are told
    elsewhere: an order of day and month that alone gives one of them is taken.

    >>> [str(one.day) for one in written_days("Freitag, 5. Juni 2015 | 7 July 2015 | 12/10/2020", "de")]
    ['2015-06-05', '2015-07-07', '2020-10-12']
    """
    flat = re.sub(r"\s", " ", text)
    figures = list(_FIGURES.finditer(flat))
    order = _order(figures, language, known)
    found = [one for match in figures if (one := _of_figures(match, order))]
    found += [one for year in _YEAR.finditer(flat) if (one := _of_words(flat, year, language))]
    yield from sorted(found, key=lambda one: one.start)


def _order(figures: Sequence[re.Match[str]], language: str | None, known: Collection[date]) -> Order:
    """Whether the day or the month stands first in "05/06/2020": by days above 12, by known ones, by the language."""
    marked = [(int(one["a"]), int(one["b"])) for one in figures if one["a"] and "." not in one["mark2"]]
    firsts, seconds = (any(pair[at] > 12 >= pair[1 - at] for pair in marked) for at in (0, 1))
    if not firsts and not seconds:
        known_pairs = {(one.day, one.month) for one in known}
        firsts, seconds = (any(pair[::step] in known_pairs for pair in marked) for step in (1, -1))
    if firsts != seconds:
        return "day" if firsts else "month"
    plain = (language or "en").lower().replace("_", "-")
    return "open" if plain in ("en", "en-us", "en-ph") or firsts else "day"


def _of_figures(match: re.Match[str], order: Order) -> Written | None:
    if match["y"]:
        return _written(match.span(), int(match["y"]), int(match["m"]), int(match["d"]))
    first, second = int(match["a"]), int(match["b"])
    year = int(match["y2"]) + (0 if len(match["y2"]) == 4 else 2000)
    if "." not in match["mark2"] and order != "day" and first < 13:
        if second > 12 or order == "month":
            first, second = second, first
        elif first != second:
            return None
    return _written(match.span(), year, second, first)


def _of_words(text: str, year: re.Match[str], language: str | None) -> Written | None:
    start = max(0, year.start() - _NEAR)
    before = _BEFORE.search(text[start : year.start()])
    if before:
        month = month_number(before["month"] or before["month2"], language)
        if month:
            place = start + before.start(), year.end()
            return _written(place, int(year[0]), month, int(before["day"] or before["day2"]))
    after = _AFTER.match(text, year.end(), year.end() + _NEAR)
    month = month_number(after["month"], language) if after else None
    return _written((year.start(), after.end()), int(year[0]), month, int(after["day"])) if after and month else None


def _written(place: tuple[int, int], year: int, month: int, day: int) -> Written | None:
    try:
        return Written(*place, date(year, month, day)) if year in YEARS else None
    except ValueError:
        return None


def month_number(name: str, language: str | None = None) -> int | None:
    """The number of the month that is called ``name``; None where none is, or another one in another language.

    >>> month_number("Mai"), month_number("listopad"), month_number("listopad", "hr-HR")
    (5, None, 10)
    """
    found = _names().get(name.lower(), [])
    if len(found) > 1:
        wanted = (language or "").lower()[:2]
        found = [one for one in found if wanted in one[1]]
    return found[0][0] if len(found) == 1 else None


@cache
def _names() -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for number, form, *languages in rows("clean_month_names"):
        found.setdefault(form, []).append((int(number), tuple(" ".join(languages).split())))
    return found
