"""A predicate and what it is said of, held ready until somebody asks. How a tree is read stands in grammar.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol


class Passage(NamedTuple):
    """What a predicate is said of.

    ``own`` are the content words under it, each as the features that it may stand for; ``near`` the features of these
    and of the words beside them; ``subject`` who or what does it; ``coming`` tells what is to come from what is or was,
    None where the form does not tell; ``aside`` tells a noun that is only mentioned ("the fear of war").
    """

    own: tuple[frozenset[str], ...]
    near: frozenset[str]
    subject: frozenset[str]
    coming: bool | None = None
    aside: bool = False


class Tree(Protocol):
    """What a proposition is read from."""

    def passage(self, number: int, inside: range) -> Passage:
        """What the predicate at a token is said of within some tokens."""

    def supposes(self, number: int) -> bool:
        """Whether a predicate stands after "if", or under a word that is negated or tells that it is not so."""


@dataclass(eq=False)
class Proposition:
    """A predicate, by its word families; ``act``: whether it is a verb.

    ``main`` tells a negated predicate that is what is said from one in an aside ("those who did not pay"). The rest is
    read when it is asked for, for most are held against nothing.
    """

    predicate: frozenset[str]
    negated: bool
    act: bool
    main: bool
    tree: Tree
    number: int = 0
    inside: range = range(0)

    @cached_property
    def passage(self) -> Passage:
        """What it is said of."""
        return self.tree.passage(self.number, self.inside)

    @cached_property
    def supposed(self) -> bool:
        """Whether it stands after "if" and its like."""
        return self.tree.supposes(self.number)


class _Flat(NamedTuple):
    """A line without a tree: all is said of all."""

    whole: Passage

    def passage(self, _number: int, _inside: range) -> Passage:
        return self.whole

    def supposes(self, _number: int) -> bool:
        return False


def at_once(predicate: frozenset[str], line: Iterable[str], negated: bool = False) -> Proposition:
    """A predicate said of all features of a line, where no tree tells of which."""
    said = tuple(dict.fromkeys(line))
    passage = Passage(tuple(frozenset({one}) for one in said), frozenset(said), frozenset())
    return Proposition(predicate, negated, True, True, _Flat(passage))
