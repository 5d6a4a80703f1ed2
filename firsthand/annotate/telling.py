"""Whether an attribution tells of words at all, by its cue and by the shape of what follows it.

The encoder marks "approved the plan", "refused to go" and "the row over the wall" as it marks "said": all stand where a
report of speech could. A verb of saying takes a clause or a quotation; with a thing for its object it often is a deed,
which the lexicon lists or the encoder takes for an occurrence of TimeML, not for reporting.
What nobody said ("did not say why", "could ask", "is expected to") is no statement either. Who spoke is not asked here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from firsthand.annotate.acts import addressing, phrase
from firsthand.annotate.blocks import Block
from firsthand.annotate.contents import Offsets, hit
from firsthand.annotate.lemma import lemmas
from firsthand.annotate.quotes import Quotation
from firsthand.annotate.sources import asked
from firsthand.annotate.speakers import Speakers
from firsthand.encoder import EVENT_CLASSES
from firsthand.lexicon import entries, of_class, rows, table
from firsthand.model import Act, Article

Shape = Literal["quote", "clause", "question", "infinitive", "gerund", "predicate", "thing"]
QUOTED_WORDS, QUOTED_SHARE = 3, 0.4
"""So many words in marks, and such a share, make a content a quotation that is not quoted whole; by judgement."""
_QUESTION = re.compile(r"(?i)(?:whether|if|how|why|what|when|where|which|who|whom)\b")
_POINTS_BACK = re.compile(r"(?i)(?:the|this|that|these|those|such)\s+[\w’'-]+\W*")
_PREDICATE = re.compile(r"(?i)\bas (?:\w|[\"“‘'])")
_POSSESSIVE = re.compile(r"(?i)[’']s?$|^(?:his|her|its|their|our|my|your)$")
_BLAMED = re.compile(r"\b(?:of|for) \w+ing\b")
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "DET", "SYM")
_MILD = ("says", "announces", "confirms", "promises", "estimates", "other")
"""Acts that a page without a source tells in its own voice: "is expected", "was announced"."""
_NOTHING, _OCCURS, _REPORTS, _ACTS = map(EVENT_CLASSES.index, ("O", "OCCURRENCE", "REPORTING", "I_ACTION"))
_MADE = frozenset({"made", "brought", "raised", "filed", "leveled", "levelled", "voiced"})
"""What is done with claims: a clause that ends so has the claim for its object."""
_INVERTED = re.compile(r"(?i)\b(?:neither|nor)\b[^.!?;]*\b(?:did|do|does|has|have|had|will|would)\s+$")
INVERSION = 150
"""Characters before a source in which a "nor" denies what he "did" say."""
_HAVE_TO = re.compile(r"(?i)\b(?:has|have|had|needs?|needed) to\b")


@dataclass(frozen=True, slots=True)
class Told:
    """An attribution to be judged. ``source`` None: the page gives none; ``level`` 0 stands in no other's words."""

    cue: Offsets
    act: Act
    contents: Sequence[Offsets]
    source: Offsets | None
    level: int
    occurs: bool = False
    """Whether the encoder takes the cue for something that happens."""


