"""What a minister is minister of, however that is said: "security minister", "minister for public security".

It knows no page and no holder.
"""

from __future__ import annotations

import re

from firsthand.merge.places import demonyms, place_key
from firsthand.merge.words import fold

BELOW = frozenset({"deputy", "vice", "assistant", "junior", "shadow", "under", "parliamentary", "permanent", "press"})
"""Words of an office under, beside or instead of the minister's."""
NO_FIELD = frozenset(
    {"prime", "first", "chief", "general", "private", "cabinet", "acting", "senior", "state", "social", "new"}
)
"""Words before the office that name no field."""
_AFTER = re.compile(r" (?:of|for) (?:the )?(?:state (?:of|for) (?:the )?)?((?:[a-z]+ ?)+)")
_STOP = re.compile(r"\b(?:and|of|in|at|to|for)\b")


def portfolio(office: str) -> str | None:
    """The field of a minister or secretary told by an office with what follows it; None for any other office.

    >>> portfolio("Mexican Security Secretary"), portfolio("Mexico's minister for public security")
    ('security', 'security')
    >>> portfolio("Minister of Foreign Affairs"), portfolio("the foreign minister"), portfolio("Prime Minister")
    ('foreign', 'foreign', None)
    >>> portfolio("deputy defense minister"), portfolio("Secretary of Defense"), portfolio("the health secretary")
    (None, 'defence', 'health')
    """
    told = fold(office)
    found = re.search(r"\b(?:minister|secretary)\b", told)
    before = told[: found.start()].split() if found is not None else []
    if found is None or not BELOW.isdisjoint(before):
        return None
    after = _AFTER.match(told, found.end())
    words = _STOP.split(after[1])[0].split() if after is not None else before[-2:]
    if len(words) > 1 and words[-1] == "affairs":
        words.pop()
    field = words[-1] if words else ""
    known = field in demonyms() or place_key(field) is not None or field.endswith(("'s", "'"))
    if not field or field in ("the", "a", "an") or known or (after is None and field in NO_FIELD):
        return None
    return field.replace("defense", "defence")
