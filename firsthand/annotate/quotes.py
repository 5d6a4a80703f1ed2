"""Quotations in a block of text, with lost and mixed quotation marks repaired.

Marks are told opening from closing by their shape and by the spaces around them. A closing mark without an opening one
closes a quotation that began with the block; an opening mark without a closing one runs to the block's end (the way a
quotation continued in the next paragraph is printed). Scare quotes look like quotations: who speaks is not known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = re.compile(r"[\"“”„«»]|''|``")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)(?!\d\ds\b)(.{2,400}?)(?<=[\w.,!?…])['’](?![\w])")


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
    singles = [Quotation(*match.span(1)) for match in _SINGLE.finditer(text)]
    outer = [q for q in singles if not any(d.start < q.end and q.start < d.end and not _holds(q, d) for d in doubles)]
    return sorted([*(d for d in doubles if not any(_holds(q, d) for q in outer)), *outer], key=lambda q: q.start)


def _holds(outer: Quotation, inner: Quotation) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _doubles(text: str) -> list[Quotation]:
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
        elif not found and not text[start - 1 : start].isdigit():
            found.append(Quotation(0, start, repaired=True))
    if begun is not None:
        found.append(Quotation(begun, len(text), open=True))
    return [q for q in found if text[q.start : q.end].strip()]


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
