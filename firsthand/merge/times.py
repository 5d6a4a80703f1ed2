"""Whether two reports can be of one day. An open end of an interval meets everything."""

from __future__ import annotations

from firsthand.merge.reports import Report
from firsthand.model import When

FAR = 45
"""Days between two pages beyond which undated things that they tell are not taken for one; set by hand."""


def far_apart(one: Report, other: Report) -> bool:
    """Whether two reports without a common date stand on pages published weeks apart."""
    if one.page == other.page:
        return False
    if _dated(one) and _dated(other):
        return False
    return _long_before(one.told, other.told) or _long_before(other.told, one.told)


def _dated(item: Report) -> bool:
    """Whether a report has a day; what a page says in its own voice has not, unless it is another than the page's."""
    known = item.when.earliest is not None and item.when.latest is not None
    return known and (item.own is None or item.when != item.told)


def _long_before(one: When, other: When) -> bool:
    return bool(one.latest and other.earliest and (other.earliest - one.latest).days > FAR)


def meets(one: When, other: When) -> bool:
    """Whether two intervals can be one day; unknown ends meet everything."""
    first = one.latest is None or other.earliest is None or one.latest >= other.earliest
    return first and (other.latest is None or one.earliest is None or other.latest >= one.earliest)
