"""Reports that assert the same, on one page or several, and from how many origins.

A claim takes at least two reports: what only one passage says is in the statements and events already. Two reports are
joined by a learned likeness (likeness.py), with agreeing signs, amounts and times. What follows
from a claim is not known here: "a delegation flew in" and "talks were held" stay two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from firsthand.merge.contraries import opposite
from firsthand.merge.denials import pleads
from firsthand.merge.evidence import COMING
from firsthand.merge.groups import Groups
from firsthand.merge.origins import Pages, independent, origins
from firsthand.merge.pairs import Overlap, Pairs, by_likeness
from firsthand.merge.reports import Report
from firsthand.merge.sharing import SHARED
from firsthand.merge.times import far_apart, meets
from firsthand.model import Claim, Utterance, identity

SURE = 0.22
"""Least likelihood of two reports that begin a claim: of .15 to .3 one of the best for F1 of claims on the development
split and the unseen stories of training/labels."""
KEPT = 0.05
"""Least mean likelihood between the members of two groups that are joined, one of several members, lest a claim wander;
set on the same."""
ALIKE = 0.5
"""Least likelihood of two reports of one claim that a conflict tells on one side; set by hand."""
SAME_WORDS = 0.5
"""Share of the mean of two reports from which on they are so nearly of the same words that only a negation of what one
turns on parts them, and none in an aside ("held, although nobody was hurt, on Monday"); set on unkeyed stories. So it
is with one speaker, who seldom says the contrary of what he says."""
SAMPLE = 8
"""Members of a claim that a new one is held against."""
FULL_CLAUSE = 6
"""Words of the shortest wording that can stand for a claim; set by hand."""


def claims(pairs: Pairs, spoken: Sequence[Utterance], pages: Pages) -> tuple[Claim, ...]:
    """The claims that two reports or more make, in the order of the pages."""
    place = {item.id: item for item in pairs.items}
    groups = Groups(place)
    members = {item.id: [item] for item in pairs.items}
    for utterance in spoken:
        for other in utterance.statements[1:]:
            _join(groups, members, utterance.statements[0], other)
    sure = pairs.likely >= SURE
    scored = [
        (likely, one, other)
        for likely, (one, other) in zip(pairs.likely[sure].tolist(), pairs.at_places(pairs.places[sure]), strict=True)
        if comparable(one, other) and not opposed(one, other, pairs.overlap(one, other))
    ]
    for _, first, second in by_likeness(scored):
        left, right = members[groups.find(first.id)], members[groups.find(second.id)]
        if left is not right and _near(left, right, pairs):
            _join(groups, members, first.id, second.id)
    found = [[place[report] for report in group] for group in groups.all() if len(group) > 1]
    kept = [group for group in found if not _one_passage(group)]
    told = {item.id: number for number, group in enumerate(kept) for item in group if item.event is None}
    return tuple(_claim(group, pages) for group in kept if not _acts_of_telling(group, told))


def tellable(pairs: Pairs) -> Pairs:
    """The pairs without those sentences in a page's own voice that can begin no claim with what another page tells."""
    own = pairs.either(lambda one: one.own is not None)
    pages = pairs.told(lambda one: one.page)
    return pairs.only(~own | ((pairs.likely >= SURE) & (pages[:, 0] != pages[:, 1])))


def _acts_of_telling(group: Sequence[Report], told: Mapping[str, int]) -> bool:
    """Whether all are the acts ("asked", "denounced") by which the statements of one other claim are made."""
    claims_told = {told.get(item.telling or "") for item in group}
    return len(claims_told) == 1 and None not in claims_told


def _join(groups: Groups, members: dict[str, list[Report]], one: str, other: str) -> None:
    left, right = members[groups.find(one)], members[groups.find(other)]
    if groups.join(one, other):
        members[groups.find(one)] = [*left, *right]


def _near(left: Sequence[Report], right: Sequence[Report], pairs: Pairs) -> bool:
    """Whether the members of two groups are alike on the whole, and none says that of which another denies it.

    Two reports alone are known to be. Of two that share much and were not compared, for so many do, nothing is known.
    """
    if len(left) == len(right) == 1:
        return True
    compared = [(one, other, pairs.overlap(one, other)) for one in left[:SAMPLE] for other in right[:SAMPLE]]
    if any(opposed(*row) for row in compared):
        return False
    scores = [
        likely
        for one, other, found in compared
        if comparable(one, other) and ((likely := pairs.likelihood(one, other)) or len(found.shared) < SHARED)
    ]
    return sum(scores) >= KEPT * len(scores)


