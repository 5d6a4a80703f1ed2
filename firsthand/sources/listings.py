"""Articles joined with what feeds and sitemaps list, by their addresses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from firsthand.model import Article, DateNote, Listing

_BESIDE = re.compile(r"^\w+://(?:www\.)?|/*(?:#.*)?$")
"""What addresses of one page may differ in, beside what they end in for counting readers."""


def listed(articles: Sequence[Article], listings: Sequence[Listing]) -> list[Article]:
    """The articles with the days that listings give their addresses.

    A feed's entry is left out where the page that it announces is there itself.
    """
    if not listings:
        return list(articles)
    notes: dict[str, dict[DateNote, None]] = defaultdict(dict)
    for listing in listings:
        notes[_key(listing.url)] |= dict.fromkeys(listing.dates)
    entries = {listing.file for listing in listings}
    addresses = [article.stated.url or article.found.url for article in articles]
    keys = [_key(address) if address else "" for address in addresses]
    whole = {key for article, key in zip(articles, keys, strict=True) if article.file not in entries}
    found = []
    for article, key in zip(articles, keys, strict=True):
        if article.file not in entries or key not in whole:
            dates = tuple(dict.fromkeys((*article.stated.dates, *notes.get(key, ()))))
            found.append(replace(article, stated=replace(article.stated, dates=dates)))
    return found


def _key(address: str) -> str:
    """What is left of an address where it differs from no other of its page."""
    from courlan import normalize_url

    try:
        address = normalize_url(address)
    except ValueError:
        return address
    return _BESIDE.sub("", address)
