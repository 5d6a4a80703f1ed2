"""The timeline as a list, each step with its interval drawn: a day is a point, a vague date a wide pale bar."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise

from firsthand.account import AccountMoment, AccountWhen
from firsthand.web.lines import brief, label
from firsthand.web.lookup import Lookup, interval
from firsthand.web.markup import NOTHING, Markup, element, text

_WIDTH = 200.0
_MARGIN = 12.0


def moments(look: Lookup) -> Markup:
    """All moments in order."""
    scale = positions([moment.when for moment in look.account.timeline])
    return element("ol", *(_moment(each, scale, look) for each in look.account.timeline), class_="timeline")


def positions(whens: list[AccountWhen]) -> dict[str, float]:
    """Where each day that bounds an interval stands between 0 and 200.

    Gaps count by the logarithm of their days, so that one old date does not press all others together.

    >>> found = positions([AccountWhen("2031-03-01", "2031-03-02", "stated", ())])
    >>> [round(place) for place in found.values()]
    [12, 188]
    """
    days = sorted({end for when in whens for end in (when.earliest, when.latest) if end})
    gaps = [
        1 + math.log2((date.fromisoformat(later) - date.fromisoformat(earlier)).days)
        for earlier, later in pairwise(days)
    ]
    whole = sum(gaps) or 1.0
    return {
        day: _MARGIN + (_WIDTH - 2 * _MARGIN) * (sum(gaps[:index]) / whole if gaps else 0.5)
        for index, day in enumerate(days)
    }


def _moment(moment: AccountMoment, scale: dict[str, float], look: Lookup) -> Markup:
    exact = moment.when.earliest == moment.when.latest
    head = element(
        "div",
        element("h3", text(interval(moment.when))),
        label(moment.when.basis, "basis"),
        NOTHING if exact else label("no exact day", "vague"),
        _bar(moment.when, scale),
        class_="when-head",
    )
    reports = look.known(moment.events + moment.statements)
    briefs = element("div", *(brief(report, look) for report in reports), class_="briefs")
    return element("li", head, briefs, class_="moment exact" if exact else "moment vague")


def _bar(when: AccountWhen, scale: dict[str, float]) -> Markup:
    """The interval on the common scale; an open end runs to the edge and fades."""
    start = scale[when.earliest] if when.earliest else 0.0
    end = scale[when.latest] if when.latest else _WIDTH
    line = element("line", x1="0", x2="200", y1="8", y2="8", class_="axis")
    if start == end:
        shape = element("circle", cx=f"{start:.1f}", cy="8", r="5", class_="day")
    else:
        fade = "open-start" if not when.earliest else "open-end" if not when.latest else ""
        shape = element(
            "rect",
            x=f"{start:.1f}",
            y="3",
            width=f"{end - start:.1f}",
            height="10",
            rx="5",
            class_=f"span {fade}".strip(),
        )
    return element("svg", line, shape, viewBox="0 0 200 16", class_="bar", aria_hidden="true", focusable="false")
