"""Statements that a page sets against each other: "A said so, but B said ...", "While A says ..., B ...", "B hit back".

The page knows that the two differ; in what is not asked here, but that they speak of one matter. Two remarks that
only follow each other are no contrast.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
    for rows in _by_page(pairs.items):
        for (before, one), (after, other) in pairwise(rows):
            if _neighbours(before, after) and apart(one, other) and not _one_name(before, after):
                why, least = _sign(before, after)
                if why and _of_one_matter(one, other, least, pairs):
                    yield one, other, 0.55, why


def going_on(items: Sequence[Report]) -> dict[str, list[Report]]:
    """What stands beside a statement in one quotation or is taken up by it: of each by its id, if there is any."""
    found: dict[str, list[Report]] = {}
    for rows in _by_page(items):
        for (before, one), (after, other) in pairwise(rows):
            same = one.speaker is not None and one.speaker == other.speaker
            if same and not after.source and before.end <= after.start and after.first - before.last <= 1:
                found.setdefault(one.id, []).append(other)
                found.setdefault(other.id, []).append(one)
    return found


def _by_page(items: Sequence[Report]) -> Iterable[list[tuple[Turn, Report]]]:
    told: dict[int, list[tuple[Turn, Report]]] = {}
    for item in items:
        if item.turn is not None and item.voice is not None and item.voice.inside is None and not item.heading:
            told.setdefault(item.page, []).append((item.turn, item))
    for rows in told.values():
        rows.sort(key=lambda row: (row[0].start, row[0].end, row[1].id))
    return told.values()


def _neighbours(before: Turn, after: Turn) -> bool:
    """Whether the second follows the first with no sentence between, and tells who speaks."""
    return bool(after.source) and before.end <= after.start and after.first - before.last <= 1


def _sign(before: Turn, after: Turn) -> tuple[str, float]:
    same = before.last == after.first
    if same and before.pairs():
        return "the page sets one against the other", TURNED
    if after.opens(same):
        return "the page turns from one to the other", TURNED
    if after.sides():
        return "the one is called a side against the other", TURNED
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
    cosine = pairs.cosine(one, other)
    return cosine >= least if cosine is not None else bool(one.words & other.words)


@cache
def _pronouns() -> frozenset[str]:
    kinds = ("he", "she", "it", "they", "self")
    return frozenset().union(*(lexicon.of_class("function_words", kind) for kind in kinds))
