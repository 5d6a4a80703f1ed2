"""Statements: who said what, in which form, by which act, to whom, through whom, inside whose words.

Follows the source-cue-content reading of PolNeAR and PARC 3.0. Wishes, plans and feelings that a page ascribes to
somebody are no statements; opinions held are. A quotation that stands alone in its paragraph is taken to go on from
the one before. Whether what is said is true is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from firsthand.annotate.acts import act, addresses, addressing, medium
from firsthand.annotate.attribution import UNREAD, Attribution
from firsthand.annotate.blocks import Block
from firsthand.annotate.carriers import CITED_BY, INHERITED, introduced, stated
from firsthand.annotate.contents import form, hit, pared, same, tidy
from firsthand.annotate.continued import SELVES, begun, continued, hand_back, orphans, parted, quoted_in, within
from firsthand.annotate.drafts import Draft, fold_carriers, nest
from firsthand.annotate.lemma import lemmas
from firsthand.annotate.lifted import lifted
from firsthand.annotate.mended import mend, unread
from firsthand.annotate.posts import posts
from firsthand.annotate.pronouns import meant
from firsthand.annotate.quotes import Quotation, quotations
from firsthand.annotate.relayed import passed_on, quoted_by, relayed
from firsthand.annotate.sources import source
from firsthand.annotate.speakers import Speakers
from firsthand.annotate.telling import Told, occurs, tells
from firsthand.annotate.trust import Judge, believed
from firsthand.annotate.turns import labelled, turns
from firsthand.model import UNKNOWN, Act, Article, Carrier, Sentence, Statement, identity

SOURCELESS_SURE = 0.5
NESTED_SURE = 0.4
"""Least probability of a statement without a source, of one read inside another; set on three hand-read stories."""
TOLD = 25
"""Characters after a verb like "told" within which an outlet is the one told; by judgement."""
POSTED_SURE = 0.9
"""Confidence of a post shown whole; fixed by judgement, not measured."""
POST = "post"
CITING = ("citing", "quoting")
CITED_WORDS = 8
"""Words of a source that is only cited; more are what it said."""
_UNNAMED = re.compile(
    r"(?i)^(?:not to be|to (?:remain|stay|be)) (?:named|identified|quoted|anonymous|unnamed)|^anonymity"
)


def statements(
    blocks: Sequence[Block],
    found: Sequence[Attribution],
    speakers: Speakers,
    sentences: Sequence[Sentence],
    judge: Judge = believed,
) -> tuple[Statement, ...]:
    """The statements of an article, by place, not dated yet; ``speakers`` may grow.

    ``judge`` gives every draft its confidence and leaves out what is none.
    """
    article = speakers.article
    drafts: list[Draft] = []
    lines = [(block.start, block.end) for block in blocks]
    posted = _posted(article, blocks, found, speakers)

    def who(a: Attribution) -> tuple[tuple[int, int] | None, str | None]:
        named = source(speakers, a, [])
        return named, speakers.find(*named) if named else None

    posted += lifted(article, blocks, found, who)
    told: dict[Block, list[Attribution]] = {block: [] for block in blocks if block.kind not in UNREAD}
    for a in found:
        told[a.block].append(a)
    for block in blocks:
        drafts += [d for d in posted if d.attribution.block is block]
        if block in told:
            drafts += _of_block(article, block, told[block], speakers, drafts)
    drafts = [d for d in drafts if d.contents]
    hand_back(article, drafts)
    nest(drafts)
    drafts = judge(speakers, fold_carriers(article, drafts, speakers))
    for draft in drafts:
        draft.via = _via(article, draft, drafts, speakers, (sentences, lines))
        draft.addressee = _addressee(article, draft, speakers)
    made: dict[int, Statement] = {}
    for draft in sorted(drafts, key=lambda d: (d.attribution.level, d.contents[0])):
        made[id(draft)] = _finish(article, draft, made)
    return tuple(sorted(made.values(), key=lambda s: (s.content[0].start, s.content[0].end)))


def _posted(article: Article, blocks: Sequence[Block], found: Sequence[Attribution], speakers: Speakers) -> list[Draft]:
    """A statement for each post or turn that the page shows whole; what is told in its words stands a level deeper."""
    drafts = []
    spoken = list(turns(article.text))
    for post in [*posts(article.text), *spoken]:
        block = next((b for b in blocks if b.start <= post.words[0] < b.end), None)
        if block is None:
            continue
        for a in found:
            if a.cue and post.whole[0] <= a.cue[0] < post.whole[1]:
                a.level += 1
        a = Attribution(block, None, [post.name], [post.words], POSTED_SURE)
        speaker = labelled(speakers, post.name) if post in spoken else speakers.find(*post.name)
        kind: Act = "asks" if post in spoken and article.text[: post.words[1]].rstrip().endswith("?") else "says"
        draft = Draft(a, [post.words], post.name, speaker, kind, confidence=POSTED_SURE)
        draft.posted, draft.lifted = post not in spoken, post in spoken
        drafts.append(draft)
    return drafts


def _of_block(
    article: Article, block: Block, mine: Sequence[Attribution], speakers: Speakers, earlier: list[Draft]
) -> list[Draft]:
    quoted = begun(article, quoted_in(article, block), [a.cue for a in mine if a.cue and a.sources and not a.level])
    drafts: list[Draft] = []
    if not mine and not quoted:
        return drafts
    mine = within(article, block, mine, quoted, earlier)
    relayed(speakers, mine, quoted)
    quoted_by(speakers, mine)
    mend(speakers, mine)
    mine += unread(speakers, block, mine, quoted)
    for a in sorted((a for a in mine if a.cue is not None), key=lambda a: (a.level, a.cue)):
        if a.cue is None or not a.contents or (kind := act(article, a)) is None:
            continue
        who = source(speakers, a, mine)
        if (a.sure < SOURCELESS_SURE and who is None) or (a.sure < NESTED_SURE and a.level):
            continue
        contents = pared(speakers, a.cue, tidy(article, a.contents, quoted, a))
        speaker = meant(speakers, who, block, contents, (drafts, earlier))
        if _UNNAMED.search(" ".join(article.text[s:e] for s, e in contents)):
            continue
        if _cited(article, a, contents, drafts, speakers):
            continue
        told = Told(a.cue, kind, contents, who, a.level, occurs(a.block, a.cue))
        if not contents or not tells(speakers, told, quoted):
            continue
        if a.level and who and article.text[slice(*who)].lower() in SELVES:
            continue
        if a.level and any(same(d.contents, contents) or d.attribution.cue == a.cue for d in drafts):
            continue
        repaired = any(q.repaired and hit((q.start, q.end), contents) for q in quoted)
        contents, later = parted(article, a.cue, contents, quoted)
        via = [c for c in [passed_on(speakers, a)] if c and c.chain != speaker]
        drafts.append(Draft(a, contents, who, speaker, kind, via=via, repaired=repaired, confidence=a.sure))
        drafts += [continued(drafts[-1], a.block, [span], q) for span, q in later]
    held = [c for d in earlier if (d.posted or d.lifted) and d.attribution.block is block for c in d.contents]
    held += [a.cue for a in mine if a.cue and not a.level]
    orphans(article, block, [q for q in quoted if not hit((q.start, q.end), held)], drafts, earlier)
    return drafts


def _cited(
    article: Article, a: Attribution, contents: Sequence[tuple[int, int]], drafts: Sequence[Draft], speakers: Speakers
) -> bool:
    """Whether a participle ("citing the registry") names where the statement before it comes from; if so that is told.

    Whom an outlet cites is the speaker and the outlet passes it on; an outlet cited by somebody else is a carrier.
    """
    assert a.cue is not None
    words = article.text[slice(*a.cue)].lower().split()
    if not words or words[-1] not in CITING or len(contents) != 1:
        return False
    start, end = contents[0]
    last = drafts[-1] if drafts else None
    if last is None or last.attribution.cue is None or len(article.text[start:end].split()) > CITED_WORDS:
        return False
    if re.search(r"[.!?]\s", article.text[last.attribution.cue[1] : a.cue[0]]) or a.cue[0] < last.attribution.cue[0]:
        return False
    cited = speakers.find(start, end)
    if cited is None or last.speaker is None or last.source is None:
        return False
    reported = "report" in lemmas(article.text[slice(*last.attribution.cue)].split()[-1])
    passes = speakers.outlet(last.speaker) or (reported and speakers.chain(last.speaker).kind == "organization")
    if passes and not speakers.outlet(cited):
        last.via.append(Carrier(last.speaker, article.span(*last.source), "stated"))
        last.speaker, last.source = cited, (start, end)
    elif speakers.outlet(cited):
        last.via.append(Carrier(cited, article.span(start, end), "stated"))
    else:
        return False
    return True


def _heard(article: Article, draft: Draft) -> Sequence[Quotation]:
    """The quotations of a statement's block; for what is told in a quotation, those within it."""
    quoted = quoted_in(article, draft.attribution.block)
    cue = draft.attribution.cue
    around = next((q for q in quoted if cue and q.start <= cue[0] < q.end), None)
    if around is None:
        return quoted
    inner = quotations(article.text[around.start : around.end])
    return [replace(q, start=around.start + q.start, end=around.start + q.end) for q in inner]


