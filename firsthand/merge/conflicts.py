"""Reports that cannot both hold, and positions that oppose each other. Few and sure before many.

A conflict needs one thing said of one subject by different voices: a negated or opposed predicate of the same things, a
denial of what was said just before it or of charges that it names, amounts of one thing that exclude each other, two
dates for one act, or two parties that each lay one act at the other's door. What a page itself sets against each other
("but the union said") is one as well. It tells no truth and knows nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from firsthand import lexicon
from firsthand.merge.claims import disagree
from firsthand.merge.contraries import AROUND, Denial, answers, denials, judges, met, said_in
from firsthand.merge.contrasts import contrasted, going_on
from firsthand.merge.denials import answered
from firsthand.merge.grammar import IF
from firsthand.merge.pairs import Overlap, Pairs
from firsthand.merge.propositions import Proposition
from firsthand.merge.quantities import Quantity
from firsthand.merge.reports import Report
from firsthand.merge.times import far_apart, meets
from firsthand.merge.voices import apart
from firsthand.merge.words import sense, stem, stems_of, words
from firsthand.model import Conflict, ConflictKind, identity

_SENTENCE = re.compile(r"[.!?“”\"]")
Found = tuple[ConflictKind, Report, Report, float, str]
DENIAL_REACH = 400
"""Characters between a denial and what it denies ("denied the charges"); about two paragraphs of news; set by hand."""
JUST_BEFORE = 120
"""The same between what turns down an idea and the statement beside it, whatever that is; set by hand."""
REFUSED_SHARE = 0.4
"""Share of the smaller report that a refusal and what it refuses have in common; set by hand."""
SHORT_DENIAL = 3
"""Content words of a denial that names nothing of its own; set by hand."""
PLAINLY = 3
"""Parts of a negation that the other asserts, where nothing is denied in so many words and not all of it is said: of 13
that were read with two such parts none was a conflict, of those with more all three."""
SAMPLE = 12
"""Reports before a denial among which what it denies is looked for; set by hand."""
AMOUNT_SHARE = 0.5
"""Share of the smaller report that two reports of excluding amounts have in common; set by hand on the same."""
SAME_ACT, MEANT = 0.6, 0.7
"""The same for two dates of one act, and a cosine of meanings from which on one word beside what is counted will do."""
COUNTER = 0.3
"""The same for two parties that blame each other for one act."""


def conflicts(pairs: Pairs, claim_of: Mapping[str, str] | None = None) -> tuple[Conflict, ...]:
    """The conflicts between reports, surest first, each pair once; ``claim_of`` maps report ids to claim ids.

    Two reports of one claim agree, and are in no conflict but one of amounts or dates.
    """
    agreed = claim_of or {}
    found: list[Found] = [*_answered(pairs.items)]
    found += (("polarity", *row) for row in _denied(pairs))
    denied = {item.id: (rows, _met_by(rows)) for item in pairs.items if (rows := denials(item))}
    said = cache(_plainly_said)
    for one, other in _in_question(pairs, denied):
        if apart(one, other) and not (one.id in agreed and agreed[one.id] == agreed.get(other.id)):
            if one.id in denied:
                found += _polarity(denied[one.id], said(other), one, other)
            if other.id in denied:
                found += _polarity(denied[other.id], said(one), other, one)
            found += _between(one, other, pairs)
    met = {frozenset((one.id, other.id)) for _, one, other, _, _ in found}
    found += (("position", *row) for row in contrasted(pairs) if _differ(row[0], row[1], agreed, met))
    return _gathered([*found, *_whole(found, going_on(pairs.items))])


def _in_question(pairs: Pairs, denied: Collection[str]) -> list[tuple[Report, Report]]:
    """The pairs that may be in conflict as far as is told of each report alone."""
    found = pairs.either(lambda one: one.id in denied or one.turned_down)
    for tell in (_counts, _on_one_day, _accuses, _does):
        found |= pairs.both(tell)
    return pairs.at_places(pairs.places[found])


def _counts(item: Report) -> bool:
    return bool(item.amounts)


def _on_one_day(item: Report) -> bool:
    """Whether a day is stated of an event."""
    when = item.when
    return item.event is not None and when.basis == "stated" and when.earliest == when.latest is not None


def _accuses(item: Report) -> bool:
    return item.speaker is not None and item.act == "accuses"


def _does(item: Report) -> bool:
    return item.speaker is not None and bool(item.trigger)


def _whole(found: Sequence[Found], beside: Mapping[str, Sequence[Report]]) -> Iterator[Found]:
    """The conflicts once more with what goes on from, or begins, either side."""
    for kind, one, other, sure, why in found:
        yield from ((kind, more, other, sure, why) for more in beside.get(one.id, ()) if apart(more, other))
        yield from ((kind, one, more, sure, why) for more in beside.get(other.id, ()) if apart(one, more))


def _differ(one: Report, other: Report, agreed: Mapping[str, str], met: set[frozenset[str]]) -> bool:
    """Whether two reports are of no one claim and in no conflict yet."""
    return agreed.get(one.id, one.id) != agreed.get(other.id, other.id) and frozenset((one.id, other.id)) not in met


def _between(one: Report, other: Report, pairs: Pairs) -> list[Found]:
    found: list[Found] = []
    if one.amounts and other.amounts:
        found += _amounts(one, other, pairs)
    if _on_one_day(one) and _on_one_day(other):
        found += _dates(one, other, pairs)
    if (_accuses(one) and _accuses(other)) or (_does(one) and _does(other) and one.trigger & other.trigger):
        found += _blame(one, other, pairs)
    if one.turned_down or other.turned_down:
        found += _refused(one, other, pairs.overlap(one, other))
    return found


def _plainly_said(item: Report) -> list[Proposition]:
    return [one for one in said_in(item) if not (one.negated or one.supposed)]


def _met_by(denied: Sequence[Denial]) -> frozenset[str] | None:
    """The words by one of which what is denied can be met; None where any will do."""
    words = [contraries or one.predicate for one, contraries in denied]
    return frozenset().union(*words) if all(words) else None


def _polarity(
    denied: tuple[Sequence[Denial], frozenset[str] | None],
    said: Sequence[Proposition],
    denying: Report,
    asserting: Report,
) -> Iterator[Found]:
    """``denying`` negates, or opposes by a contrary word, a predicate that ``asserting`` says of the same things."""
    if asserting.act == "denies" or (asserting.event is not None and asserting.voice is not None):
        return
    rows, wanted = denied
    said = [one for one in said if wanted is None or not wanted.isdisjoint(one.predicate)]
    if not said or not meets(denying.when, asserting.when) or far_apart(denying, asserting):
        return
    for asserted in said:
        for one, contraries in rows:
            aside = asserting.event is None and asserted.passage.aside
            aside = aside or not (contraries or one.act or asserted.act or asserted.predicate & asserting.core)
            if (shared := met(one, asserted, contraries)) and not aside and answers(asserted, one):
                share = len(shared) / len(one.passage.own)
                said_so = asserting.event is None and share == 1 and IF.isdisjoint(denying.plain)
                if len(shared) < PLAINLY and not contraries and denying.act != "denies" and not said_so:
                    continue
                told = (feature for alternatives in shared for feature in alternatives)
                reason = _line("a contrary of one is said" if contraries else "negated", told, denying)
                kind = _kind(denying, asserting, one.act and not judges(one))
                yield kind, denying, asserting, min(0.8, 0.4 + share / 3), reason
                return


@cache
def _wishes() -> frozenset[str]:
    return frozenset(filter(None, map(sense, lexicon.entries("merge_demand_words"))))


def _kind(one: Report, other: Report, act: bool) -> ConflictKind:
    if all(item.act in ("demands", "asks") or bool(_wishes() & set(item.line)) for item in (one, other)):
        return "position"
    return "polarity" if act or one.act == "denies" or other.act == "denies" else "characterisation"


def _line(how: str, shared: Iterable[str], item: Report) -> str:
    """``how`` and the words of a report that stand for what is shared, as written."""
    told = frozenset(shared)
    found = [word for word in item.plain if sense(word) in told]
    return f"{how}: {', '.join(dict.fromkeys(found))}"


def _amounts(one: Report, other: Report, pairs: Pairs) -> Iterator[Found]:
    if not disagree(one, other) or not meets(one.when, other.when):
        return
    found = pairs.overlap(one, other)
    alike = found.smaller >= SAME_ACT and (pairs.cosine(one, other) or 0.0) >= MEANT
    least = 1 if alike else AROUND
    act = one.event and other.event and one.event.type == other.event.type and one.trigger & other.trigger
    if found.smaller < AMOUNT_SHARE and not (act and found.content > AROUND):
        return
    if _several(one) or _several(other):
        return
    if _coming(one) != _coming(other) or one.negated & found.shared != other.negated & found.shared:
        return
    for a in one.amounts:
        for b in other.amounts:
            told = any(_fits(a, c) for c in other.amounts) or any(_fits(b, c) for c in one.amounts)
            if told or _further(a) or _further(b) or not (a.heads & b.heads and a.excludes(b)):
                continue
            if len([word for word in found.shared - a.heads - b.heads if not word.startswith("@")]) >= least:
                yield "quantity", one, other, min(0.9, found.both + 0.2), f"“{a.text}” and “{b.text}”"
                return


def _several(item: Report) -> bool:
    """Whether a report gives two numbers of one sort of thing, or one beside another ("is also charged with ...")."""
    return "also" in item.plain or any(a.heads & b.heads and a.excludes(b) for a, b in combinations(item.amounts, 2))


def _further(amount: Quantity) -> bool:
    """Whether an amount comes on top of another."""
    return not lexicon.of_class("function_words", "further").isdisjoint(words(amount.text))


def _fits(one: Quantity, other: Quantity) -> bool:
    return bool(one.heads & other.heads) and not one.excludes(other)


def _coming(item: Report) -> bool:
    """Whether a report is of what is planned, threatened or supposed, not of what is."""
    if item.event is not None:
        return item.event.status in ("planned", "threatened", "hypothetical")
    return bool({"will", "would", "could", "may", "might", "plans", "should"} & set(item.plain))


def _dates(one: Report, other: Report, pairs: Pairs) -> Iterator[Found]:
    """Two days stated for one act, told of by two events of one type."""
    if one.page == other.page or meets(one.when, other.when):
        return
    same = one.event and other.event and one.event.type == other.event.type and one.trigger & other.trigger
    if same and one.parties and one.parties == other.parties and pairs.overlap(one, other).smaller >= SAME_ACT:
        yield "time", one, other, 0.5, f"{one.when.earliest} and {other.when.earliest}"


def _blame(one: Report, other: Report, pairs: Pairs) -> Iterator[Found]:
    """Two voices that each name the other as the one who did one thing."""
    if one.negated or other.negated:
        return
    first, second = f"@{one.speaker}", f"@{other.speaker}"
    if not _blames(one, second, first) or not _blames(other, first, second):
        return
    found = pairs.overlap(one, other)
    if found.smaller >= COUNTER and found.content >= AROUND:
        yield "actor", one, other, 0.6, _line("each blames the other", found.shared, one)


def _blames(item: Report, blamed: str, blaming: str) -> bool:
    """Whether a report lays a deed at somebody's door, and not at that of whoever tells it."""
    if item.event is None:
        return item.act == "accuses" and blamed in item.features
    return blamed in item.actors and blaming not in item.actors


