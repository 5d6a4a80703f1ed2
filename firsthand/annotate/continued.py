"""Words of a speaker that no cue governs: quotations beside what he said, after it, or alone in the next paragraph.

A quotation that stands alone in its paragraph is taken to go on from the one before. Who spoke is told by the statement
that goes before; whether a quotation without any is speech at all is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.blocks import Block
from firsthand.annotate.contents import form, hit, tidy
from firsthand.annotate.drafts import Draft
from firsthand.annotate.quotes import Quotation, quotations
from firsthand.model import Article

CONTINUED_SURE = 0.85
"""Confidence of a quotation taken to go on; right were 17 of 17, posts among them, in 14 hand-read stories."""
QUOTED = 4
"""Words of a quotation that is more than a term."""
ADJACENT = 8
"""Characters between two paragraphs that follow one another."""
BESIDE = 3
"""Words beside a quotation that still stands alone: a speaker whose verb was lost; by judgement."""
INTERRUPTED = 4
"""Lines (captions, teasers) that may stand within a quotation that was left open; by judgement."""
SELVES = ("i", "we", "you")
_STOP = re.compile(r"(?<=[a-z]{3})[.!?]\s+(?=[A-Z])")
_WORK = re.compile(r"(?:[’']s|\b(?:on|in|for|of|with|the|his|her|their|called|titled)) $")
"""What stands before the name of a work in marks."""
KEPT = 1 << 8
"""Blocks whose quotations are remembered; a block is asked for them for several reasons."""
_ENDED = re.compile(r"[.!?]\s+[\"“‘']$")


def quoted_in(article: Article, block: Block) -> tuple[Quotation, ...]:
    """The quotations of a block, in the article's offsets."""
    return _quoted(article.text[block.start : block.end], block.start)


@lru_cache(KEPT)
def _quoted(text: str, start: int) -> tuple[Quotation, ...]:
    found = quotations(text)
    return tuple(replace(q, start=start + q.start, end=start + q.end) for q in found)


def begun(article: Article, quoted: Sequence[Quotation], cues: Sequence[tuple[int, int]]) -> Sequence[Quotation]:
    """The quotations, one that lost its opening mark begun after the sentences before it that tell who said what.

    "Roan denied it. Not one was fired,” he said": it begins with "Not". ``cues`` are those of the block with a source.
    """
    if not quoted or not quoted[0].repaired:
        return quoted
    first = quoted[0]
    last = max((end for start, end in cues if first.start <= start and end < first.end), default=None)
    stop = _STOP.search(article.text, last, first.end) if last is not None else None
    return [replace(first, start=stop.end()), *quoted[1:]] if stop else quoted


def words_beside(article: Article, block: Block, quoted: Sequence[Quotation]) -> int:
    """How many words of a block stand in none of its quotations."""
    edges = [block.start, *(at for q in quoted for at in (q.start, q.end)), block.end]
    outside = "".join(article.text[s:e] for s, e in zip(edges[::2], edges[1::2], strict=True))
    return len(re.findall(r"\w+", outside))


def within(
    article: Article,
    block: Block,
    mine: Sequence[Attribution],
    quoted: Sequence[Quotation],
    earlier: Sequence[Draft],
) -> list[Attribution]:
    """What is told in a block; where all of it goes on with a quotation, nothing of what its speaker says of himself.

    What others say there stands in his words, a level deeper.
    """
    last = outermost(earlier) if quoted and not words_beside(article, block, quoted) else None
    if last is None or not goes_on(article, last.attribution.block, block):
        return list(mine)
    others = [a for a in mine if not any(article.text[slice(*source)].lower() in SELVES for source in a.sources)]
    if form(article, last.contents, quoted_in(article, last.attribution.block)) == "direct":
        for a in others:
            a.level += a.cue is not None
    return others


def outermost(drafts: Sequence[Draft]) -> Draft | None:
    """The last statement that is in none other; None without one."""
    return next((d for d in reversed(drafts) if not d.attribution.level), None)


