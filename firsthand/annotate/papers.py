"""When a document that speaks was made: "a 2016 study found", "the lawsuit, filed on Tuesday, ... The lawsuit says".

The words for a speaker whose head noun is a document may hold its day, or an earlier sentence of the page tells when
it was filed, published or sent. People who speak about a document ("critics of the 2016 study") are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from firsthand.annotate.calendar import width
from firsthand.lexicon import entries, rows
from firsthand.model import Article, Span, TimeExpression

MADE_WITHIN_DAYS = 31
"""A day of making told more widely than a month says nothing of what a document says now; set by hand."""
NEAR = 60
"""Characters between a document, what was done with it and the day; set by hand, half a line."""
_HEAD = re.compile(
    r"(?i)^(?:of\s+)?(.*?)(?:\s*[,(—–]|\s+(?:of|by|from|in|on|for|that|which|about|into|with|at|to|between|\w{3,}ed)\b|$)"
)
_STOP = re.compile(
    r"(?<!\b[A-Z])[.!?;:]\s|\n|\b(?i:who|which|that|whose|where|when|but|while|if|although|says?|said)\b"
)
_DEFINITE = re.compile(r"(?:(?i:the|this|that|its)\s|[^a-z]*[A-Z].*['’]s?\s)[^A-Z]*$")
"""Words for a document that was told of before: "the lawsuit", "its letter", "the ministry's statement"."""


def document(words: str) -> tuple[str, str] | None:
    """The head of the words for a speaker and the class of the document that it names; None where it names none.

    >>> document("a 2016 report by the university"), document("critics of the 2016 report")
    (('a 2016 report', 'report'), None)
    """
    head = _HEAD.match(words)
    last = re.findall(r"[\w-]+", head[1].lower()) if head else []
    kinds = (kind for size in (2, 1) if (kind := _documents().get(" ".join(last[-size:]))))
    kind = next(kinds, None)
    return (head[1], kind) if head and kind else None


def day_made(article: Article, times: Sequence[TimeExpression], speaker: Span, before: int) -> TimeExpression | None:
    """What says when the document that speaks was made: in the words for it, or told of it before that place.

    None for people and where nothing, or several days, are told.

    >>> from datetime import date
    >>> from firsthand.annotate.dates import times
    >>> from firsthand.model import When
    >>> text = "He filed a lawsuit on Tuesday. The lawsuit says it rained."
    >>> page = Article("d", "f", text, 0, len(text), text, range(len(text)), range(1, len(text) + 1), ())
    >>> found = times(page, When(date(2022, 2, 3), date(2022, 2, 3), "stated"))
    >>> page.words_of(day_made(page, found, page.span(31, 42), 31).span)
    'Tuesday'
    """
    named = document(article.words_of(speaker))
    if named is None:
        return None
    head, kind = named
    own = next(
        (one for one in times if speaker.holds(one.span) and _own(article, one, speaker.start + len(head))), None
    )
    if own is not None or not _DEFINITE.match(head):
        return own
    made = [one for one in times if one.span.end <= before and _short(one) and _made(article, one, kind)]
    return made[-1] if made and len({(one.when.earliest, one.when.latest) for one in made}) == 1 else None


def _own(article: Article, one: TimeExpression, head: int) -> bool:
    """Whether an expression in the words for a document dates it: before its head, or after what was done with it."""
    between = article.text[head : one.span.start]
    dates = one.span.end <= head or re.match(r"\s+from\s+$", between) or _verbs().search(_STOP.split(between)[-1])
    return one.type == "DATE" and bool(dates)


def _short(one: TimeExpression) -> bool:
    days = width((one.when.earliest, one.when.latest))
    return one.type in ("DATE", "TIME") and days is not None and days <= MADE_WITHIN_DAYS


def _made(article: Article, one: TimeExpression, kind: str) -> bool:
    """Whether the clause of an expression says that a document of this class was made then."""
    before = _STOP.split(article.text[max(0, one.span.start - 2 * NEAR) : one.span.start])[-1]
    for noun, end in _nouns(before, kind):
        if len(before) - end <= NEAR and _verbs().search(before[max(0, end - len(noun) - NEAR) :]):
            return True
    after = _STOP.split(article.text[one.span.end : one.span.end + 2 * NEAR])[0]
    if (verb := _verbs().match(after.lstrip(" ,"))) and any(
        end <= NEAR for _, end in _nouns(after[verb.end() :], kind)
    ):
        return True
    owned = re.match(r"['’]s\s+(?:\w+\s+)?(?=(\w+))", article.text[one.span.end : one.span.end + NEAR])
    return owned is not None and _documents().get(owned[1].lower()) == kind


def _nouns(words: str, kind: str) -> Iterator[tuple[str, int]]:
    """The nouns of a class among words, and where each ends."""
    for word in re.finditer(r"[\w-]+", words):
        if _documents().get(word[0].lower()) == kind:
            yield word[0].lower(), word.end()


@cache
def _documents() -> dict[str, str]:
    """Nouns of documents -> their class; "figures" and "data" are documents without a day of making."""
    sorts = {row[0]: (row[1], row[2].split(",")) for row in rows("role_nouns") if len(row) > 2}
    made = {noun: classes[0] for noun, (kind, classes) in sorts.items() if kind == "document"}
    return {noun: "document" for noun, (_, classes) in sorts.items() if "document" in classes} | made


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:" + "|".join(sorted(entries("making_verbs"))) + r")\b")
