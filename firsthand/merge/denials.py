"""Denials and what they deny: whoever denies, disputes or dismisses what another says, and that other's report.

A denial names what it denies by its content ("denied that the boat had fired"), by whose it is ("the ministry's claim")
or not at all ("denied any wrongdoing"): then it is what accuses the denier just before. Who is right is not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from firsthand import lexicon
from firsthand.merge.contraries import beliefs
from firsthand.merge.dismissals import charges, dismissals
from firsthand.merge.grammar import IF
from firsthand.merge.pairs import Pairs
from firsthand.merge.reports import Report
from firsthand.merge.times import far_apart
from firsthand.merge.voices import apart
from firsthand.merge.words import among, sense, stem

REACH = 450
"""Characters between a denial and what it denies without naming it; about two paragraphs of news; set by hand."""
FIRST = 6
"""Words of a denial among which the noun for what it denies is looked for; set by hand."""
BESIDE = 160
"""Characters between a denial and the report beside it, if that need not accuse; set by hand."""
HERE = 1500
"""Characters between a denial on the page and what it denies in like words; set by hand."""
COVERED, PARTLY, BARELY = 0.6, 0.45, 0.35
"""Shares of what a denial names that the report denied holds: on another page, just before it, and there where it tells
of the denier as well; set on denials of stories read by hand."""
LEVEL = 0.03
"""By how much less sure what a plea or a plain negation answers as well may be; set by hand."""
AROUND = 2
"""Content words in common of a denial and what it denies; set on the same."""
HARM = frozenset({"ASSAULT", "COERCE"})
NOT_SO = frozenset({"denied", "hypothetical", "ended"})
PASSIVE = frozenset({"was", "were", "been", "being", "is", "are"})


class Denial(NamedTuple):
    """A denial, the word families that it denies, and the entities that it names."""

    report: Report
    about: frozenset[str]
    named: frozenset[str]
    bare: bool
    """Whether it denies a deed ("wrongdoing"), not a claim, or that there was such a thing."""
    charges: bool
    """Whether it names a claim or a deed and not at once what was said."""
    deeds: frozenset[str] = frozenset()
    """Of a plain negation the word families of what was not done."""
    plea: bool = False
    """Whether it is the answer to a charge in court, which may be told after it."""


def denial(item: Report) -> Denial | None:
    """A report as a denial of what somebody else says; None where it is none."""
    if item.event is not None:
        return None
    if pleads(item):
        return Denial(item, frozenset(), frozenset(), True, True, plea=True)
    if not (_denies(item) or _dismisses(item)):
        return _negated(item)
    about = _about(item)
    named = frozenset(one for one in item.features - item.words if one not in item.speaking)
    return Denial(item, about, named, not about and not _deeds().isdisjoint(item.words), _names_charge(item))


def pleads(item: Report) -> bool:
    """Whether a report is the answer to a charge in court."""
    return item.plain[:2] == ("not", "guilty") and not {"plead", "enter"}.isdisjoint(map(stem, item.cue))


def _negated(item: Report) -> Denial | None:
    """A report that turns on a deed that it says was not done ("it did not violate the accord")."""
    if item.act in ("denies", "asks", "demands") or item.turned_down or not IF.isdisjoint(item.plain):
        return None
    there = item.plain[:1] == ("there",)
    rows = (one for one in item.propositions if (one.act or there) and one.negated and one.main and one.predicate)
    about = frozenset().union(*(one.predicate for one in rows if not one.passage.coming)) - beliefs()
    return Denial(item, about, frozenset(), there, False, frozenset(about)) if about else None


def _denies(item: Report) -> bool:
    cue = item.cue
    if not PASSIVE.isdisjoint(cue) and "by" not in cue:
        return False
    if not _refusals().isdisjoint(map(stem, cue)):
        return False
    if _names_charge(item) or (item.turned_down and _as_what(item)):
        return item.act == "denies" or among(cue, "merge_denials")
    if item.act != "denies" or item.turned_down:
        return False
    return not among(item.plain, "merge_offered_nouns") and (
        item.wording().whole or any(one.act for one in item.propositions)
    )


def _as_what(item: Report) -> bool:
    """Whether it only tells what something is called ("dismissed as a mistake")."""
    return item.plain[:1] == ("as",)


def _dismisses(item: Report) -> bool:
    """Whether a report calls a claim untrue, and does not only mention a false one."""
    if not item.dismissive:
        return False
    last = item.plain[-1:]
    told = {sense(word) for word in (*item.cue, *last) if not word.endswith("ly")} | item.core
    return not dismissals().isdisjoint(told)


def _names_charge(item: Report) -> bool:
    """Whether a report names what was said ("the claims about ...") before it says anything of it."""
    return any(_charge(word) for word in item.plain[:FIRST])


def _charge(word: str) -> bool:
    return sense(word) in charges() and not word.endswith(("ed", "ing"))


def _about(item: Report) -> frozenset[str]:
    """The word families of what is denied: of what follows the noun for it, but for who says so ("by the lawyer")."""
    told = item.plain
    if _as_what(item):
        return frozenset()
    at = next((number + 1 for number, word in enumerate(told[:FIRST]) if _charge(word)), 0)
    told = told[at:]
    if at and {"by", "from"} & set(told[:2]):
        told = told[told.index("that") :] if "that" in told else ()
    if "because" in told:
        told = told[: told.index("because")]
    aside = charges() | dismissals() | (_reporting() if at else set())
    return frozenset(one for word in told if (one := sense(word)) and one in item.words and one not in aside)


def denied(found: Denial, said: Sequence[Report], blaming: frozenset[str]) -> list[tuple[Report, float, str]]:
    """Which of some reports a denial denies, how surely, and by which sign: one, if any; more of a plea or a plain
    negation, which answer all that are about as near.

    ``blaming`` are the ids of statements that are made by an act of accusing.
    """
    rows = [(*row, one) for one in said if (row := _sign(found, one, blaming)) is not None]
    rows.sort(key=lambda row: (row[0], -row[2].page, row[2].spans[0].start, row[2].id), reverse=True)
    least = rows[0][0] - LEVEL if rows else 0.0
    kept = rows if found.plea or found.deeds else rows[:1]
    return [(one, sure, why) for sure, why, one in kept if sure >= least]


def answered(pairs: Pairs) -> Iterator[tuple[Report, Report, float, str]]:
    """Every denial with what it denies, how surely and by which sign: of its page before it, or like it on another."""
    found = [made for item in pairs.items if (made := denial(item)) is not None]
    pages: dict[int, list[Report]] = {made.report.page: [] for made in found}
    for one in pairs.items:
        if one.page in pages:
            pages[one.page].append(one)
    others = _elsewhere(found, pairs)
    blaming = frozenset(one.telling for one in pairs.items if one.event and one.event.type == "ACCUSE" and one.telling)
    for made in found:
        item = made.report
        beside = (*pages[item.page], *others[item.id].values())
        told = [one for one in beside if apart(one, item) or _misheard(one, item)]
        there = {one.id for one in told}
        told = [one for one in told if one.telling not in there]
        for met in denied(made, told, blaming):
            yield item, *met
            yield from ((one, *met) for one in pages[item.page] if made.charges and _goes_on(item, one))


def _elsewhere(found: Sequence[Denial], pairs: Pairs) -> dict[str, dict[str, Report]]:
    """Of each denial by its id what other pages say in like words, or of a plain negation by the deed and of whom."""
    others: dict[str, dict[str, Report]] = {made.report.id: {} for made in found}
    for one, other in pairs.at_places(pairs.places[pairs.either(lambda one: one.id in others)]):
        for item, said in ((one, other), (other, one)):
            if item.id in others and said.page != item.page:
                others[item.id][said.id] = said
    doing: dict[str, list[Report]] = {deed: [] for made in found for deed in made.deeds}
    for one in pairs.items if doing else ():
        for deed in doing.keys() & (one.core or one.trigger):
            doing[deed].append(one)
    for made in found:
        for one in (one for deed in made.deeds for one in doing[deed]):
            if one.page != made.report.page and made.report.speaking & one.features:
                others[made.report.id][one.id] = one
    return others


def _goes_on(item: Report, one: Report) -> bool:
    """Whether whoever denies goes on in the same sentence ("denied the charge and said that ...")."""
    if one.event is not None or one.speaker is None or one.speaker != item.speaker or one.sentence != item.sentence:
        return False
    return one.spans[0].start >= item.spans[-1].end and one.act not in ("denies", "asks")


def _sign(found: Denial, one: Report, blaming: frozenset[str]) -> tuple[float, str] | None:
    item = found.report
    here = one.page == item.page
    gap = item.spans[0].start - one.spans[-1].end if here else 0
    if found.plea and here and gap < 0:
        gap = max(0, one.spans[0].start - item.spans[-1].end)
    if (here and not 0 <= gap <= HERE) or far_apart(one, item) or not _assertive(one) or (found.plea and one.refused):
        return None
    shared = found.about & one.features
    told_of = bool(item.speaking & (one.features - one.actors))
    theirs = one.speaker is not None and f"@{one.speaker}" in found.named
    share = len(shared) / len(found.about) if found.about else 0.0
    near = here and gap <= REACH
    accusing = one.id in blaming or _accuses(one, item) or (found.plea and one.sentence == item.sentence)
    said = 0.02 * (one.event is None)
    if found.deeds:
        return _undone(found, one, accusing, near)
    if len(shared) >= AROUND and share >= (PARTLY if near else COVERED):
        return 0.65 + said + 0.15 * share * near, "denies"
    named = one.event is None or not charges().isdisjoint(one.trigger) or one.event.status == "alleged"
    if share == 1 and near:
        return 0.6 + said, "denies"
    if shared and share >= BARELY and found.charges and (theirs or (near and told_of and accusing and named)):
        return 0.6 + said + 0.1 * near, "denies"
    if found.charges and near and told_of and accusing and named:
        return 0.57 + said, "denies what was said just before"
    if found.about or not near:
        return None
    why = "denies what was said just before"
    if theirs and not found.bare:
        return 0.75 + said, why
    if accusing and (told_of or named):
        return 0.58 + 0.15 * told_of + 0.05 * (gap <= BESIDE) + said, why
    return (0.55 + said, why) if gap <= BESIDE and not (found.bare or found.named) else None


def _undone(found: Denial, one: Report, accusing: bool, near: bool) -> tuple[float, str] | None:
    """The sign of a plain negation: somebody says of the denier, or just before, that it was done, or is there."""
    struck = _blamed(found, one, accusing) and (near or bool(found.report.speaking & one.features))
    there = found.bare and near and one.event is None and bool(found.deeds & (one.words - one.negated))
    turns = one.core or one.trigger
    whole = len(found.deeds & turns) / max(1, len(turns))
    sure = 0.65 + 0.02 * (one.event is None) + 0.02 * whole
    return (sure, "says that it did not") if struck or there else None


def _blamed(found: Denial, one: Report, accusing: bool) -> bool:
    """Whether a report lays the deed that is denied at somebody's door, and not at another's than the denier's."""
    if found.deeds.isdisjoint(one.core or one.trigger) or not found.deeds.isdisjoint(one.negated):
        return False
    if one.event is None:
        return accusing or bool(found.report.speaking & one.features)
    return bool(found.report.speaking & one.actors) and one.event.type in (*HARM, "ACCUSE")