def orphans(
    article: Article, block: Block, free: Sequence[Quotation], drafts: list[Draft], earlier: Sequence[Draft]
) -> None:
    """Quotations that no cue governs: more words of the speaker quoted in the block, or of the block before.

    ``free`` are those that hold no cue of the block's own; ``drafts`` are the block's, and grow.
    """
    if not free:
        return
    quoted = quoted_in(article, block)
    alone = words_beside(article, block, quoted) <= BESIDE
    last = outermost(earlier)
    for q in free:
        own = [d for d in drafts if not d.attribution.level]
        if len(re.findall(r"\w+", article.text[q.start : q.end])) < QUOTED:
            continue
        if any(hit((q.start, q.end), d.contents) for d in own) or is_title(article.text, q):
            continue
        span = tidy(article, [(q.start, q.end)], (), Attribution(block, None))
        near = [d for d in own if any(o.start <= s + 1 and e - 1 <= o.end for s, e in d.contents for o in quoted)]
        if near:
            closest = min(near, key=lambda d: abs(d.contents[-1][1] - q.start))
            if form(article, closest.contents, quoted) != "indirect":
                closest.contents = sorted([*closest.contents, *span])
            else:
                drafts.append(continued(closest, block, span, q))
        elif alone and not own and last is not None and goes_on(article, last.attribution.block, block):
            drafts.append(continued(last, block, span, q))


def is_title(text: str, quotation: Quotation) -> bool:
    """Whether marks hold the name of a work or a programme: "said on the station's “The Early Watch.”"."""
    words = re.findall(r"[^\W\d_][\w'’]*", text[quotation.start : quotation.end])
    capital = [word[0].isupper() for word in words if len(word) > 3]
    named = _WORK.search(text, max(0, quotation.start - 12), quotation.start - 1)
    return len(capital) > 1 and all(capital) and words[0][0].isupper() and named is not None


def goes_on(article: Article, before: Block, block: Block) -> bool:
    """Whether a block is the next after another, or among the next whose last quotation was left open."""
    if block.start - before.end < ADJACENT:
        return True
    between = article.text[before.end : block.start].split("\n")
    quoted = quoted_in(article, before)
    return bool(quoted) and quoted[-1].open and sum(bool(line.strip()) for line in between) <= INTERRUPTED


def hand_back(article: Article, drafts: Sequence[Draft]) -> None:
    """Give a quotation left open, which no open one goes before, to who speaks in the next paragraph's opening one.

    "“It is late. // “We go,” Roan said.": both are Roan's. ``drafts`` stand in the order of the paragraphs.
    """
    for draft, after in reversed(list(pairwise(d for d in drafts if not d.attribution.level))):
        block, following = draft.attribution.block, after.attribution.block
        if not draft.continued or block is following or following.start - block.end >= ADJACENT:
            continue
        before = [d for d in drafts if d.attribution.block.end <= block.start]
        led = before and quoted_in(article, before[-1].attribution.block)[-1:]
        own, opening = quoted_in(article, block)[-1:], quoted_in(article, following)[:1]
        opens = opening and not re.search(r"\w", article.text[following.start : opening[0].start])
        if own and own[0].open and opens and not (led and led[0].open):
            draft.speaker = after.speaker if hit((opening[0].start, opening[0].end), after.contents) else draft.speaker


def parted(
    article: Article, cue: tuple[int, int], contents: list[tuple[int, int]], quoted: Sequence[Quotation]
) -> tuple[list[tuple[int, int]], list[tuple[tuple[int, int], Quotation]]]:
    """Indirect speech, and the quotations that follow it in sentences of their own."""
    later: list[tuple[tuple[int, int], Quotation]] = []
    for span in contents[1:]:
        q = next((q for q in quoted if q.start <= span[0] and span[1] <= q.end), None)
        before = article.text[max(cue[1], contents[0][1]) : span[0]]
        if q is not None and cue[1] < span[0] and _ENDED.search(before):
            later.append((span, q))
    first = [span for span in contents if all(span != s for s, _ in later)]
    return (first, later) if later and form(article, first, quoted) == "indirect" else (contents, [])


def continued(before: Draft, block: Block, span: list[tuple[int, int]], quotation: Quotation) -> Draft:
    """More words of the speaker of another statement, without a cue of their own."""
    a = Attribution(block, None, contents=span, sure=CONTINUED_SURE)
    return Draft(
        a, span, None, before.speaker, "says", confidence=CONTINUED_SURE, continued=True, repaired=quotation.repaired
    )
