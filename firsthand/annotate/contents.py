"""The words of a content: its edges, its growth to whole quotations, its form. Offsets are the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.quotes import Quotation
from firsthand.model import Article, Form

Offsets = tuple[int, int]
_EDGE = re.compile(r"^(?:[\s\"“”„«»‘’',;:–—-]|\.(?!\.)|that\b)+|(?:[\s\"“”„«»,;:–—-]|\b(?:and|but)$)+$", re.IGNORECASE)


def tidy(article: Article, contents: Sequence[Offsets], quoted: Sequence[Quotation], a: Attribution) -> list[Offsets]:
    """Contents without edges, grown to the ends of quotations that they lie in, joined where only marks part them."""
    grown = []
    for start, end in contents:
        for q in quoted:
            inside = min(end, q.end) - max(start, q.start)
            cut = a.cue is not None and hit(a.cue, [(q.start, q.end)])
            if inside > 0.5 * (end - start) and not cut and a.level == 0:
                start, end = min(start, q.start), max(end, q.end)
        edge = _EDGE.match(article.text[start:end])
        start += edge.end() if edge else 0
        tail = [m for m in _EDGE.finditer(article.text[start:end]) if m.end() == end - start and m.start() > 0]
        end = start + tail[-1].start() if tail else end
        if start < end:
            grown.append((start, end))
    joined: list[Offsets] = []
    for start, end in sorted(grown):
        if joined and (start <= joined[-1][1] or not re.search(r"\w", article.text[joined[-1][1] : start])):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def form(article: Article, contents: Sequence[Offsets], quoted: Sequence[Quotation]) -> Form:
    """Direct if all words stand in quotation marks, indirect if none, else mixed."""
    inside = total = 0
    for start, end in contents:
        for word in re.finditer(r"\w+", article.text[start:end]):
            at = start + word.start()
            total += 1
            inside += any(q.start <= at < q.end for q in quoted)
    return "direct" if inside == total else "mixed" if inside else "indirect"


def hit(span: Offsets, others: Sequence[Offsets]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(span[0] < end and start < span[1] for start, end in others)


def same(a: Sequence[Offsets], b: Sequence[Offsets]) -> bool:
    """Whether two contents are the same but for marks at the end."""
    return bool(a) and bool(b) and a[0][0] == b[0][0] and abs(a[-1][1] - b[-1][1]) < 3
