"""Weights by which "he" and "she" as sources take up a person: ``python -m training.sayers LABELS STORIES``.

Reads the labelled stories with the program as it is and gathers every "he", "she", "his" and "her" that is the source
of a labelled statement: the persons who agree with it, with their features, and which of them has the labelled
speaker's name. Those before count as rightly resolved. A conditional logit with "none of them" as one more choice is
fitted to the stories outside the development split, and firsthand/annotate/sayers.json written. The figures that are
printed are of the development split, read anew with the new weights.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.accounts import Entity
from benchmarks.labels import development
from benchmarks.verdicts import SAME, accepted, dice, named
from firsthand import pipeline
from firsthand.annotate import annotate, pronouns, sayers
from firsthand.annotate.contents import Offsets
from firsthand.annotate.drafts import Draft
from firsthand.annotate.speakers import Speakers
from firsthand.clean import clean
from firsthand.model import Failure
from firsthand.sources import open_specs
from training.antecedents import Case, fit

OUT = Path(sayers.__file__).with_suffix(".json")

Labels = dict[str, Any]


def main(labels: Path, stories: Path) -> None:
    """Fit to the stories that are not for development, write the weights, print what is right in the others."""
    read = [json.loads(file.read_text("utf-8")) for file in sorted(labels.glob("*.json"))]
    used, kept = ([one for one in read if development(one["story"]) is held] for held in (False, True))
    weights, least = fit([case for one in used for case in cases(one, stories, right=True)])
    stored = {"least": round(least, 2), "weights": dict(zip(sayers.FEATURES, weights.round(2).tolist(), strict=True))}
    OUT.write_text(json.dumps(stored, indent=1) + "\n", "utf-8")
    sayers.fitted.cache_clear()
    for name, some in (("fitted", used), ("development", kept)):
        found = [case for one in some for case in cases(one, stories, right=False)]
        told = [case.rows @ weights.round(2) for case in found]
        right = sum(
            len(s) > 0 and s.max() > stored["least"] and case.right[s.argmax()]
            for s, case in zip(told, found, strict=True)
        )
        print(f"{name}: right {right} of {len(found)}, reachable {sum(case.right.any() for case in found)}")


def cases(labels: Labels, stories: Path, *, right: bool) -> list[Case]:
    """The pronouns of a story that speak; ``right`` resolves each as labelled, so that the next sees the right speaker
    before it, else the program resolves it."""
    found: list[Case] = []
    usual = sayers.taken_up

    def resolve(
        speakers: Speakers, source: Offsets, contents: Sequence[Offsets], before: Sequence[Draft]
    ) -> str | None:
        names = labelled(labels, speakers, contents)
        told = usual(speakers, source, contents, before)
        if not names:
            return told
        offered = sayers.candidates(speakers, source, contents, before)
        fits = [_is(speakers, chain, names) for chain, _ in offered]
        rows = np.array([row for _, row in offered]).reshape(-1, len(sayers.FEATURES))
        found.append(Case("he", rows, np.array(fits, bool), any(fits)))
        meant = next((chain for (chain, _), fit in zip(offered, fits, strict=True) if fit), told)
        return meant if right else told

    pronouns.taken_up = resolve
    try:
        for article in _articles(labels, stories):
            annotate(article, pipeline.encoder())
    finally:
        pronouns.taken_up = usual
    return found


def labelled(labels: Labels, speakers: Speakers, contents: Sequence[Offsets]) -> tuple[str, ...]:
    """The names that the speaker of these words may have; none where no reader called them a statement of somebody."""
    article = speakers.article
    spans = [article.locate(start, end) for start, end in contents]
    rows = [row for row in labels["statements"] if row["file"] == Path(article.file).name]
    shares = [(dice([(s, e) for s, e in row["spans"]], spans), row) for row in rows]
    share, row = max(shares, key=lambda one: one[0], default=(0.0, {"wrong": ["none"], "speaker": None}))
    return () if share < SAME or "none" in row["wrong"] else accepted(row["speaker"], labels["names"])


def _is(speakers: Speakers, chain: str, names: Sequence[str]) -> bool:
    owner, words = speakers.chain(chain), speakers.article.words_of
    forms = (words(m.span) for m in owner.mentions if m.form != "pronoun")
    return named(Entity(owner.kind, tuple(dict.fromkeys([owner.name, *forms])), ()), names)


def _articles(labels: Labels, stories: Path) -> Iterator[Any]:
    for page in open_specs([str(stories / labels["story"] / file) for file in labels["files"]]):
        if isinstance(page, Failure):
            raise SystemExit(f"{page.file}: {page.message}")
        yield from clean(page)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
