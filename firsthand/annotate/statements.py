"""Statements: who said what, in which form, by which act, to whom, through whom, inside whose words.

Follows the source-cue-content reading of PolNeAR and PARC 3.0. Wishes, plans and feelings that a page ascribes to
somebody are no statements; opinions held are. A quotation that stands alone in its paragraph is taken to go on from
the one before. Whether what is said is true is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.blocks import Block
from firsthand.annotate.carriers import INHERITED, introduced, stated
from firsthand.annotate.lemma import lemmas
from firsthand.annotate.quotes import Quotation, quotations
from firsthand.annotate.speakers import Speakers
from firsthand.lexicon import entries, table
from firsthand.model import UNKNOWN, Act, Article, Carrier, Form, Sentence, Span, Statement, When, identity

UNLISTED_SURE = 0.75
"""Least probability of a cue that the lexicon does not list; PolNeAR dev, benchmarks.attribution."""
SOURCELESS_SURE = 0.5
NESTED_SURE = 0.4
"""Least probabilities of a statement without a source, and of one read inside another; set on three hand-read stories."""
PASSED_ON = 0.6
"""Share of an outlet's report that another's statement must fill for the report to be only a carrier; by judgement."""
CONTINUED_SURE = 0.6
"""Confidence of a quotation taken to go on from the paragraph before; fixed by judgement, not measured."""
_EDGE = re.compile(r"^(?:[\s\"“”„«»‘’',;:–—-]|that\b)+|(?:[\s\"“”„«»,;:–—-]|\b(?:and|but)$)+$", re.IGNORECASE)

_UNNAMED = re.compile(r"(?i)^(?:not to be|to (?:remain|stay|be)) (?:named|identified|quoted|anonymous|unnamed)|^anonymity")

Dater = Callable[[Span, Sequence[Span], When | None], When]


@dataclass(slots=True)
class _Draft:
    """A statement being made; offsets of the article."""

    attribution: Attribution
    contents: list[tuple[int, int]]
    source: tuple[int, int] | None
    speaker: str | None
    act: Act
    via: list[Carrier] = field(default_factory=list)
    inside: _Draft | None = None
    repaired: bool = False
    confidence: float = 1.0
    continued: bool = False


def statements(
    blocks: Sequence[Block], found: Sequence[Attribution], speakers: Speakers, sentences: Sequence[Sentence], dated: Dater
) -> tuple[Statement, ...]:
    """The statements of an article, by place. ``dated(cue, contents, previous)`` says when; ``speakers`` may grow."""
    article = speakers.article
    drafts: list[_Draft] = []
    lines = [(block.start, block.end) for block in blocks]
    for block in dict.fromkeys(a.block for a in found):
        mine = [a for a in found if a.block is block]
        quoted = [
            replace(q, start=block.start + q.start, end=block.start + q.end)
            for q in quotations(article.text[block.start : block.end])
        ]  # fmt: skip
        drafts += _of_block(article, mine, quoted, speakers, drafts)
    drafts = [d for d in drafts if d.contents]
    _nest(drafts)
    drafts = _fold_carriers(article, drafts, speakers)
    for draft in drafts:
        draft.via = _via(article, draft, drafts, speakers, (sentences, lines))
    made: dict[int, Statement] = {}
    previous: dict[str | None, When] = {}
    for draft in sorted(drafts, key=lambda d: (d.attribution.level, d.contents[0])):
        made[id(draft)] = _finish(article, draft, made, dated, previous)
    return tuple(sorted(made.values(), key=lambda s: (s.content[0].start, s.content[0].end)))


def _of_block(
    article: Article, mine: Sequence[Attribution], quoted: list[Quotation], speakers: Speakers, earlier: list[_Draft]
) -> list[_Draft]:
    drafts: list[_Draft] = []
    _take_over(article, mine, speakers)
    for a in sorted((a for a in mine if a.cue is not None), key=lambda a: (a.level, a.cue)):
        if not a.contents or (act := _act(article, a)) is None:
            continue
        source = _source(article, a, mine, speakers)
        if (a.sure < SOURCELESS_SURE and source is None) or (a.sure < NESTED_SURE and a.level):
            continue
        speaker = speakers.find(*source) if source else None
        contents = _tidy(article, a.contents, quoted, a)
        if _UNNAMED.search(" ".join(article.text[s:e] for s, e in contents)):
            continue
        if a.level and any(_same(d.contents, contents) or d.attribution.cue == a.cue for d in drafts):
            continue
        repaired = any(q.repaired and _hit((q.start, q.end), contents) for q in quoted)
        drafts.append(_Draft(a, contents, source, speaker, act, repaired=repaired, confidence=a.sure))
    _orphans(article, mine, quoted, drafts, earlier)
    return drafts


def _take_over(article: Article, mine: Sequence[Attribution], speakers: Speakers) -> None:
    """Where a cue has a source but no content, and an outlet's cue beside it has one, the content is the source's."""
    for bare in mine:
        if bare.cue is None or bare.contents or not bare.sources:
            continue
        for other in mine:
            if other is bare or other.cue is None or not other.contents or not other.sources or other.level != bare.level:
                continue
            between = article.text[min(bare.cue[1], other.cue[1]) : max(bare.cue[0], other.cue[0])]
            carrier = speakers.find(*other.sources[-1])
            if carrier and speakers.chain(carrier).kind == "outlet" and not re.search(r"[.!?]\s", between):
                bare.contents, other.contents = other.contents, []
                break


def _act(article: Article, a: Attribution) -> Act | None:
    """The act of a cue by its longest phrase in the lexicon; None for wishes and feelings and for unlikely cues."""
    assert a.cue is not None
    words = re.findall(r"[\w'’-]+", article.text[a.cue[0] : a.cue[1]])
    forms = [lemmas(word) for word in words]
    after = [lemmas(word) for word in re.findall(r"[\w'’-]+", article.text[a.cue[1] : a.cue[1] + 25])[:2]]
    verbs = table("reporting_verbs")
    best: tuple[int, str] | None = None
    for i in range(len(forms)):
        for size in range(min(4, len(forms) + len(after) - i), 0, -1):
            for phrase in _phrases([*forms, *after][i : i + size]):
                if phrase in verbs and (best is None or size > best[0]):
                    best = (size, phrase)
    if best is None:
        return "other" if a.sure >= UNLISTED_SURE and a.sources else None
    if best[1] in _wishes() :
        return None
    return verbs[best[1]]  # type: ignore[return-value]


def _phrases(forms: Sequence[tuple[str, ...]]) -> list[str]:
    phrases = [""]
    for options in forms:
        phrases = [f"{p} {o}".strip() for p in phrases for o in options[:3]]
    return phrases


def _wishes() -> frozenset[str]:
    from firsthand.lexicon import rows

    return frozenset(r[0] for r in rows("reporting_verbs") if r[2:3] == ("belief",)) - entries("opinions")


def _source(article: Article, a: Attribution, mine: Sequence[Attribution], speakers: Speakers) -> tuple[int, int] | None:
    """The source nearest to the cue, else the cue's subject; a participle ("adding") has the source of its sentence."""
    assert a.cue is not None
    cue = a.cue
    if a.sources:
        return min(a.sources, key=lambda s: min(abs(s[0] - cue[1]), abs(cue[0] - s[1])))
    if subject := speakers.subject(*cue, shared=False):
        return subject
    before = [b for b in mine if b.cue and b.sources and b.level == a.level and b.cue[0] < cue[0]]
    if before and not re.search(r"[.!?][\"”’']?\s+[\"“]?[A-Z]", article.text[before[-1].cue[1] : cue[0]]):  # type: ignore[index]
        joined = re.search(r"(?i)\w+ing\b|^(?:and|but|also|then)\b", article.text[cue[0] : cue[1]])
        if joined or re.search(r"(?:\band|\bbut|,)\s+(?:\w+ly\s+)?$", article.text[max(0, cue[0] - 20) : cue[0]]):
            return _source(article, before[-1], mine, speakers)
    return speakers.subject(*cue, shared=True)