def _misheard(one: Report, item: Report) -> bool:
    """Whether a charge is laid in the mouth of the one who denies it ("the company faces claims that it ...")."""
    if one.act != "accuses" or one.page != item.page or one.sentence == item.sentence:
        return False
    return one.speaker is not None and one.speaker == item.speaker and bool(item.speaking & one.features)


@cache
def _refusals() -> frozenset[str]:
    return frozenset(map(stem, lexicon.of_class("merge_denials", "refusal")))


@cache
def _deeds() -> frozenset[str]:
    """The word families that name a deed, not what was said of it."""
    return frozenset(filter(None, map(sense, lexicon.of_class("merge_denied_nouns", "deed"))))


@cache
def _reporting() -> frozenset[str]:
    """Words by which others are said to say something; what is said by them is another matter."""
    found = {row[0].split()[0] for row in lexicon.rows("reporting_verbs")}
    return frozenset(filter(None, map(sense, (*found, "media", "press", "recent"))))


def _assertive(one: Report) -> bool:
    if one.act in ("denies", "asks") or one.turned_down:
        return False
    if one.act != "accuses" and not dismissals().isdisjoint(map(sense, one.plain)):
        return False
    return one.event is None or (one.event.type != "REJECT" and one.event.status not in NOT_SO)


def _accuses(one: Report, item: Report) -> bool:
    """Whether a report says that somebody, but not the one who denies it, did wrong, or is told with doubt."""
    if one.event is None:
        return one.act == "accuses" or not _doubting().isdisjoint(map(stem, one.cue))
    if one.event.type == "ACCUSE" and one.actors & item.speaking:
        return False
    harm = one.event.type in HARM and bool(item.speaking & one.features)
    return one.event.status == "alleged" or one.event.type == "ACCUSE" or harm


@cache
def _doubting() -> frozenset[str]:
    """The stems of words by which what is said is told with doubt or as an accusation ("allege", "claim")."""
    rows = (row for row in lexicon.rows("reporting_verbs") if row[2:3] == ("doubting",) and " " not in row[0])
    return frozenset(stem(row[0]) for row in rows)
