"""What the rules take for time expressions and what the encoder does, weighed: which are told, of which words.

The rules tell what an expression means; whether "now" or "for years" is one, and whether "about" or "earlier" belongs
to it, depends on the sentence, and annotators differ. Where the two differ, the ways to read the words are weighed by a
logit (timevote.json, made by training/times.py). A day that the rules are sure of is never voted away. Where the
encoder has not read, the rules stand.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import product
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, TypeVar, cast

import numpy as np

from firsthand.annotate.blocks import Block
from firsthand.encoder import TIME_KINDS, TIME_TAGS
from firsthand.encoder.decode import decode
from firsthand.model import UNKNOWN, Article, Span, TimeExpression

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

Range = tuple[int, int]
"""First word and end word of an expression, as numbers of the words that were read."""
Features = dict[str, float]
Thing = TypeVar("Thing")
REACH = 4
"""No more expressions than this begin before another and reach into it."""
FAR = {"likely 2": 2.0, "likely 6": 6.0, "likely 20": 20.0}
"""How much less likely than the likeliest a way to read some words is, in logarithms: up to 2, 6 and 20."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The words that the encoder has read, by start, and the logarithms of their tags' probabilities (words, 17)."""

    starts: list[int]
    ends: list[int]
    scores: Scores

    def words(self, span: Span) -> Range | None:
        """The words of ``span``; None where none was read."""
        first, end = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        return (first, end) if first < end else None

    def likely(self) -> Iterator[tuple[Range, str]]:
        """The expressions that the scores alone give, with their kinds."""
        inside = np.flatnonzero(np.exp(self.scores[:, 0]) < 1 / 2)
        for run in np.split(inside, np.flatnonzero(np.diff(inside) > 1) + 1) if len(inside) else ():
            for start, end, kind, _ in decode(self.scores[run], TIME_KINDS):
                yield (int(run[0]) + start, int(run[0]) + end), kind


