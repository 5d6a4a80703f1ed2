"""Text to the words that every head labels, and words to what the encoder is told of them."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(
    r"(?-i:[A-Z]['’][A-Z]\w+)|(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*(?!\w)|['’](?:s|re|ve|ll|d|m)\b|\w+?(?=n['’]t\b)|n['’]t\b"
    r"|\w+(?:[-‐‑]\w+)*|\.{2,}|[^\w\s]",
    re.IGNORECASE,
)
_PLAIN = {
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‘’‚`´′", "'"),
    **dict.fromkeys("–—―‒", "-"),
    "…": "...",
    "``": '"',
    "''": '"',
}


def words(text: str) -> list[tuple[int, int]]:
    """The words of ``text`` as half-open offsets, clitics and punctuation apart, hyphenated compounds whole.

    >>> [ "He didn't.”"[start:end] for start, end in words("He didn't.”") ]
    ['He', 'did', "n't", '.', '”']
    """
    return [match.span() for match in WORD.finditer(text)]


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> int:
    """The case class of a word, told to the encoder because its vocabulary is uncased: 1 to 8 (0 is for padding).

    >>> [shape(word) for word in ("drone", "Kyiv", "NATO", "A", "McKay", "24", "TB2", "“")]
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    if word.isdigit() or re.fullmatch(r"[\d.,:]*\d[\d.,:]*", word):
        return 6
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 8
    if any(c.isdigit() for c in word):
        return 7
    if not any(c.isupper() for c in letters):
        return 1
    if len(letters) == 1:
        return 4
    if all(c.isupper() for c in letters):
        return 3
    return 2 if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else 5


SHAPES = 9


def plain(word: str) -> str:
    """A word as the encoder reads it: one kind of quotation mark, one kind of dash.

    >>> plain("“"), plain("drone")
    ('"', 'drone')
    """
    return _PLAIN.get(word, word)
