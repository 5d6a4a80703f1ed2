"""The lines of a file -> documents: several stories stuck together are cut apart by structure.

A cut needs a line in the shape of a headline, running text on both sides of it, and more evidence than one sign: a wide
gap, the headline coming again, the furniture of the head of the first story coming again, an author or a day. A single
story must never be cut, so what is left uncut in doubt is the price.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.clean.furniture import is_running
from firsthand.clean.lines import Line, Signs
from firsthand.clean.parts import same, title_shaped
from firsthand.clean.patterns import is_byline, is_dateline

HEAD_LINES = 12
"""Lines in which the head of a story lies. Chosen; measured together with the weights below."""
BODY_LINES = 2
ENOUGH = 3.6
GAP, RULED, AGAIN, TEMPLATE, CREDIT, NEW_NAMES = 2.0, 1.6, 2.5, 1.5, 1.5, 1.0
"""Evidence for a cut, and how much each sign brings. Set by hand and measured by training/cuts.py on 599 articles of
the stories set, alone (no cut is right) and joined in pairs: re-run it after touching them."""

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-zA-Z'’-]{2,}")


def cut(lines: Sequence[Line], seen: Sequence[Signs]) -> list[tuple[int, int]]:
    """The documents as half-open runs of line indices; they cover all lines in order. No lines: none."""
    if not lines:
        return []
    file = _File(lines, seen, [is_running(sign) and sign.repeats == 1 for sign in seen], _usual_gap(lines))
    left = sum(file.running)
    starts, told, at = [0], 0, 0
    while at < len(lines):
        if file.running[at]:
            told, left, at = told + 1, left - 1, at + 1
            continue
        stop = next((other for other in range(at, len(lines)) if file.running[other]), len(lines))
        if told >= BODY_LINES and left >= BODY_LINES:
            begin = _best(file, starts[-1], at, stop)
            if begin is not None:
                starts.append(begin)
                told = 0
        at = max(stop, at + 1)
    return list(zip(starts, [*starts[1:], len(lines)], strict=True))


@dataclass(frozen=True, slots=True)
class _File:
    lines: Sequence[Line]
    signs: Sequence[Signs]
    running: Sequence[bool]
    usual: int
    """The blank lines that most lines have before them."""


def _best(file: _File, start: int, first: int, stop: int) -> int | None:
    """Where a new document begins among the lines between two runs of text, or None; the earliest of equals."""
    best, begin_at = ENOUGH - 0.001, None
    for at in range(max(first, stop - 2 * HEAD_LINES), stop):
        sign = file.signs[at]
        if not title_shaped(sign) or (sign.upper and sign.words <= 4):
            continue
        begin = _begin(file, at, first)
        found = _evidence(file, (start, begin, at))
        if found > best:
            best, begin_at = found, begin
    return begin_at


def _usual_gap(lines: Sequence[Line]) -> int:
    """The blank lines that most lines of the file have before them."""
    gaps = sorted(line.gap for line in lines[1:])
    return gaps[len(gaps) * 3 // 4] if gaps else 0


def _begin(file: _File, at: int, floor: int) -> int:
    """The first line of the head that the headline at ``at`` belongs to: a day or author may stand before it."""
    begin = at
    while begin > floor and at - begin < 3 and file.lines[begin].gap <= 1:
        text = file.lines[begin - 1].text
        if not (is_dateline(text) or is_byline(text)):
            break
        begin -= 1
    return begin


def _evidence(file: _File, place: tuple[int, int, int]) -> float:
    start, begin, at = place
    lines, sign = file.lines, file.signs[at]
    stop = next((other for other in range(at + 1, len(lines)) if file.running[other]), len(lines))
    head = range(at + 1, min(stop, at + HEAD_LINES))
    again = any(same(lines[other].text, lines[at].text) for other in head)
    before = any(same(line.text, lines[at].text) for line in lines[start:begin])
    credits = [other for other in (*range(begin, at), *head[:5]) if is_byline(lines[other].text)]
    days = [other for other in (*range(begin, at), *head[:5]) if is_dateline(lines[other].text)]
    first_head = {line.text for line in lines[start : start + HEAD_LINES]}
    template = sum(lines[other].text in first_head for other in head)
    gap = lines[begin].gap - file.usual
    as_wide = sum(line.gap >= lines[begin].gap for line in lines[start + 1 : begin]) if gap > 0 else 0
    ruled = begin > 0 and file.signs[begin - 1].words == 0
    return (
        GAP * (1.0 if gap >= 2 else 0.5 if gap == 1 else 0.0) / (1 + as_wide)
        + RULED * ruled
        + AGAIN * again
        - 4.0 * before
        + TEMPLATE * min(2, template) / 2
        + CREDIT * bool(credits)
        + CREDIT * bool(days)
        + 0.3 * any(abs(other - at) == 1 for other in credits + days)
        + _novelty(file, start, begin, at)
        + 0.5 * (not sign.terminal)
        + 0.5 * (stop == at + 1)
        - 1.0 * (sign.words < 5)
        - 1.5 * sign.call
        - 2.0 * (begin > 0 and file.signs[begin - 1].colon)
        - 2.0 * (lines[begin].gap == 0 and file.usual > 0)
    )


def _novelty(file: _File, start: int, begin: int, at: int) -> float:
    """New names after the place speak for a cut, the same names against it."""
    earlier = {name for line in file.lines[start:begin] for name in _NAME.findall(line.text)}
    later = {name for line in file.lines[at + 1 : at + 1 + HEAD_LINES] for name in _NAME.findall(line.text)}
    if len(later) < 4:
        return 0.0
    new = len(later - earlier) / len(later)
    return NEW_NAMES * (new > 0.7) - NEW_NAMES * (new < 0.35)