def _via(
    article: Article, draft: Draft, drafts: list[Draft], speakers: Speakers,
    text: tuple[Sequence[Sentence], list[tuple[int, int]]],
) -> list[Carrier]:  # fmt: skip
    """The carriers of a statement, from the speaker outwards."""
    via = list(draft.via)
    at = draft.attribution.cue or draft.contents[0]
    own = [s.span for s in text[0] if s.span.start <= at[0] < s.span.end]
    if own and not draft.continued:
        contents = [
            c
            for d in drafts
            for c in d.contents
            if d.attribution.block is draft.attribution.block and d is not draft.inside
        ]
        contents += [draft.source] if draft.source and not CITED_BY.search(article.text[slice(*draft.source)]) else []
        contents += [
            (d.attribution.cue[0], d.attribution.cue[1] + TOLD)
            for d in drafts
            if d.attribution.block is draft.attribution.block
            and d.attribution.cue
            and d.speaker != draft.speaker
            and d is not draft.inside
            and d.attribution.cue[1] < at[0]
            and addressing(article, d.attribution.cue)
        ]
        via += [
            c for c in stated(speakers, own[0], at[0], contents, draft.speaker) if all(c.chain != v.chain for v in via)
        ]
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
        gap = len(re.findall(r"\n+", article.text[before[-1].contents[-1][1] : draft.contents[0][0]]))
        told = any(c.basis == "stated" for c in before[-1].via)
        if told and gap <= INHERITED and not before[-1].inside:
            draft.via = [replace(c, span=None, basis="inferred") for c in before[-1].via]
            return draft.via
    return []


