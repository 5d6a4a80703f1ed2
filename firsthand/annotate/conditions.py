"""Whether the conditions hold under which a word of the lexicon reports an event: who takes part, in what company."""

from __future__ import annotations

from firsthand.annotate.participants import ACTING, PEOPLE, Cast, Roles
from firsthand.annotate.syntax import Syntax
from firsthand.annotate.triggers import Match, event_class

SELVES = frozenset({"i", "we"})
DATING = frozenset({"on", "in", "at"})
"""Prepositions that belong to a verb only where they stand right behind it: "seized on", not "seized it on Monday"."""
AIMED = 10
"""Words within which a warning is "against" something."""


def holds(people: Cast, match: Match, roles: Roles, light: bool = False) -> bool:
    """Whether all conditions of the trigger are met; an event noun that a ``light`` verb carries needs nobody.

    What a storm, a crash or a disease does is no act of anybody's.
    """
    if not match.trigger.noun and _mishap(people.syntax, match.at, match.trigger.type == "ASSAULT"):
        return False
    return all(_meets(people, condition, match, roles, light) for condition in match.trigger.condition.split())


def _meets(people: Cast, condition: str, match: Match, roles: Roles, light: bool) -> bool:
    targets = {people.kinds[chain] for chain in roles.targets}
    if condition.startswith("not="):
        return not _barred(people.syntax, match, roles, condition.removeprefix("not=").split("|"))
    if condition == "carried":
        return light
    if condition == "who":
        where = (roles.where,) if roles.where and match.trigger.noun else ()
        return light or any(people.kinds[chain] in ACTING for chain in (*roles.actors, *roles.targets, *where))
    if condition == "whom":
        return roles.object is not None and any(people.kinds[chain] in ACTING for chain in people.of(roles.object))
    if condition == "named":
        chain = None if roles.object is None else people.chain_of[roles.object]
        return chain is not None and people.kinds[chain] in ACTING
    if condition == "stakes":
        return _stakes(people, match.at, roles)
    if condition == "actor":
        return bool(roles.actors)
    if condition == "persons":
        return bool(roles.actors) and targets | {people.kinds[chain] for chain in roles.actors} == {"person"}
    if condition == "target":
        return bool(targets)
    if condition == "person":
        return bool(targets & PEOPLE)
    if condition == "active":
        return not people.syntax.is_passive(match.at)
    return condition == "patient" or (roles.object is not None) == (condition == "obj")


def _mishap(tree: Syntax, verb: int, harms: bool) -> bool:
    """Whether nature, an accident or a disease does what verb says: "a quake killed 12"; if it ``harms`` somebody, also
    by what he suffers: "killed in a crash"."""
    token = tree.tokens[verb]
    doers = tree.under(verb, "nsubj")
    if harms and token.head is not None and all(tree.tokens[j].pos == "PRON" for j in doers):
        if token.relation in ("acl", "acl:relcl"):
            doers.append(token.head)
        elif token.relation == "advcl":
            doers += tree.under(token.head, "nsubj")
    doers += [
        j for j in tree.under(verb, "obl", "obl:agent") if tree.case(j) == "by" or (harms and tree.case(j) == "in")
    ]
    doers += [k for j in doers if tree.tokens[j].pos == "PROPN" for k in tree.under(j, "compound", "nmod", "flat")]
    return any(tree.matches(j, event_class("mishap")) for j in doers)


def _stakes(people: Cast, verb: int, roles: Roles) -> bool:
    """Whether what is told by ``verb`` is what its subject would do, hangs on an "if", or warns somebody "against"."""
    tree = people.syntax
    told = tree.under(verb, "ccomp", "xcomp", "parataxis")
    clauses = [*told, *(k for j in (verb, *told) for k in tree.under(j, "advcl"))]
    if any(tree.words[k] in ("if", "unless") for j in clauses for k in tree.under(j, "mark")):
        return True
    subjects = [k for j in told for k in tree.under(j, "nsubj")]
    if any(tree.words[k] in SELVES for k in subjects) or set(roles.actors) & {
        chain for k in subjects for chain in people.of(k)
    }:
        return True
    end = min(verb + AIMED, tree.bounds[verb][1])
    against = next((k for k in range(verb + 1, end) if tree.words[k] == "against"), verb)
    warned = (people.chain_of[k] for k in range(verb + 1, against))
    return any(chain is not None and people.kinds[chain] in ACTING for chain in warned)


def _barred(tree: Syntax, match: Match, roles: Roles, words: list[str]) -> bool:
    """Whether a verb's object, or a word that tells a noun's kind ("legal battle"), is among ``words``."""
    if match.trigger.noun:
        return any(tree.matches(j, words) for j in _company(tree, match.at))
    ties = [k for j in tree.under(match.at, "obl", "xcomp", "advcl") for k in tree.under(j, "case", "mark")]
    ties = [k for k in ties if k == match.at + 1 or tree.words[k] not in DATING]
    particles = tree.under(match.at, "compound:prt")
    return any(tree.words[j] in words for j in (*ties, *particles)) or (
        roles.object is not None and tree.matches(roles.object, words)
    )


def _company(tree: Syntax, noun: int) -> list[int]:
    """A noun's own dependants, and what ties them to it ("war on ...")."""
    own = list(tree.children[noun])
    return own + [k for j in own for k in tree.under(j, "case", "mark")]
