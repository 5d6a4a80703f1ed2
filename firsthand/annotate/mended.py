"""Attributions that the encoder read in part, completed out of what stands beside them.

A verb of saying with a speaker says something: what another span has taken, or the rest of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.annotate.acts import act, phrase
from firsthand.annotate.attribution import Attribution, speech_verbs
from firsthand.annotate.blocks import Block
from firsthand.annotate.contents import Offsets, hit
from firsthand.annotate.lemma import lemmas
from firsthand.annotate.papers import document
from firsthand.annotate.quotes import Quotation
from firsthand.annotate.sources import source
from firsthand.annotate.speakers import Speakers

BEHIND = 120
"""Characters behind a quotation within which its cue stands; by judgement."""
QUOTED = 4
"""Words of a quotation that says something."""
UNREAD_SURE = 0.7
"""Confidence of a quotation whose cue the encoder did not see; by judgement."""
_MARKS = " ,;\"”’'"
CLAUSE_WORDS = 3
_CLAUSES = frozenset({"ccomp", "xcomp"})
_STOP = re.compile(r"[.!?][\"”’']?\s")


def unread(
    speakers: Speakers, block: Block, mine: Sequence[Attribution], quoted: Sequence[Quotation]
) -> Iterator[Attribution]:
    """The quotations whose cue was not read: "“We go,” the letter states." A verb of saying ends their sentence."""
    told = [span for a in mine if a.cue is not None for span in (*a.contents, a.cue)]
    for q in quoted:
        text = speakers.article.text
        start, end = q.end, min(q.end + BEHIND, block.end)
        stop = _STOP.search(text, q.end + 2, end)
        end = stop.start() if stop else end
        if text[q.end - 1] not in ",?!" or hit((q.start, end), told) or len(text[q.start : q.end].split()) < QUOTED:
            continue
        for i in reversed(speakers.words(start, end)):
            token = speakers.tokens[i]
            named = text[start : token.start].strip(_MARKS)
            if named and _says(speakers.word(token)) and not re.match(r"\s*\w", text[token.end : end]):
                at = text.index(named, start)
                yield Attribution(
                    block, (token.start, token.end), [(at, at + len(named))], [(q.start, q.end)], UNREAD_SURE
                )
                break


def _says(word: str) -> bool:
    """Whether a word is a form of a verb of saying other than its base, which may be a noun: "states", not "state"."""
    return any(form in speech_verbs() and form != word for form in lemmas(word)[:2])


def mend(speakers: Speakers, mine: Sequence[Attribution]) -> None:
    """Give the cues of a block that have a source and no content the contents that are theirs."""
    for bare in mine:
        if bare.cue is None or bare.contents or source(speakers, bare, mine) is None:
            continue
        for other in mine:
            if other is bare or other.cue is None or not other.contents or other.level != bare.level:
                continue
            if _states(speakers, bare, other):
                other.relay = bare.sources[-1]
                break
            if _carries(speakers, bare, other) or _mistaken(speakers, bare, other):
                bare.contents, other.contents = other.contents, []
                break
        else:
            bare.contents = _clause(speakers, bare, mine)


def _carries(speakers: Speakers, bare: Attribution, other: Attribution) -> bool:
    """Whether the other is the cue of an outlet in the same sentence, which passes on what the first says."""
    assert bare.cue is not None and other.cue is not None
    if not other.sources:
        return False
    carrier = speakers.find(*other.sources[-1])
    between = speakers.article.text[min(bare.cue[1], other.cue[1]) : max(bare.cue[0], other.cue[0])]
    outlet = carrier is not None and speakers.chain(carrier).kind == "outlet"
    return outlet and not re.search(r"[.!?]\s", between)


def _states(speakers: Speakers, bare: Attribution, other: Attribution) -> bool:
    """Whether the first is a document that tells what the other said: "“We go,” Roan said, the indictment states."."""
    assert bare.cue is not None and other.cue is not None
    text = speakers.article.text
    if not bare.sources or not other.sources or document(text[slice(*bare.sources[-1])]) is None:
        return False
    ends = re.match(r"[\s\"”]*(?:[.!?]|$)", text[bare.cue[1] :]) is not None
    comma = text[: bare.sources[-1][0]].rstrip().endswith(",")
    return ends and comma and other.cue[1] < bare.cue[0] and not _STOP.search(text[other.cue[1] : bare.cue[0]])


def _clause(speakers: Speakers, bare: Attribution, mine: Sequence[Attribution]) -> list[Offsets]:
    """The clause right behind a verb of saying that the tree hangs on it, up to a comma: "ruled out selling ships"."""
    assert bare.cue is not None
    tokens, first = speakers.tokens, speakers.words(0, bare.cue[1]).stop
    end = first
    while end < len(tokens) and tokens[end].pos != "PUNCT" and tokens[end].start < bare.block.end:
        end += 1
    behind, inside = range(first, end), speakers.words(*bare.cue)
    joined = any(tokens[i].relation in _CLAUSES and tokens[i].head in inside for i in behind)
    if not joined or len(behind) < CLAUSE_WORDS or act(speakers.article, bare) in (None, "other"):
        return []
    span = (tokens[first].start, tokens[end - 1].end)
    told = [place for a in mine if a.cue is not None for place in (a.cue, *a.contents)]
    return [] if hit(span, told) else [span]


def _mistaken(speakers: Speakers, bare: Attribution, other: Attribution) -> bool:
    """Whether the other is no word of saying: "threatened" has what "last week" was taken to tell."""
    assert bare.cue is not None and other.cue is not None
    article = speakers.article
    start, end = other.contents[0][0], max(bare.cue[1], other.cue[1])
    if other.sources or act(article, other) is not None or phrase(article, bare.cue) is None:
        return False
    return bare.cue[1] <= start and not _STOP.search(article.text[bare.cue[1] : start]) and end <= start
