"""Extracted blocks -> the places in the page's own text that they come from.

Both sides are compared without white space, in reading order: first the long blocks, which occur once as a rule, then
the short ones between them. A block that was altered is halved until its pieces are found; what is not found is left
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONG = 40
"""Characters of a block that is looked for anywhere ahead; shorter ones only between their neighbours. Chosen."""
JUMP, AHEAD = 500, 4
"""A block this far ahead is taken only if the blocks after it are found after it too. Extractors put boxes on authors
first that pages put last."""
PIECE = 12
"""Pieces of an altered block shorter than this are not looked for: they are found anywhere. Chosen."""

_GONE = {
    ord(character): None
    for character in " \t\n\r\f\v\u00a0\u00ad\u200b\u200c\u200d\u2009\u202f\u2060\ufeff\u2002\u2003"
}


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without white space; ``places[i]`` is where its character i stands in the text."""

    text: str
    places: Sequence[int]


def squeeze(text: str) -> Squeezed:
    """The characters of ``text`` that show, with their places.

    >>> squeeze("a b")
    Squeezed(text='ab', places=[0, 2])
    """
    places = [at for at, character in enumerate(text) if not (character.isspace() or ord(character) in _GONE)]
    return Squeezed("".join([text[at] for at in places]), places)


def align(blocks: Sequence[str], page: Squeezed) -> list[list[tuple[int, int, int]]]:
    """For every block its runs (start in the squeezed block, start in the squeezed page, length), in order.

    An empty list: not found. Runs of later blocks lie after runs of earlier ones.
    """
    needles = [squeeze(block).text for block in blocks]
    found: list[list[tuple[int, int, int]]] = [[] for _ in blocks]
    cursor = 0
    for index, needle in enumerate(needles):
        if len(needle) >= LONG and not _astray(needles[index : index + 1 + AHEAD], page.text, cursor):
            found[index] = _runs(needle, page.text, cursor, len(page.text))
            cursor = found[index][-1][1] + found[index][-1][2] if found[index] else cursor
    limits = _next_starts(found, len(page.text))
    cursor = 0
    for index, needle in enumerate(needles):
        if not found[index] and 0 < len(needle) < LONG:
            at = _near(needle, page.text, cursor, limits[index])
            found[index] = [(0, at, len(needle))] if at >= 0 else []
        if found[index]:
            cursor = found[index][-1][1] + found[index][-1][2]
    return found


def _astray(needles: Sequence[str], text: str, cursor: int) -> bool:
    """Whether the first of ``needles`` lies out of order: taking it where it stands would lose blocks after it."""
    at = text.find(needles[0], cursor)
    if at < cursor + JUMP:
        return False
    after = at + len(needles[0])
    return any(
        len(other) >= LONG and text.find(other, after) < 0 <= text.find(other, cursor, at) for other in needles[1:]
    )


def _near(needle: str, text: str, start: int, stop: int) -> int:
    """A short block stands close to its neighbours: after the one before, or else before the one after."""
    return text.find(needle, start, stop) if start else text.rfind(needle, start, stop)


def _next_starts(found: Sequence[Sequence[tuple[int, int, int]]], end: int) -> list[int]:
    limits: list[int] = []
    for runs in reversed(found):
        limits.append(end)
        end = runs[0][1] if runs else end
    return limits[::-1]


def _runs(needle: str, text: str, start: int, stop: int) -> list[tuple[int, int, int]]:
    """``needle`` in ``text``, halved where it is not there as one."""
    runs: list[tuple[int, int, int]] = []
    waiting = [(0, len(needle))]
    while waiting:
        first, last = waiting.pop()
        at = text.find(needle[first:last], start, stop)
        if at >= 0:
            runs.append((first, at, last - first))
            start = at + last - first
            stop = min(stop, at + 3 * len(needle) + 2000)
        elif last - first >= 2 * PIECE:
            middle = (first + last) // 2
            waiting += [(middle, last), (first, middle)]
    return runs
