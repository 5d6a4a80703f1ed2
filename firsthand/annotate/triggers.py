"""Words that report a political event, by the lexicon: verbs and event nouns with the words that must go with them.

A trigger says what type of event its words can report; who takes part, and whether it took place, is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from firsthand.annotate.syntax import Syntax
from firsthand.lexicon import rows, table
from firsthand.model import EventType

INFINITIVE = "~to"
"""A companion: the "to" of an infinitive, not the preposition: "offer to help", not "offered help to"."""
NEXT = "+"
"""Marks a companion that must follow at once, but for an adverb: "call for", not "called the vote for"."""
REACH = 7
"""Words between a trigger and a companion at most: "held a second round of direct peace talks"."""
KINDS = {"VERB": "v", "NOUN": "n", "ADJ": "a"}
"""Parts of speech that can report, and how the lexicon writes them."""
STOPS = frozenset(";:?!")
LINKS = frozenset({"of", "on", "with", "for", "to"})
"""Words that make a noun entry begin with its head: "suspension of aid", but "peace talk"."""
PREPOSITIONS = frozenset(
    "about after against along around as at between by down for from in into of off on onto out outside over through"
    " to together toward under up upon with without".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One lexicon entry: ``companions`` are alternatives of base forms that must stand with the head, in order."""

    type: EventType
    mode: str | None
    condition: str
    head: str
    companions: tuple[frozenset[str], ...]
    noun: bool
    after: bool
    """Whether the companions follow the head (verbs, "suspension of aid") or go before it ("peace talk")."""

    def is_lonely(self, forms: frozenset[str]) -> bool:
        """Whether a sentence of these base forms lacks a companion: most do, and no place in it need be looked at."""
        for companion in self.companions:  # noqa: SIM110  asked for very often, and a loop is twice as fast
            if companion.isdisjoint(forms) and INFINITIVE not in companion:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger at work: ``at`` is its head's token, ``words`` all its tokens in text order."""

    trigger: Trigger
    at: int
    words: tuple[int, ...]


@cache
def triggers() -> Mapping[tuple[str, str], tuple[Trigger, ...]]:
    """("v", "n" or "a", base form of the head) -> its triggers, those with most companions first.

    >>> [(t.type, t.mode) for t in triggers()["n", "airstrike"]]
    [('ASSAULT', 'aerial')]
    """
    found: dict[tuple[str, str], list[Trigger]] = {}
    for kind, mode, pos, condition, patterns in rows("event_triggers"):
        for pattern in patterns.split(","):
            words = pattern.split()
            after = pos != "n" or any(word in LINKS for word in words)
            head, rest = (words[0], words[1:]) if after else (words[-1], words[:-1])
            needed = tuple(map(_alternatives, rest))
            how = mode if mode != "-" else None
            trigger = Trigger(cast(EventType, kind), how, condition.strip("-"), head, needed, pos == "n", after)
            found.setdefault((pos, head), []).append(trigger)
    return {key: tuple(sorted(value, key=lambda t: -len(t.companions))) for key, value in found.items()}


@cache
def event_class(name: str) -> frozenset[str]:
    """The base forms of a class of event_classes.txt.

    >>> "ceasefire" in event_class("deal")
    True
    """
    return frozenset(table("event_classes")[name].split())


def _alternatives(cell: str) -> frozenset[str]:
    cell, close = cell.removeprefix(NEXT), cell.startswith(NEXT)
    parts = (event_class(part[1:]) if part.startswith("@") else [part] for part in cell.split("|"))
    return frozenset({word for part in parts for word in part} | ({NEXT} if close else set()))


def matches(syntax: Syntax, i: int) -> list[Match]:
    """What token i can report, the most specific trigger first; empty for most words."""
    token = syntax.tokens[i]
    pos = KINDS.get(token.pos)
    if pos is None or (pos == "n" and modifies(syntax, i)):
        return []
    found, known = [], triggers()
    for lemma in syntax.lemmas[i]:
        for trigger in known.get((pos, lemma), ()):
            words = None if trigger.is_lonely(syntax.forms[i]) else _companions(syntax, i, trigger)
            if words is not None:
                found.append(Match(trigger, i, tuple(sorted({i, *words}))))
    return sorted(found, key=lambda match: -len(match.trigger.companions)) if found else found


