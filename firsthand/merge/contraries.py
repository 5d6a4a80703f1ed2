"""What a report says is not so, and what it says that has a contrary: a negation, an antonym, an opposite judgement.

All words that praise are contraries of all that blame; of what thing they are said, the tree tells. Whether two reports
are of two voices is not asked here.
"""

from __future__ import annotations

from functools import cache, lru_cache

from firsthand import lexicon
from firsthand.merge.dismissals import charges
from firsthand.merge.propositions import Proposition, at_once
from firsthand.merge.reports import Report
from firsthand.merge.words import KEPT, appraisals, sense

Denial = tuple[Proposition, frozenset[str]]
"""What is said not to be so, or (if there are any) what has these contraries."""

AROUND = 2
"""Content words in common of two reports of one thing; set on the gold statements of the seeds and four stories."""
COVERED = 0.65
"""Share of what a denial says that the other asserts; what is denied beyond it ("did not sign it to please them") makes
it a denial of something else; set on five stories whose keys were read by hand."""


def denials(item: Report) -> list[Denial]:
    """What a report says is not so, and what it says that has contraries, with these; an event denies nothing."""
    if item.event is not None:
        judging = (one for one in item.propositions if not one.negated and judges(one))
        return [] if item.telling else [(one, appraisals_against(one.predicate)) for one in judging]
    nothing: frozenset[str] = frozenset()
    negated = (one for one in item.propositions if one.negated and not one.supposed)
    found = [(one, nothing) for one in negated if one.main]
    if item.act == "denies" and not item.turned_down and not found and not names_charges(item):
        found = [(one, nothing) for one in item.propositions if not one.predicate or one.predicate & item.core]
    if item.act == "denies":
        return found
    plain = (one for one in said_in(item) if not one.negated)
    return [*found, *((one, against) for one in plain if (against := _against(one.predicate)) and not one.supposed)]


def names_charges(item: Report) -> bool:
    """Whether a report begins with a noun for what was said ("the claims about ..."), not with what was said."""
    return next((one for one in item.line if not one.startswith("@")), None) in charges()


def said_in(item: Report) -> tuple[Proposition, ...]:
    """What a report says of what; a cue that judges ("condemned the plan") says so of what it governs."""
    told = frozenset(appraisals().keys() & map(sense, item.cue)) if item.judgement else None
    return (*item.propositions, at_once(told, item.line)) if told else item.propositions


def judges(one: Proposition) -> bool:
    """Whether a proposition praises or blames."""
    return not one.predicate.isdisjoint(appraisals())


@lru_cache(KEPT)
def appraisals_against(predicate: frozenset[str]) -> frozenset[str]:
    """The words that judge the other way; none unless a predicate judges one way."""
    ways = {appraisals()[word] for word in predicate if word in appraisals()}
    return frozenset(word for word, way in appraisals().items() if way not in ways) if len(ways) == 1 else frozenset()


@lru_cache(KEPT)
def _against(predicate: frozenset[str]) -> frozenset[str]:
    found = (other for word in predicate for other in _opposites().get(word, ()))
    return frozenset(found) | appraisals_against(predicate)


def opposite(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether some word families hold the contrary of one of others.

    >>> opposite(frozenset({sense("lift")}), frozenset({sense("impose")}))
    True
    """
    return any(not other.isdisjoint(_opposites()[word]) for word in one & _opposites().keys())


@cache
def _anybody() -> frozenset[str]:
    """Words that add nothing to a denial: "did not harm anybody"."""
    return frozenset(filter(None, map(sense, lexicon.of_class("function_words", "universal"))))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon.rows("merge_opposites"):
        one, other = sense(row[0]), sense(row[1])
        if one and other and one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def answers(said: Proposition, denied: Proposition) -> bool:
    """Whether what is said is of whom the denial is: not of another, not of what is the denial's object.

    What is known, thought or wished by one is not denied by what another does not know.
    """
    who, other = denied.passage.subject, said.passage.subject
    if who & other or (denied.act and judges(denied)):
        return True
    if (_entities(who) and _entities(other)) or denied.predicate & beliefs():
        return False
    return not who or not other & frozenset().union(*denied.passage.own)


def _entities(features: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in features if one.startswith("@"))


@cache
def beliefs() -> frozenset[str]:
    """The word families of what is known, thought or wished, not said."""
    found = {row[0] for row in lexicon.rows("reporting_verbs") if row[2:3] == ("belief",) and " " not in row[0]}
    return frozenset(filter(None, map(sense, found)))


def met(denied: Proposition, said: Proposition, contraries: frozenset[str]) -> list[frozenset[str]]:
    """The parts of a denial that an assertion holds; empty unless these are its predicate, more, and nearly all."""
    wanted = contraries or denied.predicate
    if wanted and wanted.isdisjoint(said.predicate):
        return []
    what, other = denied.passage, said.passage
    if (what.coming and not other.coming) or (other.coming and what.coming is False):
        return []
    left_out = denied.predicate | appraisals().keys() if contraries else _anybody()
    own = [one for one in what.own if not one & left_out and not any(one < more for more in what.own)]
    shared = [one for one in own if one & other.near]
    if not contraries and len(own) == len(shared) == AROUND and denied.act and _entities(what.subject & other.subject):
        return shared
    told = [one for one in shared if not one & wanted and any(not feature.startswith("@") for feature in one)]
    enough = len(shared) >= AROUND + bool(contraries)
    return shared if enough and told and len(shared) >= COVERED * len(own) else []
