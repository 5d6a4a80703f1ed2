"""Text -> lines, and what can be seen of each line alone: the signs that scoring and labelling go by.

A line here is a paragraph, title, caption ... whichever of the two conventions a dump follows (blank lines between
paragraphs, or one paragraph a line); a text wrapped at a fixed width is joined first. What a line is, is not decided
here.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from firsthand.lexicon import entries

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
WRAP_WIDTHS = (45, 100)
"""Between these a text is taken as wrapped. Chosen: mail and old text files are wrapped at 60 to 80."""
FRAGMENT = 4
"""Length of the character run whose recurrence gives a list of icon names away. Chosen."""
PROSE = 0.2
"""Sentences with more function words than this are not looked into for fragments, for speed. Chosen."""

_ODD = re.compile(
    r"[\x00-\x1f\x7f\x85\xa0\u00ad\u1680\u180e\u2000-\u200b\u200e\u200f\u2028-\u202f\u205f-\u2069\u2800\u3000\u3164\ufeff]"
)
"""All space but the plain one, controls and what does not show."""
_TERMINAL = re.compile(r"[.!?…。](?:[\"'”’»)\]*]|\s)*$")
_MARKS = re.compile(r"https?://|www\.|\w@\w|(?:^|\s)[@#]\w|[©®|•·›»→▶✕×]|\w\.(?:com|org|net|co\.uk)\b")
_ANY_MARK = re.compile(r"[@#©®|•·›»→▶✕×]|://|www\.|\.(?:com|org|net|co\.uk)\b")
"""What is in each of _MARKS, found in a fourth of the time."""
_SEPARATORS = re.compile(r"[|•·›/»→,;–-]")
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_DAY = re.compile(r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})\b")
_SECOND = frozenset({"you", "your", "yours", "our", "us"})


@dataclass(frozen=True, slots=True)
class Line:
    """A block of a text: offsets in it, its words as they stand, and how many blank lines come before it."""

    start: int
    end: int
    text: str
    gap: int


@dataclass(frozen=True, slots=True)
class Signs:
    """What can be seen of a line. Shares lie in 0 to 1; ``repeats`` counts equal lines of the text, itself included."""

    words: int
    characters: int
    terminal: bool
    colon: bool
    lower_start: bool
    capitals: float
    upper: bool
    digits: float
    common: float
    verb: bool
    fragments: float
    distinct: float
    repeats: int
    call: bool
    second: float
    marks: int
    separators: float
    dated: bool
    clock: bool
    quoted: bool


def plain(text: str) -> str:
    """The same text, character for character, with every odd space, control and invisible character but the line feed
    a plain space.

    >>> plain("CNN\\u00a0Turk\\r\\n")
    'CNN Turk \\n'
    """
    return "\n".join(map(flat, text.split("\n")))


def flat(text: str) -> str:
    """As ``plain``, with line feeds as spaces too: for text that stands within one paragraph.

    >>> flat("CNN\\u00a0Turk\\nsaid")
    'CNN Turk said'
    """
    return _ODD.sub(" ", text)


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that hold something to see, without their outer space.

    >>> [(line.text, line.gap) for line in split_lines("One\\n\\n Two ")]
    [('One', 0), ('Two', 1)]
    """
    lines: list[Line] = []
    gap = at = 0
    ends = [match.span() for match in LINE_END.finditer(text)]
    for stop, following in [*ends, (len(text), len(text))]:
        raw = flat(text[at:stop])
        words = raw.strip()
        if words:
            start = at + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(words), words, gap))
            gap = 0
        else:
            gap += 1
        at = following
    return unwrapped(lines, text)


