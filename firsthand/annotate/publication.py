"""When an article was published and updated: visible date lines, what is said beside it, mark-up, address.

Where nothing dates the page, undated.py says what its text allows; a day is never guessed. It knows no other article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from firsthand.annotate.calendar import Days, day_or_none, hull, meet, month_of, width
from firsthand.annotate.timevalue import value_of
from firsthand.annotate.timex import Found, expressions
from firsthand.annotate.undated import inferred
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

_UPDATED = re.compile(r"\b(?:updated?|modified|edited|last change[ds]?|corrected)\b", re.IGNORECASE)
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|first)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:first|last|published|posted|updated?|modified|edited|created|issued|date|on|at|by|from|print|share|save|min(?:ute)?s?|read"
    r"|local|time|ago|comments?|am|pm|[ecmp][sd]?t|gmt|utc|bst|ist)\b|[\W\d_]+",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<![\d])(?P<y>(?:19|20)\d\d)(?:[/-](?P<m>0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:[/-](?P<d>0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)|(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?!\d))",
    re.IGNORECASE,
)


def publication(article: Article) -> tuple[When, When, tuple[str, ...]]:
    """When it was published, when updated, and where the sources of that disagree, one line each.

    In order: a visible date line, what is said beside the page, the page's mark-up, its address, a visible "Updated".
    A visible date that can be read in two ways, or that the others call the update, gives way; so does one without a
    word such as "published" to mark-up that gives a time of day or that the address bears out. Basis ``stated`` for
    all but the address and what is inferred from the story; evidence only where words of the page say it.

    >>> text = "3 Feb, 2022 16:56"
    >>> article = Article("d", "f", text, 0, 17, text, range(17), range(1, 18), (Part("dateline", 0, 17),))
    >>> publication(article)[0].earliest
    datetime.date(2022, 2, 3)
    """
    notes = date_notes(article)
    updated = next((note.when for note in notes if note.kind == "updated"), UNKNOWN)
    known = _trusted(notes)
    if known:
        published = _narrowed(known)
        lines = tuple(dict.fromkeys(_disagreements(known)))
        return _wire_day(article, published) or published, updated, lines
    if updated != UNKNOWN and updated.evidence:
        return When(updated.earliest, updated.latest, "inferred", updated.evidence), updated, ()
    return inferred(article), updated, ()


def date_notes(article: Article) -> tuple[DateNote, ...]:
    """All that dates the page: its date lines, what is said beside it, its mark-up, its address."""
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
    notes += article.found.dates
    url = article.stated.url or article.found.url or ""
    address = _address(url)
    if address != UNKNOWN:
        notes.append(DateNote("published", address, "address", url))
    return tuple(notes)


def _trusted(notes: Sequence[DateNote]) -> list[DateNote]:
    """The first note of each basis that says when a page was published, the most trusted first."""
    first: dict[str, DateNote] = {}
    for note in notes:
        if note.kind == "published":
            first.setdefault(note.basis, note)
    shown, beside, markup, address = (first.get(basis) for basis in ("text", "sidecar", "markup", "address"))
    updates = [note.when.earliest for note in notes if note.kind == "updated" and note.basis != "text"]
    if shown and beside and shown.when.earliest in updates and shown.when.earliest != beside.when.earliest:
        del first["text"]
    elif shown and markup and not beside and not meet(_days(shown.when), _days(markup.when)):
        backed = address is not None and meet(_days(address.when), _days(markup.when))
        if not shown.clock and (markup.clock or backed):
            first = {"markup": first.pop("markup"), **first}
    return list(first.values())


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


_NAMES = {
    "text": "the page's text", "sidecar": "the sidecar", "markup": "the page's mark-up", "address": "the address",
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
    path = re.sub(r"^\w+://(?:web\.archive\.org/web/\d+[a-z_]*/\w+:/+)?[^/]*", "", url)
    for match in _ADDRESS.finditer(path):
        name = (match["m"] or match["m2"]).lower()
        number = int(name) if name.isdigit() else int(value_of("month", name))
        day = match["d"] or match["d2"]
        first, last = month_of(int(match["y"]), number)
        if not day:
            return When(first, last, "inferred")
        if int(day) <= last.day:
            return When(first.replace(day=int(day)), first.replace(day=int(day)), "inferred")
    return UNKNOWN


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
            kind = "updated" if _UPDATED.search(label) else "labelled" if _PUBLISHED.search(label) else "published"
            yield kind, When(*reading.days, "stated", (span,))


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
