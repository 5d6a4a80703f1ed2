"""Requests in the form of duties: "the minister said that Kovia must free them" asks Kovia to free them.

A duty of the speaker's own ("we must act") asks nobody, nor does one that nobody is said to voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from firsthand.annotate.participants import ACTING, Cast, Roles
from firsthand.annotate.syntax import Syntax
from firsthand.lexicon import of_class, table

CLAUSES = frozenset({"ccomp", "parataxis", "conj"})
"""How what is said hangs on the verb of saying."""
HEIGHT = 3
"""Governors asked for the verb of saying."""


def duties(
    people: Cast, span: Iterable[int], speaker: Callable[[int], str | None]
) -> list[tuple[int, tuple[int, ...], Roles]]:
    """The duties voiced in the tokens of ``span``: the verb, its words, who asks whom.

    ``speaker`` gives the chain of who says the words at a token, None in the page's own voice.
    """
    tree = people.syntax
    found: list[tuple[int, tuple[int, ...], Roles]] = []
    for i in span:
        if tree.tokens[i].pos != "VERB" or (modal := _modal(tree, i)) is None:
            continue
        subjects = tree.under(i, "nsubj")
        if not subjects or tree.words[subjects[0]] in of_class("function_words", "undirected"):
            continue
        askers = _sayer(people, i) or list(filter(None, [speaker(i)]))
        asked = [chain for j in subjects for chain in people.of(j) if people.kinds[chain] in ACTING]
        if askers and asked and not set(askers) & set(asked):
            found.append((i, tuple(sorted((modal, i))), Roles(tuple(askers), tuple(asked))))
    return found


def _modal(tree: Syntax, i: int) -> int | None:
    """The word that makes verb i a duty: its auxiliary ("must leave"), or the verb itself ("needs to leave")."""
    auxiliaries = [tree.words[j] for j in tree.under(i, "aux")]
    if "have" in auxiliaries:
        return None
    words = of_class("function_words", "duty")
    if own := [j for j in tree.under(i, "aux") if tree.words[j] in words]:
        return own[0]
    marks = (tree.words[j] for k in tree.under(i, "xcomp") for j in tree.under(k, "mark"))
    return i if tree.matches(i, of_class("function_words", "duty verb")) and "to" in marks else None


def _sayer(people: Cast, i: int) -> list[str]:
    """Who says the clause of verb i, by the tree: the subject of the verb of saying that it hangs on."""
    tree = people.syntax
    verbs = table("reporting_verbs")
    at = i
    for _ in range(HEIGHT):
        head = tree.tokens[at].head
        if head is None or tree.tokens[at].relation not in CLAUSES:
            return []
        if tree.matches(head, verbs):
            return [chain for j in tree.under(head, "nsubj") for chain in people.of(j) if people.kinds[chain] in ACTING]
        at = head
    return []
