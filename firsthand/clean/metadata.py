"""What a page's mark-up says of itself: JSON-LD (schema.org), Open Graph and other meta tags, microdata, <html lang>.

What is said there may be wrong; it is kept apart from what the text says and judged later. Text that a reader of the
page sees is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import unescape

from firsthand.clean.dating import read_dates
from firsthand.clean.linked import linked_objects
from firsthand.model import DateNote, Metadata

_TAG = re.compile(r"<(meta|link|html)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "url": ("og:url",),
    "author": ("author", "article:author_name", "dc.creator", "sailthru.author", "parsely-author", "byl"),
    "language": ("og:locale", "content-language", "inlanguage"),
}  # fmt: skip


def read_metadata(source: str) -> Metadata:
    """What the mark-up of a page says; JSON-LD before meta tags, None where neither speaks.

    >>> read_metadata('<meta property="og:site_name" content="Port Ash Post"><html lang="en-GB">').outlet
    'Port Ash Post'
    """
    tags = _tags(source)
    linked = _linked(source)
    values = {key: _first(linked.get(key), *(tags.get(name) for name in names)) for key, names in _META.items()}
    title = _TITLE.search(source)
    author = values["author"]
    dates = read_dates(source)
    return Metadata(
        outlet=values["outlet"],
        url=_first(tags.get("canonical"), values["url"]),
        title=_first(values["title"], title.group(1) if title else None),
        author=None if author and "://" in author else author,
        published=_first_day(dates, "published"),
        updated=_first_day(dates, "updated"),
        language=_first(tags.get("lang"), (values["language"] or "").replace("_", "-")),
        dates=dates,
    )


def _first(*values: str | None) -> str | None:
    cleaned = (" ".join(unescape(re.sub(r"<[^<>]*>", " ", value)).split()) for value in values if value)
    return next((value for value in cleaned if value), None)


def _tags(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in _TAG.finditer(source):
        attributes = {name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag[2])}
        kind = tag[1].lower()
        if kind == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            name = name or attributes.get("http-equiv", "")
            if name and "content" in attributes:
                found.setdefault(name.lower(), attributes["content"])
        elif kind == "link" and "canonical" in attributes.get("rel", "").lower():
            found.setdefault("canonical", attributes.get("href", ""))
        elif kind == "html":
            found.setdefault("lang", attributes.get("lang", ""))
    return found


def _linked(source: str) -> dict[str, str]:
    """The first article-like object of the page's JSON-LD."""
    found: dict[str, str] = {}
    for thing, _ in linked_objects(source):
        for key, value in (
            ("title", thing.get("headline")),
            ("outlet", _name(thing.get("publisher"))),
            ("author", _name(thing.get("author"))),
            ("language", thing.get("inLanguage")),
            ("url", thing.get("url")),
        ):
            if isinstance(value, str) and value.strip():
                found.setdefault(key, value)
    return found


def _name(value: object) -> str | None:
    if isinstance(value, list):
        names = [name for item in value if (name := _name(item))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) else None


def _first_day(dates: Sequence[DateNote], kind: str) -> date | None:
    return next((note.when.earliest for note in dates if note.kind == kind), None)
