"""A text dump -> Articles: its lines, cut into documents, each line a part.

The text of an article is its stretch of the source with odd spaces made plain, character for character (a line feed
stays one between parts, and is a space inside a wrapped paragraph); only invisible
characters inside a word (soft hyphens, byte order marks) are left out, so that the word can be read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.clean.documents import cut
from firsthand.clean.lines import Line, Signs, flat, plain, recount, signs, split_lines
from firsthand.clean.parts import label
from firsthand.clean.patterns import without_links
from firsthand.errors import PageError
from firsthand.model import Article, Page, Part, Span, identity

_INSIDE = re.compile(r"(?<=\w)[\u00ad\u200b\u2060\ufeff\u200e\u200f]+(?=\w)")


def read_text(page: Page, source: str) -> tuple[Article, ...]:
    """The documents of a decoded text dump, in order; at least one where the source holds anything to see."""
    lines = split_lines(source)
    if not lines:
        raise PageError("the page holds nothing to read; save it again, or leave it out")
    seen = signs(lines)
    return tuple(
        _document(page, source, Labelled(lines[first:last], recount(lines[first:last], seen[first:last]), index))
        for index, (first, last) in enumerate(cut(lines, seen))
    )


@dataclass(frozen=True, slots=True)
class Labelled:
    """The lines of document ``index`` of a source, with their signs."""

    lines: Sequence[Line]
    signs: Sequence[Signs]
    index: int


def _document(page: Page, source: str, held: Labelled) -> Article:
    """One document of a dump; its extent runs from its first line to its last."""
    kinds = label(held.lines, held.signs, page.metadata.title)
    start, end = held.lines[0].start, held.lines[-1].end
    text, starts = _readable(source, start, end)
    text = without_links(text)
    parts = tuple(Part(kind, *_within(starts, start, line)) for line, kind in zip(held.lines, kinds, strict=True))
    for part in parts:
        if "\n" in text[part.start : part.end]:
            text = text[: part.start] + flat(text[part.start : part.end]) + text[part.end :]
    name = identity("d", source, held.index)
    headline = next((part for part in parts if part.kind == "headline"), None)
    return Article(
        id=name,
        file=page.file,
        source=source,
        start=start,
        end=end,
        text=text,
        starts=starts,
        ends=range(start + 1, end + 1) if isinstance(starts, range) else tuple(place + 1 for place in starts),
        parts=parts,
        title=" ".join(text[headline.start : headline.end].split()) if headline else page.metadata.title,
        title_span=Span(name, headline.start, headline.end) if headline else None,
        stated=page.metadata,
    )


def _readable(source: str, start: int, end: int) -> tuple[str, range | tuple[int, ...]]:
    raw = source[start:end]
    if _INSIDE.search(raw) is None:
        return plain(raw), range(start, end)
    dropped = {at for match in _INSIDE.finditer(raw) for at in range(*match.span())}
    kept = [at for at in range(len(raw)) if at not in dropped]
    return plain("".join([raw[at] for at in kept])), tuple(start + at for at in kept)


def _within(starts: range | tuple[int, ...], origin: int, line: Line) -> tuple[int, int]:
    """The place of a line of the source in the text."""
    if isinstance(starts, range):
        return line.start - origin, line.end - origin
    return bisect_left(starts, line.start), bisect_left(starts, line.end)
