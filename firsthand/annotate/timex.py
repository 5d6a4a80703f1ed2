"""Finds time expressions: which words of a text are one, or what given words mean as one.

``expressions`` looks for them with the rules of timerules.py; ``within`` reads words that somebody else found to be
one, with no regard to what stands around them. Neither knows when a text was written; a Found is read with a day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from firsthand.annotate.timerules import Fits, Reader, rules
from firsthand.annotate.timevalue import Groups, Reading, words
from firsthand.lexicon import rows

REACH = 120
"""Characters within which an expression has its first number, month, unit, ...; set by hand, beyond what rules need."""


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
    cores = [word.start() for word in _CORE.finditer(text) if word[0][0].isdigit() or word[0].lower() in _cores()]
    starts, end = _starts(), 0
    for word in _WORD.finditer(text) if cores else ():
        at = word.start()
        if at < end or not (word[0].lstrip("'’")[0].isdigit() or word[0].lower() in starts):
            continue
        core = bisect_left(cores, at)
        if core == len(cores):
            return
        found = _at(text, at, len(text), True) if cores[core] <= at + REACH else None
        if found is not None:
            end = found.end
            yield found


def joined(text: str, marked: Sequence[tuple[int, int]]) -> list[Found]:
    """The expressions that stand at ``marked`` places, which somebody else found, and those of the rules beside them.

    Where both speak the place that was marked holds; a marked place that cannot be read is left out.

    >>> text = "Rain fell on Monday and for much of May."
    >>> [text[found.start : found.end] for found in joined(text, [(28, 39)])]
    ['Monday', 'much of May']
    """
    found = [replace(read, start=start, end=end) for start, end in marked if (read := within(text, start, end))]
    beside = (one for one in expressions(text) if all(one.end <= mark.start or mark.end <= one.start for mark in found))
    return sorted((*found, *beside), key=lambda one: one.start)


def within(text: str, start: int, end: int) -> Found | None:
    """What the words ``text[start:end]``, known to be a time expression, can be read as: their longest reading.

    >>> found = within("It ended around May the first.", 9, 19)
    >>> found.groups["m"], found.read(date(2022, 2, 3), False).value
    ('May', '2021-05')
    """
    begins = [word.start() for word in _WORD.finditer(text, start, end)]
    readings = [found for at in begins if (found := _at(text, at, end, False))]
    return max(readings, key=lambda found: (found.end - found.start, -found.start), default=None)


def _at(text: str, start: int, end: int, strict: bool) -> Found | None:
    combined, known = _grammar()
    hit = combined.match(text, start, end)
    if hit is None:
        return None
    first = int((hit.lastgroup or "r0")[1:])
    for rule in known[first:]:
        match = rule.pattern.match(text, start, end)
        if match is None or (strict and not rule.fits(match)):
            continue
        start = match.start("from") if "from" in rule.pattern.groupindex else start
        groups = {name: (value or "").strip() for name, value in match.groupdict().items()}
        groups["clock"] = groups.get("clock") or groups.get("at", "")
        return Found(start, match.start() + len(match[0].rstrip(" ,;\n\t")), _BLANK | groups, rule.reader)
    return None


_BLANK: Groups = dict.fromkeys(
    ("a", "at", "b", "b2", "back", "c", "clock", "d", "d2", "day", "e", "e2", "h", "half", "m", "n", "of", "part",
     "part2", "q", "rel", "round", "s", "same", "stage", "stage2", "to", "two", "u", "w", "way", "week", "word", "y",
     "y2"), "",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    reader: Reader
    fits: Fits


@cache
def _grammar() -> tuple[re.Pattern[str], tuple[_Rule, ...]]:
    texts = rules()
    bare = [re.sub(r"\(\?P<\w+>", "(?:", text) for text, _, _ in texts]
    joined = "|".join(f"(?P<r{index}>{text})" for index, text in enumerate(bare))
    edge = r"(?<![\w$€£.#/-])(?=[\w'’])"
    known = tuple(_Rule(re.compile(edge + text), reader, fits) for text, reader, fits in texts)
    return re.compile(rf"{edge}(?:{joined})"), known


_CORE = re.compile(r"\w+")
_WORD = re.compile(r"(?<![\w$€£.#/-])['’]?\w+")


@cache
def _cores() -> frozenset[str]:
    """Words, in lower case, of which every expression without a digit has one."""
    kinds = ("month", "weekday", "shortday", "season", "holiday", "daypart", "set", "reference", "unit")
    longest = [max(_CORE.findall(form), key=len) for kind in kinds for form in words(kind)]
    others = "weekend half period century noon midnight today yesterday tomorrow tonight".split()
    years = "seventeen eighteen nineteen twenty thousand".split()
    return frozenset(form + ending for form in (*longest, *others, *years) for ending in ("", "s", "es"))


@cache
def _starts() -> frozenset[str]:
    """The words, in lower case, that an expression may begin with; others need not be tried."""
    known = (re.split(r"[\s'-]", row[1])[0] for row in rows("time_words"))
    plurals = (word + ending for kind in ("unit", "weekday") for word in words(kind) for ending in ("s", "es"))
    return frozenset([*known, *plurals])