def _refused(one: Report, other: Report, found: Overlap) -> Iterator[Found]:
    """One voice turns down what another wants or offers."""
    for refusing, wanting in ((one, other), (other, one)):
        if refusing.event is not None or not refusing.turned_down or not _wants(wanting) or refusing.dismissive:
            continue
        if f"@{refusing.speaker}" in _actors(wanting) or not meets(refusing.when, wanting.when):
            continue
        if wanting.core and not (wanting.core & refusing.features and refusing.core & wanting.features):
            continue
        if found.content >= AROUND and found.smaller >= REFUSED_SHARE:
            yield "position", refusing, wanting, 0.55, _line("turned down", found.shared, refusing)
            return


def _wants(item: Report) -> bool:
    if item.turned_down or (item.event is not None and item.voice is not None):
        return False
    return item.act in ("demands", "asks") if item.event is None else item.event.type in ("REQUEST", "COOPERATE")


def _actors(item: Report) -> frozenset[str]:
    return frozenset({f"@{item.speaker}"}) if item.event is None else item.parties


def _denied(pairs: Pairs) -> Iterator[tuple[Report, Report, float, str]]:
    for denying, said, sure, why in answered(pairs):
        yield denying, said, sure, f"{why}: {_short(said)}"


def _answered(items: Sequence[Report]) -> Iterator[Found]:
    """Denials that name nothing of their own ("denied the charges"): held against what another said just before."""
    last: dict[int, list[Report]] = {}
    for item in sorted(items, key=lambda one: (one.page, one.spans[0], one.id)):
        before = last.setdefault(item.page, [])
        answers = item.event is None and item.turned_down and _offered(item) and _empty(item)
        for one in reversed(before[-SAMPLE:] if answers else ()):
            gap = item.spans[0].start - one.spans[-1].end
            if not 0 <= gap <= DENIAL_REACH or not apart(one, item):
                continue
            if _offers(one) or (one.event is None and gap <= JUST_BEFORE):
                yield "position", item, one, 0.6, "turns down what was offered just before: " + _short(one)
                break
        before.append(item)