def _addressee(article: Article, draft: Draft, speakers: Speakers) -> str | None:
    cue = draft.attribution.cue
    start = addresses(article, cue) if cue else None
    if start is None or hit((start, start + 1), draft.contents):
        return None
    chain = speakers.at(start)
    return chain if chain != draft.speaker else None


def _finish(article: Article, draft: Draft, made: dict[int, Statement]) -> Statement:
    contents = tuple(article.span(s, e) for s, e in draft.contents)
    cue = article.span(*draft.attribution.cue) if draft.attribution.cue else None
    outer = made.get(id(draft.inside)) if draft.inside is not None else None
    source = article.span(*draft.source) if draft.source else None
    return Statement(
        id=identity("s", article.id, *((c.start, c.end) for c in contents)),
        speaker=draft.speaker,
        speaker_span=source,
        cue_span=cue,
        content=contents,
        form="direct" if draft.posted or draft.lifted else form(article, draft.contents, _heard(article, draft)),
        act=draft.act,
        said=UNKNOWN,
        confidence=round(draft.confidence, 3),
        via=tuple(draft.via),
        inside=outer.id if outer is not None else None,
        addressee=draft.addressee,
        medium=POST if draft.posted else medium(article, draft.attribution.cue, draft.source),
        repaired=draft.repaired,
    )
