"""Which chain a pronoun takes up: every chain named before is scored by how it was spoken of last and how often.

A chain is looked at as a whole, by its last mention: how far back, as what, whether as a pronoun already. The weights
are those of a conditional logit over the chains that agree in number and gender, with "none of them" as one more
choice; they stand in antecedents.json, which training/antecedents.py makes. What takes part in the clause itself ("she
told her") and what only says of another what he is ("was a lawyer") are never taken up.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log1p
from typing import NamedTuple

from firsthand.annotate.namechains import Draft, Words
from firsthand.lexicon import of_class
from firsthand.model import Mention

PREDICATE = 8
"""Words before a noun in which the copula is that makes a predicate of it: "was the first woman to lead"."""
LINES = 3
"""Line breaks up to which those between a pronoun and a mention are counted; over twice as many it is not looked at."""
PEOPLE = frozenset({"he", "she"})
_STOP = re.compile(r"""[.?!] |\.[”"] """)
FEATURES = (
    "lines", "words", "subject", "object", "under", "owner", "often", "pronoun", "named", "gender", "sentence", "both",
    "described", "clause",
)  # fmt: skip


def antecedent(page: Words, pronoun: Mention, by_start: Mapping[int, Draft]) -> Draft | None:
    """The chain that a pronoun takes up; None if none agrees or none is likely enough."""
    word = page.article.words_of(pronoun.span).lower()
    rows = candidates(page, pronoun, word, by_start)
    if not rows:
        return None
    weights, least = fitted()[sort_of(word)]
    scored = [(sum(w * x for w, x in zip(weights, row, strict=True)), -at, draft) for at, draft, row in rows]
    best = max(scored, key=lambda one: one[:2])
    return best[2] if best[0] > least else None


@cache
def fitted() -> dict[str, tuple[tuple[float, ...], float]]:
    """Weights of FEATURES by the class of pronoun, and the score above which a chain is taken up.

    >>> weights, least = fitted()["he"]
    >>> len(weights) == len(FEATURES)
    True
    """
    stored = json.loads(files(__package__).joinpath("antecedents.json").read_text("utf-8"))
    return {sort: (tuple(of["weights"][name] for name in FEATURES), of["least"]) for sort, of in stored.items()}


def sort_of(word: str) -> str:
    """The class of a pronoun: "he" (and she), "it", "they"."""
    return next((one for one in ("it", "they") if word in of_class("function_words", one)), "he")


class _Last(NamedTuple):
    """Where the last mention of a chain before a pronoun begins, how many there are, and sentences that end between."""

    start: int
    often: int
    stops: int


def candidates(
    page: Words, pronoun: Mention, word: str, by_start: Mapping[int, Draft]
) -> list[tuple[int, Draft, list[float]]]:
    """Every chain that agrees: how many words back its last mention begins, the chain, its features."""
    me = page.at(pronoun.span.start)
    text, here = page.article.text, page.tokens[me].start
    begun: dict[int, list[int]] = defaultdict(list)
    for start, draft in by_start.items():
        if start < pronoun.span.start:
            begun[id(draft)].append(start)
    far = _lines_back(text, here)
    stops = [m.start() for m in _STOP.finditer(text, far, here)]
    drafts = {id(draft): draft for draft in by_start.values()}
    found = []
    for key, starts in begun.items():
        last, draft = max(starts), drafts[key]
        if last < far or not agrees(word, draft):
            continue
        row = _features(page, me, draft, _Last(last, len(starts), len(stops) - bisect_left(stops, last)))
        if row is not None:
            found.append((me - page.at(last), draft, row))
    return found


def _lines_back(text: str, at: int) -> int:
    """Where the lines begin that are near enough to a place to be looked at."""
    for _ in range(LINES * 2 + 1):
        at = text.rfind("\n", 0, max(at, 0))
    return at + 1


def _features(page: Words, me: int, draft: Draft, last: _Last) -> list[float] | None:
    """What is known of a chain as that of the pronoun at word ``me``; None where it cannot be."""
    start, count, stops = last
    lines = page.article.text.count("\n", start, page.tokens[me].start)
    mention = next((m for m in draft.mentions if m.span.start == start), None)
    first = page.at(start)
    end = page.at(mention.span.end - 1) + 1 if mention is not None else first + 1
    heads = [i for i in range(first, end) if page.tokens[i].head not in range(first, end)]
    head = next((i for i in heads if page.tokens[i].head is not None), heads[0] if heads else first)
    relation, mine = page.tokens[head].relation, page.tokens[me].relation
    governor = page.tokens[head].head
    if governor is not None and governor == page.tokens[me].head and not mine.startswith("nmod") and mine != "conj":
        return None
    if any(token.relation == "cop" and token.head == head for token in page.tokens[max(0, head - PREDICATE) : head]):
        return None
    subject = relation.startswith("nsubj")
    owner = end < len(page.tokens) and page.word(end) in ("'s", "’s")
    return [
        float(min(lines, LINES)), log1p(me - first), float(subject), float(relation.startswith(("obj", "iobj"))),
        float(relation.startswith(("obl", "nmod")) and not owner), float(owner), log1p(count),
        float(mention is not None and mention.form == "pronoun"), float(draft.named), float(bool(draft.gender)),
        log1p(stops), float(subject and mine.startswith("nsubj")),
        float(mention is not None and mention.form == "nominal"), float(governor is not None and governor == me),
    ]  # fmt: skip


def told_by(word: str) -> str:
    """The gender that a pronoun tells: "f", "m" or ""."""
    if word in of_class("function_words", "she"):
        return "f"
    return "m" if word in of_class("function_words", "he") else ""


def agrees(word: str, draft: Draft) -> bool:
    """Whether number, gender and kind let a pronoun stand for a chain."""
    if word in of_class("function_words", "he"):
        return draft.kind in ("person", "anonymous") and draft.gender != "f" and not draft.plural
    if word in of_class("function_words", "she"):
        return draft.kind in ("person", "anonymous") and draft.gender != "m" and not draft.plural
    if word == "it":
        return draft.kind in ("organization", "outlet", "place") and not draft.plural
    return draft.plural or draft.kind == "group"