def _tidy(
    article: Article, contents: Sequence[tuple[int, int]], quoted: Sequence[Quotation], a: Attribution
) -> list[tuple[int, int]]:
    """Contents without edges, grown to the ends of the quotations that they lie in, joined where only marks part them."""
    grown = []
    for start, end in contents:
        for q in quoted:
            inside = min(end, q.end) - max(start, q.start)
            cut = a.cue is not None and _hit(a.cue, [(q.start, q.end)])
            if inside > 0.5 * (end - start) and not cut and a.level == 0:
                start, end = min(start, q.start), max(end, q.end)
        edge = _EDGE.match(article.text[start:end])
        start += edge.end() if edge else 0
        tail = [m for m in _EDGE.finditer(article.text[start:end]) if m.end() == end - start and m.start() > 0]
        end = start + tail[-1].start() if tail else end
        if start < end:
            grown.append((start, end))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(grown):
        if joined and (start <= joined[-1][1] or not re.search(r"\w", article.text[joined[-1][1] : start])):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _orphans(
    article: Article, mine: Sequence[Attribution], quoted: Sequence[Quotation], drafts: list[_Draft], earlier: list[_Draft]
) -> None:
    """Quotations that no cue governs: more words of the speaker quoted in the block, or of the block before."""
    block = mine[0].block
    for q in quoted:
        if len(re.findall(r"\w+", article.text[q.start : q.end])) < 4:
            continue
        if any(_hit((q.start, q.end), d.contents) for d in drafts) or any(
            a.cue and _hit(a.cue, [(q.start, q.end)]) for a in mine if a.level == 0
        ):
            continue
        span = _tidy(article, [(q.start, q.end)], (), mine[0])
        alone = not re.search(r"\w", article.text[block.start : q.start])
        near = [d for d in drafts if any(_is_quoted(c, quoted) for c in d.contents)]
        if near:
            closest = min(near, key=lambda d: abs(d.contents[-1][1] - q.start))
            closest.contents = sorted([*closest.contents, *span])
        elif alone and not drafts and earlier:
            last = earlier[-1]
            if block.start - last.attribution.block.end < 8 and last.attribution.level == 0:
                a = Attribution(block, None, contents=span, sure=CONTINUED_SURE)
                drafts.append(
                    _Draft(a, span, None, last.speaker, "says", confidence=CONTINUED_SURE, continued=True, repaired=q.repaired)
                )


