"""Fit annotate/trust.json: ``python -m training.trust --stories DIR``, DIR/ID holding the pages of story ID as N.txt.

Every statement that the program drafts where readers judged one (training/labels) is an example: "none" where they said
that it is no statement of anybody, "right" where it is one and its speaker is theirs. A lasso chooses the features on
all stories but the development split, a ridge weighs those. Printed: for each bar how many wrong ones would be dropped
and how many right ones lost; and the calibration error of "right".
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.accounts import Account, Entity, Said
from benchmarks.labels import development
from benchmarks.measures import calibration_error
from benchmarks.verdicts import verdicts
from firsthand.annotate import trust
from firsthand.annotate.attribution import attributions
from firsthand.annotate.blocks import blocks, tokens
from firsthand.annotate.coreference import chains
from firsthand.annotate.drafts import Draft
from firsthand.annotate.mentions import mentions
from firsthand.annotate.sentences import sentences
from firsthand.annotate.speakers import Speakers
from firsthand.annotate.statements import statements
from firsthand.clean import clean
from firsthand.encoder import Encoder
from firsthand.model import Article, Chain
from firsthand.sources import open_specs
from training.logit import logit

LABELS = Path(__file__).parent / "labels"
OUT = Path(trust.__file__).with_name("trust.json")
LASSO, RIDGE = 0.011, 0.02
"""Penalties an example, of standardised weights; of .003 to .02 and .005 to .08 the likeliest in five folds or near."""
STEPS = 3000
BARS = (0.4, 0.5, 0.6, 0.7)

Array = npt.NDArray[np.float64]


@dataclass(slots=True)
class Example:
    """A draft that readers judged."""

    row: trust.Row
    story: str
    none: bool
    right: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, write the weights, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, required=True)
    folder = parser.parse_args(arguments).stories
    encoder = Encoder()
    every, unseen = (
        [
            one
            for file in sorted(where.glob("*.json"))
            for one in examples(json.loads(file.read_text("utf-8")), folder / file.stem, encoder)
        ]
        for where in (LABELS, LABELS / "unseen")
    )
    used = [one for one in every if not development(one.story)]
    stored = {what: fit([one.row for one in used], [getattr(one, what) for one in used]) for what in ("none", "right")}
    OUT.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    trust.fitted.cache_clear()
    kept = [one for one in every if development(one.story)]
    for title, some in (("fitted to", used), ("development", kept), ("unseen", unseen)):
        print(f"{title}: {len(some)} drafts, {sum(one.none for one in some)} of them none")
        tell(some)


def examples(labels: dict[str, Any], folder: Path, encoder: Encoder) -> Iterator[Example]:
    """The drafts of a story that readers judged."""
    rows: dict[str, trust.Row] = {}
    said, places = [], {}
    for page in open_specs([str(folder / file) for file in labels["files"]]):
        for article in clean(page):
            for name, spans, speaker, row in drafted(article, encoder):
                rows[name], places[name] = row, tuple((Path(article.file).name, span) for span in spans)
                said.append(Said(name, Path(article.file).name, frozenset(), speaker, "", "", (), (None, None)))
    for one in verdicts(labels, Account((), (), tuple(said), (), [], [], places)):
        if one.said is not None:
            wrong = one.label["wrong"]
            right = one.speaker_right and "none" not in wrong
            yield Example(rows[one.said.id], labels["story"], "none" in wrong, right)


def drafted(
    article: Article, encoder: Encoder
) -> Iterator[tuple[str, list[tuple[int, int]], Entity | None, trust.Row]]:
    """Every draft of an article: a name, its places in the page's source, its speaker, its features."""
    read = blocks(article, encoder)
    words = tokens(read)
    speakers = Speakers(article, words, list(chains(article, mentions(article, read, words), words)))
    found: list[tuple[Draft, trust.Row]] = []

    def judge(who: Speakers, drafts: list[Draft]) -> list[Draft]:
        found.extend(zip(drafts, trust.features(who, drafts), strict=True))
        return drafts

    statements(read, attributions(article, read, encoder), speakers, sentences(article), judge)
    for number, (draft, row) in enumerate(found):
        speaker = entity(article, speakers.chain(draft.speaker)) if draft.speaker else None
        yield f"{article.id}.{number}", [article.locate(*span) for span in draft.contents], speaker, row


def entity(article: Article, chain: Chain) -> Entity:
    """A chain with its forms, as the scorers take it."""
    forms = [article.words_of(mention.span) for mention in chain.mentions if mention.form == "name"]
    return Entity(chain.kind, tuple(dict.fromkeys([chain.name, *forms])), ())


def fit(rows: Sequence[trust.Row], truth: Sequence[bool]) -> dict[str, Any]:
    """Weights by the features' names, and bias."""
    names = sorted({name for row in rows for name in row})
    table = np.array([[float(row.get(name, 0)) for name in names] for row in rows])
    goal = np.array(truth, float)
    mean, spread = table.mean(0), table.std(0) + 1e-9
    scaled = (table - mean) / spread
    chosen = np.flatnonzero(lasso(scaled, goal))
    weights, bias = ridge(scaled[:, chosen], goal)
    weights = weights / spread[chosen]
    bias -= float(weights @ mean[chosen])
    named = {names[i]: round(float(w), 3) for i, w in zip(chosen, weights, strict=True)}
    return {"bias": round(bias, 3), "weights": named}


def lasso(table: Array, goal: Array) -> Array:
    """Weights of a logistic regression with the sum of their absolute values penalised, by proximal steps."""
    rate = 4 * len(table) / float(np.linalg.norm(table, 2) ** 2)
    weights, ahead, bias, momentum = np.zeros(table.shape[1]), np.zeros(table.shape[1]), 0.0, 1.0
    for _ in range(STEPS):
        left = 1 / (1 + np.exp(-(table @ ahead + bias))) - goal
        moved = ahead - rate * (table.T @ left) / len(goal)
        new = np.sign(moved) * np.maximum(np.abs(moved) - rate * LASSO, 0)
        following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = new + (momentum - 1) / following * (new - weights)
        weights, momentum, bias = new, following, bias - float(left.mean())
    return weights


def ridge(table: Array, goal: Array) -> tuple[Array, float]:
    """Weights and bias of a logistic regression with the squares of the weights penalised, but not the bias."""
    wide = np.hstack([table, np.ones((len(table), 1))])
    penalty = np.full(wide.shape[1], RIDGE * len(table))
    penalty[-1] = 0
    weights = logit(wide, goal, penalty)
    return weights[:-1], float(weights[-1])


def tell(some: Sequence[Example]) -> None:
    """Print what the bars would do, and how well "right" is calibrated."""
    none = np.array([trust.probability("none", one.row) for one in some])
    for bar in BARS:
        dropped = [one for one, p in zip(some, none, strict=True) if p >= bar]
        lost = sum(one.right for one in dropped)
        print(f"  bar {bar}: {len(dropped) - lost} wrong dropped, {lost} right lost")
    told = [one for one, p in zip(some, none, strict=True) if p < trust.BAR]
    sure = [trust.probability("right", one.row) for one in told]
    print(f"  calibration error of those told: {calibration_error(sure, [one.right for one in told]):.3f}")


if __name__ == "__main__":
    main()
