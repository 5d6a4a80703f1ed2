"""Feeds (RSS, Atom, RDF) and sitemaps: what they list as Listings, and the text that a feed's entries hold as Pages.

An entry with text is a page whose source is its title and that text, so offsets count there; an entry with a headline
alone says only when its page was published. A sitemap holds no text at all. Days are kept as written, no time zone is
applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from html import escape, unescape
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from firsthand.lexicon import outlet_at
from firsthand.model import DateNote, Failure, Listing, Metadata, Page, When
from firsthand.sources.files import read_bytes

LIST_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf"})
FEW_WORDS = 8
"""An entry needs so many words beyond those of its title to be a page; set by hand."""

_ROOT = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:\w+:)?(rss|feed|RDF|urlset|sitemapindex)\b", re.S
)
_SNIFFED = 4096
_TAG = re.compile(r"<[^>]*>")
_PAGE = "<html><head><title>{title}</title></head><body><article><h1>{title}</h1>\n{text}\n</article></body></html>"
_DATED: Mapping[str, Literal["published", "updated"]] = {
    "published": "published", "updated": "updated", "publication_date": "published", "lastmod": "updated",
}  # fmt: skip


def listing_kind(path: Path) -> Literal["feed", "sitemap"] | None:
    """What an XML file is by its root; None for any other file and for one that cannot be opened."""
    if path.suffix.lower() not in LIST_SUFFIXES:
        return None
    try:
        with path.open("rb") as file:
            match = _ROOT.match(file.read(_SNIFFED).removeprefix(b"\xef\xbb\xbf"))
    except OSError:
        return None
    if match is None:
        return None
    return "sitemap" if match[1] in (b"urlset", b"sitemapindex") else "feed"


def read_feed(path: Path, shown: str) -> Iterator[Page | Listing | Failure]:
    """Every entry of a feed: a Listing where it has an address, a Page named ``shown#address`` where it has text."""
    try:
        import feedparser
    except ImportError:
        yield Failure(shown, "get", "reading feeds needs one more package: pip install firsthand[feeds]")
        return
    content = read_bytes(path)
    if isinstance(content, str):
        yield Failure(shown, "get", content)
        return
    feed: Any = feedparser.parse(BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        yield Failure(shown, "get", "the feed has no entries that can be read; save it again, or leave it out")
    for number, entry in enumerate(feed.entries, 1):
        address = str(entry.get("link") or "")
        name = f"{shown}#{address or entry.get('id') or number}"
        dates = _notes({key: _day_of(entry, key) for key in ("published", "updated")}, "feed", shown)
        if address:
            yield Listing(name, address, dates)
        title, text = _plain(str(entry.get("title", ""))), _text(entry)
        if len(_plain(text).split()) >= len(title.split()) + FEW_WORDS:
            outlet = entry.get("source", {}).get("title") or outlet_at(address) or feed.feed.get("title")
            said = Metadata(
                outlet=outlet and _plain(str(outlet)), url=address or None, title=title or None,
                author=_plain(str(entry.get("author", ""))) or None, dates=dates,
                language=(feed.feed.get("language") or "").split("-")[0].lower() or None,
            )  # fmt: skip
            whole = _PAGE.format(title=escape(title, quote=False), text=text)
            yield Page(name, whole.encode("utf-8", "replace"), "html", said, "utf-8")


def read_sitemap(path: Path, shown: str) -> Iterator[Listing | Failure]:
    """Every address of a sitemap that is given a day: when the page was published (news) or last changed."""
    from lxml import etree

    content = read_bytes(path)
    if isinstance(content, str):
        yield Failure(shown, "get", content)
        return
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(content, parser)
    for url in root.iter("{*}url") if root is not None else ():
        told = {etree.QName(part).localname: (part.text or "").strip() for part in url.iter("{*}*")}
        days = {name: _iso(told[name]) for name in ("publication_date", "lastmod") if told.get(name)}
        if told.get("loc") and (dates := _notes(days, "sitemap", shown)):
            yield Listing(f"{shown}#{told['loc']}", told["loc"], dates)


def _notes(days: Mapping[str, date | None], basis: Literal["feed", "sitemap"], shown: str) -> tuple[DateNote, ...]:
    return tuple(
        DateNote(_DATED[name], When(day, day, "stated"), basis, f"{shown} {name}") for name, day in days.items() if day
    )


def _text(entry: Any) -> str:
    """The HTML of an entry's whole text, or of its summary; what is plain is made HTML."""
    parts = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    found = max(parts, key=lambda part: len(part.get("value") or ""))
    value = str(found.get("value") or "")
    if found.get("type") == "text/plain":
        return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in value.splitlines() if line.strip())
    return value if "<p" in value.lower() else f"<p>{value}</p>"


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", text)).split())


def _day_of(entry: Any, key: str) -> date | None:
    """The day as it is written, else (for a form that only the parser knows) that in UTC."""
    written = str(dict.get(entry, key) or "")  # its own "get" gives one day for the other
    if found := _iso(written):
        return found
    try:
        return parsedate_to_datetime(written).date()
    except ValueError:
        known = dict.get(entry, f"{key}_parsed")
        return date(*known[:3]) if known else None


def _iso(written: str) -> date | None:
    try:
        return datetime.fromisoformat(written.strip()).date()
    except ValueError:
        return None
