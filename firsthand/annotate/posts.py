"""Posts of social networks that a page shows whole: their words, and the author's name beside the handle.

Two layouts are read, both of them what is left of an embedded post in plain text: "words — Name (@handle) date" and
"Name (@handle) words". Who the name means is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SIGNED = re.compile(
    r"(?:—|–|--) ?(?P<name>[^—–\n()]{2,60}?) \(@\w{1,20}\)"
    r"(?: [A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})?(?=[ \t]*(?:\n|$|[A-Z“\".…]))"
)
_HEADED = re.compile(
    r"(?m)^(?P<name>[A-Z](?:[^—–\n():“\".]|(?<=\b[A-Z])\.){1,50}?) \(@\w{1,20}\):? +(?P<words>[A-Z“\"@#….][^\n]{15,})$"
)
_LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/|t\.co/)\S*)+\s*$")
_BEFORE = re.compile(r"^[\s.…“\"”]+|[\s“\"”]+$")


@dataclass(frozen=True, slots=True)
class Post:
    """Offsets of the words, of the author's name, and of the whole with name and date."""

    words: tuple[int, int]
    name: tuple[int, int]
    whole: tuple[int, int]


def posts(text: str) -> list[Post]:
    """The posts of a text, in order.

    >>> text = "We sail on Monday! https://t.co/x — Ann Roe (@annroe) March 4, 2024"
    >>> [(text[slice(*post.words)], text[slice(*post.name)]) for post in posts(text)]
    [('We sail on Monday!', 'Ann Roe')]
    """
    found = [*_signed(text)]
    for match in _HEADED.finditer(text):
        if not any(post.whole[0] < match.end() and match.start() < post.whole[1] for post in found):
            words = _trimmed(text, *match.span("words"))
            found.append(Post(words, match.span("name"), match.span()))
    return sorted((post for post in found if post.words[0] < post.words[1]), key=lambda post: post.whole)


def _signed(text: str) -> Iterator[Post]:
    last = 0
    for match in _SIGNED.finditer(text):
        head = text[last : match.start()].rstrip()
        start = max(last, last + head.rfind("\n") + 1)
        yield Post(_trimmed(text, start, last + len(head)), match.span("name"), (start, match.end()))
        last = match.end()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The words without links at the end, and without marks and dots of omission around them."""
    if links := _LINKS.search(text[start:end]):
        end = start + links.start()
    inside = text[start:end]
    left = _BEFORE.match(inside)
    start += left.end() if left else 0
    return start, start + len(text[start:end].rstrip(' \t“"”')) if start < end else start
