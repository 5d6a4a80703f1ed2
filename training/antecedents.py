"""Fits firsthand/annotate/antecedents.json, which chain a pronoun takes up: `python -m training.antecedents DATA`.

DATA is a folder with gum/dep/*.conllu, gum/ontogum/*.conll and gum/splits.md. The program reads every train document
as one page, chains being gathered with each pronoun put where OntoGUM has it; every chain that agrees with a pronoun is
a candidate, "none of them" is one more. A conditional logit for each class of pronoun is fitted to them, with a ridge,
by gradient steps from zero: the same documents and encoder give the same weights. The figures printed are those of the
dev documents, of which nothing is fitted, earlier pronouns of the page being resolved as OntoGUM has them.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import conllu
from benchmarks.coreference import Document, given_sentences, read
from firsthand.annotate import antecedents
from firsthand.annotate.blocks import blocks, tokens
from firsthand.annotate.coreference import chains
from firsthand.annotate.mentions import mentions
from firsthand.annotate.namechains import Draft, Words
from firsthand.encoder import Encoder
from firsthand.model import Article, Mention, Part, Span

OUT = Path(antecedents.__file__).with_suffix(".json")
SORTS = ("he", "it", "they")
SPOKEN = {"conversation", "reddit", "vlog", "whow"}
"""Genres passed over: they are unlike any page of news, and "it" and "they" are mostly no one there."""
FICTION = 0.4
"""What a pronoun of fiction counts, where there are many "he" and "she" and few names; set by hand."""
BY_HAND = {"it": -1.6, "they": -2.5}
"""Scores above which these are taken up, lowered by hand from the fitted ones (which are printed) so that more are
resolved, somewhat less surely; "it" so that a near subject is reached, with a look at the figures printed here."""
LONGEST, TAIL = 200, 25
"""Characters of a mention at most, and those by which a longer one may go on behind the program's ("the man who")."""
RIDGE, STEPS, RATE = 1.0, 400, 0.05
PRONOUNS = frozenset(
    "he him his she her hers it its they them their theirs himself herself itself themselves "
    "i me my we us our you your who which that".split()
)

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A pronoun: features of each candidate (candidates x FEATURES), which are right, whether the page named it."""

    sort: str
    rows: Array
    right: npt.NDArray[np.bool_]
    known: bool
    weight: float = 1.0


def main(data: Path) -> None:
    """Fit to the train documents, write the weights, print the figures of the dev documents."""
    encoder = Encoder()
    used, kept = (list(cases(data / "gum", part, encoder)) for part in ("train", "dev"))
    stored = {}
    for sort in SORTS:
        weights, least = fit([case for case in used if case.sort == sort])
        chosen = BY_HAND.get(sort, least)
        named = dict(zip(antecedents.FEATURES, (round(float(w), 2) for w in weights), strict=True))
        stored[sort] = {"least": round(chosen, 2), "weights": named}
        size = f"{sum(case.sort == sort for case in used)} pronouns, threshold fitted {least:.2f}, used {chosen:.2f}"
        print(f"{sort}: {size}; dev: {figures([c for c in kept if c.sort == sort], weights.round(2), chosen)}")
    OUT.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")


def cases(gum: Path, part: str, encoder: Encoder) -> Iterator[Case]:
    """The pronouns of a part of splits.md, document by document; of those with other words in the two files none."""
    for name in conllu.part(gum, part):
        genre = name.split("_")[1]
        chained = gum / "ontogum" / f"{name}.conll"
        if genre in SPOKEN or not chained.is_file():
            continue
        for document in read(chained):
            sentences = given_sentences(document, gum / "dep" / f"{name}.conllu")
            if sentences is not None:
                yield from of_page(document, {s for s, _, opens in sentences if opens}, encoder, genre)


def of_page(document: Document, opening: set[int], encoder: Encoder, genre: str) -> list[Case]:
    """The pronouns of one document, paragraphs beginning at the words ``opening``."""
    page, starts = article(document, opening)
    known = named_before(document, starts)
    found: list[Case] = []

    def resolve(words: Words, pronoun: Mention, by_start: Mapping[int, Draft]) -> Draft | None:
        if (spans := known.get(pronoun.span.start)) is None:
            return None
        word = page.words_of(pronoun.span).lower()
        offered = antecedents.candidates(words, pronoun, word, by_start)
        right = [meant(draft, pronoun, spans) for _, draft, _ in offered]
        rows = np.array([row for *_, row in offered]).reshape(-1, len(antecedents.FEATURES))
        weight = FICTION if genre == "fiction" else 1.0
        found.append(Case(antecedents.sort_of(word), rows, np.array(right, bool), bool(spans), weight))
        return next((draft for (_, draft, _), fits in zip(offered, right, strict=True) if fits), None)

    reading = blocks(page, encoder)
    parsed = tokens(reading)
    chains(page, mentions(page, reading, parsed), parsed, resolve)
    return found


def article(document: Document, opening: set[int]) -> tuple[Article, list[int]]:
    """A page of a document's words, a line a paragraph, and where each word begins."""
    text, starts = "", list[int]()
    for i, word in enumerate(document.words):
        if text and i in opening:
            text += "\n\n"
        elif text and not re.match(r"[.,;:!?)\]’”]|['’]s$|n['’]t$", word) and text[-1] not in "([“":
            text += " "
        starts.append(len(text))
        text += word
    parts = tuple(Part("body", *line.span()) for line in re.finditer(r"[^\n]+", text))
    whole = range(len(text)), range(1, len(text) + 1)
    return Article(f"d-{document.name}", f"{document.name}.txt", text, 0, len(text), text, *whole, parts), starts