def _offered(item: Report) -> bool:
    """Whether what is turned down is called an offer, a demand, an idea."""
    return not stems_of("merge_offered_nouns").isdisjoint(map(stem, item.plain))


def _offers(item: Report) -> bool:
    if item.event is not None:
        return item.event.type in ("REQUEST", "COOPERATE") and item.voice is None
    return item.act in ("demands", "asks") or not stems_of("merge_offered_nouns").isdisjoint(map(stem, item.cue))


def _empty(item: Report) -> bool:
    """Whether a denial begins by naming nothing of its own: a noun for what was said, or a pronoun, and little more."""
    nouns = stems_of("merge_denied_nouns") | stems_of("merge_offered_nouns")
    stops = lexicon.entries("merge_stopwords")
    told = words(_SENTENCE.split(item.text, maxsplit=1)[0])
    names = {word for word in told if stem(word) in nouns}
    found = [word for word in told if word not in stops]
    return bool(names) and len(found) <= (SHORT_DENIAL if names - stops else 1)


def _short(item: Report) -> str:
    told = item.text.split()
    return " ".join(told[:12]) + (" …" if len(told) > 12 else "")


def _gathered(found: Sequence[Found]) -> tuple[Conflict, ...]:
    best: dict[tuple[str, frozenset[str]], Found] = {}
    for row in sorted(found, key=lambda row: (-row[3], row[1].id, row[2].id)):
        best.setdefault((row[0], frozenset((row[1].id, row[2].id))), row)
    made = []
    for kind, one, other, confidence, reason in best.values():
        first, second = sorted((one, other), key=lambda item: (item.page, item.spans[0], item.id))
        sides = ((first.id,), (second.id,))
        made.append(
            Conflict(identity("k", kind, *sorted((one.id, other.id))), kind, sides, round(confidence, 2), reason)
        )
    return tuple(made)
