"""Reports that cannot both hold, and positions that oppose each other. Few and sure before many.

A conflict needs one thing said of one subject by different voices: a shared negated or opposed word with shared words
about it, a denial of what was said just before it, amounts of one thing that exclude each other, two dates for one act,
or two parties that each lay one act at the other's door. It tells no truth and knows nothing of the world.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from firsthand import lexicon
from firsthand.merge.claims import disagree
from firsthand.merge.pairs import Overlap, candidates, overlap
from firsthand.merge.quantities import Quantity
from firsthand.merge.reports import Report, meets, weights
from firsthand.merge.words import sense, stem, words
from firsthand.model import Conflict, ConflictKind, identity

Found = tuple[ConflictKind, Report, Report, float, str]

NEAR = 8
"""Features on either side of a word that say what it is said of; set by hand."""
AROUND = 2
"""Shared content words about an opposed word; set on the gold statements of the seeds and four stories."""
AROUND_WISH = 1
"""The same for two opposing wishes on one page, where the subject is common; set on the same."""
AROUND_SHARE = 0.3
"""Least share of the smaller of two surroundings that both have; set on the same."""
DENIAL_REACH = 400
"""Characters between a denial and what it denies ("denied the charges"); about two paragraphs of news; set by hand."""
REPLY_REACH = 200
"""Characters between what is wanted and its refusal on one page; set by hand."""
REFUSED_SHARE = 0.4
"""Share of the smaller report that a refusal and what it refuses have in common; set by hand."""
SHORT_DENIAL = 3
"""Content words of a denial that names nothing of its own; set by hand."""
DENIED_SHARE = 0.55
"""Share of a denial's content that the denied report has; set by hand on the sentences of tests/merge."""
AMOUNT_SHARE = 0.5
"""Share of the smaller report that two reports of excluding amounts have in common; set by hand on the same."""
SAME_ACT = 0.6
"""The same for two dates of one act."""
COUNTER = 0.3
"""The same for two parties that blame each other for one act."""


def conflicts(items: Sequence[Report], claim_of: Mapping[str, str] | None = None) -> tuple[Conflict, ...]:
    """The conflicts between reports, surest first, each pair once; ``claim_of`` maps report ids to claim ids.

    Two reports of one claim agree, and are in no conflict but one of amounts or dates.
    """
    by, agreed = weights(items), claim_of or {}
    found: list[Found] = [*_answered(items)]
    for one, other in candidates(items):
        if _apart(one, other) and not (one.id in agreed and agreed[one.id] == agreed.get(other.id)):
            found += _between(one, other, overlap(one, other, by))
    return _gathered(found)


def _apart(one: Report, other: Report) -> bool:
    """Whether two reports are two voices: two speakers, a speaker and a page, or two pages; none inside the other."""
    if any(a.overlaps(b) for a in one.spans for b in other.spans):
        return False
    if one.voice and other.voice and (one.voice.id == other.voice.id or one.voice.inside == other.voice.id):
        return False
    named = one.speaker is not None and other.speaker is not None
    if one.sentence == other.sentence and not named:
        return False
    if one.speaker is not None or other.speaker is not None:
        return one.speaker != other.speaker
    return one.page != other.page or (one.voice is None) != (other.voice is None) or one.voice is not None


def _between(one: Report, other: Report, found: Overlap) -> Iterator[Found]:
    yield from _polarity(one, other, found)
    yield from _polarity(other, one, found)
    yield from _amounts(one, other, found)
    yield from _dates(one, other, found)
    yield from _blame(one, other, found)
    yield from _refused(one, other, found)


def _polarity(denying: Report, asserting: Report, found: Overlap) -> Iterator[Found]:
    """``denying`` negates, or opposes by a contrary word, what ``asserting`` says of the same subject."""
    whole = denying.act == "denies" or (denying.event is not None and denying.event.status == "denied")
    if whole and not (asserting.negated & found.shared) and not denying.turned_down:
        said = asserting.trigger or asserting.features
        if denying.event is not None and not denying.trigger & said:
            return
        if found.content >= 2 and found.smaller >= DENIED_SHARE:
            yield "polarity", denying, asserting, min(0.9, found.smaller), _line("denied", found.shared)
        return
    if denying.event is not None or (asserting.event is not None and asserting.event.status == "denied"):
        return
    kind = _kind(denying, asserting)
    least = AROUND_WISH if kind == "position" and denying.page == asserting.page else AROUND
    for word in sorted(denying.negated & found.shared - asserting.negated):
        if word.startswith("@") or (asserting.event is not None and word not in asserting.trigger):
            continue
        about, share = _about(denying, asserting, word, word)
        if len(about) >= least and share >= AROUND_SHARE:
            yield kind, denying, asserting, min(0.8, 0.4 + share / 2), _line("negated", {word, *about})
            return
    if asserting.event is not None:
        return
    for word, contrary in _opposites():
        if (
            word in denying.line
            and contrary in asserting.line
            and word not in asserting.line
            and contrary not in denying.line
        ):
            if (word in denying.negated) != (contrary in asserting.negated):
                continue
            about, share = _about(denying, asserting, word, contrary)
            if len(about) >= AROUND and share >= AROUND_SHARE:
                yield kind, denying, asserting, 0.5, _line(f"{word} / {contrary}", about)
                return


