"""When an article without any date was published, or one that was changed was written, as far as its own words tell.

The past that it tells of gives an earliest day; several cues that agree may give the day or the week. A photograph, a
widget or a date of the story never decides alone. It knows no other article, so a page that only says "on Tuesday"
stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from firsthand.annotate.calendar import later, moved
from firsthand.annotate.tense import looks_ahead
from firsthand.annotate.timex import Found, expressions
from firsthand.model import UNKNOWN, Article, Part, Span, When

Told = tuple[Part, str, tuple[Found, ...]]
"""A part with its words and their time expressions."""

SOME_DAY = date(2000, 1, 1)
REACH = 120
"""Characters after a date that tell whether its clause looks back; set by hand, a line."""
NEAR_DAYS = 31
"""A day that a page names without a year lies at most so long before its photograph; set by hand, a month."""
_ARCHIVE = re.compile(r"\b(?:file|archive|archival|library|undated)\b", re.IGNORECASE)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written(article: Article, published: When, updated: When) -> When:
    """When the text was written as it stands: on the day of publication, as a rule.

    Where it tells of a past that was still to come then, it is no longer what was published: any day up to the update.

    >>> text = "In 2025 the league agreed."
    >>> article = Article("d", "f", text, 0, 26, text, range(26), range(1, 27), (Part("body", 0, 26),))
    >>> written(article, When(date(2012, 5, 10), date(2012, 5, 10)), When(None, date(2026, 4, 24))).latest
    datetime.date(2026, 4, 24)
    """
    first, last = published.latest, updated.latest
    if first is None or last is None or first.year >= last.year:
        return published
    told = inferred(article)
    changed = told.earliest is not None and first < told.earliest <= last
    return When(told.earliest, last, "inferred", told.evidence) if changed else published


def inferred(article: Article) -> When:
    """An earliest day from dated pasts and photographs; a day, where weekday, photograph and a length of time agree."""
    told = [
        (part, words, tuple(expressions(words)))
        for part in article.parts
        if part.kind in ("body", "caption", "standfirst", "subhead")
        for words in (article.text[part.start : part.end],)
    ]
    bounds = sorted(_past(article, told), key=lambda pair: pair[0])
    if not bounds:
        return UNKNOWN
    day, evidence = bounds[-1]
    agreed = _agreed(article, told, day, evidence)
    return agreed or When(day, None, "inferred", (evidence,))


def _past(article: Article, told: Sequence[Told]) -> Iterator[tuple[date, Span]]:
    """The first days of what lies in the past: dates of photographs, dates with a year in clauses that look back."""
    for part, words, every in told:
        for found in every:
            reading = found.read(SOME_DAY, False)
            if reading is None or reading.origin != "none" or reading.days[0] is None:
                continue
            if _names(words, found, reading.value):
                continue
            if part.kind != "caption" and not _tells_past(words, found, looks_ahead(words, found.start, found.end)):
                continue
            yield reading.days[0], article.span(part.start + found.start, part.start + found.end)


_LOOKS_BACK = re.compile(r"\b(?:was|were|had|has|did|since|ago|\w\w+ed|won|began|took|met|led|made|came|went|held)\b")


def _names(words: str, found: Found, value: str | None) -> bool:
    """Whether a year only tells one thing from another ("the 2020 race"), which may lie ahead."""
    bare = re.fullmatch(r"\d{4}", value or "") is not None
    return bare and not re.search(
        r"(?i)\b(?:in|since|during|until|from|of|late|early|mid)[\s-]+$", words[: found.start][-12:]
    )


def _tells_past(words: str, found: Found, ahead: bool) -> bool:
    before = words[: found.start].lower()
    sentence = re.split(r"[.!?]\s", words[: found.start])[-1] + words[found.start :][:REACH]
    return (
        bool(_LOOKS_BACK.search(sentence))
        and not ahead
        and not re.search(r"\b(?:by|until|till|before|through|to|for|the)\s+$", before)
    )


def _agreed(article: Article, told: Sequence[Told], photo: date, evidence: Span) -> When | None:
    """The day of a photograph, if the body's only weekday is that day and a length of time leads to it from a date.

    The week from that day on, if the first weekday of the body is that day and a day of the weeks before is named.
    """
    part = next(
        (part for part in article.parts if part.kind == "caption" and part.start <= evidence.start < part.end), None
    )
    if part is None or _ARCHIVE.search(article.text[part.start : part.end]):
        return None
    weekdays, lengths, anchors = [], [], []
    for body, _, every in told:
        for found in every if body.kind == "body" else ():
            span = article.span(body.start + found.start, body.start + found.end)
            reading = found.read(photo, False)
            if reading is None:
                continue
            if found.groups["w"] and not found.groups["rel"] and reading.type != "SET":
                weekdays.append((found.groups["w"].title(), span))
            elif reading.type == "DURATION" and found.groups["n"] and reading.value:
                lengths.append((reading.value, found.groups["round"].lower(), span))
            elif reading.partial and re.fullmatch(r"XXXX-\d\d-\d\d", reading.partial) and reading.days[1]:
                anchors.append((reading.days[1], span))
    if not weekdays or weekdays[0][0] != _WEEKDAYS[photo.weekday()]:
        return None
    near = [span for day, span in anchors if 0 <= (photo - day).days <= NEAR_DAYS]
    if {name for name, _ in weekdays} != {weekdays[0][0]}:
        return When(photo, later(photo, 6), "inferred", (evidence, weekdays[0][1], near[0])) if near else None
    for (length, vague, length_span), (start, start_span) in product(lengths, anchors):
        if _spans(length, vague, start, photo):
            return When(photo, photo, "inferred", (evidence, weekdays[0][1], length_span, start_span))
    return When(photo, later(photo, 6), "inferred", (evidence, weekdays[0][1], near[0])) if near else None


def _spans(length: str, vague: str, start: date, end: date) -> bool:
    """Whether a TIMEX3 length of days, weeks or months leads from ``start`` to ``end``."""
    match = re.fullmatch(r"P(\d+)([DWM])", length)
    if match is None or start >= end:
        return False
    count, unit = int(match[1]), match[2]
    if count < 2:
        return False
    full, more = moved(start, count, unit), moved(start, count + 1, unit)
    if vague in ("almost", "nearly", "just under", "less than"):
        return moved(start, count - 1, unit) < end <= full
    slack = 0 if vague or unit == "D" else 2
    return later(full, -slack) <= end < (more if vague or unit != "D" else later(full, 1))
