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
    found: list[Quotation] = []
    begun: int | None = None
    for mark in _DOUBLE.finditer(text):
        if begun is None and _opens(text, mark.start(), mark.end()):
            begun = mark.end()
        elif begun is not None and not _opens_only(text, mark.start(), mark.end()):
            found.append(Quotation(begun, mark.start()))
            begun = None
        elif begun is None and not found:
            found.append(Quotation(0, mark.start(), repaired=True))
        elif begun is not None:
            begun = mark.end()
    if begun is not None and text[begun:].strip():
        found.append(Quotation(begun, len(text), open=True))
    found = [q for q in found if text[q.start : q.end].strip()]
    taken = [(q.start, q.end) for q in found]
    for match in _SINGLE.finditer(text):
        start, end = match.span(1)
        if not any(s <= start < e or s < end <= e for s, e in taken):
            found.append(Quotation(start, end))
    return sorted(found, key=lambda q: q.start)


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