def tells(speakers: Speakers, told: Told, quoted: Sequence[Quotation]) -> bool:
    """Whether words are reported, rather than a deed, a silence, a possibility or a topic."""
    article = speakers.article
    content = " ".join(article.text[s:e] for s, e in told.contents)
    around = [q for q in quoted if not q.start <= told.cue[0] < q.end]
    kind = shape(speakers, told.contents, around)
    if kind == "clause" and told.contents[-1][1] <= told.cue[0] and speakers.passive(*told.cue):
        verbal = any(_has_verb(speakers, span) for span in told.contents)
        kind = "clause" if verbal else "thing"
    if _empty(article, told, kind, content) or _unreal(article, told, kind) or _deed(article, told, kind, content):
        return False
    if (
        phrase(article, told.cue) is None
        and not _has_verb(speakers, told.cue)
        and re.search(r"\w", article.text[slice(*told.cue)])
    ):
        return False
    if (
        _modifies(speakers, told.cue)
        or _relates(speakers, told)
        or (kind != "quote" and asked(speakers, told.cue))
        or (kind != "quote" and told.source and _shows(speakers, told.source, told.cue))
    ):
        return False
    if told.source is None and told.act in _MILD and kind != "quote":
        participle = article.text[slice(*told.cue)].lower().endswith("ed")
        passive = participle or speakers.passive(*told.cue)
        if kind == "thing" or (passive and not addressing(article, told.cue)):
            return False
    marked = any(hit((q.start, q.end), told.contents) for q in around)
    named = kind == "predicate" and told.source is not None and not speakers.thing(*told.source)
    worded = kind in ("clause", "quote") or marked or named
    if told.occurs and not told.level and told.act in ("says", "other") and not worded:
        return _judging(article, told.cue)
    if kind in ("thing", "question"):
        listed = phrase(article, told.cue)
        verbal = _has_verb(speakers, told.cue)
        back = told.act != "denies" and _POINTS_BACK.fullmatch(content) is not None
        inner = told.level > 0 and kind == "thing" and not _BLAMED.search(content)
        verbal = verbal and not (told.source and _POSSESSIVE.search(article.text[slice(*told.source)]))
        return listed == "according to" or (verbal and listed is not None and not back and not inner)
    return True


def _has_verb(speakers: Speakers, cue: Offsets) -> bool:
    return any(speakers.tokens[i].pos in ("VERB", "AUX") for i in speakers.words(*cue))


def _shows(speakers: Speakers, source: Offsets, cue: Offsets) -> bool:
    """Whether a thing shows or means something, rather than a person or a text telling it: "the moves suggest"."""
    return phrase(speakers.article, cue, "thing_verbs") is not None and speakers.thing(*source)


def _modifies(speakers: Speakers, cue: Offsets) -> bool:
    """Whether a cue only qualifies a noun: "alleged stations"."""
    inside = speakers.words(*cue)
    return len(inside) == 1 and speakers.tokens[inside[0]].relation == "amod"


def _relates(speakers: Speakers, told: Told) -> bool:
    """Whether a content only tells which words a noun means: "the claims that Roan has made"."""
    if _has_verb(speakers, told.cue):
        return False
    last = speakers.article.text[slice(*told.contents[-1])].split()[-1:]
    return bool(last) and last[0].lower() in _MADE


def shape(speakers: Speakers, contents: Sequence[Offsets], quoted: Sequence[Quotation]) -> Shape:
    """What a content is by its grammar; a clause where the words do not tell."""
    text = speakers.article.text
    start, end = contents[0]
    for s, e in contents:
        for q in quoted:
            inside = len(re.findall(r"\w+", text[max(s, q.start) : min(e, q.end)]))
            whole = q.start <= s and e <= q.end
            if inside and (whole or inside >= max(QUOTED_WORDS, QUOTED_SHARE * len(re.findall(r"\w+", text[s:e])))):
                return "quote"
    first = text[start:end].lower()
    if _QUESTION.match(first):
        return "question"
    if first.startswith(("to ", "not to ")):
        return "infinitive"
    words, tokens = speakers.words(start, end), speakers.tokens
    governors = {i: tokens[i].head for i in words}
    heads = [i for i in words if governors[i] not in words and tokens[i].pos != "PUNCT"]
    if not heads or sum(governors[i] is None for i in heads) > 1:
        return "clause"
    subjects = [i for i in words if tokens[i].relation.startswith(("nsubj", "cop", "expl"))]
    undergoes = [i for i in subjects if i in heads and tokens[i].relation == "nsubj:pass"]
    if any(i in heads or governors[i] in heads for i in subjects if i not in undergoes):
        return "clause"
    if len(contents) == 1 and _PREDICATE.search(first):
        return "predicate"
    verbs = [i for i in heads if tokens[i].pos in ("VERB", "AUX")]
    if any(tokens[i - 1].pos == "PART" and i - 1 in words for i in verbs):
        return "infinitive"
    if _doing(speakers, words[0]):
        return "gerund"
    head = tokens[heads[0]]
    if head.pos in ("VERB", "AUX"):
        helped = any(tokens[i].pos == "AUX" and governors[i] == heads[0] for i in words)
        return "gerund" if text[head.start : head.end].lower().endswith("ing") and not helped else "clause"
    return "thing" if head.pos in _NOMINAL else "clause"


