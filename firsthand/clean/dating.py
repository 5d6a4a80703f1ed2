"""The days that a page's mark-up gives for its publication and its last change, each with its place in the source.

JSON-LD (schema.org), meta tags, microdata, <time> and, where nothing else speaks, values in scripts. All are kept;
which is right is judged later. Days are as written, time zones are not applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from html import unescape

from firsthand.clean.linked import linked_objects
from firsthand.lexicon import rows
from firsthand.model import DateNote, When

_YEARS = range(1970, 2100)
_LATEST_STAMP = 4_102_444_800
"""Seconds since 1970 of the end of those years."""
MAX_NOTES = 40
"""Dates kept of one page; a page that gives more lists other pages. Chosen."""
HEADLINE_REACH = 6_000
"""A <time> stands within so many characters of mark-up after the headline. Chosen."""

_META = re.compile(r"<meta\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ITEM = re.compile(
    r"<[a-z]{1,10}\b(?P<attributes>[^<>]{0,400}?\bitemprop\s*=\s*[\"']?(?P<name>datePublished|dateModified)\b[^<>]{0,400})>"
    r"(?P<text>[^<]{0,60})",
    re.IGNORECASE,
)
_TIME = re.compile(r"<(?:time|abbr)\b(?P<attributes>[^<>]{0,600})>(?P<text>[^<]{0,60})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_KEYED = re.compile(
    r"(?:\"|&quot;|\\\")(?P<name>(?:date_?published|publish(?:ed)?_?(?:date|at|time|first)|first-?publication|publicationdate"
    r"|article_date_published|first_?publish(?:ed)?(?:_?(?:date|at))?))(?:\"|&quot;|\\\")\s*:\s*(?:\"|&quot;|\\\")"
    r"(?P<value>[^\"&\\<>]{8,40})",
    re.IGNORECASE,
)
_PUBLISHED = frozenset(
    (
        "articlepublishedtime", "articlepublished", "articlepublisheddate", "articledatepublished", "datepublished",
        "ogpublishedtime", "ogarticlepublishedtime", "publisheddate", "publishedtime", "publishdate", "publishtime",
        "publicationdate", "pubdate", "btpubdate", "dcdate", "dcdateissued", "dcdatecreated", "dctermsdate",
        "dctermscreated", "dctermsissued", "dctermsavailable", "date", "datecreated", "created", "creationdate",
        "issued", "sailthrudate", "parselypubdate", "articledateoriginal", "originalpublicationdate", "firstpublished",
        "firstpublicationdate", "displaydate", "citationpublicationdate", "citationdate", "citationonlinedate",
        "cxenseparserecspublishtime", "cxenseparsepublishtime", "vrpublishedtime", "articlecreated", "releasedate",
        "shareaholicarticlepublishedtime", "swifttypepublishedat", "timestamp", "ptime",
    )
)  # fmt: skip
_UPDATED = frozenset(
    (
        "articlemodifiedtime", "articlemodified", "datemodified", "ogupdatedtime", "ogmodifiedtime", "lastmod",
        "lastmodified", "modified", "modifieddate", "dcdatemodified", "dctermsmodified", "dcmodified", "updatedtime",
        "articleupdated", "articleupdatedtime", "dateupdated", "lastupdated", "revised",
    )
)  # fmt: skip


def read_dates(source: str) -> tuple[DateNote, ...]:
    """What the mark-up dates, most trusted first: JSON-LD, meta tags, microdata, <time>, scripts.

    >>> (note,) = read_dates('<meta property="article:published_time" content="2023-04-28T18:11:01+02:00">')
    >>> note.kind, note.when.earliest, note.where, note.at
    ('published', datetime.date(2023, 4, 28), 'meta article:published_time', (0, 76))
    """
    notes = [*_linked(source), *_metas(source), *_items(source), *_times(source)]
    if not any(note.kind == "published" for note in notes):
        notes += _scripts(source)
    return tuple(notes[:MAX_NOTES])


def day_of(value: str) -> date | None:
    """The day that a machine's date names; None where there is none or day and month could be exchanged.

    >>> day_of("Fri Apr 28 19:20:36 CEST 2023"), day_of("06.01.2026"), day_of("05/06/2023")
    (datetime.date(2023, 4, 28), datetime.date(2026, 1, 6), None)
    """
    text = " ".join(unescape(value).split())
    if re.fullmatch(r"\d{10}(?:\d{3})?", text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, UTC).date() if seconds < _LATEST_STAMP else None
    if match := re.match(r"(\d{4})([-/.]?)(\d\d?)\2(\d\d?)(?!\d)", text):
        return _day(int(match[1]), int(match[3]), int(match[4]))
    if match := re.match(r"(?:\D{0,12}\s)?(\d\d?)([./-])(\d\d?)\2(\d{4})(?!\d)", text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] != "." and first != second and first < 13 and second < 13:
            return None
        return _day(year, first, second) if second > 12 else _day(year, second, first)
    if match := re.search(rf"(?i)\b(?:(\d\d?)(?:st|nd|rd|th)?[\s-]+)?({_months()})[a-z]*\.?[\s-]+(?:(\d\d?)\b)?", text):
        year_at = re.search(r"\b(?:19|20)\d\d\b", text[match.end(2) :])
        number = match[1] or match[3]
        if year_at and number:
            return _day(int(year_at[0]), _number()[match[2].lower()], int(number))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


@cache
def _number() -> dict[str, int]:
    return {row[1][:3]: int(row[2]) for row in rows("time_words") if row[0] == "month"}


@cache
def _months() -> str:
    return "|".join(_number())


def _note(kind: str, value: str, where: str, at: tuple[int, int]) -> Iterator[DateNote]:
    day = day_of(value)
    if day is not None:
        clock = re.search(r"(?<![+\d])(?!00:00)\d\d?:\d\d", value) is not None
        yield DateNote(
            "updated" if kind == "updated" else "published", When(day, day, "stated"), "markup", where, at, clock
        )


def _linked(source: str) -> Iterator[DateNote]:
    """The first dated object of each JSON-LD block; its values are searched for, to say where they stand."""
    done: set[tuple[int, int]] = set()
    for thing, block in linked_objects(source):
        for key, kind in (("datePublished", "published"), ("dateModified", "updated")):
            value = thing.get(key)
            if block not in done and isinstance(value, str):
                at = source.find(f'"{value}"', *block) + 1
                yield from _note(kind, value, f"JSON-LD {key}", (at, at + len(value)) if at else block)
        if "datePublished" in thing or "dateModified" in thing:
            done.add(block)


def _metas(source: str) -> Iterator[DateNote]:
    for tag in _META.finditer(source):
        attributes = _attributes(tag[1])
        name = next(
            (attributes[key] for key in ("property", "name", "itemprop", "http-equiv") if key in attributes), ""
        )
        plain = re.sub(r"[\W_]", "", name).lower()
        kind = "published" if plain in _PUBLISHED else "updated" if plain in _UPDATED else ""
        if kind and "content" in attributes and attributes.get("http-equiv") is None:
            yield from _note(kind, attributes["content"], f"meta {name}", tag.span())


def _items(source: str) -> Iterator[DateNote]:
    for tag in _ITEM.finditer(source):
        if tag[0][:5].lower() == "<meta":
            continue
        attributes = _attributes(tag["attributes"])
        value = attributes.get("content") or attributes.get("datetime") or tag["text"]
        kind = "updated" if tag["name"].lower() == "datemodified" else "published"
        yield from _note(kind, value, f"microdata {tag['name']}", tag.span())
        if kind == "published":
            return


def _times(source: str) -> Iterator[DateNote]:
    """<time> elements that are called published or updated, else the first after the headline."""
    first: list[DateNote] = []
    headline = source.lower().find("<h1")
    for tag in _TIME.finditer(source):
        attributes = _attributes(tag["attributes"])
        called = f"{attributes.get('class', '')} {attributes.get('itemprop', '')}".lower()
        value = attributes.get("datetime") or attributes.get("title") or tag["text"]
        if re.search(r"\b(?:updated|modified)\b", called) and "published" not in called:
            yield from _note("updated", value, "time updated", tag.span())
        elif re.search(r"\bpublish(?:ed)?\b|\bentry-date\b|\bpubdate\b", f"{called} {tag['attributes'].lower()}"):
            yield from _note("published", value, "time published", tag.span())
            return
        elif not first and headline >= 0 and headline < tag.start() < headline + HEADLINE_REACH:
            first = list(_note("published", value, "time", tag.span()))
    yield from first


def _scripts(source: str) -> Iterator[DateNote]:
    """Values in scripts, if all of the first name agree: a list of other pages has several."""
    found: dict[str, list[DateNote]] = {}
    for match in _KEYED.finditer(source):
        found.setdefault(match["name"].lower(), []).extend(
            _note("published", match["value"], f"script {match['name']}", match.span("value"))
        )
    for notes in found.values():
        if notes and len({note.when for note in notes}) == 1:
            yield notes[0]
            return


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, a, b, c in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(a or b or c))
    return found
