"""JSON-LD of a page: its article-like objects (schema.org), in their order. Broken blocks are passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

_BLOCK = re.compile(r"<script\b[^>]*\bld\+json\b[^>]*>(.*?)</script", re.IGNORECASE | re.DOTALL)
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|WebPage)$")
_MAX_BLOCK = 400_000


def linked_objects(source: str) -> Iterator[tuple[Mapping[str, object], tuple[int, int]]]:
    """Each article-like object with the place of its block.

    >>> source = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Rain"}</script>'
    >>> [(thing["headline"], place) for thing, place in linked_objects(source)]
    [('Rain', (35, 79))]
    """
    for block in _BLOCK.finditer(source):
        for thing in _objects(block[1]):
            kinds = thing.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and _ARTICLE.search(name) for name in names):
                yield thing, block.span(1)


def _objects(text: str) -> Iterator[Mapping[str, object]]:
    if len(text) > _MAX_BLOCK:
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
