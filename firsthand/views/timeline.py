"""The timeline: what happened and what was said, as far as the pages date it.

It knows intervals and nothing finer: two things of one interval are in no order. That a page was published is no event,
and what it says in its own voice no act of saying.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from firsthand.account import AccountMoment, AccountWhen
from firsthand.model import Basis, Story, When
from firsthand.views.places import Places, iso, places


def timeline(story: Story, known: Places | None = None) -> tuple[AccountMoment, ...]:
    """The dated events and statements of ``story``, those of one interval together, by earliest then latest day.

    An interval without a beginning stands at its end, one without an end after those that have one. What has no date
    is left out. ``known`` are the places of the story, where they were found before.
    """
    known = known or places(story)
    dated: list[tuple[str, When]] = [(e.id, e.when) for e in known.events.values()]
    own = {s.id for s in story.own}
    dated += [(s.id, s.said) for s in known.statements.values() if s.id not in own]
    moments: dict[tuple[date | None, date | None], dict[str, When]] = defaultdict(dict)
    for item, when in dated:
        if item in known.orders and (when.earliest or when.latest):
            moments[when.earliest, when.latest][item] = when
    found = []
    for earliest, latest in sorted(moments, key=_place):
        inside = moments[earliest, latest]
        ids = known.shown(inside)
        basis: Basis = "stated" if any(when.basis == "stated" for when in inside.values()) else "inferred"
        evidence = known.spans(span for item in ids for span in inside[item].evidence)
        events = tuple(item for item in ids if item in known.events)
        statements = tuple(item for item in ids if item in known.statements)
        found.append(AccountMoment(AccountWhen(iso(earliest), iso(latest), basis, evidence), events, statements))
    return tuple(found)


def _place(ends: tuple[date | None, date | None]) -> tuple[date, date]:
    earliest, latest = ends
    return earliest or latest or date.max, latest or date.max
