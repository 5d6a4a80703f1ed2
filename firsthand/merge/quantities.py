"""Amounts in running text: an interval of numbers and what is counted.

Years, dates, clock times and ordinals are not amounts. It does not know whether two heads are one set of things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from firsthand import lexicon
from firsthand.merge.words import KEPT, fold, sense
from firsthand.model import Span

NUMBER = re.compile(
    r"(?<![\w.,-])(?P<money>[$€£¥₹]\s?)?(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<percent>\s?%)?"
    r"(?P<short>(?<=\d)(?:bn|[bmk])(?![a-z]))?(?![\d-])|[a-z]+",
    re.I,
)
_PARTS = re.compile(r"\d|[a-z]+", re.I)
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
SHORT = {"bn": 1_000_000_000, "b": 1_000_000_000, "m": 1_000_000, "k": 1_000}
HEAD_WORDS = 3
"""Words after a number among which the thing counted is looked for; set by hand ("three armed Veltrin drones")."""
ABOUT = 0.1
"""By how much of itself "about" blurs a number; set by hand."""
LARGE = 1000
"""From here on numbers are rounded in news."""
ROUNDED = 0.02
"""By how much of themselves two large numbers may differ and be one ("$601 million", "$600 million"); set by hand."""
VAGUE = 2
"""How many times its least a number may be and still be told as one; set by hand."""
MANY = 10**15
"""No more than this: the open end of "at least"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """From ``low`` to ``high`` of what ``heads`` (word families) name; ``text`` as written."""

    low: float
    high: float
    heads: frozenset[str]
    text: str

    def excludes(self, other: Quantity) -> bool:
        """Whether no number fits both; large numbers are rounded here and there."""
        slack = ROUNDED * max(self.low, other.low) if min(self.low, other.low) >= LARGE else 0
        return self.high < other.low - slack or other.high < self.low - slack

    @property
    def feature(self) -> str | None:
        """The number as something that two reports may share, rounded; None for small and for vague ones."""
        if self.low < LARGE and not self.heads & {"money", "percent"}:
            return None
        middle = self.low if self.high >= MANY else (self.low + self.high) / 2
        vague = self.low * VAGUE < self.high < MANY
        return None if vague or not middle else f"#{'money' if 'money' in self.heads else ''}{middle:.1e}"


def quantities(text: str, span: Span, skipped: Iterable[Span] = ()) -> Iterator[Quantity]:
    """The amounts of ``text`` within ``span``, but for those inside ``skipped`` (time expressions).

    >>> [(one.low, one.high, one.text) for one in quantities("at least two dozen drones", Span("d", 0, 25))]
    [(24, 1000000000000000, 'two dozen drones')]
    """
    barred = [other for other in skipped if other.start < span.end and span.start < other.end]
    words = list(NUMBER.finditer(text, span.start, span.end))
    at = 0
    while at < len(words):
        match, at = words[at], at + 1
        bounds = _bounds(match)
        if bounds is None or any(other.start <= match.start() < other.end for other in barred):
            continue
        short = SHORT.get((match.group("short") or "").lower(), 1)
        low, high = bounds[0] * short, bounds[1] * short
        while at < len(words) and (scale := _scale(words[at].group())):
            low, high, at = low * scale, high * scale, at + 1
        vague = _in_words(match) and low < high
        if vague and at + 1 < len(words) and words[at].group() == "of":
            scale = SCALES.get(words[at + 1].group().lower().removesuffix("s"), 1)
            low, high, at = low * scale, high * scale, at + (2 if scale > 1 else 0)
        at += at < len(words) and words[at].group() == "of"
        heads, end = _heads(text, words[at : at + HEAD_WORDS], words[at - 1].end())
        if match.group("money"):
            heads = frozenset({"money"})
        elif match.group("percent") or heads & {"percent", "percentag"}:
            heads = frozenset({"percent"})
        if heads:
            low, high = _opened(fold(text[max(span.start, match.start() - 16) : match.start()]), low, high)
            yield Quantity(low, high, heads, text[match.start() : max(end, words[at - 1].end())])


def _in_words(match: re.Match[str]) -> bool:
    return match.group("digits") is None


def _scale(word: str) -> int | None:
    folded = word.lower()
    return SCALES.get(folded) or {"dozen": 12, "score": 20}.get(folded)


@cache
def _numbers() -> dict[str, tuple[float, float]]:
    return {row[0]: (int(row[1]), int(row[2])) for row in reversed(lexicon.rows("merge_numbers"))}


@lru_cache(KEPT)
def gives_number(word: str) -> bool:
    """Whether a word is or holds a number, in digits or words.

    >>> gives_number("Two-thirds"), gives_number("TB2"), gives_number("someone")
    (True, True, False)
    """
    return any(part.isdecimal() or part.lower() in _numbers() for part in _PARTS.findall(word))


def _bounds(match: re.Match[str]) -> tuple[float, float] | None:
    if match.lastgroup is None:
        return _numbers().get(match.group().lower())
    digits = match.group("digits")
    value = float(digits.replace(",", ""))
    year = "," not in digits and value.is_integer() and 1900 <= value <= 2100 and not match.group("money")
    return None if year else (value, value)


def _heads(text: str, following: list[re.Match[str]], end: int) -> tuple[frozenset[str], int]:
    found: set[str] = set()
    for match in following:
        between = text[end : match.start()]
        family = _counted(match.group()) if match.group().isalpha() else None
        if re.search(r"[.;:,!?()“”\"]", between) or family is None:
            break
        found.add(family)
        end = match.end()
    return frozenset(found), end


def _counted(word: str) -> str | None:
    """The family of what is counted; a plural demonym counts people."""
    demonym = fold(word).removesuffix("s") in lexicon.demonyms() and word.endswith("s")
    return sense("people") if demonym else sense(fold(word))


@cache
def _approximators() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What stands before a number and blurs it, the longest first, with its effect."""
    rows = sorted(lexicon.table("merge_approximators").items(), key=lambda row: -len(row[0]))
    return tuple((re.compile(rf"\b{re.escape(words)}\s*$"), effect) for words, effect in rows)


@cache
def _blurring() -> tuple[str, ...]:
    return tuple(lexicon.table("merge_approximators"))


def _opened(before: str, low: float, high: float) -> tuple[float, float]:
    for pattern, effect in _approximators() if before.endswith(_blurring()) else ():
        if pattern.search(before):
            if effect == "least":
                return low, MANY
            if effect == "most":
                return 0, high
            return low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high
