"""The readable characters of a stretch of source, each with its place there: text as it is, HTML without its mark-up.

It does not build a tree: it drops tags, comments, scripts and styles and decodes character references, in one pass.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

_SUFFIX = re.compile(r"\.(x|s|p)?html?$", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# Possessive and bounded, so that a page of unclosed tags costs no more than its length.
_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)"
    r"|<[a-z/!?](?>=\s*\"[^\"]{0,9999}\"|=\s*'[^']{0,9999}'|[^<>]){0,9999}+>"
    r"|&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?",
    re.DOTALL | re.IGNORECASE,
)
_BREAK = re.compile(
    r"</?(p|br|div|li|h[1-6]|tr|blockquote|figcaption|section|article|ul|ol|table|figure)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Readable:
    """``text`` and, for each of its characters, the source offsets that it stands for."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def is_html(file: str, source: str) -> bool:
    """Whether a file is HTML, by its name or how it begins.

    >>> is_html("a.txt", "5 < 6, and <b> is a tag"), is_html("a", "<!DOCTYPE html><p>x")
    (False, True)
    """
    return bool(_SUFFIX.search(file) or _OPENING.match(source[:2000]))


def readable(source: str, start: int, end: int, markup: bool) -> Readable:
    """``source[start:end]`` as it is read; with ``markup``, tags gone and references decoded.

    A block's edge between two words becomes a line break, so that words of two paragraphs do not run together.

    >>> found = readable("<p>A &amp; B</p>", 0, 16, True)
    >>> found.text, list(found.starts)
    ('A & B', [3, 4, 5, 10, 11])
    """
    if not markup:
        return Readable(source[start:end], range(start, end), range(start + 1, end + 1))
    characters: list[tuple[str, int, int]] = []
    at = start
    for token in _TOKEN.finditer(source, start, end):
        characters += [(source[i], i, i + 1) for i in range(at, token.start())]
        at = token.end()
        if token[0].startswith("&"):
            decoded = html.unescape(token[0])
            characters += [(each, token.start(), token.end()) for each in decoded if decoded != token[0]]
            if decoded == token[0]:
                characters += [(source[i], i, i + 1) for i in range(token.start(), token.end())]
        elif _BREAK.match(token[0]) and characters and not characters[-1][0].isspace():
            characters.append(("\n", token.start(), token.end()))
    characters += [(source[i], i, i + 1) for i in range(at, end)]
    while characters and characters[-1][0] == "\n":
        characters.pop()
    return Readable("".join(c for c, _, _ in characters), [s for _, s, _ in characters], [e for _, _, e in characters])


def words(source: str, start: int, end: int, markup: bool) -> str:
    """The words of a stretch of source on one line."""
    return " ".join(readable(source, start, end, markup).text.split())