def _is_quoted(content: tuple[int, int], quoted: Sequence[Quotation]) -> bool:
    return any(q.start <= content[0] + 1 and content[1] - 1 <= q.end for q in quoted)


def _nest(drafts: list[_Draft]) -> None:
    """Tell every inner statement which content it stands in."""
    for draft in drafts:
        start, end = draft.contents[0][0], draft.contents[-1][1]
        outer = [
            d for d in drafts
            if d.attribution.level < draft.attribution.level and d.attribution.block is draft.attribution.block
            and any(s <= start and end <= e for s, e in d.contents)
        ]  # fmt: skip
        draft.inside = max(outer, key=lambda d: d.attribution.level) if outer else None


def _fold_carriers(article: Article, drafts: list[_Draft], speakers: Speakers) -> list[_Draft]:
    """Drop what only passes on: a report by an outlet or a document whose whole content is another's statement."""
    dropped: list[_Draft] = []
    for inner in drafts:
        outer = inner.inside
        if outer is None:
            continue
        told = sum(e - s for s, e in outer.contents)
        pieces = [*inner.contents, *filter(None, (inner.source, inner.attribution.cue))]
        whole = (max(e for _, e in pieces) - min(s for s, _ in pieces)) / max(1, told) >= PASSED_ON
        passes = outer.speaker is None or speakers.chain(outer.speaker).kind in ("outlet", "other")
        if passes and whole:
            if outer.speaker is not None and speakers.chain(outer.speaker).kind == "outlet" and outer.source is not None:
                inner.via.append(Carrier(outer.speaker, article.span(*outer.source), "stated"))
            inner.inside = outer.inside
            dropped.append(outer)
    return [d for d in drafts if not any(d is gone for gone in dropped)]


