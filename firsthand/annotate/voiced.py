"""Requests, accusations and denials made in plain words: what is told to be a duty, or wrong, by somebody of another.

"The minister said that Kovia must free them" asks Kovia; "she said that Kovia was lying" accuses it, "she said that the
report was false" rejects it. What nobody is said to voice, and what the speaker says of himself ("we must act"), does
none of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from firsthand.annotate.participants import ACTING, Cast, Roles
from firsthand.annotate.status import cues
from firsthand.annotate.syntax import Syntax
from firsthand.annotate.triggers import event_class
from firsthand.lexicon import of_class, table
from firsthand.model import EventType

CLAUSES = frozenset({"ccomp", "parataxis", "conj"})
"""How what is said hangs on the verb of saying."""
HEIGHT = 3
"""Governors asked for the verb of saying."""


@dataclass(frozen=True, slots=True)
class Voiced:
    """A request, accusation or denial: ``at`` is its predicate, ``words`` all its tokens."""

    type: EventType
    at: int
    words: tuple[int, ...]
    roles: Roles


def voiced(people: Cast, span: Iterable[int], speaker: Callable[[int], str | None]) -> list[Voiced]:
    """The requests, accusations and denials in the tokens of ``span``.

    ``speaker`` gives the chain of who says the words at a token, None in the page's own voice.
    """
    tree = people.syntax
    found: list[Voiced] = []
    for i in span:
        if tree.tokens[i].pos not in ("VERB", "ADJ", "NOUN") or not tree.children[i]:
            continue
        subjects = [j for j in tree.under(i, "nsubj") if not _is_nobody(tree, j)]
        told = _kind(tree, i) if subjects else None
        if told is None:
            continue
        kind, words = told
        askers = _sayer(people, i) or list(filter(None, [speaker(i)]))
        asked = [chain for j in subjects for chain in people.of(j) if people.kinds[chain] in ACTING]
        works = kind != "REQUEST" and any(tree.matches(j, event_class("work")) for j in subjects)
        if kind == "REJECT" and not works:
            continue
        if askers and (asked or works) and not set(askers) & set(asked):
            found.append(Voiced(kind, i, words, Roles(tuple(askers), tuple(asked))))
    return found


def _is_nobody(tree: Syntax, i: int) -> bool:
    """Whether a subject is the speaker, or no one in particular: "we must", "there should", "no president should"."""
    words = [tree.words[i], *(tree.words[j] for j in tree.under(i, "det"))]
    return tree.words[i] in of_class("function_words", "undirected") or "no" in words


def _kind(tree: Syntax, i: int) -> tuple[EventType, tuple[int, ...]] | None:
    """What the clause of predicate i does to its subject, and by which words; None for most clauses."""
    verb = tree.tokens[i].pos == "VERB"
    modal = _modal(tree, i) if verb else None
    if modal is not None:
        return "REQUEST", tuple(sorted((modal, i)))
    false = not verb and tree.matches(i, event_class("false"))
    if not false and not tree.matches(i, event_class("wrong" if verb else "bad")):
        return None
    beside = [j for j in tree.children[i] if tree.tokens[j].relation.startswith(("aux", "advmod", "mark", "det"))]
    unsure = any(tree.matches(j, cues(place)) for j in beside for place in ("beside", "aux"))
    stands = verb or (tree.under(i, "cop") and not tree.case(i))
    return ("REJECT" if false else "ACCUSE", (i,)) if stands and not unsure else None


def _modal(tree: Syntax, i: int) -> int | None:
    """The word that makes verb i a duty: its auxiliary ("must leave"), or the verb itself ("needs to leave")."""
    helpers = {tree.words[j]: j for j in reversed(tree.under(i, "aux"))}
    if "have" in helpers or "be" in helpers:
        return None
    if own := [j for word, j in helpers.items() if word in of_class("function_words", "duty")]:
        return min(own)
    if not tree.matches(i, of_class("function_words", "duty verb")) or not helpers.keys() <= {"will"}:
        return None
    return i if any(tree.words[j] == "to" for k in tree.under(i, "xcomp") for j in tree.under(k, "mark")) else None


def _sayer(people: Cast, i: int) -> list[str]:
    """Who says the clause of predicate i, by the tree: the subject of the verb of saying that it hangs on."""
    tree = people.syntax
    at = i
    for _ in range(HEIGHT):
        head = tree.tokens[at].head
        if head is None or tree.tokens[at].relation not in CLAUSES:
            return []
        if tree.matches(head, table("reporting_verbs")):
            return [chain for j in tree.under(head, "nsubj") for chain in people.of(j) if people.kinds[chain] in ACTING]
        at = head
    return []