def _doing(speakers: Speakers, i: int) -> bool:
    """Whether token i is a verb in -ing that tells what is done, not one that qualifies a noun ("warring parties")."""
    token = speakers.tokens[i]
    ends = speakers.article.text[token.start : token.end].lower().endswith("ing")
    return ends and token.pos == "VERB" and token.relation not in ("amod", "compound")


def _empty(article: Article, told: Told, kind: Shape, content: str) -> bool:
    """Whether no content is given, or nobody is meant: the words only point, or tell when; "you" may doubt it."""
    words = re.findall(r"[\w’'-]+", content.lower())
    if not words:
        return True
    if told.source is not None:
        source = article.text[slice(*told.source)].lower()
        if source in of_class("function_words", "nobody") and not told.level:
            return True
    functional = of_class("function_words", "definite"), entries("merge_stopwords")
    bare = told.act != "denies" and kind in ("thing", "question")
    mere = bare and all(any(word in some for some in functional) for word in words)
    aside = kind != "quote" and "," not in content and words[0] in of_class("function_words", "circumstance")
    return mere or aside


def _unreal(article: Article, told: Told, kind: Shape) -> bool:
    """Whether the act is denied ("did not say", "has yet to") or only possible ("could ask", nobody's "to say")."""
    words = re.findall(r"n[’']t\b|\w+(?=n[’']t\b)|[\w-]+", article.text[slice(*told.cue)].lower())
    start = told.source[0] if told.source else told.cue[0]
    if start < told.cue[0] and _INVERTED.search(article.text[max(0, start - INVERSION) : start]):
        return True
    if words[:1] == ["to"] and told.source is None and kind != "quote":
        return True
    if any(word in of_class("function_words", "modal") for word in words) or _HAVE_TO.search(" ".join(words)):
        return not any(word in ("only", "later") for word in words)
    omitted = any(lemma in of_class("function_words", "omission") for word in words for lemma in lemmas(word))
    negated = omitted or any(word in of_class("function_words", "negation") for word in words)
    source = article.text[slice(*told.source)].lower().split() if told.source else []
    negated = negated or source[:1] in (["neither"], ["none"], ["no"])
    if not negated or told.act in ("denies", "accuses", "threatens", "demands"):
        return negated and kind == "question"
    return phrase(article, told.cue, "opinions") is None


def _deed(article: Article, told: Told, kind: Shape, content: str) -> bool:
    """Whether the cue with an object of this shape is a deed: "approved the plan", "claimed asylum"."""
    deed = phrase(article, told.cue, "deeds")
    if deed is None or kind not in table("deeds")[deed].split():
        return False
    for word in re.findall(r"[\w-]+", article.text[slice(*told.cue)]):
        if any(lemma in _spoken() for lemma in lemmas(word)[:2]):
            return False
    first = re.findall(r"[\w'’-]+", content)[:4]
    return not any(lemma in entries("said_nouns") for word in first for lemma in lemmas(word))


def occurs(block: Block, cue: Offsets) -> bool:
    """Whether the encoder takes a cue sooner for an occurrence ("signed") than for reporting or an act on words.

    The classes are those of TimeML; False where the block was read without them.
    """
    scores = block.reading.heads.get("events")
    first, end = (bisect_left(block.reading.spans, (at - block.start,)) for at in cue)
    if scores is None or first >= end:
        return False
    shares: list[list[float]] = np.exp(scores[first:end]).tolist()
    told = min(shares, key=lambda row: row[_NOTHING])
    return told[_OCCURS] > max(row[_REPORTS] for row in shares) + told[_ACTS]


def _judging(article: Article, cue: Offsets) -> bool:
    """Whether a word of a cue judges what is said, doubts it or names a belief ("touted"): it is about words."""
    listed = phrase(article, cue)
    return any(row[0] == listed and row[2:3] not in (("neutral",), ("factive",)) for row in rows("reporting_verbs"))


@cache
def _spoken() -> frozenset[str]:
    """The reporting verbs and nouns of saying that are no deeds whatever follows."""
    verbs = frozenset(r[0] for r in rows("reporting_verbs") if r[2:3] != ("belief",))
    return (verbs | entries("said_nouns")) - entries("deeds")
