"""Quotations in a block of text, with lost and mixed quotation marks repaired.

Marks are told opening from closing by their shape and by the spaces around them. A closing mark without an opening one
closes a quotation that began with the block; an opening mark without a closing one runs to the block's end (the way a
quotation continued in the next paragraph is printed). Scare quotes look like quotations: who speaks is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DOUBLE = re.compile(r"[\"“”„«»]|''|``")
_SINGLE = re.compile(
    r"(?P<open>(?<![\w’'])[‘'](?=[\w(\[])(?!\d\ds\b))|(?<=[.,!?…])(?P<stop>['’])(?!\w)|(?<=[\w)\]])(?P<word>['’])(?!\w)"
)
"""A single mark that can open, one after a stop, which closes all, and one after a word, which may be an apostrophe."""
_OWNED = re.compile(r"s['’] [a-z]")
SHORT, LONG = 400, 1500
"""Characters of a quotation in single marks that ends at a word, and at a stop; by judgement."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` without its marks. ``repaired``: a mark was missing; ``open``: it runs on past the block."""

    start: int
    end: int
    repaired: bool = False
    open: bool = False


def quotations(text: str) -> list[Quotation]:
    """The quotations of a block, outermost only, in order.

    >>> block = 'We go. They know," he said. "We stay.'
    >>> [(block[q.start:q.end], q.repaired, q.open) for q in quotations(block)]
    [('We go. They know,', True, False), ('We stay.', False, True)]
    """
    doubles = _doubles(text)
    singles = _singles(text)
    outer = [q for q in singles if not any(d.start < q.end and q.start < d.end and not _holds(q, d) for d in doubles)]
    return sorted([*(d for d in doubles if not any(_holds(q, d) for q in outer)), *outer], key=lambda q: q.start)


def _holds(outer: Quotation, inner: Quotation) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _singles(text: str) -> list[Quotation]:
    """Quotations in single marks; one that begins with the block and is not closed runs to its end."""
    marks = list(_SINGLE.finditer(text))
    found: list[Quotation] = []
    at = 0
    while at < len(marks):
        begun = marks[at].end() if marks[at]["open"] else None
        closing = _closing(text, marks, at) if begun is not None else None
        if begun is not None and closing is not None:
            found.append(Quotation(begun, marks[closing].start()))
            at = closing
        elif begun is not None and not re.search(r"\w", text[:begun]) and text[begun].isupper():
            found.append(Quotation(begun, len(text), open=True))
            break
        at += 1
    return found


def _closing(text: str, marks: Sequence[re.Match[str]], at: int) -> int | None:
    """Which mark closes the one at ``at``: the next after a stop, or the one after a word that no inner one opened."""
    depth = 1
    for i in range(at + 1, len(marks)):
        mark, long = marks[i], marks[i].start() - marks[at].end()
        if mark["open"]:
            depth += 1
            continue
        owned = _OWNED.match(text, mark.start() - 1) and i + 1 < len(marks) and marks[i + 1]["stop"]
        depth -= depth if mark["stop"] else 0 if owned else 1
        if long > (LONG if mark["stop"] else SHORT):
            return None
        if not depth:
            return i if long > 1 else None
    return None


def _doubles(text: str) -> list[Quotation]:
    if pairs := _pairs(text):
        return pairs
    found: list[Quotation] = []
    begun: int | None = None
    opener = ""
    for mark in _DOUBLE.finditer(text):
        start, end = mark.span()
        closes = opener == "„" and mark[0] == "“"
        if begun is None and _opens(text, start, end):
            begun, opener = end, mark[0]
        elif begun is not None and (closes or not _opens_only(text, start, end)):
            found.append(Quotation(begun, start))
            begun, opener = None, ""
        elif begun is not None:
            begun = end
        elif text[start - 1 : start].isspace() and start:
            begun, opener = end, mark[0]
        elif not found and not text[start - 1 : start].isdigit():
            found.append(Quotation(0, start, repaired=True))
    if begun is not None:
        found.append(Quotation(begun, len(text), open=True))
    return [q for q in found if text[q.start : q.end].strip()]


def _pairs(text: str) -> list[Quotation]:
    """Straight marks taken two by two, where each pair stands close around its words; none where any does not."""
    marks = [mark.span() for mark in _DOUBLE.finditer(text)]
    pairs = [Quotation(first[1], last[0]) for first, last in zip(marks[::2], marks[1::2], strict=False)]
    straight = all(text[start:end] == '"' for start, end in marks) and len(marks) % 2 == 0
    close = all(text[q.start : q.end].strip() == text[q.start : q.end] != "" for q in pairs)
    return pairs if straight and close else []


def _opens(text: str, start: int, end: int) -> bool:
    mark = text[start:end]
    if mark in ("“", "„", "«", "``"):
        return True
    if mark in ("”", "»"):
        return False
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before.isspace() or before in "([—–-‘'/:") and bool(after) and not after.isspace()


def _opens_only(text: str, start: int, end: int) -> bool:
    """Whether a mark inside a quotation can only be the opening of another (its closing one was lost)."""
    if text[start:end] in ("“", "„", "``"):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return text[start:end] == '"' and before.isspace() and after.isalnum()
