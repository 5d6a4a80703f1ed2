"""Reports that assert the same, on one page or several, and from how many origins.

A claim takes at least two reports: what only one passage says is in the statements and events already. Two reports are
joined for what they share by weight, with agreeing signs, amounts and times; world knowledge that would link two
wordings without common words is not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthand.merge.groups import Groups
from firsthand.merge.origins import Pages, origins
from firsthand.merge.pairs import Overlap, Pairs, by_likeness
from firsthand.merge.reports import Report
from firsthand.merge.times import far_apart, meets
from firsthand.model import Claim, Utterance, identity

SHARES = ((3, 0.36, 0.24), (2, 0.5, 0.34))
"""Content words in common, least share of the smaller report, least share of the mean: any row makes one claim of two
reports. Set on the gold statements of the seeds and of four stories of the stories set (keys read by hand)."""
EVENT_SHARE = 0.2
"""Least share of the smaller of two events of one type with a word and a party in common; set on the same."""
STRANGE_SHARE = 0.4
"""The same where they are done to two that are not known to be one; set by hand."""
TRIGGER_SHARE = 0.5
"""More than this share of the smaller of two events' own words agree ("issued subpoenas", "issued a ban"); by hand."""
ONE_VOICE = (2, 0.35, 0.2)
"""As SHARES, for what one speaker says on two pages; set on five stories whose keys were read by hand."""
ONE_CORE = (3, 0.3, 0.24)
"""As SHARES, for reports of two pages that turn on one word; set on the same."""
SAME_QUOTES = 2
"""Words that two pages put in quotation marks for one speaker, to be one utterance's; set by hand."""
HELD = 0.75
"""Share of the smaller report from which on two are one claim although they turn on different words; set by hand."""
SPAN_OF_DATE = 31
"""Days of the widest date that lets two events of one type with other words be one; set by hand (a month told)."""
ELSEWHERE = 0.7
"""Share of the smaller report from which on two may be one claim although they name different places; set by hand."""
KEPT = 0.5
"""The part of the least share of the mean that any two members of a claim keep, lest it wander; set by hand."""
SAMPLE = 8
"""Members of a claim that a new one is held against."""
COMING = frozenset({"planned", "threatened", "hypothetical"})
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
    scored = [(score, one, other) for one, other in pairs.worth if (score := same_claim(one, other, pairs))]
    for _, first, second in by_likeness(scored):
        left, right = members[groups.find(first.id)], members[groups.find(second.id)]
        if left is not right and _near(left, right, pairs):
            _join(groups, members, first.id, second.id)
    found = [[place[report] for report in group] for group in groups.all() if len(group) > 1]
    kept = [group for group in found if not _one_passage(group)]
    told = {item.id: number for number, group in enumerate(kept) for item in group if item.event is None}
    return tuple(_claim(group, pages) for group in kept if not _acts_of_telling(group, told))


def _acts_of_telling(group: Sequence[Report], told: Mapping[str, int]) -> bool:
    """Whether all are the acts ("asked", "denounced") by which the statements of one other claim are made."""
    claims_told = {told.get(item.telling or "") for item in group}
    return len(claims_told) == 1 and None not in claims_told


def _join(groups: Groups, members: dict[str, list[Report]], one: str, other: str) -> None:
    left, right = members[groups.find(one)], members[groups.find(other)]
    if groups.join(one, other):
        members[groups.find(one)] = [*left, *right]


def _near(left: Sequence[Report], right: Sequence[Report], pairs: Pairs) -> bool:
    return all(
        pairs.overlap(one, other).both >= KEPT * SHARES[0][2] for one in left[:SAMPLE] for other in right[:SAMPLE]
    )


def _one_passage(group: Sequence[Report]) -> bool:
    """Whether all reports are one statement and the events in it, or events of one sentence."""
    voices = {item.voice.id if item.voice else None for item in group}
    if len(voices) == 1 and None not in voices:
        return True
    first = group[0].spans[0]
    return all(any(first.overlaps(span) for span in item.spans) for item in group[1:])


def same_claim(one: Report, other: Report, pairs: Pairs) -> float:
    """How surely two reports assert the same; 0 where they do not.

    On one page only statements of two speakers are compared: what one speaker says twice there is an utterance, and two
    mentions of an event in one page are no second report of it.
    """
    if one.page == other.page and (one.event or other.event or one.speaker is None or one.speaker == other.speaker):
        return 0.0
    if one.page == other.page and any(a.overlaps(b) for a in one.spans for b in other.spans):
        return 0.0
    if not meets(one.when, other.when) and (one.event is None) == (other.event is None):
        return 0.0
    found = pairs.overlap(one, other)
    one_voice = one.speaker is not None and one.speaker == other.speaker and not (one.event or other.event)
    if found.smaller < ELSEWHERE and ((_elsewhere(one, other) and not one_voice) or far_apart(one, other)):
        return 0.0
    if _polarity(one, found) != _polarity(other, found) or _apart(one, other) or disagree(one, other):
        return 0.0
    if one.event is not None and other.event is not None:
        return max(found.both, found.smaller) if _one_event(one, other, found) else 0.0
    if one_voice and _same_quotes(one, other):
        return max(found.both, found.smaller)
    if not _same_core(one, other, found) or not _same_act(one, other):
        return 0.0
    if one_voice and _enough(found, ONE_VOICE):
        return max(found.both, found.smaller)
    rows = (*SHARES, ONE_CORE) if one.page != other.page and one.core & other.core else SHARES
    return found.both if any(_enough(found, row) for row in rows) else 0.0


