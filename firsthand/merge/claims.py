"""Reports that assert the same, on one page or several, and from how many origins.

A claim takes at least two reports: what only one passage says is in the statements and events already. Two reports are
joined for what they share by weight, with agreeing signs, amounts and times; world knowledge that would link two
wordings without common words is not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthand.merge.groups import Groups
from firsthand.merge.origins import Pages, origins
from firsthand.merge.pairs import Overlap, by_likeness, candidates, overlap
from firsthand.merge.reports import Report, far_apart, meets, weights
from firsthand.model import Claim, Utterance, identity

SHARES = ((3, 0.36, 0.24), (2, 0.5, 0.34))
"""Content words in common, least share of the smaller report, least share of the mean: any row makes one claim of two
reports. Set on the gold statements of the seeds and of four stories of the stories set (keys read by hand)."""
EVENT_SHARE = 0.2
"""Least share of the smaller of two events of one type with a word and a party in common; set on the same."""
ELSEWHERE = 0.7
"""Share of the smaller report from which on two may be one claim although they name different places; set by hand."""
KEPT = 0.5
"""The part of the least share of the mean that any two members of a claim keep, lest it wander; set by hand."""
SAMPLE = 8
"""Members of a claim that a new one is held against."""
FULL_CLAUSE = 6
"""Words of the shortest wording that can stand for a claim; set by hand."""


def claims(items: Sequence[Report], spoken: Sequence[Utterance], pages: Pages) -> tuple[Claim, ...]:
    """The claims that two reports or more make, in the order of the pages."""
    by = weights(items)
    place = {item.id: item for item in items}
    groups = Groups(place)
    members = {item.id: [item] for item in items}
    for utterance in spoken:
        for other in utterance.statements[1:]:
            _join(groups, members, utterance.statements[0], other)
    scored = [(score, one, other) for one, other in candidates(items) if (score := same_claim(one, other, by))]
    for _, first, second in by_likeness(scored):
        left, right = members[groups.find(first.id)], members[groups.find(second.id)]
        if left is not right and _near(left, right, by):
            _join(groups, members, first.id, second.id)
    found = [[place[report] for report in group] for group in groups.all() if len(group) > 1]
    return tuple(_claim(group, pages) for group in found if not _one_passage(group))


def _join(groups: Groups, members: dict[str, list[Report]], one: str, other: str) -> None:
    left, right = members[groups.find(one)], members[groups.find(other)]
    if groups.join(one, other):
        members[groups.find(one)] = [*left, *right]


def _near(left: Sequence[Report], right: Sequence[Report], by: Mapping[str, float]) -> bool:
    return all(overlap(one, other, by).both >= KEPT * SHARES[0][2] for one in left[:SAMPLE] for other in right[:SAMPLE])


def _one_passage(group: Sequence[Report]) -> bool:
    """Whether all reports are one statement and the events in it, or events of one sentence."""
    voices = {item.voice.id if item.voice else None for item in group}
    if len(voices) == 1 and None not in voices:
        return True
    first = group[0].spans[0]
    return all(any(first.overlaps(span) for span in item.spans) for item in group[1:])


def same_claim(one: Report, other: Report, by: Mapping[str, float]) -> float:
    """How surely two reports assert the same; 0 where they do not."""
    if not meets(one.when, other.when) and (one.event is None) == (other.event is None):
        return 0.0
    if any(a.document == b.document and a.overlaps(b) for a in one.spans for b in other.spans):
        return 0.0
    found = overlap(one, other, by)
    if found.smaller < ELSEWHERE and (_elsewhere(one, other) or far_apart(one, other)):
        return 0.0
    negated = (one.negated & found.shared, other.negated & found.shared)
    if negated[0] != negated[1] and any(not feature.startswith("@") for feature in negated[0] ^ negated[1]):
        return 0.0
    if disagree(one, other):
        return 0.0
    if not _same_act(one, other, found):
        return 0.0
    if _one_event(one, other, found):
        return max(found.both, found.smaller)
    alike = any(
        found.content >= content and found.smaller >= smaller and found.both >= both
        for content, smaller, both in SHARES
    )
    return found.both if alike else 0.0


def _elsewhere(one: Report, other: Report) -> bool:
    """Whether two reports name places, or at all someone, and none in common."""
    names = [{feature for feature in item.features if feature.startswith("@")} for item in (one, other)]
    apart = bool(one.places and other.places and not one.places & other.places)
    return apart or bool(names[0] and names[1] and not names[0] & names[1])


def _one_event(one: Report, other: Report, found: Overlap) -> bool:
    """Whether two events on two pages are of one type, by one word of their own, with a party in common."""
    if one.event is None or other.event is None or one.page == other.page or one.event.type != other.event.type:
        return False
    few = min(len(one.parties), len(other.parties), 2)
    shared = len(one.parties & other.parties)
    return bool(one.trigger & other.trigger) and 0 < few <= shared and found.smaller >= EVENT_SHARE


def _same_act(one: Report, other: Report, found: Overlap) -> bool:
    """An event's own words must be among what is shared, and one of its parties, where it has any."""
    for event, elsewhere in ((one, other), (other, one)):
        if event.event is None:
            continue
        if not event.trigger & found.shared:
            return False
        if event.parties and not event.parties & (elsewhere.features | {f"@{elsewhere.speaker}"}):
            return False
    if one.actors and other.actors and not one.actors & other.actors:
        return False
    return one.event is None or other.event is None or one.page != other.page or one.event.type == other.event.type


def disagree(one: Report, other: Report) -> bool:
    """Whether two reports count one thing and no number fits both."""
    return any(a.heads & b.heads and a.excludes(b) for a in one.amounts for b in other.amounts)


def _claim(group: Sequence[Report], pages: Pages) -> Claim:
    begun = origins(group, pages)
    reports = tuple(item.id for item in group)
    return Claim(identity("c", *sorted(reports)), _plainest(group), reports, begun, len(begun))


def _plainest(group: Sequence[Report]) -> str:
    """The shortest indirect wording of a full clause; else the shortest full clause; else the longest wording."""

    def rank(item: Report) -> tuple[bool, bool, int, str]:
        length = len(item.text.split())
        short = length < FULL_CLAUSE
        quoted = item.event is not None or item.voice is None or item.voice.form != "indirect"
        return short, quoted, -length if short else length, item.text

    return " ".join(min(group, key=rank).text.split()).strip(" ,;")
