"""Statements that call what another says absurd or false. Irony and praise of nonsense pass for what they say."""

from __future__ import annotations

from functools import cache

from firsthand import lexicon
from firsthand.merge.reports import Report
from firsthand.merge.words import sense, words


def dismisses(item: Report) -> bool:
    """Whether a statement calls what somebody said absurd or false, in its words or by its cue."""
    if item.event is not None:
        return False
    found = set(item.line) | set(map(sense, words(item.cue)))
    return bool(found & dismissals() and found & charges()) and not item.negated & dismissals()


@cache
def dismissals() -> frozenset[str]:
    """The word families by which a claim is called untrue."""
    return frozenset(filter(None, map(sense, lexicon.entries("merge_dismissals"))))


@cache
def charges() -> frozenset[str]:
    """The word families that name what was said: "claim", "allegation"."""
    return frozenset(filter(None, map(sense, lexicon.entries("merge_denied_nouns"))))
