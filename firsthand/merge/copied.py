"""Descriptions of one source in pages that carry the same words: one phrase of one sentence is one source.

No unnamed source is ever joined with a name here; what is not copied to the letter stays in its page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from firsthand.model import Annotations, Chain, Mention

SENTENCE = 60
"""Characters from which on two sentences are the same because one was copied; set by hand."""
REASON = "the same words in the same sentence of both pages"


def copied(chains: Sequence[tuple[Chain, Annotations]]) -> Iterator[tuple[str, str, str]]:
    """Pairs of ids of Chains without a name, each with its reason."""
    first: dict[tuple[str, int, int], str] = {}
    starts: dict[str, list[int]] = {}
    for chain, page in chains:
        if any(mention.form == "name" for mention in chain.mentions):
            continue
        for mention in chain.mentions:
            if mention.form == "nominal" and (key := _place(mention, page, starts)) is not None:
                other = first.setdefault(key, chain.id)
                if other != chain.id:
                    yield other, chain.id, REASON


def _place(mention: Mention, page: Annotations, starts: dict[str, list[int]]) -> tuple[str, int, int] | None:
    """The sentence of a mention in lower case, where in it the mention stands, how long it is; None if short."""
    begun = starts.setdefault(page.article.id, [sentence.span.start for sentence in page.sentences])
    at = bisect_right(begun, mention.span.start) - 1
    if at < 0 or page.sentences[at].span.end < mention.span.end:
        return None
    span = page.sentences[at].span
    text = page.article.text
    whole = " ".join(text[span.start : span.end].casefold().split())
    before = " ".join(text[span.start : mention.span.start].split())
    return (whole, len(before), mention.span.end - mention.span.start) if len(whole) >= SENTENCE else None
