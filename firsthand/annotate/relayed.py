"""Words that are told at second hand in one sentence: "“We go,” Roan said, according to the Herald".

The encoder gives all of it to the last who tells it. Here the words are given to their own speaker; he passes them on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from firsthand.annotate.acts import phrase
from firsthand.annotate.attribution import Attribution, speech_verbs
from firsthand.annotate.contents import hit
from firsthand.annotate.lemma import lemmas
from firsthand.annotate.quotes import Quotation
from firsthand.annotate.speakers import Speakers
from firsthand.model import Carrier

RELAY = "according to"
_MARKS = ' ,"”’'
_QUOTES = re.compile(r"(?i)\b(?:quot|cit)(?:ed|es|ing)\b")
_AS_SAYING = re.compile(r"(?P<who>[^\"“”.;:]{2,80}?) as (?:saying|stating|telling)(?: that)?:?[\s\"“]+")
_QUOTED_BY = re.compile(r"\b(?:quoted|cited) by (?:the |a )?(?:[\w-]+ ){0,3}$")
BESIDE = 0.4
"""Share of the words outside quotation marks, at most, that only tell who said the others; by judgement."""


def relayed(speakers: Speakers, mine: list[Attribution], quoted: Sequence[Quotation]) -> None:
    """Give what an "according to" holds to whoever is told to have said it; ``mine`` are a block's, and may grow."""
    article = speakers.article
    for relay in [a for a in mine if a.cue and a.sources and a.contents and phrase(article, a.cue) == RELAY]:
        told = _bare(speakers, relay, mine) or _within(speakers, relay, quoted)
        if told is not None:
            told.relay, relay.contents = relay.sources[-1], []
            mine.extend([told] if all(told is not a for a in mine) else [])


def quoted_by(speakers: Speakers, mine: Sequence[Attribution]) -> None:
    """Give what somebody is quoted as saying to him: "the Herald quoted Roan as saying", "he was quoted by it as"."""
    text, tokens = speakers.article.text, speakers.tokens
    for a in [a for a in mine if a.cue and a.sources and a.contents]:
        start, end = a.contents[0]
        told = _AS_SAYING.match(text, start, end) if _QUOTES.search(text, *(a.cue or (0, 0))) else None
        if told and told.end() < end:
            a.relay, a.sources, a.contents[0] = a.sources[-1], [told.span("who")], (told.end(), end)
            continue
        by = _QUOTED_BY.search(text[max(0, a.sources[-1][0] - 40) : a.sources[-1][0]])
        verb = speakers.words(a.sources[-1][0] - len(by[0]), a.sources[-1][0]).start if by else 0
        who = [i for i in range(max(0, verb - 12), verb) if tokens[i].head == verb and "nsubj" in tokens[i].relation]
        if who:
            a.relay, a.sources = a.sources[-1], [speakers.phrase(who[0])]
            a.contents = [span for span in a.contents if not hit(span, a.sources)] or a.contents


def passed_on(speakers: Speakers, a: Attribution) -> Carrier | None:
    """Who is named beside the speaker as passing his words on."""
    carrier = speakers.find(*a.relay) if a.relay else None
    return Carrier(carrier, speakers.article.span(*a.relay), "stated") if carrier and a.relay else None


def _bare(speakers: Speakers, relay: Attribution, mine: Sequence[Attribution]) -> Attribution | None:
    """The cue whose subject and whose words the relay has taken: "Roan, according to Moss, said that ..."."""
    subject, *words = relay.contents
    text, source = speakers.article.text, relay.sources[-1]
    if not words or relay.cue is None or text[subject[1] : relay.cue[0]].strip(" ,"):
        return None
    for a in mine:
        if a.cue is None or a.contents or a.level != relay.level or not source[1] <= a.cue[0] < words[0][0]:
            continue
        if not text[source[1] : a.cue[0]].strip(" ,"):
            a.sources, a.contents = [subject], words
            return a
    return None


def _within(speakers: Speakers, relay: Attribution, quoted: Sequence[Quotation]) -> Attribution | None:
    """The verb of saying beside the quotations in the words that are passed on: "“...,” Roan said"."""
    text, tokens = speakers.article.text, speakers.tokens
    quotes = [(q.start, q.end) for q in quoted if any(hit((q.start, q.end), [piece]) for piece in relay.contents)]
    words = [i for piece in relay.contents for i in speakers.words(*piece) if tokens[i].pos != "PUNCT"]
    plain = [i for i in words if not hit((tokens[i].start, tokens[i].end), quotes)]
    if len(plain) > BESIDE * len(words):
        return None
    for i in plain:
        if not set(lemmas(text[tokens[i].start : tokens[i].end])[:2]) & speech_verbs() or tokens[i].pos != "VERB":
            continue
        who = [j for j in plain if tokens[j].head == i and tokens[j].relation == "nsubj"]
        cue, source = (tokens[i].start, tokens[i].end), speakers.phrase(who[0]) if who else (0, 0)
        start = min(cue[0], source[0])
        if who and any(end <= start and not text[end:start].strip(_MARKS) for _, end in quotes):
            return Attribution(relay.block, cue, [source], quotes, relay.sure, relay.level)
    return None