@dataclass(frozen=True, slots=True)
class Cluster:
    """Expressions that overlap: those the rules are sure of, those they are not, and those of the encoder."""

    sure: tuple[tuple[Range, TimeExpression], ...]
    unsure: tuple[tuple[Range, TimeExpression], ...]
    likely: tuple[tuple[Range, str], ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A way to read the words of a cluster: its expressions and what speaks for it."""

    spans: tuple[Range, ...]
    features: Features


def likely_words(blocks: Sequence[Block]) -> Told:
    """The words of all blocks in text order; none where the encoder has no head for time expressions."""
    read = [(block, told) for block in blocks if (told := block.reading.heads.get("times")) is not None and len(told)]
    read.sort(key=lambda pair: pair[0].start)
    words = [(block.start + start, block.start + end) for block, _ in read for start, end in block.reading.spans]
    scores = np.concatenate([told for _, told in read]) if read else np.zeros((0, len(TIME_TAGS)), np.float32)
    return Told([start for start, _ in words], [end for _, end in words], scores)


def voted(
    article: Article, found: tuple[Sequence[TimeExpression], Sequence[TimeExpression]], told: Told
) -> tuple[TimeExpression, ...]:
    """The expressions told, of those that the rules are sure of, those they are not sure of and those of the encoder.

    >>> from firsthand.model import When
    >>> text = "It rained over the next week."
    >>> page = Article("d", "f", text, 0, 29, text, range(29), range(1, 30), ())
    >>> tags = [TIME_TAGS.index(tag) for tag in ("O", "O", "O", "O", "B-DATE", "E-DATE")]
    >>> scores = np.log(np.eye(len(TIME_TAGS), dtype=np.float32)[tags] + 1e-6)
    >>> told = Told([0, 3, 10, 15, 19, 24], [2, 9, 14, 18, 23, 28], scores)
    >>> found = TimeExpression(page.span(15, 28), "DATE", None, When())
    >>> [page.words_of(one.span) for one in voted(page, ([found], []), told)]
    ['next week']
    """
    sure, _ = found
    result = [one for one in sure if told.words(one.span) is None]
    for cluster in clusters(*found, told):
        result += _read_as(article, cluster, told)
    return tuple(sorted(result, key=lambda one: one.span.start))


def clusters(sure: Sequence[TimeExpression], unsure: Sequence[TimeExpression], told: Told) -> Iterator[Cluster]:
    """The expressions that overlap together, in text order; of the unsure ones those that touch one of the encoder."""
    read = [(place, one) for one in sure if (place := told.words(one.span))]
    guesses = sorted(((place, one) for one in unsure if (place := told.words(one.span))), key=itemgetter(0))
    likely = list(told.likely())
    every, start = sorted({place for place, _ in (*read, *likely)}), 0
    while start < len(every):
        end, stop = start + 1, every[start][1]
        while end < len(every) and every[end][0] < stop:
            stop, end = max(stop, every[end][1]), end + 1
        whole = every[start][0], stop
        heard = _beside(likely, whole)
        beside = (pair for pair in _beside(guesses, whole) if any(_shared(pair[0], place) > 0 for place, _ in heard))
        yield Cluster(tuple(_beside(read, whole)), tuple(beside), tuple(heard))
        start = end


def options(cluster: Cluster, told: Told) -> list[Option]:
    """The ways to read a cluster: as the rules do, as the encoder does, with an end of either, as none."""
    ours, theirs = tuple(place for place, _ in cluster.sure), tuple(place for place, _ in cluster.likely)
    if ours == theirs or (not theirs and not all(_vague(one) for _, one in cluster.sure)):
        return [Option(ours, {})]
    ways: dict[tuple[Range, ...], Features] = {ours: {}}
    if not ours:
        known = [place for place, _ in cluster.unsure]
        ways = {(): {}, theirs: {"added": 1.0, "added, read": float(bool(known))}}
        if len(theirs) == 1:
            for place in known:
                ways.setdefault((place,), {"added": 1.0, "added, read": 1.0, **_ends(theirs[0], place)})
    elif not theirs:
        ways[()] = {f"dropped {_kind(one)}": 1.0 for _, one in cluster.sure}
    elif len(ours) == len(theirs) == 1:
        for start, end in product(*zip(ours[0], theirs[0], strict=True)):
            if start < end:
                ways.setdefault(((start, end),), _ends(ours[0], (start, end)))
    else:
        ways[theirs] = {"split": float(len(theirs) > len(ours)), "joined": float(len(theirs) < len(ours))}
    likely = _likelihoods(list(ways), told)
    most = max(likely)
    return [
        Option(way, features | {name: max(one - most, -far) / far for name, far in FAR.items()})
        for (way, features), one in zip(ways.items(), likely, strict=True)
    ]


def weighed(features: Features) -> float:
    """What speaks for an option, added up."""
    weights = learned()
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


@cache
def learned() -> Mapping[str, float]:
    """The weights of timevote.json."""
    weights: dict[str, float] = json.loads(files(__package__).joinpath("timevote.json").read_text("utf-8"))
    return weights


def kept(
    found: tuple[Sequence[TimeExpression], Sequence[TimeExpression]], before: Sequence[TimeExpression]
) -> tuple[TimeExpression, ...]:
    """Expressions resolved anew without those voted away ``before``, each where it stood."""
    both = (*found[0], *found[1]), before
    anew, old = (sorted(((_place(one), one) for one in some), key=itemgetter(0)) for some in both)
    result = []
    for place, one in old:
        beside = _beside(anew, place)
        result.append(_moved(max(beside, key=lambda pair: _shared(pair[0], place))[1], one.span) if beside else one)
    result += [one for one in found[0] if not _vague(one) and not _beside(old, _place(one))]
    return tuple(sorted(result, key=lambda one: one.span.start))


# --- parts of a vote ------------------------------------------------------------------------------------------------


def _read_as(article: Article, cluster: Cluster, told: Told) -> Iterator[TimeExpression]:
    """The expressions of the option for which most speaks, with the meaning that the rules give their words."""
    chosen = max(options(cluster, told), key=lambda option: weighed(option.features)).spans
    if chosen == tuple(place for place, _ in cluster.sure):
        yield from (one for _, one in cluster.sure)
        return
    for place in chosen:
        span = article.span(told.starts[place[0]], told.ends[place[1] - 1])
        known = [(shared, one) for at, one in (*cluster.sure, *cluster.unsure) if (shared := _shared(at, place)) > 0]
        if known:
            yield _moved(max(known, key=itemgetter(0))[1], span)
        else:
            kind = next(kind for at, kind in cluster.likely if at == place)
            yield TimeExpression(span, cast(Literal["DATE"], kind), "", UNKNOWN)


def _likelihoods(ways: Sequence[tuple[Range, ...]], told: Told) -> list[float]:
    """The logarithm of the probability of each way by the encoder, over the words that any way takes and one beside."""
    low = max(0, min(first for way in ways for first, _ in way) - 1)
    high = min(len(told.starts), max(end for way in ways for _, end in way) + 1)
    rows = told.scores[low:high].tolist()
    return [_likelihood(rows, [(first - low, end - low) for first, end in way]) for way in ways]


def _likelihood(rows: Sequence[Sequence[float]], spans: Sequence[Range]) -> float:
    total, at = 0.0, 0
    for first, end in spans:
        total += sum(row[0] for row in rows[at:first])
        if end == first + 1:
            total += max(rows[first][4::4])
        else:
            total += max(
                rows[first][kind] + sum(row[kind + 1] for row in rows[first + 1 : end - 1]) + rows[end - 1][kind + 2]
                for kind in range(1, len(rows[first]), 4)
            )
        at = end
    return total + sum(row[0] for row in rows[at:])


def _ends(old: Range, new: Range) -> Features:
    told = {
        "later start": new[0] > old[0], "earlier start": new[0] < old[0],
        "earlier end": new[1] < old[1], "later end": new[1] > old[1],
    }  # fmt: skip
    return {name: 1.0 for name, so in told.items() if so}


def _beside(rows: Sequence[tuple[Range, Thing]], place: Range) -> list[tuple[Range, Thing]]:
    """Of rows by start those that share something with ``place``."""
    at = bisect_left(rows, place[0], key=_start)
    near = rows[max(0, at - REACH) : bisect_left(rows, place[1], lo=at, key=_start)]
    return [row for row in near if _shared(row[0], place) > 0]


def _start(row: tuple[Range, object]) -> int:
    return row[0][0]


def _shared(one: Range, other: Range) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _place(one: TimeExpression) -> Range:
    return one.span.start, one.span.end


def _kind(one: TimeExpression) -> str:
    return "REF" if (one.value or "").endswith("_REF") else one.type


def _vague(one: TimeExpression) -> bool:
    return _kind(one) in ("DURATION", "SET", "REF")


def _moved(one: TimeExpression, span: Span) -> TimeExpression:
    """The expression at another place; its days rest on the words there."""
    evidence = tuple(dict.fromkeys(span if place == one.span else place for place in one.when.evidence))
    return replace(one, span=span, when=replace(one.when, evidence=evidence))