def unwrapped(lines: Sequence[Line], text: str) -> list[Line]:
    """Lines joined into paragraphs where a text is wrapped at a fixed width; else the lines as they are."""
    inner = [line for line, after in itertools.pairwise(lines) if after.gap == 0]
    open_ended = [line for line in inner if not ends_sentence(line.text)]
    if len(inner) < 4 or len(open_ended) < 0.6 * len(inner) or 2 * len(inner) < len(lines):
        return list(lines)
    width = median(len(line.text) for line in inner)
    widest = max(len(line.text) for line in lines)
    if not WRAP_WIDTHS[0] <= width <= widest <= WRAP_WIDTHS[1]:
        return list(lines)
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        filled = before is not None and len(before.text) - before.text.rfind("\n") - 1 > 0.7 * width
        if before is not None and line.gap == 0 and filled:
            joined[-1] = Line(before.start, line.end, before.text + "\n" + line.text, before.gap)
        else:
            joined.append(line)
    return [Line(line.start, line.end, flat(text[line.start : line.end]), line.gap) for line in joined]


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, closing quotation marks and brackets aside.

    >>> ends_sentence("“We did.”"), ends_sentence("What they did")
    (True, False)
    """
    return _TERMINAL.search(text[-12:]) is not None


def signs(lines: Sequence[Line]) -> list[Signs]:
    """The signs of every line, seen in the company of the others only for repetition."""
    return recount(lines, [_signs(line.text) for line in lines])


def recount(lines: Sequence[Line], seen: Sequence[Signs]) -> list[Signs]:
    """The same signs with ``repeats`` counted among these lines."""
    keys = [" ".join(line.text.split()) for line in lines]
    counts = Counter(keys)
    return [
        sign if sign.repeats == counts[key] else replace(sign, repeats=counts[key])
        for key, sign in zip(keys, seen, strict=True)
    ]


def _signs(text: str) -> Signs:
    words = WORD.findall(text[:4000])
    lowered = [word.lower() for word in words]
    count = max(1, len(words))
    common, verbs = entries("clean_common"), entries("clean_verbs")
    long_words = [word for word in words if len(word) > 3]
    terminal = ends_sentence(text)
    digits = len(_DIGIT.findall(text))
    share = sum(map(common.__contains__, lowered)) / count
    return Signs(
        words=len(words),
        characters=len(text),
        terminal=terminal,
        colon=text.endswith(":"),
        lower_start=text[:1].islower(),
        capitals=sum(word[0].isupper() for word in long_words) / max(1, len(long_words)),
        upper=text.upper() == text and sum(character.isalpha() for character in text[:400]) > 3,
        digits=digits / len(text),
        common=share,
        verb=not verbs.isdisjoint(lowered) or any(len(word) > 4 and word.endswith("ed") for word in lowered),
        fragments=0.0 if terminal and share > PROSE else _fragments(lowered),
        distinct=len(set(lowered)) / count,
        repeats=1,
        call=_calls(lowered),
        second=sum(map(_SECOND.__contains__, lowered)) / count,
        marks=len(_MARKS.findall(text[:2000])) if _ANY_MARK.search(text) else 0,
        separators=len(_SEPARATORS.findall(text)) / len(text),
        dated=(digits > 0 and _DAY.search(text) is not None) or _in_a_month(text, lowered),
        clock=digits > 0 and _CLOCK.search(text) is not None,
        quoted=any(mark in text for mark in '"“”«'),
    )


def _fragments(words: Sequence[str]) -> float:
    """The share of words that hold the commonest run of letters; 0 for short lines."""
    if len(words) < 8:
        return 0.0
    seen: Counter[str] = Counter()
    for word in words[:300]:
        seen.update({word[at : at + FRAGMENT] for at in range(len(word) - FRAGMENT + 1)})
    return seen.most_common(1)[0][1] / min(len(words), 300) if seen else 0.0


def _calls(words: Sequence[str]) -> bool:
    calls = entries("clean_calls")
    return any(" ".join(words[:count]) in calls for count in (1, 2, 3))


def _in_a_month(text: str, words: Sequence[str]) -> bool:
    return not entries("clean_months").isdisjoint(words) and any(map(str.isdigit, text))
