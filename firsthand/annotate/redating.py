"""Annotations dated anew, when more is known of their page's day than the page says: times, statements, events.

What a statement or an event is does not change. It does not know where the new day comes from.
"""

from __future__ import annotations

from dataclasses import replace

from firsthand.annotate.dates import proposed
from firsthand.annotate.dating import Dating
from firsthand.annotate.occasions import dated
from firsthand.annotate.timevote import kept
from firsthand.model import Annotations, When


def redated(page: Annotations, published: When) -> Annotations:
    """``page`` as if it had been ``published`` then; its own evidence of days stays."""
    timed = kept(proposed(page.article, published), page.times)
    cut = tuple(sentence.span for sentence in page.sentences)
    dating = Dating(page.article, timed, cut, published, page.tokens)
    return replace(
        page,
        published=published,
        times=timed,
        statements=dated(page.article, page.statements, dating.said),
        events=tuple(replace(event, when=dating.happened(event)) for event in page.events),
    )
