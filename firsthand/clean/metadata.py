"""What a page's mark-up says of itself: JSON-LD (schema.org), Open Graph and other meta tags, microdata, <html lang>.

What is said there may be wrong; it is kept apart from what the text says and judged later. Days are as written, without
time zones. Text that a reader of the page sees is not looked at here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from html import unescape

from firsthand.model import Metadata

_TAG = re.compile(r"<(meta|link|html|time|base)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_LD = re.compile(r"<script\b[^>]*\bld\+json\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|WebPage)$")
_MAX_LD = 400_000

_META: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher"),
    "url": ("og:url",),
    "author": ("author", "article:author_name", "dc.creator", "sailthru.author", "parsely-author", "byl"),
    "published": (
        "article:published_time", "datepublished", "og:published_time", "publishdate", "pubdate", "dc.date",
        "dc.date.issued", "date", "sailthru.date", "parsely-pub-date", "publish-date",
    ),
    "updated": ("article:modified_time", "datemodified", "og:updated_time", "lastmod", "last-modified"),
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
    return Metadata(
        outlet=values["outlet"],
        url=_first(tags.get("canonical"), values["url"]),
        title=_first(values["title"], title.group(1) if title else None),
        author=None if author and "://" in author else author,
        published=_day(values["published"]),
        updated=_day(values["updated"]),
        language=_first(tags.get("lang"), (values["language"] or "").replace("_", "-")),
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
        elif kind == "time" and "datePublished" in attributes.get("itemprop", ""):
            found.setdefault("datepublished", attributes.get("datetime", ""))
    return found


def _linked(source: str) -> dict[str, str]:
    """The first article-like object of the page's JSON-LD."""
    found: dict[str, str] = {}
    for block in _LD.finditer(source):
        for thing in _objects(block[1]):
            kinds = thing.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if not any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
                continue
            for key, value in (
                ("title", thing.get("headline")),
                ("outlet", _name(thing.get("publisher"))),
                ("author", _name(thing.get("author"))),
                ("published", thing.get("datePublished")),
                ("updated", thing.get("dateModified")),
                ("language", thing.get("inLanguage")),
                ("url", thing.get("url")),
            ):
                if isinstance(value, str) and value.strip():
                    found.setdefault(key, value)
    return found


def _objects(text: str) -> Iterator[Mapping[str, object]]:
    if len(text) > _MAX_LD:
        return
    try:
        value = json.loads(text.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)
    except (ValueError, RecursionError):
        return
    waiting: list[object] = [value]
    while waiting:
        thing = waiting.pop(0)
        if isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, dict):
            yield thing
            waiting += [thing[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in thing]


def _name(value: object) -> str | None:
    if isinstance(value, list):
        names = [name for item in value if (name := _name(item))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    return value if isinstance(value, str) else None


def _day(value: str | None) -> date | None:
    """ISO 8601, or the same with odd fractions; other forms are not guessed at."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        stem = re.match(r"\d{4}-\d\d-\d\d", value)
    try:
        return date.fromisoformat(stem[0]) if stem else None
    except ValueError:
        return None
