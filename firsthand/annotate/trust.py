"""How far a drafted statement can be believed: whether it is one at all, and whether it is one by that speaker.

Two logistic regressions over the same features: what the encoder takes the cue for (TimeML's classes), how sure it is
of the roles, which act and class of word the lexicon gives the cue, what the content is by its grammar, who speaks.
Their weights stand in trust.json, which training/trust.py makes out of what readers said of statements told. The first
drops what is hardly a statement; the second is a statement's confidence. No word of a story is a feature.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp, log, log1p

import numpy as np

from firsthand.annotate.acts import phrase
from firsthand.annotate.blocks import Block
from firsthand.annotate.contents import Offsets
from firsthand.annotate.continued import quoted_in
from firsthand.annotate.drafts import Draft
from firsthand.annotate.speakers import Speakers
from firsthand.annotate.telling import shape
from firsthand.encoder import ATTRIBUTION_TAGS, EVENT_CLASSES
from firsthand.encoder.calibration import odds
from firsthand.lexicon import rows

BAR = 0.6
"""Probability of being no statement from which a draft is dropped; chosen on stories that nothing was fitted to."""
LEAST = 0.01
"""A lower probability of a role counts as this one; by judgement."""
_QUESTION = re.compile(r"(?i)(?:whether|if|why|how|what|when|where|who)\b")
_THAT = re.compile(r"\bthat\b")
_NOT = re.compile(r"(?i)\b(?:not|never|no|nor|neither|hardly)\b|n[’']t\b")
_PRONOUNS = {"he": "he", "she": "he", "they": "they", "it": "it"}
_CLASSES = tuple(f"takes for {name}" for name in EVENT_CLASSES)

Row = dict[str, float]
Judge = Callable[[Speakers, list[Draft]], list[Draft]]


def believed(speakers: Speakers, drafts: list[Draft]) -> list[Draft]:
    """The drafts that are likely statements, each with its confidence; what stood in a dropped one is left outside."""
    kept = []
    for draft, row in zip(drafts, features(speakers, drafts), strict=True):
        if probability("none", row) < BAR:
            draft.confidence = probability("right", row)
            kept.append(draft)
    left = {id(draft) for draft in kept}
    for draft in kept:
        while draft.inside is not None and id(draft.inside) not in left:
            draft.inside = draft.inside.inside
    return kept


def probability(what: str, row: Row) -> float:
    """How likely "none" (it is no statement) or "right" (all of it is) holds of a draft with these features."""
    weights, bias = fitted()[what]
    return 1 / (1 + exp(-bias - sum(weights[name] * value for name, value in row.items() if name in weights)))


@cache
def fitted() -> Mapping[str, tuple[Mapping[str, float], float]]:
    """Weights by the features' names, and bias, of "none" and "right".

    >>> weights, bias = fitted()["none"]
    >>> weights["takes for REPORTING"] < weights["takes for OCCURRENCE"]
    True
    """
    stored = json.loads(files(__package__).joinpath("trust.json").read_text("utf-8"))
    return {what: (of["weights"], of["bias"]) for what, of in stored.items()}


def features(speakers: Speakers, drafts: Sequence[Draft]) -> list[Row]:
    """What is known of each draft, by name; what is not named is 0."""
    rows = [_features(speakers, draft) for draft in drafts]
    spans = {
        "source": [(row, draft, draft.source) for row, draft in zip(rows, drafts, strict=True) if draft.source],
        "content": [(row, draft, draft.contents[0]) for row, draft in zip(rows, drafts, strict=True)],
    }
    for role, some in spans.items():
        sure = _least([(draft.attribution.block, span) for _, draft, span in some], role)
        for (row, _, _), least in zip(some, sure, strict=True):
            row[f"{role} sure"] = least
    return rows


def _features(speakers: Speakers, draft: Draft) -> Row:
    row: Row = {f"is {draft.act}": 1.0, f"level {min(draft.attribution.level, 2)}": 1.0}
    _of_source(speakers, draft, row)
    _of_content(speakers, draft, row)
    cue = draft.attribution.cue
    if cue is None or draft.posted or draft.lifted:
        row["continued" if draft.continued else "shown"] = 1.0
    else:
        row["sure"] = odds(draft.attribution.sure)
        _of_cue(speakers, draft, cue, row)
    return row


def _of_source(speakers: Speakers, draft: Draft, row: Row) -> None:
    if draft.speaker is None:
        row["nobody"] = 1.0
    else:
        row[f"by {speakers.chain(draft.speaker).kind}"] = 1.0
    if draft.source is not None:
        word = speakers.article.text[slice(*draft.source)].lower()
        row[f"by {_PRONOUNS.get(word, 'words')}"] = 1.0


def _of_content(speakers: Speakers, draft: Draft, row: Row) -> None:
    text = speakers.article.text
    words = [speakers.tokens[i] for start, end in draft.contents for i in speakers.words(start, end)]
    first, last = text[draft.contents[0][0]], text[draft.contents[-1][1] - 1]
    row["words"] = log1p(len(words))
    row["clause"] = any(t.relation.startswith(("nsubj", "expl")) for t in words)
    row["verb"] = any(t.pos in ("VERB", "AUX") for t in words)
    row["pieces"] = len(draft.contents) > 1
    row["capital"], row["stop"] = first.isupper(), last in ".!?"
    row["whether"] = _QUESTION.match(text, draft.contents[0][0]) is not None


def _of_cue(speakers: Speakers, draft: Draft, cue: Offsets, row: Row) -> None:
    article, block = speakers.article, draft.attribution.block
    tokens, inside = speakers.tokens, speakers.words(*cue)
    quoted = quoted_in(article, block)
    around = [q for q in quoted if not q.start <= cue[0] < q.end]
    row[f"a {shape(speakers, draft.contents, around)}"] = 1.0
    row["in quotation"] = len(around) < len(quoted)
    row["that"] = _THAT.search(article.text, cue[1], max(cue[1], draft.contents[0][0])) is not None
    row["denied"] = _NOT.search(article.text, *cue) is not None
    listed = phrase(article, cue)
    row["two words"] = listed is not None and " " in listed
    row[f"word {_class_of(listed)}"] = 1.0
    row["long cue"] = len(inside) > 2
    verbs = [i for i in inside if tokens[i].pos == "VERB"]
    heads = [i for i in inside if tokens[i].head not in inside]
    if not heads:
        return
    row[f"cue is {tokens[heads[0]].relation}"] = 1.0
    row["noun"] = not verbs and tokens[heads[0]].pos in ("NOUN", "PROPN")
    row["to"] = article.text.startswith(" to ", cue[0] - 4) or article.text.startswith("to ", cue[0])
    _as_event(block, (verbs or heads)[0] - block.first_token, row)


def _as_event(block: Block, word: int, row: Row) -> None:
    """What the encoder takes a word of a block for, and how far for a fact."""
    if "events" in block.reading.heads and 0 <= word < len(block.reading.spans):
        row |= zip(_CLASSES, np.exp(block.reading.heads["events"][word]).tolist(), strict=True)
        row["fact"] = float(block.reading.heads["factuality"][word, 0])


def _least(spans: Sequence[tuple[Block, Offsets]], role: str) -> list[float]:
    """For each span the logarithm of the least probability that a word of it has the role, 0 without words."""
    if not spans:
        return []
    tag = ATTRIBUTION_TAGS.index(f"B-{role}")
    certain = np.full((1, len("BIES")), -log(len("BIES")), np.float32)
    parts = []
    for block, span in spans:
        first, end = (bisect_left(block.reading.spans, (at - block.start,)) for at in span)
        parts.append(block.reading.attribution[first:end, tag : tag + len("BIES")] if first < end else certain)
    logs = np.log(np.maximum(np.exp(np.concatenate(parts)).sum(1), LEAST))
    found: list[float] = np.minimum.reduceat(logs, np.cumsum([0, *map(len, parts[:-1])])).tolist()
    return found


@cache
def _class_of(listed: str | None) -> str:
    """The class of a phrase of the reporting verbs, "unlisted" for what is none."""
    found = next((row for row in rows("reporting_verbs") if row[0] == listed), ())
    return found[2] if len(found) > 2 else "unlisted"