def _same_quotes(one: Report, other: Report) -> bool:
    """Whether an indirect wording puts words in quotation marks that another page quotes from the speaker as well."""
    assert one.voice is not None and other.voice is not None
    shared = len(one.quoted & other.quoted)
    much = 3 * shared >= min(len(one.quoted), len(other.quoted))
    return shared >= SAME_QUOTES and much and "direct" not in (one.voice.form, other.voice.form)


def _enough(found: Overlap, row: tuple[int, float, float]) -> bool:
    content, smaller, both = row
    return found.content >= content and found.smaller >= smaller and found.both >= both


def _polarity(item: Report, found: Overlap) -> bool:
    """Whether something of what two reports share is negated in one, or the whole of it turned down."""
    return item.turned_down or any(not one.startswith("@") for one in item.negated & found.shared)


def _apart(one: Report, other: Report) -> bool:
    """Whether of two events one is done and the other to come, or one is only mentioned in what somebody says."""
    if any(item.event is not None and not item.central for item in (one, other)):
        return True
    for item in (one, other):
        if item.event is not None and item.event.status in COMING and item.voice is not None and not item.central:
            return True
    if one.event is None or other.event is None:
        return False
    return (one.event.status in COMING) != (other.event.status in COMING)


def _elsewhere(one: Report, other: Report) -> bool:
    """Whether two reports name places, or at all someone, and none in common."""
    apart = bool(one.places and other.places and not one.places & other.places)
    return apart or bool(one.names and other.names and not one.names & other.names)


def _one_event(one: Report, other: Report, found: Overlap) -> bool:
    """Whether two events of two pages are of one type and of the same parties, by their words or by their date."""
    assert one.event is not None and other.event is not None
    sides = (
        (one.known & one.actors, other.known & other.actors),
        (one.known & one.targets, other.known & other.targets),
    )
    if one.event.type != other.event.type or any(a and b and not a & b for a, b in sides):
        return False
    common = one.trigger & other.trigger
    few = min(len(one.trigger), len(other.trigger)) or 1
    both_sides = all(a & b for a, b in ((one.actors, other.actors), (one.targets, other.targets)))
    strange = one.targets and other.targets and not one.targets & other.targets
    if common and (one.actors | one.targets) & (other.actors | other.targets):
        agree = len(common) > TRIGGER_SHARE * few or (both_sides and len(common) == TRIGGER_SHARE * few)
        if agree and found.smaller >= (STRANGE_SHARE if strange else EVENT_SHARE):
            return True
    if common and _enough(found, SHARES[0]):
        return True
    dated = one.when == other.when or _days(one) == _days(other)
    return (
        dated and _narrow(one) and bool(one.parties & other.parties) and (bool(common) or one.targets == other.targets)
    )


def _days(item: Report) -> tuple[object, object]:
    return item.when.earliest, item.when.latest


def _narrow(item: Report) -> bool:
    """Whether an event has a date of its own, a month wide at most."""
    first, last = item.when.earliest, item.when.latest
    return bool(first and last and item.when.evidence and (last - first).days <= SPAN_OF_DATE)


def _same_core(one: Report, other: Report, found: Overlap) -> bool:
    """Whether each report has what the other turns on, or one is nearly the whole of the other."""
    if (
        one.event
        or other.event
        or not one.core
        or not other.core
        or (found.smaller >= HELD and found.content > SAME_QUOTES)
    ):
        return True
    return bool(one.core & other.features) and bool(other.core & one.features)


def _same_act(one: Report, other: Report) -> bool:
    """An event's own words must be what the statement turns on, and one of its parties in it, where it has any."""
    for event, told in ((one, other), (other, one)):
        if event.event is None:
            continue
        turned_on = event.trigger & (told.core or told.features)
        if not turned_on and not (len(event.trigger) > 1 and event.trigger <= told.features):
            return False
        if event.parties and not event.parties & (told.features | {f"@{told.speaker}"}):
            return False
    return True


def disagree(one: Report, other: Report) -> bool:
    """Whether two reports count one thing and no number fits both."""
    return any(a.heads & b.heads and a.excludes(b) for a in one.amounts for b in other.amounts)


def _claim(group: Sequence[Report], pages: Pages) -> Claim:
    told = {item.id for item in group if item.event is None}
    kept = [item for item in group if item.event is None or item.voice is None or item.voice.id not in told]
    begun = origins(kept, pages)
    reports = tuple(item.id for item in kept)
    return Claim(identity("c", *sorted(reports)), _plainest(kept), reports, begun, len(begun))


def _plainest(group: Sequence[Report]) -> str:
    """The shortest indirect wording of a full clause; else the shortest full clause; else the longest wording.

    What has a subject and a verb goes before what has none, the body of a page before its headline.
    """

    def rank(item: Report) -> tuple[bool, bool, bool, int, int, str]:
        length = len(_told(item).split())
        kind = 1 if item.event is not None else 0 if item.voice is not None and item.voice.form == "indirect" else 2
        short = length < FULL_CLAUSE
        return not item.whole, item.heading, short, kind, -length if short else length, _told(item)

    return " ".join(_told(min(group, key=rank)).split()).strip(" ,;")


def _told(item: Report) -> str:
    return item.clause or item.text
