"""The words that name whose a cue is: those linked to it, its subject, its owner, those of the cue it is joined to.

The encoder's link or one arc of the tree may be wrong; then the next of these tells. Words that are themselves told are
never a source, unless "by" stands before them. Who is meant by the words stays open here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from firsthand.annotate.attribution import Attribution
from firsthand.annotate.contents import Offsets, hit
from firsthand.annotate.lemma import lemmas
from firsthand.annotate.speakers import STOP, SUBJECT_WORDS, Speakers
from firsthand.lexicon import entries

BETWEEN = frozenset({"AUX", "ADV", "PART"})
"""Parts of speech that may part a source from its cue: "who have also claimed"."""
_ABOUT = frozenset({"about", "for"})
_JOINED = re.compile(r"(?i)\w+ing\b|^(?:and|but|also|then)\b")
_JOINT = re.compile(r"(?:\band|\bbut|,)\s+(?:\w+ly\s+)?$")


def source(speakers: Speakers, a: Attribution, mine: Sequence[Attribution]) -> Offsets | None:
    """The source of an attribution with a cue, ``mine`` being those of its block; None where nobody is told.

    The one linked to the cue, of several its subject or the nearest; else the one right before it, else the cue's
    subject; a participle ("adding") has the source of its sentence.
    """
    assert a.cue is not None
    if asked(speakers, a.cue):
        return None
    if a.sources:
        able = _subjects(speakers, a.cue, a.sources) or a.sources
        nearest = min(able, key=lambda s: min(abs(s[0] - a.cue[1]), abs(a.cue[0] - s[1])))  # type: ignore[index]
        if speakers.undergoes(nearest, *a.cue):
            return None
        if _apart(speakers, nearest, a):
            return nearest
    return next((found for found in _others(speakers, a, mine) if _apart(speakers, found, a)), None)


def _subjects(speakers: Speakers, cue: Offsets, linked: Sequence[Offsets]) -> list[Offsets]:
    """Those of several linked sources that hold the cue's own subject: "the office, citing a case, said"."""
    subject = speakers.subject(*cue, shared=False) if len(linked) > 1 else None
    return [one for one in linked if subject is not None and hit(one, [subject])]


def asked(speakers: Speakers, cue: Offsets) -> bool:
    """Whether a bare participle tells what its subject was asked or told: "asked about the plan, he said"."""
    inside, tokens = speakers.words(*cue), speakers.tokens
    if not inside or any(speakers.word(tokens[i]) not in _ABOUT for i in inside[1:]):
        return False
    verb = inside[0]
    if verb and tokens[verb - 1].pos in ("NOUN", "PROPN", "PRON", "PART"):
        return False
    joined, word = tokens[verb], speakers.word(tokens[verb])
    if joined.relation == "conj" and joined.head is not None and tokens[verb - 1].pos == "CCONJ":
        joined = tokens[joined.head]
    if joined.relation != "advcl" or word.endswith("ing"):
        return False
    near = tokens[max(0, verb - SUBJECT_WORDS) : verb + SUBJECT_WORDS]
    own = any(token.head == verb and token.relation.startswith(("nsubj", "aux", "obj")) for token in near)
    return not own and any(form in entries("addressing_verbs") for form in lemmas(word)[:2])


def _adverbial(speakers: Speakers, cue: Offsets) -> bool:
    """Whether a participle without a subject tells how a deed is done: "rejected the plan, arguing that"."""
    inside, tokens = speakers.words(*cue), speakers.tokens
    near = range(max(0, inside.start - SUBJECT_WORDS), inside.start)
    ways = [i for i in inside if tokens[i].relation == "advcl" and speakers.word(tokens[i]).endswith("ing")]
    return any(all(tokens[j].head != i or not tokens[j].relation.startswith("nsubj") for j in near) for i in ways)


def _apart(speakers: Speakers, found: Offsets, a: Attribution) -> bool:
    """Whether a source is none of the words told, or stands behind "by"."""
    by = speakers.article.text[max(0, found[0] - 4) : found[0]].rstrip().endswith(" by")
    return by or not hit(found, a.contents)


def _others(speakers: Speakers, a: Attribution, mine: Sequence[Attribution]) -> Iterator[Offsets]:
    cue = a.cue or (0, 0)
    if one := _before(speakers, cue, a, mine):
        yield one
    if _adverbial(speakers, cue) and (one := speakers.subject(*cue, shared=True)):
        yield one
    if one := speakers.subject(*cue, shared=False):
        yield one
    if one := _owner(speakers, cue):
        yield one
    text = speakers.article.text
    before = [b for b in mine if b.cue and b.level == a.level and b.cue[0] < cue[0]]
    before = [b for b in before if not STOP.search(text[b.cue[1] : cue[0]])]  # type: ignore[index]
    if _JOINED.search(text[cue[0] : cue[1]]) or _JOINT.search(text[max(0, cue[0] - 20) : cue[0]]):
        joined = next((one for b in reversed(before) if (one := source(speakers, b, mine))), None)
        if joined is not None:
            yield joined
    if shared := speakers.subject(*cue, shared=True):
        yield shared


def _before(speakers: Speakers, cue: Offsets, a: Attribution, mine: Sequence[Attribution]) -> Offsets | None:
    """A source right before a cue that the encoder has given to another."""
    for b in mine:
        for one in b.sources:
            between = speakers.words(one[1], cue[0]) if one[1] <= cue[0] and b.level == a.level else None
            if between is None or speakers.undergoes(one, *cue):
                continue
            if all(speakers.tokens[i].pos in BETWEEN for i in between):
                return one
    return None


def _owner(speakers: Speakers, cue: Offsets) -> Offsets | None:
    """Whose the noun is that a cue is: "Roan's claim that"."""
    inside = speakers.words(*cue)
    near = range(max(0, inside.start - 3), inside.start) if len(inside) == 1 else ()
    ties = [(i, speakers.tokens[i]) for i in near]
    return next((speakers.phrase(i) for i, t in ties if t.head == inside[0] and t.relation == "nmod:poss"), None)