def _one_passage(group: Sequence[Report]) -> bool:
    """Whether all reports are one statement and the events in it, or events of one sentence."""
    voices = {item.voice.id if item.voice else None for item in group}
    if len(voices) == 1 and None not in voices:
        return True
    first = group[0].spans[0]
    return all(any(first.overlaps(span) for span in item.spans) for item in group[1:])


def _one_speaker(one: Report, other: Report) -> bool:
    return one.speaker is not None and one.speaker == other.speaker


def alike(pairs: Pairs) -> Callable[[str, str], bool]:
    """Whether two reports, by their ids, surely assert the same, each by itself and not through others."""
    place = {item.id: item for item in pairs.items}

    def judge(one: str, other: str) -> bool:
        first, second = place[one], place[other]
        likely = pairs.likelihood(first, second) >= ALIKE
        return likely and not opposed(first, second, pairs.overlap(first, second))

    return judge


def comparable(one: Report, other: Report) -> bool:
    """Whether two reports can be of one thing as far as their places, days and amounts tell.

    On one page only statements of two speakers are compared: what one speaker says twice there is an utterance, and two
    mentions of an event in one page are no second report of it, nor is what the page says itself.
    """
    if one.speaker != other.speaker and pleads(one) and pleads(other):
        return False
    if one.page == other.page:
        if one.event or other.event or one.own or other.own or one.speaker is None or one.speaker == other.speaker:
            return False
        if any(a.overlaps(b) for a in one.spans for b in other.spans):
            return False
    elif _dated(one) and _dated(other) and not meets(one.when, other.when):
        return False
    return not far_apart(one, other) and not disagree(one, other)


def _dated(item: Report) -> bool:
    """Whether a report is of something that happens, or of a day other than its page's."""
    return item.event is not None or (item.own is not None and item.when != item.told)


def opposed(one: Report, other: Report, found: Overlap) -> bool:
    """Whether one is negated or turned down and the other not, one praises and the other blames, they turn on contrary
    words, one speaker demands what another says, or one event is done and the other to come.
    """
    first, second = one.core or one.trigger, other.core or other.trigger
    alone = found.both >= SAME_WORDS or _one_speaker(one, other)
    asked = found.shared & (first | second) if alone and first and second else found.shared
    if _polarity(one, asked) != _polarity(other, asked):
        return True
    if one.judgement and other.judgement and not one.judgement & other.judgement:
        return True
    if _wanted(one) != _wanted(other) and None not in (one.voice, other.voice) and one.speaker != other.speaker:
        return True
    if opposite(first, second):
        return True
    if one.event is None or other.event is None:
        return False
    return (one.event.status in COMING) != (other.event.status in COMING)


def _wanted(item: Report) -> bool:
    """Whether a statement demands or asks for something, which does not say that it is so."""
    return item.event is None and item.act in ("demands", "asks")


def _polarity(item: Report, asked: frozenset[str]) -> bool:
    """Whether one of some features is negated in a report, or the whole of it turned down."""
    return item.turned_down or item.dismissive or not item.refused.isdisjoint(asked)


def disagree(one: Report, other: Report) -> bool:
    """Whether two reports count one thing and no number fits both."""
    if not (one.amounts and other.amounts):
        return False
    return any(a.heads & b.heads and a.excludes(b) for a in one.amounts for b in other.amounts)


def _claim(group: Sequence[Report], pages: Pages) -> Claim:
    told = {item.id for item in group if item.event is None}
    happened = {item.sentence for item in group if item.event is not None and item.voice is None}
    kept = [
        item
        for item in group
        if (item.voice is None or item.event is None or item.voice.id not in told)
        and not (item.own and item.sentence in happened)
    ]
    begun = origins(kept, pages)
    reports = tuple(item.id for item in kept)
    return Claim(identity("c", *sorted(reports)), _plainest(kept), reports, begun, independent(begun, pages))


def _plainest(group: Sequence[Report]) -> str:
    """The shortest indirect wording of a full clause; else the shortest full clause; else the longest wording.

    What has a subject and a verb goes before what has none, the body of a page before its headline.
    """

    def rank(item: Report) -> tuple[bool, bool, bool, int, int, str]:
        clause, whole = item.wording()
        told = clause or item.text
        length = len(told.split())
        kind = 1 if item.event is not None else 0 if item.voice is not None and item.voice.form == "indirect" else 2
        short = length < FULL_CLAUSE
        return not whole, item.heading, short, kind, -length if short else length, told

    return " ".join(min(map(rank, group))[-1].split()).strip(" ,;")
