"""HTML source -> its text in reading order, every character with its place in the source.

One pass of one expression over the source, tolerant of anything: unclosed tags, stray quotation marks, a million open
elements. Scripts, styles and the like are left out, and so are words within a line that nobody is shown (", opens new
tab"); block elements end a line. Which text is the article is not known here.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from html import unescape
from typing import Literal

Kind = Literal["title", "heading", "caption", "body", "aside"]

TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<raw>script|style|template|iframe|object|svg|select|textarea|title)\b[^<]*+(?:<(?!/(?P=raw)\b)[^<]*+)*+"
    r"(?:</[^>]*+>?)?"
    r"|<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)[^<>\"']*+(?:(?:\"[^\"]*+\"|'[^']*+')[^<>\"']*+)*+>"
    r"|<[a-z/!?][^<>]*+>?",
    re.IGNORECASE | re.DOTALL,
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
_UNSHOWN = re.compile(r"\bstyle\s*=[^<>]*(?:hidden|display:\s*none)", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "title",
        "tr",
        "ul",
        "video",
    ]
)
_KINDS: dict[str, Kind] = {
    "h1": "title", "h2": "heading", "h3": "heading", "h4": "heading", "figcaption": "caption", "nav": "aside",
    "footer": "aside", "button": "aside", "label": "aside", "form": "aside",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Markup:
    """The text of a source. ``starts[i]`` and ``ends[i]`` are the place of character i; a line end made by a block
    element has the empty place of its tag. ``marked`` are runs (kind, start, end) of the text, in order, not nested.
    """

    text: str
    starts: array[int]
    ends: array[int]
    marked: tuple[tuple[Kind, int, int], ...]


def read_markup(source: str) -> Markup:
    """The text of ``source``, linear in its length.

    >>> page = read_markup("<p>Fish &amp; <b>chips</b></p><p>Tea</p>")
    >>> page.text, [page.starts[page.text.index(word)] for word in ("&", "chips", "Tea")]
    ('\\nFish & chips\\n\\nTea\\n', [8, 17, 33])
    >>> read_markup('the <a>report</a><span style="overflow:hidden">, opens new tab</span> of May').text
    'the report of May'
    """
    pieces: list[str] = []
    starts, ends = array("l"), array("l")
    marked: list[tuple[Kind, int, int]] = []
    open_name, open_at = "", 0
    unshown = ""
    at = 0

    def put(text: str, start: int, stop: int) -> None:
        pieces.append(text)
        if len(text) == stop - start:
            starts.extend(range(start, stop))
            ends.extend(range(start + 1, stop + 1))
        else:
            starts.extend([start] * len(text))
            ends.extend([stop] * len(text))

    for token in TOKEN.finditer(source):
        name = (token["name"] or "").lower()
        if token.start() > at and not (unshown and token["close"] and name == unshown):
            _put_text(source, at, token.start(), put)
        at, unshown = token.end(), ""
        if name not in _BLOCKS:
            if name and not token["close"] and _UNSHOWN.search(token[0]):
                unshown = name
            continue
        if open_name and name == open_name:
            marked.append((_KINDS[open_name], open_at, len(starts)))
            open_name = ""
        put("\n", at, at)
        if not token["close"] and not open_name and name in _KINDS:
            open_name, open_at = name, len(starts)
    _put_text(source, at, len(source), put)
    return Markup("".join(pieces), starts, ends, tuple(marked))


def _put_text(source: str, start: int, stop: int, put: object) -> None:
    assert callable(put)
    at = start
    if "&" in source[start:stop]:
        for reference in _REFERENCE.finditer(source, start, stop):
            put(source[at : reference.start()], at, reference.start())
            put(unescape(reference[0]), reference.start(), reference.end())
            at = reference.end()
    put(source[at:stop], at, stop)