def named_before(document: Document, starts: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Where each pronoun begins, and the spans before it that OntoGUM chains with it, other than pronouns."""
    alone = {i for i, word in enumerate(document.words) if word.lower() in PRONOUNS}
    found: dict[int, list[tuple[int, int]]] = {starts[i]: [] for i in alone}
    for chain in document.chains:
        full = [
            (starts[first], starts[end - 1] + len(document.words[end - 1]))
            for first, end in chain
            if end - first > 1 or first not in alone
        ]
        for first, end in chain:
            if end - first == 1 and first in alone:
                found[starts[first]] = [(s, e) for s, e in full if s < starts[first] and e - s < LONGEST]
    return found


def meant(draft: Draft, pronoun: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention of a chain, no pronoun, is one of the spans."""
    before = (m.span for m in draft.mentions if m.form != "pronoun" and m.span.start < pronoun.span.start)
    return any(_same(span, start, end) for span in before for start, end in spans)


def _same(span: Span, start: int, end: int) -> bool:
    inside = start <= span.start and end - TAIL <= span.end <= end
    return inside or (span.start <= start and end <= span.end)


def fit(cases: Sequence[Case]) -> tuple[Array, float]:
    """Weights of the features and the score of "none": what makes the right candidates likely, with a ridge.

    >>> near, far = [1.0, 0.0], [0.0, 1.0]
    >>> case = Case("he", np.array([near, far]), np.array([True, False]), True)
    >>> weights, least = fit([case] * 20)
    >>> bool(weights[0] > least)
    True
    """
    cases = [case for case in cases if len(case.rows)]
    most, features = max(len(case.rows) for case in cases), cases[0].rows.shape[1]
    x = np.zeros((len(cases), most + 1, features + 1))
    offered, right = np.zeros((2, len(cases), most + 1), bool)
    for i, case in enumerate(cases):
        x[i, : len(case.rows), :features] = case.rows
        offered[i, : len(case.rows)], right[i, : len(case.rows)] = True, case.right
        right[i, most] = not case.right.any()
    x[:, most, features], offered[:, most] = 1.0, True
    weight = np.array([case.weight for case in cases])[:, None]
    w, mean, square = np.zeros((3, features + 1))
    for step in range(1, STEPS + 1):
        scores = np.where(offered, x @ w, -np.inf)
        likely = np.exp(scores - scores.max(axis=1, keepdims=True))
        aims = likely * right
        likely /= likely.sum(axis=1, keepdims=True)
        aims /= np.maximum(aims.sum(axis=1, keepdims=True), 1e-300)
        gradient = np.einsum("ij,ijk->k", (likely - aims) * weight, x) + RIDGE * w
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        w = w - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return w[:features], float(w[features])


def figures(cases: Sequence[Case], weights: Array, least: float) -> str:
    """How many are resolved rightly, of those that the page named before and of those resolved.

    >>> row = np.array([[1.0]])
    >>> yes, no = (Case("it", row, np.array([fits]), fits) for fits in (True, False))
    >>> figures([yes, yes, no], np.array([2.0]), 1.0)
    'right 2 of 2 named before (1.000), of 3 resolved (0.667)'
    """
    named, told, right = sum(case.known for case in cases), 0, 0
    for case in cases:
        scores = case.rows @ weights
        if len(scores) and scores.max() > least:
            told += 1
            right += int(case.right[scores.argmax()])
    share = [f"{right / max(of, 1):.3f}" for of in (named, told)]
    return f"right {right} of {named} named before ({share[0]}), of {told} resolved ({share[1]})"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
