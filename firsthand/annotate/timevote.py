"""The encoder's vote on time expressions that the rules find: which vague ones are meant, and where they begin.

The rules tell what an expression means; whether "now" or "for years" is one, and whether "about" or "earlier" belongs
to it, depends on the sentence, and annotators differ. A day is never voted away. Where the encoder has not read, the
rules stand.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from firsthand.annotate.blocks import Block
from firsthand.annotate.timevalue import words
from firsthand.model import Article, Span, TimeExpression

LIKELY = 0.1
"""Least mean probability of the words of a vague expression. On four fifths of TimeBank, on which the encoder has
learned too, F1 of spans is .887 without, .890 with .05, .891 with .1, .893 with .2; values of the last fifth are .751
with .1 and .747 with .2."""
OUT, IN = 0.1, 0.8
"""A word at the start of an expression that may belong to it is out below, one before it in above. On the four fifths
F1 is .890 to .893 with .1 to .4; on the last .841 with .1, .834 with .2 and .821 with .4. Words before: .6 to .9 do
equally well."""


class Word(NamedTuple):
    """A word that the encoder has read, and how likely it is part of a time expression."""

    start: int
    end: int
    likely: float


def likely_words(blocks: Sequence[Block]) -> list[Word]:
    """The words of all blocks in text order; none where the encoder has no head for time expressions."""
    found = []
    for block in blocks:
        if (told := block.reading.heads.get("times")) is not None and len(told):
            inside = (1 - np.exp(told[:, 0])).tolist()
            at, spans = block.start, block.reading.spans
            found += [Word(at + start, at + end, likely) for (start, end), likely in zip(spans, inside, strict=True)]
    return sorted(found)


def voted(article: Article, found: Sequence[TimeExpression], told: Sequence[Word]) -> tuple[TimeExpression, ...]:
    """The expressions without the vague ones that the encoder takes for none, each from the word that begins it.

    >>> from firsthand.model import When
    >>> text = "It rained over the next week."
    >>> page = Article("d", "f", text, 0, 29, text, range(29), range(1, 30), ())
    >>> told = [Word(10, 14, 0.05), Word(15, 18, 0.05), Word(19, 23, 0.9), Word(24, 28, 0.9)]
    >>> found = TimeExpression(page.span(15, 28), "DATE", None, When())
    >>> [page.words_of(one.span) for one in voted(page, [found], told)]
    ['next week']
    """
    starts, result, free = [word.start for word in told], [], 0
    for one in found:
        inside = list(_inside(told, bisect_left(starts, one.span.start), one.span))
        if inside and _vague(one) and sum(told[at].likely for at in inside) < LIKELY * len(inside):
            continue
        start = _begin(article, told, inside, free) if inside else one.span.start
        result.append(_moved(one, article.span(start, one.span.end)))
        free = one.span.end
    return tuple(result)


def kept(found: Sequence[TimeExpression], before: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Expressions resolved anew without the vague ones that were not there ``before``, each where it stood."""
    places = {one.span.end: one.span for one in before}
    return tuple(
        _moved(one, places.get(one.span.end, one.span)) for one in found if one.span.end in places or not _vague(one)
    )


def _moved(one: TimeExpression, span: Span) -> TimeExpression:
    """The expression at another place; its days rest on the words there."""
    evidence = tuple(span if place == one.span else place for place in one.when.evidence)
    return replace(one, span=span, when=replace(one.when, evidence=evidence))


def _vague(one: TimeExpression) -> bool:
    return one.type in ("DURATION", "SET") or (one.value or "").endswith("_REF")


def _inside(told: Sequence[Word], at: int, span: Span) -> Iterator[int]:
    while at < len(told) and told[at].start < span.end:
        yield at
        at += 1


def _begin(article: Article, told: Sequence[Word], inside: Sequence[int], free: int) -> int:
    """Where an expression begins: loose words at its start that are unlikely are out, likely ones before it in."""

    def loose(at: int) -> bool:
        return article.text[told[at].start : told[at].end].lower() in words("loose")

    first = inside[0]
    while first < inside[-1] and loose(first) and told[first].likely < OUT:
        first += 1
    while first and told[first - 1].start >= free:
        between = article.text[told[first - 1].end : told[first].start]
        if len(between) > 2 or between.strip() or not loose(first - 1) or told[first - 1].likely <= IN:
            break
        first -= 1
    return told[first].start