def _via(
    article: Article, draft: _Draft, drafts: list[_Draft], speakers: Speakers,
    text: tuple[Sequence[Sentence], list[tuple[int, int]]],
) -> list[Carrier]:  # fmt: skip
    """The carriers of a statement, from the speaker outwards."""
    via = list(draft.via)
    at = draft.attribution.cue or draft.contents[0]
    own = [s.span for s in text[0] if s.span.start <= at[0] < s.span.end]
    if own and not draft.continued:
        contents = [c for d in drafts for c in d.contents if d.attribution.block is draft.attribution.block and d is not draft.inside]
        via += [c for c in stated(speakers, own[0], at[0], contents, draft.speaker) if all(c.chain != v.chain for v in via)]
    if draft.inside is not None:
        outer = draft.inside
        if outer.speaker is not None and outer.source is not None and outer.speaker != draft.speaker:
            via.insert(0, Carrier(outer.speaker, article.span(*outer.source), "stated"))
    if via:
        draft.via = via
        return via
    block = draft.attribution.block
    line = (block.start, block.end)
    speaker_outlet = draft.speaker is not None and speakers.chain(draft.speaker).kind == "outlet"
    if line in text[1] and not speaker_outlet and (carrier := introduced(speakers, text[1], text[1].index(line))):
        return [carrier] if carrier.chain != draft.speaker else []
    if draft.speaker is None:
        return []
    before = [d for d in drafts if d.contents[0] < draft.contents[0]]
    if before and before[-1].speaker == draft.speaker and before[-1].via:
        gap = article.text.count("\n", before[-1].contents[-1][1], draft.contents[0][0])
        if gap <= INHERITED and not before[-1].inside:
            draft.via = [replace(c, span=None, basis="inferred") for c in before[-1].via]
            return draft.via
    return []


def _finish(
    article: Article, draft: _Draft, made: dict[int, Statement], dated: Dater, previous: dict[str | None, When]
) -> Statement:
    contents = tuple(article.span(s, e) for s, e in draft.contents)
    cue = article.span(*draft.attribution.cue) if draft.attribution.cue else None
    outer = made.get(id(draft.inside)) if draft.inside is not None else None
    said = dated(cue or contents[0], contents, previous.get(draft.speaker)) if not draft.continued else previous.get(draft.speaker, UNKNOWN)
    if draft.speaker is not None:
        previous[draft.speaker] = said
    block = draft.attribution.block
    quoted = quotations(article.text[block.start : block.end])
    return Statement(
        id=identity("s", article.id, *((c.start, c.end) for c in contents)),
        speaker=draft.speaker,
        speaker_span=article.span(*draft.source) if draft.source else None,
        cue_span=cue,
        content=contents,
        form=_form(article, draft.contents, block, quoted),
        act=draft.act,
        said=said,
        confidence=round(draft.confidence, 3),
        via=tuple(draft.via),
        inside=outer.id if outer is not None else None,
        medium=_medium(article, draft),
        repaired=draft.repaired,
    )


def _form(article: Article, contents: Sequence[tuple[int, int]], block: Block, quoted: Sequence[Quotation]) -> Form:
    """Direct if all words stand in quotation marks, indirect if none, else mixed."""
    inside = total = 0
    for start, end in contents:
        for word in re.finditer(r"\w+", article.text[start:end]):
            at = start + word.start() - block.start
            total += 1
            inside += any(q.start <= at < q.end for q in quoted)
    return "direct" if inside == total else "mixed" if inside else "indirect"


def _medium(article: Article, draft: _Draft) -> str | None:
    """By what means it was said, where a word near the cue tells ("in a statement", "tweeted")."""
    spans = [draft.attribution.cue, draft.source]
    near = " ".join(article.text[s[0] : s[1] + (30 if s is draft.attribution.cue else 0)] for s in spans if s)
    for word in re.findall(r"\w+", near):
        if word.lower() in table("media"):
            return table("media")[word.lower()]
    return None


def _hit(span: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _same(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> bool:
    return bool(a) and bool(b) and a[0][0] == b[0][0] and abs(a[-1][1] - b[-1][1]) < 3
