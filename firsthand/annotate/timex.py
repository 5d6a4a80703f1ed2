"""Finds time expressions: which words of a text are one, by the rules of timerules.py.

It does not know when a text was written; a Found is read with a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from firsthand.annotate.timerules import Fits, Reader, rules
from firsthand.annotate.timevalue import Groups, Reading, words
from firsthand.lexicon import rows

BESIDE = ("before", "after", "counted", "likeword", "ownmonth", "loose")
"""How classes of words that stand beside an expression are named; it begins with none of these."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at ``start`` to ``end``, its matched groups and its reader.

    Not ``sure``: what stands around it does not say that it is one.
    """

    start: int
    end: int
    groups: Groups
    reader: Reader
    sure: bool = True

    def read(self, day: date, ahead: bool) -> Reading | None:
        """What it means counted from ``day``; ``ahead``: its clause looks ahead. None: it is no time after all."""
        return self.reader(self.groups, day, ahead)


def expressions(text: str) -> Iterator[Found]:
    """The time expressions of ``text``, left to right; those that are sure overlap nowhere.

    >>> text = "He said on Friday, Feb. 4 that the 1990s were over."
    >>> [text[found.start : found.end] for found in expressions(text)]
    ['Friday, Feb. 4', 'the 1990s']
    """
    cores, starts, inside, tried = _cores(), _starts(), _inside(), 0
    begun: list[int] = []
    for one in _WORD.finditer(text):
        word = one[0].lower()
        number = word[0].isdigit()
        if not number and word not in inside:
            begun = []
            continue
        if number or word in starts:
            begun.append(one.start())
        if not number and word not in cores:
            continue
        for at in begun:
            quoted = _QUOTE.match(text, at - 1)
            if at < tried or (quoted and not text[at].isdigit()):
                continue
            found = _at(text, at - bool(quoted))
            if found is not None:
                tried = found.end if found.sure else tried
                yield found
        begun = []


def _at(text: str, start: int) -> Found | None:
    combined, known = _grammar()
    hit = combined.match(text, start)
    if hit is None:
        return None
    first, unsure = int((hit.lastgroup or "r0")[1:]), None
    for rule in known[first:]:
        match = rule.pattern.match(text, start)
        if match is None:
            continue
        if rule.fits(match):
            return _found(match, rule.reader, True)
        unsure = unsure or _found(match, rule.reader, False)
    return unsure


def _found(match: re.Match[str], reader: Reader, sure: bool) -> Found:
    start = match.start("from") if "from" in match.re.groupindex else match.start()
    groups = {name: (value or "").strip() for name, value in match.groupdict().items()}
    groups["clock"] = groups.get("clock") or groups.get("at", "")
    return Found(start, match.start() + len(match[0].rstrip(" ,;\n\t")), _BLANK | groups, reader, sure)


_BLANK: Groups = dict.fromkeys(
    ("a", "at", "b", "b2", "back", "c", "clock", "d", "d2", "day", "e", "e2", "h", "half", "m", "n", "of", "part",
     "part2", "q", "rel", "round", "s", "same", "stage", "stage2", "to", "two", "u", "w", "way", "week", "word", "y",
     "y2"), "",
)  # fmt: skip


@dataclass(frozen=True)
class _Rule:
    text: str
    reader: Reader
    fits: Fits

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled when it is first tried: most rules fit few pages."""
        return re.compile(_EDGE + self.text)


@cache
def _grammar() -> tuple[re.Pattern[str], tuple[_Rule, ...]]:
    texts = rules()
    bare = [re.sub(r"\(\?P<\w+>", "(?:", text) for text, _, _ in texts]
    joined = "|".join(f"(?P<r{index}>{text})" for index, text in enumerate(bare))
    return re.compile(rf"{_EDGE}(?:{joined})"), tuple(_Rule(*row) for row in texts)


_EDGE = r"(?<![\w$€£.#/-])(?=[\w'’])"
_WORD = re.compile(r"\w+")
_QUOTE = re.compile(r"(?<![\w$€£.#/-])['’]")
"""What opens a quotation or a short year ("the '90s")."""


@cache
def _cores() -> frozenset[str]:
    """Words, in lower case, of which every expression without a digit has one."""
    kinds = ("month", "weekday", "shortday", "season", "holiday", "daypart", "set", "reference", "weak", "unit")
    longest = [max(re.findall(r"\w+", form), key=len) for kind in kinds for form in words(kind)]
    others = "weekend half period century noon midnight today yesterday tomorrow tonight".split()
    years = "seventeen eighteen nineteen twenty thousand".split()
    return frozenset(form + ending for form in (*longest, *others, *years) for ending in ("", "s", "es"))


@cache
def _starts() -> frozenset[str]:
    """The words, in lower case, that an expression may begin with; others need not be tried."""
    known = (re.split(r"[\s'-]", row[1])[0] for row in rows("time_words") if not row[0].startswith(BESIDE))
    plurals = (word + ending for kind in ("unit", "weekday") for word in words(kind) for ending in ("s", "es"))
    return frozenset([*known, *plurals])


@cache
def _inside() -> frozenset[str]:
    """The words, in lower case, that the rules name: up to its first core an expression has no other."""
    plain = (re.sub(r"\\.|\(\?(?:P<\w+>|i)", " ", text) for text, _, _ in rules())
    return _cores().union(*(re.findall(r"[^\W\d_]+", text.lower()) for text in plain))