def modifies(syntax: Syntax, i: int) -> bool:
    """Whether a noun only modifies another: "war" in "war crimes", but "arrest" in "arrest operation"."""
    token = syntax.tokens[i]
    modifies = token.relation == "compound" and token.head is not None and token.head > i
    return modifies and token.head is not None and not syntax.matches(token.head, event_class("carrier"))


def _companions(syntax: Syntax, i: int, trigger: Trigger) -> list[int] | None:
    found: list[int] = []
    for forms in trigger.companions if trigger.after else reversed(trigger.companions):
        at = found[-1] if found else i
        j = _following(syntax, at, forms) if trigger.after else _preceding(syntax, at, forms)
        if j is None and trigger.after and not found:
            j = _bound(syntax, i, forms)
        if j is None:
            return None
        found.append(j)
    return found


def _following(syntax: Syntax, at: int, forms: frozenset[str]) -> int | None:
    """The next of ``forms`` after token ``at`` with no other verb, no preposition but "of" and no stop between."""
    end = min(at + 1 + REACH, syntax.bounds[at][1])
    bars = syntax.tokens[at].pos == "VERB" and not forms & PREPOSITIONS
    for j in range(at + 1, end):
        token = syntax.tokens[j]
        if INFINITIVE in forms and syntax.words[j] == "to" and token.pos != "ADP":
            return j
        bare = token.pos not in ("VERB", "PROPN") or syntax.words[j] in forms
        bare = bare and not (token.pos == "PROPN" and syntax.words[j] in PREPOSITIONS)
        if bare and syntax.matches(j, forms):
            return j
        if NEXT in forms and token.pos != "ADV":
            return None
        if bars and token.pos == "ADP" and token.relation == "case" and syntax.words[j] != "of":
            return None
        if syntax.words[j] in STOPS or token.pos == "SCONJ" or (token.pos == "VERB" and token.relation != "amod"):
            return None
        if syntax.words[j] == "," and j + 1 < end and syntax.tokens[j + 1].pos not in ("ADJ", "ADV", "NOUN"):
            return None
    return None


def _preceding(syntax: Syntax, at: int, forms: frozenset[str]) -> int | None:
    for j in range(at - 1, max(at - 3, syntax.bounds[at][0] - 1), -1):
        if syntax.matches(j, forms):
            return j
        if syntax.tokens[j].pos not in ("NOUN", "ADJ", "PROPN"):
            return None
    return None


def _bound(syntax: Syntax, i: int, forms: frozenset[str]) -> int | None:
    """One of ``forms`` as object, passive subject or governing noun of verb i: "talks were held", "the talks held"."""
    head = syntax.tokens[i].head
    if INFINITIVE in forms:
        marks = (j for clause in syntax.under(i, "xcomp", "ccomp") for j in syntax.under(clause, "mark"))
        return next((j for j in marks if syntax.words[j] == "to"), None)
    near = syntax.under(i, "obj", "nsubj:pass") or _suffering(syntax, i)
    if head is not None and syntax.tokens[i].relation in ("acl", "acl:relcl") and not syntax.under(i, "mark"):
        near.append(head)
    near += [k for j in near if (k := counted(syntax, j)) != j]
    return next((j for j in near if syntax.matches(j, forms)), None)


def _suffering(syntax: Syntax, i: int) -> list[int]:
    """The nouns before a passive whose subject the tree does not know: "a meeting with her was put off"."""
    aux = syntax.under(i, "aux:pass")
    if not aux or syntax.under(i, "nsubj"):
        return []
    first = max(syntax.bounds[i][0], aux[0] - REACH)
    bars = [j + 1 for j in range(first, aux[0]) if syntax.tokens[j].pos in ("VERB", "AUX") or syntax.words[j] == ","]
    return [j for j in range(max([first, *bars]), aux[0]) if syntax.tokens[j].pos == "NOUN" and not syntax.case(j)]


def counted(syntax: Syntax, i: int) -> int:
    """What a word of quantity counts: "efforts" for the "all" of "all of those efforts"; else token i itself."""
    if syntax.tokens[i].pos not in ("NUM", "DET", "PRON") and not syntax.matches(i, event_class("quantity")):
        return i
    return next((j for j in syntax.under(i, "nmod", "obl") if syntax.case(j) == "of"), i)