@cache
def _opposites() -> tuple[tuple[str, str], ...]:
    pairs = ((sense(row[0]), sense(row[1])) for row in lexicon.rows("merge_opposites") if len(row) > 1)
    return tuple((one, other) for one, other in pairs if one and other and one != other)


def _about(one: Report, other: Report, word: str, other_word: str) -> tuple[frozenset[str], float]:
    """The content near both words, and its share of the smaller of the two surroundings."""
    first, second = _near(one, word), _near(other, other_word)
    shared = frozenset(feature for feature in first & second if not feature.startswith("@"))
    return shared, len(first & second) / max(1, min(len(first), len(second)))


def _near(item: Report, word: str) -> frozenset[str]:
    found: set[str] = set()
    for place, feature in enumerate(item.line):
        if feature == word:
            found.update(item.line[max(0, place - NEAR) : place + NEAR + 1])
    return frozenset(found - {word})


@cache
def _wishes() -> frozenset[str]:
    return frozenset(filter(None, map(sense, lexicon.entries("merge_demand_words"))))


def _kind(one: Report, other: Report) -> ConflictKind:
    wanting = [item.act in ("demands", "asks") or bool(_wishes() & set(item.line)) for item in (one, other)]
    if all(wanting):
        return "position"
    return "polarity" if one.act == "denies" or other.act == "denies" else "characterisation"


def _line(how: str, shared: set[str] | frozenset[str]) -> str:
    told = sorted(feature for feature in shared if not feature.startswith("@"))
    return f"{how}: {', '.join(told)}"


def _amounts(one: Report, other: Report, found: Overlap) -> Iterator[Found]:
    if not disagree(one, other) or not meets(one.when, other.when) or found.smaller < AMOUNT_SHARE:
        return
    if _coming(one) != _coming(other) or one.negated & found.shared != other.negated & found.shared:
        return
    for a in one.amounts:
        for b in other.amounts:
            told = any(_fits(a, c) for c in other.amounts) or any(_fits(b, c) for c in one.amounts)
            if told or not (a.heads & b.heads and a.excludes(b)):
                continue
            if len([word for word in found.shared - a.heads - b.heads if not word.startswith("@")]) >= AROUND:
                yield "quantity", one, other, min(0.9, found.both + 0.2), f"“{a.text}” and “{b.text}”"
                return


def _fits(one: Quantity, other: Quantity) -> bool:
    return bool(one.heads & other.heads) and not one.excludes(other)


def _coming(item: Report) -> bool:
    """Whether a report is of what is planned, threatened or supposed, not of what is."""
    if item.event is not None:
        return item.event.status in ("planned", "threatened", "hypothetical")
    return bool({"will", "would", "could", "may", "might", "plans", "should"} & set(words(item.text)))


def _dates(one: Report, other: Report, found: Overlap) -> Iterator[Found]:
    if one.event is None or other.event is None or one.event.type != other.event.type or meets(one.when, other.when):
        return
    stated = one.when.basis == other.when.basis == "stated"
    days = all(item.when.earliest is not None and item.when.earliest == item.when.latest for item in (one, other))
    same = one.trigger & other.trigger and one.parties and one.parties == other.parties
    if stated and days and same and found.smaller >= SAME_ACT and one.page != other.page:
        yield "time", one, other, 0.5, f"{one.when.earliest} and {other.when.earliest}"


