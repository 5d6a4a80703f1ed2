"""What a word can tell: its readings as an event, by the lexicon and by the types that others propose.

A reading has its people with it. How likely it is, and which one is told, is judged elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from firsthand.annotate.carried import aspect, borne, is_itself, is_suffered, light
from firsthand.annotate.conditions import holds
from firsthand.annotate.participants import Cast, Roles, merged, of_noun, of_verb
from firsthand.annotate.syntax import Syntax
from firsthand.annotate.triggers import Match, Trigger, matches, modifies
from firsthand.lexicon import of_class
from firsthand.model import EventType, Status

Rule = Literal["verb", "light", "noun", "cue", "voiced"]
Basis = Literal["lexicon", "loose", "proposed"]
"""A word of the lexicon whose conditions hold, one whose conditions do not, or a word that is not asked there."""


@dataclass(slots=True)
class Found:
    """An event before it is told: ``words`` are its tokens, ``at`` the one that carries its tense."""

    type: EventType
    mode: str | None
    at: int
    words: tuple[int, ...]
    roles: Roles
    rule: Rule
    basis: Basis = "lexicon"
    aspect: Status | None = None
    sure: float = 0.0
    """How likely it is, from 0 to 1, once that is judged."""


def readings(people: Cast, i: int, proposed: Iterable[EventType] = ()) -> list[Found]:
    """What token i can tell, one reading a type: by the lexicon, the most specific first, then what is ``proposed``.

    A word with its companions tells what the lexicon says ("fired a missile"), and nothing else.
    """
    found: dict[EventType, Found] = {}
    for match in matches(people.syntax, i):
        known = found.get(match.trigger.type)
        if known is not None and known.basis == "lexicon":
            continue
        reading = _read(people, match)
        if holds(people, match, reading.roles, light=reading.rule == "light"):
            if match.trigger.companions and all(one.basis == "loose" for one in found.values()):
                return [reading]
            found[reading.type] = reading
        elif known is None:
            reading.basis = "loose"
            found[reading.type] = reading
    for kind in proposed:
        noun = people.syntax.tokens[i].pos == "NOUN"
        if kind not in found and not (noun and modifies(people.syntax, i)):
            bare = Trigger(kind, None, "", "", (), noun, after=True)
            found[kind] = _read(people, Match(bare, i, (i,)))
            found[kind].basis = "proposed"
    return list(found.values())


def _read(people: Cast, match: Match) -> Found:
    return _of_noun(people, match) if match.trigger.noun else _of_predicate(people, match)


def _of_predicate(people: Cast, match: Match) -> Found:
    """An event whose word is a verb or an adjective: "criticized them", "is critical of them"."""
    kind = match.trigger.type
    roles = of_verb(people, match.at, kind, match.words, "patient" in match.trigger.condition)
    return Found(kind, _mode(people.syntax, match), match.at, match.words, roles, "verb")


def _of_noun(people: Cast, match: Match) -> Found:
    """An event noun, alone or with the light verb that tells it."""
    tree, kind, mode = people.syntax, match.trigger.type, match.trigger.mode
    noun = borne(tree, match.at)
    verb = light(tree, noun)
    words = tuple(sorted({noun, *match.words, *([] if verb is None else [verb])}))
    own = of_noun(people, noun, kind)
    if verb is None:
        return Found(kind, mode, noun, words, own, "noun")
    if is_itself(tree, verb, noun):
        known = any(
            tree.words[j] in of_class("function_words", "definite") for j in tree.under(noun, "det", "nmod:poss")
        )
        return Found(kind, mode, verb, words, own, "noun" if known else "light", aspect=aspect(tree, verb))
    roles = merged(of_verb(people, verb, kind, (noun, *match.words), is_suffered(tree, verb)), own)
    return Found(kind, mode, verb, words, roles, "light", aspect=aspect(tree, verb))


def _mode(tree: Syntax, match: Match) -> str | None:
    """The trigger's mode, else that of the event noun it goes with: "launched airstrikes" is aerial."""
    nouns = (inner.trigger for j in match.words if j != match.at for inner in matches(tree, j))
    return match.trigger.mode or next((t.mode for t in nouns if t.type == match.trigger.type and t.mode), None)
