"""The grammar of time expressions: which words of a text are one, and which rule reads them.

It follows TimeML 1.2.1 (TIMEX3: DATE, TIME, DURATION, SET). One combined pattern, built once over the words of
lexicon/time_words.txt, finds them; timevalue.py and timecount.py say what they mean. It does not know on which
day a text was written, no feasts that move, no fiscal years.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from firsthand.annotate import timecount as count
from firsthand.annotate import timevalue as mean
from firsthand.annotate.timevalue import Groups, Reading, words
from firsthand.lexicon import rows

Reader = Callable[[Groups, date, bool], Reading | None]
Fits = Callable[["re.Match[str]"], bool]


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at ``start`` to ``end``, its matched groups and its reader."""

    start: int
    end: int
    groups: Groups
    reader: Reader

    def read(self, day: date, ahead: bool) -> Reading | None:
        """What it means counted from ``day``; ``ahead``: its clause looks ahead. None: it is no time after all."""
        return self.reader(self.groups, day, ahead)


def expressions(text: str) -> Iterator[Found]:
    """The time expressions of ``text``, left to right, none overlapping.

    >>> text = "He said on Friday, Feb. 4 that the 1990s were over."
    >>> [text[found.start : found.end] for found in expressions(text)]
    ['Friday, Feb. 4', 'the 1990s']
    """
    combined, rules = _grammar()
    starts, end = _starts(), 0
    for word in _WORD.finditer(text):
        if word.start() < end or not (word[0].lstrip("'’")[0].isdigit() or word[0].lower() in starts):
            continue
        hit = combined.match(text, word.start())
        if hit is None:
            continue
        rule = rules[int((hit.lastgroup or "r0")[1:])]
        match = rule.pattern.match(text, hit.start())
        if match is None or not rule.fits(match):
            continue
        end = match.start() + len(match[0].rstrip(" ,;\n\t"))
        start = match.start("from") if "from" in rule.pattern.groupindex else match.start()
        groups = {name: (value or "").strip() for name, value in match.groupdict().items()}
        yield Found(start, end, _BLANK | groups, rule.reader)


_BLANK: Groups = dict.fromkeys(
    ("a", "b", "b2", "c", "clock", "d", "d2", "day", "e", "e2", "h", "half", "m", "n", "of", "part", "part2", "q",
     "rel", "round", "s", "same", "stage", "stage2", "two", "u", "w", "way", "week", "word", "y", "y2"), "",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    reader: Reader
    fits: Fits


# --- what must stand around an expression ---------------------------------------------------------------------------


def _previous(match: re.Match[str]) -> str:
    before = re.search(r"([\w'’]+)[\s(\"“-]*$", match.string[max(0, match.start() - 24) : match.start()])
    return before[1].lower() if before else ""


def _always(match: re.Match[str]) -> bool:
    return True


def _month_fits(match: re.Match[str]) -> bool:
    if any(match.groupdict().get(name) for name in ("stage", "stage2", "rel", "y", "of")):
        return True
    name = match["m"].lower()
    if len(name.rstrip(".")) < 5 and name not in ("may", "june", "july"):
        return name.endswith(".") and _previous(match) in words("beforemonth")
    return name not in words("likeword") or _previous(match) in words("beforemonth")


def _season_fits(match: re.Match[str]) -> bool:
    return bool(match["rel"] or match["y"] or match["stage"] or match["stage2"])


def _year_fits(match: re.Match[str]) -> bool:
    if match["stage"] or match["stage2"] or _previous(match) in words("beforeyear"):
        return True
    after = match.string[match.end() : match.end() + 2]
    return not after.strip() or after[0] in ".,;:)]'’\"”-\n" or match.string[match.start() - 1 : match.start()] == "("


def _capitalised(match: re.Match[str]) -> bool:
    return match[0][0].isupper()


def _units_fit(match: re.Match[str]) -> bool:
    return _previous(match) in words("beforeunits")


def _clock_fits(match: re.Match[str]) -> bool:
    return bool(re.search(r"[ap]\.?\s*m", match[0].lower())) or _previous(match) in words("beforeclock")


def _reference_fits(match: re.Match[str]) -> bool:
    follows = re.match(r"\s+(?:after|before|as|that)\b", match.string[match.end() : match.end() + 9])
    return not follows and _previous(match) not in ("as", "how", "so", "until")


def _lower(match: re.Match[str]) -> bool:
    return match[0][0].islower()


# --- the rules ------------------------------------------------------------------------------------------------------


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
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?!\d|[.,]\d)"
_OF_YEAR = rf"(?:,\s*|\s+(?:(?i:of|in)\s+)?)(?P<y>{_YEAR})"
_STAGE = (
    r"(?:(?:(?i:(?P<stage>early|late|mid))[\s-]+|(?i:(?:the\s+)?(?P<stage2>beginning|start|middle|end)\s+of\s+))"
    r"(?i:the\s+)?)?"
)
_REL = r"(?i:this\s+past|this\s+coming|last|next|this|past|coming)"
_UNITS = r"(?i:days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)|hours?|minutes?|seconds?)\b"
_UNIT = r"(?i:day|week|weekend|month|quarter|year|decade|century|morning|afternoon|evening|night)\b"
_PLURAL = r"(?i:days|weeks|months|quarters|years|decades|centuries|hours|minutes)\b"


