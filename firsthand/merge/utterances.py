"""Statements that report one act of speaking: one speaker, one time as far as told, one wording or its paraphrase.

It does not know whether someone said the same on two days of one week without a date given: two such acts become one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from firsthand.merge.groups import Groups
from firsthand.merge.pairs import Overlap, Weights, by_likeness, candidates, overlap
from firsthand.merge.reports import RUN, Report
from firsthand.merge.times import far_apart, meets
from firsthand.merge.words import longest_run, sense
from firsthand.model import Utterance, identity

SHARE = 0.5
"""Least share of the smaller content for a paraphrase on two pages; set by hand on the sentences of tests/merge."""
SHARE_AT_HOME = 0.62
"""The same on one page, where a speaker goes on about one subject; set by hand on the same."""
BOTH = 0.3
"""Least share of the mean of the two contents for a paraphrase; set on what was read from the seeds."""
ANYBODY = ""
"""Stands for whoever said something last; no id of a speaker."""
CONTENT = 3
"""Content words that a paraphrase shares at least; set by hand."""


def utterances(items: Sequence[Report]) -> tuple[Utterance, ...]:
    """The acts of speaking behind statements, every statement in exactly one, in the order of the pages.

    ``items`` are reports of statements (events are passed over).
    """
    spoken = [item for item in items if item.voice is not None and item.event is None]
    by = Weights(spoken)
    groups = Groups(item.id for item in spoken)
    pairs = {(one.id, other.id): (one, other) for one, other in chain(candidates(spoken), _copied(spoken))}
    scored = [(score, one, other) for one, other in pairs.values() if (score := _same(one, other, by))]
    members = {item.id: [item] for item in spoken}
    for _, one, other in by_likeness(scored):
        left, right = members[groups.find(one.id)], members[groups.find(other.id)]
        if left is not right and _fit(left, right):
            groups.join(one.id, other.id)
            members[groups.find(one.id)] = [*left, *right]
    return tuple(Utterance(identity("u", *sorted(group)), tuple(group)) for group in groups.all())


def _copied(spoken: Sequence[Report]) -> Iterator[tuple[Report, Report]]:
    """Pairs that share words in a row, or all their words: each report with the last such one, and of its speaker."""
    last: dict[tuple[str, ...], dict[str | None, Report]] = {}
    count = Counter(chain.from_iterable(item.runs or [item.plain] for item in spoken))
    met = {run for run, times in count.items() if times > 1}
    for item in spoken:
        runs = met.intersection(item.runs or [item.plain])
        for run in sorted(run for run in runs if run in last):
            for who in dict.fromkeys((ANYBODY, item.speaker, None)):
                before = last[run].get(who)
                if before and (None in (item.speaker, before.speaker) or item.speaker == before.speaker):
                    yield before, item
        for run in runs:
            last.setdefault(run, {}).update({ANYBODY: item, item.speaker: item})


def _fit(left: Sequence[Report], right: Sequence[Report]) -> bool:
    """Whether two groups have no two dates and no two speakers between them."""
    speakers = {item.speaker for item in (*left, *right) if item.speaker}
    return len(speakers) <= 1 and all(meets(one.when, other.when) for one in left for other in right)


def _same(one: Report, other: Report, by: Weights) -> float:
    """How surely two statements report one act of speaking; 0 where they do not."""
    assert one.voice is not None and other.voice is not None
    if not meets(one.when, other.when) or one.voice.inside == other.id or other.voice.inside == one.id:
        return 0.0
    quoted = "indirect" not in (one.voice.form, other.voice.form)
    first, second = list(one.plain), list(other.plain)
    shortest = min(len(first), len(second))
    run = longest_run(first, second) if one.runs & other.runs or (quoted and shortest < RUN) else 0
    whole = quoted and run == shortest and sum(sense(word) is not None for word in first[:run]) > 1
    if run >= RUN or whole:
        return 1.0 + run / max(len(first), len(second))
    if one.speaker is None or other.speaker is None or far_apart(one, other):
        return 0.0
    found = overlap(one, other, by)
    return found.both if _paraphrase(one, other, found) else 0.0


def _paraphrase(one: Report, other: Report, found: Overlap) -> bool:
    if bool(one.negated & found.shared) != bool(other.negated & found.shared):
        return False
    least = SHARE_AT_HOME if one.page == other.page else SHARE
    return found.content >= CONTENT and found.smaller >= least and found.both >= BOTH
