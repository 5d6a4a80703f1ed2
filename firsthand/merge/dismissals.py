"""Statements that call what another says absurd or false. Irony and praise of nonsense pass for what they say."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from firsthand import lexicon
from firsthand.merge.words import sense


def dismisses(line: Iterable[str], cue: Iterable[str], negated: frozenset[str]) -> bool:
    """Whether a statement calls what somebody said absurd or false, by its features or the words of its cue.

    ``negated`` are the features that it negates.

    >>> dismisses((), ("called", "claims", "absurd"), frozenset()), dismisses((), ("absurd",), frozenset())
    (True, False)
    """
    found = {*line, *map(sense, cue)}
    return bool(found & dismissals() and found & charges()) and not negated & dismissals()


@cache
def dismissals() -> frozenset[str]:
    """The word families by which a claim is called untrue."""
    return frozenset(filter(None, map(sense, lexicon.entries("merge_dismissals"))))


@cache
def charges() -> frozenset[str]:
    """The word families that name what was said: "claim", "allegation"."""
    return frozenset(filter(None, map(sense, lexicon.entries("merge_denied_nouns"))))