def _absolute(month: str, weekday: str) -> list[tuple[str, Reader, Fits]]:
    lead = rf"(?:(?:{weekday}|{_capital('shortday')}\b\.?),?\s+(?:(?i:the)\s+)?)?"
    days = rf"(?P<d>{_DAY})(?:\s?[-–]\s?(?P<d2>{_DAY}))?"
    of = r"(?:\s+(?P<of>(?i:last|this|next)\s+(?i:year))\b)?"
    return [
        (rf"(?P<y>1[5-9]\d\d|20\d\d)[-/](?P<m>0?[1-9]|1[0-2])[-/](?P<d>0?[1-9]|[12]\d|3[01])(?!\d){_TAIL}",
         mean.iso, _always),
        (r"(?P<y>19\d\d|20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)", mean.iso, _always),
        (r"(?P<a>\d{1,2})(?:/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)|\.(?P<b2>\d{1,2})\.(?P<y2>\d{4}))(?!\d)" + _TAIL,
         mean.slashed, _always),
        (rf"{lead}(?P<m>{month})\s*{days}(?:{_OF_YEAR})?{_TAIL}", mean.dated, _always),
        (rf"{lead}{days}\s+(?:(?i:of)\s+)?(?P<m>{month})(?:{_OF_YEAR})?{_TAIL}", mean.dated, _always),
        (rf"{_STAGE}(?:(?P<rel>{_REL})\s+)?(?P<m>{month})(?:{_OF_YEAR}|{of})(?!\s*\d)", mean.month, _month_fits),
    ]  # fmt: skip


def _counted() -> list[tuple[str, Reader, Fits]]:
    tens = rf"{_any('tens')}[\s-]{_any('number')}"
    number = rf"(?:{tens}|{_any('number')}|\d+(?:[.,]\d+)*)(?:(?i:\s+and\s+a\s+half)|\s+\d/\d)?"
    vague = rf"(?:(?P<round>{_any('round')})\s+(?:(?i:the)\s+)?)?"
    span = rf"{vague}(?P<n>{number})[\s-]+(?:(?i:more|long|straight|consecutive|full|whole)\s+)?(?P<u>{_UNITS})"
    way = r"(?P<way>(?i:ago|earlier|later|from\s+now))\b"
    return [
        (rf"{span}(?:\s+(?i:or\s+so))?\s+{way}", count.ago, _always),
        (rf"(?P<round>)(?P<n>)(?P<u>{_PLURAL})\s+{way}", count.ago, _always),
        (rf"(?:(?i:the)\s+)?(?P<way>(?i:past|last|next|coming|recent|previous|preceding|following|first))\s+"
         rf"(?:(?P<n>{number})\s+)?(?P<u>{_PLURAL})", count.window, _always),
        (r"(?i:over|during|in|for|within)\s+(?P<from>(?i:the\s+(?:past|last))\s+(?P<u>(?i:day|week|month|quarter|year|decade)))\b",
         count.window_one, _always),
        (rf"(?i:once|twice|{number}\s+times)\s+(?i:an?|every|each|per)\s+(?P<w>)(?P<u>{_UNITS})", count.every, _always),
        (rf"{span}(?!\s+(?i:old)\b|-(?i:old)s?\b)", count.duration, _always),
    ]  # fmt: skip


