"""Sentences of an article, found by sentencex within each part; a sentence never runs over a part's end."""

from __future__ import annotations

from sentencex import get_sentence_boundaries

from firsthand.annotate.blocks import READ_KINDS
from firsthand.model import Article, Sentence


def sentences(article: Article) -> tuple[Sentence, ...]:
    """The sentences of every part that is read, in order, without the spaces around them."""
    found = []
    for i, part in enumerate(article.parts):
        if part.kind not in READ_KINDS:
            continue
        text = article.text[part.start : part.end]
        for boundary in get_sentence_boundaries("en", text):
            start, end = boundary["start_index"], boundary["end_index"]
            bare = text[start:end].strip()
            if bare:
                start += text[start:end].index(bare)
                found.append(Sentence(article.span(part.start + start, part.start + start + len(bare)), i))
    return tuple(found)