def _blame(one: Report, other: Report, found: Overlap) -> Iterator[Found]:
    """Two voices that each name the other as the one who did one thing."""
    if one.speaker is None or other.speaker is None or found.smaller < COUNTER or found.content < AROUND:
        return
    first, second = f"@{one.speaker}", f"@{other.speaker}"
    accused = [item.event is not None or item.act == "accuses" for item in (one, other)]
    one_act = bool(one.trigger & other.trigger) or one.act == other.act == "accuses"
    if (
        one_act
        and all(accused)
        and second in one.features
        and first in other.features
        and not (one.negated or other.negated)
    ):
        yield "actor", one, other, 0.6, _line("each blames the other", found.shared)


def _refused(one: Report, other: Report, found: Overlap) -> Iterator[Found]:
    """One voice turns down what another wants or offers."""
    for refusing, wanting in ((one, other), (other, one)):
        if not refusing.turned_down or not _wants(wanting) or refusing.parties & _actors(wanting):
            continue
        follows = refusing.page == wanting.page and 0 <= refusing.spans[0].start - wanting.spans[-1].end <= REPLY_REACH
        if (found.content >= AROUND and found.smaller >= REFUSED_SHARE) or (follows and found.content):
            yield "position", refusing, wanting, 0.55, _line("turned down", found.shared)
            return


def _wants(item: Report) -> bool:
    if item.event is not None:
        return item.event.type in ("REQUEST", "COOPERATE") and not item.turned_down
    return item.act in ("demands", "asks") and not item.turned_down


def _actors(item: Report) -> frozenset[str]:
    return frozenset({f"@{item.speaker}"}) if item.event is None else item.parties


def _answered(items: Sequence[Report]) -> Iterator[Found]:
    """Denials that name nothing of their own ("denied the charges"): held against what another said just before."""
    last: dict[int, list[Report]] = {}
    for item in sorted(items, key=lambda one: (one.page, one.spans[0], one.id)):
        before = last.setdefault(item.page, [])
        if item.act == "denies" and item.event is None and _empty(item):
            answered = [one for one in reversed(before) if _apart(one, item) and _accuses(one)]
            start = item.spans[0].start
            near = [one for one in answered if 0 <= start - one.spans[-1].end <= DENIAL_REACH]
            if near:
                yield "polarity", item, near[0], 0.7, "denies what was said just before: " + _short(near[0])
        before.append(item)


def _empty(item: Report) -> bool:
    nouns = {stem(word) for word in lexicon.entries("merge_denied_nouns")}
    found = [word for word in words(item.text) if word not in lexicon.entries("merge_stopwords")]
    names = [stem(word) for word in words(item.text)]
    return len(found) <= SHORT_DENIAL and any(word in nouns for word in names)


def _accuses(item: Report) -> bool:
    if item.event is not None:
        return item.event.status == "alleged" or item.event.type in ("ACCUSE", "ASSAULT", "COERCE")
    return item.act in ("accuses", "says", "estimates", "other", "announces", "threatens")


def _short(item: Report) -> str:
    told = item.text.split()
    return " ".join(told[:12]) + (" …" if len(told) > 12 else "")


def _gathered(found: Sequence[Found]) -> tuple[Conflict, ...]:
    best: dict[tuple[str, frozenset[str]], Found] = {}
    for row in sorted(found, key=lambda row: (-row[3], row[1].page, row[1].spans, row[2].page, row[2].spans)):
        best.setdefault((row[0], frozenset((row[1].id, row[2].id))), row)
    made = []
    for kind, one, other, confidence, reason in best.values():
        first, second = sorted((one, other), key=lambda item: (item.page, item.spans[0], item.id))
        sides = ((first.id,), (second.id,))
        made.append(
            Conflict(identity("k", kind, *sorted((one.id, other.id))), kind, sides, round(confidence, 2), reason)
        )
    return tuple(made)


def grouped(found: Sequence[Conflict], claim_of: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Conflicts of one kind between the same two claims told as one, their sides put together."""
    rows: dict[tuple[str, ...], Conflict] = {}
    for conflict in found:
        ends = tuple(claim_of.get(side[0], side[0]) for side in conflict.sides)
        order = sorted(range(len(ends)), key=lambda place: ends[place])
        key = (conflict.kind, *(ends[place] for place in order))
        sides = tuple(conflict.sides[place] for place in order)
        known = rows.get(key)
        if known is None:
            rows[key] = Conflict(conflict.id, conflict.kind, sides, conflict.confidence, conflict.reason)
            continue
        joined = tuple(tuple(dict.fromkeys((*a, *b))) for a, b in zip(known.sides, sides, strict=True))
        rows[key] = Conflict(known.id, known.kind, joined, max(known.confidence, conflict.confidence), known.reason)
    return tuple(rows.values())
