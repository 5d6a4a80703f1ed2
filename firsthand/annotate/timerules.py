"""The rules of time expressions: a pattern each, who reads what it matches, and what must stand around it.

After TimeML 1.2.1 (TIMEX3: DATE, TIME, DURATION, SET). The words come from lexicon/time_words.txt. The first rule that
matches wins, so what is longer or surer stands before what is shorter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from firsthand.annotate import timecount as count
from firsthand.annotate import timefits as fits
from firsthand.annotate import timeperiod as period
from firsthand.annotate import timevalue as mean
from firsthand.annotate.timevalue import Groups, Reading, words

Reader = Callable[[Groups, date, bool], Reading | None]
Fits = Callable[["re.Match[str]"], bool]
Row = tuple[str, Reader, Fits]


def _any(kind: str) -> str:
    forms = sorted(words(kind), key=len, reverse=True)
    return "(?i:" + "|".join(re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]") for form in forms) + ")"


def _capital(kind: str) -> str:
    forms = sorted(words(kind), key=len, reverse=True)
    return "(?:" + "|".join(f"{form.title()}|{form.upper()}" for form in forms) + ")"


def _months() -> str:
    forms = words("month")
    short = {form for form in forms if any(other != form and other.startswith(form) for other in forms)} | {"sept"}
    names = (rf"(?:{form.title()}|{form.upper()})" + (r"\b\.?" if form in short else r"\b") for form in forms)
    return "(?:" + "|".join(names) + ")"


_CLOCK = r"(?:\d{1,2}:\d\d(?::\d\d)?(?:[.]\d+)?(?:\s*[AaPp]\.?[Mm]\b\.?)?|\d{1,2}(?:\.\d\d)?\s*[AaPp]\.?[Mm]\b\.?)"
_ZONES = r"\b(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|IST|JST|AEST)\b"
_ZONE = rf"(?:\s*(?:Z\b|[+-]\d\d:?\d\d\b|\(?{_ZONES}\)?|(?i:local\s+time)))?"
_TAIL = rf"(?:(?:T|\s*[,|·•–—-]\s*|\s+)(?:(?i:at)\s+)?(?P<clock>{_CLOCK}){_ZONE})?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?!\d|%|:\d|[.,]\d)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)"
_OF_YEAR = rf"(?:,\s*|\s+(?:(?i:of|in)\s+)?)(?P<y>{_YEAR})"
_STAGE = (
    r"(?:(?:(?i:(?P<stage>early|late|mid))[\s-]+|(?i:(?:the\s+)?(?P<stage2>beginning|start|middle|end)\s+of\s+))"
    r"(?i:the\s+)?)?"
)
_REL = r"(?i:this\s+past|this\s+coming|last|next|this|past|coming)"
_SO = r"(?:\s+(?i:or\s+(?:so|more|longer|less))\b)?"
_AROUND = r"(?:(?i:around|approximately)\s+)?"
_AT = rf"(?:(?P<at>{_CLOCK}|(?i:noon|midnight)\b){_ZONE},?\s+(?:(?i:on)\s+)?)?"
_UNITS = r"(?i:days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)|hours?|minutes?|seconds?)\b"
_UNIT = r"(?i:day|week|weekend|month|quarter|year|decade|century|morning|afternoon|evening|night)\b"
_LONG = r"(?i:hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_PLURAL = r"(?i:days|weeks|months|quarters|years|decades|centuries|hours|minutes)\b"


def _absolute(month: str, weekday: str) -> list[Row]:
    lead = rf"(?:(?:{weekday}|{_capital('shortday')}\b\.?),?\s+(?:(?i:the)\s+)?)?"
    days = rf"(?P<d>{_DAY})(?:\s?[-–]\s?(?P<d2>{_DAY}))?"
    spelled = rf"(?P<d>{_any('monthday')})\b(?P<d2>)"
    of = r"(?:\s+(?P<of>(?i:last|this|next)\s+(?i:year))\b)?"
    return [
        (rf"(?P<y>1[5-9]\d\d|20\d\d)[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>0?[1-9]|[12]\d|3[01])(?!\d){_TAIL}",
         mean.iso, fits.always),
        (r"(?P<y>19\d\d|20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", mean.iso, fits.always),
        (r"(?P<a>\d{1,2})(?:/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)|\.(?P<b2>\d{1,2})\.(?P<y2>\d{4}))(?!\d)" + _TAIL,
         mean.slashed, fits.always),
        (rf"{_AROUND}{_AT}(?:(?P<rel>(?i:last|this\s+coming))\s+)?{lead}(?P<m>{month})\s*{days}(?:{_OF_YEAR})?{_TAIL}",
         mean.dated, fits.always),
        (rf"{_AT}{lead}{days}\s+(?:(?i:of)\s+)?(?P<m>{month})(?:{_OF_YEAR})?{_TAIL}", mean.dated, fits.always),
        (rf"(?P<rel>){lead}(?P<m>{month})\s+{spelled}(?:{_OF_YEAR})?", mean.dated, fits.spelled),
        (rf"(?:(?i:the)\s+)?{spelled}\s+(?i:of)\s+(?P<m>{month})(?:{_OF_YEAR})?", mean.dated, fits.always),
        (rf"{_STAGE}(?:(?P<rel>{_REL})\s+)?(?P<m>{month})(?:{_OF_YEAR}|{of})(?!\s*\d)", mean.month, fits.month),
    ]  # fmt: skip


def _counted() -> list[Row]:
    tens = rf"{_any('tens')}[\s-]{_any('number')}"
    more = r"(?:(?i:\s+and\s+a\s+half)|\s+\d/\d|(?i:\s+(?:hundred|thousand|million)))?"
    number = rf"(?:{tens}|{_any('number')}|\d+(?:[.,]\d+)*){more}"
    several = rf"(?P<n>{number})(?:(?P<to>\s+(?i:to|or)\s+|[-–])(?:{number}))?"
    vague = rf"(?:(?P<round>{_any('round')})\s+(?:(?i:the)\s+)?)?"
    full = r"(?:(?i:more|long|straight|consecutive|full|whole|(?:trading|business|working)(?=\s+days))\s+)?"
    span = rf"{vague}(?P<n>{number})[\s-]+{full}(?P<u>{_UNITS})"
    way = r"(?P<way>(?i:ago|earlier|later|from\s+now|prior(?!\s+to)))\b"
    return [
        (rf"{span}(?:\s+(?i:or\s+so))?\s+{way}", count.ago, fits.always),
        (rf"(?P<round>)(?P<n>)(?P<u>{_PLURAL})\s+{way}", count.ago, fits.always),
        (rf"(?:(?!(?i:over|around)\b){_any('round')}\s+(?=(?i:the)\s))?(?:(?i:the)\s+)?(?P<way>(?i:past|last|latest|next|coming|recent|future|previous"
         rf"|preceding|following|first))\s+(?:(?P<n>{number})(?:(?P<to>\s+(?i:to|or)\s+|[-–]){number})?\s+)?(?P<u>{_PLURAL})"
         rf"(?:\s+(?i:and|or)\s+{_PLURAL})?{_SO}", count.window, fits.always),
        (rf"{vague}(?P<n>(?i:an?|one))\s+(?P<u>(?i:hour|minute|year|month|week|day|decade))\s+(?P<half>(?i:and\s+a\s+half))\b",
         count.duration, fits.always),
        (r"(?i:over|during|in|for|within)\s+"
         r"(?P<from>(?i:the\s+(?:past|last))\s+(?P<u>(?i:day|week|month|quarter|year|decade)))\b",
         count.window_one, fits.always),
        (rf"(?i:once|twice|{number}\s+times)\s+(?i:an?|every|each|per)\s+(?P<w>)(?P<u>{_UNITS})",
         count.every, fits.always),
        (rf"(?:(?i:the)\s+(?=[\w-]+\s+(?i:months)))?(?!(?i:over)\s+){vague}{several}[\s-]+{full}(?P<u>{_UNITS})"
         rf"(?!\s+(?i:old)\b|-(?i:old|ago|earlier|end)s?\b)(?:[\s-](?i:period|long)\b)?{_SO}",
         count.duration, fits.length),
    ]  # fmt: skip


def _pointing() -> list[Row]:
    alike = r"(?:comparable|corresponding)"
    back = rf"(?P<back>(?i:(?:{alike}\s+)?(?:year-(?:ago|earlier)|prior-year|{alike})\s+))"
    length = r"(?P<half>(?i:quarter|half))\b"
    latter = rf"(?i:last|latter)(?=\s+half\s+of\s+(?:fiscal\s+)?{_YEAR})"
    rank = rf"(?P<q>{_any('ordinal')}|{latter})[\s-]+{length}"
    fiscal = r"(?i:the\s+(?![a-z]+-))?(?i:fiscal[\s-]+)?"
    return [
        (r"(?i:an?\s+)?(?P<from>(?P<back>(?i:year-(?:ago|earlier))))\b(?P<u>)", period.told, fits.always),
        (r"(?i:the\s+weekend)\b", period.weekend, fits.told),
        (rf"(?i:(?:the|its|their)\s+)?{back}{rank}", period.quarter, fits.always),
        (rf"(?i:(?:the|its|their)\s+)?{back}(?P<u>(?i:quarter|period|month|week))\b", period.told, fits.told),
        (r"(?i:the\s+latest\s+(?P<u>(?i:quarter|period)))\b", period.told, fits.told),
        (r"(?i:the\s+(?:fiscal\s+)?year)\b(?=\s+(?i:ended|ending)\b)", period.ended, fits.always),
        (rf"(?i:the\s+(?:fiscal\s+)?year)\s+(?P<y>{_YEAR})(?P<stage>)(?P<stage2>)(?![-–]\w)", mean.year, fits.always),
        (r"(?:(?i:the)\s+)?(?P<rel>(?i:current|last|next|previous|this))\s+(?i:fiscal)\s+(?P<u>(?i:year|quarter))\b(?P<stage>)",
         mean.relative, fits.always),
        (r"(?i:the\s+(?:full\s+|reported\s+|current\s+)?(?:fiscal\s+)?(?P<u>(?i:quarter|year|week)))\b",
         period.told, fits.told),
        (rf"(?i:the\s+)(?P<y>{_YEAR})\s+(?P<u>(?i:quarter|period))\b", period.told, fits.always),
        (r"(?i:the\s+)?(?:(?i:end|close)\s+(?i:of\s+(?:the|this))|(?P<stage>(?i:earlier|later|early|late))\s+(?i:in\s+the))"
         r"\s+(?P<u>(?i:year|month|week))\b", period.end, fits.told),
        (rf"{_AROUND}(?i:year(?:-|['’]s\s+|\s+)end)\b", period.end, fits.always),
        (r"(?i:the\s+)?(?P<n>\d\d?(?i:st|nd|rd|th))[\s-](?i:century)\b", period.century, fits.always),
        (rf"(?P<rel>(?i:last|this|next))\s+(?i:year['’]s)\s+(?i:fiscal\s+)?{rank}", mean.quarter, fits.always),
        (rf"(?i:the\s+)?(?i:fiscal\s+)?(?P<y>{_YEAR})['’]?s?\s+(?i:fiscal\s+)?{rank}", mean.quarter, fits.always),
        (rf"{_STAGE}{fiscal}{rank}(?:\s+(?:(?i:of)\s+)?(?:(?i:fiscal\s+)?(?P<y>{_YEAR})|(?P<rel>(?i:last|this|next))\s+(?i:year)\b))?",
         mean.quarter, fits.always),
    ]  # fmt: skip


def _spelled() -> list[Row]:
    """Years in words, as broadcasters' scripts have them."""
    tens = rf"{_any('tens')}(?:[\s-]{_any('number')})?"
    below = rf"(?:{tens}|(?i:oh?)[\s-]{_any('number')}|hundred|ten|eleven|twelve|\w+teen)"
    year = rf"(?P<c>(?i:seventeen|eighteen|nineteen|twenty))[\s-](?P<e>{below})\b(?!-|\s+(?i:percent|thousand|million))"
    thousand = rf"(?i:the\s+year\s+)(?P<c>(?i:two\s+thousand))(?:\s+(?:(?i:and)\s+)?(?P<e>{_any('number')}))?\b"
    season = rf"(?i:the\s+)?(?P<s>{_any('season')})\s+(?i:of)\s+"
    return [
        (season + year, count.spelled, fits.always),
        (rf"{_STAGE}(?:(?i:the\s+year)\s+)?{year}", count.spelled, fits.always),
        (thousand, count.spelled, fits.always),
    ]


