"""When an article was published and updated: visible date lines, what is said beside it, mark-up, address.

Where nothing dates the page, undated.py says what its text allows; a day is never guessed. It knows no other article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from firsthand.annotate.calendar import Days, day_or_none, hull, later, meet, month_of, width
from firsthand.annotate.timevalue import value_of
from firsthand.annotate.timex import Found, expressions
from firsthand.annotate.undated import inferred
from firsthand.lexicon import of_class
from firsthand.model import UNKNOWN, Article, DateNote, Part, Span, When

LABEL_CHARACTERS = 40
"""A word such as "Updated" stands within this many characters before its date; set by hand, the length of a label."""
LABEL_LINE = 120
"""A line longer than this is text and no date line; set by hand."""
OPENING_CHARACTERS = 90
"""A wire opening ("PLACE, Feb 3, 2022 (Agency) -") has its date in this much of the body; set by hand."""
OPENING_PARTS = 3
"""A bare date line stands before so many blocks of the body are over; set by hand."""
SOME_DAY = date(2000, 1, 1)

_ELSE = re.compile(r"\b(?!(?:on|at|time)\b)[^\W\d_]+:\s*$", re.IGNORECASE)
_ORDER = ("text", "page", "sidecar", "markup", "feed", "sitemap", "address")
_ANY_DATE = re.compile(r"^(?:meta (?:dc\w*\W)?(?:date|created)|time\b.*)$", re.IGNORECASE)
_UTC = re.compile(r"T(\d\d):\d\d[\d:.]*(?:Z|[+-]00:?00)")

_LABEL = re.compile(
    r"\b(?:first|last|published|posted|updated?|modified|edited|created|issued|date|on|at|by|from|print|share|save|min(?:ute)?s?|read"
    r"|local|time|ago|comments?|am|pm|[ecmp][sd]?t|gmt|utc|bst|ist)\b|[\W\d_]+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<!\d)(?:(?P<y>(?:19|20)\d\d)[/-](?P<m>0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:[/-](?P<d>0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)"
    r"|(?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?P<d3>1[3-9]|2\d|3[01])-(?P<m3>0[1-9]|1[0-2])-(?P<y3>(?:19|20)\d\d)(?!\d))",
    re.IGNORECASE,
)


def publication(article: Article, notes: Sequence[DateNote] | None = None) -> tuple[When, When, tuple[str, ...]]:
    """When it was published, when updated, and where the sources of that disagree, one line each.

    In order: a visible date line, a day that the page shows as its own, what is said beside the page, the page's
    mark-up, a feed or sitemap that lists it, its address, a visible "Updated". A visible date that can be read in two
    ways, or that the others call the update, gives way; so does one to mark-up that is sure of another or that the
    address bears out. Where the mark-up gives a moment in UTC and the page or its address the day before or after, that
    is the day where the page was made.
    Basis ``stated`` for all but the address and what is inferred from the story; evidence only where words of the
    article say it. ``notes`` are those of ``date_notes``, if they are known.

    >>> text = "3 Feb, 2022 16:56"
    >>> article = Article("d", "f", text, 0, 17, text, range(17), range(1, 18), (Part("dateline", 0, 17),))
    >>> publication(article)[0].earliest
    datetime.date(2022, 2, 3)
    """
    notes = date_notes(article) if notes is None else notes
    changed = next((note for note in notes if note.kind == "updated"), None)
    updated = changed.when if changed else UNKNOWN
    known = _trusted(notes, article)
    if known:
        published = _two_clocks(known, notes) or _narrowed(known)
        lines = tuple(dict.fromkeys(_disagreements(known)))
        return _wire_day(article, published) or published, updated, lines
    if changed and changed.basis in ("text", "page"):
        return When(updated.earliest, updated.latest, "inferred", updated.evidence), updated, ()
    language = article.stated.language or article.found.language or "en"
    return (inferred(article) if language.lower().startswith("en") else UNKNOWN), updated, ()


def date_notes(article: Article) -> tuple[DateNote, ...]:
    """All that dates the page: its date lines, what is said beside it, its mark-up, what lists it, its address."""
    notes = [
        DateNote(
            "updated" if label == "updated" else "published", found, "text", "date line", None, label == "labelled"
        )
        for label, found in _visible(article)
    ]
    if article.stated.published:
        notes.append(DateNote("published", _on(article.stated.published), "sidecar", "sidecar published"))
    if article.stated.updated:
        notes.append(DateNote("updated", _on(article.stated.updated), "sidecar", "sidecar updated"))
    notes += (*article.found.dates, *article.stated.dates)
    url = article.stated.url or article.found.url or ""
    address = _address(url)
    if address != UNKNOWN:
        notes.append(DateNote("published", address, "address", url))
    return tuple(notes)


def _trusted(notes: Sequence[DateNote], article: Article) -> list[DateNote]:
    """The first note of each basis that says when a page was published, the most trusted first."""
    said = [note for note in notes if note.kind == "published"]
    seen = {note.when.earliest for note in said if note.basis in ("text", "page", "address")}
    known = {id(note) for note in said if note.when.earliest in seen and _exact(note, said)}
    said = sorted(said, key=lambda note: (_ORDER.index(note.basis), id(note) not in known))
    first: dict[str, DateNote] = {}
    for note in said:
        first.setdefault(note.basis, note)
    page, text, beside, markup, address = (first.get(n) for n in ("page", "text", "sidecar", "markup", "address"))
    if page and text and not _agree(page, text):
        del first["text"]
    shown = first.get("text") or page
    updates = [note.when.earliest for note in notes if note.kind == "updated" and note.basis not in ("text", "page")]
    if shown and beside and shown.when.earliest in updates and not _agree(shown, beside):
        first = {name: note for name, note in first.items() if note.basis not in ("text", "page")}
    elif markup and not beside and not (shown and _agree(shown, markup)):
        backed = address is not None and _agree(address, markup)
        near = [note for note in (shown, address) if note and note.when.earliest in _local_days(markup, article)]
        if near and not backed:
            first = {near[0].basis: near[0], **first}
        elif shown and (backed or shown.when.earliest in updates or _outweighs(markup, shown, said)):
            first = {"markup": first.pop("markup"), **first}
    return list(first.values())


def _agree(one: DateNote, other: DateNote) -> bool:
    return meet(_days(one.when), _days(other.when)) is not None


def _exact(note: DateNote, said: Sequence[DateNote]) -> bool:
    """Whether the mark-up is sure of a day: with a time of day or twice, and by more than a "date" of any change."""
    same = [one for one in said if one.basis == "markup" == note.basis and one.when == note.when]
    named = [one for one in same if not _ANY_DATE.search(one.where)]
    return any(one.clock for one in named) or (len(same) > 1 and bool(named))


def _outweighs(markup: DateNote, shown: DateNote, said: Sequence[DateNote]) -> bool:
    """Whether the mark-up is sure of its day and nothing else bears out the day shown.

    What does: the address; the mark-up, beside its other day, for a day that is shown with a time of day.
    """
    others = {note.basis for note in said if _agree(note, shown) and not note.where.startswith("time")} - {shown.basis}
    second = "address" in others or ("markup" in others and shown.clock and shown.basis == "page")
    return _exact(markup, said) and not second


def _local_days(note: DateNote, article: Article) -> tuple[date, ...]:
    """The days on which a moment that the mark-up gives in UTC falls elsewhere on earth; none for any other moment."""
    match = _UTC.search(article.source[slice(*note.at)]) if note.at else None
    day = note.when.earliest
    if match is None or day is None:
        return ()
    hour = int(match[1])
    return (*((later(day, -1),) if hour < 10 else ()), *((later(day, 1),) if hour >= 11 else ()))


def _on(day: date | None) -> When:
    return When(day, day, "stated") if day else UNKNOWN


def _days(found: When) -> Days:
    return found.earliest, found.latest


def _narrowed(known: Sequence[DateNote]) -> When:
    """The first; where it is wider than a day, cut to the first of the others that agrees with it.

    A visible date and one given beside the page that are one day apart are two clocks: both days are kept.
    """
    first = known[0].when
    if len(known) > 1 and known[1].basis == "sidecar" and width(_days(first)) == 0:
        apart = hull(_days(first), _days(known[1].when))
        if width(apart) == 1:
            return When(*apart, first.basis, first.evidence)
    for note in known[1:]:
        both = meet(_days(first), _days(note.when))
        if both is not None and width(_days(first)) != 0:
            first = When(*both, note.when.basis, first.evidence or note.when.evidence)
    return first


def _two_clocks(known: Sequence[DateNote], notes: Sequence[DateNote]) -> When | None:
    """Both days, where the mark-up alone speaks and is as sure of a day as of the next."""
    said = [note for note in notes if note.kind == "published"]
    days = sorted({note.when.earliest for note in said if note.when.earliest and _exact(note, said)})
    alone = len(known) == 1 and known[0].basis == "markup"
    return When(days[0], days[1], "stated") if alone and len(days) == 2 and (days[1] - days[0]).days == 1 else None


_NAMES = {
    "text": "the page's text", "page": "what the page shows", "sidecar": "the sidecar",
    "markup": "the page's mark-up", "feed": "a feed", "sitemap": "a sitemap", "address": "the address",
}  # fmt: skip


def _disagreements(known: Sequence[DateNote]) -> Iterator[str]:
    first = known[0]
    for other in known[1:]:
        if meet(_days(first.when), _days(other.when)) is None:
            names = _NAMES[first.basis], _NAMES[other.basis]
            yield f"published: {names[0]} says {_told(first.when)}, {names[1]} says {_told(other.when)}"


def _told(found: When) -> str:
    return str(found.earliest) if found.earliest == found.latest else f"{found.earliest} to {found.latest}"


def _address(url: str) -> When:
    """The day in an address, or the month where it holds no day of it: "2003/03/20030331", "29-10-2021", "2015/06"."""
    path = re.sub(r"^\w+://(?:web\.archive\.org/web/\d+[a-z_]*/\w+:/+)?[^/]*", "", url)
    found = UNKNOWN
    for match in _ADDRESS.finditer(path):
        year, name, day = (next(filter(None, (match[key], match[key + "2"], match[key + "3"])), "") for key in "ymd")
        number = int(name) if name.isdigit() else int(value_of("month", name.lower()))
        first, last = month_of(int(year), number)
        if found == UNKNOWN:
            found = When(first, last, "inferred")
        if day and int(day) <= last.day and first == found.earliest:
            return When(first.replace(day=int(day)), first.replace(day=int(day)), "inferred")
    return found


# --- date lines -----------------------------------------------------------------------------------------------------


def _visible(article: Article) -> Iterator[tuple[str, When]]:
    """What the date lines say, top to bottom, each with ``published``, ``labelled`` (as published) or ``updated``.

    Below the opening of the body a line without such a word dates something else.
    """
    bodies = 0
    for part in article.parts:
        words = article.text[part.start : part.end]
        if part.kind == "body":
            bodies += 1
            if bodies == 1:
                yield from _wire(article, part)
        if part.kind == "caption" or (part.kind in ("byline", "dateline") and len(words) > 4 * LABEL_LINE):
            continue
        sure = part.kind in ("dateline", "byline") and bodies < OPENING_PARTS
        for line in re.finditer(r"[^\n]+", words):
            if len(line[0]) > LABEL_LINE and not sure:
                continue
            found_here = [found for found in expressions(line[0]) if _full(found)]
            if not found_here or not (sure or _only_date(line[0], found_here)):
                continue
            told = _line(article, part.start + line.start(), line[0], found_here)
            yield from (one for one in told if bodies < OPENING_PARTS or one[0] != "published")


def _line(article: Article, at: int, line: str, found_here: list[Found]) -> Iterator[tuple[str, When]]:
    end = 0
    for found in found_here:
        label = line[max(end, found.start - LABEL_CHARACTERS) : found.start]
        end = found.end
        reading = found.read(SOME_DAY, False)
        if reading is not None:
            span = article.span(at + found.start, at + found.end)
            kind = _label(label)
            if kind is None:
                continue
            yield kind, When(*reading.days, "stated", (span,))


def _label(label: str) -> str | None:
    """``updated``, ``labelled`` (as published), ``published``; None for what something else is called ("Joined:")."""
    if _stems("updated").search(label.lower()):
        return "updated"
    if _stems("published").search(label.lower()):
        return "labelled"
    return None if _ELSE.search(label) else "published"


@cache
def _stems(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(of_class('page_dates', kind))))})")


def _full(found: Found) -> bool:
    """Whether the words give a day with its year (or two days, where the order of day and month is open)."""
    reading = found.read(SOME_DAY, False)
    return (
        reading is not None
        and reading.origin == "none"
        and reading.type in ("DATE", "TIME")
        and (width(reading.days) == 0 or (reading.value is None and bool(found.groups["a"])))
    )


def _only_date(line: str, found_here: Iterable[Found]) -> bool:
    """Whether a line is a date with its label and nothing else."""
    rest = line
    for found in found_here:
        rest = rest.replace(line[found.start : found.end], " ")
    names = [word for word in _LABEL.sub(" ", rest).split() if word]
    labelled = re.search(r"\b(?:published|posted|updated|modified)\b", line, re.IGNORECASE)
    return len(names) <= (4 if labelled else 0)


def _wire(article: Article, part: Part) -> Iterator[tuple[str, When]]:
    for found, span in _wire_dates(article, part):
        reading = found.read(SOME_DAY, False)
        if _full(found) and reading is not None:
            yield "published", When(*reading.days, "stated", (span,))


def _wire_dates(article: Article, part: Part) -> Iterator[tuple[Found, Span]]:
    """The dates of a wire opening: "PLACE, Feb 3, 2022 (Agency) -"."""
    opening = article.text[part.start : min(part.end, part.start + OPENING_CHARACTERS)]
    for found in expressions(opening):
        before, after = opening[: found.start], opening[found.end :]
        names_place = re.fullmatch(r"[A-Z][\w .'’/-]{1,40}[,:]?\s*(?:\([^()]{2,30}\)\s*)?[,-]?\s*", before)
        if names_place and re.match(r"\s*(?:\([^()]{2,40}\)\s*)?[-–—:]|\s*\([^()]{2,40}\)", after):
            yield found, article.span(part.start + found.start, part.start + found.end)


def _wire_day(article: Article, published: When) -> When | None:
    """A wire opening without a year, where the known interval is wider than a day and holds that day once."""
    first, last = _days(published)
    part = next((part for part in article.parts if part.kind == "body"), None)
    if part is None or first is None or last is None or not 0 < (last - first).days < 366:
        return None
    for found, span in _wire_dates(article, part):
        reading = found.read(last, False)
        if reading and reading.partial and re.fullmatch(r"XXXX-\d\d-\d\d", reading.partial):
            month, number = int(reading.partial[5:7]), int(reading.partial[8:])
            either = (day_or_none(year, month, number) for year in {first.year, last.year})
            days = [day for day in either if day and first <= day <= last]
            if len(days) == 1:
                return When(days[0], days[0], "inferred", (span, *published.evidence))
    return None
