"""Statements that a page sets against each other: "A said so, but B said ...", "While A says ..., B ...", "B hit back".

The page knows that the two differ; in what is not asked here, but that they speak of one matter. Two remarks that
only follow each other are no contrast.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from firsthand import lexicon
from firsthand.merge.pairs import Pairs
from firsthand.merge.reports import Report
from firsthand.merge.turns import Turn
from firsthand.merge.voices import apart

TURNED, ANSWERED, DENIED = 0.35, 0.3, 0.5
"""Least cosine of the meanings of two statements of which one turns against the other, answers it, or denies something;
set on 128 such pairs read by hand in stories without keys."""


def contrasted(pairs: Pairs) -> Iterator[tuple[Report, Report, float, str]]:
    """Neighbouring statements of two voices that the page opposes, how surely, and by which sign."""
    told: dict[int, list[tuple[Turn, Report]]] = {}
    for item in pairs.items:
        if item.turn is not None and item.voice is not None and item.voice.inside is None and not item.heading:
            told.setdefault(item.page, []).append((item.turn, item))
    for rows in told.values():
        rows.sort(key=lambda row: (row[0].start, row[0].end, row[1].id))
        for (before, one), (after, other) in pairwise(rows):
            if _neighbours(before, after) and apart(one, other) and not _one_name(before, after):
                why, least = _sign(before, after)
                if why and _of_one_matter(one, other, least, pairs):
                    yield one, other, 0.55, why


def _neighbours(before: Turn, after: Turn) -> bool:
    """Whether the second follows the first with no sentence between, and both tell who speaks."""
    return before.end <= after.start and after.first - before.last <= 1


def _sign(before: Turn, after: Turn) -> tuple[str, float]:
    same = before.last == after.first
    if same and before.pairs():
        return "the page sets one against the other", TURNED
    if after.opens(same):
        return "the page turns from one to the other", TURNED
    if after.answers():
        return "the one answers the other", ANSWERED
    return ("the one denies what the other says", DENIED) if after.refuses() else ("", 1.0)


def _one_name(before: Turn, after: Turn) -> bool:
    """Whether both could be one speaker: a pronoun, or a name that the other shares."""
    if after.source[:1] and after.source[0] in _pronouns():
        return True
    described = before.person and after.person and after.source[0] == "the"
    return described or bool(set(before.source[-1:]) & set(after.source[-1:]))


def _of_one_matter(one: Report, other: Report, least: float, pairs: Pairs) -> bool:
    cosine = pairs.meanings.cosine(one, other)
    return cosine >= least if cosine is not None else bool(one.words & other.words)


@cache
def _pronouns() -> frozenset[str]:
    kinds = ("he", "she", "it", "they", "self")
    return frozenset().union(*(lexicon.of_class("function_words", kind) for kind in kinds))
