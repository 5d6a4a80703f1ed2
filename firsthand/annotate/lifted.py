"""Words that stand as a paragraph of their own under a line that announces them: "The harbour master said:".

Only the paragraph right under the line is taken: how far a lifted passage runs on is not told. A line that announces a
post is left out, for the post is often lost from the page and the page's own words follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from firsthand.annotate.acts import act, medium
from firsthand.annotate.attribution import UNREAD, Attribution, speech_verbs
from firsthand.annotate.blocks import Block
from firsthand.annotate.continued import quoted_in, words_beside
from firsthand.annotate.drafts import Draft
from firsthand.annotate.lemma import lemmas
from firsthand.model import Article

LIFTED_SURE = 0.8
"""Confidence of words lifted whole; by judgement."""
WORDS = 6
"""Words of a paragraph that can be what was announced."""
POSTED = ("post", "tweet")
TELLING = ("says", "announces", "confirms")
"""Acts of cues that go on below the line in which they tell what of; who asks or demands is answered by others."""
_NOT = re.compile(r"(?i)\b(?:not|never)\b|n[’']t\b")
_MARKS = ' \n"“”„«»‘’'

Finder = Callable[[Attribution], tuple[tuple[int, int] | None, str | None]]


def lifted(article: Article, blocks: Sequence[Block], found: Sequence[Attribution], who: Finder) -> list[Draft]:
    """A statement for each paragraph that the line above announces; what is told in it stands a level deeper.

    ``who(attribution)`` gives the source and the speaker of a cue; without a speaker nothing is made.
    """
    told: dict[Block, list[Attribution]] = {block: [] for block in blocks}
    for one in found:
        told[one.block].append(one)
    drafts = []
    for above, block in pairwise(blocks):
        a = _announcing(article, above, told[above])
        kind = act(article, a) if a is not None else None
        if a is None or kind is None or not _whole(article, block):
            continue
        source, speaker = who(a)
        if speaker is None:
            continue
        words = article.text[block.start : block.end]
        span = (block.start + len(words) - len(words.lstrip(_MARKS)), block.start + len(words.rstrip(_MARKS)))
        for inner in told[block]:
            inner.level += 1
        whole = Attribution(block, a.cue, a.sources, [span], LIFTED_SURE)
        drafts.append(Draft(whole, [span], source, speaker, kind, confidence=LIFTED_SURE, lifted=True))
    return drafts


def _announcing(article: Article, block: Block, mine: Sequence[Attribution]) -> Attribution | None:
    """The cue in the last sentence of a line that ends in a colon, where it tells nothing yet or only what of.

    "She explained the problem:" announces as "she explained:" does. None for a post's.
    """
    if block.kind in UNREAD or not article.text[block.start : block.end].rstrip(_MARKS).endswith(":"):
        return None
    open_ = [a for a in mine if a.cue is not None and not a.level and (not a.contents or _goes_on(article, a))]
    last = max(open_, key=lambda a: a.cue or (0, 0), default=None)
    if last is None or last.cue is None or re.search(r"[.!?]\s", article.text[last.cue[1] : block.end]):
        return None
    return None if medium(article, (last.cue[0], block.end), None) in POSTED else last


def _goes_on(article: Article, a: Attribution) -> bool:
    """Whether a cue that tells something already can be one of the words in the paragraph below as well."""
    assert a.cue is not None
    said = any(form in speech_verbs() for word in article.text[slice(*a.cue)].split() for form in lemmas(word)[:2])
    behind = a.contents[0][0] >= a.cue[1] and not _NOT.search(article.text, *a.cue)
    return said and behind and bool(a.sources) and act(article, a) in TELLING


def _whole(article: Article, block: Block) -> bool:
    """Whether a paragraph is quoted whole or not at all, and is long enough to be what was announced."""
    if block.kind in UNREAD or len(re.findall(r"\w+", article.text[block.start : block.end])) < WORDS:
        return False
    quoted = quoted_in(article, block)
    return not quoted or not words_beside(article, block, quoted)
