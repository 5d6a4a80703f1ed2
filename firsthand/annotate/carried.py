"""What carries an event noun: the verb that says little more than that it took place, or the noun that it describes.

"Held talks", "the probe began", "impeachment proceedings". The verbs are data in event_light_verbs.txt.
"""

from __future__ import annotations

from functools import cache

from firsthand.annotate.syntax import Syntax
from firsthand.lexicon import rows, table
from firsthand.model import Status


def borne(tree: Syntax, noun: int) -> int:
    """The noun that an event noun only describes ("proceedings" for "impeachment" before it), else itself."""
    token = tree.tokens[noun]
    described = token.relation == "compound" and token.head is not None and token.head > noun
    return token.head if described and token.head is not None else noun


def light(tree: Syntax, noun: int) -> int | None:
    """The verb that noun is the object, passive subject or head of ("held talks", "the talks held"), or that tells of
    noun itself that it took place, began or ended ("the talks began")."""
    token = tree.tokens[noun]
    near = [token.head] if token.head is not None and _is_object(tree, noun) else []
    near += tree.under(noun, "acl")
    near = [j for j in near if all(tree.words[k] != "up" for k in tree.under(j, "compound:prt"))]
    for j in near:
        if tree.tokens[j].pos == "VERB" and tree.matches(j, _objects()):
            return j
    head = token.head
    return head if head is not None and token.relation == "nsubj" and is_itself(tree, head, noun) else None


def _is_object(tree: Syntax, noun: int) -> bool:
    """Whether a noun is an object or passive subject, or told as a clause that has neither subject nor copula."""
    relation = tree.tokens[noun].relation
    return relation in ("obj", "nsubj:pass") or (relation == "ccomp" and not tree.under(noun, "nsubj", "cop"))


def is_itself(tree: Syntax, verb: int, noun: int) -> bool:
    """Whether ``verb`` tells of its subject ``noun`` that it began, went on or ended: "protests broke out"."""
    if tree.tokens[noun].head != verb or tree.tokens[noun].relation != "nsubj" or tree.tokens[verb].pos != "VERB":
        return False
    alone = _itself() if not tree.under(verb, "obj", "ccomp", "xcomp") else frozenset[str]()
    return tree.matches(verb, alone) or bool(_phrases(tree, verb) & _itself())


def _phrases(tree: Syntax, verb: int) -> set[str]:
    """The verb with each word that can belong to it: "break out", "take place"."""
    near = [tree.words[k] for k in tree.under(verb, "obj", "compound:prt", "advmod", "xcomp")]
    return {f"{lemma} {word}" for lemma in tree.lemmas[verb] for word in near}


def is_suffered(tree: Syntax, verb: int) -> bool:
    """Whether the subject of light verb ``verb`` is the one it is done to: "faced criticism"."""
    return tree.matches(verb, _suffered())


def aspect(tree: Syntax, verb: int) -> Status | None:
    """The status that a light verb gives ("ended the strike"); None where its own tense tells."""
    forms = [form for form in (*_phrases(tree, verb), *tree.lemmas[verb]) if form in table("event_light_verbs")]
    word = table("event_light_verbs")[forms[0]] if forms else None
    return next((one for one in ("ongoing", "ended", "planned", "hypothetical") if one == word), None)


@cache
def _objects() -> frozenset[str]:
    return frozenset(row[0] for row in rows("event_light_verbs") if row[2:3] != ("alone",))


@cache
def _itself() -> frozenset[str]:
    return frozenset(row[0] for row in rows("event_light_verbs") if row[2:3] in (("itself",), ("alone",)))


@cache
def _suffered() -> frozenset[str]:
    return frozenset(row[0] for row in rows("event_light_verbs") if row[2:3] == ("suffered",))