def _rules() -> list[tuple[str, Reader, Fits]]:
    month, weekday, part = _months(), _capital("weekday") + r"\b", _any("daypart")
    counted = _counted()
    return [
        *_absolute(month, weekday),
        (rf"(?i:every|each)\s+(?:(?i:other|single)\s+)?(?:(?P<w>{weekday})|{part}\b|(?P<u>{_UNITS}))",
         count.every, _always),
        (rf"(?P<w>{_capital('weekday')}[sS])\b(?P<u>)", count.every, _always),
        (rf"{_CLOCK}{_ZONE}\s+(?:(?i:on)\s+)?(?P<w>{weekday})(?P<rel>)(?P<part>)(?P<week>)", mean.weekday, _always),
        (rf"(?:(?i:early|late|later)(?:\s+(?i:on))?\s+)?(?:(?P<rel>{_REL})\s+)?(?P<w>{weekday})(?:\s+(?P<part>{part})\b)?"
         r"(?:\s+(?P<week>(?i:last|next|this)\s+(?i:week))\b)?", mean.weekday, _always),
        (r"(?:(?i:early|late|later|earlier)\s+)?(?:(?:(?i:the\s+)?(?i:day)\s+(?P<two>(?i:before|after))\s+)?"
         rf"(?P<day>(?i:today|yesterday|tomorrow|tonight))\b(?:\s+(?P<part>{part})\b)?|(?P<same>(?i:this|last))\s+(?P<part2>{part})\b)",
         mean.deictic, _always),
        *counted[:-1],
        (rf"{_STAGE}(?i:(?:the|fiscal)\s+){{0,2}}(?P<q>{_any('ordinal')})[\s-]+(?P<half>(?i:quarter|half))\b(?:\s+(?:(?i:of)\s+)?"
         rf"(?:(?P<y>{_YEAR})|(?P<rel>(?i:last|this|next))\s+(?i:year)\b))?", mean.quarter, _always),
        (r"(?:(?P<stage>(?i:earlier|later|early|late|sometime))\s+)?(?P<rel>(?i:(?:the\s+)?(?:current|same|previous|following|coming"
         rf"|latest|preceding)|the\s+next|this|last|next|that))\s+(?P<u>{_UNIT})", mean.relative, _always),
        (rf"{_STAGE}(?:(?P<rel>(?i:last|this|next|the|in))\s+)?(?P<s>{_any('season')})\b(?:\s+(?:(?i:of)\s+)?(?P<y>{_YEAR}))?",
         mean.season, _season_fits),
        (rf"(?:(?i:the)\s+)?{_STAGE}(?:(?P<c>1[5-9]|20)(?P<e>\d)0s|['’](?P<e2>\d)0s)\b", mean.decade, _always),
        (r"(?P<y>1[5-9]\d\d|20\d\d)\s?[-–/]\s?(?P<y2>(?:19|20)?\d\d)(?![\d-])", mean.years, _always),
        (rf"(?P<h>{_any('holiday')})(?!\w)(?:,?\s+(?P<y>{_YEAR}))?", mean.holiday, _capitalised),
        (rf"{_STAGE}(?:(?i:fiscal)\s+)?(?P<y>(?:19|20)\d\d)(?![\d%]|[.,:]\d|[-–]\d|-\w)", mean.year, _year_fits),
        counted[-1],
        (r"(?i:half\s+an?)\s+(?P<u>(?i:hour|year|day|century|decade|month))\b", count.half, _always),
        (rf"(?P<clock>{_CLOCK}){_ZONE}", mean.clock, _clock_fits),
        (rf"(?P<word>{_any('set')})\b", count.repeated, _lower),
        (rf"(?P<word>{_any('reference')})\b", mean.reference, _reference_fits),
        (rf"(?P<n>)(?P<u>{_PLURAL})", count.duration, _units_fit),
    ]  # fmt: skip


@cache
def _grammar() -> tuple[re.Pattern[str], tuple[_Rule, ...]]:
    texts = _rules()
    bare = [re.sub(r"\(\?P<\w+>", "(?:", text) for text, _, _ in texts]
    joined = "|".join(f"(?P<r{index}>{text})" for index, text in enumerate(bare))
    edge = r"(?<![\w$€£.#/-])(?=[\w'’])"
    rules = tuple(_Rule(re.compile(edge + text), reader, fits) for text, reader, fits in texts)
    return re.compile(rf"{edge}(?:{joined})"), rules


_WORD = re.compile(r"(?<![\w$€£.#/-])['’]?\w+")


@cache
def _starts() -> frozenset[str]:
    """The words, in lower case, that an expression may begin with; others need not be tried."""
    known = (re.split(r"[\s']", row[1])[0] for row in rows("time_words"))
    plurals = (word + ending for kind in ("unit", "weekday") for word in words(kind) for ending in ("s", "es"))
    return frozenset([*known, *plurals])