def rules() -> list[Row]:
    """All rules, the first that matches first."""
    month, weekday, part = _months(), _capital("weekday") + r"\b", _any("daypart")
    vague = rf"(?:{_any('round')}\s+)?"
    counted = _counted()
    return [
        *_absolute(month, weekday),
        *_spelled(),
        (rf"(?i:every|each)\s+(?:(?i:other|single)\s+)?(?:(?P<w>{weekday})|{part}\b|(?P<u>{_UNITS}))",
         count.every, fits.always),
        (rf"(?P<w>{_capital('weekday')}[sS])\b(?P<u>)", count.every, fits.always),
        (rf"(?P<w>{_capital('weekday')})\s+(?P<part>{part})[sS]\b(?P<u>)", count.every, fits.always),
        (rf"{_AT}(?:(?i:early|late|later)(?:\s+(?i:on))?\s+)?(?:(?P<rel>{_REL})\s+)?(?P<w>{weekday})(?:\s+(?P<part>{part})\b)?"
         r"(?:\s+(?P<week>(?i:last|next|this)\s+(?i:week))\b)?", mean.weekday, fits.always),
        (r"(?:(?i:early|late|later|earlier)\s+)?(?:(?:(?i:the\s+)?(?i:day)\s+(?P<two>(?i:before|after))\s+)?"
         rf"(?P<day>(?i:today|yesterday|tomorrow|tonight))\b(?:\s+(?P<part>{part})\b)?|(?P<same>(?i:this|last))\s+(?P<part2>{part})\b)",
         mean.deictic, fits.deictic),
        *counted[:-1],
        *_pointing(),
        (r"(?:(?P<stage>(?i:earlier|later|early|late|sometime))\s+)?(?P<rel>(?i:(?:(?:the|that)\s+)?(?:current|same|previous|following|coming"
         rf"|latest|preceding|upcoming)|the\s+next|this\s+(?:past|coming)|this|last|next|that))\s+(?P<u>{_UNIT})",
         mean.relative, fits.always),
        (rf"{_STAGE}(?:(?P<rel>(?i:last|this|next|the|in))\s+)?(?P<s>{_any('season')})\b(?:\s+(?:(?i:of)\s+)?(?P<y>{_YEAR}))?",
         mean.season, fits.season),
        (rf"(?:(?i:the)\s+)?{_STAGE}(?:(?P<c>1[5-9]|20)(?P<e>\d)0s|['’](?P<e2>\d)0s)\b", mean.decade, fits.always),
        (r"(?P<y>1[5-9]\d\d|20\d\d)\s?[-–/]\s?(?P<y2>(?:19|20)?\d\d)(?![\d-])", mean.years, fits.always),
        (rf"(?:(?P<rel>(?i:last|this|next|this\s+coming))\s+)?(?P<h>{_any('holiday')})(?!\w)(?:,?\s+(?P<y>{_YEAR}))?",
         mean.holiday, fits.feast),
        (rf"{_STAGE}(?:(?i:fiscal)\s+(?:(?i:year)\s+)?)?(?P<y>{_YEAR})(?![%]|[:]\d|[-–]\d|-\w)", mean.year, fits.year),
        counted[-1],
        (rf"{vague}(?i:half(?:\s+an?\s+|-))(?P<u>(?i:hour|year|day|century|decade|month))\b", count.half, fits.always),
        (rf"(?P<n>)(?P<u>{_LONG})-(?i:long)\b", count.long, fits.always),
        (rf"{_AROUND}(?P<clock>{_CLOCK}|(?i:noon|midnight)\b){_ZONE}", mean.clock, fits.clock),
        (rf"(?P<word>{_any('set')})\b", count.repeated, fits.adverb),
        (rf"(?P<word>{_any('reference')})\b", mean.reference, fits.reference),
        (rf"(?P<n>)(?P<u>{_PLURAL})(?:\s+(?i:and|or)\s+{_PLURAL})?", count.duration, fits.units),
        (rf"(?P<word>{_any('weak')})\b", mean.weak, fits.never),
        (rf"(?i:the\s+)?(?:(?i:early|mid|late)[\s-]+)?(?P<part>{part})\b", mean.part, fits.never),
    ]  # fmt: skip
