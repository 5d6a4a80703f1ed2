"""What pages assert in their own voice: whole sentences in which nobody is heard.

Two pages can tell the same there as well ("the rule takes effect on Tuesday"). Such a sentence is told of only where a
claim holds it; it has the day of an event that it tells, if any. Whose words it copies is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from firsthand.merge.reader import Reader
from firsthand.model import Annotations, Span, Statement, identity

SHORTEST = 6
"""Words of the shortest sentence that asserts something alone; set by hand."""
CONFIDENCE = 0.9
"""That such a sentence is the page's own word; set by hand."""
PARTS = frozenset({"headline", "standfirst", "body"})
_UNASKED = re.compile(r"[^\s“”\"‘'(\[][^?]*")
_SPEAKING = re.compile(r"\b(?:I|[Mm][ey]|[Ww]e|[Uu]s|[Oo]ur|[Yy]our?)\b")
"""Words of whoever speaks: a page that tells a story seldom says them itself. "US" is a country."""


def asserted(reader: Reader) -> Iterator[Statement]:
    """The sentences that a page asserts itself, each as a statement without a speaker and a cue."""
    page = reader.page
    heard = {sentence for span in _heard(page) for sentence in reader.sentences_of(span)}
    days = {reader.sentence(event.span): event.when for event in page.events if event.when.evidence}
    for sentence in page.sentences:
        if page.article.parts[sentence.part].kind not in PARTS or sentence.span in heard:
            continue
        told = page.article.words_of(sentence.span)
        if len(reader.plain(sentence.span)) < SHORTEST or not _UNASKED.fullmatch(told) or _SPEAKING.search(told):
            continue
        if reader.grammar.whole([sentence.span]):
            name = identity("s", "own", page.article.id, sentence.span.start, sentence.span.end)
            yield Statement(
                name, None, None, None, (sentence.span,), "indirect", "says",
                days.get(sentence.span, page.published), CONFIDENCE, meaning=sentence.meaning,
            )  # fmt: skip


def _heard(page: Annotations) -> Iterator[Span]:
    """Where somebody is heard."""
    for statement in page.statements:
        yield from (*statement.content, *filter(None, (statement.cue_span, statement.speaker_span)))
