"""Whether a page tells a deed as its news, by the verb that its sentence is about, and which verb takes a time.

What a page only mentions (in a relative clause, as a noun, beside another verb, in somebody's words) was on some other
day more often than not: of 80 events of 26 stories read by hand that the last week was told of, it held for 24.
It reads the parse of one sentence and knows no dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from firsthand.model import Article, Span, Token

UNREAL = frozenset({"planned", "threatened", "hypothetical"})
"""Statuses of what has not happened: without a time word it has no day."""
STEPS = 4
"""A verb joined to the main one in more steps is not looked up; set by hand."""
HELPERS_WITHIN = 8
"""An auxiliary stands at most so many words before its verb; set by hand."""
_AUX = "aux"
_ALONG = frozenset({"conj", "parataxis"})
"""What is joined to the main verb is told as it is."""
_PERFECT = frozenset({"has", "have", "had", "having", "'ve", "’ve", "'d", "’d"})
_MODAL = frozenset({"can", "could", "may", "might", "must", "should", "would"})
_IS_OR_HAS = frozenset({"'s", "’s"})
_ELSEWHEN = re.compile(
    r"\W*(?:(?:but|and)\s+)?(?:during|when|while|after|before|upon|as an?|as the|once|then|later|eventually|ultimately"
    r"|initially|originally|at (?:the|that|one) (?:time|point))\b",
    re.IGNORECASE,
)
"""A sentence that opens so tells of some other time."""
_CLAUSE = re.compile(
    r"[;:]|\b(?:who|which|that|whose|where|when|after|before|because|but|while|if|although|though|unless|as)\b",
    re.IGNORECASE,
)


def is_news(article: Article, tokens: Sequence[Token], sentence: Span, words: Span) -> bool:
    """Whether the verb among ``words`` is the main verb of its sentence, or joined to it, and not in the perfect.

    >>> from firsthand.model import Article
    >>> text = "Exland seized a ship."
    >>> page = Article("d", "f", text, 0, 21, text, range(21), range(1, 22), ())
    >>> tokens = (Token(0, 6, "PROPN", 1, "nsubj"), Token(7, 13, "VERB", None, "root"))
    >>> whole = page.span(0, 21)
    >>> is_news(page, tokens, whole, page.span(7, 20)), is_news(page, tokens, whole, page.span(0, 6))
    (True, False)
    """
    first, last = (bisect_left(tokens, place, key=lambda one: one.start) for place in (words.start, words.end))
    at = next((at for at in range(first, last) if tokens[at].pos == "VERB"), None)
    if at is None or _is_no_past(article, tokens, at) or _ELSEWHEN.match(article.words_of(sentence)):
        return False
    for _ in range(STEPS):
        head = tokens[at].head
        if head is None:
            return True
        if tokens[at].relation not in _ALONG or tokens[head].pos != "VERB":
            return False
        at = head
    return False


def taken_below(tokens: Sequence[Token], time: Span, cue: Span) -> bool:
    """Whether a time belongs to another verb that stands between the cue and it and hangs on the cue.

    "2016" in "denies interfering in the race of 2016" is not when it was denied.
    """
    start, end = (bisect_left(tokens, place, key=lambda one: one.start) for place in (cue.start, cue.end))
    verb = _verb_of(tokens, time)
    if verb is None or verb < end or tokens[verb].end > time.start or tokens[verb].relation == "conj":
        return False
    above: int | None = verb
    for _ in range(STEPS):
        above = None if above is None else tokens[above].head
        if above is not None and start <= above < end:
            return True
    return False


def _verb_of(tokens: Sequence[Token], time: Span) -> int | None:
    """The verb that a time depends on, over nouns if need be."""
    first, last = (bisect_left(tokens, place, key=lambda one: one.start) for place in (time.start, time.end))
    outside = (one.head for one in tokens[first:last] if one.head is not None and not first <= one.head < last)
    at = next(outside, None)
    for _ in range(STEPS):
        if at is None or tokens[at].pos == "VERB":
            return at
        at = tokens[at].head
    return None


def _is_no_past(article: Article, tokens: Sequence[Token], verb: int) -> bool:
    participle = not article.text[tokens[verb].start : tokens[verb].end].lower().endswith("ing")
    near = tokens[max(0, verb - HELPERS_WITHIN) : verb]
    helpers = {article.text[one.start : one.end].lower() for one in near if one.head == verb and _AUX in one.relation}
    return bool(helpers & (_PERFECT | _MODAL) or (participle and helpers & _IS_OR_HAS))


def clause(article: Article, sentence: Span, words: Span) -> Span:
    """The sentence from the clause on in which the words stand.

    >>> text = "On Monday he told the troops who fled on Sunday."
    >>> page = Article("d", "f", text, 0, 48, text, range(48), range(1, 49), ())
    >>> page.words_of(clause(page, page.span(0, 48), page.span(33, 37)))
    ' fled on Sunday.'
    """
    starts = [bar.end() for bar in _CLAUSE.finditer(article.text, sentence.start, words.start)]
    return article.span(starts[-1], max(sentence.end, words.end)) if starts else sentence
